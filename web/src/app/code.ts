import { css, html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { icon } from "../controls/icon.js";
import { define } from "../figures/figure.js";
import { t, type Key } from "../i18n/t.js";
import type { Lang } from "../model/view.js";
import { controls } from "../styles/controls.js";
import { dialogStyles, keepKeys } from "./dialog.js";
import { copyText } from "./share.js";

/** The programs that print the numbers of a document. */
export const PROGRAMS = [
  { as: "torch", literal: false, label: "code.torch" },
  { as: "torch", literal: true, label: "code.torch.literal" },
  { as: "numpy", literal: true, label: "code.numpy" },
] as const satisfies readonly { as: "torch" | "numpy"; literal: boolean; label: Key }[];

export type Program = (typeof PROGRAMS)[number];

/** The document as a program, to read and to copy. */
export class QkvCode extends LitElement {
  static override properties: PropertyDeclarations = {
    lang: { attribute: false },
    fetch: { attribute: false },
    chosen: { state: true },
    text: { state: true },
    said: { state: true },
  };
  declare lang: Lang;
  /** Gives the text of a program. */
  declare fetch: (program: Program) => Promise<string>;
  declare chosen: Program;
  declare text: string;
  declare said: string;

  constructor() {
    super();
    this.chosen = PROGRAMS[0];
    this.text = "";
    this.said = "";
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector("dialog");
  }

  async show(): Promise<void> {
    await this.updateComplete;
    this.#dialog?.showModal();
    await this.#choose(this.chosen);
  }

  async #choose(program: Program): Promise<void> {
    this.chosen = program;
    this.said = "";
    const text = await this.fetch(program);
    if (this.chosen === program) this.text = text;
  }

  async #copy(): Promise<void> {
    const done = await copyText(this.text);
    this.said = t(this.lang, done ? "code.copied" : "code.failed");
    if (!done) this.renderRoot.querySelector("textarea")?.select();
  }

  override render(): TemplateResult {
    return html`<dialog aria-labelledby="title" @keydown=${keepKeys} @click=${(e: Event) => { if (e.target === this.#dialog) this.#dialog?.close(); }}>
      <div class="sheet">
        <header><h2 id="title">${t(this.lang, "code.title")}</h2>
          <button type="button" class="plain" aria-label=${t(this.lang, "close")} @click=${() => this.#dialog?.close()}>${icon("close")}</button></header>
        <p>${t(this.lang, "code.line")}</p>
        <div class="tabs">${PROGRAMS.map((p) => html`<button type="button" aria-pressed=${p === this.chosen} @click=${() => void this.#choose(p)}>${t(this.lang, p.label)}</button>`)}</div>
        <textarea readonly wrap="off" spellcheck="false" aria-label=${t(this.lang, "code.text")} .value=${this.text}></textarea>
        <footer><button type="button" class="main" @click=${() => void this.#copy()}>${t(this.lang, "code.copy")}</button>
          <span role="status">${this.said || nothing}</span></footer>
      </div>
    </dialog>`;
  }

  static override styles = [controls, dialogStyles, css`
    .tabs { display: flex; flex-wrap: wrap; gap: 6px; }
    textarea { inline-size: 100%; block-size: min(52vh, 460px); margin-block: 12px; padding: 12px; font: 13px/1.5 var(--qkv-mono);
      color: var(--qkv-ink); background: var(--qkv-paper); border: 1px solid var(--qkv-line); border-radius: 6px; resize: vertical; tab-size: 4; }
  `];
}

define("qkv-code", QkvCode);

declare global {
  interface HTMLElementTagNameMap { "qkv-code": QkvCode }
}
