import { css, html, nothing, type CSSResultGroup, type TemplateResult } from "lit";
import { cellNumber, fullNumber } from "../../scale/number.js";
import { largestOf, roundUp } from "../../scale/range.js";
import { define } from "../figure.js";
import { AnswerOf } from "./answer.js";
import { histogramPicture } from "./histogram.js";
import { histogramStyles } from "./histogram.css.js";
import { LessonFigure } from "./lesson-figure.js";
import { lessonStyles } from "./lesson.css.js";
import { histogram, spreads, type Scores, type Spread } from "./spread-numbers.js";
import { number } from "./words.js";

const BARS = 41;

/**
 * `<qkv-spread>`: how far scores spread with the width of the heads, without and with ÷ √Dh, and how sharp the attention becomes:
 * the document's own tokens, computed by the engine with head_dim 2, 8, 32, 128 and 512.
 */
export class QkvSpread extends LessonFigure {
  static override styles: CSSResultGroup = [lessonStyles, histogramStyles, css`
    figure, figure > * { display: block; max-width: none; }
    .row { display: grid; grid-template-columns: 5.5em minmax(0, 1fr) minmax(0, 1fr); gap: 4px 24px; align-items: start; padding-block: 8px; border-block-start: 1px solid var(--qkv-line); }
    .row h3 { margin: 12px 0 0; font-size: 15px; font-weight: 600; font-variant-numeric: tabular-nums; }
    .head { border: 0; padding-block: 4px; font-weight: 600; }
    .read { display: flex; flex-wrap: wrap; gap: 0 14px; margin: 2px 0 0; font-size: 12px; color: var(--qkv-ink-2); font-variant-numeric: tabular-nums; }
    .read b { color: var(--qkv-ink); font-weight: 600; }
    .sharp { margin-block-start: 4px; }
    .sharp rect { fill: var(--qkv-attn-hi); }
    .sharp .all { fill: none; stroke: var(--qkv-line); vector-effect: non-scaling-stroke; }
    @container (max-width: 560px) {
      .row { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 4px 12px; }
      .row h3, .row .corner { grid-column: 1 / -1; margin: 0; }
      .corner { display: none; }
    }
  `];

  readonly #spreads = new AnswerOf<Spread[]>(this);

  protected override render(): TemplateResult | typeof nothing {
    const { frame, view } = this;
    if (!frame) return nothing;
    const found = this.#spreads.now(frame, String(view.head), () => spreads(frame, view.head));
    return html`<figure><figcaption>${this.say("spread.title")}</figcaption>
      ${found === undefined ? html`<p class="note" role="status">${this.say("spread.waiting")}</p>` : found === null ? html`<p class="note">${this.say("spread.failed")}</p>` : this.#rows(found)}
      <p class="note">${this.say("spread.why")}</p>
      ${found ? this.#table(found) : nothing}
    </figure>`;
  }

  #rows(found: readonly Spread[]): TemplateResult {
    const reach = (which: "raw" | "scaled"): number => roundUp(Math.max(...found.map((s) => largestOf(s[which]?.scores))));
    // one axis for all widths: so that one sees the spread grow
    const [raw, scaled] = [reach("raw"), reach("scaled")];
    return html`<div class="row head" aria-hidden="true"><span class="corner"></span><span>${this.say("spread.raw")}</span><span>${this.say("spread.scaled")}</span></div>
      ${found.map((s) => html`<div class="row"><h3>Dh = ${s.dh}</h3>
        ${this.#side(s, s.raw, raw, this.say("spread.raw"), "raw")}${this.#side(s, s.scaled, scaled, this.say("spread.scaled"), "scaled")}</div>`)}`;
  }

  #side({ dh }: Spread, scores: Scores | null, reach: number, name: string, look: string): TemplateResult {
    if (!scores) return html`<p class="note">${this.say("spread.none")}</p>`;
    const bars = histogram(scores.scores, reach, BARS);
    const most = Math.log(this.frame!.config.t);
    const part = most > 0 ? Math.max(0, Math.min(1, scores.entropy / most)) : 0;
    const label = this.say("spread.alt", { name, dh, spread: fullNumber(Math.fround(scores.spread)), entropy: fullNumber(Math.fround(scores.entropy)) });
    return html`<div class="side">${histogramPicture(bars, Math.max(...bars.map((b) => b.count)), look, label)}
      <p class="read"><span>${this.say("spread.spread")} <b class="spread">${number(Math.fround(scores.spread), 2)}</b></span>
        <span>${this.say("spread.entropy")} <b class="entropy">${number(Math.fround(scores.entropy), 2)}</b> ${this.say("spread.of", { most: cellNumber(most, 2) })}</span>
        <span>${this.say("spread.largest")} <b>${number(Math.fround(scores.largest), 2)}</b></span></p>
      <svg class="sharp" aria-hidden="true" width="100%" height="7" viewBox="0 0 100 7" preserveAspectRatio="none"><rect class="all" x="0" y="0" width="100" height="7"></rect><rect x="0" y="0" width=${part * 100} height="7"></rect></svg>
    </div>`;
  }

  #table(found: readonly Spread[]): TemplateResult {
    const title = this.say("lesson.table");
    const cell = (v: number | undefined): TemplateResult => html`<td aria-label=${v === undefined ? "–" : fullNumber(Math.fround(v))}>${v === undefined ? "–" : cellNumber(v, 3)}</td>`;
    const heads = [this.say("spread.spread"), this.say("spread.entropy"), this.say("spread.largest")];
    return html`<details><summary>${title}</summary><div class="scroll" tabindex="0" role="group" aria-label=${title}><table>
      <thead><tr><th scope="col">Dh</th>${[this.say("spread.raw"), this.say("spread.scaled")].map((name) => heads.map((h) => html`<th scope="col">${name}: ${h}</th>`))}</tr></thead>
      <tbody>${found.map((s) => html`<tr><th scope="row">${s.dh}</th>${[s.raw, s.scaled].map((x) => [cell(x?.spread), cell(x?.entropy), cell(x?.largest)])}</tr>`)}</tbody>
    </table></div></details>`;
  }
}

define("qkv-spread", QkvSpread);

declare global {
  interface HTMLElementTagNameMap { "qkv-spread": QkvSpread }
}
