import { css, html, nothing, svg, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import { zoomIdentity } from "d3-zoom";
import { fullNumber } from "../../scale/number.js";
import { ArrowHands, type Ground } from "../arrow-hands.js";
import type { Arrow } from "../arrows.js";
import { define } from "../figure.js";
import { axisLabels } from "../labels.js";
import { Sized } from "../sized.js";
import { coordinates } from "../vectors-words.js";
import { canvasOf, grid, groundOf, labelBoxes, markers, reachOf, shaft, type Canvas } from "../vectors-plane.js";
import { dotScene, mostSeen, type DotScene, type KeySeen } from "./dot-scene.js";
import { dotFormula, keyTable } from "./dot-words.js";
import { LessonFigure } from "./lesson-figure.js";
import { lessonStyles } from "./lesson.css.js";
import { dimensionsOf } from "./dimensions.js";

/**
 * `<qkv-dot>`: the geometry of a score. A query among all keys of a head: projected on a key, the length of its shadow times
 * the key's length is the score; beside each stands the share that softmax makes of it. The head of the query can be dragged,
 * with mouse, finger or keys: its cells are set by hand, and scores and shares are what the engine makes of them.
 * - `query`: the row of the query to begin with
 * - `key`: the row of the key to begin with; else the one with the largest share
 */
export class QkvDot extends LessonFigure {
  static override styles: CSSResultGroup = [lessonStyles, css`
    .plane { cursor: default; touch-action: pan-x pan-y; }
    .key-arrow { cursor: pointer; }
    .key-arrow .shaft { stroke-width: 1.5; }
    .key-arrow:not(.here) .shaft { stroke: color-mix(in lab, var(--role) 55%, var(--qkv-paper-2)); }
    .key-arrow .reach { stroke: transparent; stroke-width: 14; fill: transparent; }
    .halo { fill: color-mix(in lab, var(--qkv-role-q) 12%, transparent); stroke: var(--qkv-role-q); stroke-width: 1.5; stroke-dasharray: 2 3; cursor: move; }
    .grip { touch-action: none; }
    .grip:focus-visible { outline: none; }
    .grip:focus-visible .halo { stroke: var(--qkv-focus); stroke-width: 2.5; }
    .moving .grip .halo { stroke-dasharray: none; }
    .axis-of-key { stroke: var(--qkv-role-k); stroke-width: 1; stroke-dasharray: 2 4; opacity: 0.7; }
    .keys { max-height: none; margin-block-start: 6px; }
    .keys table { width: 100%; }
    .keys th, .keys td { padding: 1px 8px 1px 0; }
    .keys .bar { width: 15%; min-width: 24px; padding-inline-end: 12px; }
    .keys .bar svg { display: block; }
    .keys small { color: var(--qkv-ink-2); }
    .keys button { border: 0; background: none; padding: 3px 6px; margin-inline-start: -6px; min-height: 28px; max-width: 9em; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; border-radius: 5px; color: var(--qkv-role-k); cursor: pointer; }
    @media (pointer: coarse) { .keys button { min-height: 40px; } }
    .keys .here { background: color-mix(in lab, var(--qkv-role-k) 8%, transparent); }
    .keys .here button { font-weight: 700; }
    .plus { fill: var(--qkv-pos); }
    .minus { fill: var(--qkv-neg); }
    .share { fill: var(--qkv-attn-hi); }
    .middle { stroke: var(--qkv-ink-3); stroke-width: 1; vector-effect: non-scaling-stroke; }
  `];
  static override properties: PropertyDeclarations = {
    ...LessonFigure.properties,
    query: { type: Number },
    key: { type: Number },
  };

  declare query: number;
  declare key: number;

  #scene: DotScene | undefined;
  #canvas: Canvas | undefined;
  #reach = 1;
  readonly #sized = new Sized(this, 200, 460);
  readonly #hands = new ArrowHands(() => this.#ground(), (edit) => this.edit(edit), () => this.requestUpdate());

  constructor() {
    super();
    this.query = 1;
    this.key = -1;
  }

  protected override willUpdate(): void {
    this.#scene = this.frame ? dotScene(this.frame, this.view, Math.max(0, this.query)) : undefined;
    const scene = this.#scene;
    if (!scene || scene.isLost) return;
    // a plane that grew under the hand would run away from it
    if (!this.#hands.isMoving) this.#reach = 1.1 * reachOf([scene.at, ...scene.keys.map((k) => k.at)]);
    this.#canvas = canvasOf(this.#sized.size, this.#reach, scene.dh === 1, zoomIdentity);
  }

  #ground(): Ground | null {
    const [frame, scene, canvas, picture] = [this.frame, this.#scene, this.#canvas, this.renderRoot.querySelector("svg.plane")];
    if (!frame || !scene || !canvas || !picture) return null;
    return groundOf(picture, canvas, { frame, plane: scene.plane, reach: this.#reach });
  }

  protected override render(): TemplateResult | typeof nothing {
    const { frame, view } = this;
    const scene = this.#scene;
    if (!frame || !scene) return nothing;
    const chosen = scene.keys[this.key] ?? scene.keys[mostSeen(scene)]!;
    const isPart = scene.dh > 2;
    return html`<figure><figcaption>${this.say("dot.title")}</figcaption>
      <div class="picture"><div class="controls">
          ${this.#queries(scene)}${frame.config.h > 1 ? html`<qkv-heads .frame=${frame} .view=${view}></qkv-heads>` : nothing}
          ${isPart ? dimensionsOf(view, scene.from, scene.dh, [scene.plane.i, scene.plane.j], (plane) => this.look({ plane })) : nothing}
        </div>
        ${scene.isLost ? html`<p class="note">${this.say("dot.not_finite")}</p>` : this.#picture(scene, chosen)}
        <p class=${scene.isMovable ? "note hint" : "note"}>${this.say(scene.isMovable ? "dot.hint" : "dot.rope")}</p>
      </div>
      <div class="words">
        ${dotFormula(view, scene, chosen)}
        ${isPart ? html`<p class="note">${this.say("dot.part", { n: scene.dh })}</p>` : nothing}
        ${keyTable(view, view.head, scene, chosen.col, (col) => { this.key = col; })}
        ${Number.isNaN(chosen.share) ? html`<p class="note">${this.t("attention.nan")}</p>` : nothing}
        ${this.#isTouched(scene) ? html`<p class="note"><button type="button" class="act back" @click=${() => this.edit({ kind: "reset_row", step: "q", row: scene.row })}>${this.say("dot.back")}</button></p>` : nothing}
      </div>
    </figure>`;
  }

  /** True where a number of the query was set by hand. */
  #isTouched({ row }: DotScene): boolean {
    return this.frame!.set.some((c) => c.step === "q" && c.row === row);
  }

  #queries(scene: DotScene): TemplateResult {
    const { frame } = this;
    const count = frame!.config.t;
    return html`<label class="role-q"><span class="symbol">${this.say("dot.query")}</span>
      <select class="query" @change=${(e: Event) => { this.query = (e.target as HTMLSelectElement).selectedIndex; }}>
        ${guard([frame!.tokens, count, scene.row], () => axisLabels(frame!, "T", count).map((name, i) => html`<option .selected=${i === scene.row}>${name}</option>`))}
      </select></label>`;
  }

  #arrow(scene: DotScene): Arrow {
    return { role: "q", row: scene.row, token: scene.token, a: scene.at.a, b: scene.at.b, length: Math.hypot(scene.at.a, scene.at.b) };
  }

  #picture(scene: DotScene, chosen: KeySeen): TemplateResult {
    const canvas = this.#canvas!;
    const { width, height } = canvas;
    const [across, up] = [scene.plane.i, scene.plane.j].map((n) => this.say("plane.dim", { n })) as [string, string];
    const query = this.#arrow(scene);
    const keys = scene.keys.map((k): Arrow => ({ role: "k", row: k.col, token: k.token, a: k.at.a, b: k.at.b, length: k.length }));
    const beyond = 1 + (12 * Math.abs(canvas.x.invert(1) - canvas.x.invert(0))) / (query.length || 1); // of the halo
    const boxes = labelBoxes([{ ...query, a: query.a * beyond, b: query.b * beyond }, ...keys], canvas, (v) => v.role === "q" || v.row === chosen.col);
    return html`<svg class="plane ${this.#hands.isMoving ? "moving" : ""}" width=${width} height=${height} viewBox="0 0 ${width} ${height}" role="group"
        aria-label=${this.say("dot.alt", { token: scene.token, across, up })}
        @pointermove=${(e: PointerEvent) => this.#hands.move(e, e.currentTarget as SVGSVGElement)} @pointerup=${() => this.#hands.release()} @pointercancel=${() => this.#hands.release()}
        @touchmove=${(e: TouchEvent) => { if (this.#hands.isHolding) e.preventDefault(); }}>
      ${markers()}${grid(canvas, across, up)}
      ${scene.keys.map((k) => this.#key(k, canvas, k.col === chosen.col))}
      ${this.#shadow(scene, chosen, canvas)}
      ${shaft("q", scene.at, canvas, "strong")}
      ${[query, ...keys].map((v, i) => { const box = boxes[i]; return box ? svg`<text class="label role-${v.role}" aria-hidden="true" x=${box.x + box.width / 2} y=${box.y + box.height - 4} text-anchor="middle">${v.token}</text>` : nothing; })}
      ${this.#grip(scene, query, canvas)}
    </svg>
    <p class="key-line"><span><svg aria-hidden="true" viewBox="0 0 22 12">${svg`<line class="shadow" x1="0" x2="22" y1="6" y2="6"></line>`}</svg>${this.say("dot.key_shadow")}</span>
      <span><svg aria-hidden="true" viewBox="0 0 22 12">${svg`<line class="drop" x1="0" x2="22" y1="6" y2="6"></line>`}</svg>${this.say("dot.key_drop")}</span></p>`;
  }

  #key(k: KeySeen, canvas: Canvas, here: boolean): TemplateResult {
    const { x, y } = canvas;
    return svg`<g class="key-arrow role-k ${here ? "here" : ""}" aria-hidden="true" @click=${() => { this.key = k.col; }}>
      <line class="reach" x1=${x(0)} y1=${y(0)} x2=${x(k.at.a)} y2=${y(k.at.b)}></line>${shaft("k", k.at, canvas, here ? "near" : "")}</g>` as TemplateResult;
  }

  /** The query's shadow on the line of the key. */
  #shadow({ at }: DotScene, { at: k, foot }: KeySeen, { x, y }: Canvas): TemplateResult | typeof nothing {
    if (!foot) return nothing;
    const [fx, fy, dx, dy] = [x(foot.a), y(foot.b), x(k.a) - x(0), y(k.b) - y(0)];
    return svg`<g aria-hidden="true" pointer-events="none"><line class="axis-of-key" x1=${x(0) - 20 * dx} y1=${y(0) - 20 * dy} x2=${x(0) + 20 * dx} y2=${y(0) + 20 * dy}></line>
      <line class="shadow" x1=${x(0)} y1=${y(0)} x2=${fx} y2=${fy}></line>
      <line class="drop" x1=${x(at.a)} y1=${y(at.b)} x2=${fx} y2=${fy}></line><circle class="foot" cx=${fx} cy=${fy} r="4.5"></circle></g>` as TemplateResult;
  }

  #grip(scene: DotScene, query: Arrow, { x, y, flat }: Canvas): TemplateResult | typeof nothing {
    if (!scene.isMovable || this.readonly) return nothing;
    const name = this.t("vectors.move", { name: `q ${scene.token}`, at: coordinates(query, flat, fullNumber) });
    return svg`<g class="grip" role="application" tabindex="0" aria-label=${name} @pointerdown=${(e: PointerEvent) => this.#hands.press(e, query)}
        @keydown=${(e: KeyboardEvent) => this.#move(e, query)} @blur=${() => this.#hands.release()}>
      <circle class="halo" cx=${x(scene.at.a)} cy=${flat ? y(0) : y(scene.at.b)} r="14"></circle></g>` as TemplateResult;
  }

  #move(e: KeyboardEvent, query: Arrow): void {
    const took = e.key === "Escape" ? this.#hands.cancel() : this.#hands.key(e, query);
    if (!took) return;
    e.preventDefault();
    e.stopPropagation();
  }
}

define("qkv-dot", QkvDot);

declare global {
  interface HTMLElementTagNameMap { "qkv-dot": QkvDot }
}
