import { LitElement } from "lit";

/** Settles when an element and all that it is made of have drawn what they were given. */
export async function drawn(element: LitElement): Promise<void> {
  for (let known = 0; ;) {
    const all = partsOf(element);
    if (all.length === known) return;
    known = all.length;
    for (const part of all) await part.updateComplete.catch(() => false); // what cannot draw is waited for no longer
  }
}

function partsOf(element: LitElement): LitElement[] {
  const within = [...element.renderRoot.querySelectorAll("*")].filter((e) => e instanceof LitElement);
  return [element, ...within.flatMap(partsOf)];
}
