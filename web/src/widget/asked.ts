// What an element asks for by its attributes: `doc`, and the keys of the document one by one.

import { escape } from "../engine/protocol.js";
import type { Frame } from "../model/frame.js";
import type { CellRef, Lang, Theme, VectorRole, View } from "../model/view.js";

/** The keys of a document, as core/play has them; a test compares. */
export const KEYS: readonly string[] = [
  "v", "text", "tokenizer", "tokens", "x", "dim", "heads", "kv_heads", "head_dim", "seed", "bias", "out_proj",
  "wq", "wk", "wv", "wo", "emb", "bq", "bk", "bv", "bo", "scale", "softcap", "temperature", "mask", "pad", "softmax", "pos",
];

const CELL = /^[a-z]\w*(\.\w+)*\.\d+\.\d+$/;

/** Two inputs would be a conflict: the attribute means the one. */
const IN_PLACE_OF: Readonly<Record<string, readonly string[]>> = { text: ["tokens", "x"], tokens: ["text"], x: ["text"] };

/** True for an attribute that is a pair of the document: a key, or a cell such as `wq.1.3`. */
export function isPair(name: string): boolean {
  return KEYS.includes(name) || CELL.test(name);
}

/** The document of an element's attributes: `doc`, in which each key that stands as an attribute is replaced. Empty: none. */
export function askedOf(element: Element): string {
  const own = element.getAttributeNames().filter(isPair);
  const gone = new Set(own.flatMap((key) => [key, ...(IN_PLACE_OF[key] ?? [])]));
  const kept = (element.getAttribute("doc") ?? "").trim().replace(/^[#?]/, "").split("&").filter((pair) => pair && !gone.has(pair.split("=", 1)[0]!));
  return [...kept, ...own.map((key) => `${key}=${escape(element.getAttribute(key)!)}`)].join("&");
}

/** The language of an element: its own, its surroundings', English. */
export function langOf(element: Element): Lang {
  const near = element.closest("[lang]") ?? document.documentElement;
  return near.getAttribute("lang")?.startsWith("ko") ? "ko" : "en";
}

export function themeOf(text: string | null | undefined): Theme | undefined {
  return text === "light" || text === "dark" || text === "auto" ? text : undefined;
}

/** The pairs of an attribute such as `view`. */
export function pairsIn(text: string | null): [key: string, value: string][] {
  return (text ?? "").split("&").map((pair) => pair.split("=", 2) as [string, string]).filter((pair) => pair.length === 2);
}

/** The names of the panels that an element does not show, with spaces between them: its attribute `hide`, else what the document has as `ui.hide`. */
export function hiddenIn(element: Element, frame: Frame | null): string {
  const hidden = element.getAttribute("hide") ?? frame?.ui.find((u) => u.key === "ui.hide")?.value ?? "";
  return hidden.replace(/[\s,]+/g, " ");
}

/** What pairs such as `head=1&pin=q.0.2` say of a view: the attribute `view`, or what a document has as `ui.head` and so on. Others are skipped. */
export function viewOf(pairs: Iterable<readonly [key: string, value: string]>): Partial<View> {
  const view: { -readonly [K in keyof View]?: View[K] } = {};
  for (const [key, value] of pairs) {
    const whole = value.split(",").map(Number).filter((n) => Number.isInteger(n) && n >= 0);
    const [i, j] = whole;
    if (key === "head" && i !== undefined) view.head = i;
    else if (key === "decimals" && i !== undefined) view.decimals = Math.min(i, 6);
    else if (key === "plane" && i !== undefined && j !== undefined) view.plane = { i, j };
    else if (key === "pin") view.pinned = cellOf(value);
    else if (key === "vectors") view.vectors = value.split(",").filter((v): v is VectorRole => /^[xqkv]$/.test(v));
    else if (key === "basis" && (value === "dimensions" || value === "principal")) view.basis = value;
    else if (key === "lines" && (value === "head" || value === "heads")) view.lines = value;
    else if (key === "range" && (value === "unit" || value === "max")) view.attnRange = value;
  }
  return view;
}

/** `q.0.2` → the cell; null where it is none. */
function cellOf(text: string): CellRef | null {
  const [, step = "", row, col] = /^(.+)\.(\d+)\.(\d+)$/.exec(text) ?? [];
  return step ? { step, row: Number(row), col: Number(col) } : null;
}
