import assert from "node:assert/strict";
import { test } from "node:test";
import { Engine } from "../../src/engine/engine.js";
import type { Edit } from "../../src/model/edit.js";
import { Store, type Audience } from "../../src/store/store.js";
import { FakeInstance } from "./fake-engine.js";

function setUp(doc = "a"): { store: Store; shown: [doc: string, mode: string][]; instances: FakeInstance[]; clock: { now: number }; open: () => Promise<void> } {
  const instances: FakeInstance[] = [];
  const engine = new Engine(async () => {
    instances.push(new FakeInstance());
    return instances.at(-1)!;
  });
  const clock = { now: 0 };
  const store = new Store(engine, {}, () => clock.now);
  const shown: [string, string][] = [];
  const audience: Audience = { shown: (state, mode) => shown.push([state.frame?.doc ?? "", mode]) };
  store.audience = audience;
  return { store, shown, instances, clock, open: () => store.open(doc) };
}

const set = (value: string, row = 0): Edit => ({ kind: "set_cell", step: "x", row, col: 0, value });

test("an empty document opens the preset, a broken one too, with its problem beside it", async () => {
  const empty = setUp("");
  await empty.open();
  assert.deepEqual([empty.store.state.frame?.doc, empty.store.state.refused], ["story", null]);
  const broken = setUp("broken");
  await broken.open();
  assert.equal(broken.store.state.frame?.doc, "story");
  assert.equal(broken.store.state.refused?.problem.code, "bad_number");
  assert.deepEqual(broken.shown, [["story", "none"]], "the address keeps what the person came with");
});

test("a problem leaves document, frame and undo list alone; the next good edit ends it", async () => {
  const { store, open } = setUp();
  await open();
  const { frame } = store.state;
  await store.apply(set("bad"));
  assert.equal(store.state.frame, frame);
  assert.equal(store.state.refused?.edit?.value, "bad");
  assert.equal(store.state.canUndo, false);
  await store.apply(set("1"));
  assert.deepEqual([store.state.frame?.doc, store.state.refused], ["a;1", null]);
});

test("undo and redo are there and back, and undoing on and on is one entry of the browser's history", async () => {
  const { store, shown, clock, open } = setUp();
  await open();
  for (const v of ["1", "2", "3"]) {
    clock.now += 5000;
    await store.apply(set(v));
  }
  await store.undo();
  await store.undo();
  assert.equal(store.state.frame?.doc, "a;1");
  await store.redo();
  await store.redo();
  assert.deepEqual([store.state.frame?.doc, store.state.canRedo], ["a;1;2;3", false]);
  assert.deepEqual(shown.map(([, mode]) => mode), ["none", "push", "push", "push", "push", "replace", "replace", "replace"]);
});

test("the browser's back to the document before is an undo", async () => {
  const { store, open } = setUp();
  await open();
  await store.apply(set("1"));
  await store.load("a");
  assert.deepEqual([store.state.canUndo, store.state.canRedo], [false, true]);
});

test("edits of one cell that wait for the engine are made as one", async () => {
  const { store, instances, open } = setUp();
  await open();
  const before = instances[0]?.asked.length ?? 0;
  await Promise.all(["1", "2", "3", "4"].map((v) => store.apply(set(v))));
  const steps = instances[0]?.asked.slice(before).filter((r) => r.startsWith("call=step")) ?? [];
  assert.ok(steps.length < 4, `${steps.length} calls`);
  assert.match(store.state.frame?.doc ?? "", /;4$/);
});

test("the document survives a dead engine", async () => {
  const { store, instances, open } = setUp();
  await open();
  await store.apply(set("1"));
  instances[0]!.fail = true;
  await store.apply(set("2"));
  assert.deepEqual([store.state.frame?.doc, store.state.failure], ["a;1;2", null]);
});

test("pointing explains, the pinned cell stays, and a cell that is gone is let go", async () => {
  const { store, open } = setUp();
  await open();
  const settled = (): Promise<unknown> => new Promise(setImmediate);
  store.look({ pinned: { step: "x", row: 0, col: 1 } });
  await settled();
  assert.equal(store.state.explanation?.col, 1);
  store.look({ hover: { step: "x", row: 0, col: 0 } });
  await settled();
  assert.equal(store.state.explanation?.col, 0);
  store.look({ hover: null });
  await settled();
  assert.equal(store.state.explanation?.col, 1);
  store.look({ pinned: { step: "x", row: 7, col: 7 }, hover: { step: "gone", row: 0, col: 0 } });
  assert.deepEqual([store.state.view.pinned, store.state.view.hover], [null, null]);
});

test("another language says the problem, the presets and the explanation again", async () => {
  const { store, open } = setUp();
  await open();
  store.look({ pinned: { step: "x", row: 0, col: 0 } });
  await store.apply(set("bad"));
  store.look({ lang: "en" });
  await new Promise(setImmediate);
  assert.equal(store.state.refused?.problem.message, "bad_number in en");
  assert.equal(store.state.presets[0]?.title, "en");
  assert.equal(store.state.explanation?.names, "en");
});

test("the view is held to what the frame has", async () => {
  const { store, open } = setUp();
  await open();
  store.look({ head: 5, plane: { i: 9, j: -1 } });
  assert.deepEqual([store.state.view.head, store.state.view.plane], [0, { i: 1, j: 0 }]);
});

test("while a sum is built, what is pointed at does not disturb it; another cell ends it", async () => {
  const { store, open } = setUp();
  await open();
  const cell = (col: number): { step: string; row: number; col: number } => ({ step: "x", row: 0, col });
  const told = async (): Promise<number | undefined> => {
    await new Promise((done) => { setTimeout(done, 5); });
    return store.state.explanation?.col;
  };
  store.look({ pinned: cell(0) });
  store.look({ term: 1 });
  store.look({ hover: cell(1) });
  assert.equal(await told(), 0);
  store.look({ term: null });
  assert.equal(await told(), 1);
  store.look({ term: 2 });
  store.look({ pinned: cell(1) });
  assert.equal(store.state.view.term, null);
  store.look({ pinned: null, term: 1 });
  assert.equal(store.state.view.term, null, "nothing is built where nothing is pinned");
});
