import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { frameOf, type Trace } from "../../gallery/trace.js";
import { walkOf } from "../../src/app/walk.js";
import { appEn } from "../../src/i18n/app.en.js";
import { baseOf, headOf } from "../../src/model/role.js";

const folder = new URL("../core/golden/traces/", `file://${process.cwd()}/`);
const frames = readdirSync(folder).filter((name) => name.endsWith(".json"))
  .map((name) => frameOf(JSON.parse(readFileSync(new URL(name, folder), "utf8")) as Trace));

test("the guided way goes through every computed step of each head in order, with a sentence and a cell that is there", () => {
  assert.ok(frames.length > 100);
  for (const frame of frames) {
    for (let head = 0; head < frame.config.h; head++) {
      const stops = walkOf(frame, head);
      const told = frame.steps.filter((s) => s.id === "x" || (!["parameter", "tie", "given"].includes(s.op) && (headOf(s.id) < 0 || (headOf(s.id) === head && !["q", "k", "v"].includes(baseOf(s.id))))));
      assert.deepEqual(stops.map((s) => s.cell.step), told.map((s) => s.id), frame.doc);
      for (const { cell, line } of stops) {
        const step = frame.step(cell.step)!;
        assert.ok(cell.row < step.rows && cell.col < step.cols, `${frame.doc}: ${cell.step} has no cell ${cell.row}, ${cell.col}`);
        assert.ok(line in appEn, line);
      }
    }
  }
});

test("the guided way follows the largest share that a token gives to another", () => {
  const frame = frames.find((f) => f.config.h === 1 && f.config.t === 3 && f.config.mask === "none" && f.config.softmax === "keys")!;
  const attn = frame.now("head.0.attn")!;
  const at = walkOf(frame, 0).find((s) => s.cell.step === "head.0.attn")!.cell;
  assert.notEqual(at.row, at.col);
  for (let r = 0; r < attn.rows; r++) for (let c = 0; c < attn.cols; c++) if (r !== c) assert.ok(attn.at(r, c) <= attn.at(at.row, at.col));
  const k = walkOf(frame, 0).find((s) => s.cell.step === "k")!.cell;
  assert.equal(k.row, at.col); // the key that is looked at
});
