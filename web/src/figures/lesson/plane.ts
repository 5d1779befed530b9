import { css, html, nothing, svg, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from "lit";
import { zoomIdentity } from "d3-zoom";
import type { Frame, Principal } from "../../model/frame.js";
import { roleOf } from "../../model/role.js";
import { planeWithin } from "../../model/view.js";
import { cellNumber } from "../../scale/number.js";
import type { Arrow } from "../arrows.js";
import { define } from "../figure.js";
import { Sized } from "../sized.js";
import { canvasOf, grid, labelBoxes, reachOf, type Canvas } from "../vectors-plane.js";
import { AnswerOf } from "./answer.js";
import { LessonFigure } from "./lesson-figure.js";
import { lessonStyles } from "./lesson.css.js";
import { carried, corners, isFinitePlane, lastStage, mapsOf, motionInComponents, motionInDimensions, motionInDirections, place, threeOf, UNITS, type MapSteps, type Motion, type Place, type Which } from "./motion.js";
import { axesOffered, axesControls, sightControls, spaceWithin, stageControls, stageWords, type Axes } from "./plane-controls.js";
import { movedPlane, way } from "./plane-picture.js";
import { mapNumbers, planeNames, travelFormula, travelTable } from "./plane-words.js";
import { Play } from "./play.js";
import { Rover } from "./rover.js";
import { ASLANT, FRONT, seenFrom, type Sight } from "./sight.js";
import { singular, singularBlock, type Singular, type SingularNumbers } from "./singular.js";
import { movedSpace, spaceGrid } from "./space-picture.js";
import { Turner } from "./turner.js";

const LARGEST = 460;
/** A wider map is no picture any more, and its singular values take long. */
const WIDEST = 256;

/**
 * `<qkv-plane>`: the plane, or space, as a linear map moves it: grid, circle and tokens go from where they are to W·x, then to
 * W·x + b, by a slider or by playing. Space can be turned. Singular values, rank, determinant and turn are the engine's.
 * - `which`: the map to begin with: q, k, v or o
 * - `stage`: where it begins: 0 before the map, 1 after W, 2 after the bias
 * - `axes`: `plane`, two dimensions; `space`, three (of three dimensions, where it is left out); `directions`, the two that the map
 *   stretches most; `components`, the principal components of the tokens before and after
 * - `third`: the third dimension of space, where there are more
 * - `brief`: the picture and what the map does in numbers, nothing else
 */
export class QkvPlane extends LessonFigure {
  static override styles: CSSResultGroup = [lessonStyles, css`
    .net { stroke: color-mix(in lab, var(--qkv-role-param) 55%, var(--qkv-paper-2)); stroke-width: 1; }
    .net.zero { stroke: var(--qkv-role-param); stroke-width: 1.5; }
    .tie { fill: var(--qkv-role-param); }
    .circle { fill: color-mix(in lab, var(--qkv-role-param) 9%, transparent); stroke: var(--qkv-role-param); stroke-width: 1.75; }
    .circle.before { fill: none; stroke: var(--qkv-ink-3); stroke-width: 1; stroke-dasharray: 3 3; }
    .girdle { fill: none; stroke: var(--qkv-role-param); stroke-width: 1.25; opacity: 0.8; }
    .girdle.far { stroke-dasharray: 2 3; opacity: 0.5; }
    .unit { stroke: var(--qkv-role-param); stroke-width: 2.5; }
    .unit-tip { fill: var(--qkv-role-param); }
    .unit-name { fill: var(--qkv-role-param); }
    .shift { stroke: var(--qkv-role-param); stroke-width: 2.5; stroke-dasharray: 2 3; }
    .moved-origin { fill: var(--qkv-paper-2); stroke: var(--qkv-role-param); stroke-width: 2; }
    .way { fill: none; stroke: color-mix(in lab, var(--qkv-ink-3) 70%, transparent); stroke-width: 1; }
    .some .way { opacity: 0.35; }
    .here .way { stroke: var(--qkv-ink); stroke-width: 1.5; opacity: 1; }
    .plumb { stroke: var(--qkv-ink-3); stroke-width: 1; stroke-dasharray: 1 3; }
    .plumb-foot { fill: var(--qkv-ink-3); }
    .plane { cursor: default; }
    .plane.space { cursor: grab; touch-action: pan-y; }
    .plane.space:active { cursor: grabbing; }
    .sight { display: flex; flex-wrap: wrap; align-items: center; gap: 4px; margin-block-start: 8px; font-size: 12px; color: var(--qkv-ink-2); }
    .sight button { min-width: 36px; padding: 2px 8px; }
    .sight .to { font-size: 16px; line-height: 1; padding: 2px; }
    .sight output { margin-inline-start: 6px; font-variant-numeric: tabular-nums; }
    @media (pointer: coarse) { .sight button { min-width: 40px; } }
    @container (max-width: 440px) { .controls > label { flex: 1 1 100%; } }
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
    axes: {},
    third: { type: Number },
    brief: { type: Boolean, reflect: true },
    chosen: { state: true },
    sight: { state: true },
  };

  declare which: string;
  declare stage: number;
  declare axes: string;
  declare third: number;
  declare brief: boolean;
  declare private chosen: number | null; // the row of the token that is pointed at
  declare private sight: Sight;

  readonly #sized = new Sized(this, 200, LARGEST);
  readonly #whole = new AnswerOf<Singular>(this);
  readonly #block = new AnswerOf<SingularNumbers>(this);
  readonly #principal = new AnswerOf<Principal>(this);
  readonly #rover = new Rover(this);
  readonly #play = new Play((stage) => { this.stage = stage; this.requestUpdate(); });
  readonly #turner = new Turner(() => this.sight, (sight) => { this.sight = sight; });

  constructor() {
    super();
    this.which = "q";
    this.stage = 1;
    this.axes = "";
    this.third = 2;
    this.brief = false;
    this.chosen = null;
    this.sight = ASLANT;
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
    const [most, least] = [Math.max(rows, cols), Math.min(rows, cols)];
    const axes = this.#axesOf(rows, cols);
    const title = html`<figcaption>${this.say(axes === "space" ? "plane.title_space" : "plane.title")}</figcaption>`;
    if (most > WIDEST) return html`<figure>${title}<p class="note wide">${this.say("plane.too_wide", { most: WIDEST, rows, cols })}</p></figure>`;
    const whole = this.#whole.now(frame, map.weights, () => singular(frame, map.weights));
    const principal = axes === "components" ? this.#principal.now(frame, `${map.from} ${map.to}`, () => frame.principal([map.from, map.to])) : undefined;
    const { i, j } = planeWithin(view.plane, most);
    const dims = axes === "space" ? spaceWithin(view.plane, this.third, most) : most === 1 ? [0] : [i, j];
    const motion = this.#motion(frame, map, axes, dims, whole, principal);
    const names = planeNames(view, dims, axes === "directions" ? whole?.values : undefined, principal ?? undefined);
    const isPart = axes !== "directions" && axes !== "components" && most > dims.length;
    const block = isPart && dims.length === 2 && Math.max(...dims) < least
      ? this.#block.now(frame, `${map.weights} ${dims.join(" ")}`, () => singularBlock(frame, map.weights, dims[0]!, dims[1]!)) : undefined;
    const about = axes === "directions" ? "plane.in_directions" : axes === "components" ? "plane.in_components" : isPart ? "plane.part" : motion?.dims === 1 ? "plane.line" : motion?.dims === 3 ? "plane.all_space" : "plane.all";
    return html`<figure>${title}
      <div class="picture">${this.brief ? nothing : axesControls(view, { maps, which, axes, offered: axesOffered(rows, cols), dims, most }, {
          which: (to) => { this.which = to; }, axes: (to) => { this.axes = to; }, look: (part) => this.look(part), third: (to) => { this.third = to; },
        })}
        ${principal === null ? html`<p class="note">${this.t("vectors.refused.failed")}</p>` : nothing}
        ${motion ? isFinitePlane(motion) ? this.#picture(motion, names, map) : html`<p class="note">${this.say("plane.not_finite")}</p>` : nothing}
      </div>
      <div class="words">${mapNumbers(view, frame, map, whole, block)}
        ${motion && !this.brief ? html`${this.#readout(motion, map, axes)}
          <p class="note">${this.say(about)}</p>
          ${motion.lost.map((t) => html`<p class="note">${this.say("plane.lost", { token: t.token })}</p>`)}
          ${travelTable(view, map, motion, names, axes === "plane" || axes === "space" ? dims : undefined)}` : nothing}
      </div>
    </figure>`;
  }

  /** What is asked for, as far as this map has it. */
  #axesOf(rows: number, cols: number): Axes {
    const offered = axesOffered(rows, cols);
    const wish = this.axes || (this.view.basis === "principal" ? "directions" : Math.max(rows, cols) === 3 ? "space" : "plane");
    return offered.find((a) => a === wish) ?? "plane";
  }

  #motion(frame: Frame, map: MapSteps, axes: Axes, dims: readonly number[], whole: Singular | null | undefined, principal: Principal | null | undefined): Motion | undefined {
    if (axes === "directions") return whole ? motionInDirections(frame, map, whole) : undefined;
    if (axes !== "components") return motionInDimensions(frame, map, dims);
    if (!principal) return undefined;
    const { cols, components, coordinates } = principal;
    const { t } = frame.config;
    const rows = (from: number): { a: number; b: number }[] => Array.from({ length: t }, (_, r) => ({ a: coordinates[2 * (from + r)]!, b: coordinates[2 * (from + r) + 1]! }));
    return motionInComponents(frame, map, { cols, components, before: rows(0), after: rows(t) });
  }

  #picture(motion: Motion, names: readonly string[], map: MapSteps): TemplateResult {
    const { view } = this;
    const last = lastStage(motion);
    const stage = Math.max(0, Math.min(last, this.stage));
    const isSpace = motion.dims === 3;
    const see = seenFrom(isSpace ? this.sight : FRONT);
    // space has the same room in every direction, so that nothing is lost by turning it
    const reach = reachOf(isSpace ? corners(motion).map((p) => ({ a: Math.hypot(...threeOf(p)), b: 0 })) : corners(motion));
    const canvas = canvasOf(this.#sized.size, reach, motion.dims === 1, zoomIdentity);
    const { width, height } = canvas;
    const role = roleOf(map.to);
    const alt = this.say(isSpace ? "plane.alt_space" : motion.dims === 1 ? "plane.alt_line" : "plane.alt", { across: names[0]!, up: names[1] ?? "", near: names[2] ?? "" });
    return html`<svg class="plane ${isSpace ? "space" : ""} ${this.chosen === null ? "" : "some"}" width=${width} height=${height} viewBox="0 0 ${width} ${height}" role="group" aria-label="${alt} ${stageWords(view.lang, stage)}"
        @keydown=${(e: KeyboardEvent) => this.#rover.key(e, motion.travellers.length)} @pointerleave=${() => { this.chosen = null; this.hover(null); }}
        @pointerdown=${(e: PointerEvent) => { if (isSpace) this.#turner.press(e); }} @pointermove=${(e: PointerEvent) => this.#turner.move(e, e.currentTarget as Element)}
        @pointerup=${() => this.#turner.release()} @pointercancel=${() => this.#turner.release()}>
      ${isSpace ? html`${spaceGrid(canvas, names, see)}${movedSpace(motion, canvas, stage, see)}` : html`${grid(canvas, names[0]!, names[1] ?? "")}${movedPlane(motion, canvas, stage)}`}
      ${motion.travellers.map((_, at) => this.#spot(motion, at, canvas, stage, role, map, see))}
      ${this.#labels(motion, canvas, stage, role, see)}
    </svg>
    ${isSpace && !this.brief ? sightControls(view.lang, this.sight, this.#turner, (sight) => { this.sight = sight; }) : nothing}
    ${stageControls(view.lang, stage, last, this.#play, (to) => {
      this.#play.stop();
      this.stage = to;
      this.requestUpdate();
    })}
    ${motion.hasBias || this.brief ? nothing : html`<p class="note">${this.say("plane.no_bias")}</p>`}
    <p class="key-line">
      <span><svg aria-hidden="true" viewBox="0 0 22 12">${svg`<line class="axis" x1="0" x2="22" y1="6" y2="6"></line>`}</svg>${this.say("plane.key_before")}</span>
      <span><svg aria-hidden="true" viewBox="0 0 22 12">${svg`<line class="net zero" x1="0" x2="22" y1="6" y2="6"></line>`}</svg>${this.say("plane.key_after")}</span>
      ${motion.dims === 1 ? nothing : html`<span><svg aria-hidden="true" viewBox="0 0 22 12">${svg`<ellipse class="circle" cx="11" cy="6" rx="9" ry="4.5"></ellipse>`}</svg>${this.say(isSpace ? "plane.key_ball" : "plane.key_circle")}</span>`}
      <span class="spot"><svg aria-hidden="true" viewBox="0 0 22 12">${svg`<circle class="hollow role-x" cx="4" cy="6" r="3"></circle><line class="way" x1="7" x2="14" y1="6" y2="6"></line><circle class="dot role-${role}" cx="17" cy="6" r="4.5"></circle>`}</svg>${this.say("plane.key_token")}</span>
      ${isSpace ? html`<span><svg aria-hidden="true" viewBox="0 0 22 12">${svg`<line class="plumb" x1="11" x2="11" y1="0" y2="12"></line><circle class="plumb-foot" cx="11" cy="10" r="2"></circle>`}</svg>${this.say("plane.key_plumb")}</span>` : nothing}
    </p>`;
  }

  #spot(motion: Motion, at: number, canvas: Canvas, stage: number, role: string, map: MapSteps, see: (p: Place) => { a: number; b: number; depth: number }): TemplateResult {
    const traveller = motion.travellers[at]!;
    const point = (p: Place): string => `(${threeOf(p).slice(0, motion.dims).map((v) => cellNumber(v, 2)).join(", ")})`;
    const name = this.say("plane.token", { token: traveller.token, before: point(traveller.before), after: point(traveller.after) });
    const choose = (): void => {
      this.chosen = traveller.row;
      this.hover({ step: map.to, row: traveller.row, col: 0 });
    };
    return svg`<g class="spot ${this.chosen === traveller.row ? "here" : ""}" role="img" data-at=${at} tabindex=${this.#rover.tab(at, motion.travellers.length)} aria-label=${name}
      @pointerenter=${(e: PointerEvent) => { if (e.pointerType !== "touch" && !this.#turner.isMoving) choose(); }} @click=${choose}
      @focus=${() => { this.#rover.current = at; choose(); }} @blur=${() => { this.chosen = null; this.hover(null); }}>
      ${way(motion, traveller, canvas, stage, role, see)}</g>` as TemplateResult;
  }

  #labels(motion: Motion, canvas: Canvas, stage: number, role: string, see: (p: Place) => { a: number; b: number }): TemplateResult[] {
    const head = (at: Place, row: number, token: string): Arrow => {
      const { a, b } = see(at);
      return { a, b: motion.dims === 1 ? 0 : b, role: "q", row, token, length: 0 };
    };
    const units = UNITS.slice(0, motion.dims).map((u, k) => head(carried(motion, u, stage), -1, `e${"₁₂₃"[k]!}`));
    const heads = [...motion.travellers.map((t) => head(place(motion, t, stage), t.row, t.token)), ...units];
    return labelBoxes(heads, canvas, ({ row }) => (row === this.chosen ? 2 : row >= 0)).map((box, i) => (box
      ? svg`<text class="label ${heads[i]!.row < 0 ? "unit-name" : `role-${stage === 0 ? "x" : role}`} ${heads[i]!.row === this.chosen ? "here" : ""}" aria-hidden="true" x=${box.x + box.width / 2} y=${box.y + box.height - 4} text-anchor="middle">${heads[i]!.token}</text>`
      : nothing) as TemplateResult);
  }

  #readout(motion: Motion, map: MapSteps, axes: Axes): TemplateResult {
    const chosen = motion.travellers.find((t) => t.row === this.chosen) ?? motion.travellers[this.#rover.current];
    return chosen ? travelFormula(this.view, this.frame!, map, chosen, axes === "directions" || axes === "components") : html``;
  }
}

define("qkv-plane", QkvPlane);

declare global {
  interface HTMLElementTagNameMap { "qkv-plane": QkvPlane }
}
