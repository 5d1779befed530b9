import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Lang } from "../src/model/view.js";
import { LessonProblem } from "./problem.js";

export const LANGS: readonly Lang[] = ["ko", "en"];

/** One file of a language: a chapter where it has a number, else a page of its own. */
export interface Lesson {
  readonly lang: Lang;
  /** As problems name it: web/lessons/ko/1-why.md. */
  readonly file: string;
  /** The folder of its address, "" for the first page. */
  readonly slug: string;
  readonly number: number | undefined;
  readonly text: string;
}

/** The lessons of both languages, in order: the first page, the chapters, then the others. A file that is missing in one is a problem. */
export async function readBook(folder: string, shown: string): Promise<readonly Lesson[]> {
  const names = new Map<Lang, string[]>();
  for (const lang of LANGS) names.set(lang, (await readdir(join(folder, lang))).filter((n) => n.endsWith(".md")).sort(byOrder));
  const all = [...new Set([...names.values()].flat())];
  for (const lang of LANGS) {
    const missing = all.find((n) => !names.get(lang)!.includes(n));
    if (missing !== undefined) throw new LessonProblem(`${shown}/${lang}/${missing}`, { line: 1, column: 1 }, "this page is there in the other language only: write it, or take the other away");
  }
  if (!all.includes("index.md")) throw new LessonProblem(`${shown}/ko/index.md`, undefined, "there is no first page");
  return Promise.all(LANGS.flatMap((lang) => all.sort(byOrder).map(async (name) => lessonOf(lang, name, `${shown}/${lang}/${name}`, await readFile(join(folder, lang, name), "utf8")))));
}

export function lessonOf(lang: Lang, name: string, file: string, text: string): Lesson {
  const [, digits, slug] = /^(?:(\d+)-)?([a-z-]+)\.md$/.exec(name) ?? [];
  if (slug === undefined) throw new LessonProblem(file, undefined, "a page is called name.md, a chapter 1-name.md");
  return { lang, file, text, slug: slug === "index" ? "" : slug, number: digits === undefined ? undefined : Number(digits) };
}

function byOrder(a: string, b: string): number {
  const rank = (name: string): string => (name === "index.md" ? "0" : /^\d/.test(name) ? "1" + name : name === "questions.md" ? "2" : "3" + name);
  return rank(a) < rank(b) ? -1 : 1;
}
