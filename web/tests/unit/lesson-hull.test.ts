import assert from "node:assert/strict";
import { test } from "node:test";
import { hullOf, hullScene, hullSteps, isApart, type HullScene } from "../../src/figures/lesson/hull-scene.js";
import { INITIAL_VIEW } from "../../src/model/view.js";
import { golden } from "./lesson-frames.js";

const within = (rows: HullScene["contexts"]): number => rows.filter((r) => !r.isOutside).length;

test("every context row of every head lies in the hull of its values, in every plane", () => {
  for (const name of ["default", "causal_two_heads", "gqa_4_2", "dim24", "head_dim_wider", "dim1", "one_token", "lesson_dot"]) {
    const f = golden(name);
    for (let head = 0; head < f.config.h; head++) {
      for (let i = 0; i < f.config.dh; i++) {
        for (let j = 0; j < f.config.dh; j++) {
          const s = hullScene(f, { ...INITIAL_VIEW, head, plane: { i: head * f.config.dh + i, j: head * f.config.dh + j } })!;
          assert.equal(within(s.contexts), f.config.t, `${name}, head ${head}, ${i} and ${j}`);
        }
      }
    }
  }
});

test("in principal components, too; and the coordinates are the engine's", async () => {
  const f = golden("default");
  const principal = await f.principal(hullSteps(0));
  const s = hullScene(f, INITIAL_VIEW, principal)!;
  assert.equal(within(s.contexts), f.config.t);
  for (const [rows, first] of [[s.values, 0], [s.contexts, f.config.t]] as const) {
    for (const r of rows) {
      assert.ok(Math.abs(r.a - principal.coordinates[2 * (first + r.row)]!) < 1e-6);
      assert.ok(Math.abs(r.b - principal.coordinates[2 * (first + r.row) + 1]!) < 1e-6);
    }
  }
});

test("after W_o rows may lie outside; without it there are none; what is not finite is told", () => {
  const s = hullScene(golden("lesson_dot"), INITIAL_VIEW)!;
  assert.equal(within(s.outs), 0);
  for (const plane of [{ i: 0, j: 1 }, { i: 2, j: 3 }]) { // whatever the shadow looks like
    const drawn = hullScene(golden("default"), { ...INITIAL_VIEW, plane })!;
    assert.equal(within(drawn.outs), 0);
  }
  assert.deepEqual(hullScene(golden("no_out"), INITIAL_VIEW)!.outs, []);
  const masked = hullScene(golden("pad_all"), INITIAL_VIEW)!;
  assert.deepEqual([masked.contexts.length, masked.lost.length], [0, 8]);
});

test("a hull of a square is its corners; of points on a line its ends; of equal points that point", () => {
  const p = (a: number, b: number): { a: number; b: number } => ({ a, b });
  const square = hullOf([p(0, 0), p(2, 0), p(1, 1), p(2, 2), p(0, 2), p(1, 0)]);
  assert.deepEqual(square.map(({ a, b }) => `${a},${b}`).sort(), ["0,0", "0,2", "2,0", "2,2"]);
  const line = hullOf([p(1, 1), p(3, 3), p(2, 2)]);
  assert.deepEqual(line, [p(1, 1), p(3, 3)]);
  assert.deepEqual(hullOf([p(1, 1), p(1, 1)]), [p(1, 1)]);
  assert.deepEqual(hullOf([]), []);
});

test("a point is apart from rows where a plane stands between them, in every number of dimensions", () => {
  const corners = [[1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 0, 0]];
  const random = ((n) => () => (n = (n * 48271) % 2147483647) / 2147483647)(7);
  for (let i = 0; i < 300; i++) {
    const p = [random(), random(), random()];
    const sum = p[0]! + p[1]! + p[2]!;
    if (Math.abs(sum - 1) > 0.1) assert.equal(isApart(p, corners), sum > 1, String(p));
    assert.ok(isApart(p.map((v, k) => (k === 0 ? -v - 0.1 : v)), corners));
  }
  for (const corner of corners) assert.equal(isApart(corner, corners), false);
  assert.equal(isApart([0.5, 0.5, 0], corners), false); // on an edge
});
