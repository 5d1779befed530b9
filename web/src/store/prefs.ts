import type { Lang, Theme } from "../model/view.js";

/** What the browser remembers of a person: nothing but these. */
export interface Prefs {
  lang: Lang;
  theme: Theme;
}

const ALLOWED: { readonly [K in keyof Prefs]: readonly Prefs[K][] } = {
  lang: ["ko", "en"],
  theme: ["auto", "light", "dark"],
};

/** The remembered value; undefined where there is none, or storage is blocked. */
export function recall<K extends keyof Prefs>(name: K): Prefs[K] | undefined {
  try {
    const value = localStorage.getItem(`qkv.${name}`);
    return ALLOWED[name].find((v) => v === value);
  } catch {
    return undefined;
  }
}

/** Remembers a value where storage allows it. */
export function remember<K extends keyof Prefs>(name: K, value: Prefs[K]): void {
  try {
    localStorage.setItem(`qkv.${name}`, value);
  } catch {
    // a browser that keeps nothing still works
  }
}
