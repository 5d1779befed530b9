import { html, nothing, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import type { QkvMenu } from "../controls/menu.js";
import { icon } from "../controls/icon.js";
import { t, type Key } from "../i18n/t.js";
import type { Edit } from "../model/edit.js";
import type { Theme } from "../model/view.js";
import type { State } from "../store/state.js";
import { pinned } from "./compare-doc.js";

/** What the buttons of the toolbar do. */
export interface Tools {
  apply(edit: Edit): void;
  undo(): void;
  redo(): void;
  /** Goes so many steps back or forwards. */
  travel(by: number): void;
  compare(to: "before" | "opening"): void;
  share(): void;
  code(): void;
  keys(): void;
  save(): void;
  open(): void;
  decimals(n: number): void;
  theme(theme: Theme): void;
}

const THEMES: readonly { readonly theme: Theme; readonly label: Key }[] = [
  { theme: "auto", label: "view.theme.auto" },
  { theme: "light", label: "view.theme.light" },
  { theme: "dark", label: "view.theme.dark" },
];

/** Examples, the sentence, undo, link, code, view. said is what came of the last of them; listed says whether the examples are there yet. */
export function toolbar(state: State, tools: Tools, said: string, entry: TemplateResult, listed: boolean): TemplateResult {
  const { lang } = state.view;
  const tt = (key: Key): string => t(lang, key);
  const at = state.presets.find((p) => p.id === (state.comparison?.id || state.frame?.preset));
  const close = (e: Event): void => (e.currentTarget as HTMLElement).closest<QkvMenu>("qkv-menu")?.close();
  const item = (label: Key, act: () => void, able = true, kind = ""): TemplateResult => html`<button type="button" class="item plain ${kind}"
    ?disabled=${!able} @click=${(e: Event) => { close(e); act(); }}>${tt(label)}</button>`;
  return html`<div class="toolbar">
    <qkv-menu class="presets" label=${tt("presets")} detail=${at?.title ?? tt("presets.own")}>
      ${listed ? guard([state.presets, lang, at], () => state.presets.map((p, i) => html`${p.group && !state.presets[i - 1]?.group ? html`<p class="group">${tt("presets.experiments")}</p>` : nothing}<button type="button" class="preset plain" aria-current=${p.id === at?.id ? "true" : "false"}
        @click=${(e: Event) => { close(e); tools.apply(p.group ? { kind: "load", value: p.doc } : { kind: "preset", value: p.id }); }}><b>${p.title}</b><span>${p.line}</span></button>`)) : nothing}
    </qkv-menu>
    ${entry}
    <div class="tools" role="group" aria-label=${tt("toolbar")}>
    <button type="button" class="square" ?disabled=${!state.canUndo} title=${tt("undo")} aria-label=${tt("undo")} @click=${tools.undo}>${icon("undo")}</button>
    <button type="button" class="square" ?disabled=${!state.canRedo} title=${tt("redo")} aria-label=${tt("redo")} @click=${tools.redo}>${icon("redo")}</button>
    <qkv-menu class="end history" icon="clock" label=${tt("history")}>
      <ol class="past">${[...state.past].reverse().map(({ said, by }) => html`<li><button type="button" class="item plain" aria-current=${by === 0 ? "true" : "false"}
        @click=${(e: Event) => { close(e); tools.travel(by); }}>${said || tt("history.opened")}</button></li>`)}</ol>
      <label class="check"><input type="checkbox" .checked=${state.view.compare === "opening"}
        @change=${(e: Event) => tools.compare((e.target as HTMLInputElement).checked ? "opening" : "before")}> ${tt("history.compare")}</label>
      ${item("reset", () => tools.apply({ kind: "reset_all" }), (state.frame?.set.length ?? 0) > 0, "sets")}
      ${item("compare.pin", () => { if (state.frame) tools.apply(pinned(state.frame.doc)); }, true, "sets")}
    </qkv-menu>
    <button type="button" class="wordy share" title=${tt("share")} @click=${tools.share}>${icon("link")}<span>${tt("share")}</span></button>
    <button type="button" class="wordy" title=${tt("code.title")} @click=${tools.code}>${icon("code")}<span>${tt("code")}</span></button>
    <qkv-menu class="end" icon="eye" label=${tt("view")}>
      <div class="look-menu">
        <label class="look"><span class="label">${tt("view.decimals")}</span>
          <select @change=${(e: Event) => tools.decimals(Number((e.target as HTMLSelectElement).value))}>
            ${[0, 1, 2, 3, 4, 5, 6].map((n) => html`<option value=${n} .selected=${n === state.view.decimals}>${n}</option>`)}
          </select></label>
        <label class="look"><span class="label">${tt("view.theme")}</span>
          <select @change=${(e: Event) => tools.theme((e.target as HTMLSelectElement).value as Theme)}>
            ${THEMES.map(({ theme, label }) => html`<option value=${theme} .selected=${theme === state.view.theme}>${tt(label)}</option>`)}
          </select></label>
        ${item("file.save", tools.save)}
        ${item("file.open", tools.open, true, "sets")}
        ${item("keys", tools.keys)}
      </div>
    </qkv-menu>
    </div>
    <span class="said" role="status">${said || nothing}</span>
  </div>`;
}
