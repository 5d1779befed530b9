import assert from "node:assert/strict";
import { test } from "node:test";
import { Frame } from "../../src/model/frame.js";
import { frameWire } from "./fake-engine.js";

test("a matrix is row-major, and has no cells outside", () => {
  const frame = new Frame(frameWire("a"), Float32Array.of(1, 2));
  const m = frame.now("x")!;
  assert.deepEqual([m.at(0, 0), m.at(0, 1)], [1, 2]);
  for (const [r, c] of [[1, 0], [0, 2], [-1, 0], [0, -1]] as const) assert.throws(() => m.at(r, c), RangeError);
  assert.throws(() => frame.matrix("nowhere"), RangeError);
});

test("a large matrix comes once, and is tried again after a failure", async () => {
  const wire = frameWire("a");
  wire.steps[0]!.at = -1;
  let calls = 0;
  const frame = new Frame(wire, new Float32Array(), async () => {
    if (++calls === 1) throw new Error("offline");
    return Float32Array.of(3, 4);
  });
  assert.equal(frame.now("x"), undefined);
  await assert.rejects(Promise.resolve(frame.matrix("x")), /offline/);
  const [a, b] = await Promise.all([frame.matrix("x"), frame.matrix("x")]);
  assert.equal(a, b);
  assert.equal(calls, 2);
  assert.equal(frame.now("x"), a);
});
