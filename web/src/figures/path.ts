import type { Frame } from "../model/frame.js";
import { headOf } from "../model/role.js";
import type { CellRef } from "../model/view.js";
import type { Step } from "../wire.gen.js";

/**
 * The way from a cell back to where its numbers began: one cell a step, itself first. Where a cell is a sum, the way
 * follows its largest product; it ends at a step without inputs, or where a matrix is not at hand.
 */
export function pathBack(frame: Frame, from: CellRef): CellRef[] {
  const path = [from];
  for (let step = frame.step(from.step), at = from; step && step.in.length > 0 && path.length <= frame.steps.length;) {
    const before = sourceOf(frame, step, at);
    if (!before) break;
    path.push(before);
    at = before;
    step = frame.step(before.step);
  }
  return path;
}

/** Where a way first comes through a product of two matrices: that cell, and the way back from it along the second; empty where there is none. */
export function otherWay(frame: Frame, path: readonly CellRef[]): CellRef[] {
  const at = path.find((c) => frame.step(c.step)?.op.startsWith("matmul"));
  const step = at && frame.step(at.step);
  const first = at && path[path.indexOf(at) + 1];
  const [, second] = step?.in ?? [];
  if (!at || !step || !first || second === undefined) return [];
  return [at, ...pathBack(frame, step.op === "matmul" ? { step: second, row: first.col, col: at.col } : { step: second, row: at.col, col: first.col })];
}

/** The cell of the step's first input that a cell comes from; through a sum, the one with the largest product. */
export function sourceOf(frame: Frame, step: Step, { row, col }: CellRef): CellRef | undefined {
  const [first, second] = step.in;
  if (first === undefined) return undefined;
  const { dh } = frame.config;
  switch (step.op) {
    case "linear":
    case "matmulT":
      return largest(frame, first, second, (k) => [row, k], (k) => [col, k]);
    case "matmul":
      return largest(frame, first, second, (k) => [row, k], (k) => [k, col]);
    case "slice":
      return { step: first, row, col: firstColumn(frame, step) + col };
    case "concat": {
      const context = step.in[Math.floor(col / dh)];
      return context === undefined ? undefined : { step: context, row, col: col % dh };
    }
    case "lookup":
      return { step: first, row: tokenRow(frame, row), col };
    default:
      return { step: first, row, col };
  }
}

/** The cells, and for those in a head's slice the cells that it was taken from: where there is one head, both say the same. */
export function throughSlices(frame: Frame, cells: readonly CellRef[]): readonly CellRef[] {
  return cells.flatMap((cell) => {
    const step = frame.step(cell.step);
    const from = step?.op === "slice" ? sourceOf(frame, step, cell) : undefined;
    return from ? [cell, from] : [cell];
  });
}

/** The first column of its input that a head's slice reads: its own of q, its group's of k and v. */
export function firstColumn(frame: Frame, step: Step): number {
  const { h, g, dh } = frame.config;
  const head = headOf(step.id);
  return (step.in[0] === "q" ? head : Math.floor((head * g) / h)) * dh;
}

/** The row of the embedding table that belongs to a token. */
export function tokenRow(frame: Frame, position: number): number {
  const token = frame.tokens[position];
  return token === undefined ? position : [...new Set(frame.tokens)].indexOf(token);
}

type At = (k: number) => readonly [row: number, col: number];

function largest(frame: Frame, first: string, second: string | undefined, left: At, right: At): CellRef | undefined {
  const a = frame.now(first);
  const b = second === undefined ? undefined : frame.now(second);
  if (!a || !b) return undefined;
  let best = 0;
  let most = -1;
  for (let k = 0; k < a.cols; k++) {
    const size = Math.abs(a.at(...left(k)) * b.at(...right(k)));
    if (size > most) [best, most] = [k, size];
  }
  const [row, col] = left(best);
  return { step: first, row, col };
}
