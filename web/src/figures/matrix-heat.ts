import { rgb } from "d3-color";
import { along, fill, RETIRED } from "../scale/colour.js";
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
    this.#canvas.width = cols * scale;
    this.#canvas.height = rows * scale;
    const context = this.#canvas.getContext("2d");
    if (!context) return;
    const pixels = new ImageData(cols, rows);
    new Uint32Array(pixels.data.buffer).set(this.#pixels(p));
    const small = document.createElement("canvas");
    small.width = cols;
    small.height = rows;
    small.getContext("2d")?.putImageData(pixels, 0, 0);
    context.imageSmoothingEnabled = false;
    context.drawImage(small, 0, 0, this.#canvas.width, this.#canvas.height);
    if (scale >= 6) this.#hatch(context, scale, p);
  }

  #pixels({ matrix, range }: Picture): Uint32Array {
    const palette = readPalette(this.element);
    const shades = Uint32Array.from({ length: 2 * SHADES + 1 }, (_, i) => packed(fill((i - SHADES) / SHADES, range.kind, palette)));
    const special = packed(palette.line);
    const away = this.#near && Uint32Array.from(shades, (_, i) => packed(fill(((i - SHADES) / SHADES) * RETIRED, range.kind, palette)));
    return Uint32Array.from(matrix.data, (v, i) => {
      const at = along(v, range.max);
      if (Number.isNaN(at)) return special;
      const from = away && !this.#near?.has(i) ? away : shades;
      return from[Math.round(at * SHADES) + SHADES]!;
    });
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

/** The colours as they are where the canvas stands, whatever theme or host set them. */
function readPalette(element: Element): Pick<Palette, "paper" | "neg" | "pos" | "attn-hi" | "line"> {
  const style = getComputedStyle(element);
  const colour = (name: string): string => style.getPropertyValue(`--qkv-${name}`).trim();
  return { paper: colour("paper"), neg: colour("neg"), pos: colour("pos"), "attn-hi": colour("attn-hi"), line: colour("line") };
}

/** A colour as ImageData has it on little-endian hosts, which all browsers run on. */
function packed(colour: string): number {
  const { r, g, b } = rgb(colour);
  return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
}
