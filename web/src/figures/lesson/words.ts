import { html, type TemplateResult } from "lit";
import { cellNumber, fullNumber } from "../../scale/number.js";

/** A number that can be read whole. */
export function number(v: number, decimals: number): TemplateResult {
  return html`<span class="number" title=${fullNumber(v)}>${cellNumber(v, decimals)}</span>`;
}
