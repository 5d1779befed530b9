import { css, html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { icon } from "../controls/icon.js";
import { define } from "../figures/figure.js";
import { LETTERS } from "../figures/labels.js";
import { t, type Key } from "../i18n/t.js";
import type { Lang } from "../model/view.js";
import { controls } from "../styles/controls.js";
import { dialogStyles, keepKeys } from "./dialog.js";

const KEYS: readonly (readonly [keys: readonly string[], does: Key])[] = [
  [["←", "→", "↑", "↓"], "keys.move"],
  [["Space"], "keys.pin"],
  [["Enter", "F2", "0–9"], "keys.edit"],
  [["Ctrl V"], "keys.paste"],
  [["Delete"], "keys.reset"],
  [["Esc"], "keys.unpin"],
  [["Enter", "←", "→", "↑", "↓"], "keys.head_of_arrow"],
  [["+", "−", "0", "Shift ←"], "keys.zoom"],
  [["Z", "Shift Z"], "keys.zoom_heat"],
  [["[", "]"], "keys.head"],
  [["u", "Shift u", "Ctrl Z", "Ctrl Shift Z"], "keys.undo"],
  [["PgDn", "→", "Space", "PgUp", "←", "F"], "keys.present"],
  [["?"], "keys.help"],
];

/** What the keys do, and what the letters of shapes count. */
export class QkvKeys extends LitElement {
  static override properties: PropertyDeclarations = { lang: { attribute: false }, open: { state: true } };
  declare lang: Lang;
  declare private open: boolean;

  constructor() {
    super();
    this.open = false;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector("dialog");
  }

  async show(): Promise<void> {
    this.open = true;
    await this.updateComplete;
    if (!this.#dialog?.open) this.#dialog?.showModal();
  }

  override render(): TemplateResult {
    return html`<dialog aria-labelledby="title" @close=${() => { this.open = false; }} @keydown=${keepKeys} @click=${(e: Event) => { if (e.target === this.#dialog) this.#dialog?.close(); }}>
      ${this.open ? this.#sheet() : nothing}
    </dialog>`;
  }

  #sheet(): TemplateResult {
    return html`<div class="sheet">
      <header><h2 id="title">${t(this.lang, "keys.title")}</h2>
        <button type="button" class="plain" aria-label=${t(this.lang, "close")} @click=${() => this.#dialog?.close()}>${icon("close")}</button></header>
      <dl>${KEYS.map(([keys, does]) => html`<div><dt>${keys.map((k) => html`<kbd>${k}</kbd> `)}</dt><dd>${t(this.lang, does)}</dd></div>`)}</dl>
      <h3>${t(this.lang, "keys.letters")}</h3>
      <dl>${LETTERS.map((letter) => html`<div><dt>${letter}</dt><dd>${t(this.lang, `axis.${letter}`)}</dd></div>`)}</dl>
    </div>`;
  }

  static override styles = [controls, dialogStyles, css`
    dl { margin: 12px 0 0; }
    h3 { font-size: 15px; margin: 20px 0 0; }
    dl div { display: grid; grid-template-columns: minmax(9em, 30%) 1fr; gap: 16px; padding-block: 7px; border-block-start: 1px solid var(--qkv-line); }
    dt { line-height: 1.8; }
    dd { margin: 0; word-break: keep-all; }
    kbd { font: 12px/1.4 var(--qkv-mono); border: 1px solid var(--qkv-line); border-radius: 4px; padding: 1px 6px; background: var(--qkv-paper); white-space: nowrap; }
  `];
}

define("qkv-keys", QkvKeys);

declare global {
  interface HTMLElementTagNameMap { "qkv-keys": QkvKeys }
}
