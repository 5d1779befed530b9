import type { Frame, Matrix } from "../model/frame.js";
import { largestOf, rangeOf, roundUp, type Range } from "../scale/range.js";
import type { Step } from "../wire.gen.js";

/** What a figure shows: a matrix, or B − A, and its colours. */
export interface Shown {
  readonly matrix: Matrix;
  readonly range: Range;
  readonly isDifference: boolean;
}

/**
 * The matrix itself, or what is left of it (sign 1, or −1 for the opposite) when that of `base` is taken away, where
 * there is one of the same shape.
 */
export function shownOf(frame: Frame, step: Step, matrix: Matrix, attnRange: "unit" | "max", base: Frame | null, sign: -1 | 0 | 1): Shown {
  const was = base && matrixOf(base, matrix);
  if (!was || !sign) return { matrix, range: rangeOf(frame, step.id, attnRange), isDifference: false };
  const rest = minus(matrix, was, sign);
  return { matrix: rest, range: { kind: "diverging", max: roundUp(largestOf(rest.data)) }, isDifference: true };
}

/** What a matrix was in another frame, where it had the same shape and other numbers. */
export function changedSince(base: Frame, now: Matrix): Matrix | undefined {
  const was = matrixOf(base, now);
  return was && differs(was, now) ? was : undefined;
}

export function differs(a: Matrix, b: Matrix): boolean {
  return a.data.some((v, i) => !Object.is(v, b.data[i]));
}

/** Which shares of a softmax are 0 because a mask hides their key. */
export function hiddenBy(frame: Frame, step: Step): (index: number) => boolean {
  const before = step.op === "softmax" ? frame.step(step.in[0] ?? "") : undefined;
  const [scores, shares] = before?.op === "mask" ? [frame.now(before.id)?.data, frame.now(step.id)?.data] : [];
  return (i) => scores?.[i] === -Infinity && shares?.[i] === 0;
}

/** The matrix of the same step and shape, where a frame has it at hand. */
export function matrixOf(frame: Frame, { id, rows, cols }: Pick<Matrix, "id" | "rows" | "cols">): Matrix | undefined {
  const m = frame.has(id) ? frame.now(id) : undefined;
  return m?.rows === rows && m.cols === cols ? m : undefined;
}

/** v − w, rounded once as the engine rounds; what is the same, −∞ too, leaves 0. */
export function left(v: number, w: number): number {
  return Object.is(v, w) ? 0 : Math.fround(v - w);
}

function minus(a: Matrix, b: Matrix, sign: -1 | 1): Matrix {
  const data = a.data.map((v, i) => (sign > 0 ? left(v, b.data[i]!) : left(b.data[i]!, v)));
  return { ...a, data, at: (r, c) => data[r * a.cols + c] ?? NaN };
}
