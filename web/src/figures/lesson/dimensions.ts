import { html, type TemplateResult } from "lit";
import { t } from "../../i18n/t.js";
import type { View } from "../../model/view.js";

/** Chooses two of so many dimensions, from the first on; the same one twice changes places. */
export function dimensionsOf(view: View, from: number, count: number, [i, j]: readonly [number, number], look: (plane: View["plane"]) => void): TemplateResult {
  const choose = (axis: "i" | "j", to: number): void => {
    const other = axis === "i" ? j : i;
    if (to === other) look({ i: j, j: i });
    else look(axis === "i" ? { i: to, j } : { i, j: to });
  };
  const select = (axis: "i" | "j", at: number): TemplateResult => html`<label>${t(view.lang, axis === "i" ? "vectors.across" : "vectors.up")}
    <select class=${axis} @change=${(e: Event) => choose(axis, from + (e.target as HTMLSelectElement).selectedIndex)}>${Array.from({ length: count }, (_, n) => html`<option .selected=${from + n === at}>${from + n}</option>`)}</select></label>`;
  return html`<span class="dims">${select("i", i)}${select("j", j)}</span>`;
}
