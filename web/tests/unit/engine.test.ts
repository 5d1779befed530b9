import assert from "node:assert/strict";
import { test } from "node:test";
import { Engine } from "../../src/engine/engine.js";
import { EngineFailure, failureOf } from "../../src/engine/failure.js";
import type { Instance } from "../../src/engine/instance.js";
import { FakeInstance, FakeStandIn } from "./fake-engine.js";

function engineOf(prepare: (instance: FakeInstance, n: number) => void = () => undefined): { engine: Engine; made: FakeInstance[] } {
  const made: FakeInstance[] = [];
  const engine = new Engine(async () => {
    const instance = new FakeInstance();
    prepare(instance, made.length);
    made.push(instance);
    return instance;
  });
  return { engine, made };
}

test("a call that throws is made once more on a new instance", async () => {
  const { engine, made } = engineOf((i, n) => { i.fail = n === 0; });
  const result = await engine.step("a", { kind: "set_cell", value: "1" }, "ko");
  assert.ok(result.ok);
  assert.equal(result.frame.doc, "a;1");
  assert.equal(made.length, 2);
  assert.equal(made[0]?.asked[0], made[1]?.asked[0]);
});

test("where the second instance fails too, the failure says so and the next call begins afresh", async () => {
  const { engine, made } = engineOf((i, n) => { i.fail = n < 2; });
  await assert.rejects(engine.step("a", undefined, "ko"), (e) => e instanceof EngineFailure && e.code === "broken");
  assert.ok((await engine.step("a", undefined, "ko")).ok);
  assert.equal(made.length, 3);
});

test("an instance that ends is replaced at once, and whoever listens is told", async () => {
  const { engine, made } = engineOf();
  const told: unknown[] = [];
  engine.onStart((i) => told.push(i));
  await engine.step("a", undefined, "ko");
  made[0]?.die();
  await new Promise(setImmediate);
  assert.equal(made.length, 2);
  assert.deepEqual(told, made);
});

test("an instance that ends before it answered anything is not replaced for ever", async () => {
  const { engine, made } = engineOf();
  await engine.ready();
  made[0]?.die();
  await new Promise(setImmediate);
  assert.equal(made.length, 1);
});

test("a start that fails is tried again at the next call", async () => {
  let tries = 0;
  const engine = new Engine(async () => {
    if (tries++ === 0) throw new EngineFailure("unreachable", "");
    return new FakeInstance();
  });
  await assert.rejects(engine.ready(), (e) => e instanceof EngineFailure && e.code === "unreachable");
  await engine.ready();
});

test("calls at the same time share one instance", async () => {
  const { engine, made } = engineOf();
  await Promise.all([engine.step("a", undefined, "ko"), engine.step("b", undefined, "en"), engine.presets("ko")]);
  assert.equal(made.length, 1);
});

test("who stands in answers until the page's own instance does, and is then told that its work is done", async () => {
  const [standIn, own] = [new FakeStandIn(), new FakeInstance()];
  const engine = new Engine(async () => standIn);
  const told: Instance[] = [];
  engine.onStart((i) => told.push(i));
  assert.ok((await engine.step("a", undefined, "ko")).ok);
  assert.ok((await engine.step("b", undefined, "ko")).ok);
  assert.deepEqual([standIn.asked.length, standIn.closed, told], [2, false, []]);
  standIn.send(own);
  await new Promise(setImmediate);
  assert.deepEqual([standIn.closed, told], [true, [own]]);
  assert.ok((await engine.step("c", undefined, "ko")).ok);
  assert.deepEqual([standIn.asked.length, own.asked.length], [2, 1]);
});

test("where who stands in dies, the call is made by the next instance", async () => {
  const [standIn, own] = [new FakeStandIn(), new FakeInstance()];
  const all: Instance[] = [standIn, own];
  const engine = new Engine(async () => all.shift() ?? own);
  standIn.fail = true;
  const result = await engine.step("a", { kind: "set_cell", value: "1" }, "ko");
  assert.ok(result.ok);
  assert.equal(result.frame.doc, "a;1");
  assert.deepEqual([standIn.asked.length, own.asked.length], [1, 1]);
});

test("where the page's own instance does not start, who stands in goes on", async () => {
  const standIn = new FakeStandIn();
  const engine = new Engine(async () => standIn);
  await engine.step("a", undefined, "ko");
  standIn.refuse();
  await new Promise(setImmediate);
  assert.ok((await engine.step("b", undefined, "ko")).ok);
  assert.equal(standIn.closed, false);
});

// As Chromium 156, Firefox 153 and Safari word it.
test("a policy that forbids WebAssembly is told from a broken module", () => {
  for (const text of [
    "WebAssembly.compileStreaming(): Compiling or instantiating WebAssembly module violates the following Content Security policy directive because neither 'wasm-eval' nor 'unsafe-eval' is an allowed source of script",
    "call to WebAssembly.compileStreaming() blocked by CSP",
    "Refused to create a WebAssembly object because 'unsafe-eval' or 'wasm-unsafe-eval' is not an allowed source",
  ]) assert.equal(failureOf(new WebAssembly.CompileError(text)).code, "blocked", text);
  assert.equal(failureOf(new WebAssembly.CompileError("expected magic word 00 61 73 6d")).code, "broken");
});
