import { css, html, nothing, type CSSResult, type TemplateResult } from "lit";
import { icon } from "../controls/icon.js";
import { t } from "../i18n/t.js";
import type { Store } from "../store/store.js";
import type { State } from "../store/state.js";

/** How problems, notes and failures look. */
export const problemStyles: CSSResult = css`
  .problem, .notes { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 16px; padding: 8px 12px; border-radius: 8px; border: 1px solid var(--qkv-line); border-inline-start: 4px solid var(--qkv-ink-2); background: var(--qkv-paper-2); }
  .problem { border-inline-start-color: var(--qkv-danger, #b3261e); }
  .problem p, .notes ul { margin: 0; flex: 1 1 30ch; }
  .problem p span { color: var(--qkv-ink-2); }
  .problem .detail { flex-basis: 100%; color: var(--qkv-ink-3); font-size: 12.5px; }
  .notes ul { padding: 0; list-style: none; }
  .exits { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
  .exits a { color: inherit; }
`;

/** The one place where problems and notes are said, with the ways out. */
export function problemBar(state: State, store: Store): TemplateResult {
  const { refused, notes, view: { lang } } = state;
  return html`
    <div role="alert">${refused ? html`<div class="problem">
      <p>${refused.problem.message} <span>${kept(state)}</span></p>
      <div class="exits">
        <button type="button" @click=${() => store.dismiss()}>${t(lang, "dismiss")}</button>
      </div>
    </div>` : nothing}</div>
    <div role="status">${notes.length > 0 ? html`<div class="notes">
      <ul>${notes.map((note) => html`<li>${note.message}</li>`)}</ul>
      <div class="exits">
        ${state.canUndo ? html`<button type="button" @click=${() => void store.undo()}>${icon("undo")}${t(lang, "undo")}</button>` : nothing}
        <button type="button" @click=${() => store.dismiss()}>${t(lang, "dismiss")}</button>
      </div>
    </div>` : nothing}</div>`;
}

function kept(state: State): string {
  const { lang } = state.view;
  if (state.refused?.edit) return t(lang, "problem.kept");
  const title = state.presets.find((p) => p.id === state.frame?.preset)?.title;
  return title ? t(lang, "problem.link", { title }) : "";
}

/** Why there is nothing to see, and what remains. link opens the document elsewhere, where it is known. */
export function failureBox(state: State, linkOf: () => string, retry: () => void): TemplateResult | typeof nothing {
  const { failure, view: { lang } } = state;
  if (!failure) return nothing;
  const link = linkOf();
  return html`<div class="problem" role="alert">
    <p>${t(lang, `failure.${failure.code}`)}</p>
    <p class="detail">${failure.message}</p>
    <div class="exits">
      <button type="button" @click=${retry}>${t(lang, "failure.retry")}</button>
      ${link && html`<a href=${link}>${t(lang, "failure.link")}</a>`}
    </div>
  </div>`;
}
