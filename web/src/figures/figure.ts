import { LitElement, type PropertyDeclarations } from "lit";
import { t, type Args, type Key } from "../i18n/t.js";
import type { Edit } from "../model/edit.js";
import type { Frame } from "../model/frame.js";
import { INITIAL_VIEW, sameCell, type CellRef, type View } from "../model/view.js";
import { turnOf, unwatch, watch } from "./turn.js";

/**
 * What every figure is: an element that renders from `frame` and `view` alone, and says what a person did by events
 * that bubble and cross shadow roots: `qkv-edit` (an Edit), `qkv-hover` and `qkv-pin` (a CellRef or null), `qkv-view`
 * (a part of a View), `qkv-copy` (text for the clipboard), `qkv-copy-code` (a cell whose program is wanted there). It never reaches a store.
 */
export abstract class Figure extends LitElement {
  static override properties: PropertyDeclarations = {
    frame: { attribute: false },
    view: { attribute: false },
  };

  declare frame: Frame | null;
  declare view: View;

  #hovered: CellRef | null = null;

  constructor() {
    super();
    this.frame = null;
    this.view = INITIAL_VIEW;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    watch(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    unwatch(this);
  }

  protected override scheduleUpdate(): void | Promise<unknown> {
    const turn = turnOf(this, this.hasUpdated);
    return turn ? turn.then(() => super.scheduleUpdate()) : super.scheduleUpdate();
  }

  protected t(key: Key, args?: Args): string {
    return t(this.view.lang, key, args);
  }

  protected edit(edit: Edit): void {
    this.#emit("qkv-edit", edit);
  }

  protected hover(cell: CellRef | null): void {
    if (sameCell(cell, this.#hovered)) return;
    this.#hovered = cell;
    this.#emit("qkv-hover", cell);
  }

  protected pin(cell: CellRef | null): void {
    this.#emit("qkv-pin", cell);
  }

  protected look(part: Partial<View>): void {
    this.#emit("qkv-view", part);
  }

  protected copy(text: string): void {
    this.#emit("qkv-copy", text);
  }

  /** Asks for the program of a cell, on the clipboard. */
  protected copyCode(cell: CellRef, as: "torch" | "numpy"): void {
    this.#emit("qkv-copy-code", { cell, as });
  }

  #emit(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

/** Defines an element once; a second copy of the script leaves the first in place. */
export function define(name: string, element: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, element);
}
