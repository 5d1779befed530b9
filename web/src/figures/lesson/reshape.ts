import { css, html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from "lit";
import { rangeOf } from "../../scale/range.js";
import type { Config } from "../../wire.gen.js";
import { define } from "../figure.js";
import { legend } from "../legend.js";
import { legendStyles } from "../legend.css.js";
import { firstColumn } from "../path.js";
import { Sized } from "../sized.js";
import { symbol } from "../symbol.js";
import type { Blocks } from "./heat-map.js";
import "./heat-map.js";
import { LessonFigure } from "./lesson-figure.js";
import { lessonStyles } from "./lesson.css.js";

type Which = "q" | "k" | "v";

/**
 * `<qkv-reshape>`: heads as a reshape. One large W makes Q; each head's part of it is a block of rows of W and the same columns of Q,
 * seen as (H, T, Dh); the contexts of all heads stand side by side again, and W_o, whose columns are the heads' blocks, mixes them.
 * - `which`: the map that is shown: q, k or v
 */
export class QkvReshape extends LessonFigure {
  static override styles: CSSResultGroup = [lessonStyles, legendStyles, css`
    figure, figure > * { display: block; max-width: none; }
    .flow { display: flex; flex-wrap: wrap; gap: 12px 18px; align-items: flex-start; margin-block: 6px 14px; }
    .arrow { align-self: center; color: var(--qkv-ink-2); font-size: 13px; max-width: 9em; text-align: center; }
    .arrow b { display: block; color: var(--qkv-ink); }
    h3 { margin: 12px 0 0; font-size: 14px; font-weight: 600; }
    .heads { display: flex; flex-wrap: wrap; gap: 4px; }
    .heads button { display: inline-flex; align-items: center; gap: 6px; min-height: 36px; padding: 2px 10px; border: 1px solid var(--qkv-line); border-radius: 6px; background: none; cursor: pointer; color: var(--qkv-ink-2); }
    .heads [aria-pressed="true"] { border-color: var(--qkv-ink); color: var(--qkv-ink); font-weight: 600; }
    .heads i { inline-size: 12px; block-size: 12px; border-radius: 3px; }
    @media (pointer: coarse) { .heads button { min-height: 40px; } }
    .head-0 { background: var(--qkv-head-0); } .head-1 { background: var(--qkv-head-1); } .head-2 { background: var(--qkv-head-2); } .head-3 { background: var(--qkv-head-3); }
    .head-4 { background: var(--qkv-head-4); } .head-5 { background: var(--qkv-head-5); } .head-6 { background: var(--qkv-head-6); } .head-7 { background: var(--qkv-head-7); }
    code { font-family: var(--qkv-mono); font-size: 12px; background: var(--qkv-paper-2); border: 1px solid var(--qkv-line); border-radius: 4px; padding: 1px 5px; overflow-wrap: anywhere; }
    .formula { line-height: 1.7; }
    .stack { display: grid; gap: 8px; }
  `];
  static override properties: PropertyDeclarations = { ...LessonFigure.properties, which: {} };

  declare which: string;

  readonly #sized = new Sized(this, 200, 860);

  constructor() {
    super();
    this.which = "q";
  }

  protected override render(): TemplateResult | typeof nothing {
    const { frame, view } = this;
    if (!frame) return nothing;
    const which: Which = this.which === "k" || this.which === "v" ? this.which : "q";
    const { config } = frame;
    const { h } = config;
    const head = Math.min(view.head, h - 1);
    const slice = frame.step(`head.${head}.${which}`);
    if (!slice) return nothing;
    const count = which === "q" ? h : config.g;
    const block = Math.floor(firstColumn(frame, slice) / slice.cols);
    const rows: Blocks = { axis: "rows", size: config.dh, count };
    const cols: Blocks = { axis: "cols", size: config.dh, count };
    const all: Blocks = { axis: "cols", size: config.dh, count: h };
    const mixes = frame.step("out")?.op === "linear";
    const room = Math.min(220, this.#sized.size);
    const [from, to] = [block * config.dh, (block + 1) * config.dh - 1];
    const map = (step: string, blocks?: Blocks, at = -1): TemplateResult => html`<qkv-heat-map .frame=${frame} .view=${view} .step=${step} .blocks=${blocks} .block=${at} .room=${room}></qkv-heat-map>`;
    return html`<figure><figcaption>${this.say("reshape.title")}</figcaption>
      ${this.#controls(which, head, config)}
      ${h === 1 ? html`<p class="note">${this.say("reshape.one")}</p>` : nothing}
      <h3>${this.say("reshape.split")}</h3>
      <div class="flow">${map(`w${which}`, rows, block)}
        <div class="arrow"><b>${symbol("x")} · ${symbol(`w${which}`)}ᵀ${config.bias ? html` + ${symbol(`b${which}`)}` : nothing}</b>${this.say("reshape.rows_to_cols")}</div>
        ${map(which, cols, block)}
        <div class="arrow"><b>(${config.t},${count * config.dh}) → (${count},${config.t},${config.dh})</b>${this.say("reshape.view")}</div>
        ${map(slice.id)}</div>
      <p class="formula">${this.say(from === to ? "reshape.block_one" : "reshape.block", { head, from, to })} <code>${which}.view(${config.t}, ${count}, ${config.dh}).transpose(0, 1)[${block}]</code></p>
      ${which !== "q" && config.g < h ? html`<p class="note">${this.say("reshape.groups", { h, g: config.g })}</p>` : nothing}
      <h3>${this.written("reshape.concat")}</h3>
      <div class="flow">${h <= 8 ? html`<div class="stack">${Array.from({ length: h }, (_, n) => (n === head || h <= 2 ? map(`head.${n}.context`) : nothing))}</div>
        <div class="arrow"><b>(${h},${config.t},${config.dh}) → (${config.t},${h * config.dh})</b>${this.say("reshape.beside")}</div>` : nothing}
        ${map("concat", all, head)}
        ${mixes ? html`<div class="arrow"><b>· ${symbol("wo")}ᵀ${config.bias ? html` + ${symbol("bo")}` : nothing}</b>${this.written("reshape.mix")}</div>
        ${map("wo", all, head)}${map("out")}` : nothing}</div>
      <p class="note">${mixes ? this.written(h === 1 ? "reshape.why_one" : "reshape.why", { h }) : this.written("reshape.no_out")}</p>
      ${this.#legends(which, mixes)}
    </figure>`;
  }

  #controls(which: Which, head: number, { h }: Config): TemplateResult {
    return html`<div class="controls">
      <div class="sets" role="group" aria-label=${this.say("plane.which")}>${(["q", "k", "v"] as const).map((one) => html`<button type="button" class="role-${one}" aria-pressed=${one === which ? "true" : "false"} @click=${() => { this.which = one; }}>${symbol(one)}</button>`)}</div>
      ${h > 1 ? html`<div class="heads" role="group" aria-label=${this.t("head.choose")}>${Array.from({ length: h }, (_, n) => html`<button type="button" data-head=${n} aria-pressed=${n === head ? "true" : "false"}
        @click=${() => this.look({ head: n })}><i class="head-${n % 8}"></i>${this.t("head.n", { n })}</button>`)}</div>` : nothing}
    </div>`;
  }

  #legends(which: Which, mixes: boolean): TemplateResult {
    const frame = this.frame!;
    const one = (steps: readonly string[]): TemplateResult => html`<div class="key-line"><span>${steps.map((id) => html`${symbol(id)} `)}</span>${legend(this.view.lang, rangeOf(frame, steps[0]!, "unit"), {
      masked: false, set: false, changed: undefined, nan: steps.some((id) => frame.now(id)?.data.some(Number.isNaN) ?? false),
    })}</div>`;
    return html`${one([`w${which}`, ...(mixes ? ["wo"] : [])])}${one([which, "concat", ...(mixes ? ["out"] : [])])}`;
  }
}

define("qkv-reshape", QkvReshape);

declare global {
  interface HTMLElementTagNameMap { "qkv-reshape": QkvReshape }
}
