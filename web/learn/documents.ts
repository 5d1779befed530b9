import { LessonProblem } from "./problem.js";

/** The documents of the lessons by name. Both languages use the same. */
export type Documents = ReadonlyMap<string, string>;

/** Reads lines of `name  document`; `#` begins a remark, and a document may go on in lines that begin with a space. */
export function readDocuments(text: string, file: string): Documents {
  const found = new Map<string, string>();
  let last = "";
  for (const [i, line] of text.split("\n").entries()) {
    const at = { line: i + 1, column: 1 };
    if (/^\s*(#|$)/.test(line)) continue;
    if (/^\s/.test(line)) {
      if (!last) throw new LessonProblem(file, at, "a line that begins with a space goes on with a document, but none has begun");
      found.set(last, found.get(last)! + line.trim());
      continue;
    }
    const [, name, doc] = /^([a-z][a-z0-9-]*)(?:\s+(.*))?$/.exec(line) ?? [];
    if (!name) throw new LessonProblem(file, at, "a line is a name (small letters, digits, -), spaces, a document");
    if (found.has(name)) throw new LessonProblem(file, at, `there are two documents called ${name}`);
    found.set(name, doc?.trim() ?? "");
    last = name;
  }
  return found;
}
