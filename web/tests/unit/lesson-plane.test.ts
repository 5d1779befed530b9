import assert from "node:assert/strict";
import { test } from "node:test";
import { carried, corners, isFinitePlane, lastStage, mapsOf, motionInComponents, motionInDimensions, motionInDirections, place } from "../../src/figures/lesson/motion.js";
import { axesOffered, spaceWithin } from "../../src/figures/lesson/plane-controls.js";
import { FACES, seenFrom, turnedBy } from "../../src/figures/lesson/sight.js";
import { singular, singularBlock } from "../../src/figures/lesson/singular.js";
import { reachOf } from "../../src/figures/vectors-plane.js";
import { golden } from "./lesson-frames.js";

const near = (a: number, b: number, what = ""): void => assert.ok(Math.abs(a - b) <= 2e-5 * Math.max(1, Math.abs(b)), `${what}: ${a}, not ${b}`);

test("in two dimensions every token is carried by the plane: it ends at W·x + b as the engine has it", () => {
  const f = golden("plane");
  for (const [which, map] of mapsOf(f)) {
    if (which === "o") continue;
    const m = motionInDimensions(f, map, [0, 1])!;
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
    assert.deepEqual([m.block[0][1], m.block[1][0]], [0, 0]);
    assert.ok(m.block[0][0] >= m.block[1][1] && m.block[1][1] >= 0);
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
  const m = motionInDimensions(wide, mapsOf(wide).get("q")!, [1, 9])!;
  assert.deepEqual([m.block[0][1], m.block[1][1]], [0, 0]);
  assert.ok(m.travellers.every((t) => t.before.b === 0 && t.after.b === wide.now("q")!.at(t.row, 9)));
  const line = motionInDimensions(golden("plane_one"), mapsOf(golden("plane_one")).get("q")!, [0])!;
  assert.equal(line.dims, 1);
  assert.deepEqual(line.travellers.map((t) => [t.before.a, t.after.a]), [[1, 1], [-0.5, -1.25], [2, 2.5]]);
  const infinite = golden("plane_infinite");
  const far = motionInDimensions(infinite, mapsOf(infinite).get("q")!, [0, 1])!;
  assert.deepEqual([far.lost.map((t) => t.row), far.hasBias, lastStage(far), isFinitePlane(far)], [[0], false, 1, true]);
});

test("the picture has room for all that moves, from the beginning to the end", () => {
  const f = golden("plane");
  const m = motionInDimensions(f, mapsOf(f).get("q")!, [0, 1])!;
  const reach = reachOf(corners(m));
  for (let stage = 0; stage <= 2; stage += 0.1) {
    for (const t of m.travellers) {
      const { a, b } = place(m, t, stage);
      assert.ok(Math.abs(a) <= reach && Math.abs(b) <= reach);
    }
  }
});

test("in three dimensions, too, every token ends where the engine has it, carried by the space around it", () => {
  const f = golden("space");
  for (const which of ["q", "k", "v"] as const) {
    const m = motionInDimensions(f, mapsOf(f).get(which)!, [0, 1, 2])!;
    assert.equal(m.dims, 3);
    for (const t of m.travellers) {
      assert.deepEqual([t.after.a, t.after.b, t.after.c], [0, 1, 2].map((c) => f.now(which)!.at(t.row, c)));
      for (const stage of [0, 0.4, 1, 1.6, 2]) {
        const [a, b] = [place(m, t, stage), carried(m, t.before, stage)];
        for (const k of ["a", "b", "c"] as const) near(a[k], b[k], `${which} at ${stage}`);
      }
    }
  }
});

test("of a map of three dimensions the turn is told; one of rank 2 flattens space", async () => {
  const f = golden("space");
  const [q, k] = [await singular(f, "wq"), await singular(f, "wk")];
  assert.deepEqual([q.rank, k.rank], [3, 2]);
  // R = W·(WᵀW)^−½, and its trace is 1 + 2·cos: by NumPy, numpy.linalg.svd of the weights of gallery/record/lessons.go
  near(q.degrees, 40.64997);
  near(k.values[2]!, 0);
});

test("space is only turned: lengths and angles stay, and its faces are planes of two axes", () => {
  const [p, o] = [{ a: 1, b: -2, c: 3 }, { a: 0.5, b: 4, c: -1 }];
  for (let turn = -180; turn <= 180; turn += 30) {
    for (let tilt = -90; tilt <= 90; tilt += 30) {
      const see = seenFrom({ turn, tilt });
      const [s, t] = [see(p), see(o)];
      near(s.a * t.a + s.b * t.b + s.depth * t.depth, p.a * o.a + p.b * o.b + p.c * o.c, `${turn} ${tilt}`);
      near(s.a ** 2 + s.b ** 2 + s.depth ** 2, 14, `${turn} ${tilt}`);
    }
  }
  const faces = Object.values(FACES).map((sight) => seenFrom(sight)(p));
  assert.deepEqual(faces.map(({ a, b }) => [a, b]), [[1, -2], [1, -3], [3, -2]]);
  assert.deepEqual(turnedBy({ turn: 170, tilt: 80 }, 20, 20), { turn: -170, tilt: 90 });
  assert.deepEqual(turnedBy({ turn: -170, tilt: -80 }, -15, -30), { turn: 175, tilt: -90 });
});

test("axes: three dimensions have space, more have a choice, a line has none; three dimensions are different ones", () => {
  assert.deepEqual([axesOffered(1, 1), axesOffered(2, 2), axesOffered(3, 3), axesOffered(12, 4)], [
    ["plane"], ["plane", "directions"], ["plane", "space", "directions", "components"], ["plane", "space", "directions"],
  ]);
  for (const [plane, third] of [[{ i: 0, j: 1 }, 0], [{ i: 2, j: 0 }, 2], [{ i: 9, j: 9 }, 9]] as const) assert.equal(new Set(spaceWithin(plane, third, 5)).size, 3);
});

test("principal components: the block is that of W between them, and tokens are where the engine projects them", async () => {
  const f = golden("default");
  const { cols, components, coordinates } = await f.principal(["x", "q"]);
  const count = f.config.t;
  const rows = (from: number): { a: number; b: number }[] => Array.from({ length: count }, (_, r) => ({ a: coordinates[2 * (from + r)]!, b: coordinates[2 * (from + r) + 1]! }));
  const m = motionInComponents(f, mapsOf(f).get("q")!, { cols, components, before: rows(0), after: rows(count) })!;
  const w = f.now("wq")!;
  for (const k of [0, 1]) {
    for (const l of [0, 1]) {
      let sum = 0;
      for (let r = 0; r < cols; r++) for (let c = 0; c < cols; c++) sum += components[k * cols + r]! * w.at(r, c) * components[l * cols + c]!;
      near(m.block[k as 0 | 1][l as 0 | 1], sum, `${k} ${l}`);
    }
  }
  for (const t of m.travellers) {
    near(t.before.a, [0, 1, 2, 3].reduce((s, i) => s + components[i]! * f.now("x")!.at(t.row, i), 0));
    near(t.after.b, [0, 1, 2, 3].reduce((s, i) => s + components[cols + i]! * f.now("q")!.at(t.row, i), 0));
  }
});
