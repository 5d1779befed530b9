import { css, html, nothing, type CSSResult, type TemplateResult } from "lit";
import type { Edit } from "../model/edit.js";
import { alone } from "./compare-doc.js";
import type { Scene } from "./scene.js";

/** How the bar of a comparison looks. */
export const compareStyles: CSSResult = css`
  .compare { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; align-items: start; gap: 4px 14px; padding-block-start: 8px; border-block-start: 1px solid var(--qkv-line); }
  .compare p { margin: 0; max-inline-size: 88ch; text-wrap: pretty; }
  .compare p + p { color: var(--qkv-ink-2); font-size: 14px; }
  .compare .verdict b { color: var(--qkv-ink); }
  .sides { display: flex; }
  .sides button { border-radius: 0; margin-inline-start: -1px; min-inline-size: var(--h, 36px); }
  .sides [aria-pressed="true"] { background: var(--qkv-ink); border-color: var(--qkv-ink); color: var(--qkv-paper); }
  .difference { margin-inline-end: 6px; }
  @media (max-width: 700px) { .compare { grid-template-columns: auto auto; justify-content: space-between; } .compare .told { grid-column: 1 / -1; grid-row: 2; } }
`;

/** A, B, or B − A; what an experiment claims, and whether it holds for what stands; where A and B differ most. */
export function compareBar(scene: Scene, apply: (edit: Edit) => void, look: (difference: boolean) => void): TemplateResult | typeof nothing {
  const { comparison: c, view: { difference } } = scene.state;
  if (!c) return nothing;
  const side = (isA: boolean): TemplateResult => html`<button type="button" aria-pressed=${!difference && c.isA === isA} @click=${() => {
    look(false);
    if (c.isA !== isA) apply({ kind: "load", value: c.swapped });
  }}>${isA ? "A" : "B"}</button>`;
  const verdict = !c.comparable ? "compare.unlike" : c.holds ? "compare.holds" : "compare.broken";
  return html`<section class="compare" aria-label=${scene.t("compare")}>
    <div class="sides" role="group" aria-label=${scene.t("compare.sides")}>
      ${side(true)}${side(false)}<button type="button" aria-pressed=${difference} @click=${() => look(!difference)}>B − A</button>
    </div>
    <div class="told">
      ${c.id ? html`<p>${c.claim}</p>
      <p class="verdict" role="status"><b>${c.comparable ? c.holds ? "✓ " : "✗ " : ""}${scene.t(verdict)}</b> ${c.verdict}</p>
      <p>${c.try}</p>` : html`<p role="status">${alone(c.swapped) === alone(scene.frame.doc) ? scene.t("compare.same") : c.moved}</p>`}
    </div>
    <button type="button" class="plain" @click=${() => apply({ kind: "load", value: alone(c.isA ? c.swapped : scene.frame.doc) })}>${scene.t("compare.end")}</button>
  </section>`;
}
