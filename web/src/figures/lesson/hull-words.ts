import { html, nothing, type TemplateResult } from "lit";
import { say } from "../../i18n/lesson.js";
import type { View } from "../../model/view.js";
import { cellNumber, fullNumber } from "../../scale/number.js";
import { symbol } from "../symbol.js";
import type { HullScene, Row } from "./hull-scene.js";
import { number } from "./words.js";

/** How many terms a formula writes out. */
const TERMS = 4;

/** A context row as the mixture that it is: the largest shares, each times its value. */
export function mixture(view: View, scene: HullScene, context: Row, names: readonly string[]): TemplateResult {
  const { lang, decimals, head } = view;
  const shares = names.map((name, col) => ({ name, col, share: scene.attn.at(context.row, col), value: scene.values.find((v) => v.row === col) }));
  const sum = shares.reduce((total, { share }) => total + share, 0);
  const parts = shares.filter(({ share }) => share !== 0).sort((a, b) => b.share - a.share);
  const most = parts.slice(0, TERMS);
  const rest = parts.length - most.length;
  const point = (p: { a: number; b: number }): TemplateResult => html`<b>(${number(p.a, decimals)}${scene.dh === 1 ? nothing : html`, ${number(p.b, decimals)}`})</b>`;
  return html`<p class="formula"><span class="role-out">${symbol(`head.${head}.context`)}</span> “${context.token}” = ${most.map(({ name, share, value }, i) => html`${i > 0 ? " + " : ""}<b class="role-attn number" title=${fullNumber(share)}><span class="symbol">${cellNumber(share, decimals)}</span></b> · ${
    value ? point(value) : html`<b>?</b>`}<small> ${name}</small>`)}${rest > 0 ? ` + ${say(lang, "hull.rest", { n: rest })}` : ""} = ${point(context)}</p>
    <p class="note">${say(lang, "hull.sum", { sum: cellNumber(sum, Math.max(3, decimals)) })}</p>`;
}

/** All rows as the plane shows them, and the shares of the query that is chosen. */
export function hullTable(view: View, scene: HullScene, chosen: Row | undefined): TemplateResult {
  const { lang, decimals, head } = view;
  const title = say(lang, "lesson.table");
  const cell = (step: string, p: Row | undefined, i: 0 | 1): TemplateResult => {
    const v = p ? (i === 0 ? p.a : p.b) : NaN;
    const col = scene.plane && (i === 0 ? scene.plane.i : scene.plane.j) - (step === "out" ? 0 : scene.from);
    return scene.plane && p
      ? html`<td data-step=${step} data-row=${p.row} data-col=${col!} aria-label=${fullNumber(v)}>${cellNumber(v, decimals)}</td>`
      : html`<td aria-label=${fullNumber(v)}>${cellNumber(v, decimals)}</td>`;
  };
  const dims = scene.dh === 1 ? [0] as const : [0, 1] as const;
  const sets = [["V", `head.${head}.v`, scene.values], ["context", `head.${head}.context`, scene.contexts], ["out", "out", scene.outs]] as const;
  const rows = Math.max(scene.attn.rows, scene.attn.cols);
  const nameOf = (row: number): string => [...scene.values, ...scene.contexts, ...scene.lost].find((p) => p.row === row)?.token ?? String(row);
  return html`<details><summary>${title}</summary><div class="scroll" tabindex="0" role="group" aria-label=${title}><table>
    <thead><tr><th scope="col">${say(lang, "lesson.token")}</th>
      ${chosen ? html`<th scope="col">${say(lang, "hull.share_of", { token: chosen.token })}</th>` : nothing}
      ${sets.filter(([, , all]) => all.length > 0).map(([name]) => dims.map((i) => html`<th scope="col">${name} ${i === 0 ? "↔" : "↕"}</th>`))}</tr></thead>
    <tbody>${Array.from({ length: rows }, (_, row) => html`<tr><th scope="row">${nameOf(row)}</th>
      ${chosen ? html`<td data-step=${`head.${head}.attn`} data-row=${chosen.row} data-col=${row} aria-label=${fullNumber(scene.attn.at(chosen.row, row))}>${cellNumber(scene.attn.at(chosen.row, row), decimals)}</td>` : nothing}
      ${sets.filter(([, , all]) => all.length > 0).map(([, step, all]) => dims.map((i) => cell(step, all.find((p) => p.row === row), i)))}</tr>`)}</tbody>
  </table></div></details>`;
}
