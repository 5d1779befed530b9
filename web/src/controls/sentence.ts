import { css, html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { define } from "../figures/figure.js";
import { t, type Key } from "../i18n/t.js";
import type { Edit } from "../model/edit.js";
import type { Frame } from "../model/frame.js";
import type { Lang } from "../model/view.js";
import { controls } from "../styles/controls.js";
import type { Problem } from "../wire.gen.js";

/** The sentence. What is typed is cut into tokens while one types, but never in the middle of composing a letter. */
export class QkvSentence extends LitElement {
  static override properties: PropertyDeclarations = {
    frame: { attribute: false },
    lang: { attribute: false },
    problem: { attribute: false },
  };
  declare frame: Frame;
  declare lang: Lang;
  declare problem: Problem | null;

  constructor() {
    super();
    this.problem = null;
  }

  override updated(): void {
    const field = this.renderRoot.querySelector("input");
    if (field && field !== this.shadowRoot?.activeElement && !this.problem) field.value = this.frame.config.text;
  }

  override render(): TemplateResult {
    const { config, tokens } = this.frame;
    return html`
      <label class="visually-hidden" for="field">${this.#t("sentence")}</label>
      <input type="text" id="field" title=${this.#t("sentence.help")} autocomplete="off" spellcheck="false" enterkeyhint="done"
        placeholder=${config.input === "text" || tokens.length === 0 ? this.#t("sentence.placeholder") : joined(tokens)}
        aria-invalid=${this.problem !== null} aria-describedby=${this.problem ? "wrong" : nothing}
        @input=${(e: InputEvent) => { if (!e.isComposing) this.#commit(e); }}
        @compositionend=${(e: Event) => this.#commit(e)}
        @change=${(e: Event) => this.#commit(e)}>
      ${this.problem ? html`<p class="wrong" id="wrong">${this.problem.message}</p>` : nothing}`;
  }

  #t(key: Key): string {
    return t(this.lang, key);
  }

  #commit(e: Event): void {
    const { value } = e.target as HTMLInputElement;
    if (value === this.frame.config.text && !this.problem) return;
    const edit: Edit = { kind: "set_text", value };
    this.dispatchEvent(new CustomEvent("qkv-edit", { detail: edit, bubbles: true, composed: true }));
  }

  static override styles = [controls, css`
    :host { display: block; min-inline-size: 0; }
    input[type="text"] { inline-size: 100%; font-size: 16px; padding-inline: 12px; }
    input::placeholder { color: var(--qkv-ink-3); opacity: 1; }
    .wrong { margin: 4px 0 0; font-size: 12.5px; color: var(--qkv-danger, #b3261e); word-break: keep-all; }
  `];
}

/** Tokens as a sentence again: a piece with ## continues the word before it. */
export function joined(tokens: readonly string[]): string {
  return tokens.map((token, i) => (token.startsWith("##") ? token.slice(2) : (i > 0 ? " " : "") + token)).join("");
}

define("qkv-sentence", QkvSentence);
