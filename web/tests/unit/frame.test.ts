import assert from "node:assert/strict";
import { test } from "node:test";
import { Frame, type Later } from "../../src/model/frame.js";
import { frameWire } from "./fake-engine.js";

test("a matrix is row-major, and has no cells outside", () => {
  const frame = new Frame(frameWire("a"), Float32Array.of(1, 2));
  const m = frame.now("x")!;
  assert.deepEqual([m.at(0, 0), m.at(0, 1)], [1, 2]);
  for (const [r, c] of [[1, 0], [0, 2], [-1, 0], [0, -1]] as const) assert.throws(() => m.at(r, c), RangeError);
  assert.throws(() => frame.matrix("nowhere"), RangeError);
});

const unasked = (): Promise<never> => Promise.reject(new Error("not asked"));
const nobody: Later = { matrix: unasked, principal: unasked, ask: unasked };

test("a large matrix comes once, and is tried again after a failure", async () => {
  const wire = frameWire("a");
  wire.steps[0]!.at = -1;
  let calls = 0;
  const frame = new Frame(wire, new Float32Array(), { ...nobody, async matrix() {
    if (++calls === 1) throw new Error("offline");
    return Float32Array.of(3, 4);
  } });
  assert.equal(frame.now("x"), undefined);
  await assert.rejects(Promise.resolve(frame.matrix("x")), /offline/);
  const [a, b] = await Promise.all([frame.matrix("x"), frame.matrix("x")]);
  assert.equal(a, b);
  assert.equal(calls, 2);
  assert.equal(frame.now("x"), a);
});

test("a frame after an edit keeps the matrices that stayed, and copies the others out of memory that is written over", async () => {
  const wire = frameWire("a");
  const steps = [wire.steps[0]!, { ...wire.steps[0]!, id: "q", op: "linear", at: 2 }];
  const memory = Float32Array.of(1, 2, 3, 4);
  const first = Frame.of({ ...wire, steps }, memory, undefined, nobody);
  memory.set([1, 2, 5, 6]);
  const next = Frame.of({ ...wire, doc: "b", steps, same: [0] }, memory, first, nobody);
  memory.fill(9);
  assert.equal(next.now("x"), first.now("x"));
  assert.deepEqual([...first.now("q")!.data], [3, 4]);
  assert.deepEqual([...next.now("q")!.data], [5, 6]);
  assert.deepEqual([...next.now("x")!.data], [1, 2]);
});

test("principal components are asked for once for the same steps, and by nobody where there is no engine", async () => {
  const asked: string[] = [];
  const answer = { cols: 1, shares: Float32Array.of(1), components: Float32Array.of(1), coordinates: Float32Array.of(2) };
  const frame = new Frame(frameWire("a"), Float32Array.of(1, 2), { ...nobody, async principal(doc, ids) {
    asked.push(`${doc} ${ids.join()}`);
    return answer;
  } });
  assert.equal(await frame.principal(["x"]), answer);
  await frame.principal(["x"]);
  await frame.principal(["x", "q"]);
  assert.deepEqual(asked, ["a x", "a x,q"]);
  await assert.rejects(new Frame(frameWire("a"), Float32Array.of(1, 2)).principal(["x"]), /no engine/);
});
