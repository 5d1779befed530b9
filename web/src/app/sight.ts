/** Scrolls to an element; at once where motion is not wanted. */
export function goTo(element: Element, block: "start" | "center"): void {
  element.scrollIntoView({ block, behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
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
