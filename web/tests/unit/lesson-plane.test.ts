import assert from "node:assert/strict";
import { test } from "node:test";
import { carried, corners, isFinitePlane, lastStage, mapsOf, motionInDimensions, motionInDirections, place } from "../../src/figures/lesson/motion.js";
import { singular, singularBlock } from "../../src/figures/lesson/singular.js";
import { reachOf } from "../../src/figures/vectors-plane.js";
import { golden } from "./lesson-frames.js";

const near = (a: number, b: number, what = ""): void => assert.ok(Math.abs(a - b) <= 2e-5 * Math.max(1, Math.abs(b)), `${what}: ${a}, not ${b}`);

test("in two dimensions every token is carried by the plane: it ends at W·x + b as the engine has it", () => {
  const f = golden("plane");
  for (const [which, map] of mapsOf(f)) {
    if (which === "o") continue;
    const m = motionInDimensions(f, map, { i: 0, j: 1 })!;
    assert.equal(lastStage(m), 2);
    for (const t of m.travellers) {
      assert.deepEqual([t.after.a, t.after.b], [f.now(which)!.at(t.row, 0), f.now(which)!.at(t.row, 1)]);
      for (const stage of [0, 0.3, 1, 1.5, 2]) {
        const [a, b] = [place(m, t, stage), carried(m, t.before, stage)];
        near(a.a, b.a, `${which} at ${stage}`);
        near(a.b, b.b, `${which} at ${stage}`);
      }
    }
  }
});

test("along the singular directions the plane only stretches, however many dimensions there are", async () => {
  for (const name of ["default", "head_dim_wider", "plane"]) {
    const f = golden(name);
    const map = mapsOf(f).get("q")!;
    const m = motionInDirections(f, map, await singular(f, "wq"));
    assert.deepEqual([m.block[1], m.block[2]], [0, 0]);
    assert.ok(m.block[0] >= m.block[3] && m.block[3] >= 0);
    for (const t of m.travellers) {
      const end = carried(m, t.before, 2);
      near(end.a, t.after.a, `${name} ${t.token}`);
      near(end.b, t.after.b, `${name} ${t.token}`);
    }
  }
});

test("what is read of a block are its own numbers", async () => {
  const f = golden("default");
  const w = f.now("wq")!;
  const block = await singularBlock(f, "wq", 0, 1);
  const [a, b, c, d] = [w.at(0, 0), w.at(0, 1), w.at(1, 0), w.at(1, 1)];
  near(block.determinant, a * d - b * c);
  near(block.values[0]! ** 2 + block.values[1]! ** 2, a * a + b * b + c * c + d * d);
  near(block.degrees, (Math.atan2(c - b, a + d) * 180) / Math.PI);
});

test("dimensions that one side lacks are zero; one dimension is a line; tokens that are not finite are told", () => {
  const wide = golden("head_dim_wider"); // D = 4, H·Dh = 12
  const m = motionInDimensions(wide, mapsOf(wide).get("q")!, { i: 1, j: 9 })!;
  assert.deepEqual([m.block[1], m.block[3]], [0, 0]);
  assert.ok(m.travellers.every((t) => t.before.b === 0 && t.after.b === wide.now("q")!.at(t.row, 9)));
  const line = motionInDimensions(golden("plane_one"), mapsOf(golden("plane_one")).get("q")!, { i: 0, j: 1 })!;
  assert.ok(line.flat);
  assert.deepEqual(line.travellers.map((t) => [t.before.a, t.after.a]), [[1, 1], [-0.5, -1.25], [2, 2.5]]);
  const infinite = golden("plane_infinite");
  const far = motionInDimensions(infinite, mapsOf(infinite).get("q")!, { i: 0, j: 1 })!;
  assert.deepEqual([far.lost.map((t) => t.row), far.hasBias, lastStage(far), isFinitePlane(far)], [[0], false, 1, true]);
});

test("the picture has room for all that moves, from the beginning to the end", () => {
  const f = golden("plane");
  const m = motionInDimensions(f, mapsOf(f).get("q")!, { i: 0, j: 1 })!;
  const reach = reachOf(corners(m));
  for (let stage = 0; stage <= 2; stage += 0.1) {
    for (const t of m.travellers) {
      const { a, b } = place(m, t, stage);
      assert.ok(Math.abs(a) <= reach && Math.abs(b) <= reach);
    }
  }
});
