import { html, nothing, type TemplateResult } from "lit";
import type { Edit } from "../model/edit.js";
import { withSubscripts } from "../figures/symbol.js";
import type { Scene } from "./scene.js";

/** What one sees: the preset's own line, or what the last edit changed. */
export function presetLine({ state, frame, beside }: Scene, isAside = false): TemplateResult | typeof nothing {
  const preset = state.presets.find((p) => p.id === frame.preset);
  if (isAside === (!!preset || !beside)) return nothing; // what an edit changed is said where it stays in sight
  if (preset) return html`<p class="preset-line">${withSubscripts(preset.line)}</p>`;
  const { said } = frame; // the live region speaks it
  return said ? html`<p class="preset-line changed-line" title=${said}>${withSubscripts(said)}</p>` : nothing;
}

/** Parameters that were written out for an example mean nothing for a sentence of one's own: says so, and offers to draw them. */
export function writtenFor(scene: Scene, apply: (edit: Edit) => void): TemplateResult | typeof nothing {
  const { frame } = scene;
  const isWritten = frame.sources.some(({ step, from }) => /^w[qkv]$/.test(step) && from === "literal");
  if (frame.preset || !isWritten || !/(^|&)text=/.test(frame.doc)) return nothing;
  const doc = frame.doc.split("&").filter((pair) => !/^[wb][qkvo][=.]/.test(pair)).join("&");
  return html`<p class="preset-line sets">${scene.t("written")} <button type="button" class="draw" @click=${() => apply({ kind: "load", value: doc })}>${scene.t("written.draw")}</button></p>`;
}
