import { rgb } from "d3-color";
import type { Matrix } from "../model/frame.js";
import { along, fill, RETIRED, type ScaleKind } from "../scale/colour.js";
import type { Range } from "../scale/range.js";
import type { Palette } from "../styles/palette.js";

const SHADES = 128; // on each side of zero

/** Paints a matrix, one pixel a value, in the colours of its range. Of near, where given, only those cells are in full colour. */
export function paintPixels(canvas: HTMLCanvasElement, matrix: Matrix, range: Range, inks: Inks, near?: ReadonlySet<number>): void {
  resize(canvas, matrix.cols, matrix.rows);
  const context = canvas.getContext("2d");
  if (!context) return; // as in a window without a screen
  const { shades, away, special } = shadesOf(inks, range.kind);
  const image = new ImageData(matrix.cols, matrix.rows);
  const pixels = new Uint32Array(image.data.buffer);
  for (let i = 0; i < pixels.length; i++) {
    const at = along(matrix.data[i]!, range.max);
    const from = near && !near.has(i) ? away : shades;
    pixels[i] = Number.isNaN(at) ? special : from[Math.round(at * SHADES) + SHADES]!;
  }
  context.putImageData(image, 0, 0);
}

/** Gives a canvas its size. Setting it, even the same one, makes a canvas anew. */
export function resize(canvas: HTMLCanvasElement, width: number, height: number): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}

export type Inks = Pick<Palette, "paper" | "neg" | "pos" | "attn-hi" | "line">;

/** The colours as they are where the canvas stands, whatever theme or host set them. */
export function readInks(element: Element): Inks {
  const style = getComputedStyle(element);
  const colour = (name: string): string => style.getPropertyValue(`--qkv-${name}`).trim();
  return { paper: colour("paper"), neg: colour("neg"), pos: colour("pos"), "attn-hi": colour("attn-hi"), line: colour("line") };
}

/** Colours of −1 … 1 along a scale, as pixels: in full, and stepping back. */
interface Shades { readonly shades: Uint32Array; readonly away: Uint32Array; readonly special: number }

const mixed = new Map<string, Shades>();

function shadesOf(inks: Inks, kind: ScaleKind): Shades {
  const key = [kind, ...Object.values(inks)].join(" ");
  let known = mixed.get(key);
  if (!known) {
    const ramp = (keep: number): Uint32Array =>
      Uint32Array.from({ length: 2 * SHADES + 1 }, (_, i) => packed(fill(((i - SHADES) / SHADES) * keep, kind, inks)));
    mixed.set(key, known = { shades: ramp(1), away: ramp(RETIRED), special: packed(inks.line) });
  }
  return known;
}

/** A colour as ImageData has it on little-endian hosts, which all browsers run on. */
function packed(colour: string): number {
  const { r, g, b } = rgb(colour);
  return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
}
