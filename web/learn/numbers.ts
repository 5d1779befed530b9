import { visibleToken } from "../src/figures/labels.js";
import type { Matrix } from "../src/model/frame.js";
import { cellNumber } from "../src/scale/number.js";
import type { Attributes } from "./attributes.js";
import type { Frames } from "./frames.js";

/** What a directive prints into a sentence: every number of the text comes from the engine by one of these. */
export const PRINTED: Readonly<Record<string, (a: Attributes, frames: Frames) => Promise<string>>> = {
  /** `:num{doc cell=q.0.2 digits=2 to=5 as=percent}`: one cell, or the sum of those from its column to another. */
  async num(a, frames) {
    const { step, row, col } = a.cell("cell");
    const to = a.number("to", col);
    const as = a.oneOf("as", ["number", "percent", "bare"]);
    const m = await frames.matrix(a.text("doc"), step);
    let value = 0;
    for (let c = col; c <= to; c++) value += m.at(row, c);
    if (to === col) value = m.at(row, col);
    if (as === "percent") return `${cellNumber(value * 100, a.number("digits", 0))}%`;
    return as === "bare" ? String(value) : cellNumber(value, a.number("digits", 2));
  },
  /** `:row{doc of=q.0 digits=2}`: a whole row, as [1.00, 2.00]. */
  async row(a, frames) {
    const [, step = "", row] = /^(.+)\.(\d+)$/.exec(a.text("of")) ?? [];
    if (row === undefined) throw new Error("of is a step and a row: q.0");
    const m = await frames.matrix(a.text("doc"), step);
    const digits = a.number("digits", 2);
    return `[${Array.from({ length: m.cols }, (_, c) => cellNumber(m.at(Number(row), c), digits)).join(", ")}]`;
  },
  /** `:running{doc cell=q.0.2 after=2}`: the running sum of a cell after so many terms. */
  async running(a, frames) {
    const { step, row, col } = a.cell("cell");
    const { terms } = await frames.engine.explain(await frames.doc(a.text("doc")), step, row, col, "en");
    const term = terms[a.number("after") - 1];
    if (!term) throw new Error(`the cell has ${terms.length} terms`);
    return cellNumber(Number(term.sum), a.number("digits", 2));
  },
  /** `:tokens{doc}`: the tokens of a document, as it cuts its sentence. */
  async tokens(a, frames) {
    const { tokens } = await frames.frame(a.text("doc"), "en");
    if (tokens.length === 0) throw new Error("the document has no tokens: its rows have no names");
    return tokens.map(visibleToken).join(" · ");
  },
  /** `:shape{doc step=q}`: 8×4. */
  async shape(a, frames) {
    const m = await frames.matrix(a.text("doc"), a.text("step"));
    return `${m.rows}×${m.cols}`;
  },
  /** `:count{doc numbers="wq bq"}` how many numbers some steps hold, `:count{doc products=q}` how many products make one. */
  async count(a, frames) {
    const doc = a.text("doc");
    const frame = await frames.frame(doc, "en");
    const size = async (id: string): Promise<Matrix> => frames.matrix(doc, id);
    if (a.has("products")) {
      const made = await size(a.text("products"));
      const from = frame.step(made.id)!.in[0]!;
      return grouped(made.rows * made.cols * (await size(from)).cols);
    }
    let sum = 0;
    for (const id of a.text("numbers").split(" ")) {
      const m = await size(id);
      sum += m.rows * m.cols;
    }
    return grouped(sum);
  },
  /** `:stat{doc step of=spread digits=2}`: what a matrix is like as a whole. */
  async stat(a, frames) {
    const m = await frames.matrix(a.text("doc"), a.text("step"));
    const of = a.oneOf("of", Object.keys(STATS));
    const value = STATS[of]!(m, a.number("row", -1));
    const digits = a.number("digits", 2);
    return a.oneOf("as", ["number", "percent"]) === "percent" ? `${cellNumber(value * 100, digits)}%` : cellNumber(value, digits);
  },
};

function grouped(n: number): string {
  return n.toLocaleString("en-US");
}

function rowSums(m: Matrix): number[] {
  return Array.from({ length: m.rows }, (_, r) => chosen(m, r).reduce((s, v) => s + v, 0));
}

/** The numbers of a row, or of all rows. */
function chosen(m: Matrix, row: number): number[] {
  return [...(row < 0 ? m.data : m.data.subarray(row * m.cols, (row + 1) * m.cols))];
}

const STATS: Readonly<Record<string, (m: Matrix, row: number) => number>> = {
  least: (m, row) => Math.min(...chosen(m, row)),
  most: (m, row) => Math.max(...chosen(m, row)),
  sum: (m, row) => chosen(m, row).reduce((s, v) => s + v, 0),
  /** The standard deviation around the mean. */
  spread: (m, row) => {
    const all = chosen(m, row);
    const mean = all.reduce((s, v) => s + v, 0) / all.length;
    return Math.sqrt(all.reduce((s, v) => s + (v - mean) ** 2, 0) / all.length);
  },
  /** The least and the greatest sum of a row. */
  "least-row": (m) => Math.min(...rowSums(m)),
  "most-row": (m) => Math.max(...rowSums(m)),
  /** The largest share of a row, on average. */
  largest: (m) => Array.from({ length: m.rows }, (_, r) => Math.max(...chosen(m, r))).reduce((s, v) => s + v, 0) / m.rows,
};

/** What torch prints of a matrix of these numbers: four decimals, columns aligned. */
export function asTensor(m: Matrix, gradFn: boolean): string {
  const text = Array.from(m.data, (v) => v.toFixed(4));
  const wide = Math.max(...text.map((s) => s.length), text.some((s) => s.startsWith("-")) ? 7 : 6);
  const rows = Array.from({ length: m.rows }, (_, r) => `[${text.slice(r * m.cols, (r + 1) * m.cols).map((s) => s.padStart(wide)).join(", ")}]`);
  return `tensor([${rows.join(",\n        ")}]${gradFn ? ", grad_fn=<AddmmBackward0>" : ""})`;
}
