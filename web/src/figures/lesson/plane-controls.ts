import { html, nothing, type TemplateResult } from "lit";
import { say, type LessonKey } from "../../i18n/lesson.js";
import { planeWithin, type Lang, type View } from "../../model/view.js";
import { fullNumber } from "../../scale/number.js";
import { symbol } from "../symbol.js";
import { dimension } from "../vectors-controls.js";
import type { MapSteps, Which } from "./motion.js";
import type { Play } from "./play.js";
import { ASLANT, FACES, type Sight } from "./sight.js";
import type { Turner } from "./turner.js";

/** What the axes of the picture are. */
export type Axes = "plane" | "space" | "directions" | "components";

/** The axes that a map of such a shape has. */
export function axesOffered(rows: number, cols: number): Axes[] {
  const [most, least] = [Math.max(rows, cols), Math.min(rows, cols)];
  return ["plane", ...(most > 2 ? ["space"] as const : []), ...(least > 1 ? ["directions"] as const : []), ...(rows === cols && rows > 2 ? ["components"] as const : [])];
}

/** Three different dimensions: the two of the plane, and a third. */
export function spaceWithin(plane: View["plane"], third: number, dims: number): number[] {
  if (dims <= 3) return Array.from({ length: dims }, (_, i) => i);
  const { i, j } = planeWithin(plane, dims);
  const wish = Math.max(0, Math.min(Math.trunc(third) || 0, dims - 1));
  return [i, j, [wish, 0, 1, 2].find((k) => k !== i && k !== j)!];
}

interface Shown {
  readonly maps: ReadonlyMap<Which, MapSteps>;
  readonly which: Which;
  readonly axes: Axes;
  readonly offered: readonly Axes[];
  readonly dims: readonly number[];
  readonly most: number;
}

interface Choose {
  which(to: Which): void;
  axes(to: Axes): void;
  third(to: number): void;
  look(part: Partial<View>): void;
}

const NAMES: Readonly<Record<Axes, LessonKey>> = { plane: "plane.basis.dimensions", space: "plane.basis.space", directions: "plane.basis.directions", components: "plane.basis.components" };

/** Which map, and what the axes are. */
export function axesControls(view: View, { maps, which, axes, offered, dims, most }: Shown, choose: Choose): TemplateResult {
  const { lang } = view;
  const more = (axes === "plane" && most > 2) || (axes === "space" && most > 3);
  const third = (e: Event): void => {
    const field = e.target as HTMLInputElement;
    const to = Math.trunc(field.valueAsNumber);
    if (Number.isFinite(to)) choose.third(Math.max(0, Math.min(to, most - 1)));
    field.value = String(dims[2]);
  };
  return html`<div class="controls">
    <div class="sets" role="group" aria-label=${say(lang, "plane.which")}>${[...maps].map(([one, map]) => html`<button type="button" class="role-param"
      aria-pressed=${one === which ? "true" : "false"} @click=${() => choose.which(one)}>${symbol(map.weights)}</button>`)}</div>
    ${offered.length > 1 ? html`<label>${say(lang, "plane.basis")}
      <select class="basis" @change=${(e: Event) => choose.axes((e.target as HTMLSelectElement).value as Axes)}>
        ${offered.map((one) => html`<option value=${one} .selected=${one === axes}>${say(lang, NAMES[one])}</option>`)}
      </select></label>` : nothing}
    ${more ? html`<span class="dims">${dimension(view, "i", most, (part) => choose.look(part))}${dimension(view, "j", most, (part) => choose.look(part))}${
      axes === "space" ? html`<label>${say(lang, "plane.third")} <input type="number" min="0" max=${most - 1} step="1" .value=${String(dims[2])} @change=${third}></label>` : nothing}</span>` : nothing}
  </div>`;
}

/** Turns space: by steps, or to a face of it. */
export function sightControls(lang: Lang, sight: Sight, turner: Turner, set: (sight: Sight) => void): TemplateResult {
  const step = (key: LessonKey, sign: string, across: number, up: number): TemplateResult =>
    html`<button type="button" class="act to" aria-label=${say(lang, key)} @click=${() => turner.by(across, up)}>${sign}</button>`;
  const face = (key: LessonKey, to: Sight): TemplateResult => html`<button type="button" class="act" aria-pressed=${sight.turn === to.turn && sight.tilt === to.tilt ? "true" : "false"} @click=${() => set(to)}>${say(lang, key)}</button>`;
  return html`<div class="sight" role="group" aria-label=${say(lang, "plane.sight")} @keydown=${(e: KeyboardEvent) => {
    if (!turner.key(e)) return;
    e.preventDefault();
    e.stopPropagation();
  }}>
    ${step("plane.turn_left", "←", -1, 0)}${step("plane.turn_right", "→", 1, 0)}${step("plane.tilt_back", "↑", 0, -1)}${step("plane.tilt_front", "↓", 0, 1)}
    ${face("plane.aslant", ASLANT)}${face("plane.front", FACES.front)}${face("plane.above", FACES.above)}${face("plane.side", FACES.side)}
    <output aria-live="polite">${say(lang, "plane.sight_now", { turn: fullNumber(sight.turn), tilt: fullNumber(sight.tilt) })}</output>
  </div>
  <p class="note hint">${say(lang, "plane.sight_hint")}</p>`;
}

/** How far the map has gone: a slider, its stops, and playing. */
export function stageControls(lang: Lang, stage: number, last: number, play: Play, go: (to: number) => void): TemplateResult {
  const stops = ["x", "W·x", "W·x + b"].slice(0, last + 1);
  return html`<div class="stage">
    <button type="button" class="act play" @click=${() => play.toggle(stage, last)}>${say(lang, play.isOn ? "plane.pause" : "plane.play")}</button>
    <input type="range" min="0" max=${last} step="0.01" .value=${String(stage)} aria-label=${say(lang, "plane.stage")} aria-valuetext=${stageWords(lang, stage)}
      @input=${(e: Event) => go((e.target as HTMLInputElement).valueAsNumber)}>
    <div class="stops">${stops.map((name, at) => html`<button type="button" aria-pressed=${stage === at ? "true" : "false"} @click=${() => go(at)}>${name}</button>`)}</div>
  </div>`;
}

export function stageWords(lang: Lang, stage: number): string {
  if (stage === 0) return say(lang, "plane.stage.before");
  if (stage < 1) return say(lang, "plane.stage.toward", { percent: Math.round(stage * 100) });
  if (stage === 1) return say(lang, "plane.stage.after");
  return stage < 2 ? say(lang, "plane.stage.shifting", { percent: Math.round((stage - 1) * 100) }) : say(lang, "plane.stage.shifted");
}
