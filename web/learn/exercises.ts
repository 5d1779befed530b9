import type { Lang } from "../src/model/view.js";
import type { Exercise, ExercisesReply, Given } from "../src/wire.gen.js";
import { EXERCISE_WORDS } from "./exercise-words.js";
import { escape } from "./page.js";

/** Chapters with exercises, by slug, in order. */
export const CHAPTERS = ["why", "how", "after", "scores", "training"] as const;
/** The seeds whose sheets can be had without a script: one for everybody in a class. */
const SEEDS = Array.from({ length: 30 }, (_, i) => i + 1);

/** Of all sheets only those of the chosen seed are seen, unless all are wanted. */
export const sheetStyle = SEEDS.map((s) => `.sheets:has(option[value="${s}"]:checked) .sheet:not([data-seed="${s}"]){display:none}`).join("");

/** Every set that the pages show, by language, chapter and seed: what core/exercise/internal/book writes. */
export type Sets = Readonly<Record<string, ExercisesReply>>;

export function setOf(sets: Sets, lang: Lang, chapter: string, seed: number): readonly Exercise[] {
  const set = sets[`${lang} ${chapter} ${seed}`];
  if (!set) throw new Error(`there are no exercises for ${chapter}, seed ${seed}: run ./build.sh build`);
  return set.exercises;
}

/** What stands in a chapter: the questions, hints and answers folded. Where a script runs, they are checked. sheet is the address of the sheets. */
export function exerciseList(exercises: readonly Exercise[], lang: Lang, sheet: string): string {
  const w = EXERCISE_WORDS[lang];
  const items = exercises.map((x) => `<li><qkv-exercise lang="${lang}"${x.isCount ? ` count="${/(\d+)$/.exec(x.solution)?.[1] ?? ""}"` : ` doc="${escape(x.doc)}" cell="${x.step}.${x.row}.${x.col}"`}>${asked(x)}
${x.hints.map((h, i) => folded("hint", w.hint(i + 1), h)).join("")}${folded("solution", w.solution, x.solution)}</qkv-exercise></li>`);
  return `<ol class="exercises">${items.join("")}</ol><p><a class="door" href="${sheet}">${w.toSheet}</a></p>`;
}

/** All sheets; which of them is seen, and printed, the switches above them say, by style alone. */
export function sheets(sets: Sets, lang: Lang, titles: ReadonlyMap<string, string>): string {
  const w = EXERCISE_WORDS[lang];
  const choose = (group: string, value: string, label: string, isFirst: boolean): string => `<label><input type="radio" name="${group}" value="${value}"${isFirst ? " checked" : ""}> ${escape(label)}</label>`;
  const parts: string[] = [];
  for (const chapter of CHAPTERS) for (const seed of SEEDS) parts.push(sheet(setOf(sets, lang, chapter, seed), lang, titles.get(chapter) ?? chapter, chapter, seed));
  return `<div class="sheets"><form class="sheet-choice" autocomplete="off">
<fieldset><legend>${w.chapter}</legend>${CHAPTERS.map((c, i) => choose("chapter", c, titles.get(c) ?? c, i === 0)).join("")}</fieldset>
<label><b>${w.seed}</b> <select name="seed">${SEEDS.map((s) => `<option value="${s}">${s}</option>`).join("")}<option value="all">${w.all(SEEDS.length)}</option></select></label>
<label><input type="checkbox" name="solutions"> ${w.withSolutions}</label> <span class="print-way">${w.print}</span></form>
<p class="print-way">${w.teachers} ${CHAPTERS.map((c) => `<a href="../${c}/#ui.answers=0">${escape(titles.get(c) ?? c)}</a>`).join(" · ")}</p>
<p class="print-way">${w.asked}</p>
${parts.join("\n")}</div>`;
}

function sheet(exercises: readonly Exercise[], lang: Lang, title: string, chapter: string, seed: number): string {
  const w = EXERCISE_WORDS[lang];
  return `<section class="sheet" data-chapter="${chapter}" data-seed="${seed}"><h2>${escape(title)} <small>${w.seed} ${seed}</small></h2>
<p class="who"><span>${w.name}</span><span>${w.date}</span><span class="plain">${w.twoDecimals}</span></p>
<ol>${exercises.map((x) => `<li>${asked(x)}<p class="room"><span>${w.work}</span></p><p class="answer"><span>${w.answer}</span></p></li>`).join("")}</ol>
<div class="solutions"><h3>${w.solutions} <small>${escape(title)}, ${w.seed} ${seed}</small></h3><ol>${exercises.map((x) => `<li><p class="reckoned">${symbols(x.solution)}</p></li>`).join("")}</ol></div></section>`;
}

function asked(x: Exercise): string {
  return `<p class="asked">${symbols(x.question)}</p>${x.given.length > 0 ? `<div class="given">${x.given.map(table).join("")}</div>` : ""}`;
}

function table({ symbol, rows, cols, cells, hidden }: Given): string {
  const body = rows.map((r, i) => `<tr><th scope="row">${escape(r)}</th>${cols.map((_, j) => {
    const at = i * cols.length + j;
    return `<td${at === hidden ? ' class="hidden"' : ""}>${escape(cells[at] ?? "")}</td>`;
  }).join("")}</tr>`).join("");
  return `<table><caption>${symbols(symbol)}</caption><thead><tr><td></td>${cols.map((c) => `<th scope="col">${escape(c)}</th>`).join("")}</tr></thead><tbody>${body}</tbody></table>`;
}

function folded(slot: string, summary: string, text: string): string {
  return `<details slot="${slot}"><summary>${summary}</summary><p class="reckoned">${symbols(text)}</p></details>`;
}

/** A text with W_q's letter below the line; a particle stays with its symbol. */
function symbols(text: string): string {
  return escape(text).replace(/\b([WbE])_([a-z])/g, "$1<sub>$2</sub>").replace(/\](?=[가-힣])/g, "]\u2060");
}
