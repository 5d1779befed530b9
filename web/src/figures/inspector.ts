import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type PropertyValues, type TemplateResult } from "lit";
import type { Frame } from "../model/frame.js";
import { roleOf } from "../model/role.js";
import { symbolOf } from "../model/symbol.js";
import { sameCell, type CellRef } from "../model/view.js";
import { cellNumber, fullNumber } from "../scale/number.js";
import type { Explanation } from "../wire.gen.js";
import { rounded } from "./cell-name.js";
import { define, Figure } from "./figure.js";
import "./inspector-line.js";
import { inspectorStyles } from "./inspector.css.js";
import { curve, divided, quotient, reason, sum, type Parts } from "./inspector-parts.js";
import { cellPlace, stepNameWithHead } from "./labels.js";
import { pathBack } from "./path.js";
import { symbol, symbolText } from "./symbol.js";
import { num } from "./waterfall.js";

/**
 * `<qkv-inspector>`: where one number comes from: in symbols, names and numbers; its terms as a waterfall; and the way
 * back to the tokens. `explanation` is what the engine says of the cell; null shows how to choose one. Terms lead to
 * their cells (`qkv-pin`); a cell set by hand can be taken back (`qkv-edit`).
 */
export class QkvInspector extends Figure {
  static override styles: CSSResultGroup = inspectorStyles;
  static override properties: PropertyDeclarations = {
    ...Figure.properties,
    explanation: { attribute: false },
    readonly: { type: Boolean, reflect: true },
    whole: { state: true },
  };

  declare explanation: Explanation | null;
  declare readonly: boolean;
  declare private whole: boolean; // all terms are shown, however many

  constructor() {
    super();
    this.explanation = null;
    this.readonly = false;
    this.whole = false;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const old = changed.get("explanation") as Explanation | null | undefined;
    if (old && this.explanation && !sameCell(old, this.explanation)) this.whole = false;
  }

  protected override render(): TemplateResult {
    const [e, frame] = [this.explanation, this.frame];
    if (!e || !frame?.has(e.step)) {
      return html`<section><h2>${this.t("inspector.title")}</h2><p class="empty">${this.t("inspector.empty")}${this.readonly ? nothing : html` ${this.t("inspector.edit_hint")}`}</p></section>`;
    }
    const pinned = sameCell(this.view.pinned, e);
    const editable = !this.readonly && frame.step(e.step)?.op !== "tie";
    return html`<section class="role-${roleOf(e.step)}">
      ${this.#head(e, frame)}
      ${e.isSet ? this.#setByHand(e) : nothing}
      ${editable ? html`<p class="hint">${this.t("inspector.edit_hint")}</p>` : nothing}
      ${this.#lines(e)}
      ${this.#made(e, frame)}
      ${this.#path(e, frame)}
      ${pinned && editable ? html`<qkv-line .frame=${frame} .cell=${e} .lang=${this.view.lang}></qkv-line>` : nothing}
    </section>`;
  }

