import { css, html, nothing, svg, type CSSResultGroup, type PropertyDeclarations, type PropertyValues, type TemplateResult } from "lit";
import type { Matrix } from "../../model/frame.js";
import { guard } from "lit/directives/guard.js";
import { roleOf } from "../../model/role.js";
import { along } from "../../scale/colour.js";
import { cellNumber, fullNumber } from "../../scale/number.js";
import { rangeOf } from "../../scale/range.js";
import { moved } from "../cell-moves.js";
import { define } from "../figure.js";
import { paintPixels, readInks } from "../heat-ink.js";
import { cellPlace, stepNameWithHead } from "../labels.js";
import { sharedStyles } from "../shared.css.js";
import { symbol } from "../symbol.js";
import { symbolOf } from "../../model/symbol.js";
import { SystemColours } from "../system-colours.js";
import { heatPaths } from "./heat-paths.js";
import { LessonFigure } from "./lesson-figure.js";

/** Beyond this many cells they are pixels of a canvas. */
const MOST_CELLS = 1024;
/** False in a window without a screen. */
let paints: boolean | undefined;
/** Where a cell is this wide it shows its number; px. */
const READABLE = 34;

/** Blocks of rows or columns, one for each of so many heads, from 0. */
export interface Blocks {
  readonly axis: "rows" | "cols";
  readonly size: number;
  readonly count: number;
}

/**
 * `<qkv-heat-map>`: one matrix as colours, for figures of the lessons: with the blocks of heads marked at its edge, and the number
 * under the pointer or the arrow keys below it. Only other figures put it in a page.
 * - `step`: id of the step; `blocks`: what heads own of it; `block`: the one that is shown
 * - `room`: how wide it may be, px; `whole`: as wide as that where it has many columns
 */
export class QkvHeatMap extends LessonFigure {
  static override styles: CSSResultGroup = [sharedStyles, css`
    :host { width: fit-content; max-width: 100%; }
    :host([whole]) { width: 100%; }
    figure { margin: 0; }
    figcaption { margin-block-end: 4px; }
    figcaption .symbol { font-size: 16px; }
    .shape { color: var(--qkv-ink-3); font-size: 12px; margin-inline-start: 4px; font-variant-numeric: tabular-nums; }
    .map { position: relative; outline-offset: 3px; touch-action: manipulation; max-width: 100%; }
    .map:focus-visible { outline: 2px solid var(--qkv-focus); }
    .map svg { display: block; position: relative; max-width: 100%; }
    canvas { position: absolute; image-rendering: pixelated; }
    .cells > * { fill: color-mix(in lab, var(--qkv-pos) var(--t, 0%), var(--qkv-paper)); }
    .cells rect { stroke: var(--qkv-line); stroke-width: 0.5; }
    .cells path { shape-rendering: crispEdges; }
    .cells .neg { fill: color-mix(in lab, var(--qkv-neg) var(--t, 0%), var(--qkv-paper)); }
    .cells .nan { fill: var(--qkv-line); }
    .cells text { fill: var(--qkv-ink); font-size: 11px; font-variant-numeric: tabular-nums; pointer-events: none; }
    .frame { fill: none; stroke: var(--role); stroke-width: 2; vector-effect: non-scaling-stroke; }
    .band { stroke: none; }
    .band.off { opacity: 0.35; }
    .mine { fill: none; stroke: var(--qkv-ink); stroke-width: 2; }
    .cut { stroke: var(--qkv-paper); stroke-width: 3; }
    .cursor { fill: none; stroke: var(--qkv-focus); stroke-width: 2; }
    .readout { margin: 3px 0 0; min-height: 1.4em; font-size: 12px; color: var(--qkv-ink-2); font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
    .readout output { color: var(--qkv-ink); }
    .band-0 { fill: var(--qkv-head-0); } .band-1 { fill: var(--qkv-head-1); } .band-2 { fill: var(--qkv-head-2); } .band-3 { fill: var(--qkv-head-3); }
    .band-4 { fill: var(--qkv-head-4); } .band-5 { fill: var(--qkv-head-5); } .band-6 { fill: var(--qkv-head-6); } .band-7 { fill: var(--qkv-head-7); }
  `];
  static override properties: PropertyDeclarations = {
    ...LessonFigure.properties,
    step: { attribute: false },
    blocks: { attribute: false },
    block: { attribute: false },
    room: { attribute: false },
    whole: { type: Boolean, reflect: true },
    current: { state: true },
    matrix: { state: true },
  };

  declare step: string;
  declare blocks: Blocks | undefined;
  declare block: number;
  declare room: number;
  declare whole: boolean;
  declare private current: { row: number; col: number } | null;
  declare private matrix: Matrix | null | undefined; // null: it did not come

