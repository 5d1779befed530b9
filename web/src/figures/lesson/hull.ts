import { css, html, nothing, svg, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from "lit";
import { zoomIdentity } from "d3-zoom";
import type { Principal } from "../../model/frame.js";
import type { View } from "../../model/view.js";
import { cellNumber } from "../../scale/number.js";
import { define } from "../figure.js";
import { axisLabels } from "../labels.js";
import { Sized } from "../sized.js";
import { symbol } from "../symbol.js";
import { canvasOf, grid, labelBoxes, reachOf, type Canvas } from "../vectors-plane.js";
import { percent } from "../vectors-words.js";
import { AnswerOf } from "./answer.js";
import { dimensionsOf } from "./dimensions.js";
import { hullScene, hullSteps, type HullScene, type Row } from "./hull-scene.js";
import { hullTable, mixture } from "./hull-words.js";
import { LessonFigure } from "./lesson-figure.js";
import { lessonStyles } from "./lesson.css.js";
import { Rover } from "./rover.js";

/**
 * `<qkv-hull>`: the values of a head as points in a plane and the smallest convex shape around them. A context row is a mean
 * of values, weighted by its shares, and so lies within; what W_o makes of it need not.
 * - `query`: the row of the context to begin with
 * - `rows`: `context`, or `out`: the rows after W_o
 */
export class QkvHull extends LessonFigure {
  static override styles: CSSResultGroup = [lessonStyles, css`
    .plane { cursor: default; }
    .hull { fill: color-mix(in lab, var(--qkv-role-v) 12%, transparent); stroke: var(--qkv-role-v); stroke-width: 1.5; stroke-linejoin: round; }
    .value { fill: var(--qkv-role-v); stroke: var(--qkv-paper-2); stroke-width: 1.5; }
    .pull { stroke: var(--qkv-attn-hi); stroke-linecap: round; }
    .moved { stroke: var(--qkv-role-out); stroke-width: 1; stroke-dasharray: 3 3; }
    .spot .diamond { fill: var(--qkv-role-out); stroke: var(--qkv-paper-2); stroke-width: 1.5; }
    .spot .outside { fill: var(--qkv-paper-2); stroke: var(--qkv-role-out); stroke-width: 2; }
    .spot.here .diamond, .spot.here .outside { stroke: var(--qkv-ink); stroke-width: 2; }
    .count { font-weight: 600; }
  `];
  static override properties: PropertyDeclarations = {
    ...LessonFigure.properties,
    query: { type: Number },
    rows: {},
  };

  declare query: number;
  declare rows: string;

  readonly #sized = new Sized(this, 200, 460);
  readonly #principal = new AnswerOf<Principal>(this);
  readonly #rover = new Rover(this);

  constructor() {
    super();
    this.query = 1;
    this.rows = "context";
  }

  protected override render(): TemplateResult | typeof nothing {
    const { frame, view } = this;
    if (!frame) return nothing;
    const steps = hullSteps(view.head);
    const wide = (frame.step(steps[0])?.cols ?? 1) > 2;
    const principal = wide && view.basis === "principal" ? this.#principal.now(frame, steps.join(), () => frame.principal(steps)) : undefined;
    const isWaiting = wide && view.basis === "principal" && principal === undefined;
    const scene = isWaiting ? undefined : hullScene(frame, view, principal ?? undefined);
    const rows = scene && this.#isAfter(scene) ? scene.outs : scene?.contexts ?? [];
    const chosen = scene?.contexts.find((r) => r.row === Number(this.query)) ?? scene?.contexts[0];
    return html`<figure><figcaption>${this.say("hull.title")} <small><span class="role-v">${symbol(steps[0])}</span> · <span class="role-out">${symbol(steps[1])}</span></small></figcaption>
      <div class="picture">${this.#controls(wide, scene)}
        ${principal === null ? html`<p class="note">${this.t("vectors.refused.failed")}</p>` : nothing}
        ${scene && scene.values.length > 0 ? this.#picture(scene, rows, chosen, principal ?? undefined) : nothing}</div>
      <div class="words">${scene ? this.#words(scene, chosen) : nothing}</div>
    </figure>`;
  }

  #isAfter(scene: HullScene): boolean {
    return this.rows === "out" && scene.outs.length > 0;
  }

  #controls(wide: boolean, scene: HullScene | undefined): TemplateResult {
    const { frame, view } = this;
    const choice = (rows: "context" | "out", name: unknown): TemplateResult => html`<button type="button" class="act" aria-pressed=${this.rows === rows ? "true" : "false"} @click=${() => { this.rows = rows; }}>${name}</button>`;
    return html`<div class="controls">
      ${scene && scene.outs.length > 0 ? html`<div class="sets" role="group" aria-label=${this.say("hull.which")}>${choice("context", this.say("hull.context"))}${choice("out", html`<span>${this.written("hull.out")}</span>`)}</div>` : nothing}
      ${frame!.config.h > 1 ? html`<qkv-heads .frame=${frame} .view=${view}></qkv-heads>` : nothing}
      ${wide ? html`<label>${this.say("plane.basis")} <select class="basis" @change=${(e: Event) => this.look({ basis: (e.target as HTMLSelectElement).value as View["basis"] })}>
        <option value="dimensions" .selected=${view.basis === "dimensions"}>${this.say("plane.basis.dimensions")}</option>
        <option value="principal" .selected=${view.basis === "principal"}>${this.t("vectors.basis.principal")}</option></select></label>` : nothing}
      ${wide && scene?.plane ? dimensionsOf(view, scene.from, scene.dh, [scene.plane.i, scene.plane.j], (plane) => this.look({ plane })) : nothing}
    </div>`;
  }

  #words(scene: HullScene, chosen: Row | undefined): TemplateResult {
    const { frame, view } = this;
    const within = (rows: readonly Row[]): number => rows.filter((r) => !r.isOutside).length;
    return html`${scene.contexts.length === 0 ? nothing : html`<p class="count">${this.say("hull.within", { n: within(scene.contexts), of: scene.contexts.length })}
        ${scene.outs.length > 0 ? this.written("hull.within_out", { n: within(scene.outs), of: scene.outs.length }) : nothing}</p>`}
      ${chosen ? mixture(view, scene, chosen, axisLabels(frame!, "S", scene.attn.cols)) : nothing}
      <p class="note">${this.written(this.#isAfter(scene) ? "hull.why_out" : "hull.why")}</p>
      ${scene.dh > 2 ? html`<p class="note">${this.say("hull.part", { n: scene.dh })}</p>` : nothing}
      ${frame!.config.softmax === "queries" ? html`<p class="note">${this.t("attention.wrong_axis")}</p>` : nothing}
      ${scene.lost.length > 0 ? html`<p class="note">${this.say("hull.lost", { token: scene.lost.map((r) => `“${r.token}”`).join(", ") })}</p>` : nothing}
      ${hullTable(view, scene, chosen)}`;
  }

  #picture(scene: HullScene, rows: readonly Row[], chosen: Row | undefined, principal: Principal | undefined): TemplateResult {
    const flat = scene.dh === 1;
    const canvas = canvasOf(this.#sized.size, reachOf([...scene.values, ...scene.contexts, ...scene.outs]), flat, zoomIdentity);
    const { width, height, x, y } = canvas;
    const names = principal
      ? [0, 1].map((k) => this.t("vectors.component", { n: k + 1, share: percent(principal.shares[k] ?? 0) }))
      : [scene.plane!.i, scene.plane!.j].map((n) => this.say("plane.dim", { n }));
    const at = ({ a, b }: { a: number; b: number }): string => `${x(a)},${flat ? y(0) : y(b)}`;
    const corners = scene.hull.map(at).join(" ");
    const isAfter = this.#isAfter(scene);
    const end = rows.find((r) => r.row === chosen?.row);
    return html`<svg class="plane" width=${width} height=${height} viewBox="0 0 ${width} ${height}" role="group"
        aria-label=${this.say(isAfter ? "hull.alt_out" : "hull.alt", { across: names[0]!, up: names[1]! })} @keydown=${(e: KeyboardEvent) => this.#rover.key(e, rows.length)} @pointerleave=${() => this.hover(null)}>
      ${grid(canvas, names[0]!, names[1]!)}
      ${scene.hull.length > 2 ? svg`<polygon class="hull" points=${corners}></polygon>` : svg`<polyline class="hull" points=${corners}></polyline>`}
      ${chosen ? scene.values.map((v) => this.#pull(scene, v, chosen, canvas)) : nothing}
      ${chosen && end && isAfter ? svg`<line class="moved" x1=${x(chosen.a)} y1=${flat ? y(0) : y(chosen.b)} x2=${x(end.a)} y2=${flat ? y(0) : y(end.b)}></line>` : nothing}
      ${scene.values.map((v) => svg`<circle class="value" cx=${x(v.a)} cy=${flat ? y(0) : y(v.b)} r="5.5"></circle>`)}
      ${rows.map((r, i) => this.#spot(scene, rows, r, i, chosen, canvas))}
      ${labelBoxes(scene.values.map((v) => ({ ...v, b: flat ? 0 : v.b, role: "k" as const, length: 0 })), canvas, () => false).map((box, i) => (box
        ? svg`<text class="label role-v" aria-hidden="true" x=${box.x + box.width / 2} y=${box.y + box.height - 4} text-anchor="middle">${scene.values[i]!.token}</text>` : nothing))}
    </svg>
    <p class="key-line">
      <span><svg aria-hidden="true" viewBox="0 0 22 12">${svg`<circle class="value" cx="11" cy="6" r="5"></circle>`}</svg>${this.say("hull.key_value")}</span>
      <span><svg aria-hidden="true" viewBox="0 0 22 12">${svg`<rect class="hull" x="2" y="1.5" width="18" height="9"></rect>`}</svg>${this.say("hull.key_hull")}</span>
      <span class="spot"><svg aria-hidden="true" viewBox="0 0 22 12">${mark(11, 6, false)}</svg>${this.written(isAfter ? "hull.key_out" : "hull.key_context")}</span>
      ${isAfter ? html`<span class="spot"><svg aria-hidden="true" viewBox="0 0 22 12">${mark(11, 6, true)}</svg>${this.say("hull.key_outside")}</span>` : nothing}
      <span><svg aria-hidden="true" viewBox="0 0 22 12">${svg`<line class="pull" x1="2" x2="20" y1="6" y2="6" stroke-width="4" stroke-opacity="0.6"></line>`}</svg>${this.say("hull.key_share")}</span>
    </p>`;
  }

  /** How much of a value is in the chosen context. */
  #pull({ attn, dh }: HullScene, v: Row, chosen: Row, { x, y }: Canvas): TemplateResult | typeof nothing {
    const share = attn.at(chosen.row, v.row);
    if (!(share > 0)) return nothing;
    const flat = dh === 1;
    return svg`<line class="pull" x1=${x(chosen.a)} y1=${flat ? y(0) : y(chosen.b)} x2=${x(v.a)} y2=${flat ? y(0) : y(v.b)}
      stroke-width=${(0.75 + 9 * Math.min(1, share)).toFixed(2)} stroke-opacity=${(0.25 + 0.5 * Math.min(1, share)).toFixed(2)}></line>` as TemplateResult;
  }

  #spot(scene: HullScene, rows: readonly Row[], r: Row, i: number, chosen: Row | undefined, { x, y }: Canvas): TemplateResult {
    const [px, py] = [x(r.a), scene.dh === 1 ? y(0) : y(r.b)];
    const { isOutside } = r;
    const point = `(${cellNumber(r.a, 2)}${scene.dh === 1 ? "" : `, ${cellNumber(r.b, 2)}`})`;
    const choose = (): void => {
      this.query = r.row;
      this.hover({ step: this.#isAfter(scene) ? "out" : hullSteps(this.view.head)[1], row: r.row, col: 0 });
    };
    return svg`<g class="spot ${r.row === chosen?.row ? "here" : ""}" role="img" data-at=${i} tabindex=${this.#rover.tab(i, rows.length)}
        aria-label=${this.say(isOutside ? "hull.spot_outside" : "hull.spot_within", { token: r.token, at: point })}
        @pointerenter=${(e: PointerEvent) => { if (e.pointerType !== "touch") choose(); }} @click=${choose} @focus=${() => { this.#rover.current = i; choose(); }} @blur=${() => this.hover(null)}>
      <circle class="reach" cx=${px} cy=${py} r="12"></circle>${mark(px, py, isOutside)}</g>` as TemplateResult;
  }
}

/** A context row: a diamond, hollow where it is outside. */
function mark(x: number, y: number, isOutside: boolean): TemplateResult {
  return svg`<path class=${isOutside ? "outside" : "diamond"} d=${`M${x} ${y - 6}L${x + 6} ${y}L${x} ${y + 6}L${x - 6} ${y}Z`}></path>` as TemplateResult;
}

define("qkv-hull", QkvHull);

declare global {
  interface HTMLElementTagNameMap { "qkv-hull": QkvHull }
}
