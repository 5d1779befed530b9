import { rgb } from "d3-color";
import { along, fill, RETIRED, type ScaleKind } from "../scale/colour.js";
import { fullNumber } from "../scale/number.js";
import { t } from "../i18n/t.js";
import type { Palette } from "../styles/palette.js";
import { spokenNumber } from "./cell-name.js";
import type { Cell } from "./cell-moves.js";
import type { Body, Layout, Marks, Picture } from "./matrix-body.js";

/** The widest a heat map gets before it scrolls: what a table of 24 columns takes. */
const BUDGET = 24 * 38;
const SMALLEST = 2;
const LARGEST = 20;
const SHADES = 128; // on each side of zero

/**
 * A matrix with too many columns for digits: a heat map on canvas. A canvas has no cells that a screen reader could
 * walk through, so it is one picture (role img) with a name, and a text beside it that describes the current cell; the text
 * carries the cell's address and full value. Arrow keys, Space, Enter and the pointer do what they do in a table.
 */
export class MatrixHeat implements Body {
  readonly element = document.createElement("div");
  readonly #canvas = document.createElement("canvas");
  readonly #small = document.createElement("canvas"); // one pixel a value
  readonly #plot = document.createElement("div");
  readonly #rowHeads = document.createElement("div");
  readonly #cursor = document.createElement("span");
  readonly #pin = document.createElement("span");
  readonly #where = document.createElement("span");
  readonly #value = document.createElement("output");
  readonly #box = document.createElement("span");
  #layout!: Layout;
  #shown: Picture | undefined;
  #near: ReadonlySet<number> | undefined;
  #current: Cell = { row: 0, col: 0 };
  #size = 8;
  #inks: { look: number; palette: Inks } | undefined; // asking for computed style is slow

