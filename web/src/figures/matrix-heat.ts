import { cellNumber, fullNumber } from "../scale/number.js";
import { t } from "../i18n/t.js";
import { spokenNumber } from "./cell-name.js";
import type { Cell } from "./cell-moves.js";
import { paintPixels, readInks, resize, type Inks } from "./heat-ink.js";
import { HeatZoom, type Anchor } from "./heat-zoom.js";
import { emWidth } from "./labels.js";
import type { Body, Layout, Marks, Picture } from "./matrix-body.js";

/** The widest a heat map gets before it scrolls, unless the layout says otherwise: what a table of 24 columns takes. */
const ROOM = 24 * 38;
const SMALLEST = 2;
const LARGEST = 20;
/** Rows with names are at least so high where there are few of them, and labels stand at least so far apart; px. */
const LINE = 13;
const FEW = 40;
const TICK = 26;
/** Enlarged rows grow no higher than a line of text needs, and from so wide a cell on digits fit. */
const HIGH = 26;
const DIGITS = 40;

/**
 * A matrix with too many columns for digits: a heat map on canvas. A canvas has no cells that a screen reader could
 * walk through, so it is one picture (role img) with a name, and a text beside it that describes the current cell; the text
 * carries the cell's address and full value. Arrow keys, Space, Enter and the pointer do what they do in a table. Enlarged
 * far enough (heat-zoom.ts), the numbers stand in the cells.
 */
