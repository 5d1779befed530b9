import { css, html, nothing, svg, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from "lit";
import { zoomIdentity } from "d3-zoom";
import { roleOf } from "../../model/role.js";
import { planeWithin, type View } from "../../model/view.js";
import { cellNumber } from "../../scale/number.js";
import { define } from "../figure.js";
import { symbol } from "../symbol.js";
import { dimension } from "../vectors-controls.js";
import { canvasOf, grid, labelBoxes, reachOf, type Canvas } from "../vectors-plane.js";
import { AnswerOf } from "./answer.js";
import { LessonFigure } from "./lesson-figure.js";
import { lessonStyles } from "./lesson.css.js";
import { corners, isFinitePlane, lastStage, mapsOf, motionInDimensions, motionInDirections, place, type MapSteps, type Motion, type Which } from "./motion.js";
import { movedPlane, way } from "./plane-picture.js";
import { mapNumbers, planeNames, travelFormula, travelTable } from "./plane-words.js";
import { Play } from "./play.js";
import { Rover } from "./rover.js";
import { Sized } from "./sized.js";
import { singular, singularBlock, type Singular, type SingularNumbers } from "./singular.js";

const LARGEST = 460;
/** A wider map is no picture any more, and its singular values take long. */
const WIDEST = 256;

/**
 * `<qkv-plane>`: the plane as a linear map moves it: grid, circle and tokens go from where they are to W·x, then to W·x + b,
 * by a slider or by playing. The plane is two dimensions, or the two directions that the map stretches most. Singular values,
 * rank, determinant and turn are the engine's.
 * - `which`: the map to begin with: q, k, v or o
 * - `stage`: where it begins: 0 before the map, 1 after W, 2 after the bias
 */
export class QkvPlane extends LessonFigure {
  static override styles: CSSResultGroup = [lessonStyles, css`
    .net { stroke: color-mix(in lab, var(--qkv-role-param) 55%, var(--qkv-paper-2)); stroke-width: 1; }
    .net.zero { stroke: var(--qkv-role-param); stroke-width: 1.5; }
    .tie { fill: var(--qkv-role-param); }
    .circle { fill: color-mix(in lab, var(--qkv-role-param) 9%, transparent); stroke: var(--qkv-role-param); stroke-width: 1.75; }
    .circle.before { fill: none; stroke: var(--qkv-ink-3); stroke-width: 1; stroke-dasharray: 3 3; }
    .unit { stroke: var(--qkv-role-param); stroke-width: 2.5; }
    .unit-tip { fill: var(--qkv-role-param); }
    .unit-name { fill: var(--qkv-role-param); }
    .shift { stroke: var(--qkv-role-param); stroke-width: 2.5; stroke-dasharray: 2 3; }
    .moved-origin { fill: var(--qkv-paper-2); stroke: var(--qkv-role-param); stroke-width: 2; }
    .way { fill: none; stroke: color-mix(in lab, var(--qkv-ink-3) 70%, transparent); stroke-width: 1; }
    .some .way { opacity: 0.35; }
    .here .way { stroke: var(--qkv-ink); stroke-width: 1.5; opacity: 1; }
    .plane { cursor: default; }
    .stage { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 2px 12px; align-items: center; margin-block-start: 8px; }
    .stage input { width: 100%; padding: 0; margin: 0; accent-color: var(--qkv-role-param); border: 0; background: none; }
    .stops { grid-column: 2; display: flex; justify-content: space-between; font-size: 12px; }
    .stops button { border: 0; background: none; padding: 4px 2px; min-height: 28px; color: var(--qkv-ink-2); cursor: pointer; }
    .stops [aria-pressed="true"] { color: var(--qkv-ink); font-weight: 700; }
  `];
  static override properties: PropertyDeclarations = {
    ...LessonFigure.properties,
    which: {},
    stage: { type: Number },
    chosen: { state: true },
  };

  declare which: string;
  declare stage: number;
  declare private chosen: number | null; // the row of the token that is pointed at

  readonly #sized = new Sized(this, 200, LARGEST);
  readonly #whole = new AnswerOf<Singular>(this);
  readonly #block = new AnswerOf<SingularNumbers>(this);
  readonly #rover = new Rover(this);
  readonly #play = new Play((stage) => { this.stage = stage; this.requestUpdate(); });

  constructor() {
    super();
    this.which = "q";
    this.stage = 1;
    this.chosen = null;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#play.stop();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { frame, view } = this;
    if (!frame) return nothing;
    const maps = mapsOf(frame);
    const which = maps.has(this.which as Which) ? this.which as Which : "q";
    const map = maps.get(which);
    if (!map) return nothing;
    const { rows, cols } = frame.step(map.weights)!;
    const title = html`<figcaption>${this.say("plane.title")}</figcaption>`;
    if (Math.max(rows, cols) > WIDEST) return html`<figure>${title}<p class="note wide">${this.say("plane.too_wide", { most: WIDEST, rows, cols })}</p></figure>`;
    const whole = this.#whole.now(frame, map.weights, () => singular(frame, map.weights));
    const inDirections = view.basis === "principal" && Math.min(rows, cols) > 1;
    const motion = inDirections ? whole && motionInDirections(frame, map, whole) : motionInDimensions(frame, map, view.plane);
    const names = planeNames(view, frame, map, inDirections ? whole?.values : undefined);
    const { i, j } = planeWithin(view.plane, Math.max(rows, cols));
    const isPart = !inDirections && Math.max(rows, cols) > 2;
    const block = isPart && i < Math.min(rows, cols) && j < Math.min(rows, cols)
      ? this.#block.now(frame, `${map.weights} ${i} ${j}`, () => singularBlock(frame, map.weights, i, j)) : undefined;
    return html`<figure>${title}
      <div class="picture">${this.#controls(maps, which, Math.max(rows, cols), Math.min(rows, cols))}
        ${motion ? isFinitePlane(motion) ? this.#picture(motion, names, map) : html`<p class="note">${this.say("plane.not_finite")}</p>` : nothing}
      </div>
      <div class="words">${mapNumbers(view, frame, map, whole, block)}
        ${motion ? html`${this.#readout(motion, map, inDirections)}
          <p class="note">${this.say(inDirections ? "plane.in_directions" : isPart ? "plane.part" : motion.flat ? "plane.line" : "plane.all")}</p>
          ${motion.lost.map((t) => html`<p class="note">${this.say("plane.lost", { token: t.token })}</p>`)}
          ${travelTable(view, map, motion, names, inDirections ? undefined : [i, j])}` : nothing}
      </div>
    </figure>`;
  }

  #controls(maps: ReadonlyMap<Which, MapSteps>, which: Which, dims: number, least: number): TemplateResult {
    const { view } = this;
    return html`<div class="controls">
      <div class="sets" role="group" aria-label=${this.say("plane.which")}>${[...maps].map(([one, map]) => html`<button type="button" class="role-param"
        aria-pressed=${one === which ? "true" : "false"} @click=${() => { this.which = one; }}>${symbol(map.weights)}</button>`)}</div>
      ${least > 1 ? html`<label>${this.say("plane.basis")}
        <select class="basis" @change=${(e: Event) => this.look({ basis: (e.target as HTMLSelectElement).value as View["basis"] })}>
          <option value="dimensions" .selected=${view.basis === "dimensions"}>${this.say("plane.basis.dimensions")}</option>
          <option value="principal" .selected=${view.basis === "principal"}>${this.say("plane.basis.directions")}</option>
        </select></label>` : nothing}
      ${dims > 2 && view.basis === "dimensions" ? html`<span class="dims">${dimension(view, "i", dims, (part) => this.look(part))}${dimension(view, "j", dims, (part) => this.look(part))}</span>` : nothing}
    </div>`;
  }

  #picture(motion: Motion, names: readonly [string, string], map: MapSteps): TemplateResult {
    const last = lastStage(motion);
    const stage = Math.max(0, Math.min(last, this.stage));
    const canvas = canvasOf(this.#sized.size, reachOf(corners(motion)), motion.flat, zoomIdentity);
    const { width, height } = canvas;
    const role = roleOf(map.to);
    const alt = `${this.say(motion.flat ? "plane.alt_line" : "plane.alt", { across: names[0], up: names[1] })} ${this.#stageWords(stage)}`;
    return html`<svg class="plane ${this.chosen === null ? "" : "some"}" width=${width} height=${height} viewBox="0 0 ${width} ${height}" role="group" aria-label=${alt}
        @keydown=${(e: KeyboardEvent) => this.#rover.key(e, motion.travellers.length)} @pointerleave=${() => { this.chosen = null; this.hover(null); }}>
      ${grid(canvas, names[0], names[1])}
      ${movedPlane(motion, canvas, stage)}
      ${motion.travellers.map((_, at) => this.#spot(motion, at, canvas, stage, role, map))}
      ${this.#labels(motion, canvas, stage, role)}
    </svg>
    ${this.#stages(motion, stage, last)}
    <p class="key-line">
      <span><svg aria-hidden="true" viewBox="0 0 22 12">${svg`<line class="axis" x1="0" x2="22" y1="6" y2="6"></line>`}</svg>${this.say("plane.key_before")}</span>
      <span><svg aria-hidden="true" viewBox="0 0 22 12">${svg`<line class="net zero" x1="0" x2="22" y1="6" y2="6"></line>`}</svg>${this.say("plane.key_after")}</span>
      ${motion.flat ? nothing : html`<span><svg aria-hidden="true" viewBox="0 0 22 12">${svg`<ellipse class="circle" cx="11" cy="6" rx="9" ry="4.5"></ellipse>`}</svg>${this.say("plane.key_circle")}</span>`}
      <span class="spot"><svg aria-hidden="true" viewBox="0 0 22 12">${svg`<circle class="hollow role-x" cx="4" cy="6" r="3"></circle><line class="way" x1="7" x2="14" y1="6" y2="6"></line><circle class="dot role-${role}" cx="17" cy="6" r="4.5"></circle>`}</svg>${this.say("plane.key_token")}</span>
    </p>`;
  }

  #spot(motion: Motion, at: number, canvas: Canvas, stage: number, role: string, map: MapSteps): TemplateResult {
    const traveller = motion.travellers[at]!;
    const point = ({ a, b }: { a: number; b: number }): string => `(${cellNumber(a, 2)}${motion.flat ? "" : `, ${cellNumber(b, 2)}`})`;
    const name = this.say("plane.token", { token: traveller.token, before: point(traveller.before), after: point(traveller.after) });
    const choose = (): void => {
      this.chosen = traveller.row;
      this.hover({ step: map.to, row: traveller.row, col: 0 });
    };
    return svg`<g class="spot ${this.chosen === traveller.row ? "here" : ""}" role="img" data-at=${at} tabindex=${this.#rover.tab(at, motion.travellers.length)} aria-label=${name}
      @pointerenter=${(e: PointerEvent) => { if (e.pointerType !== "touch") choose(); }} @click=${choose}
      @focus=${() => { this.#rover.current = at; choose(); }} @blur=${() => { this.chosen = null; this.hover(null); }}>
      ${way(motion, traveller, canvas, stage, role)}</g>` as TemplateResult;
  }

  #labels(motion: Motion, canvas: Canvas, stage: number, role: string): TemplateResult[] {
    const heads = motion.travellers.map((t) => ({ ...place(motion, t, stage), role: "q" as const, row: t.row, token: t.token, length: 0 }));
    const shown = motion.flat ? heads.map((h) => ({ ...h, b: 0 })) : heads;
    return labelBoxes(shown, canvas, (v) => v.row === this.chosen).map((box, i) => (box
      ? svg`<text class="label role-${stage === 0 ? "x" : role} ${shown[i]!.row === this.chosen ? "here" : ""}" aria-hidden="true" x=${box.x + box.width / 2} y=${box.y + box.height - 4} text-anchor="middle">${shown[i]!.token}</text>`
      : nothing) as TemplateResult);
  }

  #stageWords(stage: number): string {
    if (stage === 0) return this.say("plane.stage.before");
    if (stage < 1) return this.say("plane.stage.toward", { percent: Math.round(stage * 100) });
    if (stage === 1) return this.say("plane.stage.after");
    return stage < 2 ? this.say("plane.stage.shifting", { percent: Math.round((stage - 1) * 100) }) : this.say("plane.stage.shifted");
  }

  #stages(motion: Motion, stage: number, last: number): TemplateResult {
    const go = (to: number): void => {
      this.#play.stop();
      this.stage = to;
      this.requestUpdate();
    };
    const stops = ["x", "W·x", "W·x + b"].slice(0, last + 1);
    return html`<div class="stage">
      <button type="button" class="act play" @click=${() => this.#play.toggle(stage, last)}>${this.say(this.#play.isOn ? "plane.pause" : "plane.play")}</button>
      <input type="range" min="0" max=${last} step="0.01" .value=${String(stage)} aria-label=${this.say("plane.stage")} aria-valuetext=${this.#stageWords(stage)}
        @input=${(e: Event) => go((e.target as HTMLInputElement).valueAsNumber)}>
      <div class="stops">${stops.map((name, at) => html`<button type="button" aria-pressed=${stage === at ? "true" : "false"} @click=${() => go(at)}>${name}</button>`)}</div>
    </div>
    ${motion.hasBias ? nothing : html`<p class="note">${this.say("plane.no_bias")}</p>`}`;
  }

  #readout(motion: Motion, map: MapSteps, inDirections: boolean): TemplateResult {
    const chosen = motion.travellers.find((t) => t.row === this.chosen) ?? motion.travellers[this.#rover.current];
    return chosen ? travelFormula(this.view, this.frame!, map, chosen, inDirections) : html``;
  }
}

define("qkv-plane", QkvPlane);

declare global {
  interface HTMLElementTagNameMap { "qkv-plane": QkvPlane }
}
