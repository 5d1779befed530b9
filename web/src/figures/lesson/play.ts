/** How long a stage takes; ms. */
const STAGE = 1200;

/**
 * Plays something from where it is to its end, once: a number that grows by 1 in each stage. Where motion is to be reduced,
 * each start goes to the end of the next stage at once.
 */
export class Play {
  #timer = 0;
  readonly #set: (at: number) => void;

  constructor(set: (at: number) => void) {
    this.#set = set;
  }

  get isOn(): boolean {
    return this.#timer !== 0;
  }

  /** Starts, from the beginning where it is at its end, or pauses. */
  toggle(at: number, last: number): void {
    if (this.isOn) return this.stop(at);
    const from = at >= last ? 0 : at;
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return this.#set(Math.min(last, Math.floor(from) + 1));
    const begun = performance.now();
    const step = (now: number): void => {
      const to = Math.min(last, from + Math.max(0, now - begun) / STAGE);
      this.#timer = to < last ? requestAnimationFrame(step) : 0;
      this.#set(to);
    };
    this.#timer = requestAnimationFrame(step);
  }

  /** Stops where it is. */
  stop(at?: number): void {
    cancelAnimationFrame(this.#timer);
    this.#timer = 0;
    if (at !== undefined) this.#set(at);
  }
}
