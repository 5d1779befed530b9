import { html, nothing, svg, type TemplateResult } from "lit";
import { t } from "../i18n/t.js";
import type { Frame } from "../model/frame.js";
import { headOf } from "../model/role.js";
import { symbolOf } from "../model/symbol.js";
import type { CellRef, Lang } from "../model/view.js";
import { cellNumber, fullNumber } from "../scale/number.js";
import type { Explanation, Factor, Term } from "../wire.gen.js";
import { firstColumn } from "./path.js";
import { visibleToken } from "./labels.js";
import { symbol, symbolText, withSubscripts } from "./symbol.js";
import { plot } from "./inspector-plot.js";
import { pageOf } from "./playback.js";
import { chosen, num, waterfall } from "./waterfall.js";
import { whyOf } from "./why.js";

/** What the parts of the inspector are drawn with. */
export interface Parts {
  readonly lang: Lang;
  readonly decimals: number;
  readonly frame: Frame;
  readonly whole: boolean;
  /** How many terms were added, while the sum is built one by one; null: all. */
  readonly added: number | null;
  toggle(): void;
  link(cell: CellRef, content: unknown, value: number, named?: string): TemplateResult;
}

/** So many terms are shown unless all are asked for. */
const ROOM = 12;

/** A sum: its products one below the other, as bars on a common axis that add up to the value. */
export function sum(p: Parts, e: Explanation): TemplateResult {
  const fall = waterfall(e.terms);
  const rows = inSight(p, e.terms);
  const last = e.terms.at(p.added === null ? -1 : p.added - 1);
  return html`<ol class="terms" aria-labelledby="terms">
      ${rows.map(({ index, skipped }) => html`${passed(p, skipped)}${addend(p, e.terms[index]!, fall.bars[index]!, fall.zero, index)}`)}
      ${last && p.added !== 0 && e.terms.length > 1 ? total(p, last, fall.bars[e.terms.indexOf(last)]!.end, fall.zero, last === e.terms.at(-1)) : nothing}
    </ol>${p.added === null ? more(p, e.terms.length) : nothing}`;
}

/** The terms that are shown: the largest of many; of a sum that is being built, the page one is at. */
function inSight(p: Parts, terms: readonly Term[]): { index: number; skipped: number }[] {
  return p.added === null ? chosen(terms, p.whole ? Infinity : ROOM) : pageOf(terms, p.added, ROOM);
}

/** What became of a term while the sum is built: it waits, it was added just now, or it is in. */
function turn(p: Parts, index: number): string {
  return p.added === null ? "" : index >= p.added ? "later" : index === p.added - 1 ? "now" : "";
}

function total(p: Parts, last: Term, end: number, zero: number, whole: boolean): TemplateResult {
  const v = num(last.sum);
  return html`<li class="total">
    <span class="of">${t(p.lang, whole ? "inspector.total" : "inspector.sum")}</span>
    <span class="product number" title=${fullNumber(v)}>${cellNumber(v, p.decimals)}</span>
    ${bar(Math.min(zero, end), Math.abs(end - zero), "total", zero)}
  </li>`;
}

function addend(p: Parts, term: Term, b: { x: number; width: number; negative: boolean; end: number }, zero: number, index: number): TemplateResult {
  return html`<li class=${turn(p, index)}>
    <span class="of">${labelOf(p, term)}</span>
    <span class="factors">${product(p, term.factors)}</span>
    <span class="product number" title=${fullNumber(num(term.product))}>${cellNumber(num(term.product), p.decimals)}</span>
    ${bar(b.x, b.width, b.negative ? "neg" : "pos", zero)}
    <span class="so-far number" title="${t(p.lang, "inspector.sum")}: ${fullNumber(num(term.sum))}"><span class="visually-hidden">${t(p.lang, "inspector.sum")}</span>${index === 0 ? nothing : cellNumber(num(term.sum), p.decimals)}</span>
  </li>`;
}

/** The factors of a term with the signs between them. */
function product(p: Parts, factors: readonly Factor[]): unknown[] {
  return factors.map((f, i) => html`${i > 0 ? html`<span class="times">×</span>` : nothing}${factor(p, f)}`);
}

function factor(p: Parts, f: Factor): TemplateResult {
  const v = num(f.value);
  if (f.step) return p.link(f, html`<span class="number">${cellNumber(v, p.decimals)}</span>`, v);
  return html`<span class="constant" title=${fullNumber(v)}><span class="number">${cellNumber(v, p.decimals)}</span> <small>${f.name}</small></span>`;
}

