import type { Matrix } from "../src/model/frame.js";
import type { Attributes } from "./attributes.js";
import type { Frames } from "./frames.js";

/** So close two numbers are that differ by rounding alone, as a share of the largest in their matrix. */
const ROUNDING = 2e-6;

type Law = (m: Matrix, a: Attributes, frames: Frames) => Promise<string | undefined> | string | undefined;

/**
 * What a sentence claims of a matrix: `:check[the scores are symmetric]{doc step is=symmetric}`. A law gives undefined where
 * it holds, and otherwise says what it found; then the page is not built.
 */
export const LAWS: Readonly<Record<string, Law>> = {
  symmetric: (m) => {
    const i = m.data.findIndex((v, at) => !Object.is(v, m.at(at % m.cols, Math.floor(at / m.cols))));
    return i < 0 ? undefined : `it is not: cell ${place(m, i)}`;
  },
  asymmetric: (m) => (m.data.some((v, at) => v !== m.at(at % m.cols, Math.floor(at / m.cols))) ? undefined : "it is symmetric"),
  /** Every row sums to 1. */
  "rows-one": (m) => sums(m, m.rows, (r, i) => m.at(r, i), m.cols),
  "columns-one": (m) => sums(m, m.cols, (c, i) => m.at(i, c), m.rows),
  /** All cells, or those of `row`, lie between two numbers: `between="0.07 0.21"`. */
  between: (m, a) => {
    const [low = NaN, high = NaN] = a.text("between").split(" ").map(Number);
    const row = a.number("row", -1);
    const i = m.data.findIndex((v, at) => (row < 0 || Math.floor(at / m.cols) === row) && !(v >= low && v <= high));
    return i < 0 ? undefined : `cell ${place(m, i)} is ${m.data[i]!}`;
  },
  /** In `row`, the largest cells are those of these columns, in this order: `most="3 4 5"`. */
  most: (m, a) => {
    const wanted = a.text("most").split(" ").map(Number);
    const row = a.number("row");
    const order = Array.from({ length: m.cols }, (_, c) => c).sort((x, y) => m.at(row, y) - m.at(row, x));
    return wanted.every((c, i) => c === order[i]) ? undefined : `the order is ${order.join(" ")}`;
  },
  /** The largest cell of every row is in one column: `column=0`. */
  "most-in-column": (m, a) => {
    const column = a.number("column");
    const row = Array.from({ length: m.rows }, (_, r) => r).find((r) => Array.from({ length: m.cols }, (_, c) => m.at(r, c)).some((v) => v > m.at(r, column)));
    return row === undefined ? undefined : `not in row ${row}`;
  },
  /** One cell is larger than another: `more=head.0.attn.0.3 less=head.0.attn.0.1`. */
  more: async (_, a, frames) => {
    const [more, less] = [a.cell("more"), a.cell("less")];
    const doc = a.text("doc");
    const [x, y] = [(await frames.matrix(doc, more.step)).at(more.row, more.col), (await frames.matrix(doc, less.step)).at(less.row, less.col)];
    return x > y ? undefined : `they are ${x} and ${y}`;
  },
  /** The same bits as in another document: `as=tied`. `rows="0 1"` names rows to compare, `but=2` one to leave out. */
  same: async (m, a, frames) => {
    const i = unlike(m, await other(m, a, frames), rowsOf(m, a), (x, y) => Object.is(x, y));
    return i < 0 ? undefined : `cell ${place(m, i)} differs`;
  },
  near: async (m, a, frames) => {
    const o = await other(m, a, frames);
    const within = ROUNDING * Math.max(...m.data.map(Math.abs), ...o.data.map(Math.abs));
    const i = unlike(m, o, rowsOf(m, a), (x, y) => Math.abs(x - y) <= within);
    return i < 0 ? undefined : `cell ${place(m, i)} is ${m.data[i]!}, there ${o.data[i]!}`;
  },
  /** Every row that is compared has a cell that is another than in that document. */
  differs: async (m, a, frames) => {
    const o = await other(m, a, frames);
    const row = rowsOf(m, a).find((r) => unlike(m, o, [r], (x, y) => Object.is(x, y)) < 0);
    return row === undefined ? undefined : `row ${row} is the same`;
  },
  /** The rows of another document in another order: `as=shuffled order="2 0 1"` says which row of this one each of its rows is. */
  "rows-moved": async (m, a, frames) => {
    const o = await frames.matrix(a.text("as"), m.id);
    const order = a.text("order").split(" ").map(Number);
    const within = ROUNDING * Math.max(...m.data.map(Math.abs));
    const row = order.findIndex((from, to) => Array.from({ length: m.cols }, (_, c) => c).some((c) => !(Math.abs(m.at(from, c) - o.at(to, c)) <= within)));
    return row < 0 ? undefined : `row ${row} there is not row ${order[row]!} here`;
  },
  /** Each number of a row is between the least and the most of another step's column: a mixture of its rows can be no more. */
  mixture: async (m, a, frames) => {
    const of = await frames.matrix(a.text("doc"), a.text("of"));
    const column = (c: number): number[] => Array.from({ length: of.rows }, (_, r) => of.at(r, c));
    const i = m.data.findIndex((v, at) => v < Math.min(...column(at % m.cols)) - 1e-6 || v > Math.max(...column(at % m.cols)) + 1e-6);
    return i < 0 ? undefined : `cell ${place(m, i)} is ${m.data[i]!}`;
  },
  "not-mixture": async (m, a, frames) => ((await LAWS["mixture"]!(m, a, frames)) === undefined ? "every number lies between" : undefined),
  /** Some rows are equal to one another. */
  "equal-rows": (m, a) => {
    const [first = 0, ...others] = a.text("rows").split(" ").map(Number);
    const row = others.find((r) => Array.from({ length: m.cols }, (_, c) => c).some((c) => m.at(r, c) !== m.at(first, c)));
    return row === undefined ? undefined : `row ${row} is not row ${first}`;
  },
  /** Every number is that of another document with the other sign. */
  negated: async (m, a, frames) => {
    const o = await other(m, a, frames);
    const i = m.data.findIndex((v, at) => v !== -o.data[at]!);
    return i < 0 ? undefined : `cell ${place(m, i)} is ${m.data[i]!}, there ${o.data[i]!}`;
  },
  /** From this document to another, all rows move by the same: by how much the row of `by` does. */
  "moved-by": async (m, a, frames) => {
    const o = await other(m, a, frames);
    const [from, to] = [await frames.matrix(a.text("doc"), a.text("by")), await frames.matrix(a.text("as"), a.text("by"))];
    const within = ROUNDING * Math.max(...m.data.map(Math.abs), ...o.data.map(Math.abs));
    const i = m.data.findIndex((v, at) => !(Math.abs(o.data[at]! - v - (to.at(0, at % m.cols) - from.at(0, at % m.cols))) <= within));
    return i < 0 ? undefined : `cell ${place(m, i)} does not`;
  },
  /** Where `rows-moved` says that rows only change places, no row does. */
  "rows-changed": async (m, a, frames) => {
    const o = await frames.matrix(a.text("as"), m.id);
    const within = ROUNDING * Math.max(...m.data.map(Math.abs));
    const order = a.text("order").split(" ").map(Number);
    const to = order.findIndex((from, to) => Array.from({ length: m.cols }, (_, c) => c).every((c) => Math.abs(m.at(from, c) - o.at(to, c)) <= within));
    return to < 0 ? undefined : `row ${to} there is row ${order[to]!} here`;
  },
  zero: (m) => (m.data.every((v) => v === 0) ? undefined : "it is not"),
};

