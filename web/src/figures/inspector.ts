import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type PropertyValues, type TemplateResult } from "lit";
import type { Key } from "../i18n/t.js";
import type { Frame } from "../model/frame.js";
import { roleOf } from "../model/role.js";
import { symbolOf } from "../model/symbol.js";
import { sameCell, type CellRef } from "../model/view.js";
import { cellNumber } from "../scale/number.js";
import type { Explanation } from "../wire.gen.js";
import { rounded } from "./cell-name.js";
import { define, Figure } from "./figure.js";
import { head, lines, setByHand, type HeadTools } from "./inspector-head.js";
import "./inspector-line.js";
import { inspectorStyles } from "./inspector.css.js";
import { curve, divided, quotient, reason, sum, why, type Parts } from "./inspector-parts.js";
import { playbar } from "./inspector-play.js";
import { axisLabels, cellPlace, isNamed, quoted } from "./labels.js";
import { otherWay, pathBack } from "./path.js";
import { isPlayable, pace } from "./playback.js";
import { symbol, symbolText } from "./symbol.js";
import { num } from "./waterfall.js";

/**
 * `<qkv-inspector>`: where one number comes from: in symbols, names and numbers; its terms as a waterfall, which can be
 * built one by one (`view.term`); and the way back to the tokens. `explanation` is what the engine says of the cell; null
 * shows how to choose one. Terms lead to their cells (`qkv-pin`); a cell set by hand can be taken back (`qkv-edit`).
 */
export class QkvInspector extends Figure {
  static override styles: CSSResultGroup = inspectorStyles;
  static override properties: PropertyDeclarations = {
    ...Figure.properties,
    explanation: { attribute: false },
    base: { attribute: false },
    difference: { attribute: false },
    whole: { state: true },
    running: { state: true },
  };

  declare explanation: Explanation | null;
  /** What figures show the difference to, as qkv-matrix has it. */
  declare base: Frame | null;
  declare difference: -1 | 0 | 1;
  declare private whole: boolean; // all terms are shown, however many
  declare private running: boolean; // the sum is built by itself
  #clock: ReturnType<typeof setTimeout> | undefined;
  #pointed: CellRef | null = null; // the cell of the link one points at: figures show it, the sheet stays
  #shown: Explanation | null = null;

  constructor() {
    super();
    this.explanation = null;
    this.base = null;
    this.difference = 0;
    this.whole = false;
    this.running = false;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const old = changed.get("explanation") as Explanation | null | undefined;
    if (old && this.explanation && !sameCell(old, this.explanation)) this.whole = false;
    if (this.#pointed && sameCell(this.explanation, this.#pointed)) return;
    if (this.explanation && !sameCell(this.#shown, this.explanation)) this.closest(".inspector")?.scrollTo(0, 0); // another cell is read from its top
    this.#shown = this.explanation;
    if (this.running && changed.has("view") && this.view.term === null) this.running = false; // another cell was chosen
  }

  protected override updated(): void {
    clearTimeout(this.#clock);
    const place = this.renderRoot.querySelector<HTMLElement>(".ask");
    if (place) this.question(place, this.#shown!);
    const [e, term] = [this.explanation, this.view.term];
    if (!this.running || !e || term === null) return;
    if (term >= e.terms.length) this.running = false;
    else this.#clock = setTimeout(() => this.look({ term: term + 1 }), pace(e.terms.length));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#clock);
    this.running = false;
  }

  /** How many terms of what is explained were added; null: it is not being built. */
  #added(e: Explanation): number | null {
    const { term, pinned } = this.view;
    return term !== null && isPlayable(e) && sameCell(pinned, e) ? Math.min(term, e.terms.length) : null;
  }

  #run(e: Explanation, on: boolean): void {
    const added = this.#added(e);
    if (on && !sameCell(this.view.pinned, e)) this.pin({ step: e.step, row: e.row, col: e.col });
    if (on && (added === null || added === e.terms.length)) this.look({ term: 1 });
    this.running = on;
    if (on) setTimeout(() => this.renderRoot.querySelector(".sum")?.scrollIntoView({ block: "nearest" }), 60); // once it stands
  }

  protected override render(): TemplateResult {
    const [e, frame] = [this.#shown, this.frame];
    if (!e || !frame?.has(e.step)) {
      return html`<section><h2>${this.t("inspector.title")}</h2><p class="empty">${this.t("inspector.empty")}${this.readonly ? nothing : html` ${this.t("inspector.edit_hint")} <span class="keyed">${this.t("inspector.paste_hint")}</span>`}</p></section>`;
    }
    const pinned = sameCell(this.view.pinned, e);
    const editable = !this.readonly && frame.step(e.step)?.op !== "tie";
    const cell: CellRef = { step: e.step, row: e.row, col: e.col };
    const tools: HeadTools = {
      lang: this.view.lang, decimals: this.view.decimals, frame, base: this.base, difference: this.difference, pinned, readonly: this.readonly,
      unpin: () => this.pin(null),
      copyText: () => this.copy(e.text),
      copyCode: (as) => this.copyCode(cell, as),
      takeBack: () => this.edit({ kind: "reset_cell", ...cell }),
    };
    const parts = this.#parts(e, frame);
    return html`<section class="role-${roleOf(e.step)}" @pointerleave=${() => this.#point(null)}>
      ${head(tools, e)}
      ${e.isSet ? setByHand(tools, e) : nothing}
      ${e.warning ? html`<p class="warning">${e.warning}</p>` : nothing}
      ${editable && !e.isSet ? html`<p class="hint">${this.t("inspector.edit_hint")}</p>` : nothing}
      ${e.kind === "asked" && e.value === "NaN" ? html`<div class="set ask"></div>` : lines(tools, e) /* of what is asked for they are the hints */}
      ${this.#path(e, frame)}
      ${this.#made(parts, e)}
      ${why(parts, e)}
      ${pinned && editable ? html`<qkv-line .frame=${frame} .cell=${e} .lang=${this.view.lang}></qkv-line>` : nothing}
    </section>`;
  }

  /** Products want two places at least. */
  get #decimals(): number {
    return Math.max(this.view.decimals, 2);
  }

  #parts(e: Explanation, frame: Frame): Parts {
    return {
      lang: this.view.lang,
      decimals: this.#decimals,
      frame,
      whole: this.whole,
      added: this.#added(e),
      toggle: () => { this.whole = !this.whole; },
      link: (cell, content, value, named) => this.#link(cell, content, value, named),
    };
  }

  /** How the terms make the value. */
  #made(parts: Parts, e: Explanation): TemplateResult | typeof nothing {
    switch (e.kind) {
      case "sum": return html`<div class="sum">${this.#terms(parts, e)}${sum(parts, e)}</div>`;
      case "quotient": return Number.isNaN(num(e.computed)) ? quotient(parts, e) : html`<div class="sum">${this.#terms(parts, e)}${quotient(parts, e)}</div>`;
      case "tanh":
      case "wave": return html`${reason(parts, e)}${curve(parts, e)}`;
      case "divide": return html`${reason(parts, e)}${divided(parts, e)}`;
      default: return reason(parts, e);
    }
  }

  /** The heading of the terms, and what builds them one by one. */
  #terms(parts: Parts, e: Explanation): TemplateResult {
    const title: Key = e.isSet ? "inspector.terms_computed" : "inspector.terms";
    return html`<h3 id="terms">${this.t(title)}</h3>
      ${isPlayable(e) ? playbar({
        lang: this.view.lang, added: parts.added, running: this.running,
        run: (on) => this.#run(e, on),
        go: (term) => { this.running = false; this.look({ term: Math.max(0, Math.min(term, e.terms.length)) }); },
        end: () => { this.running = false; this.look({ term: null }); this.renderRoot.querySelector<HTMLElement>(".play .run")?.focus(); },
      }, e) : nothing}`;
  }

