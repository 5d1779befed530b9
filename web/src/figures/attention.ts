import { linkHorizontal } from "d3-shape";
import { html, nothing, svg, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from "lit";
import type { Matrix } from "../model/frame.js";
import { headOf } from "../model/role.js";
import type { CellRef } from "../model/view.js";
import { along } from "../scale/colour.js";
import { cellNumber, fullNumber } from "../scale/number.js";
import { rangeOf } from "../scale/range.js";
import type { Explanation } from "../wire.gen.js";
import { attentionStyles } from "./attention.css.js";
import { define, Figure } from "./figure.js";
import { axisLabels, stepNameWithHead } from "./labels.js";
import { symbol } from "./symbol.js";

type Side = "query" | "key";
/** The token whose lines are seen alone. */
interface Chosen { readonly side: Side; readonly at: number }

const WIDTH = 220;

/**
 * `<qkv-attention>`: the attention of the view's head as lines from queries (left) to keys (right), wide and dark by its
 * share. Pointing at a token, or going to it with the arrow keys, shows its lines alone with their numbers; a click keeps
 * it so. A query that may look at nothing is NaN and says so. `narrow` is for a column of 300 px.
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
  };

  declare explanation: Explanation | null;
  declare narrow: boolean;
  declare private chosen: Chosen | null;
  declare private kept: Chosen | null;
  declare private current: Chosen; // what the tab key reaches

  constructor() {
    super();
    this.explanation = null;
    this.narrow = false;
    this.chosen = null;
    this.kept = null;
    this.current = { side: "query", at: 0 };
  }

  get #step(): string {
    return `head.${this.view.head}.attn`;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { frame } = this;
    const attn = frame?.now(this.#step);
    if (!frame || !attn) return nothing;
    const queries = axisLabels(frame, "T", attn.rows);
    const keys = axisLabels(frame, "S", attn.cols);
    const rowHeight = attn.rows <= 16 && !this.narrow ? 30 : 24;
    const alone = this.#alone(attn);
    return html`<figure class="role-attn">
      <figcaption>${this.t("attention.title")} <small>${symbol(this.#step)} ${stepNameWithHead(this.view.lang, this.#step)}</small></figcaption>
      <p class="hint">${this.t("attention.hint")}</p>
      ${frame.config.softmax === "queries" ? html`<p class="note">${this.t("attention.wrong_axis")}</p>` : nothing}
      <div class="scroll">
        <div class="lines row-${rowHeight}" @pointerleave=${() => this.#choose(null)}>
          ${this.#side("query", queries, keys, attn, alone)}
          ${this.#lines(attn, rowHeight, alone)}
          ${this.#side("key", keys, queries, attn, alone)}
        </div>
      </div>
      <p class="readout">${alone ? this.#sentence(alone, queries, keys, attn) : nothing}</p>
    </figure>`;
  }

  /** What is seen alone: what one points at, else what was kept, else what a pinned or hovered cell of this head is about. */
  #alone({ rows, cols }: Matrix): Chosen | null {
    const cell = this.view.hover ?? this.view.pinned;
    const step = cell && this.frame?.step(cell.step);
    const about = cell && step && headOf(step.id) === this.view.head && step.axes[1] === "S" ? { side: "query" as const, at: cell.row } : null;
    const alone = this.chosen ?? this.kept ?? about;
    return alone && alone.at < (alone.side === "query" ? rows : cols) ? alone : null;
  }

  #side(side: Side, names: readonly string[], others: readonly string[], attn: Matrix, alone: Chosen | null): TemplateResult {
    const label = this.t(side === "query" ? "attention.queries" : "attention.keys");
    return html`<div class="side ${side}">
      <h3 id=${side}>${label}</h3>
      <ul role="listbox" aria-labelledby=${side} @keydown=${(e: KeyboardEvent) => this.#key(e, attn)}>${names.map((name, at) => this.#token({ side, at }, name, others, attn, alone))}</ul>
    </div>`;
  }

  #token(one: Chosen, name: string, others: readonly string[], attn: Matrix, alone: Chosen | null): TemplateResult {
    const { side, at } = one;
    const mine = same(alone, one);
    const opposite = alone && alone.side !== side ? (side === "key" ? attn.at(alone.at, at) : attn.at(at, alone.at)) : undefined;
    const dead = side === "query" && Number.isNaN(attn.at(at, 0));
    const number = dead ? "NaN" : opposite === undefined ? "" : cellNumber(opposite, this.view.decimals);
    const label = this.t(side === "query" ? "attention.query_label" : "attention.key_label", { n: at, token: `${name} ${number}`.trim() });
    return html`<li role="option" class="${mine ? "mine" : ""} ${dead ? "dead" : ""}" aria-selected=${mine ? "true" : "false"}
        aria-label="${label}. ${this.#shares(one, name, others, attn)}" title=${dead ? this.t("attention.nan") : name}
        tabindex=${same(this.current, one) ? 0 : -1}
        @pointerenter=${(e: PointerEvent) => { if (e.pointerType !== "touch") this.#choose(one); }}
        @focus=${() => { this.current = one; this.#choose(one); }} @blur=${() => this.#choose(null)}
        @click=${() => { this.kept = same(this.kept, one) ? null : one; }}>
      <span class="token">${name}</span> ${dead ? html`<span class="number">NaN</span>` : nothing}
      ${opposite === undefined || dead ? nothing : this.#share(alone!, one, opposite)}
    </li>`;
  }

  #share(alone: Chosen, one: Chosen, v: number): TemplateResult {
    const [row, col] = alone.side === "query" ? [alone.at, one.at] : [one.at, alone.at];
    return html`<span class="number" data-step=${this.#step} data-row=${row} data-col=${col} aria-label=${fullNumber(v)}>${cellNumber(v, this.view.decimals)}</span>`;
  }

  #lines(attn: Matrix, rowHeight: number, alone: Chosen | null): TemplateResult {
    const height = Math.max(attn.rows, attn.cols) * rowHeight;
    const { max } = rangeOf(this.frame!, this.#step, this.view.attnRange);
    const link = linkHorizontal<unknown, { row: number; col: number }, [number, number]>()
      .source(({ row }) => [0, (row + 0.5) * rowHeight]).target(({ col }) => [WIDTH, (col + 0.5) * rowHeight]);
    const lines = Array.from(attn.data, (v, i) => ({ row: Math.floor(i / attn.cols), col: i % attn.cols, t: along(v, max) }))
      .filter(({ t }) => t > 0.002)
      .sort((a, b) => a.t - b.t);
    const cell = this.view.hover ?? this.view.pinned;
    return html`<svg width=${WIDTH} height=${height} viewBox="0 0 ${WIDTH} ${height}" preserveAspectRatio="none" role="img" aria-label=${this.t("attention.alt")}>${lines.map(({ row, col, t }) => {
      const off = alone && (alone.side === "query" ? row : col) !== alone.at;
      const here = cell && headOf(cell.step) === this.view.head && cell.row === row && cell.col === col && this.frame?.step(cell.step)?.axes[1] === "S";
      return svg`<path class="${off ? "off" : ""} ${here ? "here" : ""}" d=${link({ row, col }) ?? ""} stroke-width=${(0.6 + 6 * t).toFixed(2)} stroke-opacity=${(off ? 0.05 : 0.12 + 0.8 * t).toFixed(3)}></path>`;
    })}</svg>`;
  }

  #sentence(alone: Chosen, queries: readonly string[], keys: readonly string[], attn: Matrix): string {
    const [mine, others] = alone.side === "query" ? [queries, keys] : [keys, queries];
    return this.#shares(alone, mine[alone.at] ?? "", others, attn);
  }

  /** The shares of a token in words, the largest first. */
  #shares({ side, at }: Chosen, token: string, others: readonly string[], attn: Matrix): string {
    const shares = others.map((name, i) => ({ name, v: side === "query" ? attn.at(at, i) : attn.at(i, at) }));
    if (side === "query" && shares.every(({ v }) => Number.isNaN(v))) return `“${token}”: ${this.t("attention.nan")}`;
    const largest = shares.filter(({ v }) => v > 0).sort((a, b) => b.v - a.v).slice(0, 5);
    const words = largest.map(({ name, v }) => this.t("attention.share", { token: name, value: cellNumber(v, this.view.decimals) })).join(" · ");
    return this.t(side === "query" ? "attention.query" : "attention.key", { token: `“${token}”`, shares: words || "0" });
  }

  #choose(one: Chosen | null): void {
    this.chosen = one;
    if (one?.side === "query") this.hover(this.#ref(one));
    else this.hover(null);
  }

  /** A query stands for the cell of its largest share. */
  #ref({ at }: Chosen): CellRef | null {
    const attn = this.frame?.now(this.#step);
    if (!attn) return null;
    const row = attn.data.subarray(at * attn.cols, (at + 1) * attn.cols);
    const col = row.reduce((best, v, i) => (v > row[best]! ? i : best), 0);
    return { step: this.#step, row: at, col };
  }

  #key(e: KeyboardEvent, { rows, cols }: Matrix): void {
    const { side, at } = this.current;
    const last = (s: Side): number => (s === "query" ? rows : cols) - 1;
    const to: Chosen | undefined = {
      ArrowUp: { side, at: Math.max(0, at - 1) }, ArrowDown: { side, at: Math.min(last(side), at + 1) },
      ArrowLeft: { side: "query" as const, at: Math.min(at, last("query")) }, ArrowRight: { side: "key" as const, at: Math.min(at, last("key")) },
      Home: { side, at: 0 }, End: { side, at: last(side) },
    }[e.key];
    if (e.key === " " || e.key === "Enter") this.kept = same(this.kept, this.current) ? null : this.current;
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
