import { html, nothing, svg, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from "lit";
import type { Matrix } from "../model/frame.js";
import { headOf } from "../model/role.js";
import type { CellRef, View } from "../model/view.js";
import { asks, cellNumber } from "../scale/number.js";
import { rangeOf } from "../scale/range.js";
import type { Explanation } from "../wire.gen.js";
import { attentionStyles } from "./attention.css.js";
import { headsDrawn, laneOf, largestShare, linesOf, strokeOf } from "./attention-lines.js";
import { mostOf, shareNumber, sharesOf, swatch, widthLegend, type About, type Side } from "./attention-words.js";
import { define, Figure } from "./figure.js";
import { axisLabels, stepNameWithHead } from "./labels.js";
import { ribbon } from "./paths.js";
import { symbol } from "./symbol.js";

/** The token whose lines are seen alone. */
interface Chosen { readonly side: Side; readonly at: number }

const WIDTH = 220;
/** So many heads have a button each. */
const FEW_HEADS = 8;

/**
 * `<qkv-attention>`: attention as lines from queries (left) to keys (right), wide and dark by its share: of the view's
 * head, or of all heads as colours (`view.lines`). Pointing at a token or at a head of the legend, or going there with the
 * keys, shows its lines alone with their numbers; a click keeps it so, and then a click at the other side pins the share of
 * the two. A query that may look at nothing is NaN and says so.
 * `narrow` is for a column of 300 px.
 */
export class QkvAttention extends Figure {
  static override styles: CSSResultGroup = attentionStyles;
  static override properties: PropertyDeclarations = {
    ...Figure.properties,
    explanation: { attribute: false },
    narrow: { type: Boolean, reflect: true },
    chosen: { state: true },
    kept: { state: true },
    current: { state: true },
    chosenHead: { state: true },
    keptHead: { state: true },
  };

  declare explanation: Explanation | null;
  declare narrow: boolean;
  declare private chosen: Chosen | null;
  declare private kept: Chosen | null;
  declare private current: Chosen; // what the tab key reaches
  declare private chosenHead: number | null;
  declare private keptHead: number | null;

  constructor() {
    super();
    this.explanation = null;
    this.narrow = false;
    this.chosen = null;
    this.kept = null;
    this.current = { side: "query", at: 0 };
    this.chosenHead = null;
    this.keptHead = null;
  }

  /** The heads whose lines are drawn, and of them those that are seen: all, or the one that is seen alone. */
  get #drawn(): number[] {
    return headsDrawn(this.frame!, this.view);
  }

  get #aloneHead(): number | null {
    const head = this.chosenHead ?? this.keptHead;
    return head !== null && this.#drawn.length > 1 && this.#drawn.includes(head) ? head : null;
  }

  get #seen(): number[] {
    const alone = this.#aloneHead;
    return alone === null ? this.#drawn : [alone];
  }

  /** The head that a token stands for, where one is meant. */
  get #head(): number {
    return this.#aloneHead ?? this.view.head;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { frame, view } = this;
    const attn = frame?.now(`head.${view.head}.attn`);
    if (!frame || !attn) return nothing;
    const about: About = { frame, view, queries: axisLabels(frame, "T", attn.rows), keys: axisLabels(frame, "S", attn.cols), heads: this.#seen };
    const rowHeight = this.narrow ? (attn.rows <= 12 ? 24 : 18) : attn.rows <= 16 ? 30 : 24;
    const alone = this.#alone(attn);
    const several = this.#drawn.length > 1;
    const step = `head.${view.head}.attn`;
    const { max } = rangeOf(frame, step, view.attnRange);
    const { lines, left } = linesOf(frame, this.#drawn, max);
    return html`<figure class="role-attn ${several ? "several" : ""}">
      <figcaption>${this.t("attention.title")} ${several ? nothing : html`<small>${symbol(step)} ${stepNameWithHead(view.lang, step)}</small>`}</figcaption>
      ${frame.config.h > 1 ? this.#modes() : nothing}
      <p class="hint">${this.t("attention.hint")}</p>
      ${frame.config.softmax === "queries" ? html`<p class="note">${this.t("attention.wrong_axis")}</p>` : nothing}
      ${several ? this.#legend() : nothing}
      <div class="scroll">
        <div class="lines row-${rowHeight}" @pointerleave=${() => this.#choose(null)}>
          ${this.#side("query", about, attn, alone)}
          ${this.#lines(lines, Math.max(attn.rows, attn.cols) * rowHeight, rowHeight, alone)}
          ${this.#side("key", about, attn, alone)}
        </div>
      </div>
      ${widthLegend(view, max, several)}
      ${left > 0 ? html`<p class="note">${this.t("attention.left", { n: lines.length, left })}</p>` : nothing}
      <p class="readout">${alone ? sharesOf(about, alone.side, alone.at) : this.#aloneHead !== null ? mostOf(about, this.#aloneHead) : nothing}</p>
    </figure>`;
  }

  #modes(): TemplateResult {
    const { lines: now, head: at } = this.view;
    const { h } = this.frame!.config;
    const mode = (isNow: boolean, to: Partial<View>, words: string): TemplateResult => html`<button type="button" data-lines=${to.lines} aria-pressed=${isNow ? "true" : "false"} @click=${() => this.look(to)}>${words}</button>`;
    const heads = h <= FEW_HEADS ? Array.from({ length: h }, (_, i) => i) : [at];
    return html`<div class="modes" role="group" aria-label=${this.t("attention.modes")}>
      ${heads.map((head) => mode(now === "head" && head === at, { lines: "head", head }, this.t("head.n", { n: head })))}${mode(now === "heads", { lines: "heads" }, this.t("attention.all_heads"))}</div>`;
  }

  /** The colours of the heads. */
  #legend(): TemplateResult {
    const drawn = this.#drawn;
    const { h } = this.frame!.config;
    return html`<div class="legend" role="group" aria-label=${this.t("attention.legend")}>
      ${drawn.map((head) => swatch(this.view, head, { isAlone: this.#aloneHead === head, isKept: this.keptHead === head }, {
        enter: () => { this.chosenHead = head; },
        leave: () => { this.chosenHead = null; },
        keep: () => { this.keptHead = this.keptHead === head ? null : head; },
      }))}
      ${drawn.length < h ? html`<span class="note">${this.t("attention.some_heads", { from: drawn[0]!, to: drawn.at(-1)!, h })}</span>` : nothing}
    </div>`;
  }

  /** What is seen alone: what one points at, else what was kept, else what a pinned or hovered cell of these heads is about. */
  #alone({ rows, cols }: Matrix): Chosen | null {
    const cell = this.view.hover ?? this.view.pinned;
    const step = cell && this.frame?.step(cell.step);
    const about = cell && step && this.#seen.includes(headOf(step.id)) && step.axes[1] === "S" ? { side: "query" as const, at: cell.row } : null;
    const alone = this.chosen ?? this.kept ?? about;
    return alone && alone.at < (alone.side === "query" ? rows : cols) ? alone : null;
  }

  #side(side: Side, about: About, attn: Matrix, alone: Chosen | null): TemplateResult {
    const label = this.t(side === "query" ? "attention.queries" : "attention.keys");
    const names = side === "query" ? about.queries : about.keys;
    return html`<div class="side ${side}">
      <h3 id=${side}>${label}</h3>
      <ul role="listbox" aria-labelledby=${side} @keydown=${(e: KeyboardEvent) => this.#key(e, attn)}>${names.map((name, at) => this.#token({ side, at }, name, about, alone))}</ul>
    </div>`;
  }

  #token(one: Chosen, name: string, about: About, alone: Chosen | null): TemplateResult {
    const { side, at } = one;
    const { frame, heads } = about;
    const mine = same(alone, one);
    const [row, col] = side === "query" ? [at, alone?.at ?? 0] : [alone?.at ?? 0, at];
    const opposite = alone && alone.side !== side ? largestShare(frame, heads, row, col) : undefined;
    const dead = side === "query" && !asks() && Number.isNaN(largestShare(frame, heads, at, 0).v);
    const number = dead ? "NaN" : opposite ? cellNumber(opposite.v, this.view.decimals) : "";
    const label = this.t(side === "query" ? "attention.query_label" : "attention.key_label", { n: at, token: `${name} ${number}`.trim() });
    return html`<li role="option" class="${mine ? "mine" : ""} ${dead ? "dead" : ""}" aria-selected=${mine ? "true" : "false"}
        aria-label="${label}. ${sharesOf(about, side, at)}" title=${dead ? this.t("attention.nan") : name}
        tabindex=${same(this.current, one) ? 0 : -1}
        @pointerenter=${(e: PointerEvent) => { if (e.pointerType !== "touch") this.#choose(one); }}
        @focus=${() => { this.current = one; this.#choose(one); }} @blur=${() => this.#choose(null)}
        @click=${() => this.#take(one)}>
      <span class="token">${name}</span> ${dead ? html`<span class="number">NaN</span>` : nothing}
      ${opposite === undefined || dead ? nothing : shareNumber(this.view, opposite.head, row, col, opposite.v, this.#drawn.length > 1)}
    </li>`;
  }

  #lines(lines: ReturnType<typeof linesOf>["lines"], height: number, rowHeight: number, alone: Chosen | null): TemplateResult {
    const drawn = this.#drawn;
    const several = drawn.length > 1;
    const seen = this.#seen;
    const end = (at: number, head: number): number => (at + 0.5) * rowHeight + laneOf(drawn, head, rowHeight);
    const cell = this.view.hover ?? this.view.pinned;
    const between = cell && this.frame?.step(cell.step)?.axes[1] === "S" ? cell : null;
    return html`<svg width=${WIDTH} height=${height} viewBox="0 0 ${WIDTH} ${height}" preserveAspectRatio="none" role="img" aria-label=${this.t(several ? "attention.alt_heads" : "attention.alt")}>${lines.map(({ head, row, col, t }) => {
      const off = !seen.includes(head) || (alone && (alone.side === "query" ? row : col) !== alone.at);
      const here = between && headOf(between.step) === head && between.row === row && between.col === col;
      const { width, opacity } = strokeOf(t, several);
      return svg`<path class="${several ? `head-${head % 8}` : ""} ${off ? "off" : ""} ${here ? "here" : ""}" d=${ribbon([0, end(row, head)], [WIDTH, end(col, head)])} stroke-width=${width} stroke-opacity=${off ? "0.05" : opacity}></path>`;
    })}</svg>`;
  }

  /** Keeps a token's lines, or lets go of them; where the other side's are kept, pins the share of the two. */
  #take(one: Chosen): void {
    const { kept } = this;
    if (!kept || kept.side === one.side) this.kept = same(kept, one) ? null : one;
    else this.pin({ step: `head.${this.#head}.attn`, row: (one.side === "query" ? one : kept).at, col: (one.side === "key" ? one : kept).at });
  }

  #choose(one: Chosen | null): void {
    this.chosen = one;
    if (one?.side === "query") this.hover(this.#ref(one));
    else this.hover(null);
  }

  /** A query stands for the cell of its largest share. */
  #ref({ at }: Chosen): CellRef | null {
    const step = `head.${this.#head}.attn`;
    const attn = this.frame?.now(step);
    if (!attn) return null;
    const row = attn.data.subarray(at * attn.cols, (at + 1) * attn.cols);
    const col = row.reduce((best, v, i) => (v > row[best]! ? i : best), 0);
    return { step, row: at, col };
  }

  #key(e: KeyboardEvent, { rows, cols }: Matrix): void {
    const { side, at } = this.current;
    const last = (s: Side): number => (s === "query" ? rows : cols) - 1;
    const to: Chosen | undefined = {
      ArrowUp: { side, at: Math.max(0, at - 1) }, ArrowDown: { side, at: Math.min(last(side), at + 1) },
      ArrowLeft: { side: "query" as const, at: Math.min(at, last("query")) }, ArrowRight: { side: "key" as const, at: Math.min(at, last("key")) },
      Home: { side, at: 0 }, End: { side, at: last(side) },
    }[e.key];
    if (e.key === " " || e.key === "Enter") this.#take(this.current);
    else if (e.key === "Escape" && this.kept) this.kept = null;
    else if (to) this.renderRoot.querySelectorAll<HTMLElement>(`.${to.side} li`)[to.at]?.focus();
    else return;
    e.preventDefault();
    e.stopPropagation();
  }
}

function same(a: Chosen | null, b: Chosen | null): boolean {
  return a?.side === b?.side && a?.at === b?.at;
}

define("qkv-attention", QkvAttention);

declare global {
  interface HTMLElementTagNameMap { "qkv-attention": QkvAttention }
}
