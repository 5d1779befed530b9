import { html, nothing, svg, type TemplateResult } from "lit";
import { t } from "../i18n/t.js";
import type { Lang } from "../model/view.js";
import { asks, cellNumber, fullNumber } from "../scale/number.js";
import type { Range } from "../scale/range.js";

/** What of the looks of cells occurs in a figure, and is therefore explained. */
export interface Seen {
  readonly masked: boolean;
  readonly nan: boolean;
  readonly set: boolean;
  /** What changed cells are compared with; undefined where none changed. */
  readonly changed: "before" | "opening" | undefined;
}

/** The legend of a scale with its numbers; on the scale of attn, uniform attention over `keys` keys is marked. */
export function legend(lang: Lang, range: Range, seen: Seen, keys?: number): TemplateResult {
  const [from, to] = [range.kind === "sequential" ? "0" : fullNumber(-range.max), short(range)];
  const share = keys ? 1 / keys : 0;
  const uniform = range.kind === "sequential" && share > 0 && share <= range.max;
  return html`<div class="legend">
    <span class="scale ${range.kind}" role="img" aria-label=${t(lang, "legend.label", { from, to })}>
      <span class="end">${from}</span>
      <span class="ramp">${range.kind === "diverging" ? html`<span class="zero">0</span>` : nothing}${uniform ? tick(share / range.max) : nothing}</span>
      <span class="end">${to}</span>
    </span>
    ${uniform ? html`<span class="key"><i class="tick"></i>${t(lang, "legend.uniform", { value: cellNumber(share, 2) })}</span>` : nothing}
    ${seen.masked ? key("masked", t(lang, "legend.masked")) : nothing}
    ${seen.nan && !asks() ? key("nan", `NaN: ${t(lang, "legend.nan")}`) : nothing}
    ${seen.set ? key("set", t(lang, "legend.set")) : nothing}
    ${seen.changed ? html`<span class="key"><i class="ways">▲▼</i>${t(lang, seen.changed === "opening" ? "legend.changed_opening" : "legend.changed")}</span>` : nothing}
  </div>`;
}

function tick(at: number): TemplateResult {
  const x = `${(at * 100).toFixed(2)}%`;
  return html`<svg aria-hidden="true" width="100%" height="100%">${svg`<line x1=${x} x2=${x} y1="0" y2="100%"></line>`}</svg>`;
}

function key(look: string, words: string): TemplateResult {
  return html`<span class="key"><i class="swatch ${look}"></i>${words}</span>`;
}

function short({ kind, max }: Range): string {
  return kind === "sequential" && max !== 1 ? cellNumber(max, 2) : fullNumber(max);
}