  #asked: unknown;
  #look = 0;
  #painted: readonly unknown[] = [];
  readonly #recolour = (): void => {
    this.#look++;
    this.requestUpdate();
  };

  constructor() {
    super();
    this.step = "";
    this.block = -1;
    this.room = 220;
    this.whole = false;
    this.current = null;
    this.matrix = undefined;
    new SystemColours(this, this.#recolour);
  }

  protected override willUpdate(): void {
    const { frame, step } = this;
    const key = frame?.step(step) ? frame : undefined;
    if (key === this.#asked && this.matrix?.id === step) return;
    this.#asked = key;
    const found = key?.now(step);
    this.matrix = found;
    if (key && !found) {
      this.waitFor(Promise.resolve(key.matrix(step)).then((m) => m, () => null).then((m) => { if (this.#asked === key && this.step === step) this.matrix = m; }));
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const { frame, matrix } = this;
    const step = frame?.step(this.step);
    if (!frame || !step) return nothing;
    const role = roleOf(step.id);
    const caption = html`<figcaption><span class="role-${role}">${symbol(step.id)}</span><span class="shape">${step.rows}×${step.cols}</span></figcaption>`;
    if (!matrix) return html`<figure>${caption}<p class="readout" role="status">${this.t(matrix === null ? "matrix.failed" : "matrix.loading")}</p></figure>`;
    const { width, height } = this.#cell(matrix);
    const [w, h] = [matrix.cols * width, matrix.rows * height];
    const cells = matrix.data.length <= MOST_CELLS;
    const paths = !cells && !(paints ??= document.createElement("canvas").getContext("2d") !== null);
    const band = this.blocks ? 7 : 0;
    const [left, top] = [this.blocks?.axis === "rows" ? band : 0, this.blocks?.axis === "cols" ? band : 0];
    const at = this.current && this.current.row < matrix.rows && this.current.col < matrix.cols ? this.current : null;
    const { max } = rangeOf(frame, step.id, this.view.attnRange);
    return html`<figure class="role-${role}">${caption}
      <div class="map" tabindex="0" role="img" aria-label=${this.t("matrix.heat_label", { symbol: symbolOf(step.id), name: stepNameWithHead(this.view.lang, step.id), rows: matrix.rows, cols: matrix.cols })} aria-describedby="value"
          @keydown=${(e: KeyboardEvent) => this.#key(e, matrix)} @focus=${() => { this.#go(at ?? { row: 0, col: 0 }); }}
          @pointermove=${(e: PointerEvent) => this.#point(e, matrix, left, top)} @pointerdown=${(e: PointerEvent) => this.#point(e, matrix, left, top)} @pointerleave=${() => this.hover(null)}>
        ${cells || paths ? nothing : html`<canvas aria-hidden="true"></canvas>`}
        <svg aria-hidden="true" width=${this.whole ? "100%" : w + left + 2} height=${h + top + 2} viewBox="-1 -1 ${w + left + 2} ${h + top + 2}" preserveAspectRatio=${this.whole ? "none" : "xMinYMin"}>
          ${svg`<g transform="translate(${left} ${top})">
            ${cells ? svg`<g class="cells">${guard([matrix, max, width, height], () => Array.from(matrix.data, (v, i) => this.#rect(v, i, matrix, max, width, height)))}</g>` : nothing}
            ${paths ? svg`<g class="cells" transform="scale(${width} ${height})">${heatPaths(matrix, max)}</g>` : nothing}
            ${this.#blockMarks(w, h)}
            <rect class="frame" x="0" y="0" width=${w} height=${h}></rect>
            ${this.#mine(w, h)}
            ${at ? svg`<rect class="cursor" x=${at.col * width - 1} y=${at.row * height - 1} width=${width + 2} height=${height + 2}></rect>` : nothing}
          </g>`}
        </svg>
      </div>
      ${this.#readout(matrix, at)}
    </figure>`;
  }

  #cell({ rows, cols }: Matrix): { width: number; height: number } {
    const band = this.blocks ? 9 : 2;
    const room = Math.max(1, this.room - band);
    if (this.whole && cols > 24) return { width: room / cols, height: rows > 40 ? room / cols : Math.max(room / cols, 13) };
    const width = Math.min(room / cols, READABLE + 6);
    return { width, height: width >= READABLE ? 26 : Math.max(Math.min(width, 20), rows <= 16 ? 8 : 1) };
  }

  #rect(v: number, i: number, { cols }: Matrix, max: number, width: number, height: number): TemplateResult {
    const [x, y] = [(i % cols) * width, Math.floor(i / cols) * height];
    const t = along(v, max);
    return svg`<rect class=${Number.isNaN(t) ? "nan" : t < 0 ? "neg" : ""} data-t=${(Math.abs(t || 0) * 100).toFixed(2)} x=${x} y=${y} width=${width} height=${height}></rect>
      ${width >= READABLE ? svg`<text x=${x + width / 2} y=${y + height / 2 + 4} text-anchor="middle">${cellNumber(v, 2)}</text>` : nothing}` as TemplateResult;
  }

  /** The colours of the heads along the edge, and gaps between their blocks. */
  #blockMarks(w: number, h: number): TemplateResult | typeof nothing {
    const { blocks } = this;
    if (!blocks) return nothing;
    const long = (blocks.axis === "rows" ? h : w) / blocks.count;
    return svg`${Array.from({ length: blocks.count }, (_, n) => {
      const look = `band band-${n % 8} ${this.block >= 0 && n !== this.block ? "off" : ""}`;
      return blocks.axis === "rows"
        ? svg`<rect class=${look} x="-8" y=${n * long + 1} width="5" height=${long - 2}></rect>${n > 0 ? svg`<line class="cut" x1="0" x2=${w} y1=${n * long} y2=${n * long}></line>` : nothing}`
        : svg`<rect class=${look} x=${n * long + 1} y="-8" width=${long - 2} height="5"></rect>${n > 0 ? svg`<line class="cut" x1=${n * long} x2=${n * long} y1="0" y2=${h}></line>` : nothing}`;
    })}` as TemplateResult;
  }

  #mine(w: number, h: number): TemplateResult | typeof nothing {
    const { blocks, block } = this;
    if (!blocks || block < 0 || block >= blocks.count || blocks.count === 1) return nothing;
    const long = (blocks.axis === "rows" ? h : w) / blocks.count;
    return (blocks.axis === "rows"
      ? svg`<rect class="mine" x="0" y=${block * long} width=${w} height=${long}></rect>`
      : svg`<rect class="mine" x=${block * long} y="0" width=${long} height=${h}></rect>`) as TemplateResult;
  }

  #readout(matrix: Matrix, at: { row: number; col: number } | null): TemplateResult {
    if (!at) return html`<p class="readout" id="value"></p>`;
    const [row, col] = cellPlace(this.frame!, this.frame!.step(this.step)!, at.row, at.col);
    return html`<p class="readout" id="value">${this.t("matrix.heat_at", { row, col })} <output aria-live="off" data-step=${this.step} data-row=${at.row} data-col=${at.col}>${fullNumber(matrix.at(at.row, at.col))}</output></p>`;
  }

  #go(to: { row: number; col: number }): void {
    this.current = to;
    this.hover({ step: this.step, ...to });
  }

  #key(e: KeyboardEvent, { rows, cols }: Matrix): void {
    const to = e.altKey || e.metaKey ? undefined : moved(e.key, e.ctrlKey, this.current ?? { row: 0, col: 0 }, rows, cols);
    if (!to) return;
    this.#go(to);
    e.preventDefault();
    e.stopPropagation();
  }

  #point(e: PointerEvent, { rows, cols }: Matrix, left: number, top: number): void {
    const box = (e.currentTarget as HTMLElement).querySelector("svg")!.getBoundingClientRect();
    const [w, h] = [box.width - left - 2, box.height - top - 2];
    const row = Math.floor(((e.clientY - box.top - top - 1) / h) * rows);
    const col = Math.floor(((e.clientX - box.left - left - 1) / w) * cols);
    if (row >= 0 && col >= 0 && row < rows && col < cols) this.#go({ row, col });
  }

  protected override updated(changed: PropertyValues<this>): void {
    const { matrix, frame } = this;
    if (!matrix || !frame) return;
    const { theme } = this.view;
    if (changed.get("view") && changed.get("view")?.theme !== theme) requestAnimationFrame(this.#recolour); // once the page wears it
    const range = rangeOf(frame, this.step, this.view.attnRange);
    const { width, height } = this.#cell(matrix);
    const painted = [matrix, range.max, width, height, this.#look];
    if (painted.every((part, i) => part === this.#painted[i])) return; // what is pointed at changes no colour
    this.#painted = painted;
    for (const rect of this.renderRoot.querySelectorAll<SVGElement>(".cells [data-t]")) rect.style.setProperty("--t", `${rect.dataset["t"] ?? 0}%`);
    const canvas = this.renderRoot.querySelector("canvas");
    if (!canvas) return;
    paintPixels(canvas, matrix, range, readInks(this));
    canvas.style.width = `${matrix.cols * width}px`;
    canvas.style.height = `${matrix.rows * height}px`;
    canvas.style.left = `${this.blocks?.axis === "rows" ? 8 : 1}px`;
    canvas.style.top = `${this.blocks?.axis === "cols" ? 8 : 1}px`;
  }
}

define("qkv-heat-map", QkvHeatMap);

declare global {
  interface HTMLElementTagNameMap { "qkv-heat-map": QkvHeatMap }
}
