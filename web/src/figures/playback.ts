import type { Explanation, Term } from "../wire.gen.js";
import { num } from "./waterfall.js";

/** True where a cell is a sum that can be built one term at a time: a sum, or the denominator of a softmax. */
export function isPlayable(e: Explanation): boolean {
  const adds = e.kind === "sum" || (e.kind === "quotient" && Number.isFinite(num(e.terms.at(-1)?.sum ?? NaN)));
  return adds && e.terms.length > 1;
}

/** How long one term is looked at, in ms: long sums go faster, but never too fast to see. */
export function pace(terms: number): number {
  return Math.max(180, Math.min(1000, Math.round(12_000 / terms)));
}

/** The terms in sight when so many were added: a page of `room`, which turns when it is full. */
export function pageOf(terms: readonly Term[], added: number, room: number): { index: number; skipped: number }[] {
  const from = Math.floor(Math.max(0, added - 1) / room) * room;
  return terms.slice(from, from + room).map((_, i) => ({ index: from + i, skipped: i === 0 ? from : 0 }));
}

/** What adding the last term did, as the engine did it: the sum before, the term, the sum after it; null before the first. */
export function additionOf(e: Explanation, added: number): { before: number; product: number; sum: number } | null {
  const term = e.terms[added - 1];
  if (!term) return null;
  const before = added > 1 ? num(e.terms[added - 2]!.sum) : 0;
  return { before, product: num(term.product), sum: num(term.sum) };
}
