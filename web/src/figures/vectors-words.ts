import { html, nothing, type TemplateResult } from "lit";
import { t } from "../i18n/t.js";
import type { VectorRole, View } from "../model/view.js";
import { cellNumber, fullNumber } from "../scale/number.js";
import { symbolOf } from "../model/symbol.js";
import type { Arrow, Arrows, Plane } from "./arrows.js";
import type { Pair, Point } from "./dot-product.js";
import { symbol } from "./symbol.js";

/** The names of the two directions: dimension 0, or PC1 with what it holds of all squares. */
export function axisNames(view: View, plane: Plane): [across: string, up: string] {
  if (plane.kind === "dimensions") return [t(view.lang, "vectors.dim", { n: plane.i }), t(view.lang, "vectors.dim", { n: plane.j })];
  const share = (k: number): string => t(view.lang, "vectors.component", { n: k + 1, share: percent(plane.principal.shares[k] ?? 0) });
  return [share(0), share(1)];
}

/** A share in percent: whole from 1 % on, else with as many digits as it needs to be something. */
export function percent(share: number): string {
  const p = share * 100;
  return p === 0 || p >= 1 ? p.toFixed(0) : p >= 0.1 ? p.toFixed(1) : "< 0.1";
}

export function coordinates({ a, b }: Arrow, isLine: boolean, text: (v: number) => string): string {
  return `(${[text(a), text(b)].slice(0, isLine ? 1 : 2).join(", ")})`;
}

/** What does not follow from the picture: what is lacking in it, and what can be done with it. */
export function notes(view: View, { short, unplotted, plane }: Arrows, isLine: boolean): TemplateResult {
  const principal = plane.kind === "principal";
  return html`${isLine ? html`<p class="note">${t(view.lang, "vectors.one")}</p>` : nothing}
    ${short.map((s) => html`<p class="note">${t(view.lang, principal ? "vectors.other_width" : "vectors.short", { symbol: symbolOf(s.role), n: s.dim, cols: principal ? plane.principal.cols : 0 })}</p>`)}
    ${unplotted.map((v) => html`<p class="note">${t(view.lang, "vectors.unplotted", { symbol: v.role, token: v.token })}</p>`)}
    ${principal ? html`<p class="note">${t(view.lang, "vectors.principal")}</p>` : nothing}`;
}

/** The dot product of a pair in numbers: all of it, and what of it lies in the plane. */
export function dotSentence(view: View, pair: Pair, names: readonly [query: string, key: string], show: (from: number, to: number) => void): TemplateResult {
  const { decimals, lang } = view;
  const number = (v: number): TemplateResult => html`<span class="number" title=${fullNumber(v)}>${cellNumber(v, decimals)}</span>`;
  const { cell, score, length, part, q, seen, from, to } = pair;
  const along = Math.hypot(q.a, q.b);
  return html`<div class="dot-product">
    <p><b class="symbol role-q">${symbol(pair.steps[0])}</b> “${names[0]}” · <b class="symbol role-k">${symbol(pair.steps[1])}</b> “${names[1]}” =
      <b class="number role-score" data-step=${cell.step} data-row=${cell.row} data-col=${cell.col} aria-label=${fullNumber(score)}>${cellNumber(score, decimals)}</b>
      ${pair.isSet ? nothing : length > 0 ? html`= |q| ${number(length)} × ${t(lang, "vectors.dot.projection")} ${number(score / length)}` : t(lang, "vectors.dot.zero")}</p>
    ${pair.isSet ? html`<p class="note">${t(lang, "vectors.dot.set")}</p>` : nothing}
    ${seen === "nothing" ? elsewhere(view, from, to, show) : html`
      <p class="in-plane">${seen === "all" ? t(lang, "vectors.dot.all") : t(lang, "vectors.dot.part")}
        ${pair.foot ? html`${number(along)} × ${number(part / along)} = ` : nothing}<b class="number" title=${fullNumber(part)}>${cellNumber(part, decimals)}</b>${
        seen === "part" && !pair.isSet ? html` ${t(lang, "vectors.dot.of", { value: cellNumber(score, decimals), rest: cellNumber(score - part, decimals) })}` : nothing}
        ${pair.foot ? nothing : t(lang, "vectors.dot.point")}</p>`}
  </div>`;
}

/** A pair that lies elsewhere than the arrows of its tokens, turned by rope or cut to its head, says what it is. */
export function pairNames({ cell, steps, q, k }: Pair, arrows: readonly Arrow[]): [query: string, key: string] {
  const name = (role: VectorRole, row: number, at: Point, step: string): string => {
    const arrow = arrows.find((v) => v.role === role && v.row === row);
    return arrow && arrow.a === at.a && arrow.b === at.b ? "" : symbolOf(step);
  };
  return [name("q", cell.row, q, steps[0]), name("k", cell.col, k, steps[1])];
}

function elsewhere(view: View, from: number, to: number, show: (from: number, to: number) => void): TemplateResult {
  if (view.basis === "principal") return html`<p class="note">${t(view.lang, "vectors.dot.mixed")}</p>`;
  return html`<p class="note">${t(view.lang, "vectors.dot.elsewhere", { from, to })}
    <button type="button" @click=${() => show(from, to)}>${t(view.lang, "vectors.dot.show", { from, to: Math.min(to, from + 1) })}</button></p>`;
}

/** The same in numbers, folded: it is written when somebody wants to read it. */
export function table(view: View, { arrows, unplotted, plane, dims }: Arrows, isOpen: boolean, toggled: (open: boolean) => void): TemplateResult {
  const cols = plane.kind === "dimensions" ? [plane.i, plane.j] : undefined;
  const isLine = dims === 1;
  const [across, up] = axisNames(view, plane);
  // a coordinate along a component is no cell of any step
  const cell = (v: Arrow, i: 0 | 1, value: number): TemplateResult => (cols
    ? html`<td data-step=${v.role} data-row=${v.row} data-col=${cols[i]!} aria-label=${fullNumber(value)}>${cellNumber(value, view.decimals)}</td>`
    : html`<td aria-label=${fullNumber(value)}>${cellNumber(value, view.decimals)}</td>`);
  const title = t(view.lang, "vectors.table");
  return html`<details @toggle=${(e: Event) => toggled((e.currentTarget as HTMLDetailsElement).open)}><summary>${title}</summary>${isOpen ? html`<div class="scroll" tabindex="0" role="group" aria-label=${title}><table>
    <thead><tr><th scope="col">${t(view.lang, "vectors.vector")}</th><th scope="col">${across}</th>${isLine ? nothing : html`<th scope="col">${up}</th>`}<th scope="col">${t(view.lang, "vectors.length")}</th></tr></thead>
    <tbody>${[...arrows, ...unplotted].map((v) => html`<tr class="role-${v.role}"><th scope="row">${symbol(v.role)} ${v.token}</th>${cell(v, 0, v.a)}${isLine ? nothing : cell(v, 1, v.b)}<td>${cellNumber(v.length, view.decimals)}</td></tr>`)}</tbody>
  </table></div>` : nothing}</details>`;
}
