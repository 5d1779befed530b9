import type { Engine } from "../src/engine/engine.js";
import type { Lang } from "../src/model/view.js";
import { LANGS, type Lesson } from "./book.js";
import { compute } from "./directives.js";
import type { Documents } from "./documents.js";
import { CHAPTERS, exerciseList, setOf, sheets, sheetStyle, type Sets } from "./exercises.js";
import { Frames } from "./frames.js";
import { parse } from "./markdown.js";
import { escape, folderOf, pageOf, ways, type Known } from "./page.js";
import { Pictures } from "./pictures.js";
import { leadOf, placesOf, render, sectionsOf, titleOf } from "./render.js";
import { holdToEachOther, type Parsed } from "./same.js";

export interface Made {
  /** The style of all pictures. */
  readonly css: string;
  /** Pages by their path in the site; `<!-- head -->` in them is the build's. */
  readonly pages: Readonly<Record<string, string>>;
}

/** Makes every page of a book. Anything wrong is a LessonProblem. */
export async function makeBook(book: readonly Lesson[], documents: Documents, engine: Engine, sets: Sets): Promise<Made> {
  const parsed = book.map((lesson): Parsed => ({ lesson, tree: parse(lesson) }));
  const of = (lang: Lang): Parsed[] => parsed.filter((p) => p.lesson.lang === lang);
  for (const [i, p] of of("ko").entries()) holdToEachOther(p, of("en")[i]!);
  const frames = new Frames(engine, documents);
  const pictures = new Pictures(frames);
  const hashes = await labHashes(frames);
  const pages: Record<string, string> = {};
  for (const lang of LANGS) {
    const all = of(lang).map((p): Known => ({ lesson: p.lesson, title: titleOf(p.lesson, p.tree), lead: leadOf(p.lesson, p.tree), sections: sectionsOf(p.lesson, p.tree) }));
    for (const [i, { lesson, tree }] of of(lang).entries()) {
      const computed = await compute(lesson, tree, frames, pictures);
      const { learn, lab } = ways(lesson.slug);
      const lists: Readonly<Record<string, string>> = {
        contents: contents(all, learn),
        questions: questions(of(lang), learn),
        ...(CHAPTERS.some((c) => c === lesson.slug) && { exercises: exerciseList(setOf(sets, lang, lesson.slug, 0), lang, `${learn}sheet/`) }),
        ...(lesson.slug === "sheet" && { sheets: sheets(sets, lang, new Map(all.map((k) => [k.lesson.slug, `${k.lesson.number ?? ""}. ${k.title}`]))) }),
      };
      const body = render(lesson, tree, {
        computed,
        lab: (name) => {
          const doc = hashes.get(name);
          if (doc === undefined) throw new Error(`there is no document “${name}” in documents.txt`);
          return lab + (doc && `#${doc}`);
        },
        page: (to) => {
          const [slug = "", id] = to.split("#");
          const target = of(lang).find((p) => p.lesson.slug === slug);
          if (!target) throw new Error(`there is no page “${slug}”`);
          if (id !== undefined && !placesOf(target.lesson, target.tree).includes(id)) throw new Error(`there is no place “${id}” on the page “${slug}”`);
          return `${slug === lesson.slug ? (id === undefined ? "./" : "") : learn + (slug && slug + "/")}${id === undefined ? "" : `#${id}`}`;
        },
        styleClass: (style) => pictures.styleClass(style),
        list: (name) => lists[name],
      });
      pages[`${folderOf(lang, lesson.slug)}index.html`] = pageOf(all[i]!, all, body, "<!-- head -->");
    }
  }
  return { css: pictures.css + sheetStyle, pages };
}

/** The documents as they stand behind # in the lab's address; the default document needs none. */
async function labHashes(frames: Frames): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const name of await frames.names()) found.set(name, await frames.doc(name) || "v=1");
  return found;
}

/** The chapters, each with what it is about. */
function contents(all: readonly Known[], learn: string): string {
  return `<ol class="contents">${all.filter((k) => k.lesson.slug !== "").map((k) => `<li><a href="${learn}${k.lesson.slug}/">${k.lesson.number === undefined ? "" : `<span class="n">${k.lesson.number}</span> `}<strong>${escape(k.title)}</strong></a><p>${escape(k.lead)}</p></li>`).join("")}</ol>`;
}

/** The questions that stand before the first heading of their page, as links to their answers. */
function questions(all: readonly Parsed[], learn: string): string {
  const page = all.find((p) => p.lesson.slug === "questions");
  const tree = page?.tree.children ?? [];
  const end = tree.findIndex((n) => n.type === "heading" && n.depth === 2);
  const list = tree.slice(0, end < 0 ? undefined : end).flatMap((n) => (n.type === "containerDirective" && n.name === "question" ? [n] : []));
  return `<ol class="questions">${list.map((q) => {
    const label = q.children[0];
    const text = label?.type === "paragraph" ? label.children.map((c) => ("value" in c ? c.value : "")).join("") : "";
    return `<li><a href="${learn}questions/#${q.attributes?.["id"] ?? ""}">${escape(text)}</a></li>`;
  }).join("")}</ol>`;
}
