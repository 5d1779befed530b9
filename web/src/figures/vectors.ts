import { html, nothing, svg, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from "lit";
import type { Frame } from "../model/frame.js";
import type { CellRef, VectorRole } from "../model/view.js";
import { cellNumber, fullNumber } from "../scale/number.js";
import type { Explanation } from "../wire.gen.js";
import { ArrowHands, type Ground } from "./arrow-hands.js";
import { headOfArrow } from "./arrow-head.js";
import { arrowsOf, isFlat, vectorsOf, type Arrow, type Arrows } from "./arrows.js";
import { ComponentsOf, type Refusal } from "./components.js";
import { pairOf, picked, type Pair } from "./dot-product.js";
import { define, Figure } from "./figure.js";
import { axisLabels } from "./labels.js";
import type { Box } from "./place-labels.js";
import { PlaneZoom } from "./plane-zoom.js";
import { Sized } from "./sized.js";
import { axesControls, pairControls, type Choose } from "./vectors-controls.js";
import { canvasOf, grid, groundOf, labelBoxes, markers, projection, reachOf, shaft, type Canvas } from "./vectors-plane.js";
import { axisNames, coordinates, dotSentence, notes, pairNames, table } from "./vectors-words.js";
import { vectorsStyles } from "./vectors.css.js";

const LARGEST = 520;

/** What the picture shows: of a frame, for its principal components have to be waited for. */
interface Shown {
  readonly frame: Frame;
  readonly all: Arrows;
  readonly pair: Pair | null;
  /** Why it does not show the principal components that were asked for. */
  readonly refusal: Refusal | undefined;
}

/**
 * `<qkv-vectors>`: the rows of x, q, k and v as arrows in a plane with equal axes: two dimensions of the reader's choice, or
 * the principal components of the sets that are shown. The head of an arrow can be dragged: its cells are set by hand. A
 * query and a key that are chosen, or whose score is pinned, show their dot product as a projection. Sets and axes are part
 * of the view (`qkv-view`). Arrow keys go from vector to vector, Enter takes hold of a head; a table says the same.
 */
export class QkvVectors extends Figure {
  static override styles: CSSResultGroup = vectorsStyles;
  static override properties: PropertyDeclarations = {
    ...Figure.properties,
    explanation: { attribute: false },
    unfolded: { state: true },
    current: { state: true },
  };

  declare explanation: Explanation | null;
  declare private unfolded: boolean; // the table
  declare private current: number; // the arrow that the keyboard is at

  #shown: Shown | undefined;
  #canvas: Canvas | undefined;
  #reach = 1;
  readonly #sized = new Sized(this, 200, LARGEST);
  readonly #components = new ComponentsOf(() => this.requestUpdate());
  readonly #zoom = new PlaneZoom(() => this.requestUpdate());
  readonly #hands = new ArrowHands(() => this.#ground(), (edit) => this.edit(edit), () => this.requestUpdate());
  readonly #choose: Choose = { look: (part) => this.look(part), pin: (cell) => this.pin(cell) };

  constructor() {
    super();
    this.explanation = null;
    this.unfolded = false;
    this.current = 0;
  }

  protected override willUpdate(): void {
    const { frame, view } = this;
    if (!frame) return;
    const components = this.#components.now(frame, view);
    if (components.is === "waiting") return; // what was shown stays
    const all = arrowsOf(frame, view, components.is === "here" ? components.principal : undefined);
    this.#shown = { frame, all, pair: pairOf(frame, view.pinned, all.plane), refusal: components.is === "refused" ? components.why : undefined };
    this.current = Math.max(0, Math.min(this.current, all.arrows.length - 1)); // one of them is always within reach
    this.#canvas = this.#measure(this.#shown);
  }

  protected override updated(): void {
    this.#zoom.attach(this.renderRoot.querySelector("svg"));
  }

  #measure({ all: { arrows, plane }, pair }: Shown): Canvas {
    // a plane that grew under the hand would run away from it
    if (!this.#hands.isMoving) this.#reach = reachOf(pair && pair.seen !== "nothing" ? [...arrows, pair.q, pair.k] : arrows);
    return canvasOf(this.#sized.size, this.#reach, isFlat(plane), this.#zoom.transform);
  }

  #ground(): Ground | null {
    const [shown, canvas, picture] = [this.#shown, this.#canvas, this.renderRoot.querySelector("svg")];
    if (!shown || !canvas || !picture) return null;
    return groundOf(picture, canvas, { frame: shown.frame, plane: shown.all.plane, reach: this.#reach / this.#zoom.transform.k });
  }

  protected override render(): TemplateResult | typeof nothing {
    const { view, frame } = this;
    const shown = this.#shown;
    if (!frame) return nothing;
    const all = shown?.all;
    const refusal = shown?.refusal;
    const drawn = shown && view.vectors.length > 0 && (!refusal || shown.all.dims === 1) ? shown : undefined; // a line is drawn as it is
    return html`<figure>
      <figcaption>${this.t("vectors.title")}</figcaption>
      <div class="picture">${axesControls(view, all?.dims ?? 2, this.#choose)}
      ${view.vectors.length === 0 ? html`<p class="note">${this.t("vectors.none")}</p>` : refusal ? this.#refused(refusal, all?.dims === 1) : nothing}
      ${drawn ? this.#plane(drawn) : nothing}</div>
      <div class="words">${pairControls(frame, view, this.#choose)}
      ${shown?.pair ? dotSentence(view, shown.pair, this.#namesOf(shown.pair), (i, j) => this.#showDims(i, j)) : nothing}
      ${all ? html`${this.#readout(all)}${drawn || !refusal ? html`${notes(view, all, all.dims === 1)}${table(view, all, this.unfolded, (open) => { this.unfolded = open; })}` : nothing}` : nothing}</div>
    </figure>`;
  }

  /** On a line there are no dimensions to go to. */
  #refused(why: Refusal, isLine: boolean): TemplateResult {
    return html`<p class="note refused">${this.t(`vectors.refused.${why}`)}
      ${isLine ? nothing : html`<button type="button" @click=${() => this.look({ basis: "dimensions" })}>${this.t("vectors.show_dimensions")}</button>`}</p>`;
  }

  #namesOf({ cell }: Pair): [string, string] {
    const names = axisLabels(this.#shown!.frame, "T", Math.max(cell.row, cell.col) + 1);
    return [names[cell.row]!, names[cell.col]!];
  }

  #showDims(from: number, to: number): void {
    const j = to > from ? from + 1 : from > 0 ? from - 1 : 1;
    this.look({ plane: { i: from, j } });
  }

  #plane(shown: Shown): TemplateResult {
    const { all: { arrows, plane }, pair } = shown;
    const seen = pair && pair.seen !== "nothing" ? pair : null;
    const canvas = this.#canvas!;
    const { width, height } = canvas;
    const near = this.#inFocus();
    const isNear = (v: Arrow): boolean => near.has(key(v));
    const boxes = labelBoxes(arrows, canvas, isNear);
    const [across, up] = axisNames(this.view, plane);
    const alt = plane.kind === "principal" ? this.t("vectors.alt_principal", { across, up }) : this.t("vectors.alt", { i: plane.i, j: plane.j });
    return html`<svg class="plane ${near.size > 0 ? "some" : ""} ${this.#hands.isMoving ? "moving" : ""}" width=${width} height=${height} viewBox="0 0 ${width} ${height}"
        role="group" aria-label=${alt}
        @keydown=${(e: KeyboardEvent) => this.#key(e, shown)} @pointerleave=${() => this.hover(null)}
        @pointermove=${(e: PointerEvent) => this.#hands.move(e, e.currentTarget as SVGSVGElement)} @pointerup=${() => this.#hands.release()} @pointercancel=${() => this.#hands.release()}
        @touchmove=${(e: TouchEvent) => { if (this.#hands.isHolding) e.preventDefault(); }}>
      ${markers()}
      ${grid(canvas, across, up)}
      ${arrows.map((v, i) => this.#arrow(v, i, shown, isNear(v)))}
      ${arrows.map((v) => (isNear(v) && !(seen && !this.view.hover) ? shaft(v.role, v, canvas, "near") : nothing))}
      ${seen ? projection(seen, canvas, this.view.decimals, pairNames(seen, arrows)) : nothing}
      ${arrows.map((v, i) => this.#label(v, boxes[i] ?? null, isNear(v)))}
      ${this.#handle(shown)}
    </svg>${this.#zoomBar(shown)}`;
  }

  #zoomBar({ all: { plane } }: Shown): TemplateResult {
    return html`<div class="zoom" role="group" aria-label=${this.t("vectors.zoom")}>
      <button type="button" class="out" aria-label=${this.t("vectors.zoom.out")} @click=${() => this.#zoom.by(-1)}>−</button>
      <button type="button" class="in" aria-label=${this.t("vectors.zoom.in")} @click=${() => this.#zoom.by(1)}>+</button>
      <button type="button" class="reset" ?disabled=${this.#zoom.isReset} @click=${() => this.#zoom.reset()}>${this.t("vectors.zoom.reset")}</button>
      <span class="hint">${this.t(plane.kind === "principal" ? "vectors.hint_principal" : "vectors.hint")}</span>
    </div>`;
  }

  #arrow(v: Arrow, i: number, shown: Shown, here: boolean): TemplateResult {
    const canvas = this.#canvas!;
    const { x, y } = canvas;
    const [tx, ty] = [x(v.a), y(v.b)];
    const movable = this.#isMovable(v, shown);
    const name = `${v.role} ${v.token}: ${coordinates(v, canvas.flat, fullNumber)}`;
    return svg`<g class="vector role-${v.role} ${here ? "here" : ""} ${movable ? "movable" : ""}" role="img" tabindex=${i === this.current ? 0 : -1} data-step=${v.role} data-row=${v.row} data-col=${this.view.plane.i}
        aria-label=${name} @pointerenter=${(e: PointerEvent) => { if (e.pointerType !== "touch") this.hover(this.#ref(v)); }} @focus=${() => { this.current = i; this.hover(this.#ref(v)); }} @blur=${() => this.hover(null)}
        @click=${() => this.#pick(v)}>
      <line class="reach" x1=${x(0)} y1=${y(0)} x2=${tx} y2=${ty}></line><circle class="reach" cx=${tx} cy=${ty} r="12" @pointerdown=${(e: PointerEvent) => { if (movable) this.#hands.press(e, v); }}></circle>
      ${shaft(v.role, v, canvas)}
    </g>` as TemplateResult;
  }

  /** Labels lie over all arrows, so that none strikes one out. */
  #label(v: Arrow, box: Box | null, near: boolean): TemplateResult | typeof nothing {
    if (!box) return nothing;
    return svg`<text class="label role-${v.role} ${near ? "here" : ""}" aria-hidden="true" x=${box.x + box.width / 2} y=${box.y + box.height - 4} text-anchor="middle">${v.token}</text>` as TemplateResult;
  }

  /** The head of the arrow that the keyboard is at: here arrow keys move it. */
  #handle(shown: Shown): TemplateResult | typeof nothing {
    const v = shown.all.arrows[this.current];
    if (!v || !this.#isMovable(v, shown)) return nothing;
    const { x, y, flat } = this.#canvas!;
    return svg`<g class="handle" role="application" tabindex="0" aria-label=${this.t("vectors.move", { name: `${v.role} ${v.token}`, at: coordinates(v, flat, fullNumber) })}
        @focus=${() => this.hover(this.#ref(this.#shown?.all.arrows[this.current] ?? v))} @blur=${() => { this.#hands.release(); this.hover(null); }}>
      <circle cx=${x(v.a)} cy=${y(v.b)} r="12"></circle></g>` as TemplateResult;
  }

  #isMovable(v: Arrow, { frame, all: { plane } }: Shown): boolean {
    return !this.readonly && headOfArrow(frame, v, plane) !== null;
  }

  #ref(v: Arrow): CellRef {
    return { step: v.role, row: v.row, col: Math.min(this.view.plane.i, (this.#shown?.frame.step(v.role)?.cols ?? 1) - 1) };
  }

  #pick(v: Arrow): void {
    this.pin(picked(this.#shown!.frame, this.view, v) ?? this.#ref(v));
  }

  /** Keys of the vectors that what is pointed at, or else pinned, is about. */
  #inFocus(): ReadonlySet<string> {
    return new Set(vectorsOf(this.frame!, this.view.hover ?? this.view.pinned).map(key));
  }

  #key(e: KeyboardEvent, { all: { arrows } }: Shown): void {
    const at = arrows[this.current];
    if (!at || !this.#act(e, at, arrows)) return;
    e.preventDefault();
    e.stopPropagation();
  }

  #act(e: KeyboardEvent, at: Arrow, arrows: readonly Arrow[]): boolean {
    const onHandle = (e.target as Element).closest(".handle") !== null;
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[e.key];
    if (e.key === "Escape") {
      const back = this.#hands.cancel();
      if (onHandle) this.#focus(this.current, arrows);
      return back || onHandle;
    }
    if (onHandle && e.key === "Enter") this.#focus(this.current, arrows);
    else if (onHandle && this.#hands.key(e, at)) return true;
    else if (this.#zoom.key(e)) return true;
    else if (onHandle) return false;
    else if (e.key === "Enter") this.renderRoot.querySelector<SVGGElement>(".handle")?.focus();
    else if (e.key === " ") this.#pick(at);
    else if (step === undefined || e.shiftKey || e.ctrlKey || e.metaKey || e.altKey) return false;
    else this.#focus((this.current + step + arrows.length) % arrows.length, arrows);
    return true;
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
    const isLine = this.#canvas?.flat ?? false;
    return html`<p class="readout">${arrows.filter((v) => near.has(key(v))).map((v) => html`<span class="role-${v.role}">
      <b class="symbol">${v.role}</b> “${v.token}” <span class="number">${coordinates(v, isLine, (n) => cellNumber(n, decimals))} · |${v.role}| = ${cellNumber(v.length, decimals)}</span></span>`)}</p>`;
  }
}

function key({ role, row }: { role: VectorRole; row: number }): string {
  return `${role}.${row}`;
}

define("qkv-vectors", QkvVectors);

declare global {
  interface HTMLElementTagNameMap { "qkv-vectors": QkvVectors }
}
