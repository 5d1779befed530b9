import { css, html, LitElement, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from "lit";
import { t, type Key } from "../i18n/t.js";
import type { Edit, EditKind } from "../model/edit.js";
import type { Frame } from "../model/frame.js";
import type { CellRef, Lang } from "../model/view.js";
import { plainNumber } from "../scale/number.js";
import { define } from "./figure.js";
import { cellPlace } from "./labels.js";
import { sharedStyles } from "./shared.css.js";

/**
 * `<qkv-line>`: what can be done with the whole row or column of a cell: set all to one number or each to its own, multiply,
 * turn the sign, copy, take back what was set. Emits `qkv-edit` and `qkv-copy`; what is typed is the engine's to judge.
 */
export class QkvLine extends LitElement {
  static override styles: CSSResultGroup = [sharedStyles, css`
    summary { cursor: pointer; color: var(--qkv-ink-2); font-size: 12px; min-block-size: 28px; padding-block: 5px; }
    .tools { display: flex; flex-wrap: wrap; gap: 6px; }
    .which { display: flex; flex-wrap: wrap; flex-basis: 100%; gap: 4px; min-inline-size: 0; }
    input { flex: 1 1 100%; min-inline-size: 0; min-block-size: 32px; padding: 2px 8px; border: 1px solid var(--qkv-ink-3); border-radius: 5px; background: var(--qkv-paper-2); color: inherit; font: inherit; }
    button { min-block-size: 30px; padding: 2px 9px; border: 1px solid var(--qkv-ink-3); border-radius: 5px; background: var(--qkv-paper-2); cursor: pointer; white-space: nowrap; }
    .which button { white-space: normal; overflow-wrap: anywhere; min-inline-size: 0; }
    button:hover:enabled { border-color: var(--qkv-ink); }
    button:disabled { color: var(--qkv-ink-3); border-style: dashed; cursor: default; }
    button[aria-pressed="true"] { border-color: var(--qkv-ink); font-weight: 700; }
    input:focus-visible { outline: 2px solid var(--qkv-focus); outline-offset: 1px; }
  `];
  static override properties: PropertyDeclarations = {
    frame: { attribute: false },
    cell: { attribute: false },
    lang: { attribute: false },
    axis: { state: true },
    typed: { state: true },
  };

  declare frame: Frame;
  declare cell: CellRef;
  declare lang: Lang;
  declare private axis: "row" | "col";
  declare private typed: string;

  constructor() {
    super();
    this.axis = "row";
    this.typed = "";
  }

  #t(key: Key, args?: Record<string, string>): string {
    return t(this.lang, key, args);
  }

  #edit(kind: EditKind, value?: string): void {
    const { step, row, col } = this.cell;
    const detail: Edit = { kind, step, row, col, ...(value !== undefined && { value }) };
    this.dispatchEvent(new CustomEvent("qkv-edit", { detail, bubbles: true, composed: true }));
  }

  /** The numbers of the line, as they can be typed or pasted again. */
  #copy(): void {
    const { step, row, col } = this.cell;
    const m = this.frame.now(step);
    if (!m) return;
    const n = this.axis === "row" ? m.cols : m.rows;
    const values = Array.from({ length: n }, (_, i) => plainNumber(this.axis === "row" ? m.at(row, i) : m.at(i, col)));
    this.dispatchEvent(new CustomEvent("qkv-copy", { detail: values.join(", "), bubbles: true, composed: true }));
  }

  protected override render(): TemplateResult {
    const { axis, typed, cell } = this;
    const [row, col] = cellPlace(this.frame, this.frame.step(cell.step)!, cell.row, cell.col);
    const isSet = this.frame.set.some((c) => c.step === cell.step && c[axis] === cell[axis]);
    const empty = typed.trim() === "";
    const which = (name: "row" | "col", label: string): TemplateResult => html`<button type="button" aria-pressed=${axis === name} @click=${() => { this.axis = name; }}>${label}</button>`;
    return html`<details>
      <summary>${this.#t("line.title")}</summary>
      <div class="tools">
        <div class="which" role="group" aria-label=${this.#t("line.title")}>${which("row", this.#t("line.row", { row }))}${which("col", this.#t("line.col", { col }))}</div>
        <input type="text" autocomplete="off" spellcheck="false" aria-label=${this.#t("line.value")} placeholder=${this.#t("line.placeholder")} .value=${typed}
          @input=${(e: Event) => { this.typed = (e.target as HTMLInputElement).value; }}
          @keydown=${(e: KeyboardEvent) => { if (e.key === "Enter" && !empty) this.#edit(`set_${axis}`, typed); }}>
        <button type="button" ?disabled=${empty} @click=${() => this.#edit(`set_${axis}`, typed)}>${this.#t("line.set")}</button>
        <button type="button" ?disabled=${empty} @click=${() => this.#edit(`scale_${axis}`, typed)}>${this.#t("line.scale")}</button>
        <button type="button" @click=${() => this.#edit(`scale_${axis}`, "-1")}>${this.#t("line.negate")}</button>
        <button type="button" @click=${() => this.#copy()}>${this.#t("inspector.copy_text")}</button>
        <button type="button" ?disabled=${!isSet} @click=${() => this.#edit(`reset_${axis}`)}>${this.#t("inspector.reset")}</button>
      </div>
    </details>`;
  }
}

define("qkv-line", QkvLine);

declare global {
  interface HTMLElementTagNameMap { "qkv-line": QkvLine }
}
