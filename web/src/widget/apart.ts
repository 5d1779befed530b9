// What keeps an element and the page around it apart, beside styles (host.css.ts).

/**
 * What is typed in a field of an element, and what the element did something with, is not for the shortcuts of the page
 * around it: that page sees the element as the target, and cannot know that there is a field.
 */
export function keepKeys(element: HTMLElement): void {
  for (const name of ["keydown", "keypress", "keyup"] as const) {
    element.addEventListener(name, (e) => {
      if (e.defaultPrevented || (e.composedPath()[0] as Element).matches("input, select, textarea")) e.stopPropagation();
    });
  }
}

/** A page may have made of every element one that has no width (`all: unset`). */
export function mustBeBox(element: HTMLElement): void {
  if (getComputedStyle(element).display === "inline") element.style.setProperty("display", "block", "important");
}
