import type { QkvMatrix } from "../figures/matrix.js";
import type { CellRef } from "../model/view.js";

/** The strip and a row of names cover so much of the window's top, in px. */
const STRIP = 90;

/** Scrolls to an element; at once where motion is not wanted. */
export function goTo(element: Element, block: "start" | "center"): void {
  element.scrollIntoView({ block, behavior: gently() });
}

function gently(): ScrollBehavior {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
}

/** Brings the sheet that explains a cell into sight as far as the cell itself stays there. */
export function showSheet(root: ParentNode, { step }: CellRef): void {
  const figure = root.querySelector<QkvMatrix>(`qkv-matrix[data-step="${step}"]`);
  const sheet = root.querySelector("section.inspector");
  if (!figure || !sheet) return;
  const cell = figure.renderRoot.querySelector(".pinned, .pin") ?? figure;
  const by = Math.min(sheet.getBoundingClientRect().top - innerHeight * 0.4, cell.getBoundingClientRect().top - STRIP);
  if (by > 0) scrollBy({ top: by, behavior: gently() });
}

/** Scrolls to the figure of a step, unless it is in sight; opens what it is folded into. */
export function bringToSight(root: ParentNode, step: string): void {
  const figure = [...root.querySelectorAll("qkv-matrix")].find((m) => m.step === step);
  if (!figure) return;
  const fold = figure.closest("details");
  if (fold) fold.open = true;
  const { top, bottom } = figure.getBoundingClientRect();
  if (top < 70 || bottom > innerHeight - 130) goTo(figure, "center");
}