async function other(m: Matrix, a: Attributes, frames: Frames): Promise<Matrix> {
  const o = await frames.matrix(a.text("as"), a.text("there", m.id));
  if (o.rows !== m.rows || o.cols !== m.cols) throw new Error(`shapes differ: ${m.rows}×${m.cols} and ${o.rows}×${o.cols}`);
  return o;
}

function rowsOf(m: Matrix, a: Attributes): number[] {
  const but = a.number("but", -1);
  if (a.has("rows")) return a.text("rows").split(" ").map(Number);
  return Array.from({ length: m.rows }, (_, r) => r).filter((r) => r !== but);
}

function unlike(m: Matrix, o: Matrix, rows: readonly number[], alike: (x: number, y: number) => boolean): number {
  return m.data.findIndex((v, i) => rows.includes(Math.floor(i / m.cols)) && !alike(v, o.data[i]!));
}

function sums(_: Matrix, lines: number, at: (line: number, i: number) => number, length: number): string | undefined {
  for (let line = 0; line < lines; line++) {
    let sum = 0;
    for (let i = 0; i < length; i++) sum += at(line, i);
    if (!(Math.abs(sum - 1) <= 1e-5)) return `line ${line} sums to ${sum}`;
  }
  return undefined;
}

function place(m: Matrix, i: number): string {
  return `${Math.floor(i / m.cols)}, ${i % m.cols}`;
}
