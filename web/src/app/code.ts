import { css, html, LitElement, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from "lit";
import { icon } from "../controls/icon.js";
import type { Engine } from "../engine/engine.js";
import { define } from "../figures/figure.js";
import { t, type Key } from "../i18n/t.js";
import type { Lang } from "../model/view.js";
import { controls } from "../styles/controls.js";
import { dialogStyles, keepKeys } from "./dialog.js";
import { copyText } from "./share.js";

/** One thing as text, in several forms. */
export interface Forms {
  readonly title: Key;
  readonly line: Key;
  readonly labels: readonly Key[];
  /** What else there is to take, in a dialog of its own. */
  more?(): void;
  /** The text of a form, by its place among the labels, of one of its kinds. */
  text(form: number, kind: number): string | Promise<string>;
  /** What a form may be of. */
  kinds?(form: number): readonly string[];
  /** The address of what the text makes. */
  preview?(form: number, kind: number): { readonly picture?: string; readonly frame?: string } | null;
}

const PROGRAMS = [
  { as: "torch", literal: false, label: "code.torch" },
  { as: "torch", literal: true, label: "code.torch.literal" },
  { as: "numpy", literal: true, label: "code.numpy" },
] as const;

/** The programs that print the numbers of a document. */
export function programs(engine: Engine, doc: string, lang: Lang): Forms {
  return {
    title: "code.title", line: "code.line", labels: PROGRAMS.map((p) => p.label),
    text: (form) => engine.program(doc, PROGRAMS[form]!.as, PROGRAMS[form]!.literal, lang),
  };
}

/** A dialog with a text in several forms, to read and to copy. */
export class QkvCode extends LitElement {
  static override properties: PropertyDeclarations = {
    lang: { attribute: false },
    forms: { attribute: false },
    chosen: { state: true },
    kind: { state: true },
    open: { state: true },
    text: { state: true },
    said: { state: true },
  };
  declare lang: Lang;
  declare forms: Forms;
  declare chosen: number;
  declare kind: number;
  declare open: boolean;
  declare text: string;
  declare said: string;

  constructor() {
    super();
    this.chosen = 0;
    this.kind = 0;
    this.open = false;
    this.text = "";
    this.said = "";
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector("dialog");
  }

  // Closed, it holds nothing: an edit need not write what nobody reads.
  protected override shouldUpdate(changed: PropertyValues<this>): boolean {
    return this.open || !this.hasUpdated || changed.has("open");
  }

  /** Opens; said is what came of the button that opened it. */
  async show(said = ""): Promise<void> {
    this.open = true;
    await this.updateComplete;
    this.#dialog?.showModal();
    await this.#choose(said ? 0 : this.chosen);
    this.said = said;
  }

  async #choose(form: number, kind = this.kind): Promise<void> {
    this.chosen = form;
    this.kind = kind;
    this.said = "";
    const text = await this.forms.text(form, kind);
    if (this.chosen === form && this.kind === kind) this.text = text;
  }

  async #copy(): Promise<void> {
    const done = await copyText(this.text);
    this.said = t(this.lang, done ? "code.copied" : "code.failed");
    if (!done) this.renderRoot.querySelector("textarea")?.select();
  }

  override render(): TemplateResult {
    return html`<dialog aria-labelledby="title" @close=${() => { this.open = false; }} @keydown=${keepKeys} @click=${(e: Event) => { if (e.target === this.#dialog) this.#dialog?.close(); }}>
      ${this.open ? this.#sheet() : nothing}
    </dialog>`;
  }

  #sheet(): TemplateResult {
    const { title, line, labels, more } = this.forms;
    const kinds = this.forms.kinds?.(this.chosen) ?? [];
    const preview = this.forms.preview?.(this.chosen, this.kind);
    return html`<div class="sheet">
      <header><h2 id="title">${t(this.lang, title)}</h2>
        <button type="button" class="plain" aria-label=${t(this.lang, "close")} @click=${() => this.#dialog?.close()}>${icon("close")}</button></header>
      <p>${t(this.lang, line)}</p>
      <div class="tabs">${labels.map((label, i) => html`<button type="button" aria-pressed=${i === this.chosen} @click=${() => void this.#choose(i)}>${t(this.lang, label)}</button>`)}
        ${kinds.length > 0 ? html`<select aria-label=${t(this.lang, "share.figure")} @change=${(e: Event) => void this.#choose(this.chosen, (e.target as HTMLSelectElement).selectedIndex)}>
          ${kinds.map((kind, i) => html`<option .selected=${i === this.kind}>${kind}</option>`)}</select>` : nothing}</div>
      <textarea readonly wrap="off" spellcheck="false" aria-label=${t(this.lang, "code.text")} .value=${this.text}></textarea>
      <footer><button type="button" class="main" @click=${() => void this.#copy()}>${t(this.lang, "code.copy")}</button>
        <span role="status">${this.said || nothing}</span>
        ${more ? html`<button type="button" class="more" @click=${() => { this.#dialog?.close(); more(); }}>${t(this.lang, "share.more")}</button>` : nothing}</footer>
      ${preview ? preview.frame ? html`<iframe class="preview" src=${preview.frame} title=${t(this.lang, "share.preview")}></iframe>`
        : html`<img class="preview" src=${preview.picture!} alt=${t(this.lang, "share.preview")}>` : nothing}
    </div>`;
  }

  static override styles = [controls, dialogStyles, css`
    .tabs { display: flex; flex-wrap: wrap; gap: 6px; }
    textarea { inline-size: 100%; block-size: min(52vh, 460px); margin-block: 12px; padding: 12px; font: 13px/1.5 var(--qkv-mono);
      color: var(--qkv-ink); background: var(--qkv-paper); border: 1px solid var(--qkv-line); border-radius: 6px; resize: vertical; tab-size: 4; }
    .more { margin-inline-start: auto; }
    :host(.share) textarea { block-size: 9em; white-space: pre-wrap; overflow-wrap: anywhere; }
    .preview { display: block; inline-size: 100%; margin-block-start: 16px; border: 1px solid var(--qkv-line); border-radius: 6px; }
    iframe.preview { block-size: 340px; }
  `];
}

define("qkv-code", QkvCode);

declare global {
  interface HTMLElementTagNameMap { "qkv-code": QkvCode }
}
