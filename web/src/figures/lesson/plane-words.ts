import { html, nothing, type TemplateResult } from "lit";
import { say, type LessonKey } from "../../i18n/lesson.js";
import { t } from "../../i18n/t.js";
import type { Frame, Principal } from "../../model/frame.js";
import { shapeOf, symbolOf } from "../../model/symbol.js";
import type { View } from "../../model/view.js";
import { cellNumber, fullNumber } from "../../scale/number.js";
import { symbol } from "../symbol.js";
import { percent } from "../vectors-words.js";
import { threeOf, type MapSteps, type Motion, type Place, type Traveller } from "./motion.js";
import type { SingularNumbers } from "./singular.js";
import { number } from "./words.js";

const MOST_VALUES = 8;
/** Where the largest σ is so many times the smallest, a picture looks flat. */
const NEARLY_FLAT = 20;

/** What the map does, in numbers: singular values, rank, determinant, turn. */
export function mapNumbers(view: View, frame: Frame, map: MapSteps, whole: SingularNumbers | null | undefined, block: SingularNumbers | null | undefined): TemplateResult {
  const { lang, decimals } = view;
  const step = frame.step(map.weights)!;
  const fact = (key: LessonKey, value: TemplateResult | string): TemplateResult => html`<dt>${say(lang, key)}</dt><dd>${value}</dd>`;
  if (whole === null) return html`<p class="note">${say(lang, "plane.failed")}</p>`;
  if (!whole) return html`<dl class="facts">${fact("plane.map", symbol(map.weights))}</dl>`;
  const few = [...whole.values.subarray(0, MOST_VALUES)];
  const most = Math.min(whole.rows, whole.cols);
  return html`<dl class="facts">
    ${fact("plane.map", html`<span class="role-param">${symbol(map.weights)}</span> ${shapeOf(step).letters} = ${shapeOf(step).numbers}`)}
    ${fact("plane.values", html`<span class="values">${few.map((v, i) => html`${i > 0 ? ", " : ""}${number(v, Math.max(decimals, 3))}`)}</span>${
      whole.values.length > MOST_VALUES ? ` ${say(lang, "plane.more_values", { n: whole.values.length - MOST_VALUES })}` : ""}`)}
    ${fact("plane.rank", html`<span class="rank number">${whole.rank}</span> ${whole.rank === most ? fullRank(view, whole, most) : say(lang, "plane.rank_less", { n: most, lost: most - whole.rank })}`)}
    ${whole.rows === whole.cols ? fact("plane.determinant", html`<span class="determinant">${number(whole.determinant, Math.max(decimals, 3))}</span> ${determinantWords(view, whole.rank < most ? 0 : whole.determinant)}`) : nothing}
    ${Number.isNaN(whole.degrees) ? nothing : fact(whole.rows === 3 ? (whole.mirrored ? "plane.turn_mirrored" : "plane.turn_space") : whole.mirrored ? "plane.mirror" : "plane.turn", html`<span class="turn">${number(whole.degrees, 1)}°</span>`)}
    ${block ? html`<dt>${say(lang, "plane.block")}</dt><dd>σ ${number(block.values[0]!, Math.max(decimals, 3))}, ${number(block.values[1]!, Math.max(decimals, 3))}
      · det ${number(block.determinant, Math.max(decimals, 3))} · ${say(lang, block.mirrored ? "plane.mirror" : "plane.turn")} ${number(block.degrees, 1)}°</dd>` : nothing}
  </dl>`;
}

/** No direction is lost; one may nearly be: then it is said by how much. */
function fullRank({ lang }: View, { values }: SingularNumbers, most: number): string {
  const times = values[0]! / values[most - 1]!;
  return times < NEARLY_FLAT ? say(lang, "plane.rank_full", { n: most }) : say(lang, "plane.rank_nearly", { n: most, times: fullNumber(Number(times.toPrecision(2))) });
}

function determinantWords({ lang }: View, det: number): string {
  if (Number.isNaN(det)) return "";
  return say(lang, det === 0 ? "plane.det_zero" : det < 0 ? "plane.det_negative" : "plane.det_positive");
}

