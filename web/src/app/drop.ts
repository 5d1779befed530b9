import type { CellRef } from "../model/view.js";

/** Files that are dropped on an element, or pasted while nothing else wants them, and the cell where that was. */
export function takeFiles(element: HTMLElement, take: (files: readonly File[], at: CellRef | null) => void): void {
  const over = (on: boolean): void => { element.style.outline = on ? "3px dashed" : ""; };
  element.addEventListener("dragover", (e) => {
    if (!e.dataTransfer?.types.includes("Files")) return;
    e.preventDefault(); // else the browser opens the file in place of the page
    over(true);
  });
  element.addEventListener("dragleave", () => over(false));
  element.addEventListener("drop", (e) => {
    over(false);
    if (e.dataTransfer?.files.length) found(e, [...e.dataTransfer.files]);
  });
  element.addEventListener("paste", (e) => {
    const files = [...(e.clipboardData?.files ?? [])].filter(({ type }) => !type.startsWith("image/")); // spreadsheets add a picture of their cells
    if (files.length > 0) found(e, files);
  }, true);
  function found(e: Event, files: readonly File[]): void {
    e.preventDefault();
    e.stopPropagation();
    take(files, cellAt(e));
  }
}

/** The cell under an event; the first of a matrix where it is none of its cells. */
function cellAt(e: Event): CellRef | null {
  const { step, row = 0, col = 0 } = Object.assign({}, ...e.composedPath().map((n) => (n instanceof HTMLElement ? { ...n.dataset } : {})).reverse()) as Record<string, string | undefined>;
  return step ? { step, row: Number(row), col: Number(col) } : null;
}
