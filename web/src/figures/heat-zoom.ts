import { t } from "../i18n/t.js";
import type { Lang } from "../model/view.js";

/** What a canvas may measure in device pixels, along a side and in all: what phones still draw. */
const LONGEST = 8192;
const LARGEST = 1 << 24;
/** So much wheel is one step. */
const NOTCH = 40;

/** What stays where it is: a point under the pointer, the middle of what is in sight, or the cell one is at. */
export type Anchor = { readonly clientX: number; readonly clientY: number } | "middle" | "cell";

/** How far a heat map is enlarged: by buttons, Z and Shift+Z, and Ctrl or Cmd with the wheel. Each step doubles the cells. */
export class HeatZoom {
  readonly element = document.createElement("span");
  readonly #out = button("−", () => this.#step(-1, "middle"));
  readonly #in = button("+", () => this.#step(1, "middle"));
  readonly #changed: (anchor: Anchor) => void;
  #level = 0;
  #isMost = false;
  #wheel = 0;

  constructor(on: HTMLElement, changed: (anchor: Anchor) => void) {
    this.#changed = changed;
    this.element.className = "zoom";
    this.element.setAttribute("role", "group");
    this.element.append(this.#out, this.#in);
    on.addEventListener("wheel", (e) => this.#wheeled(e), { passive: false });
    on.addEventListener("keydown", (e) => this.#key(e));
  }

  get isOn(): boolean {
    return this.#level > 0;
  }

  /** The width of a cell in CSS pixels, where fit is what fits. */
  width(fit: number, rows: number, cols: number, lang: Lang): number {
    const dots = globalThis.devicePixelRatio || 1;
    const most = Math.floor(Math.min(LONGEST / dots / Math.max(rows, cols), Math.sqrt(LARGEST / (rows * cols)) / dots));
    while (this.#level > 0 && fit * 2 ** (this.#level - 1) >= most) this.#level--;
    const width = Math.max(fit, Math.min(most, fit * 2 ** this.#level));
    this.#isMost = width >= most;
    this.#out.disabled = this.#level === 0;
    this.#in.disabled = this.#isMost;
    this.element.setAttribute("aria-label", t(lang, "vectors.zoom"));
    name(this.#out, `${t(lang, "vectors.zoom.out")} (Shift+Z)`);
    name(this.#in, `${t(lang, "vectors.zoom.in")} (Z)`);
    return width;
  }

  #step(by: number, anchor: Anchor): void {
    if (by > 0 ? this.#isMost : this.#level === 0) return;
    this.#level += by;
    this.#changed(anchor);
  }

  #wheeled(e: WheelEvent): void {
    if (!e.ctrlKey && !e.metaKey) return; // the wheel alone scrolls
    e.preventDefault();
    this.#wheel += e.deltaY;
    if (Math.abs(this.#wheel) < NOTCH) return;
    this.#step(this.#wheel < 0 ? 1 : -1, e);
    this.#wheel = 0;
  }

  #key(e: KeyboardEvent): void {
    if (e.key.toLowerCase() !== "z" || e.ctrlKey || e.metaKey || e.altKey || e.target instanceof HTMLInputElement) return;
    e.preventDefault();
    this.#step(e.shiftKey ? -1 : 1, "cell");
  }
}

function button(text: string, click: () => void): HTMLButtonElement {
  const b = document.createElement("button");
  b.type = "button";
  b.tabIndex = -1; // a matrix is one stop of the tab key; Z does the same
  b.textContent = text;
  b.addEventListener("click", (e) => { e.stopPropagation(); click(); });
  return b;
}

function name(b: HTMLButtonElement, label: string): void {
  b.setAttribute("aria-label", label);
  b.title = label;
}