  /** Products want two places at least. */
  get #decimals(): number {
    return Math.max(this.view.decimals, 2);
  }

  #head(e: Explanation, frame: Frame): TemplateResult {
    const [row, col] = cellPlace(frame, frame.step(e.step)!, e.row, e.col);
    const pinned = sameCell(this.view.pinned, { step: e.step, row: e.row, col: e.col });
    return html`<header>
      <h2>${symbol(e.step)} <span>${stepNameWithHead(this.view.lang, e.step)}</span></h2>
      ${pinned ? html`<button class="unpin" aria-label=${this.t("inspector.unpin")} title=${this.t("inspector.unpin")} @click=${() => this.pin(null)}>×</button>` : nothing}
      <button class="copy" @click=${() => this.copy(e.text)}>${this.t("inspector.copy_text")}</button>
      <p class="where">${this.t("inspector.cell", { row, col })}</p>
      <p class="value number" data-step=${e.step} data-row=${e.row} data-col=${e.col}>${fullNumber(num(e.value))}</p>
    </header>`;
  }

  #setByHand(e: Explanation): TemplateResult {
    const key = e.kind === "origin" ? "inspector.set_origin" : "inspector.set";
    return html`<p class="set">${this.t(key, { value: fullNumber(num(e.computed)) })}
      ${this.readonly ? nothing : html`<button @click=${() => this.edit({ kind: "reset_cell", step: e.step, row: e.row, col: e.col })}>${this.t("inspector.reset")}</button>`}
    </p>`;
  }

  #lines(e: Explanation): TemplateResult {
    const line = (name: string, text: unknown, look: string): TemplateResult | typeof nothing =>
      text !== "" ? html`<dt>${name}</dt><dd class=${look}>${text}</dd>` : nothing;
    return html`<dl>
      ${line(this.t("inspector.symbols"), withSubscripts(e.symbols), "symbols")}
      ${line(this.t("inspector.names"), e.names, "names")}
      ${line(this.t("inspector.numbers"), e.numbers, "number")}
    </dl>`;
  }

  /** How the terms make the value. */
  #made(e: Explanation, frame: Frame): TemplateResult | typeof nothing {
    const parts: Parts = {
      lang: this.view.lang,
      decimals: this.#decimals,
      frame,
      whole: this.whole,
      toggle: () => { this.whole = !this.whole; },
      link: (cell, content, value, named) => this.#link(cell, content, value, named),
    };
    switch (e.kind) {
      case "sum": return sum(parts, e);
      case "quotient": return quotient(parts, e);
      case "tanh":
      case "wave": return html`${reason(parts, e)}${curve(parts, e)}`;
      case "divide": return html`${reason(parts, e)}${divided(parts, e)}`;
      default: return reason(parts, e);
    }
  }

  /** A number that leads to its cell; `named` is the symbol that is seen before it. */
  #link(cell: CellRef, content: unknown, value: number, named = ""): TemplateResult {
    const [row, col] = cellPlace(this.frame!, this.frame!.step(cell.step)!, cell.row, cell.col);
    const where = `${symbolOf(cell.step)} (${row}, ${col})`;
    const shown = cellNumber(value, this.#decimals);
    const seen = named && `${named} ${shown}, `; // a name begins with what is seen (WCAG 2.5.3)
    const name = `${seen}${rounded(this.view.lang, value, this.#decimals) ?? shown}: ${this.t("inspector.go", { where })}`;
    const ref = { step: cell.step, row: cell.row, col: cell.col };
    return html`<button class="cell role-${roleOf(cell.step)}" data-step=${cell.step} data-row=${cell.row} data-col=${cell.col}
      aria-label=${name} title=${name} @click=${() => this.pin(ref)}
      @pointerenter=${() => this.hover(ref)} @pointerleave=${() => this.hover(null)}>${content}</button>`;
  }

  #path(e: Explanation, frame: Frame): TemplateResult | typeof nothing {
    const path = pathBack(frame, { step: e.step, row: e.row, col: e.col });
    if (path.length < 2) return nothing;
    return html`<div class="path" role="group" aria-labelledby="path">
      <h3 id="path" title=${this.t("inspector.path_hint")}>${this.t("inspector.path")}</h3>
      <ol>${path.map((cell, i) => html`<li>${i === 0 ? html`<span aria-current="true">${symbol(cell.step)}</span>` : this.#crumb(frame, cell)}</li>`)}</ol>
    </div>`;
  }

  #crumb(frame: Frame, cell: CellRef): TemplateResult {
    const v = frame.now(cell.step)?.at(cell.row, cell.col) ?? NaN;
    return this.#link(cell, html`${symbol(cell.step)} <span class="number">${cellNumber(v, this.#decimals)}</span>`, v, symbolText(cell.step));
  }
}

/** W_q with a real subscript. */
function withSubscripts(text: string): unknown {
  return text === "" ? "" : text.split(/_([a-z])(?![a-z])/).map((piece, i) => (i % 2 ? html`<sub>${piece}</sub>` : piece));
}

define("qkv-inspector", QkvInspector);

declare global {
  interface HTMLElementTagNameMap { "qkv-inspector": QkvInspector }
}
