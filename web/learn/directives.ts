import type { Root } from "mdast";
import type { ContainerDirective, LeafDirective, TextDirective } from "mdast-util-directive";
import { visit } from "unist-util-visit";
import { Attributes } from "./attributes.js";
import type { Lesson } from "./book.js";
import type { Frames } from "./frames.js";
import { LAWS } from "./laws.js";
import { asTensor, PRINTED } from "./numbers.js";
import { ways } from "./page.js";
import { misfit } from "./particles.js";
import type { Pictures } from "./pictures.js";
import { LessonProblem, startOf } from "./problem.js";

export type Directive = ContainerDirective | LeafDirective | TextDirective;

/** What was computed for a directive before the page is written. */
export interface Figure { readonly kind: "figure"; readonly name: string; readonly doc: string; readonly attributes: ReadonlyMap<string, string>; readonly picture: string }
export interface Printed { readonly kind: "printed"; readonly text: string }
export type Computed = Figure | Printed;

/** Blocks with a meaning of their own; every other container is a figure. */
const BLOCKS: Readonly<Record<string, readonly string[]>> = {
  note: [], side: [], try: ["doc"], entry: ["id"], question: ["id", "experiment"], contents: [], questions: [], exercises: [], sheets: [],
};

/** A directive as both languages have to have it: its name and what it is about. */
export function signature(d: Directive): string {
  const attributes = Object.entries(d.attributes ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => `${k}=${v ?? ""}`);
  return [d.name, ...attributes].join(" ");
}

export function isDirective(node: { type: string }): node is Directive {
  return node.type === "containerDirective" || node.type === "leafDirective" || node.type === "textDirective";
}

/** Computes all that the directives of a lesson ask of the engine. The first that cannot be is a problem with its line. */
export async function compute(lesson: Lesson, tree: Root, frames: Frames, pictures: Pictures): Promise<ReadonlyMap<Directive, Computed>> {
  const all: Directive[] = [];
  const next = new Map<Directive, string>(); // what stands right behind it
  visit(tree, (node, index, parent) => {
    if (!isDirective(node)) return;
    all.push(node);
    const after = parent?.children[(index ?? 0) + 1];
    if (after?.type === "text") next.set(node, after.value);
  });
  const computed = new Map<Directive, Computed>();
  for (const d of all) {
    try {
      const a = new Attributes(d.attributes);
      const made = await computeOne(d, a, lesson, frames, pictures);
      a.done();
      if (made) computed.set(d, made);
      if (made?.kind === "printed" && lesson.lang === "ko") misfit(made.text, next.get(d) ?? "");
    } catch (error) {
      throw new LessonProblem(lesson.file, startOf(d), `${d.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return computed;
}

async function computeOne(d: Directive, a: Attributes, lesson: Lesson, frames: Frames, pictures: Pictures): Promise<Computed | undefined> {
  const { name } = d;
  const { lang } = lesson;
  if (d.type === "textDirective") {
    if (name === "check") {
      await check(a, frames);
      return undefined;
    }
    const print = PRINTED[name];
    if (!print) throw new Error(`there is no such directive; these print numbers: ${Object.keys(PRINTED).join(", ")}`);
    return { kind: "printed", text: await print(a, frames) };
  }
  if (name === "printed") {
    const m = await frames.matrix(a.text("doc"), a.text("step"));
    return { kind: "printed", text: asTensor(m, a.has("grad")) };
  }
  if (name === "sum") {
    const { step, row, col } = a.cell("cell");
    const { symbols, numbers } = await frames.engine.explain(await frames.doc(a.text("doc")), step, row, col, lang);
    return { kind: "printed", text: `${symbols}\n${numbers}` };
  }
  const block = BLOCKS[name];
  if (block) {
    for (const attribute of block) a.text(attribute, attribute === "doc" ? "" : undefined);
    const docs = a.has("experiment") ? ["", "-a", "-b"].map((side) => a.text("experiment") + side) : a.text("doc", "") ? [a.text("doc")] : [];
    for (const doc of docs) await frames.frame(doc, lang);
    return undefined;
  }
  if (d.type !== "containerDirective") throw new Error("a figure is a container, :::, with its caption in it");
  const doc = a.text("doc");
  const attributes = a.rest;
  for (const attribute of attributes.keys()) a.text(attribute);
  return { kind: "figure", name, doc, attributes, picture: await pictures.draw({ name, doc, lang, attributes }, ways(lesson.slug).lab) };
}

async function check(a: Attributes, frames: Frames): Promise<void> {
  const is = a.text("is");
  const law = LAWS[is];
  if (!law) throw new Error(`there is no law “${is}”: ${Object.keys(LAWS).join(", ")}`);
  const m = is === "more" ? undefined : await frames.matrix(a.text("doc"), a.text("step"));
  const found = await law(m!, a, frames);
  if (found !== undefined) throw new Error(`what is said here is not so (${is}): ${found}`);
}
