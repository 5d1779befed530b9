import assert from "node:assert/strict";
import { test } from "node:test";
import { readFileSync } from "node:fs";
import { frameOf, type Trace } from "../../gallery/trace.js";
import { headOfArrow, keyStep, moveTo, pixelNumber, steppedHead, wayBack } from "../../src/figures/arrow-head.js";
import { alike, arrowsOf, meaningless, type Plane } from "../../src/figures/arrows.js";
import { headsDrawn, laneOf, largestShare, linesOf, MOST_LINES } from "../../src/figures/attention-lines.js";
import { pairOf, picked } from "../../src/figures/dot-product.js";
import { percent } from "../../src/figures/vectors-words.js";
import type { Frame, Principal } from "../../src/model/frame.js";
import { INITIAL_VIEW, planeWithin, type View } from "../../src/model/view.js";

/** A frame that PyTorch recorded: core/golden/traces. */
function golden(name: string): Frame {
  return frameOf(JSON.parse(readFileSync(`../core/golden/traces/${name}.json`, "utf8")) as Trace);
}

const dims = (i: number, j: number, all = 4): Plane => ({ kind: "dimensions", i, j, dims: all });
const view = (part: Partial<View>): View => ({ ...INITIAL_VIEW, ...part });
const near = (a: number, b: number, what = ""): void => assert.ok(Math.abs(a - b) <= 1e-5 * Math.max(1, Math.abs(b)), `${what}: ${a}, not ${b}`);

test("a plane has two different dimensions as far as there are two", () => {
  assert.deepEqual(planeWithin({ i: 0, j: 1 }, 4), { i: 0, j: 1 });
  assert.deepEqual(planeWithin({ i: 9, j: 9 }, 4), { i: 3, j: 2 });
  assert.deepEqual(planeWithin({ i: 0, j: 0 }, 4), { i: 0, j: 1 });
  assert.deepEqual(planeWithin({ i: 2, j: 5 }, 1), { i: 0, j: 0 });
});

test("of two dimensions, a plane shows the whole dot product: the score, to the bit", () => {
  const f = golden("causal_two_heads"); // D = 4, H = 2, Dh = 2
  for (const head of [0, 1]) {
    const scores = f.now(`head.${head}.scores`)!;
    for (let row = 0; row < scores.rows; row++) {
      for (let col = 0; col < scores.cols; col++) {
        const pair = pairOf(f, { step: `head.${head}.attn`, row, col }, dims(2 * head + 1, 2 * head))!;
        assert.equal(pair.seen, "all");
        assert.equal(pair.part, scores.at(row, col));
        assert.equal(pair.score, scores.at(row, col));
        // the foot is on the query's line, the key at right angles to it; and |q| times the projection is the product
        near(pair.q.a * pair.foot!.b, pair.q.b * pair.foot!.a, "on the line");
        near((pair.k.a - pair.foot!.a) * pair.q.a + (pair.k.b - pair.foot!.b) * pair.q.b, 0, "at right angles");
        near(Math.hypot(pair.foot!.a, pair.foot!.b) * pair.length * Math.sign(pair.part), pair.score, "the product");
      }
    }
  }
});

test("the parts that planes of disjoint dimensions show add up to the score", () => {
  const f = golden("default"); // D = 4, one head
  for (let row = 0; row < 8; row++) {
    const cell = { step: "head.0.scores", row, col: 7 - row };
    const [one, two] = [pairOf(f, cell, dims(0, 3))!, pairOf(f, cell, dims(2, 1))!];
    assert.deepEqual([one.seen, two.seen], ["part", "part"]);
    near(one.part + two.part, one.score);
  }
});

test("a head's dimensions are those of its own columns, and its keys are its group's", () => {
  const f = golden("gqa_4_2"); // H = 4, G = 2, Dh = 2
  const cell = { step: "head.3.scores", row: 1, col: 2 };
  assert.equal(pairOf(f, cell, dims(0, 1, 8))!.seen, "nothing");
  const pair = pairOf(f, cell, dims(6, 7, 8))!;
  assert.deepEqual([pair.from, pair.to, pair.seen], [6, 7, "all"]);
  assert.equal(pair.part, f.now("head.3.scores")!.at(1, 2));
  assert.deepEqual([pair.k.a, pair.k.b], [f.now("k")!.at(2, 2), f.now("k")!.at(2, 3)]);
  const half = pairOf(f, cell, dims(7, 0, 8))!;
  assert.equal(half.seen, "part");
  assert.equal(half.q.b, 0);
});