  /** A number that leads to its cell; `named` is the symbol that is seen before it. */
  #link(cell: CellRef, content: unknown, value: number, named = ""): TemplateResult {
    const step = this.frame!.step(cell.step);
    if (!step) return html`${content}`; // the explanation is of a frame before
    const [row, col] = cellPlace(this.frame!, step, cell.row, cell.col);
    const where = `${symbolOf(cell.step)} (${row}, ${col})`;
    const shown = cellNumber(value, this.#decimals);
    const seen = named && `${named} ${shown}, `; // a name begins with what is seen (WCAG 2.5.3)
    const name = `${seen}${rounded(this.view.lang, value, this.#decimals) ?? shown}: ${this.t("inspector.go", { where })}`;
    const ref = { step: cell.step, row: cell.row, col: cell.col };
    return html`<button class="cell role-${roleOf(cell.step)}" data-step=${cell.step} data-row=${cell.row} data-col=${cell.col}
      aria-label=${name} title=${name} @click=${() => { this.#pointed = null; this.pin(ref); }}
      @pointerenter=${() => this.#point(ref)} @pointerleave=${() => this.#point(null)}>${content}</button>`;
  }

  #point(cell: CellRef | null): void {
    this.#pointed = cell;
    this.hover(cell);
  }

  /** The ways back to the tokens: of a product of two matrices, along both. */
  #path(e: Explanation, frame: Frame): TemplateResult | typeof nothing {
    const path = pathBack(frame, { step: e.step, row: e.row, col: e.col });
    if (path.length < 2) return nothing;
    const ways = [path, otherWay(frame, path)].filter((way) => way.length > 1);
    return html`<div class="path" role="group" aria-labelledby="path">
      <h3 id="path" title=${this.t("inspector.path_hint")}>${this.t("inspector.path")}</h3>
      ${ways.map((way) => html`<ol>${way.map((cell, i) => html`<li>${i === 0 ? html`<span aria-current=${way === path ? "true" : "false"}>${symbol(cell.step)}</span>` : this.#crumb(frame, cell)}</li>`)}${this.#token(frame, way.at(-1)!)}</ol>`)}
    </div>`;
  }

  /** The token at the end of a way. */
  #token(frame: Frame, { step, row }: CellRef): TemplateResult | typeof nothing {
    const [axis] = frame.step(step)!.axes;
    return isNamed(frame, axis) ? html`<li>${quoted(frame, axis, axisLabels(frame, axis, row + 1)[row]!)}</li>` : nothing;
  }

  #crumb(frame: Frame, cell: CellRef): TemplateResult {
    const v = frame.now(cell.step)?.at(cell.row, cell.col) ?? NaN;
    return this.#link(cell, html`${symbol(cell.step)} <span class="number">${cellNumber(v, this.#decimals)}</span>`, v, symbolText(cell.step));
  }
}

define("qkv-inspector", QkvInspector);

declare global {
  interface HTMLElementTagNameMap { "qkv-inspector": QkvInspector }
}
