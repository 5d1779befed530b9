import type { Root } from "mdast";
import remarkDirective from "remark-directive";
import remarkGfm from "remark-gfm";
import remarkMath from "remark-math";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { visit } from "unist-util-visit";
import type { Lesson } from "./book.js";
import { LessonProblem, startOf } from "./problem.js";

/** A lesson as a tree. HTML in it is a problem: what a page may hold has a directive. */
export function parse({ text, file }: Pick<Lesson, "text" | "file">): Root {
  const tree = unified().use(remarkParse).use(remarkGfm).use(remarkMath).use(remarkDirective).parse(text);
  visit(tree, "html", (node) => {
    throw new LessonProblem(file, startOf(node), "HTML is not taken here: use Markdown and directives");
  });
  return tree;
}
