import { deviation, max, mean, min } from "d3-array";
import { css, html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from "lit";
import type { Frame } from "../../model/frame.js";
import { roleOf } from "../../model/role.js";
import { shapeOf } from "../../model/symbol.js";
import { fullNumber } from "../../scale/number.js";
import { largestOf, rangeOf, roundUp } from "../../scale/range.js";
import { define } from "../figure.js";
import { legend } from "../legend.js";
import { legendStyles } from "../legend.css.js";
import { Sized } from "../sized.js";
import { symbol } from "../symbol.js";
import "./heat-map.js";
import { histogramPicture } from "./histogram.js";
import { histogramStyles } from "./histogram.css.js";
import { LessonFigure } from "./lesson-figure.js";
import { lessonStyles } from "./lesson.css.js";
import { mapsOf, type Which } from "./motion.js";
import { histogram } from "./spread-numbers.js";
import { number } from "./words.js";

const BARS = 61;
const COUNTS = new Intl.NumberFormat("en");

/**
 * `<qkv-real-size>`: before and after a linear map at the size of a real model, such as (12, 768): both as heat maps on one scale, every
 * value under the pointer or the arrow keys, and how the values are distributed. What stays is the shape; what changes is the values.
 * - `which`: the map: q, k, v or o
 */
export class QkvRealSize extends LessonFigure {
  static override styles: CSSResultGroup = [lessonStyles, legendStyles, histogramStyles, css`
    figure, figure > * { display: block; max-width: none; }
    qkv-heat-map { margin-block: 8px 4px; }
    .facts { margin-block: 10px; }
    .both { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 280px), 1fr)); gap: 8px 28px; margin-block-start: 10px; }
    .both h3 { margin: 0 0 4px; font-size: 13px; font-weight: 600; }
    .read { display: flex; flex-wrap: wrap; gap: 0 14px; margin: 3px 0 0; font-size: 12px; color: var(--qkv-ink-2); font-variant-numeric: tabular-nums; }
    .read b { color: var(--qkv-ink); }
  `];
  static override properties: PropertyDeclarations = { ...LessonFigure.properties, which: {} };

  declare which: string;

  readonly #sized = new Sized(this, 200, 1200);

  constructor() {
    super();
    this.which = "q";
  }

  protected override render(): TemplateResult | typeof nothing {
    const { frame, view } = this;
    if (!frame) return nothing;
    const maps = mapsOf(frame);
    const which = maps.has(this.which as Which) ? this.which as Which : "q";
    const map = maps.get(which);
    const [before, after] = [frame.step(map?.from ?? "x"), frame.step(map?.to ?? which)];
    if (!before || !after) return nothing;
    const out = after.cols;
    const bias = map?.bias !== undefined || (!map && frame.config.bias);
    const parameters = out * before.cols + (bias ? out : 0);
    const heat = (step: string): TemplateResult => html`<qkv-heat-map .frame=${frame} .view=${view} .step=${step} .room=${this.#sized.size} .whole=${true}></qkv-heat-map>`;
    return html`<figure><figcaption>${this.say("real.title", { from: shapeOf(before).numbers, to: shapeOf(after).numbers })}</figcaption>
      ${maps.size > 1 ? html`<div class="controls"><div class="sets" role="group" aria-label=${this.say("plane.which")}>${[...maps].map(([one, m]) => html`<button type="button" class="role-param"
        aria-pressed=${one === which ? "true" : "false"} @click=${() => { this.which = one; }}>${symbol(m.weights)}</button>`)}</div></div>` : nothing}
      ${heat(before.id)}${heat(after.id)}
      ${legend(view.lang, rangeOf(frame, after.id, "unit"), { masked: false, set: false, changed: undefined, nan: [before.id, after.id].some((id) => frame.now(id)?.data.some(Number.isNaN) ?? false) })}
      <p class="note">${this.say("real.hint")}</p>
      <dl class="facts">
        <dt>${this.say("ledger.parameters")}</dt><dd class="parameters">${COUNTS.format(out)} · ${COUNTS.format(before.cols)}${bias ? ` + ${COUNTS.format(out)}` : ""} = <b class="number">${COUNTS.format(parameters)}</b></dd>
        <dt>${this.say("ledger.multiplications")}</dt><dd class="multiplications">${COUNTS.format(before.rows)} · ${COUNTS.format(out)} · ${COUNTS.format(before.cols)} = <b class="number">${COUNTS.format(before.rows * out * before.cols)}</b></dd>
      </dl>
      <div class="both">${this.#distributions(frame, before.id, after.id)}</div>
      <p class="note">${this.say("real.why")}</p>
    </figure>`;
  }

  #distributions(frame: Frame, ...steps: string[]): TemplateResult[] {
    const data = steps.map((id) => frame.now(id)?.data);
    const reach = roundUp(Math.max(...data.map(largestOf)));
    return steps.map((id, i) => {
      const values = [...(data[i] ?? [])].filter(Number.isFinite);
      if (values.length === 0) return html`<div><h3><span class="role-${roleOf(id)}">${symbol(id)}</span></h3><p class="note">${this.say("real.not_finite")}</p></div>`;
      const bars = histogram(values, reach, BARS);
      const facts = { mean: Math.fround(mean(values)!), spread: Math.fround(deviation(values) ?? 0), least: min(values)!, most: max(values)! };
      const label = this.say("real.alt", { mean: fullNumber(facts.mean), spread: fullNumber(facts.spread), least: fullNumber(facts.least), most: fullNumber(facts.most) });
      return html`<div><h3><span class="role-${roleOf(id)}">${symbol(id)}</span> ${this.say("real.values", { n: COUNTS.format(data[i]!.length) })}</h3>
        ${histogramPicture(bars, Math.max(...bars.map((b) => b.count)), `role-${roleOf(id)}`, label)}
        <p class="read"><span>${this.say("real.mean")} <b>${number(facts.mean, 3)}</b></span><span>${this.say("spread.spread")} <b class="spread">${number(facts.spread, 3)}</b></span>
          <span>${this.say("real.range")} <b>${number(facts.least, 2)} … ${number(facts.most, 2)}</b></span></p></div>`;
    });
  }
}

define("qkv-real-size", QkvRealSize);

declare global {
  interface HTMLElementTagNameMap { "qkv-real-size": QkvRealSize }
}
