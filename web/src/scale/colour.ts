import { color, rgb } from "d3-color";
import { interpolateLab } from "d3-interpolate";
import type { Palette } from "../styles/palette.js";

/** The two families of scales: values run through zero, attn from 0 to its end. */
export type ScaleKind = "diverging" | "sequential";

/** How far a value is along its scale: −1 … 1 (diverging) or 0 … 1 (sequential); NaN where it has no place on it. */
export function along(v: number, max: number): number {
  if (!Number.isFinite(v)) return NaN;
  if (!(max > 0)) return 0;
  return Math.max(-1, Math.min(1, v / max));
}

/**
 * From here on a fill of the attn scale asks for the strong ink. Both themes' ramps pass mid-grey here, the one place
 * where black and white ink are equally legible; a unit test holds every shade to AA.
 */
const STRONG = 0.55;

/** True where digits on a fill must change ink. The diverging scale ends before that is needed. */
export function asksStrongInk(t: number, kind: ScaleKind): boolean {
  return kind === "sequential" && t > STRONG;
}

/** How much of its fill a cell keeps while others come forward; its digits then stand in ink-3. */
export const RETIRED = 0.12;

/** Every fill is mixed in CIELAB, as `color-mix(in lab, …)` does in the style sheet and this does on canvas. */
export function fill(t: number, kind: ScaleKind, p: Pick<Palette, "paper" | "neg" | "pos" | "attn-hi">): string {
  const end = kind === "sequential" ? p["attn-hi"] : t < 0 ? p.neg : p.pos;
  return rgb(interpolateLab(p.paper, end)(Math.abs(t))).formatHex();
}

/** The contrast ratio of WCAG 2: 1 … 21. */
export function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

/** Relative luminance (WCAG 2), 0 … 1. */
function luminance(colour: string): number {
  const c = color(colour)?.rgb();
  if (!c) throw new RangeError(`qkv: ${colour} is no colour`);
  return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
}

function linear(channel: number): number {
  const c = channel / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
}
