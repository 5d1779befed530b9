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

  /** What stood when the field was entered: Escape brings it back. */
  #before: { readonly doc: string; readonly text: string } | null = null;

  override updated(): void {
    const field = this.renderRoot.querySelector("input");
    if (field && field !== this.shadowRoot?.activeElement && !this.problem) field.value = this.frame.config.text;
  }

  override render(): TemplateResult {
    const given = this.#given;
    return html`
      <label class="visually-hidden" for="field">${this.#t("sentence")}</label>
      <input type="text" id="field" title=${this.#t(given ?? "sentence.help")} autocomplete="off" spellcheck="false" enterkeyhint="done"
        placeholder=${this.#t(given ?? "sentence.placeholder")}
        aria-invalid=${this.problem !== null} aria-describedby=${this.problem ? "wrong" : nothing}
        @focus=${() => { this.#before = { doc: this.frame.doc, text: this.frame.config.text }; }} @keydown=${(e: KeyboardEvent) => this.#key(e)}
        @input=${(e: InputEvent) => { if (!e.isComposing) this.#commit(e); }}
        @compositionend=${(e: Event) => this.#commit(e)}
        @change=${(e: Event) => this.#commit(e)}>
      ${this.problem ? html`<p class="wrong" id="wrong">${this.problem.message}</p>` : nothing}`;
  }

  /** Why the field is empty though there are tokens, and what typing does to them. */
  get #given(): Key | undefined {
    const { config } = this.frame;
    return config.input === "text" ? undefined : config.input === "x" ? "sentence.given_x" : "sentence.given_tokens";
  }

  #key(e: KeyboardEvent): void {
    const before = this.#before;
    if (e.key !== "Escape" || e.isComposing || before === null) return;
    const field = e.target as HTMLInputElement;
    if (field.value === before.text && this.frame.doc === before.doc && !this.problem) return; // nothing to bring back: the key is the page's
    e.preventDefault();
    e.stopPropagation();
    field.value = before.text;
    this.#emit({ kind: "load", value: before.doc });
  }

  #t(key: Key): string {
    return t(this.lang, key);
  }

  #commit(e: Event): void {
    const { value } = e.target as HTMLInputElement;
    if (value === this.frame.config.text && !this.problem) return;
    this.#emit({ kind: "set_text", value });
  }

  #emit(edit: Edit): void {
    this.dispatchEvent(new CustomEvent("qkv-edit", { detail: edit, bubbles: true, composed: true }));
  }

  static override styles = [controls, css`
    :host { display: block; min-inline-size: 0; }
    input[type="text"] { inline-size: 100%; font-size: 16px; padding-inline: 12px; }
    input::placeholder { color: var(--qkv-ink-3); opacity: 1; text-overflow: ellipsis; }
    input:placeholder-shown { text-overflow: ellipsis; }
    .wrong { margin: 4px 0 0; font-size: 12.5px; color: var(--qkv-danger, #b3261e); word-break: keep-all; }
  `];
}

define("qkv-sentence", QkvSentence);
