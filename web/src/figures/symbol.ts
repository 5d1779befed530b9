import { html, type TemplateResult } from "lit";
import { symbolParts } from "../model/symbol.js";

/** The symbol of a step with real sub- and superscripts: W with q below, Q with the head above. */
export function symbol(id: string): TemplateResult {
  const { base, sub, sup } = symbolParts(id);
  return html`<span class="symbol">${base}${sub ? html`<sub>${sub}</sub>` : null}${sup ? html`<sup>${sup}</sup>` : null}</span>`;
}

/** Words and formulas in which W_q has a real subscript. */
export function withSubscripts(text: string): unknown {
  return text === "" ? "" : text.split(/_([a-z])(?![a-z])/).map((piece, i) => (i % 2 ? html`<sub>${piece}</sub>` : piece));
}

/** The letters of a symbol as they are seen, one after another: Wq, Q0. */
export function symbolText(id: string): string {
  const { base, sub, sup } = symbolParts(id);
  return base + sub + sup;
}
