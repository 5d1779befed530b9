import { css, html, LitElement, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from "lit";
import { define } from "../figures/figure.js";
import { symbol, withSubscripts } from "../figures/symbol.js";
import { turnOf } from "../figures/turn.js";
import { t } from "../i18n/t.js";
import type { Edit } from "../model/edit.js";
import type { Frame } from "../model/frame.js";
import { symbolOf } from "../model/symbol.js";
import type { Lang } from "../model/view.js";
import { controls } from "../styles/controls.js";
import type { Problem } from "../wire.gen.js";
import { icon } from "./icon.js";
import { chosen, type Choice, type Control } from "./table.js";

/**
 * The control of one key of the document, drawn from its row of the table. It says what a person chose by `qkv-edit`.
 * What was refused stays in the field, with the problem below it, until the problem is gone.
 */
export class QkvControl extends LitElement {
  static override properties: PropertyDeclarations = {
    spec: { attribute: false },
    frame: { attribute: false },
    lang: { attribute: false },
    problem: { attribute: false },
    helping: { state: true },
  };
  declare spec: Control;
  declare frame: Frame;
  declare lang: Lang;
  declare problem: Problem | null;
  declare helping: boolean;

  /** What a person typed and the engine refused, while the problem stands. */
  #typed: string | null = null;
  /** The document that stood when the field was entered: Escape brings it back. */
  #before: string | null = null;
  /** A choice that waits for its number. */
  #open: Choice | null = null;

  constructor() {
    super();
    this.problem = null;
    this.helping = false;
  }

  protected override scheduleUpdate(): void | Promise<unknown> {
    const turn = this.hasUpdated ? undefined : turnOf(this, false);
    return turn ? turn.then(() => super.scheduleUpdate()) : super.scheduleUpdate();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("frame") || (changed.has("problem") && !this.problem)) {
      this.#typed = null;
      this.#open = null;
    }
  }

  // A field in which a person is typing is never written to.
  override updated(): void {
    const field = this.renderRoot.querySelector("input");
    const shown = this.#typed ?? field?.dataset["shown"];
    if (field && shown !== undefined && (field !== this.shadowRoot?.activeElement || !field.dataset["touched"])) field.value = shown;
  }

  override render(): TemplateResult {
    const { spec } = this;
    if (spec.bare) return html`<div class="row">${this.frame.has(spec.key) ? html`<span class="label" aria-hidden="true">${symbol(spec.key)}</span>` : nothing}${this.#choice()}</div>${this.#wrong()}`;
    return html`
      <div class="head">
        ${spec.kind === "switch" ? nothing : html`<label class="label" for="field" title=${this.#t(spec.help)}>${this.#label}</label>`}
        ${spec.kind === "switch" ? this.#switch() : nothing}
        <button class="help" type="button" aria-expanded=${this.helping} aria-label=${t(this.lang, "control.help", { label: this.#label })}
          @click=${() => { this.helping = !this.helping; }} @blur=${this.#unhelp} @keydown=${this.#closeHelp}>?</button>
      </div>
      ${spec.kind === "choice" ? this.#choice() : spec.kind === "number" ? this.#number() : nothing}
      ${this.helping ? html`<p class="note helps">${withSubscripts(this.#t(spec.help))}</p>` : nothing}
      ${this.#wrong()}`;
  }

  readonly #unhelp = (): void => { this.helping = false; };

  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>("#field, input")?.focus(options);
  }

  readonly #closeHelp = (e: KeyboardEvent): void => {
    if (e.key !== "Escape" || !this.helping) return;
    e.stopPropagation();
    this.helping = false;
  };

  #wrong(): TemplateResult | typeof nothing {
    return this.problem ? html`<p class="note wrong" id="wrong">${this.problem.message}</p>` : nothing;
  }

  get #label(): string {
    return this.#t(this.spec.label);
  }

  // What it is about stands beside it, but not in its name.
  get #bareLabel(): string {
    return this.frame.has(this.spec.key) ? `${symbolOf(this.spec.key)}: ${this.#label}` : this.#label;
  }

  #t(key: Control["label"]): string {
    return t(this.lang, key);
  }

  get #value(): string {
    return this.spec.value(this.frame.config);
  }

  #switch(): TemplateResult {
    return html`<label class="switch" title=${this.#t(this.spec.help)}>
      <input type="checkbox" .checked=${this.#value === "1"} aria-invalid=${this.problem !== null}
        @change=${(e: Event) => this.#set((e.target as HTMLInputElement).checked ? "1" : "0")}><span>${withSubscripts(this.#label)}</span></label>`;
  }

  #choice(): TemplateResult {
    const choices = this.spec.choices ?? [];
    const now = chosen(choices, this.#value);
    const choice = this.#open ?? now?.choice;
    const pick = (e: Event): void => {
      const next = choices[(e.target as HTMLSelectElement).selectedIndex];
      if (!next) return;
      this.#open = next;
      this.#set(next.value + (next.number ?? ""));
    };
    return html`<div class="row">
      <select id="field" class=${this.spec.bare ? "bare" : ""} @change=${pick} title=${this.#t(this.spec.help)}
        aria-label=${this.spec.bare ? this.#bareLabel : nothing} aria-invalid=${this.problem !== null} aria-describedby=${this.problem ? "wrong" : nothing}>
        ${choices.map((c) => html`<option .selected=${c === choice}>${this.#t(c.label)}</option>`)}
      </select>
      ${choice?.number !== undefined
        ? this.#field("number", now?.choice === choice ? now?.number ?? "" : String(choice.number), choice.value) : nothing}
    </div>`;
  }

  #number(): TemplateResult {
    const { spec } = this;
    const step = (by: 1 | -1, name: "minus" | "plus", label: "control.less" | "control.more"): TemplateResult => {
      const to = spec.next?.(Number(this.#value), by, this.frame.config);
      return html`<button type="button" class="step" aria-disabled=${to === undefined} aria-label=${t(this.lang, label, { label: this.#label })}
        @click=${() => { if (to === undefined) this.helping = !this.helping; else this.#set(String(to)); }} @blur=${this.#unhelp}>${icon(name)}</button>`; // at its end it says why
    };
    return html`<div class="row">
      ${spec.next ? step(-1, "minus", "control.less") : nothing}
      ${this.#field("field", this.#value, "")}
      ${spec.next ? step(1, "plus", "control.more") : nothing}
      ${spec.key === "seed" ? html`<button type="button" class="step" title=${t(this.lang, "seed.next")} aria-label=${t(this.lang, "seed.next")}
        @click=${() => this.#emit({ kind: "reseed" })}>${icon("die")}</button>` : nothing}
    </div>`;
  }

  // Text, not type=number: what cannot be read is to reach the engine, which says why.
  #field(id: string, value: string, prefix: string): TemplateResult {
    const commit = (e: Event): void => {
      const field = e.target as HTMLInputElement;
      delete field.dataset["touched"];
      this.#typed = field.value;
      this.#set(prefix + field.value.trim().replace(/[−–]/g, "-"));
    };
    const move = (e: KeyboardEvent): void => {
      if (e.key === "Escape") return this.#takeBack(e);
      if (e.key !== "ArrowUp" && e.key !== "ArrowDown") return;
      const to = this.spec.next?.(Number(this.#value), e.key === "ArrowUp" ? 1 : -1, this.frame.config);
      if (to === undefined) return;
      e.preventDefault();
      this.#set(String(to));
    };
    return html`<input type="text" id=${id} inputmode="decimal" autocomplete="off" spellcheck="false" data-shown=${value}
      size=${Math.max(3, Math.min(value.length, 10))}
      aria-label=${id === "number" ? t(this.lang, "control.number", { label: this.#label }) : nothing}
      aria-invalid=${this.problem !== null} aria-describedby=${this.problem ? "wrong" : nothing}
      @focus=${() => { this.#before = this.frame.doc; }}
      @input=${(e: Event) => { (e.target as HTMLInputElement).dataset["touched"] = "1"; }}
      @change=${commit} @keydown=${move}>`;
  }

  /** Brings back what stood before the field was entered: what was typed goes, and what was already set. */
  #takeBack(e: KeyboardEvent): void {
    const field = e.target as HTMLInputElement;
    const isNew = this.problem !== null || (this.#before !== null && this.frame.doc !== this.#before);
    if (e.isComposing || (!isNew && !field.dataset["touched"])) return; // nothing to bring back: the key is the page's
    e.preventDefault();
    e.stopPropagation();
    delete field.dataset["touched"];
    this.#typed = this.#open = null;
    field.value = field.dataset["shown"] ?? "";
    if (isNew) this.#emit({ kind: "load", value: this.#before ?? this.frame.doc });
  }

  #set(value: string): void {
    this.#emit({ kind: "set_key", key: this.spec.key, value });
    this.requestUpdate();
  }

  #emit(edit: Edit): void {
    this.dispatchEvent(new CustomEvent("qkv-edit", { detail: edit, bubbles: true, composed: true }));
  }

  static override styles = [controls, css`
    :host { display: inline-block; vertical-align: top; position: relative; }
    .head { display: flex; align-items: center; gap: 2px; min-block-size: 24px; white-space: nowrap; }
    sub { font-size: 0.8em; line-height: 0; }
    .row { display: flex; align-items: center; }
    .row > * + * { margin-inline-start: 4px; }
    .row input { min-inline-size: 44px; text-align: center; font-variant-numeric: tabular-nums; }
    .step { padding: 0; inline-size: 28px; }
    @media (pointer: coarse) { .step { inline-size: 40px; } }
    .help { inline-size: 24px; block-size: 24px; padding: 0; border: 0; background: none; font-size: 12px; color: var(--qkv-ink-3); border-radius: 12px; }
    .help:hover, .help[aria-expanded="true"] { color: var(--qkv-ink); background: color-mix(in srgb, var(--qkv-ink) 8%, transparent); }
    @media (pointer: coarse) { .help { inline-size: 40px; block-size: 40px; } }
    :host([data-key]:not([data-key="tokenizer"])) .bare { block-size: 24px; font-size: 12px; border-color: transparent; background: none; color: var(--qkv-ink-2); padding-inline: 0; max-inline-size: 11em; field-sizing: content; }
    @media (pointer: coarse) { :host([data-key]) .bare { block-size: 40px !important; } }
    .switch { display: inline-flex; align-items: center; gap: 6px; min-block-size: var(--h); cursor: pointer; }
    .switch input { inline-size: 18px; block-size: 18px; margin: 0; accent-color: var(--qkv-focus); }
    .note { margin: 4px 0 0; max-inline-size: 34ch; font-size: 12.5px; color: var(--qkv-ink-2); word-break: keep-all; }
    @media (min-width: 1200px) { .helps { position: absolute; z-index: 27; inset-inline-start: 0; inline-size: max-content; max-inline-size: min(34ch, 80vw); padding: 6px 10px; background: var(--qkv-paper-2); border: 1px solid var(--qkv-ink-3); border-radius: 6px; box-shadow: 0 4px 14px rgb(0 0 0 / .16); } }
    :host(:is([data-key="kv_heads"], [data-key="head_dim"], [data-key="out_proj"])) .helps { inset-inline: auto 0; }
    @media print { .step, .help { display: none; } }
    .wrong { color: var(--qkv-danger, #b3261e); }
  `];
}

define("qkv-control", QkvControl);
