import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import Ajv from "ajv";
import { COMMON, ELEMENTS, KEYS as DESCRIBED } from "../../package/elements.js";
import { manifestOf } from "../../package/manifest.js";
import { PANELS } from "../../src/app/lab.css.js";
import { FRAMED } from "../../src/widget/framed.js";
import { KEYS } from "../../src/widget/asked.js";

const manifest = manifestOf([{ path: "qkvlab.js" }, { path: "qkvfigures.js", without: "qkv-lab" }]);

test("the manifest keeps to the published schema", () => {
  const schema = JSON.parse(readFileSync("node_modules/custom-elements-manifest/schema.json", "utf8")) as object;
  const validate = new Ajv({ strict: false }).compile(schema);
  assert.ok(validate(JSON.parse(JSON.stringify(manifest))), JSON.stringify(validate.errors, null, 1));
  assert.ok(!validate({ ...manifest, modules: [{ kind: "none" }] }), "the schema says no to anything");
});

test("everything has a description of one line, and every key of the document is an attribute", () => {
  const declared = manifest.modules[0]!.declarations!;
  const described: { name?: string | undefined; description?: string | undefined }[] = declared.flatMap((d) => [d, ...(d.kind === "class" ? [...(d.members ?? []), ...("attributes" in d ? d.attributes ?? [] : []), ...("events" in d ? d.events ?? [] : [])] : [])]);
  assert.ok(described.length > 400);
  for (const { name, description } of described) assert.match(description ?? "", /^.{8,}[.!)]?$/, name);
  assert.deepEqual(Object.keys(DESCRIBED), [...KEYS]);
  const names = COMMON.map((a) => a.name);
  assert.equal(new Set(names).size, names.length);
});

test("types name the elements of the table, each with its class", () => {
  const types = readFileSync("package/index.d.ts", "utf8");
  const named = [...types.matchAll(/^ {4}"(qkv-[a-z-]+)": (\w+);$/gm)].map(([, tag, type]) => [tag, type]);
  assert.deepEqual(named, ELEMENTS.map(({ tag, className }) => [tag, tag === "qkv-lab" ? "QkvLabElement" : className]));
});

test("a frame shows every figure of the table but the lab", () => {
  assert.deepEqual(FRAMED.map((name) => `qkv-${name}`), ELEMENTS.filter((e) => e.isFigure && e.tag !== "qkv-lab").map((e) => e.tag));
});

test("a lab's description names every panel that can be hidden", () => {
  const named = /may name: (.*)\.$/.exec(ELEMENTS.find((e) => e.tag === "qkv-lab")!.description)?.[1]?.split(", ") ?? [];
  assert.deepEqual(named.sort(), Object.keys(PANELS).sort());
});