export class MatrixHeat implements Body {
  readonly element = document.createElement("div");
  readonly #canvas = document.createElement("canvas");
  readonly #small = document.createElement("canvas"); // one pixel a value
  readonly #plot = document.createElement("div");
  readonly #rowHeads = document.createElement("div");
  readonly #colHeads = document.createElement("div");
  readonly #cursor = document.createElement("span");
  readonly #pin = document.createElement("span");
  readonly #where = document.createElement("span");
  readonly #value = document.createElement("output");
  readonly #box = document.createElement("span");
  readonly #scroll = document.createElement("div");
  readonly #zoom = new HeatZoom(this.element, (anchor) => this.#zoomed(anchor));
  #layout!: Layout;
  #shown: Picture | undefined;
  #near: ReadonlySet<number> | undefined;
  #pinned: Cell | undefined;
  #current: Cell = { row: 0, col: 0 };
  #width = 8; // of a cell, in CSS pixels
  #height = 8;
  #inks: { look: number; inks: Inks } | undefined; // asking for computed style is slow

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
    this.#colHeads.className = "heat-cols";
    this.#colHeads.setAttribute("aria-hidden", "true");
    this.#scroll.className = "scroll";
    this.#scroll.append(this.#colHeads, this.#rowHeads, this.#plot);
    this.#plot.append(this.#canvas, this.#cursor, this.#pin);
    const read = document.createElement("p");
    read.className = "readout";
    this.#value.setAttribute("aria-live", "off"); // spoken on request, not at every move
    this.#value.id = "value";
    this.#box.className = "field";
    read.append(this.#where, " ", this.#value, this.#box);
    this.#plot.setAttribute("aria-describedby", "value");
    this.element.append(this.#scroll, read, this.#zoom.element);
  }

  build(layout: Layout): void {
    this.#layout = layout;
    this.#shown = undefined;
    this.#near = undefined;
    this.#plot.setAttribute("aria-label", layout.label);
    this.#plot.setAttribute("aria-description", layout.description);
    this.element.style.setProperty("--heads", `${Math.min(4.8, Math.max(...layout.rowLabels.map(emWidth))).toFixed(1)}em`);
    this.#size();
  }

  /** Gives cells and labels their size. */
  #size(): void {
    const { rows, cols, room = ROOM, tall, lang, rowLabels, colLabels } = this.#layout;
    const fit = Math.max(SMALLEST, Math.min(LARGEST, Math.floor(room / cols)));
    const high = (tall && rows <= FEW) || rows === 1 ? Math.max(fit, LINE) : fit;
    this.#width = this.#zoom.width(fit, rows, cols, lang);
    this.#height = Math.max(high, Math.min(this.#width, HIGH));
    this.element.classList.toggle("zoomed", this.#zoom.isOn);
    this.#canvas.style.width = `${cols * this.#width}px`;
    this.#canvas.style.height = `${rows * this.#height}px`;
    this.element.style.setProperty("--pw", `${this.#width}px`);
    this.element.style.setProperty("--ph", `${this.#height}px`);
    this.element.style.setProperty("--room", `${room + 80}px`);
    this.#rowHeads.replaceChildren(...ticks(rowLabels, this.#height, LINE));
    this.#colHeads.replaceChildren(...ticks(colLabels, this.#width, TICK));
  }

  /** What is looked at stays where it is. */
  #zoomed(anchor: Anchor): void {
    const place = (): DOMRect => (anchor === "cell" ? this.#cursor : this.#canvas).getBoundingClientRect();
    const before = place();
    const [x, y] = typeof anchor === "object" ? [anchor.clientX, anchor.clientY] : middleOf(anchor === "cell" ? before : this.#scroll.getBoundingClientRect());
    const [across, down] = [(x - before.left) / before.width, (y - before.top) / before.height];
    this.#size();
    this.#draw();
    this.#read();
    if (this.#pinned) this.#place(this.#pin, this.#pinned);
    const after = place();
    this.#scroll.scrollLeft += after.left + across * after.width - x;
    this.#scroll.scrollTop += after.top + down * after.height - y;
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
    const [width, height] = [this.#width, this.#height].map((px) => Math.max(1, Math.round(px * (globalThis.devicePixelRatio || 1)))) as [number, number];
    resize(this.#canvas, cols * width, rows * height);
    const context = this.#canvas.getContext("2d");
    if (!context) return;
    if (this.#inks?.look !== p.look) this.#inks = { look: p.look, inks: readInks(this.element) };
    paintPixels(this.#small, p.matrix, p.range, this.#inks.inks, this.#near);
    context.imageSmoothingEnabled = false;
    context.globalAlpha = 1;
    context.drawImage(this.#small, 0, 0, this.#canvas.width, this.#canvas.height);
    if (width >= 6) this.#hatch(context, width, height, p);
    if (this.#width >= DIGITS) this.#write(context, width, height, p);
  }

  /** The numbers themselves, where the cells are large enough. */
  #write(context: CanvasRenderingContext2D, width: number, height: number, { matrix, decimals, before }: Picture): void {
    const style = getComputedStyle(this.element);
    const size = (11 * width) / this.#width;
    context.fillStyle = style.getPropertyValue("--qkv-ink");
    context.globalAlpha = 1;
    context.textAlign = "center";
    context.textBaseline = "middle";
    matrix.data.forEach((v, i) => {
      const was = before?.data[i];
      context.font = `${was !== undefined && !Object.is(was, v) ? "700" : "400"} ${size}px ${style.fontFamily}`;
      const [row, col] = [Math.floor(i / matrix.cols), i % matrix.cols];
      context.fillText(cellNumber(v, decimals), (col + 0.5) * width, (row + 0.5) * height, width);
    });
  }

  #hatch(context: CanvasRenderingContext2D, width: number, height: number, { matrix }: Picture): void {
    context.strokeStyle = getComputedStyle(this.element).getPropertyValue("--qkv-ink-3");
    context.globalAlpha = 0.4;
    context.lineWidth = Math.max(1, width / 10);
    context.beginPath();
    for (let r = 0; r < matrix.rows; r++) {
      for (let c = 0; c < matrix.cols; c++) {
        const v = matrix.data[r * matrix.cols + c]!;
        if (Number.isFinite(v)) continue;
        context.moveTo(c * width, (r + 1) * height);
        context.lineTo((c + 1) * width, r * height);
        if (!Number.isNaN(v)) continue;
        context.moveTo(c * width, r * height);
        context.lineTo((c + 1) * width, (r + 1) * height);
      }
    }
    context.stroke();
  }

  mark({ hover, pinned, now, near: all }: Marks): void {
    this.#pinned = pinned;
    const near = now ?? all; // cells are too small to be marked twice
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
    if (!e.composedPath().includes(this.#plot)) return undefined; // enlarged, it reaches under what stands around it
    const box = this.#canvas.getBoundingClientRect();
    const { rows, cols } = this.#layout;
    const row = Math.floor(((e.clientY - box.top) / box.height) * rows); // by parts of the picture, however it is enlarged
    const col = Math.floor(((e.clientX - box.left) / box.width) * cols);
    return row >= 0 && col >= 0 && row < rows && col < cols ? { row, col } : undefined;
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
    mark.style.left = `${col * this.#width}px`;
    mark.style.top = `${row * this.#height}px`;
  }

  box(): HTMLElement {
    return this.#box;
  }
}

function middleOf({ left, top, width, height }: DOMRect): [number, number] {
  return [left + width / 2, top + height / 2];
}

/** Labels along an edge, as many of them as there is room for: the first of every few. */
function ticks(labels: readonly string[], size: number, apart: number): HTMLElement[] {
  const every = [1, 2, 4, 8, 16, 32, 64, 128, 256].find((n) => n * size >= apart) ?? 512;
  return labels.filter((_, i) => i % every === 0).map((label, i) => {
    const tick = document.createElement("span");
    tick.textContent = label;
    tick.title = label;
    tick.style.setProperty("--at", String(i * every));
    return tick;
  });
}
