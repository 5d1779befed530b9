import type { LitElement } from "lit";

/** Arrow keys among the marks of a picture, of which one is in the order of tabs: elements with `data-at`. */
export class Rover {
  current = 0;
  readonly #host: LitElement;

  constructor(host: LitElement) {
    this.#host = host;
  }

  /** Keeps the current mark among so many; 0 or −1 as the tabindex of one. */
  tab(at: number, count: number): 0 | -1 {
    this.current = Math.max(0, Math.min(this.current, count - 1));
    return at === this.current ? 0 : -1;
  }

  /** Goes on where an arrow key says so; false for other keys. */
  key(e: KeyboardEvent, count: number): boolean {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[e.key];
    const to = e.key === "Home" ? 0 : e.key === "End" ? count - 1 : step === undefined ? undefined : (this.current + step + count) % count;
    if (to === undefined || count === 0 || e.shiftKey || e.ctrlKey || e.metaKey || e.altKey) return false;
    this.current = to;
    this.#host.renderRoot.querySelector<SVGElement | HTMLElement>(`[data-at="${to}"]`)?.focus();
    this.#host.requestUpdate();
    e.preventDefault();
    e.stopPropagation();
    return true;
  }
}
