/** So much time must be left before the next frame that nothing is about to be drawn, ms: with a frame on its way there are 16 at most. */
const FREE = 20;
const PATIENCE = 2000;
/** So long drawing may take to begin, ms. */
const BEGINS = 200;

/** Settles when the page has nothing else to do, or a person begins to use it. */
export function atLeisure(): Promise<void> {
  return new Promise((go) => {
    const begun = new AbortController();
    const done = (): void => {
      begun.abort();
      go();
    };
    for (const input of ["pointerdown", "wheel", "keydown"]) addEventListener(input, done, { capture: true, passive: true, signal: begun.signal });
    if (!("requestIdleCallback" in globalThis)) return void setTimeout(done, PATIENCE / 4); // Safari
    const look = (deadline: IdleDeadline): void => {
      if (begun.signal.aborted) return;
      if (deadline.didTimeout || deadline.timeRemaining() > FREE) done();
      else requestIdleCallback(look, { timeout: PATIENCE });
    };
    setTimeout(() => requestIdleCallback(look, { timeout: PATIENCE }), BEGINS);
  });
}
