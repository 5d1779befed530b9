import { css, html, LitElement, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from "lit";
import { define } from "../figures/figure.js";
import { bytesOf, visibleToken } from "../figures/labels.js";
import { t, type Args, type Key } from "../i18n/t.js";
import type { Edit } from "../model/edit.js";
import type { Frame } from "../model/frame.js";
import type { Lang } from "../model/view.js";
import { controls } from "../styles/controls.js";
import { icon, type IconName } from "./icon.js";

/**
 * The tokens as chips. One tab stop: arrows choose, Enter or F2 renames, Delete removes, Alt with arrows moves. The
 * chosen chip shows the same as buttons.
 */
export class QkvTokens extends LitElement {
  static override properties: PropertyDeclarations = {
    frame: { attribute: false },
    lang: { attribute: false },
    chosen: { state: true },
    renaming: { state: true },
  };
  declare frame: Frame;
  declare lang: Lang;
  /** The chip whose buttons show, or −1. */
  declare chosen: number;
  declare renaming: boolean;

  #stop = 0;
  #focus = false;
  /** Where a token was added that the next frame will have, or −1. */
  #inserted = -1;

  constructor() {
    super();
    this.chosen = -1;
    this.renaming = false;
  }

  get #count(): number {
    return this.frame.config.t;
  }

  get #named(): boolean {
    return this.frame.tokens.length > 0;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("frame")) return;
    if (this.#inserted >= 0 && this.#inserted < this.#count) this.#begin(this.#inserted);
    this.#inserted = -1;
    this.#stop = Math.min(this.#stop, this.#count - 1);
    if (this.chosen >= this.#count) this.chosen = this.#count - 1;
  }

  override updated(): void {
    if (!this.#focus) return;
    this.#focus = false;
    const field = this.renderRoot.querySelector<HTMLElement>(this.renaming ? "input" : `[data-chip="${this.#stop}"]`);
    field?.focus();
    if (field instanceof HTMLInputElement) field.select();
  }

  override render(): TemplateResult {
    return html`
      ${this.#named ? nothing : html`<p class="label">${this.#t("tokens.rows")}</p>`}
      <ol role="list" aria-label=${this.#t("tokens")} title=${this.#t("tokens.help")}
        @focusout=${this.#left}>
        ${Array.from({ length: this.#count }, (_, i) => this.#chip(i))}
        <li><button class="add plain" type="button" title=${this.#t("token.add")} aria-label=${this.#t("token.add")}
          @click=${() => this.#insert(this.#count)}>${icon("plus")}</button></li>
      </ol>`;
  }

  #chip(i: number): TemplateResult {
    const token = this.frame.tokens[i];
    const text = token === undefined ? this.#t("token.row", { n: i }) : visibleToken(token);
    const bytes = token !== undefined && /^b/.test(this.frame.config.tokenizer) ? bytesOf(token) : ""; // bytes, bpe
    const chosen = i === this.chosen;
    if (chosen && this.renaming) {
      return html`<li class="chosen"><input type="text" .value=${token ?? ""} size=${Math.max(4, (token ?? "").length + 2)}
        aria-label=${this.#t("token.rename", { n: i })} autocomplete="off" spellcheck="false"
        @keydown=${(e: KeyboardEvent) => this.#typing(e, i)} @change=${(e: Event) => this.#rename(e, i)}></li>`;
    }
    return html`<li class=${chosen ? "chosen" : ""}>
      <button class="chip" type="button" data-chip=${i} tabindex=${i === this.#stop ? 0 : -1} aria-expanded=${chosen}
        aria-label=${this.#t("token.name", { n: i, token: `${text} ${bytes}`.trim() })}
        @click=${() => this.#choose(chosen ? -1 : i)} @keydown=${(e: KeyboardEvent) => this.#key(e, i)}
        @focus=${() => { this.#stop = i; }}>${text}${bytes ? html` <small>${bytes}</small>` : nothing}</button>
      ${chosen ? html`
        ${this.#tool("left", "token.left", () => this.#move(i, i - 1), i > 0)}
        ${this.#tool("right", "token.right", () => this.#move(i, i + 1), i < this.#count - 1)}
        ${this.#named ? this.#tool("pen", "token.edit", () => this.#begin(i), true) : nothing}
        ${this.#tool("close", "token.remove", () => this.#remove(i), this.#count > 1)}` : nothing}
    </li>`;
  }

  #tool(name: IconName, label: Key, act: () => void, able: boolean): TemplateResult {
    return html`<button class="tool plain" type="button" ?disabled=${!able} title=${this.#t(label)} aria-label=${this.#t(label)}
      @click=${act}>${icon(name)}</button>`;
  }

  #t(key: Key, args?: Args): string {
    return t(this.lang, key, args);
  }

  #key(e: KeyboardEvent, i: number): void {
    const along = e.key === "ArrowRight" ? 1 : e.key === "ArrowLeft" ? -1 : 0;
    if (e.ctrlKey || e.metaKey) return;
    if (along !== 0 && e.altKey) this.#move(i, i + along);
    else if (along !== 0) this.#go(i + along);
    else if (e.key === "Home") this.#go(0);
    else if (e.key === "End") this.#go(this.#count - 1);
    else if (e.key === "Enter" || e.key === "F2") this.#begin(i);
    else if (e.key === "Delete" || e.key === "Backspace") this.#remove(i);
    else if (e.key === "Escape" && this.chosen >= 0) this.#leave();
    else return;
    e.preventDefault();
    e.stopPropagation();
  }

  #typing(e: KeyboardEvent, i: number): void {
    if (e.isComposing) return;
    if (e.key === "Enter") this.#rename(e, i);
    else if (e.key === "Escape") this.#go(i);
    else return;
    e.preventDefault();
    e.stopPropagation();
  }

  #go(to: number): void {
    this.renaming = false;
    this.#stop = Math.max(0, Math.min(to, this.#count - 1));
    this.#focus = true;
    this.requestUpdate();
  }

  #choose(i: number): void {
    this.chosen = i;
    this.renaming = false;
  }

  // A chip that becomes a field loses the focus, too: where it went is known a moment later.
  #left(): void {
    setTimeout(() => { if (!this.shadowRoot?.activeElement) this.#leave(); });
  }

  #leave(): void {
    this.chosen = -1;
    this.renaming = false;
  }

  #begin(i: number): void {
    if (!this.#named) return;
    this.chosen = i;
    this.renaming = true;
    this.#focus = true;
  }

  #rename(e: Event, i: number): void {
    if (!this.renaming) return;
    const { value } = e.target as HTMLInputElement;
    this.chosen = i;
    this.#go(i);
    if (value !== this.frame.tokens[i]) this.#edit({ kind: "rename_token", row: i, value });
  }

  #move(from: number, to: number): void {
    if (to < 0 || to >= this.#count) return;
    if (this.chosen >= 0) this.chosen = to;
    this.#edit({ kind: "move_token", row: from, to });
    this.#go(to);
  }

  #remove(i: number): void {
    this.#edit({ kind: "remove_token", row: i });
    this.chosen = -1;
    this.#go(Math.min(i, this.#count - 2));
  }

  // A new token has a name at once, ready to be typed over; a new row of X is zero.
  #insert(i: number): void {
    this.#inserted = i;
    this.#edit({ kind: "insert_token", row: i, value: this.#named ? this.#t("token.add.value") : "" });
  }

  #edit(edit: Edit): void {
    this.dispatchEvent(new CustomEvent("qkv-edit", { detail: edit, bubbles: true, composed: true }));
  }

  static override styles = [controls, css`
    :host { display: block; }
    ol { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: 6px; }
    li { display: inline-flex; align-items: center; border-radius: 8px; max-inline-size: 100%; }
    li.chosen { background: color-mix(in srgb, var(--qkv-role-x) 10%, transparent); }
    .chip { border-radius: 8px; border-color: color-mix(in srgb, var(--qkv-role-x) 45%, var(--qkv-line)); padding: 0 10px; max-inline-size: 24ch; overflow: hidden; text-overflow: ellipsis; display: inline-block; }
    .chip:has(small) { height: auto; padding-block: 3px; line-height: 1.2; }
    .chip small { display: block; font-size: 11px; color: var(--qkv-ink-2); }
    .tool { padding: 0; inline-size: 28px; }
    .add { padding: 0; inline-size: var(--h); color: var(--qkv-ink-2); border-style: dashed; border-color: var(--qkv-line); }
    @media (pointer: coarse) { .tool { inline-size: 40px; } }
    @media print { .add { display: none; } }
    p { margin: 0 0 4px; }
  `];
}

define("qkv-tokens", QkvTokens);
