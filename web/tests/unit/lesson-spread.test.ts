import assert from "node:assert/strict";
import { test } from "node:test";
import { histogram, sharpness, siblingOf, spreads, widthsOf } from "../../src/figures/lesson/spread-numbers.js";
import { golden } from "./lesson-frames.js";

test("scores spread like √Dh; divided by it they spread alike, and only then attention stays open", async () => {
  const found = await spreads(golden("spread"), 0);
  assert.deepEqual(found.map((s) => s.dh), [2, 8, 32, 128, 512]);
  for (const { dh, raw, scaled } of found) {
    // every number of q and k spreads by about √(1/3): weights are uniform within ±1/√D
    assert.ok(raw!.spread / Math.sqrt(dh) > 0.25 && raw!.spread / Math.sqrt(dh) < 0.45, `${dh}: ${raw!.spread}`);
    assert.ok(scaled!.spread > 0.25 && scaled!.spread < 0.45, `${dh}: ${scaled!.spread}`);
    assert.ok(scaled!.entropy > 0.95 * Math.log(14));
  }
  const entropies = found.map((s) => s.raw!.entropy);
  assert.deepEqual(entropies, [...entropies].sort((a, b) => b - a));
  assert.ok(entropies.at(-1)! < 0.3 * Math.log(14));
});

test("one token leaves nothing to choose; a document without other widths is a failure", async () => {
  const one = await spreads(golden("one_token"), 0);
  assert.ok(one.every((s) => s.raw!.entropy === 0 && s.raw!.largest === 1 && s.raw!.spread === 0));
  await assert.rejects(spreads(golden("default"), 0));
});

test("entropy is that of its definition: equal shares give ln n, one share gives 0; rows that are NaN are left out", () => {
  const { entropy, largest } = sharpness(Float32Array.of(0.25, 0.25, 0.25, 0.25, 1, 0, 0, 0, NaN, NaN, NaN, NaN), 4);
  assert.ok(Math.abs(entropy - Math.log(4) / 2) < 1e-12);
  assert.equal(largest, 0.625);
  assert.ok(Number.isNaN(sharpness(Float32Array.of(NaN, NaN), 2).entropy));
});

test("another width is another document: cells that would change their place are left out, others stay", () => {
  assert.equal(siblingOf("dim=8&heads=2&head_dim=3&scale=none&wq.0.1=2&x.0.0=1&ui.title=a", 32, "sqrt"), "dim=8&heads=2&x.0.0=1&ui.title=a&head_dim=32");
  assert.equal(siblingOf("", 2, "none"), "head_dim=2&scale=none");
  assert.deepEqual(widthsOf(golden("dim24")), [2, 8, 32, 128]); // eight heads: H·Dh ≤ 2048
});

test("a histogram counts every finite value once, in bars of one width", () => {
  const values = [-2, -1.99, -0.5, 0, 0.1, 1.999, 2, NaN, Infinity];
  const bars = histogram(values, 2, 4);
  assert.deepEqual(bars.map((b) => [b.from, b.to, b.count]), [[-2, -1, 2], [-1, 0, 1], [0, 1, 2], [1, 2, 2]]);
  assert.equal(histogram(golden("spread").now("x")!.data, 6, 61).reduce((n, b) => n + b.count, 0), 14 * 64);
});
