import type { Lang } from "../model/view.js";
import { lessonEn } from "./lesson.en.js";
import { lessonKo } from "./lesson.ko.js";
import { fill, type Args } from "./t.js";

export type LessonKey = keyof typeof lessonEn;

const CATALOGUES: Readonly<Record<Lang, Readonly<Record<LessonKey, string>>>> = { ko: lessonKo, en: lessonEn };

/** The sentence of a key, for the figures of the lessons: their words are not on the lab's page. */
export function say(lang: Lang, key: LessonKey, args: Args = {}): string {
  return fill(CATALOGUES[lang][key], args);
}