test("with rope the pair is what was turned, for that is what is multiplied", () => {
  const f = golden("rope_one_head");
  const pair = pairOf(f, { step: "head.0.scores", row: 2, col: 1 }, dims(0, 1, f.config.dh))!;
  assert.deepEqual(pair.steps, ["head.0.q_rot", "head.0.k_rot"]);
  assert.equal(pair.q.a, f.now("head.0.q_rot")!.at(2, 0));
});

test("in principal components of everything, what two show and what the others show is the score", () => {
  const f = golden("default");
  // any orthonormal basis will do: the axes, turned by 30 degrees in two planes
  const [c, s] = [Math.cos(Math.PI / 6), 0.5];
  const basis = [[c, 0, s, 0], [0, c, 0, s], [-s, 0, c, 0], [0, -s, 0, c]];
  const plane = (a: number, b: number): Plane => ({ kind: "principal", principal: {
    cols: 4, shares: Float32Array.of(0.6, 0.4), components: Float32Array.from([...basis[a]!, ...basis[b]!]), coordinates: new Float32Array(),
  } });
  const cell = { step: "head.0.scores", row: 5, col: 0 };
  near(pairOf(f, cell, plane(0, 1))!.part + pairOf(f, cell, plane(2, 3))!.part, f.now("head.0.scores")!.at(5, 0));
  const two = golden("causal_two_heads");
  assert.equal(pairOf(two, cell, plane(0, 1))!.seen, "nothing"); // components mix the heads
});

test("only scores and shares are about a pair", () => {
  const f = golden("default");
  for (const step of ["q", "head.0.q", "head.0.context", "out", "wq"]) assert.equal(pairOf(f, { step, row: 0, col: 0 }, dims(0, 1)), null);
  assert.equal(pairOf(f, null, dims(0, 1)), null);
});

test("a query and a key that are picked one after the other are a pair; one of the pair again stands alone", () => {
  const f = golden("causal_two_heads");
  const q = { step: "q", row: 3, col: 0 };
  assert.equal(picked(f, view({}), { role: "q", row: 1 }), null);
  assert.equal(picked(f, view({ pinned: q }), { role: "q", row: 1 }), null);
  assert.equal(picked(f, view({ pinned: q }), { role: "v", row: 1 }), null);
  assert.deepEqual(picked(f, view({ pinned: q, head: 1 }), { role: "k", row: 1 }), { step: "head.1.scores", row: 3, col: 1 });
  assert.deepEqual(picked(f, view({ pinned: { step: "k", row: 2, col: 0 } }), { role: "q", row: 0 }), { step: "head.0.scores", row: 0, col: 2 });
  const pair = view({ pinned: { step: "head.1.attn", row: 3, col: 1 } });
  assert.deepEqual(picked(f, pair, { role: "k", row: 0 }), { step: "head.1.scores", row: 3, col: 0 });
  assert.equal(picked(f, pair, { role: "k", row: 1 }), null);
});

test("principal components place every row of the sets that share a width; another width is told", () => {
  const f = golden("head_dim_wider"); // D = 4, H·Dh = 12
  assert.deepEqual(alike(f, ["x", "q", "k"]), ["q", "k"]);
  assert.deepEqual(alike(f, ["x", "q"]), ["x"]);
  assert.deepEqual(alike(f, []), []);
  const { rows } = f.step("q")!;
  const principal: Principal = {
    cols: 12, shares: Float32Array.of(0.7, 0.2), components: new Float32Array(24), coordinates: Float32Array.from({ length: 4 * rows }, (_, i) => i),
  };
  const all = arrowsOf(f, view({ vectors: ["x", "q", "k"] }), principal);
  assert.deepEqual(all.short, [{ role: "x", dim: 4 }]);
  assert.deepEqual(all.arrows.map((v) => v.a), Array.from({ length: 2 * rows }, (_, i) => 2 * i));
  assert.equal(all.arrows[rows]!.role, "k");
});

test("principal components that say nothing say why", () => {
  const of = (cols: number, share: number): Principal => ({ cols, shares: Float32Array.of(share), components: new Float32Array(), coordinates: new Float32Array() });
  const f = golden("default");
  assert.equal(meaningless(f, ["q"], of(4, 0.9)), undefined);
  assert.equal(meaningless(f, ["q"], of(1, 1)), "one_dimension");
  assert.equal(meaningless(f, ["q"], of(4, 0)), "zero");
  const one = golden("one_number");
  assert.equal(meaningless(one, ["q"], of(4, 1)), "one_vector");
  assert.deepEqual([0, 0.0004, 0.004, 0.5, 0.999].map(percent), ["0", "< 0.1", "0.4", "50", "100"]);
});

