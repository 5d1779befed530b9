/** Lets the browser draw and hear what a person does before the next piece of starting up. */
export function pause(): Promise<void> {
  const host = globalThis as { scheduler?: { yield?(): Promise<void> } };
  return host.scheduler?.yield?.() ?? new Promise((go) => { setTimeout(go, 0); });
}

/** Settles when the page has been painted once, or could have been: what is large should not be fetched before it. */
export function painted(): Promise<void> {
  return performance.getEntriesByName("first-contentful-paint").length > 0 ? Promise.resolve() : new Promise((go) => {
    requestAnimationFrame(() => setTimeout(go, 0));
    setTimeout(go, 100); // nothing is painted where nobody looks
  });
}
