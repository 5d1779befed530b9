import { html, nothing, type TemplateResult } from "lit";
import { t, type Key } from "../i18n/t.js";
import type { Frame } from "../model/frame.js";
import type { CellForm, Lang } from "../model/view.js";
import { cellNumber, fullNumber, isRounded } from "../scale/number.js";
import type { Explanation } from "../wire.gen.js";
import { cellPlace, stepNameWithHead } from "./labels.js";
import { left, matrixOf } from "./matrix-difference.js";
import { symbol, withSubscripts } from "./symbol.js";
import { num } from "./waterfall.js";

/** What the head of the inspector is drawn with, and what its buttons do. */
export interface HeadTools {
  readonly lang: Lang;
  /** Digits after the point in the tables. */
  readonly decimals: number;
  readonly frame: Frame;
  readonly base: Frame | null;
  readonly difference: -1 | 0 | 1;
  readonly pinned: boolean;
  readonly readonly: boolean;
  unpin(): void;
  copyText(): void;
  copyCode(as: CellForm): void;
  takeBack(): void;
}

/** Which number it is, as the tables show it and in full, and the ways to take it along. */
export function head(p: HeadTools, e: Explanation): TemplateResult {
  const [row, col] = cellPlace(p.frame, p.frame.step(e.step)!, e.row, e.col);
  const tt = (key: Key): string => t(p.lang, key);
  return html`<header>
    <h2>${symbol(e.step)} <span>${stepNameWithHead(p.lang, e.step)}</span></h2>
    ${p.pinned ? html`<button class="unpin" aria-label=${tt("inspector.unpin")} title=${tt("inspector.unpin")} @click=${p.unpin}>×</button>` : nothing}
    <p class="where">${t(p.lang, "inspector.cell", { row, col })}</p>
    ${value(p, e)}
    <div class="copies" role="group" aria-label=${tt("inspector.copy_group")}><span aria-hidden="true">${tt("inspector.copy_group")}</span>
      <button @click=${p.copyText} title=${tt("inspector.copy_text_title")}>${tt("inspector.copy_as_text")}</button>
      <button @click=${() => p.copyCode("numpy")} title=${tt("inspector.copy_code_title")}>NumPy</button>
      <button @click=${() => p.copyCode("torch")} title=${tt("inspector.copy_code_title")}>PyTorch</button>
      <button @click=${() => p.copyCode("latex")} title=${tt("inspector.copy_words_title")}>LaTeX</button>
      <button @click=${() => p.copyCode("markdown")} title=${tt("inspector.copy_words_title")}>Markdown</button></div>
  </header>`;
}

/** Rounded as in the tables, and below it the whole float32; one of them where both are the same. */
function value(p: HeadTools, e: Explanation): TemplateResult {
  const v = Math.fround(num(e.value)); // the wire writes its shortest digits
  const full = html`<span class="value number" data-step=${e.step} data-row=${e.row} data-col=${e.col}>${fullNumber(v)}</span>`;
  const shown = cellNumber(v, p.decimals);
  const zero = nearZero(v, shown);
  return html`${isRounded(v, p.decimals)
    ? html`<p class="shown number" title=${t(p.lang, "inspector.shown")}>${shown}</p><p class="full">${t(p.lang, "inspector.full")} ${full}</p>`
    : html`<p class="shown">${full}</p>`}
    ${zero ? html`<p class="full note">${t(p.lang, zero)}</p>` : nothing}
    ${taken(p, e, v)}`;
}

/** Where the tables show B − A: from what they have it. */
function taken({ frame, base, difference, decimals }: HeadTools, { step, row, col }: Explanation, v: number): TemplateResult | typeof nothing {
  const was = difference && base ? matrixOf(base, frame.step(step)!) : undefined;
  if (!was) return nothing;
  const [b, a] = difference > 0 ? [v, was.at(row, col)] : [was.at(row, col), v];
  const number = (x: number): string => cellNumber(x, decimals);
  return html`<p class="full number">B − A = ${number(b)} − ${a < 0 ? `(${number(a)})` : number(a)} = <b>${number(left(b, a))}</b></p>`;
}

/** A zero with a minus is a small negative number, or the negative zero. */
function nearZero(v: number, shown: string): Key | undefined {
  if (!/^−0(\.0*)?$/.test(shown)) return undefined;
  return v < 0 ? "inspector.small_negative" : "inspector.negative_zero";
}

/** That a number was set by hand, what would stand there without that, and the way back. */
export function setByHand(p: HeadTools, e: Explanation): TemplateResult {
  const [is, was] = [num(e.value), num(e.computed)];
  const key: Key = e.kind === "origin" ? "inspector.set_origin" : "inspector.set";
  return html`<div class="set"><p>${t(p.lang, key, { is: fullNumber(is), value: fullNumber(was) })}</p>
    ${p.readonly ? nothing : html`<button @click=${p.takeBack}>${t(p.lang, "inspector.reset")}</button> <small>${t(p.lang, "inspector.reset_key")}</small>`}
  </div>`;
}

/** Symbols, words, numbers. Of a cell set by hand the numbers are those that would stand there. */
export function lines(p: HeadTools, e: Explanation): TemplateResult {
  const line = (name: Key, text: unknown, look: string): TemplateResult | typeof nothing =>
    text !== "" ? html`<dt>${t(p.lang, name)}</dt><dd class=${look}>${text}</dd>` : nothing;
  const numbers: Key = !e.isSet ? "inspector.numbers" : e.kind === "origin" ? "inspector.numbers_before" : "inspector.numbers_computed";
  return html`<dl>
    ${line("inspector.symbols", withSubscripts(e.symbols), "symbols")}
    ${line("inspector.names", withSubscripts(e.names), "names")}
    ${line(numbers, e.numbers, "number")}
  </dl>`;
}
