import { html, nothing, svg, type TemplateResult } from "lit";
import { say } from "../../i18n/lesson.js";
import type { View } from "../../model/view.js";
import { cellNumber, fullNumber } from "../../scale/number.js";
import { largestOf } from "../../scale/range.js";
import { symbol } from "../symbol.js";
import type { DotScene, KeySeen } from "./dot-scene.js";
import { number } from "./words.js";

/** The score of a query and a key as projection times length. */
export function dotFormula(view: View, scene: DotScene, key: KeySeen): TemplateResult {
  const { lang, decimals } = view;
  const [q, k] = [html`<span class="role-q">${symbol(scene.steps[0])}</span>`, html`<span class="role-k">${symbol(scene.steps[1])}</span>`];
  const total = html`<b class="number role-score" title=${fullNumber(key.score)}><span class="symbol">${cellNumber(key.score, decimals)}</span></b>`;
  if (key.isSet) return html`<p class="formula">${q} “${scene.token}” · ${k} “${key.token}” = ${total}. ${say(lang, "dot.set")}</p>`;
  return html`<p class="formula">${q} “${scene.token}” · ${k} “${key.token}” =
    ${key.length > 0 ? html`${number(key.projection, decimals)} (${say(lang, "dot.projection")}) × ${number(key.length, decimals)} (|k|) = ` : nothing}${total}
    → softmax → ${say(lang, "dot.share")} <b class="number role-attn" title=${fullNumber(key.share)}><span class="symbol">${cellNumber(key.share, decimals)}</span></b></p>
    ${key.length > 0 ? nothing : html`<p class="note">${say(lang, "dot.zero")}</p>`}`;
}

/** All keys of a query: projection, length, score, share; a name chooses the key. */
export function keyTable(view: View, head: number, scene: DotScene, chosen: number, choose: (col: number) => void): TemplateResult {
  const { lang, decimals } = view;
  const most = largestOf(scene.keys.map((k) => k.score)) || 1;
  return html`<div class="scroll keys"><table>
    <caption class="visually-hidden">${say(lang, "dot.table", { token: scene.token })}</caption>
    <thead><tr><th scope="col">${say(lang, "dot.key")}</th><th scope="col">${say(lang, "dot.projection")}</th><th scope="col">× |k|</th><th scope="col">= ${say(lang, "dot.score")}</th>
      <th scope="col" class="bar" aria-hidden="true"></th><th scope="col">${say(lang, "dot.share")}</th><th scope="col" class="bar" aria-hidden="true"></th></tr></thead>
    <tbody>${scene.keys.map((k) => html`<tr class=${k.col === chosen ? "here" : ""}>
      <th scope="row"><button type="button" aria-pressed=${k.col === chosen ? "true" : "false"} @click=${() => choose(k.col)}>${k.token}</button></th>
      <td>${k.isSet || k.length === 0 ? "–" : cellNumber(k.projection, decimals)}</td><td>${cellNumber(k.length, decimals)}</td>
      <td data-step=${`head.${head}.scores`} data-row=${scene.row} data-col=${k.col} aria-label=${fullNumber(k.score)}>${cellNumber(k.score, decimals)}</td>
      <td class="bar" aria-hidden="true">${bar(k.score / most, true)}</td>
      <td data-step=${`head.${head}.attn`} data-row=${scene.row} data-col=${k.col} aria-label="${fullNumber(k.share)}${k.isMasked ? `, ${say(lang, "dot.masked")}` : ""}">${cellNumber(k.share, decimals)}</td>
      <td class="bar" aria-hidden="true">${k.isMasked ? html`<small>${say(lang, "dot.masked")}</small>` : bar(k.share, false)}</td></tr>`)}</tbody>
  </table></div>`;
}

/** A bar of a part −1 … 1: around a middle, or from the left. */
function bar(part: number, isSigned: boolean): TemplateResult {
  const p = Number.isFinite(part) ? Math.max(-1, Math.min(1, part)) : 0;
  const [x, width] = isSigned ? [p < 0 ? 50 + 50 * p : 50, Math.abs(50 * p)] : [0, 100 * Math.max(0, p)];
  return html`<svg width="100%" height="12" preserveAspectRatio="none" viewBox="0 0 100 12">${svg`<rect class=${isSigned ? p < 0 ? "minus" : "plus" : "share"} x=${x} y="2" width=${width} height="8"></rect>
    <line class="middle" x1=${isSigned ? 50 : 0} x2=${isSigned ? 50 : 0} y1="0" y2="12"></line>`}</svg>`;
}
