import type { LitElement, ReactiveController } from "lit";

/** How wide a picture may be in its element: as wide as that is, within bounds; in px. */
export class Sized implements ReactiveController {
  size: number;
  readonly #host: LitElement;
  readonly #observer: ResizeObserver;

  constructor(host: LitElement, least: number, most: number) {
    this.#host = host;
    this.size = Math.min(most, 420);
    this.#observer = new ResizeObserver(([box]) => {
      const size = Math.max(least, Math.min(most, Math.floor(box?.contentRect.width ?? most)));
      if (size === this.size) return;
      this.size = size;
      host.requestUpdate();
    });
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }
}
