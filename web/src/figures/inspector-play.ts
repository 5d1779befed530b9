import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../controls/icon.js";
import { t } from "../i18n/t.js";
import type { Lang } from "../model/view.js";
import { fullNumber } from "../scale/number.js";
import type { Explanation } from "../wire.gen.js";
import { additionOf } from "./playback.js";

/** What the bar of the playback does. */
export interface Player {
  readonly lang: Lang;
  /** How many terms were added; null: it is not played, and all of them are there. */
  readonly added: number | null;
  readonly running: boolean;
  /** Goes on by itself, or stops where it is. */
  run(on: boolean): void;
  /** Goes to where so many were added, or as near as there are terms. */
  go(added: number): void;
  /** All terms at once again. */
  end(): void;
}

/** Builds a sum one term at a time: play and pause, one back, one forward, anywhere; and what was just added, in full. */
export function playbar(p: Player, e: Explanation): TemplateResult {
  const { lang, added, running } = p;
  const keys = (ev: KeyboardEvent): void => {
    if (added === null) return;
    const at = { ArrowLeft: added - 1, ArrowRight: added + 1, Home: 0, End: e.terms.length }[ev.key];
    if (ev.key === "Escape") p.end();
    else if (at === undefined) return;
    else p.go(at);
    ev.preventDefault();
    ev.stopPropagation();
  };
  return html`<div class="play" role="group" aria-label=${t(lang, "play")} @keydown=${keys}>
    <button type="button" class="run" @click=${() => p.run(!running)}>${icon(running ? "pause" : "play")}<span>${t(lang, running ? "play.pause" : "play.start")}</span></button>
    ${added === null ? nothing : places(p, e, added)}
  </div>`;
}

/** Where one is among the terms, and the ways to the others. */
function places(p: Player, e: Explanation, added: number): TemplateResult {
  const n = e.terms.length;
  const { lang } = p;
  const what = t(lang, "play.at", { n: added, of: n });
  const addition = additionOf(e, added);
  return html`<button type="button" class="one" ?disabled=${added === 0} aria-label=${t(lang, "play.back")} title=${t(lang, "play.back")} @click=${() => p.go(added - 1)}>${icon("left")}</button>
    <button type="button" class="one" ?disabled=${added === n} aria-label=${t(lang, "play.next")} title=${t(lang, "play.next")} @click=${() => p.go(added + 1)}>${icon("right")}</button>
    <button type="button" class="all" @click=${() => p.end()}>${t(lang, "play.end")}</button>
    <input type="range" min="0" max=${n} step="1" .value=${String(added)} aria-label=${t(lang, "play.slider")}
      aria-valuetext="${what}${addition ? `, ${t(lang, "inspector.sum")} ${fullNumber(addition.sum)}` : ""}"
      @input=${(ev: Event) => p.go(Number((ev.target as HTMLInputElement).value))}>
    <p class="tally" role="status" aria-live=${p.running ? "off" : "polite"}><span class="step">${what}</span>
      ${addition ? sumSoFar(addition) : nothing}</p>`;
}

// The first term is where the sum begins.
function sumSoFar({ before, product, sum }: { before: number; product: number; sum: number }): TemplateResult {
  const added = fullNumber(product);
  const bracketed = added.startsWith("−") ? `(${added})` : added;
  return html`<span class="number">${fullNumber(before)} + ${bracketed} =</span> <output class="number">${fullNumber(sum)}</output>`;
}
