import assert from "node:assert/strict";
import { test } from "node:test";
import { readFileSync } from "node:fs";
import { frameOf, type Trace } from "../../gallery/trace.js";
import { beginsNumber, moved, stepped, stepSize } from "../../src/figures/cell-moves.js";
import { cellName } from "../../src/figures/cell-name.js";
import { axisLabels, bytesOf, cellPlace, emWidth, stepName, visibleToken } from "../../src/figures/labels.js";
import { operationText } from "../../src/figures/operation.js";
import { firstColumn, otherWay, pathBack, sourceOf, throughSlices, tokenRow } from "../../src/figures/path.js";
import { overlap, placeLabels, type LabelWish } from "../../src/figures/place-labels.js";
import { arrowsOf, vectorsOf } from "../../src/figures/arrows.js";
import { chosen, waterfall } from "../../src/figures/waterfall.js";
import { whyOf } from "../../src/figures/why.js";
import { baseOf, roleOf } from "../../src/model/role.js";
import { familyOf, rangeOf } from "../../src/scale/range.js";
import type { Frame } from "../../src/model/frame.js";
import type { Explanation, Term } from "../../src/wire.gen.js";

/** A frame that PyTorch recorded: core/golden/traces. */
function golden(name: string): Frame {
  return frameOf(JSON.parse(readFileSync(`../core/golden/traces/${name}.json`, "utf8")) as Trace);
}

test("arrows stay inside a matrix, Home and End reach its edges", () => {
  const at = { row: 1, col: 1 };
  assert.deepEqual(moved("ArrowUp", false, at, 2, 3), { row: 0, col: 1 });
  assert.deepEqual(moved("ArrowDown", false, at, 2, 3), { row: 1, col: 1 });
  assert.deepEqual(moved("Home", false, at, 2, 3), { row: 1, col: 0 });
  assert.deepEqual(moved("Home", true, at, 2, 3), { row: 0, col: 0 });
  assert.deepEqual(moved("End", true, at, 2, 3), { row: 1, col: 2 });
  assert.deepEqual(moved("PageDown", false, at, 40, 3), { row: 9, col: 1 });
  assert.equal(moved("a", false, at, 2, 3), undefined);
});

test("a number begins with a digit, a point or a minus", () => {
  for (const key of ["0", "9", ".", "-", "−"]) assert.ok(beginsNumber(key));
  for (const key of ["a", "Enter", "F2", " ", "10"]) assert.ok(!beginsNumber(key));
});

test("steps are decimal: as many places as the text or the step has", () => {
  assert.equal(stepped("0.1", 2, 0.1), "0.3");
  assert.equal(stepped("0.25", 1, 0.1), "0.35");
  assert.equal(stepped("0.1", -1, 0.1), "0");
  assert.equal(stepped("-1.5", 1, 1), "-0.5");
  assert.equal(stepped("0.30000001", 1, 0.01), "0.31000001");
  assert.equal(stepped("1e-10", 1, 0.1), "0.10000000149011612"); // float32(0.1 + 1e-10)
  assert.equal(stepped("nonsense", 1, 0.1), undefined);
  assert.equal(stepped("", 1, 0.1), undefined);
  assert.deepEqual([stepSize({ shiftKey: true, altKey: false }), stepSize({ shiftKey: false, altKey: true }), stepSize({ shiftKey: false, altKey: false })], [1, 0.01, 0.1]);
});

test("a cell is named where its text says less than there is to say", () => {
  const plain = { decimals: 2, isSet: false, masked: false, before: undefined };
  assert.equal(cellName("en", { ...plain, value: 0.25 }), undefined);
  assert.equal(cellName("en", { ...plain, value: Math.fround(0.123) }), "0.123, shown as 0.12");
  assert.equal(cellName("en", { ...plain, value: 0.25, isSet: true, before: 0.5 }), "0.25, set by hand, changed by −0.2500");
  assert.equal(cellName("ko", { ...plain, value: -Infinity, masked: true }), "−∞, 마이너스 무한대, 가려짐");
  assert.equal(cellName("en", { ...plain, value: NaN, before: 1 }), "NaN, not a number, changed from 1");
});

test("axes carry tokens where they count tokens, numbers where they count dimensions", () => {
  const f = golden("gqa_6_3_text");
  assert.deepEqual(axisLabels(f, "S", f.tokens.length), f.tokens.map(visibleToken));
  assert.deepEqual(axisLabels(f, "Dh", 2), ["0", "1"]);
  assert.deepEqual(axisLabels(golden("set_emb"), "N", 2), ["a", "b"]); // tokens a, b, a
  assert.deepEqual(cellPlace(f, f.step("q")!, 0, 3), [`“${f.tokens[0]}”`, "3"]);
  assert.equal(visibleToken(" a\n"), "␣a↵");
  assert.ok(emWidth("가나") > emWidth("ab"));
});

