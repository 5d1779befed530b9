import { LitElement, type PropertyDeclarations } from "lit";
import { t, type Args, type Key } from "../i18n/t.js";
import type { Edit } from "../model/edit.js";
import type { Frame } from "../model/frame.js";
import { INITIAL_VIEW, sameCell, type CellForm, type CellRef, type View } from "../model/view.js";
import { ask } from "../scale/number.js";
import { takeButton } from "./take-button.js";
import { turnOf, unwatch, watch } from "./turn.js";

/**
 * What every figure is: an element that renders from `frame` and `view` alone, and says what a person did by events
 * that bubble and cross shadow roots; it never reaches a store:
 * - `qkv-edit` (an Edit), `qkv-hover` and `qkv-pin` (a CellRef or null), `qkv-view` (a part of a View)
 * - `qkv-copy` (text for the clipboard), `qkv-copy-code` (a cell whose program or explanation is wanted there)
 * - `qkv-take` (itself, to be taken along), `qkv-question` (a cell, and where its answer may be given)
 * Where it stands alone in a page, a host gives it both and listens: then it has attributes, `doc` and the events of
 * `custom-elements.json`.
 */
export abstract class Figure extends LitElement {
  static override properties: PropertyDeclarations = {
    frame: { attribute: false },
    view: { attribute: false },
    readonly: { type: Boolean, reflect: true },
  };

  declare frame: Frame | null;
  declare view: View;
  /** Nothing can be set by hand. */
  declare readonly: boolean;

  #host: Host | undefined;
  #hovered: CellRef | null = null;
  #take: HTMLButtonElement | undefined;

  constructor() {
    super();
    this.frame = null;
    this.view = INITIAL_VIEW;
    this.readonly = false;
    if (Object.hasOwn(this, "doc")) { // set before the script came: its host is to know before it opens anything
      const { doc } = this;
      Reflect.deleteProperty(this, "doc");
      this.doc = doc;
    }
    this.addEventListener("pointerenter", () => {
      if (!this.frame) return;
      this.#take ??= takeButton(this, this.renderRoot, () => this.#emit("qkv-take", this));
      this.#take.title = this.t("take");
      this.#take.setAttribute("aria-label", this.t("take"));
    });
  }

  /** The canonical document, where the figure has one of its own. Setting it opens another. */
  get doc(): string {
    return this.#host?.doc ?? this.frame?.doc ?? this.getAttribute("doc") ?? "";
  }

  set doc(doc: string) {
    const own = this.#own;
    if (own) own.doc = doc;
  }

  getState(): HostState {
    return this.#host?.getState() ?? { doc: this.doc, view: this.view };
  }

  async setState(state: Partial<HostState>): Promise<void> {
    await this.#own?.setState(state);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    watch(this);
    if (this.#host) this.#host.connect();
    else if (hostOf && !this.frame) queueMicrotask(() => { if (this.isConnected && !this.frame) this.#own?.connect(); });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    unwatch(this);
    this.#host?.disconnect();
  }

  /** What it draws ends before a mark: a host adds to the root what stands after it. */
  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    this.renderOptions.renderBefore = root.appendChild(document.createComment(""));
    return root;
  }

  /** Its host, where nobody gives it frames. */
  get #own(): Host | undefined {
    return this.#host ??= this.frame ? undefined : hostOf?.(this);
  }

  protected override scheduleUpdate(): void | Promise<unknown> {
    const turn = turnOf(this, this.hasUpdated);
    return turn ? turn.then(() => super.scheduleUpdate()) : super.scheduleUpdate();
  }

  protected override performUpdate(): void {
    ask(this.frame?.asks ?? false);
    super.performUpdate();
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

  /** Asks for the program or the explanation of a cell, on the clipboard. */
  protected copyCode(cell: CellRef, as: CellForm): void {
    this.#emit("qkv-copy-code", { cell, as });
  }

  /** Asks for the field in which a cell is answered that is not told. */
  protected question(place: HTMLElement, { step, row, col }: CellRef): void {
    this.#emit("qkv-question", { place, cell: { step, row, col } });
  }

  #emit(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

export interface HostState {
  readonly doc: string;
  readonly view: View;
}

/** Gives a figure that nobody else drives a document of its own (widget/figure-host.ts). */
export interface Host {
  doc: string;
  getState(): HostState;
  setState(state: Partial<HostState>): Promise<void>;
  connect(): void;
  disconnect(): void;
}

let hostOf: ((figure: Figure) => Host) | undefined;

/** From now on figures that stand alone get hosts. Without, they wait for frames. */
export function setHosts(make: (figure: Figure) => Host): void {
  hostOf = make;
}

/** Defines an element once; a second copy of the script leaves the first in place. */
export function define(name: string, element: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, element);
}
