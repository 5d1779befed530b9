import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { frameOf, type Trace } from "../../gallery/trace.js";
import { flowOf, stepsOf } from "../../src/app/flow.js";
import { anchorOf } from "../../src/app/strip.js";
import { baseOf, headOf } from "../../src/model/role.js";
import { symbolOf } from "../../src/model/symbol.js";

// The step tables that PyTorch's golden traces were recorded with: every option of the document at least once.
const folder = new URL("../core/golden/traces/", `file://${process.cwd()}/`);
const traces = readdirSync(folder).filter((name) => name.endsWith(".json"))
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), "utf8")) as Trace);
assert.ok(traces.length > 100, `${traces.length} golden traces under ${folder.pathname}`);

test("every step of the table has one place on the page, with each head chosen", () => {
  for (const trace of traces) {
    const frame = frameOf(trace);
    for (let head = 0; head < frame.config.h; head++) {
      const { input, maps, taken, head: chosen, output } = flowOf(frame, head);
      const shown = stepsOf([...input, ...maps, ...taken, ...chosen, ...output]);
      const expected = frame.steps.filter((s) => headOf(s.id) < 0 || headOf(s.id) === head).map((s) => s.id);
      assert.deepEqual(shown, expected, trace.doc);
    }
  }
});

test("the bands begin where they should", () => {
  for (const trace of traces) {
    const flow = flowOf(frameOf(trace), 0);
    assert.deepEqual(flow.maps.map((n) => n.step.id), ["q", "k", "v"], trace.doc);
    assert.equal(flow.input.at(-1)?.step.id, "x", trace.doc);
    assert.equal(baseOf(flow.head[0]?.step.id ?? ""), "scores", trace.doc);
    assert.equal(baseOf(flow.head.at(-1)?.step.id ?? ""), "context", trace.doc);
    assert.equal(flow.output.at(-1)?.step.id, "out", trace.doc);
  }
});

test("the strip has one stop for each of its stages", () => {
  for (const trace of traces) {
    const frame = frameOf(trace);
    const stops = frame.steps.filter((s) => headOf(s.id) <= 0).map((s) => anchorOf(s.id)).filter(Boolean);
    assert.deepEqual(stops, ["at-x", "at-qkv", "at-scores", "at-attn", "at-out"], trace.doc);
  }
});

test("symbols are those that the explanations write", () => {
  const source = readFileSync(new URL("../core/play/symbols.go", `file://${process.cwd()}/`), "utf8");
  const table = /var symbols = map\[string\]string\{([^}]*)\}/s.exec(source)?.[1] ?? "";
  const pairs = [...table.matchAll(/"(\w+)":\s*"([^"]+)"/g)];
  assert.ok(pairs.length > 15);
  for (const [, id = "", symbol] of pairs) {
    const inHead = id.endsWith("_rot");
    assert.equal(symbolOf(inHead ? `head.0.${id}` : id), inHead ? symbol?.replace(/^./, "$&₀") : symbol, id);
  }
  assert.deepEqual(["head.3.q", "head.12.scores"].map(symbolOf), ["Q₃", "scores₁₂"]);
});
