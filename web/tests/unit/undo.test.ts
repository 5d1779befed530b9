import assert from "node:assert/strict";
import { test } from "node:test";
import { joinTokens, sameTarget, type Edit } from "../../src/model/edit.js";
import { ONE_CHANGE, UndoList } from "../../src/store/undo.js";

const cell = (value: string, row = 0): Edit => ({ kind: "set_cell", step: "wq", row, col: 0, value });

test("undo and redo walk the same documents back and forth", () => {
  const list = new UndoList();
  ["a", "b", "c"].forEach((doc, i) => list.add(doc, { kind: "reseed" }, i));
  const seen: (string | undefined)[] = [];
  for (const by of [-1, -1, -1, 1, 1, 1] as const) {
    seen.push(list.peek(by));
    list.go(by);
  }
  assert.deepEqual(seen, ["b", "a", undefined, "b", "c", undefined]);
});

test("scrubbing one cell is one change; another cell, or the same one later, is another", () => {
  const list = new UndoList();
  list.add("start", null, 0);
  assert.deepEqual([list.add("1", cell("1"), 10), list.add("2", cell("2"), 20), list.add("3", cell("3"), 30)], ["push", "replace", "replace"]);
  assert.equal(list.peek(-1), "start");
  assert.equal(list.add("4", cell("4", 1), 40), "push");
  assert.equal(list.add("5", cell("5", 1), 40 + ONE_CHANGE), "push");
  assert.equal(list.peek(-1), "4");
});

test("a gesture is one change however long it takes, and another gesture is another at once", () => {
  const list = new UndoList();
  const drag = (value: string, gesture: number): Edit => ({ kind: "set_pair", step: "q", row: 0, col: 0, to: 1, value, gesture });
  list.add("start", null, 0);
  assert.deepEqual([list.add("1", drag("1,1", 7), 10), list.add("2", drag("2,2", 7), 10 + 9 * ONE_CHANGE)], ["push", "replace"]);
  assert.equal(list.peek(-1), "start");
  assert.equal(list.add("3", drag("3,3", 8), 11 + 9 * ONE_CHANGE), "push");
  assert.equal(list.peek(-1), "2");
});

test("a gesture that comes back to where it began leaves nothing to undo", () => {
  const list = new UndoList();
  const drag = (value: string): Edit => ({ kind: "set_pair", step: "q", row: 0, col: 0, to: 1, value, gesture: 1 });
  list.add("start", null, 0);
  list.add("1", drag("1,1"), 10);
  assert.equal(list.add("start", drag(","), 20), "replace");
  assert.deepEqual([list.canUndo, list.canRedo, list.peek(0)], [false, false, "start"]);
});

test("the document that stands there already is no change", () => {
  const list = new UndoList();
  list.add("a", null, 0);
  assert.equal(list.add("a", cell("1"), 1), "none");
  assert.equal(list.canUndo, false);
});

test("an edit after undo forgets what was undone, and merges with nothing", () => {
  const list = new UndoList();
  list.add("a", null, 0);
  list.add("b", cell("1"), 1);
  list.add("c", cell("1", 1), 2);
  list.go(-1);
  assert.equal(list.add("d", cell("2"), 3), "push");
  assert.equal(list.canRedo, false);
  assert.equal(list.peek(-1), "b");
});

test("the browser's back finds the neighbour", () => {
  const list = new UndoList();
  ["a", "b", "c"].forEach((doc, i) => list.add(doc, null, i));
  list.go(-1);
  assert.deepEqual([list.neighbour("a"), list.neighbour("c"), list.neighbour("x")], [-1, 1, undefined]);
});

test("tokens are never merged, and their separators are escaped", () => {
  const move: Edit = { kind: "move_token", row: 0, to: 1 };
  assert.equal(sameTarget(move, move), false);
  assert.equal(joinTokens(["a|b", "c\\", "d"]), "a\\|b|c\\\\|d");
});

test("the list tells every document and how far away it is; going leaps over several", () => {
  const list = new UndoList();
  list.add("a", null, 0);
  ["b", "c", "d"].forEach((doc, i) => list.add(doc, cell(doc, i), i + 1, `to ${doc}`));
  list.go(-2);
  assert.deepEqual(list.all, [{ said: "", by: -1 }, { said: "to b", by: 0 }, { said: "to c", by: 1 }, { said: "to d", by: 2 }]);
  assert.equal(list.peek(2), "d");
  list.go(2);
  assert.equal(list.all.at(-1)?.by, 0);
});

test("a way of looking is nothing to take back, and changes the entry that one is at", () => {
  const list = new UndoList();
  list.add("seed=1", null, 0);
  list.add("seed=1&wq.0.0=2", cell("2"), 10);
  const look: Edit = { kind: "set_key", key: "ui.view", value: "present" };
  assert.equal(list.add("seed=1&wq.0.0=2&ui.view=present", look, 20), "push"); // the browser's way back leads out of it
  assert.deepEqual(list.all.map((p) => p.by), [-1, 0]);
  assert.equal(list.add("seed=1&wq.0.0=3&ui.view=present", cell("3"), 30), "push"); // no change of before: that was not of this look
  list.go(-1);
  assert.equal(list.peek(0), "seed=1&wq.0.0=2&ui.view=present");
  assert.equal(list.add("seed=1&wq.0.0=2", null, 40), "push");
  assert.deepEqual(list.all.map((p) => p.by), [-1, 0, 1]);
});