function labelOf(p: Parts, term: Term): string {
  return term.label === "bias" ? t(p.lang, "inspector.bias") : visibleToken(term.label);
}

function passed(p: Parts, n: number): TemplateResult | typeof nothing {
  return n === 0 ? nothing : html`<li class="passed">${t(p.lang, "inspector.smaller", { n })}</li>`;
}

function more(p: Parts, n: number): TemplateResult | typeof nothing {
  if (n <= ROOM) return nothing;
  return html`<button class="more" aria-expanded=${p.whole ? "true" : "false"} @click=${p.toggle}>
    ${p.whole ? t(p.lang, "inspector.fewer") : t(p.lang, "inspector.more", { n })}</button>`;
}

function bar(x: number, width: number, look: string, zero: number): TemplateResult {
  return html`<svg class="bar" aria-hidden="true">${svg`
    <line class="zero" x1="${zero}%" x2="${zero}%" y1="0" y2="100%"></line>
    <rect class=${look} x="${x}%" width="${Math.max(width, 0.4)}%" y="15%" height="70%"></rect>`}</svg>`;
}

/** Softmax: the exponentials of the line side by side, and this cell's share of their sum. */
export function quotient(p: Parts, e: Explanation): TemplateResult {
  const own = e.terms.findIndex((term) => term.factors.some((f) => f.step !== "" && f.row === e.row && f.col === e.col));
  const total = num(e.terms.at(-1)?.sum ?? NaN);
  if (!Number.isFinite(total)) return html`<p class="reason">${t(p.lang, "inspector.quotient_nan")}</p>`;
  const largest = Math.max(...e.terms.map((term) => num(term.product)));
  const mine = e.terms[own];
  const before = own > 0 ? num(e.terms[own - 1]!.sum) : 0;
  const show = inSight(p, e.terms);
  const done = p.added === null || p.added === e.terms.length;
  const masked = mine?.factors.some((f) => num(f.value) === -Infinity);
  return html`${masked ? html`<p class="reason">${t(p.lang, "inspector.quotient_masked")}</p>` : nothing}
    <ol class="terms exps" aria-labelledby="terms">${show.map(({ index, skipped }) => {
      const term = e.terms[index]!;
      return html`${passed(p, skipped)}<li class="${index === own ? "own" : ""} ${turn(p, index)}">
        <span class="of" title=${term.label}>${labelOf(p, term)}</span>
        <span class="factors">${exponent(p, term)}</span>
        <span class="product number" title=${fullNumber(num(term.product))}>${cellNumber(num(term.product), p.decimals)}</span>
        ${bar(0, (num(term.product) / largest) * 100, index === own ? "own" : "other", 0)}
      </li>`;
    })}</ol>${p.added === null ? more(p, e.terms.length) : nothing}
    ${mine && done ? html`<h3>${t(p.lang, "inspector.share")}</h3>
      <svg class="bar share" aria-hidden="true">${svg`
        <rect class="other" x="0" y="0" width="100%" height="100%"></rect>
        <rect class="own" x="${(before / total) * 100}%" y="0" width="${(num(mine.product) / total) * 100}%" height="100%"></rect>`}</svg>
      <p class="reason">${t(p.lang, "inspector.quotient", {
        own: cellNumber(num(mine.product), 4), sum: cellNumber(total, 4), value: cellNumber(num(e.computed), 4),
      })}</p>` : nothing}`;
}

/** e^(score − largest), each a link or a constant. */
function exponent(p: Parts, term: Term): TemplateResult {
  const [score, max] = term.factors;
  return html`e^(${score ? factor(p, score) : nothing}<span class="times">−</span>${max ? html`<span class="number">${cellNumber(num(max.value), p.decimals)}</span>` : nothing})`;
}

/** tanh and the waves of positions: the curve, and the point on it. */
export function curve(p: Parts, e: Explanation): TemplateResult | typeof nothing {
  const [term] = e.terms;
  if (!term) return nothing;
  if (e.kind === "wave") {
    const angle = num(term.product);
    return plot({ from: 0, to: Math.max(2 * Math.PI, angle * 1.1), at: angle, value: num(e.computed), of: term.label === "cos" ? Math.cos : Math.sin });
  }
  const [score, cap] = term.factors;
  const c = num(cap?.value ?? NaN);
  const s = num(score?.value ?? NaN);
  const reach = Math.max(3 * c, Number.isFinite(s) ? Math.abs(s) * 1.2 : 0);
  return html`<p class="from">${score ? factor(p, score) : nothing} → <span class="number">${cellNumber(num(e.computed), p.decimals)}</span></p>
    ${plot({ from: -reach, to: reach, at: s, value: num(e.computed), of: (v) => c * Math.tanh(v / c), bounds: c })}`;
}

