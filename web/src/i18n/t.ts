import type { Lang } from "../model/view.js";
import type { appEn } from "./app.en.js";
import { figuresEn } from "./figures.en.js";
import { figuresKo } from "./figures.ko.js";
import { isParticle, particle } from "./particle.js";

export type Key = keyof typeof appEn | keyof typeof figuresEn;
export type Args = Readonly<Record<string, string | number>>;

type Catalogue = Readonly<Record<Key, string>>;

const CATALOGUES: Readonly<Record<Lang, Partial<Catalogue>[]>> = { ko: [figuresKo], en: [figuresEn] };

/** Adds the words of the lab, where there is one (app.ts). */
export function learn(words: Readonly<Record<Lang, Partial<Catalogue>>>): void {
  for (const lang of ["ko", "en"] as const) CATALOGUES[lang].push(words[lang]);
}

/** The sentence of a key. `{name}` stands for an argument, `{name:은/는}` for the argument and the particle that fits it. */
export function t(lang: Lang, key: Key, args: Args = {}): string {
  return fill(CATALOGUES[lang].find((words) => key in words)?.[key] ?? key, args);
}

export function fill(text: string, args: Args): string {
  return text.replace(/\{(\w+)(?::([^}]+))?\}/g, (hole, name: string, pair?: string) => {
    const value = args[name];
    if (value === undefined) throw new Error(`i18n: no argument for ${hole} in “${text}”`);
    const word = String(value);
    return pair !== undefined && isParticle(pair) ? word + particle(word, pair) : word;
  });
}
