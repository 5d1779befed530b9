import { nothing, type LitElement, type TemplateResult } from "lit";
import type { CellRef } from "../model/view.js";
import type { Store } from "../store/store.js";
import type { Scene } from "./scene.js";
import { bringToSight } from "./sight.js";
import { walkBar, walkOf } from "./walk.js";

/** Leads through a lab: keeps the stop one is at, pins its cell, brings it into sight. */
export class Guide {
  #at: number | null = null;
  #from: CellRef | null = null; // the cell that was pinned when it began

  constructor(readonly host: LitElement, readonly store: Store) {}

  get isOn(): boolean {
    return this.#at !== null;
  }

  /** The stop one is at; null where nobody is led. */
  get at(): number | null {
    return this.#at;
  }

  /** Goes to a stop; the first time, begins. */
  async go(to: number): Promise<void> {
    const { frame, view } = this.store.state;
    const begins = !this.isOn;
    if (begins) this.#from = view.pinned;
    const stop = frame && walkOf(frame, view.head, this.#from)[to];
    if (!stop) return;
    this.#at = to;
    this.store.look({ pinned: stop.cell, hover: null });
    await this.host.updateComplete;
    bringToSight(this.host.renderRoot, stop.cell.step);
    if (begins) this.#focus(".walk .next");
  }

  /** back: to where it began. A focus that is elsewhere stays there. */
  end(back = false): void {
    const at = this.host.shadowRoot?.activeElement;
    this.#at = null;
    this.host.requestUpdate();
    if (!at || at.closest(".walk")) this.#focus(".begin-walk", !back);
  }

  bar(scene: Scene): TemplateResult | typeof nothing {
    if (this.#at === null) return nothing;
    const stops = walkOf(scene.frame, scene.state.view.head, this.#from);
    return walkBar(scene, stops, Math.min(this.#at, stops.length - 1), { go: (to) => void this.go(to), end: () => this.end(), done: () => this.end(true) });
  }

  #focus(what: string, preventScroll = true): void {
    this.host.renderRoot.querySelector<HTMLElement>(what)?.focus({ preventScroll });
  }
}