/** A division: before and after on one axis. */
export function divided(p: Parts, e: Explanation): TemplateResult | typeof nothing {
  const score = e.terms[0]?.factors[0];
  if (!score) return nothing;
  const [a, b] = [num(score.value), num(e.computed)];
  const reach = Math.max(Math.abs(a), Math.abs(b)) || 1;
  const row = (name: string, v: number, content: unknown): TemplateResult => html`<li>
    <span class="of">${name}</span><span class="factors">${content}</span>
    ${Number.isFinite(v) ? bar(50 + (Math.min(0, v) / reach) * 50, (Math.abs(v) / reach) * 50, v < 0 ? "neg" : "pos", 50) : nothing}</li>`;
  return html`<ol class="terms">${row(t(p.lang, "inspector.before"), a, factor(p, score))}
    ${row(t(p.lang, "inspector.after"), b, html`<span class="number">${cellNumber(b, p.decimals)}</span>`)}</ol>`;
}

/** Why there is such an operation at all. */
export function why(p: Parts, e: Explanation): TemplateResult | typeof nothing {
  const key = whyOf(e, p.frame);
  return key ? html`<p class="reason why">${withSubscripts(t(p.lang, key))}</p>` : nothing;
}

/** What there is to say in a sentence: why a mask, which slice, where a number was drawn; and the cell it came from. */
export function reason(p: Parts, e: Explanation): TemplateResult | typeof nothing {
  const words = reasonWords(p, e);
  const source = e.kind === "copy" || e.kind === "mask" ? e.terms[0]?.factors[0] : undefined;
  if (!words && !source) return nothing;
  return html`<p class="reason">${words}</p>
    ${source?.step ? html`<p class="from">${p.link(source, html`${symbol(source.step)} <span class="number">${cellNumber(num(source.value), p.decimals)}</span>`, num(source.value), symbolText(source.step))}</p>` : nothing}`;
}

function reasonWords(p: Parts, e: Explanation): string {
  const { lang, frame } = p;
  const [term] = e.terms;
  switch (e.kind) {
    case "mask": {
      const why = term?.label ?? "";
      return t(lang, why === "causal" || why === "window" || why === "pad" ? `inspector.mask_${why}` : "inspector.mask_open");
    }
    case "tanh": return t(lang, "inspector.tanh", { cap: frame.config.softcap });
    case "divide": return t(lang, "inspector.divide", { value: frame.config.temperature });
    case "wave": {
      const [pos, freq] = term?.factors ?? [];
      return t(lang, "inspector.wave", {
        pos: fullNumber(num(pos?.value ?? NaN)), freq: fullNumber(num(freq?.value ?? NaN)),
        angle: fullNumber(num(term?.product ?? NaN)), fn: term?.label ?? "",
      });
    }
    case "copy": return copied(p, e);
    case "origin": return origin(p, e);
    default: return "";
  }
}

function copied({ lang, frame }: Parts, e: Explanation): string {
  const step = frame.step(e.step)!;
  const head = headOf(e.step);
  const [input = ""] = step.in;
  switch (e.op) {
    case "slice": {
      const from = firstColumn(frame, step);
      return t(lang, step.cols === 1 ? "inspector.slice_one" : "inspector.slice", { head, symbol: symbolOf(input), from, to: from + step.cols - 1, col: from + e.col });
    }
    case "concat": return t(lang, "inspector.concat", { head: Math.floor(e.col / frame.config.dh) });
    case "lookup": return t(lang, "inspector.lookup", { token: visibleToken(frame.tokens[e.row] ?? String(e.row)), row: e.terms[0]?.factors[0]?.row ?? e.row });
    case "tie": return t(lang, "inspector.tie", { symbol: symbolOf(input) });
    default: return t(lang, "inspector.copy");
  }
}

function origin({ lang, frame }: Parts, e: Explanation): string {
  if (e.op === "given") return t(lang, "origin.given");
  const from = frame.sources.find((s) => s.step === e.step)?.from ?? "torch";
  const seed = frame.config.seed;
  if (from === "torch") return t(lang, e.step === "emb" ? "origin.torch_emb" : "origin.torch", { seed });
  return t(lang, from === "identity" ? "origin.identity" : from === "zero" ? "origin.zero" : "origin.literal");
}
