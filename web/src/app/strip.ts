import { html, type TemplateResult } from "lit";
import type { Key } from "../i18n/t.js";
import type { QkvMatrix } from "../figures/matrix.js";
import { baseOf } from "../model/role.js";
import type { Scene } from "./scene.js";
import { goTo } from "./sight.js";

/** The stops of the overview strip, in the order of the data, and the steps at which they stand. */
const STOPS: readonly { readonly id: string; readonly label: Key; readonly at: string }[] = [
  { id: "at-x", label: "strip.x", at: "x" },
  { id: "at-qkv", label: "strip.qkv", at: "q" },
  { id: "at-scores", label: "strip.scores", at: "scores" },
  { id: "at-attn", label: "strip.attn", at: "attn" },
  { id: "at-out", label: "strip.out", at: "out" },
];

/** The id by which the strip finds a step's stage. A head's columns of q are no stop of their own. */
export function anchorOf(step: string): string | undefined {
  return STOPS.find((s) => s.at === step || (step.startsWith("head.") && s.at !== "q" && s.at === baseOf(step)))?.id;
}

/** Where one is, and a way to everywhere else. */
export function strip(s: Scene, here: string): TemplateResult {
  const jump = (e: MouseEvent): void => {
    const button = e.currentTarget as HTMLElement;
    const stage = (button.getRootNode() as ShadowRoot).getElementById(button.dataset["to"] ?? "");
    if (stage) goTo(stage, "start");
    if (e.detail === 0) stage?.querySelector<QkvMatrix>(`qkv-matrix[data-step="${stage.dataset["node"] ?? ""}"]`)?.focusCell(0, 0); // by the keyboard
  };
  return html`<nav class="strip" aria-label=${s.t("strip")}>
    ${STOPS.map((stop) => html`<button type="button" class="plain" data-to=${stop.id} aria-current=${stop.id === here ? "true" : "false"}
      @click=${jump}>${s.t(stop.label)}</button>`)}
  </nav>`;
}

/** The stop that the top of the window has reached. */
export function stopAt(root: ShadowRoot, top: number): string {
  let here = STOPS[0]?.id ?? "";
  for (const { id } of STOPS) {
    const stage = root.getElementById(id);
    if (stage && stage.getBoundingClientRect().top <= top) here = id;
  }
  return here;
}
