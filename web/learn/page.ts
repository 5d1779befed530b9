import type { Lang } from "../src/model/view.js";
import type { Lesson } from "./book.js";
import type { Section } from "./render.js";
import { WORDS } from "./words.js";

/** What of a lesson others need: for contents, and for the way on. */
export interface Known {
  readonly lesson: Lesson;
  readonly title: string;
  readonly lead: string;
  readonly sections: readonly Section[];
}

/** From a page to the site's root, to the first page of the lessons in its language, and to the lab in its language. */
export function ways(slug: string): { root: string; learn: string; lab: string } {
  const root = slug ? "../../../" : "../../";
  return { root, learn: slug ? "../" : "./", lab: slug ? "../../" : "../" };
}

/** The folder of a lesson's page in the site. */
export function folderOf(lang: Lang, slug: string): string {
  return `${lang}/learn/${slug && slug + "/"}`;
}

/** A lesson as a whole page. head is what stands in its head besides. */
export function pageOf(at: Known, all: readonly Known[], body: string, head: string): string {
  const { lang, slug, number } = at.lesson;
  const w = WORDS[lang];
  const other: Lang = lang === "ko" ? "en" : "ko";
  const { root, learn, lab } = ways(slug);
  const i = all.indexOf(at);
  const [before, after] = [all[i - 1], all[i + 1]];
  const alive = body.includes("<qkv-");
  const sections = at.sections.length > 1 ? `<nav class="sections" aria-label="${w.inChapter}"><p>${w.inChapter}</p><ul>${at.sections.map((s) => `<li><a href="#${s.id}">${escape(s.title)}</a></li>`).join("")}</ul></nav>` : "";
  const chapters = all.map((k) => `<li><a href="${learn}${k.lesson.slug && k.lesson.slug + "/"}"${k === at ? ' aria-current="page"' : ""}>${k.lesson.number === undefined ? "" : `<span class="n">${k.lesson.number}</span> `}${escape(k.title)}</a></li>`).join("");
  const step = (k: Known | undefined, rel: "prev" | "next"): string => (k
    ? `<a rel="${rel}" href="${learn}${k.lesson.slug && k.lesson.slug + "/"}"><small>${rel === "prev" ? w.before : w.after}</small> <span>${escape(k.title)}</span></a>` : "");
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(w.title(at.title))}</title>
<meta name="description" content="${escape(at.lead)}">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="${root}icon.svg">
<link rel="manifest" href="${root}app.webmanifest">
<link rel="alternate" hreflang="${other}" href="${root}${folderOf(other, slug)}">
${alive ? `<link rel="preload" as="script" href="${root}qkvfigures.js" data-wasm="qkvlab.wasm" data-worker="qkvlab.worker.js">\n` : ""}<link rel="stylesheet" href="${root}learn.css">
${head}
</head>
<body>
<a class="skip" href="#text">${w.skip}</a>
<header class="masthead">
<p class="name"><a href="${learn}">QKV Lab <span>${w.learn}</span></a></p>
<nav aria-label="QKV Lab"><a href="${lab}">${w.toLab}</a> <a href="${root}${folderOf(other, slug)}" hreflang="${other}" lang="${other}" data-lang="${other}">${w.other}</a></nav>
</header>
<div class="book">
<nav class="chapters" aria-label="${w.contents}"><p>${w.contents}</p><ol>${chapters}</ol></nav>
<main id="text" tabindex="-1">
<article>
<header>${number === undefined ? "" : `<p class="chapter">${w.chapter(number)}</p>`}<h1>${escape(at.title)}</h1></header>
${sections}
${body}
</article>
<nav class="on" aria-label="${w.before} · ${w.after}">${step(before, "prev")}${step(after, "next")}</nav>
<footer><p>${w.foot}</p></footer>
</main>
</div>
<template id="rest">${alive ? `<script src="${root}qkvfigures.js" data-wasm="qkvlab.wasm" data-worker="qkvlab.worker.js"></script>` : ""}<script src="${root}qkvapp.js"></script></template>
</body>
</html>
`;
}

export function escape(s: string): string {
  return s.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
