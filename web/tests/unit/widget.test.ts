import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { build } from "esbuild";
import { appEn } from "../../src/i18n/app.en.js";
import { isPair, KEYS, viewOf } from "../../src/widget/asked.js";

test("the keys that may be attributes are those of the document", () => {
  // the table of core/play: a row begins with its name
  const go = readFileSync("../core/play/keys.go", "utf8");
  const table = go.slice(go.indexOf("var keys"), go.indexOf("// findKey"));
  const names = [...table.matchAll(/(?:\{name: |wholeKey\(|flagKey\()"(\w+)"/g)].map((m) => m[1]!);
  const sources = [...go.matchAll(/(?:matrix|bias)Sources\s*= \[\]string\{([^}]*)\}/g)].flatMap((m) => [...m[1]!.matchAll(/"(\w+)"/g)].map((n) => n[1]!));
  assert.ok(names.length > 15 && sources.length === 9);
  assert.deepEqual([...KEYS].sort(), [...names, ...sources].sort());
});

test("cells are pairs too, other attributes are not", () => {
  for (const name of ["wq.1.3", "head.0.attn.1.2", "bq.0.2", "emb.0.0", "head.11.q_rot.0.1", "seed"]) assert.ok(isPair(name), name);
  for (const name of ["id", "class", "data-x", "wq.1", "1.2.3", "lang", "loading"]) assert.ok(!isPair(name), name);
});

test("a view in pairs; what is none is skipped", () => {
  assert.deepEqual(viewOf(Object.entries({ head: "1", decimals: "9", plane: "2,0", pin: "head.0.attn.1.2", vectors: "q,k,z", basis: "principal", lines: "heads", range: "max" })), {
    head: 1, decimals: 6, plane: { i: 2, j: 0 }, pinned: { step: "head.0.attn", row: 1, col: 2 }, vectors: ["q", "k"], basis: "principal", lines: "heads", attnRange: "max",
  });
  assert.deepEqual(viewOf(Object.entries({ head: "-1", decimals: "x", plane: "1", basis: "no", unknown: "1" })), {});
  assert.deepEqual(viewOf([["pin", "q.1"]]), { pinned: null });
});

test("a script without the lab needs no words of the lab", async () => {
  const { metafile } = await build({
    entryPoints: ["src/figures.ts"], bundle: true, format: "iife", write: false, metafile: true, external: ["wasm_exec"], logLevel: "silent",
  });
  const inputs = Object.keys(metafile.inputs).filter((file) => file.startsWith("src/"));
  assert.ok(inputs.length > 40 && !inputs.includes("src/i18n/app.en.ts"));
  for (const file of inputs) {
    const keys = [...readFileSync(file, "utf8").matchAll(/\bt\((?:[\w.]*lang, )?["`]([\w.]+)/g)].map((m) => m[1]!);
    assert.deepEqual(keys.filter((key) => key in appEn), [], file);
  }
});
