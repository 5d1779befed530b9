import assert from "node:assert/strict";
import { test } from "node:test";
import { dotScene, mostSeen } from "../../src/figures/lesson/dot-scene.js";
import { INITIAL_VIEW } from "../../src/model/view.js";
import { golden } from "./lesson-frames.js";

const near = (a: number, b: number, what = ""): void => assert.ok(Math.abs(a - b) <= 2e-5 * Math.max(1, Math.abs(b)), `${what}: ${a}, not ${b}`);

test("in two dimensions the shadow's length times the key's length is the score, and the shadow is at right angles", () => {
  for (const [name, heads] of [["causal_two_heads", 2], ["lesson_dot", 1]] as const) {
    const f = golden(name);
    for (let head = 0; head < heads; head++) {
      for (let row = 0; row < f.config.t; row++) {
        const scene = dotScene(f, { ...INITIAL_VIEW, head }, row)!;
        assert.deepEqual([scene.at.a, scene.at.b], [f.now("q")!.at(row, scene.plane.i), f.now("q")!.at(row, scene.plane.j)]);
        for (const k of scene.keys) {
          assert.equal(k.score, f.now(`head.${head}.scores`)!.at(row, k.col));
          assert.equal(k.share, f.now(`head.${head}.attn`)!.at(row, k.col));
          const foot = k.foot!;
          near((scene.at.a - foot.a) * k.at.a + (scene.at.b - foot.b) * k.at.b, 0, "at right angles");
          near(Math.hypot(foot.a, foot.b), Math.abs(k.projection), "shadow");
          near(k.projection * k.length, k.score, "score");
        }
      }
    }
  }
});

test("a head shows dimensions of its own, and its group's keys", () => {
  const scene = dotScene(golden("gqa_4_2"), { ...INITIAL_VIEW, head: 3 }, 1)!; // H = 4, G = 2, Dh = 2
  assert.deepEqual([scene.plane.i, scene.plane.j, scene.from, scene.dh], [6, 7, 6, 2]);
  assert.equal(scene.keys[2]!.at.a, golden("gqa_4_2").now("k")!.at(2, 2));
});

test("keys that are zero have no direction; masked keys say so; a score that was set is no product; what is not finite is told", () => {
  const zero = dotScene(golden("zero_wk_bk"), INITIAL_VIEW, 0)!;
  assert.ok(zero.keys.every((k) => k.foot === null && Number.isNaN(k.projection) && k.score === 0));
  const causal = dotScene(golden("causal_two_heads"), INITIAL_VIEW, 2)!;
  assert.deepEqual(causal.keys.map((k) => k.isMasked), causal.keys.map((k) => k.col > 2));
  assert.ok(dotScene(golden("set_scores"), INITIAL_VIEW, 2)!.keys[5]!.isSet);
  assert.ok(dotScene(golden("x_overflow"), INITIAL_VIEW, 0)!.isLost);
  assert.ok(!dotScene(golden("rope_one_head"), INITIAL_VIEW, 0)!.isMovable);
});

test("to begin with it is the key with the largest share; where no key may be looked at, the first", () => {
  const f = golden("default");
  const scene = dotScene(f, INITIAL_VIEW, 3)!;
  assert.equal(f.now("head.0.attn")!.at(3, mostSeen(scene)), Math.max(...scene.keys.map((k) => k.share)));
  assert.equal(mostSeen(dotScene(golden("pad_all"), INITIAL_VIEW, 0)!), 0);
});
