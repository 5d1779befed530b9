import assert from "node:assert/strict";
import { test } from "node:test";
import { alone, pinned } from "../../src/app/compare-doc.js";

test("a document is pinned beside itself, without what belongs to the page; taken alone it keeps the rest", () => {
  const doc = "text=a%20b&seed=3&ui.a=x&ui.experiment=order&ui.title=T";
  assert.equal(alone(doc), "text=a%20b&seed=3&ui.title=T");
  assert.deepEqual(pinned(doc), { kind: "load", value: "text=a%20b&seed=3&ui.title=T&ui.a=text%3Da%2520b%26seed%3D3" });
  assert.deepEqual(pinned(""), { kind: "load", value: "&ui.a=" });
});
