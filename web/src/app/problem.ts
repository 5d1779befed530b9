import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../controls/icon.js";
import { t } from "../i18n/t.js";
import type { Store } from "../store/store.js";
import type { State } from "../store/state.js";

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

/** Why there is nothing to see, and what remains. link opens the document elsewhere. */
export function failureBox(state: State, link: string, retry: () => void): TemplateResult | typeof nothing {
  const { failure, view: { lang } } = state;
  if (!failure) return nothing;
  return html`<div class="problem" role="alert">
    <p>${t(lang, `failure.${failure.code}`)}</p>
    <p class="detail">${failure.message}</p>
    <div class="exits">
      <button type="button" @click=${retry}>${t(lang, "failure.retry")}</button>
      <a href=${link}>${t(lang, "failure.link")}</a>
    </div>
  </div>`;
}
