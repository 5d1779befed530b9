import { scaleLinear, type ScaleLinear } from "d3-scale";
import { html, nothing, svg, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from "lit";
import type { CellRef, VectorRole } from "../model/view.js";
import { cellNumber, fullNumber } from "../scale/number.js";
import { roundUp } from "../scale/range.js";
import { symbolOf } from "../model/symbol.js";
import type { Explanation } from "../wire.gen.js";
import { arrowsOf, VECTOR_ROLES, vectorsOf, type Arrow, type Arrows } from "./arrows.js";
import { define, Figure } from "./figure.js";
import { emWidth } from "./labels.js";
import { placeLabels, type Box } from "./place-labels.js";
import { symbol } from "./symbol.js";
import { vectorsStyles } from "./vectors.css.js";

const LARGEST = 520;
const FONT = 12;

/**
 * `<qkv-vectors>`: the rows of x, q, k and v as arrows in a plane with equal axes, two dimensions of the reader's choice.
 * Which sets are shown and which dimensions span the plane are part of the view (`qkv-view`). One tab stop; arrow keys go
 * from vector to vector; a table says the same.
 */
export class QkvVectors extends Figure {
  static override styles: CSSResultGroup = vectorsStyles;
  static override properties: PropertyDeclarations = {
    ...Figure.properties,
    explanation: { attribute: false },
    size: { state: true },
    current: { state: true },
  };

  declare explanation: Explanation | null;
  declare private size: number;
  declare private current: number; // the arrow that the keyboard is at

  #all: Arrows | undefined;
  readonly #sizes = new ResizeObserver(([box]) => {
    if (box) this.size = Math.max(200, Math.min(LARGEST, Math.floor(box.contentRect.width)));
  });

  constructor() {
    super();
    this.explanation = null;
    this.size = 420;
    this.current = 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#sizes.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizes.disconnect();
  }

  protected override willUpdate(): void {
    if (!this.frame) return;
    this.#all = arrowsOf(this.frame, this.view);
    this.current = Math.max(0, Math.min(this.current, this.#all.arrows.length - 1)); // one of them is always within reach
  }

  protected override render(): TemplateResult | typeof nothing {
    const all = this.#all;
    if (!this.frame || !all) return nothing;
    return html`<figure>
      <figcaption>${this.t("vectors.title")}</figcaption>
      ${this.#controls(all)}
      ${this.view.vectors.length === 0 ? html`<p class="note">${this.t("vectors.none")}</p>` : this.#plane(all)}
      ${this.#readout(all)}
      ${this.#notes(all)}
      ${this.#table(all)}
    </figure>`;
  }

  #controls({ dims }: Arrows): TemplateResult {
    return html`<div class="controls">
      <div class="sets" role="group" aria-label=${this.t("vectors.show")}>
        ${VECTOR_ROLES.map((role) => html`<button class="role-${role}" aria-pressed=${this.view.vectors.includes(role) ? "true" : "false"} @click=${() => this.#toggle(role)}>
          <i></i>${role}</button>`)}
      </div>
      ${dims > 1 ? html`${this.#dimension("i", "vectors.across", dims)}${this.#dimension("j", "vectors.up", dims)}` : nothing}
    </div>`;
  }

  #toggle(role: VectorRole): void {
    const { vectors } = this.view;
    this.look({ vectors: VECTOR_ROLES.filter((r) => (r === role ? !vectors.includes(r) : vectors.includes(r))) });
  }

  #dimension(axis: "i" | "j", words: "vectors.across" | "vectors.up", dims: number): TemplateResult {
    const choose = (e: Event): void => {
      const field = e.target as HTMLInputElement;
      const dim = Math.max(0, Math.min(dims - 1, Math.trunc(field.valueAsNumber)));
      if (Number.isFinite(dim)) this.look({ plane: { ...this.view.plane, [axis]: dim } });
      else field.value = String(this.view.plane[axis]);
    };
    return html`<label>${this.t(words)} <input type="number" min="0" max=${dims - 1} step="1" .value=${String(Math.min(this.view.plane[axis], dims - 1))} @change=${choose}></label>`;
  }

  #plane(all: Arrows): TemplateResult {
    const reach = roundUp(Math.max(0, ...all.arrows.flatMap((v) => [Math.abs(v.a), Math.abs(v.b)])));
    const flat = all.dims === 1;
    const [width, height] = [this.size, flat ? 120 : this.size];
    const x = scaleLinear([-reach, reach], [14, width - 14]);
    const y = flat ? scaleLinear([-1, 1], [height, 0]) : scaleLinear([-reach, reach], [height - 14, 14]);
    const near = this.#inFocus();
    const boxes = this.#labels(all.arrows, x, y, { x: 0, y: 0, width, height }, near);
    return html`<svg class="plane ${near.size > 0 ? "some" : ""}" width=${width} height=${height} viewBox="0 0 ${width} ${height}"
        role="group" aria-label=${this.t("vectors.alt", { i: this.view.plane.i, j: this.view.plane.j })}
        @keydown=${(e: KeyboardEvent) => this.#key(e, all.arrows)} @pointerleave=${() => this.hover(null)}>
      <defs>${VECTOR_ROLES.map((r) => svg`<marker id="head-${r}" class="role-${r}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0.6 L8 4 L0 7.4 Z"></path></marker>`)}</defs>
      ${this.#grid(x, y, width, height, flat)}
      ${all.arrows.map((v, i) => this.#arrow(v, i, x, y, near))}
      ${all.arrows.map((v) => (near.has(key(v)) ? shaft(v, x, y) : nothing))}
      ${all.arrows.map((v, i) => this.#label(v, boxes[i] ?? null, near))}
    </svg>`;
  }

  #grid(x: Axis, y: Axis, width: number, height: number, flat: boolean): TemplateResult {
    const ticks = x.ticks(6);
    const label = (v: number, px: number, py: number, anchor: string): TemplateResult => svg`<text class="tick" x=${px} y=${py} text-anchor=${anchor}>${fullNumber(Math.fround(v))}</text>`;
    return svg`<g aria-hidden="true">
      ${ticks.map((v) => svg`<line class=${v === 0 ? "axis" : "grid"} x1=${x(v)} x2=${x(v)} y1="0" y2=${height}></line>`)}
      ${flat ? svg`<line class="axis" x1="0" x2=${width} y1=${y(0)} y2=${y(0)}></line>` : ticks.map((v) => svg`<line class=${v === 0 ? "axis" : "grid"} x1="0" x2=${width} y1=${y(v)} y2=${y(v)}></line>`)}
      ${ticks.filter((v) => v !== 0 && x(v) > 20 && x(v) < width - 12).map((v) => label(v, x(v), height - 3, "middle"))}
      ${flat ? nothing : ticks.filter((v) => v !== 0 && y(v) < height - 20).map((v) => label(v, 3, y(v) + 3, "start"))}
      <circle class="origin" cx=${x(0)} cy=${y(0)} r="3"></circle>
    </g>` as TemplateResult;
  }

  #labels(arrows: readonly Arrow[], x: Axis, y: Axis, frame: Box, near: ReadonlySet<string>): (Box | null)[] {
    return placeLabels(arrows.map((v) => ({
      x: x(v.a), y: y(v.b), width: emWidth(v.token) * FONT + 3, height: FONT + 3,
      angle: Math.atan2(-(v.b), v.a), weight: (near.has(key(v)) ? 1e9 : 0) + Math.hypot(v.a, v.b),
    })), frame);
  }

  #arrow(v: Arrow, i: number, x: Axis, y: Axis, near: ReadonlySet<string>): TemplateResult {
    const [tx, ty] = [x(v.a), y(v.b)];
    const here = near.has(key(v));
    const name = `${v.role} ${v.token}: ${this.#coordinates(v, fullNumber)}`;
    const dim = this.#dims()[0];
    return svg`<g class="vector role-${v.role} ${here ? "here" : ""}" role="img" tabindex=${i === this.current ? 0 : -1} data-step=${v.role} data-row=${v.row} data-col=${dim}
        aria-label=${name} @pointerenter=${() => this.hover(this.#ref(v))} @focus=${() => { this.current = i; this.hover(this.#ref(v)); }} @blur=${() => this.hover(null)}
        @click=${() => this.pin(this.#ref(v))}>
      <line class="reach" x1=${x(0)} y1=${y(0)} x2=${tx} y2=${ty}></line><circle class="reach" cx=${tx} cy=${ty} r="12"></circle>
      ${shaft(v, x, y)}
    </g>` as TemplateResult;
  }

  /** Labels lie over all arrows, so that none strikes one out. */
  #label(v: Arrow, box: Box | null, near: ReadonlySet<string>): TemplateResult | typeof nothing {
    if (!box) return nothing;
    return svg`<text class="label role-${v.role} ${near.has(key(v)) ? "here" : ""}" aria-hidden="true" x=${box.x + box.width / 2} y=${box.y + box.height - 4} text-anchor="middle">${v.token}</text>` as TemplateResult;
  }

  #dims(): [i: number, j: number] {
    return [this.view.plane.i, this.view.plane.j];
  }

  #ref(v: Arrow): CellRef {
    return { step: v.role, row: v.row, col: this.#dims()[0] };
  }

  #coordinates(v: Arrow, text: (v: number) => string): string {
    return `(${[text(v.a), text(v.b)].slice(0, this.#all?.dims === 1 ? 1 : 2).join(", ")})`;
  }

  /** Keys of the vectors that what is pointed at, or else pinned, is about. */
  #inFocus(): ReadonlySet<string> {
    return new Set(vectorsOf(this.frame!, this.view.hover ?? this.view.pinned).map(key));
  }

  #key(e: KeyboardEvent, arrows: readonly Arrow[]): void {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[e.key];
    const at = arrows[this.current];
    if (e.key === " " && at) this.pin(this.#ref(at));
    else if (step === undefined) return;
    else this.#focus((this.current + step + arrows.length) % arrows.length, arrows);
    e.preventDefault();
    e.stopPropagation();
  }

  #focus(i: number, arrows: readonly Arrow[]): void {
    const v = arrows[i];
    if (!v) return;
    this.current = i;
    this.renderRoot.querySelector<SVGGElement>(`g.vector[data-step="${v.role}"][data-row="${v.row}"]`)?.focus();
  }

  #readout({ arrows }: Arrows): TemplateResult {
    const near = this.#inFocus();
    const { decimals } = this.view;
    return html`<p class="readout">${arrows.filter((v) => near.has(key(v))).map((v) => html`<span class="role-${v.role}">
      <b class="symbol">${v.role}</b> “${v.token}” <span class="number">${this.#coordinates(v, (n) => cellNumber(n, decimals))} · |${v.role}| = ${cellNumber(v.length, decimals)}</span></span>`)}</p>`;
  }

  #notes({ short, unplotted, dims }: Arrows): TemplateResult {
    return html`${dims === 1 ? html`<p class="note">${this.t("vectors.one")}</p>` : nothing}
      ${short.map((s) => html`<p class="note">${this.t("vectors.short", { symbol: symbolOf(s.role), n: s.dim })}</p>`)}
      ${unplotted.map((v) => html`<p class="note">${this.t("vectors.unplotted", { symbol: v.role, token: v.token })}</p>`)}`;
  }

  #table({ arrows, unplotted, dims }: Arrows): TemplateResult {
    const [i, j] = this.#dims();
    const cell = (v: Arrow, col: number, value: number): TemplateResult => html`<td data-step=${v.role} data-row=${v.row} data-col=${col} aria-label=${fullNumber(value)}>${cellNumber(value, this.view.decimals)}</td>`;
    return html`<details><summary>${this.t("vectors.table")}</summary><div class="scroll" tabindex="0" role="group" aria-label=${this.t("vectors.table")}><table>
      <thead><tr><th scope="col">${this.t("vectors.vector")}</th><th scope="col">${this.t("vectors.dim", { n: i })}</th>${dims > 1 ? html`<th scope="col">${this.t("vectors.dim", { n: j })}</th>` : nothing}<th scope="col">${this.t("vectors.length")}</th></tr></thead>
      <tbody>${[...arrows, ...unplotted].map((v) => html`<tr class="role-${v.role}"><th scope="row">${symbol(v.role)} ${v.token}</th>${cell(v, i, v.a)}${dims > 1 ? cell(v, j, v.b) : nothing}<td>${cellNumber(v.length, this.view.decimals)}</td></tr>`)}</tbody>
    </table></div></details>`;
  }
}

function shaft(v: Arrow, x: Axis, y: Axis): TemplateResult {
  return svg`<line class="shaft role-${v.role}" x1=${x(0)} y1=${y(0)} x2=${x(v.a)} y2=${y(v.b)} marker-end="url(#head-${v.role})" pointer-events="none"></line>` as TemplateResult;
}

type Axis = ScaleLinear<number, number>;

function key({ role, row }: { role: VectorRole; row: number }): string {
  return `${role}.${row}`;
}

define("qkv-vectors", QkvVectors);

declare global {
  interface HTMLElementTagNameMap { "qkv-vectors": QkvVectors }
}
