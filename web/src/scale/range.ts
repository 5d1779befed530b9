import type { Frame } from "../model/frame.js";
import { baseOf, roleOf } from "../model/role.js";
import type { ScaleKind } from "./colour.js";

/** What a figure's colours mean: 0 is paper, max the end of the scale. */
export interface Range {
  readonly kind: ScaleKind;
  readonly max: number;
}

/** Matrices that are compared share a range. */
export type Family = "vectors" | "params" | "scores" | "attn";

export function familyOf(step: string): Family {
  switch (roleOf(step)) {
    case "param": return baseOf(step) === "emb" ? "vectors" : "params";
    case "score": return "scores";
    case "attn": return "attn";
    default: return "vectors";
  }
}

/** The range of a step's colours in a frame. attn reaches to 1, or to its largest value. */
export function rangeOf(frame: Frame, step: string, attnRange: "unit" | "max"): Range {
  const family = familyOf(step);
  if (family !== "attn") return { kind: "diverging", max: roundUp(largest(frame, family)) };
  const unit = attnRange === "unit" && largest(frame, "attn") <= 1; // a cell set by hand may lie beyond
  return { kind: "sequential", max: unit ? 1 : largest(frame, "attn") || 1 };
}

const known = new WeakMap<Frame, Map<Family, number>>();

/** The largest magnitude among the finite values of a family, as far as they are at hand. */
function largest(frame: Frame, family: Family): number {
  let families = known.get(frame);
  if (!families) known.set(frame, families = new Map());
  let max = families.get(family);
  if (max === undefined) {
    max = 0;
    for (const step of frame.steps) {
      if (familyOf(step.id) === family) max = Math.max(max, largestOf(frame.now(step.id)?.data));
    }
    if (max > 0) families.set(family, max); // large matrices may still come
  }
  return max;
}

/** The largest magnitude among finite values; 0 where there is none. */
export function largestOf(data: Iterable<number> | undefined): number {
  let max = 0;
  for (const v of data ?? []) {
    const size = Math.abs(v);
    if (size > max && size < Infinity) max = size;
  }
  return max;
}

const STEPS = [1, 1.5, 2, 3, 4, 5, 6, 8, 10];

/** The next round number: a range that moves by steps holds still while a value is scrubbed. 0 gives 1. */
export function roundUp(v: number): number {
  if (!(v > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(v));
  const step = STEPS.find((s) => s * power >= v * (1 - 1e-6)) ?? 10;
  return Number((step * power).toPrecision(2));
}
