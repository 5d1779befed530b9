import { html, nothing, type TemplateResult } from "lit";
import type { Scene } from "./scene.js";

/** Chooses the head whose figures show; nothing where there is one. */
export function headChooser(s: Scene): TemplateResult | typeof nothing {
  const { h } = s.frame.config;
  if (h === 1) return nothing;
  const choose = (e: Event): void => {
    const head = Number((e.currentTarget as HTMLElement).dataset["head"]);
    e.currentTarget?.dispatchEvent(new CustomEvent("qkv-view", { detail: { head }, bubbles: true, composed: true }));
  };
  return html`<div class="chooser" role="group" aria-label=${s.t("head.choose")} title=${s.t("head.help")}>
    <span class="label">${s.t("head.choose")}</span>
    <div>${Array.from({ length: h }, (_, i) => html`<button type="button" data-head=${i} aria-pressed=${i === s.state.view.head}
      aria-label=${s.t("head.n", { n: i })} @click=${choose}>${i}</button>`)}</div>
  </div>`;
}
