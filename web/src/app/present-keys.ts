/** Where a key leads in a presentation. */
export type Going = "next" | "back" | "first" | "last" | "leave" | "fullscreen";

/** What a clicker sends, and Esc: these are the presentation's even where a figure has the focus. */
const EARLY: Readonly<Record<string, Going>> = { PageDown: "next", PageUp: "back", Escape: "leave" };

/** Keys that are a figure's first, where one has the focus. */
const LATE: Readonly<Record<string, Going>> = {
  ArrowRight: "next", ArrowDown: "next", ArrowLeft: "back", ArrowUp: "back", " ": "next", Home: "first", End: "last", f: "fullscreen", F: "fullscreen",
};

/** What a key means for the slides; early: before the figures have seen it. Undefined for what is not theirs. */
export function slideKey(e: KeyboardEvent, early: boolean): Going | undefined {
  if (e.defaultPrevented || e.isComposing || e.ctrlKey || e.metaKey || e.altKey || isTaken(e)) return undefined;
  const going = (early ? EARLY : LATE)[e.key];
  return e.key === " " && e.shiftKey ? "back" : going;
}

/** True where the key is for a field, a dialog, or the button that it presses. */
function isTaken(e: KeyboardEvent): boolean {
  const path = e.composedPath();
  const target = path[0] instanceof HTMLElement ? path[0] : null;
  if (path.some((n) => n instanceof HTMLDialogElement && n.open)) return true;
  return target !== null && (target.matches("input, textarea, select") || (e.key === " " && target.matches("button, summary, a")));
}
