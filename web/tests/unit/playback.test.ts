import assert from "node:assert/strict";
import { test } from "node:test";
import { additionOf, isPlayable, pace, pageOf } from "../../src/figures/playback.js";
import type { Explanation, Term } from "../../src/wire.gen.js";

const term = (product: number, sum: number | string): Term => ({ factors: [], product, sum, label: "" }) as unknown as Term;
const explanation = (kind: string, terms: Term[]): Explanation => ({ kind, terms }) as unknown as Explanation;

test("what adds at least two finite terms can be built one by one", () => {
  const two = [term(1, 1), term(2, 3)];
  assert.equal(isPlayable(explanation("sum", two)), true);
  assert.equal(isPlayable(explanation("sum", two.slice(1))), false);
  assert.equal(isPlayable(explanation("quotient", two)), true);
  assert.equal(isPlayable(explanation("quotient", [term(1, 1), term(NaN, "NaN")])), false);
  assert.equal(isPlayable(explanation("copy", two)), false);
});

test("an addition is told with the sums that the engine gave, never added anew", () => {
  const e = explanation("sum", [term(0.1, 0.1), term(0.2, 7), term(0.3, 9)]);
  assert.equal(additionOf(e, 0), null);
  assert.deepEqual(additionOf(e, 1), { before: 0, product: 0.1, sum: 0.1 });
  assert.deepEqual(additionOf(e, 2), { before: 0.1, product: 0.2, sum: 7 });
  assert.equal(additionOf(e, 4), null);
});

test("a long sum turns its page when the page is full", () => {
  const terms = Array.from({ length: 30 }, () => term(1, 1));
  assert.deepEqual(pageOf(terms, 0, 12).map((r) => r.index).at(-1), 11);
  assert.deepEqual(pageOf(terms, 12, 12)[0], { index: 0, skipped: 0 });
  assert.deepEqual(pageOf(terms, 13, 12)[0], { index: 12, skipped: 12 });
  assert.deepEqual(pageOf(terms, 30, 12).map((r) => r.index), [24, 25, 26, 27, 28, 29]);
});

test("long sums go faster, within bounds", () => {
  assert.equal(pace(2), 1000);
  assert.equal(pace(1024), 180);
  assert.ok(pace(24) > pace(48));
});

