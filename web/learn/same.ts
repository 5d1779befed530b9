import type { Root } from "mdast";
import { visit } from "unist-util-visit";
import type { Lesson } from "./book.js";
import { isDirective, signature, type Directive } from "./directives.js";
import { LessonProblem, startOf } from "./problem.js";
import { placesOf } from "./render.js";

/** A lesson and its tree. */
export interface Parsed { readonly lesson: Lesson; readonly tree: Root }

/**
 * Holds a page in two languages to the same blocks, figures, documents and places, in the same order, and to the same
 * numbers and claims; of these, grammar has the order.
 */
export function holdToEachOther(a: Parsed, b: Parsed): void {
  const blocks = (p: Parsed): Directive[] => directives(p).filter((d) => d.type !== "textDirective");
  const inline = (p: Parsed): Directive[] => directives(p).filter((d) => d.type === "textDirective").sort((x, y) => (signature(x) < signature(y) ? -1 : 1));
  for (const list of [blocks, inline]) {
    const [mine, others] = [list(a), list(b)];
    for (let i = 0; i < Math.max(mine.length, others.length); i++) {
      const [x, y] = [mine[i], others[i]];
      if (x && y && signature(x) === signature(y)) continue;
      const [p, d, o] = x && (!y || signature(x) < signature(y) || list === blocks) ? [a, x, b] : [b, y!, a];
      throw new LessonProblem(p.lesson.file, startOf(d), `“${signature(d)}” is not in ${o.lesson.file}, or not in this order: both languages say the same`);
    }
  }
  const [here, there] = [placesOf(a.lesson, a.tree), placesOf(b.lesson, b.tree)];
  const odd = here.findIndex((id, i) => id !== there[i]);
  if (odd >= 0 || here.length !== there.length) throw new LessonProblem(b.lesson.file, undefined, `the places are ${there.join(", ")}, in ${a.lesson.file} ${here.join(", ")}`);
}

function directives({ tree }: Parsed): Directive[] {
  const all: Directive[] = [];
  visit(tree, (node) => { if (isDirective(node)) all.push(node); });
  return all;
}