  constructor() {
    this.element.className = "heat";
    this.#plot.className = "plot";
    this.#plot.tabIndex = 0;
    this.#plot.setAttribute("role", "img");
    this.#cursor.className = "cursor";
    this.#pin.className = "cursor pin";
    this.#pin.hidden = true;
    this.#rowHeads.className = "heat-rows";
    this.#rowHeads.setAttribute("aria-hidden", "true");
    const scroll = document.createElement("div");
    scroll.className = "scroll";
    scroll.append(this.#rowHeads, this.#plot);
    this.#plot.append(this.#canvas, this.#cursor, this.#pin);
    const read = document.createElement("p");
    read.className = "readout";
    this.#value.setAttribute("aria-live", "off"); // spoken on request, not at every move
    this.#value.id = "value";
    this.#box.className = "field";
    read.append(this.#where, " ", this.#value, this.#box);
    this.#plot.setAttribute("aria-describedby", "value");
    this.element.append(scroll, read);
  }

  build(layout: Layout): void {
    this.#layout = layout;
    this.#shown = undefined;
    this.#near = undefined;
    const { rows, cols } = layout;
    this.#size = Math.max(SMALLEST, Math.min(LARGEST, Math.floor(BUDGET / cols)));
    this.#current = { row: Math.min(this.#current.row, rows - 1), col: Math.min(this.#current.col, cols - 1) };
    this.#plot.setAttribute("aria-label", layout.label);
    this.#plot.setAttribute("aria-description", layout.description);
    this.#plot.style.setProperty("--px", `${this.#size}px`);
    this.#canvas.style.width = `${cols * this.#size}px`;
    this.#canvas.style.height = `${rows * this.#size}px`;
    this.#rowHeads.hidden = this.#size < 11; // no room for letters
    this.#rowHeads.style.setProperty("--px", `${this.#size}px`);
    this.#rowHeads.replaceChildren(...layout.rowLabels.map((label) => {
      const head = document.createElement("span");
      head.textContent = label;
      head.title = label;
      return head;
    }));
  }

  paint(next: Picture): void {
    this.#shown = next;
    this.#draw();
    this.#read();
  }

  /** One pixel a value, enlarged without smoothing; hatching over masked cells where they are large enough. */
  #draw(): void {
    const p = this.#shown;
    if (!p) return;
    const { rows, cols } = this.#layout;
    const scale = Math.max(1, Math.round(this.#size * (globalThis.devicePixelRatio || 1)));
    resize(this.#canvas, cols * scale, rows * scale);
    resize(this.#small, cols, rows);
    const context = this.#canvas.getContext("2d");
    if (!context) return;
    const pixels = new ImageData(cols, rows);
    new Uint32Array(pixels.data.buffer).set(this.#pixels(p));
    this.#small.getContext("2d")?.putImageData(pixels, 0, 0);
    context.imageSmoothingEnabled = false;
    context.globalAlpha = 1;
    context.drawImage(this.#small, 0, 0, this.#canvas.width, this.#canvas.height);
    if (scale >= 6) this.#hatch(context, scale, p);
  }

  #pixels({ matrix, range, look }: Picture): Uint32Array {
    if (this.#inks?.look !== look) this.#inks = { look, palette: readPalette(this.element) };
    const { palette } = this.#inks;
    const { shades, away, special } = shadesOf(palette, range.kind);
    const pixels = new Uint32Array(matrix.data.length);
    for (let i = 0; i < pixels.length; i++) {
      const at = along(matrix.data[i]!, range.max);
      const from = this.#near && !this.#near.has(i) ? away : shades;
      pixels[i] = Number.isNaN(at) ? special : from[Math.round(at * SHADES) + SHADES]!;
    }
    return pixels;
  }

  #hatch(context: CanvasRenderingContext2D, size: number, { matrix }: Picture): void {
    context.strokeStyle = getComputedStyle(this.element).getPropertyValue("--qkv-ink-3");
    context.globalAlpha = 0.4;
    context.lineWidth = Math.max(1, size / 10);
    context.beginPath();
    for (let r = 0; r < matrix.rows; r++) {
      for (let c = 0; c < matrix.cols; c++) {
        const v = matrix.data[r * matrix.cols + c]!;
        if (Number.isFinite(v)) continue;
        context.moveTo(c * size, (r + 1) * size);
        context.lineTo((c + 1) * size, r * size);
        if (!Number.isNaN(v)) continue;
        context.moveTo(c * size, r * size);
        context.lineTo((c + 1) * size, (r + 1) * size);
      }
    }
    context.stroke();
  }

  mark({ hover, pinned, near }: Marks): void {
    if (near !== this.#near) {
      this.#near = near;
      this.#draw();
    }
    this.#pin.hidden = !pinned;
    if (pinned) this.#place(this.#pin, pinned);
    if (hover ?? pinned) this.moveTo((hover ?? pinned)!, false);
  }

  cellOf(e: Event): Cell | undefined {
    if (!(e instanceof MouseEvent)) return e.type.startsWith("focus") || e.type === "keydown" ? this.#current : undefined;
    const box = this.#canvas.getBoundingClientRect();
    const row = Math.floor((e.clientY - box.top) / this.#size);
    const col = Math.floor((e.clientX - box.left) / this.#size);
    return row >= 0 && col >= 0 && row < this.#layout.rows && col < this.#layout.cols ? { row, col } : undefined;
  }

  moveTo(cell: Cell, focus: boolean): void {
    this.#current = cell;
    this.#read();
    if (!focus) return;
    this.#plot.focus();
    this.#cursor.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  #read(): void {
    const p = this.#shown;
    if (!p || !this.#canvas.isConnected) return;
    const { row, col } = this.#current;
    const { step, lang, rowPlaces, colPlaces } = this.#layout;
    const v = p.matrix.at(row, col);
    this.#place(this.#cursor, this.#current);
    this.#where.textContent = t(lang, "matrix.heat_at", { row: rowPlaces[row] ?? row, col: colPlaces[col] ?? col });
    this.#value.textContent = p.isSet(row, col) ? `${fullNumber(v)} · ${t(lang, "matrix.set")}` : fullNumber(v);
    Object.assign(this.#value.dataset, { step, row: String(row), col: String(col) });
    if (Number.isFinite(v)) this.#value.removeAttribute("aria-label");
    else this.#value.setAttribute("aria-label", spokenNumber(lang, v, p.masks));
  }

  #place(mark: HTMLElement, { row, col }: Cell): void {
    mark.style.left = `${col * this.#size}px`;
    mark.style.top = `${row * this.#size}px`;
  }

  box(): HTMLElement {
    return this.#box;
  }
}

// Setting a size, even the same one, makes a canvas anew.
function resize(canvas: HTMLCanvasElement, width: number, height: number): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}

type Inks = Pick<Palette, "paper" | "neg" | "pos" | "attn-hi" | "line">;

/** The colours as they are where the canvas stands, whatever theme or host set them. */
function readPalette(element: Element): Inks {
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
