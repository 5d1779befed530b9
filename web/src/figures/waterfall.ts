import { scaleLinear } from "d3-scale";
import type { Term } from "../wire.gen.js";

/** A bar of the waterfall in percent of the axis: from the sum before its term to the sum after it. */
export interface Bar {
  readonly index: number;
  readonly x: number;
  readonly width: number;
  /** Where the running sum is after it. */
  readonly end: number;
  readonly negative: boolean;
}

export interface Waterfall {
  readonly bars: readonly Bar[];
  /** Where 0 is on the axis, in percent. */
  readonly zero: number;
  readonly min: number;
  readonly max: number;
}

/** A term's number as the wire has it; NaN and infinities come as text. */
export function num(v: number | string): number {
  return typeof v === "number" ? v : Number(v);
}

/** The terms of a sum as bars on one axis that has room for 0 and every running sum. */
export function waterfall(terms: readonly Term[]): Waterfall {
  const sums = terms.map((term) => num(term.sum)).filter(Number.isFinite);
  const min = Math.min(0, ...sums);
  const max = Math.max(0, ...sums);
  const axis = scaleLinear([min, max === min ? min + 1 : max], [0, 100]).clamp(true);
  const bars = terms.map((term, index): Bar => {
    const before = index === 0 ? 0 : num(terms[index - 1]!.sum);
    const after = num(term.sum);
    const [a, b] = [axis(finite(before, 0)), axis(finite(after, 0))];
    return { index, x: Math.min(a, b), width: Math.abs(b - a), end: b, negative: num(term.product) < 0 };
  });
  return { bars, zero: axis(0), min, max };
}

function finite(v: number, otherwise: number): number {
  return Number.isFinite(v) ? v : otherwise;
}

/** The terms that are shown when there are more than `room`: the largest, in their order; and how many were passed over before each. */
export function chosen(terms: readonly Term[], room: number): { index: number; skipped: number }[] {
  const all = terms.map((_, i) => i);
  const keep = terms.length <= room ? all : all
    .sort((a, b) => Math.abs(num(terms[b]!.product)) - Math.abs(num(terms[a]!.product)))
    .slice(0, room)
    .sort((a, b) => a - b);
  return keep.map((index, i) => ({ index, skipped: index - (i === 0 ? 0 : keep[i - 1]! + 1) }));
}
