// From samples to figures, and to a table.

function spread(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return { least: sorted[0], median: sorted[(sorted.length - 1) >> 1], most: sorted.at(-1) };
}

/** Of each row: what every contender reached (median, best, noise), its share of the limit, and ours over the better peer. */
export function figures(rows) {
  return rows.map(({ name, unit, operations, limit, contenders, threads }) => {
    const top = spread(limit).median;
    const all = contenders.map(({ name: who, ms, apart }) => {
      const { least, median, most } = spread(ms);
      const gflops = operations / median / 1e6;
      return { name: who, ms: median, least, gflops, share: gflops / top, noise: (most - least) / median, apart };
    });
    const best = Math.min(...all.slice(1).filter((c) => !c.name.startsWith(all[0].name)).map((c) => c.ms));
    return { name, unit, threads, limit: top, ratio: best / all[0].ms, contenders: all };
  });
}

/** A time or a speed, in the unit of its row. */
export const inUnit = (row, c) => row.unit === "GF/s" ? c.gflops.toFixed(1) : row.unit === "µs" ? (c.ms * 1000).toFixed(2) : c.ms.toFixed(c.ms < 10 ? 2 : 1);

export function table({ machine, rows }) {
  const lines = [`${machine.browser} · ${machine.cores} × ${machine.cpu} · ${machine.date.slice(0, 10)} · load ${machine.load.toFixed(1)}`];
  for (const threads of new Set(rows.map((r) => r.threads))) {
    const some = rows.filter((r) => r.threads === threads);
    const names = [...new Set(some.flatMap((r) => r.contenders.map((c) => c.name)))];
    lines.push("", `medians; share of the limit; peers with ${threads} ${threads === 1 ? "thread" : "threads"}`);
    const body = some.map((row) => [
      row.name, row.unit,
      ...names.map((name) => {
        const c = row.contenders.find((one) => one.name === name);
        return c ? `${inUnit(row, c)}  ${Math.round(c.share * 100)} %  ±${Math.round(c.noise * 50)}` : "";
      }),
      row.limit.toFixed(1), `${row.ratio.toFixed(2)}×`,
    ]);
    lines.push(...aligned([["", "", ...names, "limit", "ours / better peer"], ...body]));
  }
  if (machine.load > machine.cores) lines.push("", "The machine was busy with other things: speeds are too low, and only ratios within a row mean something.");
  return `${lines.join("\n")}\n`;
}

function aligned(rows) {
  const widths = rows[0].map((_, i) => Math.max(...rows.map((r) => r[i].length)));
  return rows.map((row) => row.map((text, i) => (i === 0 ? text.padEnd(widths[0]) : text.padStart(widths[i]))).join("   ").trimEnd());
}