/** The names of the axes: the dimensions, the singular directions with their σ, or the components with their shares. */
export function planeNames({ lang, decimals }: View, dims: readonly number[], values: Float32Array | undefined, principal: Principal | undefined): string[] {
  if (values) return [0, 1].map((k) => say(lang, "plane.direction", { n: "₁₂"[k]!, value: cellNumber(values[k] ?? 0, decimals) }));
  if (principal) return [0, 1].map((k) => t(lang, "vectors.component", { n: k + 1, share: percent(principal.shares[k] ?? 0) }));
  return dims.map((n) => say(lang, "plane.dim", { n }));
}

/** One token in numbers: of two dimensions, as the columns of W, weighted by the token's numbers, and the bias. */
export function travelFormula(view: View, frame: Frame, map: MapSteps, { row, token }: Traveller, inDirections: boolean): TemplateResult {
  const { lang, decimals } = view;
  const [x, w, b, y] = [map.from, map.weights, map.bias ?? "", map.to].map((id) => frame.now(id));
  if (!x || !w || !y) return html``;
  const column = (values: readonly number[]): TemplateResult => html`<b>(${values.map((v, i) => html`${i > 0 ? ", " : ""}${number(v, decimals)}`)})</b>`;
  const rowOf = (m: typeof x): number[] => [...m.data.subarray(row * m.cols, (row + 1) * m.cols)];
  const name = html`<span class="role-x">${symbol(map.from)}</span>`;
  if (inDirections || x.cols > 3 || w.rows > 3) {
    return html`<p class="formula">“${token}”: ${say(lang, "plane.goes", { from: symbolOf(map.from), to: symbolOf(map.to) })}</p>`;
  }
  const set = Array.from({ length: y.cols }, (_, c) => frame.isSet(map.to, row, c)).some(Boolean);
  return html`<p class="formula">“${token}” ${name} = ${column(rowOf(x))} →
    ${rowOf(x).map((v, c) => html`${c > 0 ? " + " : ""}${number(v, decimals)} · ${column(Array.from({ length: w.rows }, (_, r) => w.at(r, c)))}`)}
    ${b ? html` + ${column(Array.from({ length: b.cols }, (_, c) => b.at(0, c)))}` : nothing}
    ${set ? "≠" : "="} <b class="role-${map.to === "out" ? "out" : map.to}"><span class="symbol">${column(rowOf(y))}</span></b></p>
    ${set ? html`<p class="note">${say(lang, "plane.set")}</p>` : html`<p class="note">${say(lang, "plane.columns", { units: ["e₁", "e₂", "e₃"].slice(0, x.cols).join(", ") })}</p>`}`;
}

/** Every token before and after, as the picture shows it; dims: the columns, where axes are dimensions. */
export function travelTable(view: View, map: MapSteps, { travellers, lost, dims: count }: Motion, names: readonly string[], dims: readonly number[] | undefined): TemplateResult {
  const { lang, decimals } = view;
  const cell = (step: string, row: number, k: number, p: Place): TemplateResult => {
    const v = threeOf(p)[k]!;
    return dims
      ? html`<td data-step=${step} data-row=${row} data-col=${dims[k]!} aria-label=${fullNumber(v)}>${cellNumber(v, decimals)}</td>`
      : html`<td aria-label=${fullNumber(v)}>${cellNumber(v, decimals)}</td>`;
  };
  const title = say(lang, "lesson.table");
  const wide = [0, 1, 2].slice(0, count);
  return html`<details><summary>${title}</summary><div class="scroll" tabindex="0" role="group" aria-label=${title}><table>
    <thead><tr><th scope="col">${say(lang, "lesson.token")}</th>
      ${[map.from, map.to].map((id) => wide.map((k) => html`<th scope="col">${symbolOf(id)} · ${names[k] ?? ""}</th>`))}</tr></thead>
    <tbody>${[...travellers, ...lost].map((t) => html`<tr><th scope="row">${t.token}</th>
      ${wide.map((k) => cell(map.from, t.row, k, t.before))}${wide.map((k) => cell(map.to, t.row, k, t.after))}</tr>`)}</tbody>
  </table></div></details>`;
}
