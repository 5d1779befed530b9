import { html, nothing, svg, type TemplateResult } from "lit";
import { t } from "../i18n/t.js";
import type { Frame } from "../model/frame.js";
import type { View } from "../model/view.js";
import { asks, cellNumber, fullNumber } from "../scale/number.js";
import { strokeOf } from "./attention-lines.js";

export type Side = "query" | "key";

/** What the sentences are about: the names at both sides, and the heads whose lines are seen. */
export interface About {
  readonly frame: Frame;
  readonly view: View;
  readonly queries: readonly string[];
  readonly keys: readonly string[];
  readonly heads: readonly number[];
}

/** The shares of a token, the largest first; of several heads, the largest of each. */
export function sharesOf(about: About, side: Side, at: number): string {
  const { view: { lang }, heads } = about;
  const [mine, others] = side === "query" ? [about.queries, about.keys] : [about.keys, about.queries];
  const token = `“${mine[at] ?? ""}”`;
  const all = heads.map((head) => ({ head, shares: shares(about, head, side, at, others) }));
  if (side === "query" && !asks() && all.every(({ shares }) => shares.every(({ v }) => Number.isNaN(v)))) return `${token}: ${t(lang, "attention.nan")}`;
  const sum = all[0]!.shares.reduce((s, { v }) => s + v, 0);
  const off = side === "query" && Math.abs(sum - 1) > 0.005 ? ` (Σ ${cellNumber(sum, 2)} ≠ 1)` : ""; // by hand, or along the wrong axis
  const words = heads.length === 1
    ? top(all[0]!.shares, 5).map((s) => share(about, s)).join(" · ") + off
    : all.flatMap(({ head, shares }) => top(shares, 1).map((s) => t(lang, "attention.head_share", { head, share: share(about, s) }))).join(" · ");
  return t(lang, side === "query" ? "attention.query" : "attention.key", { token, shares: words || "0" });
}

/** The largest shares of one head. */
export function mostOf(about: About, head: number): string {
  const { frame, view: { lang }, queries, keys } = about;
  const attn = frame.now(`head.${head}.attn`);
  const all = Array.from(attn?.data ?? [], (v, i) => ({ name: `${queries[Math.floor(i / keys.length)]} → ${keys[i % keys.length]}`, v }));
  return t(lang, "attention.head_most", { head, shares: top(all, 3).map((s) => share(about, s)).join(" · ") || "0" });
}

interface Share { readonly name: string; readonly v: number }

function shares({ frame }: About, head: number, side: Side, at: number, others: readonly string[]): Share[] {
  const attn = frame.now(`head.${head}.attn`);
  return others.map((name, i) => ({ name, v: (side === "query" ? attn?.at(at, i) : attn?.at(i, at)) ?? NaN }));
}

function top(all: readonly Share[], n: number): Share[] {
  return all.filter(({ v }) => v > 0).sort((a, b) => b.v - a.v).slice(0, n);
}

function share({ view: { lang, decimals } }: About, { name, v }: Share): string {
  return t(lang, "attention.share", { token: name, value: cellNumber(v, decimals) });
}

/** How wide a share is drawn. */
export function widthLegend(view: View, max: number, several: boolean): TemplateResult {
  const sample = (part: number): TemplateResult => {
    const { width, opacity } = strokeOf(part, several);
    return html`<span class="sample"><svg aria-hidden="true" width="26" height="8" viewBox="0 0 26 8">${svg`<line x2="26" y1="4" y2="4" stroke-width=${width} stroke-opacity=${opacity}></line>`}</svg>${part === 1 && max === 1 ? "1" : cellNumber(part * max, 2)}</span>`;
  };
  return html`<p class="widths"><span>${t(view.lang, "attention.widths")}</span>${[0.1, 0.5, 1].map(sample)}</p>`;
}

/** One head of the legend of colours. */
export function swatch(view: View, head: number, mark: { readonly isAlone: boolean; readonly isKept: boolean }, on: { enter(): void; leave(): void; keep(): void }): TemplateResult {
  return html`<button type="button" class="head head-${head % 8} ${mark.isAlone ? "mine" : ""}" aria-pressed=${mark.isKept ? "true" : "false"}
    @pointerenter=${(e: PointerEvent) => { if (e.pointerType !== "touch") on.enter(); }} @pointerleave=${on.leave} @focus=${on.enter} @blur=${on.leave} @click=${on.keep}>
    <i></i>${t(view.lang, "head.n", { n: head })}</button>`;
}

/** A number beside a token; of several heads, with the colour of its head. */
export function shareNumber(view: View, head: number, row: number, col: number, v: number, several: boolean): TemplateResult {
  const full = several ? t(view.lang, "attention.head_share", { head, share: fullNumber(v) }) : fullNumber(v);
  return html`<span class="number" data-step=${`head.${head}.attn`} data-row=${row} data-col=${col} aria-label=${full} title=${several ? full : nothing}>${several ? html`<i class="head-${head % 8}"></i>` : nothing}${cellNumber(v, view.decimals)}</span>`;
}
