// How the cost of a step grows with T, D and H: steps of many sizes are timed, and what they cost is fitted to what they compute.

const SIZES = [4, 8, 16, 32].flatMap((t) => [16, 32, 64].flatMap((d) => [1, 2, 4, 8].map((h) => ({ t, d, h }))));
const [ROUNDS, EDITS] = [4, 6];

/** What a step consists of, and how much of each there is at a size. */
const TERMS = [
  ["each step", () => 1], ["T·D²", ({ t, d }) => t * d * d], ["T²·D", ({ t, d }) => t * t * d], ["H·T²", ({ t, h }) => h * t * t],
];

/** Times edits of a cell of X, after which everything follows, at every size; in the page. Of each the least mean of several rounds, ms. */
async function timed({ sizes, rounds, edits }) {
  const all = [];
  for (const { t, d, h } of sizes) {
    let doc = `text=${Array.from({ length: t }, (_, i) => `w${i}`).join("%20")}&dim=${d}&heads=${h}`;
    let least = Infinity;
    for (let round = -1; round < rounds; round++) { // the first is to warm up
      const begin = performance.now(); // the clock is coarse: several edits are timed together
      for (let i = 0; i < edits; i++) {
        const result = await window.qkvLab.step(doc, { kind: "set_cell", step: "x", row: 1, col: 2, value: String(i / 8 + round) });
        if (!result.ok) throw new Error(result.problem.message);
        doc = result.doc;
      }
      if (round >= 0) least = Math.min(least, (performance.now() - begin) / edits);
    }
    all.push(least);
  }
  return all;
}

/** Least squares of the relative differences: the coefficient of each term. */
function fit(rows, ms) {
  const scaled = rows.map((row, i) => row.map((x) => x / ms[i]));
  const n = TERMS.length;
  const system = Array.from({ length: n }, (_, a) => [
    ...Array.from({ length: n }, (_, b) => scaled.reduce((sum, row) => sum + row[a] * row[b], 0)), scaled.reduce((sum, row) => sum + row[a], 0),
  ]);
  for (let a = 0; a < n; a++) { // Gauss and Jordan; the matrix is positive definite
    for (let b = 0; b < n; b++) {
      if (b === a) continue;
      const factor = system[b][a] / system[a][a];
      system[b] = system[b].map((x, c) => x - factor * system[a][c]);
    }
  }
  return system.map((row, a) => row[n] / row[a]);
}

/** Of a page with the lab: the sizes with their times, and what each term costs, µs. */
export async function growth(page) {
  const ms = await page.evaluate(timed, { sizes: SIZES, rounds: ROUNDS, edits: EDITS });
  const rows = SIZES.map((size) => TERMS.map(([, count]) => count(size)));
  const costs = fit(rows, ms);
  const apart = rows.map((row, i) => Math.abs(row.reduce((sum, x, j) => sum + x * costs[j], 0) / ms[i] - 1)).toSorted((a, b) => a - b);
  return {
    steps: SIZES.map((size, i) => ({ ...size, ms: ms[i] })),
    terms: TERMS.map(([name], i) => ({ name, microseconds: costs[i] * 1000 })),
    apart: apart[apart.length >> 1],
  };
}

export const told = ({ terms, apart }) => `a cell of x edited: ${terms.map(({ name, microseconds }, i) => i === 0
  ? `${microseconds.toFixed(0)} µs` : `${microseconds < 0 ? "− " : "+ "}${(Math.abs(microseconds) * 1000).toPrecision(2)} ns·${name}`).join(" ")}; half of the sizes are within ${(apart * 100).toFixed(0)} % of this`;
