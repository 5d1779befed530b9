import type { Edit } from "../model/edit.js";
import type { Frame } from "../model/frame.js";
import { plainNumber } from "../scale/number.js";
import { isFlat, type Arrow, type Plane } from "./arrows.js";
import { stepped } from "./cell-moves.js";
import { tokenRow } from "./path.js";

/** The cells that the head of an arrow stands for: of one row, a column for each direction. */
export interface Head {
  readonly step: string;
  readonly row: number;
  readonly cols: readonly [across: number, up?: number];
}

/**
 * The cells that moving an arrow's head sets; null where it cannot be moved. A token's vector comes from the embedding
 * table, so that is where it is moved, and every place of the word moves along; but what is set by hand in X, or comes with
 * a position added, is moved there. In principal components nothing is moved: they are made of the arrows, and would turn
 * under the hand.
 */
export function headOfArrow(frame: Frame, { role, row }: Pick<Arrow, "role" | "row">, plane: Plane): Head | null {
  if (plane.kind === "principal") return null;
  const cols: Head["cols"] = isFlat(plane) ? [plane.i] : [plane.i, plane.j];
  const step = frame.step(role);
  if (!step || step.op === "tie") return null;
  const untouched = cols.every((col) => !frame.isSet(role, row, col!));
  return step.op === "lookup" && untouched ? { step: "emb", row: tokenRow(frame, row), cols } : { step: role, row, cols };
}

/** The edit that moves a head: its numbers as text; an empty one takes its cell back. */
export function moveTo({ step, row, cols: [col, to] }: Head, [across, up]: readonly [string, string], gesture: number): Edit {
  if (to !== undefined) return { kind: "set_pair", step, row, col, to, value: `${across},${up}`, gesture };
  return across === "" ? { kind: "reset_cell", step, row, col, gesture } : { kind: "set_cell", step, row, col, value: across, gesture };
}

/** The texts that bring a head back to where it is now: empty where nobody has set the cell by hand. */
export function wayBack(frame: Frame, head: Head): [string, string] {
  return eachOf(head, (col) => (frame.isSet(head.step, head.row, col) ? plainNumber(valueAt(frame, head, col)) : ""));
}

/** The numbers of a head, so many steps further; undefined where one is no finite number. */
export function steppedHead(frame: Frame, head: Head, by: readonly [number, number], size: number): [string, string] | undefined {
  const texts = eachOf(head, (col, i) => {
    const text = plainNumber(valueAt(frame, head, col));
    return (by[i] === 0 ? text : stepped(text, by[i]!, size)) ?? "NaN";
  });
  return texts.includes("NaN") || texts.some((text) => /Infinity|NaN/.test(text)) ? undefined : texts;
}

/** A number as a drag sets it: as exact as a pixel is wide. */
export function pixelNumber(v: number, perPixel: number): string {
  const decimals = Math.max(0, Math.min(20, Math.round(-Math.log10(perPixel))));
  return String(Number(v.toFixed(decimals))).replace("e+", "e");
}

/** How far one step of the keys goes where the plane reaches so far: a round part of it. */
export function keyStep(reach: number, e: { shiftKey: boolean; altKey: boolean }): number {
  const size = 10 ** Math.max(-6, Math.floor(Math.log10(reach / 10)));
  return Number((size * (e.shiftKey ? 10 : e.altKey ? 0.1 : 1)).toPrecision(1));
}

function valueAt(frame: Frame, { step, row }: Head, col: number): number {
  return frame.now(step)?.at(row, col) ?? NaN;
}

function eachOf({ cols: [across, up] }: Head, of: (col: number, i: 0 | 1) => string): [string, string] {
  return [of(across, 0), up === undefined ? "" : of(up, 1)];
}
