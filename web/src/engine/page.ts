import type { Lang } from "../model/view.js";

/** What the person did to the page outside the lab: an address opened, a key pressed. */
export type Command = "undo" | "redo" | "help" | "head.next" | "head.prev" | "unpin";

export interface PageCallbacks {
  /** The hash changed: by hand, back or forward. */
  load(doc: string): void;
  command(name: Command): void;
}

/** The page controller, written in Go: hash, history, title, language, keys and the live region. It keeps no state. */
export interface PageController {
  attach(callbacks: PageCallbacks): void;
  /** Writes the hash as a new entry of the browser's history, in place of the present one, or not at all. */
  show(doc: string, title: string, lang: Lang, mode: "push" | "replace" | "none"): void;
  /** Speaks in the live region. */
  say(text: string): void;
  detach(): void;
}
