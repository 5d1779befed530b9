import assert from "node:assert/strict";
import { test } from "node:test";
import { enlargement } from "../../src/app/present-fit.js";

test("a figure is enlarged until it fills the room, never made smaller, and its digits stay below a sixteenth of the window", () => {
  const room = { width: 1000, height: 600 };
  assert.equal(enlargement({ width: 500, height: 100 }, room, 2000), 2);
  assert.equal(enlargement({ width: 100, height: 400 }, room, 2000), 1.5);
  assert.equal(enlargement({ width: 2000, height: 400 }, room, 2000), 1, "it scrolls");
  assert.equal(enlargement({ width: 10, height: 10 }, room, 800), 4, "12 px digits become 48 of 800");
});