test("every step of every trace has a name in both languages, a reason, a colour, and a label where it has inputs", () => {
  for (const name of ["all_alibi", "all_rope", "all_sinusoidal", "default", "tie_chain", "no_out"]) {
    const f = golden(name);
    for (const step of f.steps) {
      assert.ok(whyOf({ op: step.op, step: step.id } as Explanation, f), `${name} ${step.id}: why.ts has no reason`);
      assert.ok(roleOf(step.id) !== "out" || ["context", "concat", "out"].includes(baseOf(step.id)), `${name} ${step.id}: role.ts has no role`);
      for (const lang of ["ko", "en"] as const) {
        assert.notEqual(stepName(lang, step.id), step.id, step.id);
        assert.equal(operationText(f, step, lang) !== "", step.in.length > 0, `${name} ${step.id}`);
      }
    }
  }
});

test("operations are written as formulas write them", () => {
  const f = golden("causal_two_heads");
  const text = (id: string): string => operationText(f, f.step(id)!, "en");
  assert.equal(text("q"), "X · W_qᵀ + b_q");
  assert.equal(text("head.1.scores"), "Q₁ · K₁ᵀ");
  assert.equal(text("head.0.scaled"), "÷ √Dh");
  assert.equal(text("head.0.attn"), "softmax by row");
  assert.equal(operationText(golden("softmax_queries"), golden("softmax_queries").step("head.0.attn")!, "en"), "softmax by column");
  assert.equal(operationText(golden("no_bias"), golden("no_bias").step("q")!, "en"), "X · W_qᵀ");
});

test("slices, concat and lookup lead to a cell with the same number", () => {
  for (const name of ["gqa_6_3_text", "head_dim_wider", "all_sinusoidal", "default"]) {
    const f = golden(name);
    for (const step of f.steps.filter((s) => ["slice", "concat", "lookup", "copy", "tie"].includes(s.op))) {
      for (let row = 0; row < step.rows; row++) {
        for (let col = 0; col < step.cols; col++) {
          if (f.isSet(step.id, row, col)) continue;
          const from = sourceOf(f, step, { step: step.id, row, col })!;
          assert.equal(f.now(from.step)!.at(from.row, from.col), f.now(step.id)!.at(row, col), `${name} ${step.id} ${row} ${col}`);
        }
      }
    }
  }
});

test("the way back ends at a step without inputs and follows the table", () => {
  const f = golden("all_rope");
  for (const step of f.steps) {
    const path = pathBack(f, { step: step.id, row: 0, col: 0 });
    for (let i = 1; i < path.length; i++) assert.ok(f.step(path[i - 1]!.step)!.in.includes(path[i]!.step));
    assert.equal(f.step(path.at(-1)!.step)!.in.length, 0, step.id);
  }
});

test("a product of two matrices has two ways back, and both end at their tokens", () => {
  const f = golden("all_rope");
  for (const step of f.steps.filter((s) => s.op.startsWith("matmul"))) {
    const path = pathBack(f, { step: step.id, row: 1, col: 0 });
    const other = otherWay(f, path);
    assert.deepEqual(other[0], path[0]);
    assert.deepEqual([path[1]!.step, other[1]!.step], [...step.in]);
    // the pair that the ways begin with is the largest product
    const [a, b] = step.in.map((id) => f.now(id)!);
    const products = Array.from({ length: a!.cols }, (_, k) => Math.abs(a!.at(1, k) * (step.op === "matmul" ? b!.at(k, 0) : b!.at(0, k))));
    assert.equal(Math.abs(a!.at(path[1]!.row, path[1]!.col) * b!.at(other[1]!.row, other[1]!.col)), Math.max(...products.filter((v) => !Number.isNaN(v))), step.id); // a column that may not be looked at is NaN
    assert.equal(f.step(other.at(-1)!.step)!.in.length, 0);
  }
  assert.deepEqual(otherWay(f, pathBack(f, { step: "q", row: 0, col: 0 })), []);
});

test("what a head's slice holds comes forward in the matrix it was taken from, too", () => {
  const f = golden("causal_two_heads"); // D = 4, H = 2
  assert.deepEqual(throughSlices(f, [{ step: "head.1.q", row: 3, col: 1 }, { step: "wq", row: 0, col: 0 }]), [
    { step: "head.1.q", row: 3, col: 1 }, { step: "q", row: 3, col: 3 }, { step: "wq", row: 0, col: 0 },
  ]);
});

test("heads of a group read the same columns", () => {
  const f = golden("gqa_4_2"); // H = 4, G = 2, Dh = 2
  assert.deepEqual([0, 1, 2, 3].map((h) => firstColumn(f, f.step(`head.${h}.k`)!)), [0, 0, 2, 2]);
  assert.deepEqual([0, 1, 2, 3].map((h) => firstColumn(f, f.step(`head.${h}.q`)!)), [0, 2, 4, 6]);
  assert.equal(tokenRow(golden("set_emb"), 2), 0);
});

