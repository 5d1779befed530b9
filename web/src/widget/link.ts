import type { Lang } from "../model/view.js";
import { linkTo } from "../store/link.js";
import { isPair } from "./asked.js";

/** What a platform appended to a link is left out, and named. */
export function ownPairs(query: string): { doc: string; foreign: string[] } {
  const keyOf = (pair: string): string => unescaped(pair.split("=", 1)[0]!);
  const pairs = query.split("&").filter(Boolean);
  const isOwn = (pair: string): boolean => isPair(keyOf(pair)) || /^ui\.[A-Za-z_]+$/.test(keyOf(pair));
  return { doc: pairs.filter(isOwn).join("&"), foreign: pairs.filter((pair) => !isOwn(pair)).map(keyOf) };
}

/** The value of a pair of a document as it is written; empty where there is none. */
export function valueOf(doc: string, key: string): string {
  return unescaped(doc.split("&").find((pair) => pair.startsWith(`${key}=`))?.slice(key.length + 1) ?? "");
}

/** The address of a page that opens a document, without what only a frame needs; null where it is too long. */
export function linkOf(doc: string, base: string): string | null {
  return linkTo(doc.split("&").filter((pair) => !/^ui\.(view|which|step|hide)=/.test(pair)).join("&"), base);
}

/** The full page that an element leads to: where its own link leads, or beside the script; empty where neither is known. */
export function pageOf(element: Element, home: string, lang: Lang): string {
  const own = element.querySelector<HTMLAnchorElement>("a[href]")?.href ?? "";
  return /^(http|file)/.test(own) ? own : home && new URL(`${lang}/`, home).href;
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // the engine says what is wrong with it
  }
}
