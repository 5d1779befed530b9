import { html, nothing, type LitElement, type TemplateResult } from "lit";
import { icon } from "../controls/icon.js";
import { operationOf } from "../figures/operation.js";
import { symbol, withSubscripts } from "../figures/symbol.js";
import type { Frame } from "../model/frame.js";
import type { CellRef } from "../model/view.js";
import type { Store } from "../store/store.js";
import { problemBar } from "./problem.js";
import { fit, HEAT_ROOM, WIDEST } from "./present-fit.js";
import { slideKey, type Going } from "./present-keys.js";
import type { Scene } from "./scene.js";
import { walkLine, walkOf, type WalkStop } from "./walk.js";

/** The pair of the document that asks for this view. */
const KEY = "ui.view";

/** True where a document wants to be presented. */
export function isPresented(frame: Frame | null): boolean {
  return frame?.ui.some((u) => u.key === KEY && u.value === "present") ?? false;
}

/**
 * Presents a lab in a room: one figure and its sentence at a time, large, in the order of the guided way. The document says
 * whether it is presented, so that a link does too; which slide one is at is kept here.
 */
export class Presenter {
  #at = 0;
  #from: CellRef | null = null; // the cell that was pinned when it began
  #on = false;
  #begun = false; // by a person, here: then the focus may move
  readonly #room = new ResizeObserver(() => this.#fit());
  #listening: AbortController | undefined;

  constructor(readonly host: LitElement, readonly store: Store) {}

  start(at = 0): void {
    this.#begun = true;
    this.#at = at;
    this.#from = this.store.state.view.pinned;
    void this.store.apply({ kind: "set_key", key: KEY, value: "present" });
  }

  async leave(): Promise<void> {
    if (document.fullscreenElement === this.host) await document.exitFullscreen();
    await this.store.apply({ kind: "set_key", key: KEY, value: "" });
  }

  /** Follows the document; after each drawing of the host. */
  updated(): void {
    const on = isPresented(this.store.state.frame) && this.host.isConnected;
    if (on !== this.#on) this.#turn(on);
    if (on) this.#watch();
  }

  /** Lets go of the window. */
  disconnect(): void {
    if (this.#on) this.#turn(false);
  }

  #turn(on: boolean): void {
    this.#on = on;
    this.#room.disconnect();
    this.#listening?.abort();
    if (on) {
      const { signal } = (this.#listening = new AbortController());
      addEventListener("keydown", (e) => this.#key(e, true), { capture: true, signal });
      document.addEventListener("keydown", (e) => this.#key(e, false), { signal });
      document.addEventListener("fullscreenchange", () => this.host.requestUpdate(), { signal });
      this.go(this.#at);
    }
    if (this.#begun || !on) this.host.renderRoot.querySelector<HTMLElement>(on ? ".present" : ".begin-present")?.focus({ preventScroll: true });
    this.#begun = false;
  }

  #stops(frame: Frame): readonly WalkStop[] {
    return walkOf(frame, this.store.state.view.head, this.#from);
  }

  /** Goes to a slide, or as near to it as there are. */
  go(to: number): void {
    const { frame } = this.store.state;
    if (!frame) return;
    const stops = this.#stops(frame);
    this.#at = Math.max(0, Math.min(stops.length - 1, to));
    this.store.look({ pinned: stops[this.#at]!.cell, hover: null });
  }

  // In somebody else's page only what is pressed in here is ours.
  #key(e: KeyboardEvent, early: boolean): void {
    if (!this.host.hasAttribute("page") && !e.composedPath().includes(this.host)) return;
    const going = slideKey(e, early);
    if (!going) return;
    e.preventDefault();
    e.stopPropagation();
    this.#do(going);
  }

  #do(going: Going): void {
    switch (going) {
      case "next": return this.go(this.#at + 1);
      case "back": return this.go(this.#at - 1);
      case "first": return this.go(0);
      case "last": return this.go(Infinity);
      case "leave": return void this.leave();
      case "fullscreen": return this.#fullscreen();
    }
  }

  #fullscreen(): void {
    const change = document.fullscreenElement ? document.exitFullscreen() : this.host.requestFullscreen();
    change.catch(() => undefined); // the browser may say no: the button stays
  }

  get #stage(): HTMLElement | null {
    return this.host.renderRoot.querySelector(".present .stage-room");
  }

  // The figure draws when its turn comes, and may grow by an edit.
  #watch(): void {
    const [stage, figure] = [this.#stage, this.#stage?.querySelector("qkv-matrix")];
    if (!stage || !figure) return;
    this.#room.observe(stage);
    this.#room.observe(figure);
  }

  #fit(): void {
    const stage = this.#stage;
    if (stage) fit(stage);
  }

  view(scene: Scene, heading: boolean): TemplateResult {
    const stops = this.#stops(scene.frame);
    const at = Math.min(this.#at, stops.length - 1);
    const stop = stops[at]!;
    const step = scene.frame.step(stop.cell.step)!;
    const whole = document.fullscreenElement === this.host;
    const button = (label: string, name: Parameters<typeof icon>[0], going: Going, able = true): TemplateResult => html`<button type="button" class="square"
      ?disabled=${!able} aria-label=${label} title=${label} @click=${() => this.#do(going)}>${icon(name)}</button>`;
    return html`<section class="present" tabindex="-1" aria-label=${scene.t("present")}>
      ${heading ? html`<h1 class="visually-hidden">${scene.t("present")}</h1>` : nothing}
      <div>${problemBar(scene.state, this.store)}</div>
      <div class="stage-room">${scene.matrix(step, true, HEAT_ROOM, WIDEST)}</div>
      <p class="line" role="status">${withSubscripts(walkLine(scene, stop))}</p>
      <div class="bar">
        ${button(scene.t("walk.back"), "left", "back", at > 0)}
        <span class="count">${at + 1}/${stops.length}</span>
        ${button(scene.t("walk.next"), "right", "next", at < stops.length - 1)}
        <span class="operation">${operationOf(scene.frame, step, scene.lang).map((p) => (typeof p === "string" ? p : html`${symbol(p.step)}${p.transposed ? html`<sup>T</sup>` : nothing}`))}</span>
        ${document.fullscreenEnabled ? button(scene.t(whole ? "present.window" : "present.fullscreen"), whole ? "shrink" : "grow", "fullscreen") : nothing}
        <button type="button" class="leave" @click=${() => void this.leave()}>${icon("close")}<span>${scene.t("present.leave")}</span></button>
      </div>
    </section>`;
  }
}