test("a range holds every finite value of its family, and attn reaches to 1", () => {
  for (const name of ["default", "all_alibi", "scores_10000", "x_overflow"]) {
    const f = golden(name);
    for (const step of f.steps.filter((s) => familyOf(s.id) !== "attn")) {
      const { max } = rangeOf(f, step.id, "unit");
      for (const v of f.now(step.id)!.data) if (Number.isFinite(v)) assert.ok(Math.abs(v) <= max * (1 + 1e-5), `${name} ${step.id}`);
    }
  }
  assert.deepEqual(rangeOf(golden("default"), "head.0.attn", "unit"), { kind: "sequential", max: 1 });
  assert.ok(rangeOf(golden("default"), "head.0.attn", "max").max < 1);
});

const term = (product: number, sum: number): Term => ({ factors: [], product, sum, label: "" });

test("bars of a waterfall join: each begins where the one before ended, the last at the value", () => {
  const { bars, zero } = waterfall([term(2, 2), term(-3, -1), term(0.5, -0.5)]);
  assert.ok(Math.abs(zero - 100 / 3) < 1e-9);
  assert.deepEqual(bars.map((b) => [Math.round(b.x), Math.round(b.width), b.negative]), [[33, 67, false], [0, 100, true], [0, 17, false]]);
  assert.equal(Math.round(bars[2]!.end), 17);
});

test("a sum of zeros, infinities or nothing still has a drawable axis", () => {
  for (const terms of [[], [term(0, 0)], [term(Infinity, Infinity), term(-Infinity, NaN)]]) {
    for (const b of waterfall(terms).bars) assert.ok(Number.isFinite(b.x) && Number.isFinite(b.width) && b.width >= 0);
  }
});

test("of many terms the largest are shown, in their order, and none is lost from the count", () => {
  const terms = [1, -9, 2, 8, 0, 7].map((p) => term(p, 0));
  assert.deepEqual(chosen(terms, 3), [{ index: 1, skipped: 1 }, { index: 3, skipped: 1 }, { index: 5, skipped: 1 }]);
  assert.equal(chosen(terms, 10).length, 6);
  for (const n of [1, 2, 4]) {
    const shown = chosen(terms, n);
    assert.ok(shown.length + shown.reduce((sum, s) => sum + s.skipped, 0) <= terms.length);
  }
});

test("no label covers another or leaves the frame", () => {
  const frame = { x: 0, y: 0, width: 400, height: 400 };
  const wishes: LabelWish[] = Array.from({ length: 60 }, (_, i) => ({
    x: 200 + 120 * Math.cos(i * 2.4) * (i / 60), y: 200 + 120 * Math.sin(i * 2.4) * (i / 60), width: 44, height: 15, angle: i * 2.4, weight: i,
  }));
  const boxes = placeLabels(wishes, frame).filter((b) => b !== null);
  assert.ok(boxes.length > 15, `${boxes.length} placed`);
  boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => assert.ok(!overlap(a, b))));
  for (const b of boxes) assert.ok(b.x >= 0 && b.y >= 0 && b.x + b.width <= 400 && b.y + b.height <= 400);
});

test("vectors that are not finite or lack a dimension are told, not drawn", () => {
  const overflow = arrowsOf(golden("x_overflow"), { vectors: ["q"], plane: { i: 0, j: 1 } });
  assert.equal(overflow.arrows.length + overflow.unplotted.length, 3);
  assert.ok(overflow.unplotted.length > 0);
  const wide = golden("head_dim_wider"); // D = 4, H·Dh = 12
  assert.deepEqual(arrowsOf(wide, { vectors: ["x", "q"], plane: { i: 0, j: 9 } }).short, [{ role: "x", dim: 9 }]);
  assert.deepEqual(vectorsOf(wide, { step: "head.0.scores", row: 2, col: 5 }), [{ role: "q", row: 2 }, { role: "k", row: 5 }]);
});

test("bytes in hexadecimal, and what they are as text where they are no whole character", () => {
  for (const [token, said] of [["하", "ED 95 98"], ["<0xEC><0x95>", "EC 95 → �"], [" <0xEC><0xA0>", "20 EC A0 → ␣�"], ["<0x0A>", "0A → ↵"], ["<0xEC><0x95><0x88>", "EC 95 88 → 안"]] as const) {
    assert.equal(bytesOf(token), said);
    assert.equal(said.split(" → ")[0], [...Buffer.from(token.replace(/<0x(..)>/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))), /<0x/.test(token) ? "latin1" : "utf8")].map((b) => b.toString(16).toUpperCase().padStart(2, "0")).join(" "));
  }
});
