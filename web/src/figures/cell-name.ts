import type { Lang } from "../model/view.js";
import { t } from "../i18n/t.js";
import { asks, cellNumber, fullNumber, isRounded, signedNumber } from "../scale/number.js";

/** What there is to say about one cell besides its digits. */
export interface CellFacts {
  readonly value: number;
  readonly decimals: number;
  readonly isSet: boolean;
  readonly masked: boolean;
  /** Its value in the frame before, where that was another one. */
  readonly before: number | undefined;
}

/**
 * The accessible name of a cell: its full value, the rounded text that is seen, and what else is known of it. undefined
 * where the text says it all.
 */
export function cellName(lang: Lang, c: CellFacts): string | undefined {
  const facts: string[] = [];
  if (c.isSet) facts.push(t(lang, "matrix.set"));
  if (c.before !== undefined) facts.push(changeOf(lang, c.before, c.value));
  const value = Number.isFinite(c.value) ? rounded(lang, c.value, c.decimals) : spokenNumber(lang, c.value, c.masked);
  if (value === undefined && facts.length === 0) return undefined;
  return [value ?? cellNumber(c.value, c.decimals), ...facts].join(", ");
}

/** A full value together with the rounded text that stands for it on screen (WCAG 2.5.3); undefined where they are the same. */
export function rounded(lang: Lang, v: number, decimals: number): string | undefined {
  return isRounded(v, decimals) ? t(lang, "matrix.rounded", { full: fullNumber(v), shown: cellNumber(v, decimals) }) : undefined;
}

/** A full value, and in words what is no number; what is seen is part of what is said (WCAG 2.5.3). */
export function spokenNumber(lang: Lang, v: number, masked: boolean): string {
  if (Number.isNaN(v)) return asks() ? "?" : t(lang, "matrix.nan");
  if (v === -Infinity) return t(lang, masked ? "matrix.masked" : "matrix.minus_infinity");
  if (v === Infinity) return t(lang, "matrix.infinity");
  return fullNumber(v);
}

function changeOf(lang: Lang, before: number, now: number): string {
  const by = Math.fround(now - before);
  return Number.isFinite(by)
    ? t(lang, "matrix.changed", { by: signedNumber(by, 4) })
    : t(lang, "matrix.became", { from: fullNumber(before) });
}
