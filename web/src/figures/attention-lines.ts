import type { Frame } from "../model/frame.js";
import type { View } from "../model/view.js";
import { along } from "../scale/colour.js";

/** How many heads have a colour of their own; of more, so many are shown at a time. */
export const HEAD_COLOURS = 8;
/** Lines beyond this many are a grey area, and slow: the smallest shares are left out, and counted. */
export const MOST_LINES = 1200;
/** What is less of the scale than this cannot be seen. */
const INVISIBLE = 0.002;

/** One share of attention as a line. */
export interface Line {
  readonly head: number;
  readonly row: number;
  readonly col: number;
  /** How far it is along the scale, 0 … 1. */
  readonly t: number;
}

/** The heads whose lines are drawn: the one that is shown, or it and those beside it. */
export function headsDrawn(frame: Frame, { head, lines }: Pick<View, "head" | "lines">): number[] {
  const { h } = frame.config;
  if (lines === "head" || h === 1) return [head];
  const first = head - (head % HEAD_COLOURS);
  return Array.from({ length: Math.min(HEAD_COLOURS, h - first) }, (_, i) => first + i);
}

/** The lines of some heads, the largest share last and so on top; left: how many are too many. */
export function linesOf(frame: Frame, heads: readonly number[], max: number): { lines: Line[]; left: number } {
  const lines: Line[] = [];
  for (const head of heads) {
    const attn = frame.now(`head.${head}.attn`);
    attn?.data.forEach((v, i) => {
      const t = along(v, max);
      if (t > INVISIBLE) lines.push({ head, row: Math.floor(i / attn.cols), col: i % attn.cols, t });
    });
  }
  lines.sort((a, b) => a.t - b.t);
  const left = Math.max(0, lines.length - MOST_LINES);
  return { lines: lines.slice(left), left };
}

/** How far the lines of a head are moved, so that those of several heads between the same tokens lie side by side. */
export function laneOf(heads: readonly number[], head: number, rowHeight: number): number {
  const apart = Math.min(2.4, (rowHeight - 8) / heads.length);
  return (heads.indexOf(head) - (heads.length - 1) / 2) * apart;
}

/** Of several heads, the one with the largest share between a query and a key; NaN where none has a number. */
export function largestShare(frame: Frame, heads: readonly number[], row: number, col: number): { head: number; v: number } {
  let best = { head: heads[0] ?? 0, v: NaN };
  for (const head of heads) {
    const v = frame.now(`head.${head}.attn`)?.at(row, col) ?? NaN;
    if (v > best.v || Number.isNaN(best.v)) best = { head, v };
  }
  return best;
}

/** How a share is drawn: wide and dark; thinner where heads lie side by side. */
export function strokeOf(t: number, several: boolean): { width: string; opacity: string } {
  return { width: (0.6 + (several ? 3.4 : 6) * t).toFixed(2), opacity: ((several ? 0.25 : 0.12) + (several ? 0.7 : 0.8) * t).toFixed(3) };
}