test("an arrow of X is moved in the embedding table, but where X itself was set by hand", () => {
  const f = golden("set_emb"); // tokens a, b, a
  assert.deepEqual(headOfArrow(f, { role: "x", row: 2 }, dims(1, 3)), { step: "emb", row: 0, cols: [1, 3] });
  assert.deepEqual(headOfArrow(f, { role: "k", row: 2 }, dims(1, 3)), { step: "k", row: 2, cols: [1, 3] });
  assert.equal(headOfArrow(golden("all_sinusoidal"), { role: "x", row: 0 }, dims(0, 1))!.step, "x");
  const set = golden("set_q");
  const { row, col } = set.set.find((c) => c.step === "q")!;
  const head = headOfArrow(set, { role: "q", row }, dims(col, (col + 1) % 4))!;
  assert.deepEqual(wayBack(set, head).map((text) => text !== ""), [true, set.isSet("q", row, (col + 1) % 4)]);
  const principal: Plane = { kind: "principal", principal: { cols: 4, shares: new Float32Array(2), components: new Float32Array(), coordinates: new Float32Array() } };
  assert.equal(headOfArrow(f, { role: "q", row: 0 }, principal), null);
});

test("moving a head is one edit of two cells; on a line it is an edit of one", () => {
  const head = { step: "q", row: 2, cols: [1, 3] as const };
  assert.deepEqual(moveTo(head, ["0.5", ""], 7), { kind: "set_pair", step: "q", row: 2, col: 1, to: 3, value: "0.5,", gesture: 7 });
  const line = { step: "x", row: 0, cols: [0] as const };
  assert.deepEqual(moveTo(line, ["0.5", ""], 7), { kind: "set_cell", step: "x", row: 0, col: 0, value: "0.5", gesture: 7 });
  assert.deepEqual(moveTo(line, ["", ""], 7), { kind: "reset_cell", step: "x", row: 0, col: 0, gesture: 7 });
});

test("numbers of a drag are as exact as a pixel; steps of the keys are a round part of the picture", () => {
  assert.equal(pixelNumber(0.123456, 0.0095), "0.12");
  assert.equal(pixelNumber(-0.004, 0.0095), "0");
  assert.equal(pixelNumber(1234.56, 20), "1235");
  assert.equal(pixelNumber(3.21e-7, 1e-9), "3.21e-7");
  const keys = { shiftKey: false, altKey: false };
  assert.deepEqual([keyStep(2, keys), keyStep(2, { ...keys, shiftKey: true }), keyStep(2, { ...keys, altKey: true }), keyStep(15, keys)], [0.1, 1, 0.01, 1]);
  const f = golden("default");
  const head = { step: "q", row: 0, cols: [0, 1] as const };
  const [a, b] = steppedHead(f, head, [1, 0], 0.1)!;
  near(Number(a), f.now("q")!.at(0, 0) + 0.1);
  assert.equal(Math.fround(Number(b)), f.now("q")!.at(0, 1));
});

test("lines: one head, or eight with the one that is shown among them; the largest are drawn and the rest is counted", () => {
  const two = golden("causal_two_heads");
  assert.deepEqual(headsDrawn(two, { head: 1, lines: "head" }), [1]);
  assert.deepEqual(headsDrawn(two, { head: 1, lines: "heads" }), [0, 1]);
  const { lines, left } = linesOf(two, [0, 1], 1);
  assert.equal(left, 0);
  assert.ok(lines.length > 0 && lines.every((l) => l.col <= l.row)); // nothing looks ahead
  assert.ok(lines.every((l, i) => i === 0 || l.t >= lines[i - 1]!.t));
  const many = golden("long_causal_128");
  const drawn = linesOf(many, [0], 1);
  assert.equal(drawn.lines.length, MOST_LINES);
  const all = [...many.now("head.0.attn")!.data].filter((v) => v > 0.002).sort((a, b) => b - a);
  assert.equal(drawn.left, all.length - MOST_LINES);
  assert.equal(drawn.lines[0]!.t, all[MOST_LINES - 1]);
});

test("heads lie side by side around the middle; the largest share of several heads is found", () => {
  assert.deepEqual([0, 1, 2].map((h) => laneOf([0, 1, 2], h, 30)), [-2.4, 0, 2.4]);
  assert.equal(laneOf([5], 5, 30), 0);
  const two = golden("causal_two_heads");
  const [a, b] = [two.now("head.0.attn")!.at(3, 1), two.now("head.1.attn")!.at(3, 1)];
  assert.deepEqual(largestShare(two, [0, 1], 3, 1), { head: a > b ? 0 : 1, v: Math.max(a, b) });
  assert.ok(Number.isNaN(largestShare(golden("pad_all"), [0], 0, 0).v));
});
