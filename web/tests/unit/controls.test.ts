import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { chosen, CONTROLS } from "../../src/controls/table.js";
import { hashOf, linkTo, LONGEST_LINK } from "../../src/store/link.js";
import { frameWire } from "./fake-engine.js";

const go = new URL("../core/play/", `file://${process.cwd()}/`);
const { config } = frameWire("");

test("every key of the document has a control, a field or a figure", () => {
  const source = readdirSync(go).filter((f) => /^keys.*\.go$/.test(f)).map((f) => readFileSync(new URL(f, go), "utf8")).join("\n");
  const keys = [...source.matchAll(/(?:\bname: |wholeKey\(|flagKey\()"(\w+)"/g)].map((m) => m[1] ?? "");
  assert.ok(keys.length >= 17, keys.join(" "));
  const elsewhere = ["v", "text", "tokens", "x"]; // the version, the sentence, the chips, the figure X; sources have sourceControl
  assert.deepEqual(keys.filter((k) => !elsewhere.includes(k)).sort(), CONTROLS.map((c) => c.key).sort());
});

test("a value finds its choice, with its number", () => {
  const choices = (key: string) => CONTROLS.find((c) => c.key === key)?.choices ?? [];
  const found = (key: string, value: string): unknown[] => {
    const hit = chosen(choices(key), value);
    return [hit?.choice.value, hit?.number];
  };
  assert.deepEqual(found("mask", "causal"), ["causal", ""]);
  assert.deepEqual(found("mask", "window:3"), ["window:", "3"]);
  assert.deepEqual(found("scale", "none"), ["none", ""]);
  assert.deepEqual(found("scale", "0.25"), ["", "0.25"]);
  assert.deepEqual(found("softcap", "30"), ["", "30"]);
});

test("the arrows of heads lead only to numbers that divide what they must", () => {
  const next = CONTROLS.find((c) => c.key === "heads")?.next;
  const of12 = { ...config, d: 12, h: 1, dh: 12 };
  const up: number[] = [];
  for (let h: number | undefined = 1; h !== undefined; h = next?.(h, 1, of12)) up.push(h);
  assert.deepEqual(up, [1, 2, 3, 4, 6, 12]);
  assert.equal(next?.(1, -1, of12), undefined);
});

test("the default document has a link of its own, and a link has a longest length", () => {
  assert.equal(hashOf(""), "v=1");
  assert.equal(linkTo("dim=8", "https://example.org/ko/#old"), "https://example.org/ko/#dim=8");
  const base = "https://example.org/ko/";
  assert.equal(linkTo("x".repeat(LONGEST_LINK - base.length - 1), base)?.length, LONGEST_LINK);
  assert.equal(linkTo("x".repeat(LONGEST_LINK - base.length), base), null);
});
