import { html, nothing, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import { t } from "../i18n/t.js";
import type { Frame } from "../model/frame.js";
import { planeWithin, type CellRef, type VectorRole, type View } from "../model/view.js";
import { isBetweenTokens, VECTOR_ROLES } from "./arrows.js";
import { axisLabels } from "./labels.js";

/** What the controls say. */
export interface Choose {
  look(part: Partial<View>): void;
  pin(cell: CellRef | null): void;
}

/** Which sets, and what spans the plane. */
export function axesControls(view: View, dims: number, { look }: Choose): TemplateResult {
  const toggle = (role: VectorRole): void => {
    look({ vectors: VECTOR_ROLES.filter((r) => (r === role) !== view.vectors.includes(r)) });
  };
  return html`<div class="controls">
    <div class="sets" role="group" aria-label=${t(view.lang, "vectors.show")}>
      ${VECTOR_ROLES.map((role) => html`<button class="role-${role}" aria-pressed=${view.vectors.includes(role) ? "true" : "false"} @click=${() => toggle(role)}>
        <i></i>${role}</button>`)}
    </div>
    ${dims > 1 ? html`<label>${t(view.lang, "vectors.basis")}
      <select class="basis" @change=${(e: Event) => look({ basis: (e.target as HTMLSelectElement).value as View["basis"] })}>
        <option value="dimensions" .selected=${view.basis === "dimensions"}>${t(view.lang, "vectors.basis.dimensions")}</option>
        <option value="principal" .selected=${view.basis === "principal"}>${t(view.lang, "vectors.basis.principal")}</option>
      </select></label>` : nothing}
    ${dims > 1 && view.basis === "dimensions" ? html`<span class="dims">${dimension(view, "i", dims, look)}${dimension(view, "j", dims, look)}</span>` : nothing}
  </div>`;
}

/** The number of one dimension that spans the plane. */
export function dimension(view: View, axis: "i" | "j", dims: number, look: Choose["look"]): TemplateResult {
  const plane = planeWithin(view.plane, dims);
  const choose = (e: Event): void => {
    const field = e.target as HTMLInputElement;
    const dim = Math.max(0, Math.min(dims - 1, Math.trunc(field.valueAsNumber)));
    const other = axis === "i" ? plane.j : plane.i;
    if (!Number.isFinite(dim)) field.value = String(plane[axis]);
    else if (dim === other) look({ plane: { i: plane.j, j: plane.i } }); // they change places
    else look({ plane: { ...plane, [axis]: dim } });
  };
  return html`<label>${t(view.lang, axis === "i" ? "vectors.across" : "vectors.up")} <input type="number" min="0" max=${dims - 1} step="1" .value=${String(plane[axis])} @change=${choose}></label>`;
}

/** A query and a key of the view's head: their dot product is the score of that cell, which is pinned. */
export function pairControls(frame: Frame, view: View, { pin }: Choose): TemplateResult {
  const cell = view.pinned && isBetweenTokens(frame, view.pinned) ? view.pinned : null;
  const step = frame.step(`head.${view.head}.scores`);
  if (!step) return html``;
  const choose = (e: Event): void => {
    const [query, key] = [...(e.currentTarget as HTMLElement).querySelectorAll("select")].map((s) => s.selectedIndex - 1);
    if (query === undefined || key === undefined || (query < 0 && key < 0)) return pin(null);
    const changedQuery = (e.target as HTMLSelectElement).name === "query";
    if ((changedQuery ? query : key) < 0) return pin(null);
    pin({ step: step.id, row: Math.max(0, query), col: Math.max(0, key) }); // the other one is the first, to begin with
  };
  const select = (name: "query" | "key", size: number, at: number | undefined): TemplateResult => html`<label class="role-${name === "query" ? "q" : "k"}">
    <span class="symbol">${name === "query" ? "q" : "k"}</span>
    <select name=${name} aria-label=${t(view.lang, name === "query" ? "vectors.dot.query" : "vectors.dot.key")}>
      ${guard([frame.tokens, size, at], () => [html`<option .selected=${at === undefined}>–</option>`, ...axisLabels(frame, "T", size).map((name, i) => html`<option .selected=${i === at}>${name}</option>`)])}
    </select></label>`;
  return html`<div class="controls dot" role="group" aria-label=${t(view.lang, "vectors.dot")} @change=${choose}>
    <span>${t(view.lang, "vectors.dot")}</span>
    ${select("query", step.rows, cell?.row)}<span aria-hidden="true">·</span>${select("key", step.cols, cell?.col)}
  </div>`;
}
