import { adoptStyles, html, nothing, render, type LitElement, type TemplateResult } from "lit";
import { Clipboard } from "../app/clipboard.js";
import { failureBox, problemBar, problemStyles } from "../app/problem.js";
import { icon } from "../controls/icon.js";
import type { Engine } from "../engine/engine.js";
import type { Figure, Host, HostState } from "../figures/figure.js";
import type {} from "../figures/inspector.js"; // declares the tag
import { say } from "../i18n/lesson.js";
import { t } from "../i18n/t.js";
import type { Frame } from "../model/frame.js";
import { Store } from "../store/store.js";
import { tokens } from "../styles/tokens.js";
import { Announcer } from "./announcer.js";
import { keepKeys, mustBeBox } from "./apart.js";
import { askedOf, hiddenIn, isPair, langOf, pairsIn, themeOf, viewOf } from "./asked.js";
import { drawn } from "./drawn.js";
import { hear } from "./hear.js";
import { hostStyles } from "./host.css.js";
import { linkOf, pageOf } from "./link.js";
import { Nearness } from "./nearness.js";

/** The mark of the page's first live figure. */
const FIRST = "qkv-first-figure";

/**
 * Gives a figure that stands alone a document of its own: a store on the page's engine, asked by the figure's attributes.
 * Around the figure, in its shadow root, stand what the element holds (until there is something to draw), what is wrong,
 * the explanation of the pinned cell, and what leads back and on.
 */
export class FigureHost implements Host {
  readonly #figure: Figure;
  readonly #store: Store;
  readonly #clipboard: Clipboard;
  readonly #announcer: Announcer;
  readonly #before = document.createElement("div");
  readonly #after = document.createElement("div");
  readonly #attributes = new MutationObserver((changes) => this.#changed(changes.map((c) => c.attributeName ?? "")));
  readonly #nearness: Nearness;
  #unsubscribe: () => void = () => undefined;
  #wanted: string | undefined; // set from a script before it was opened
  #isAlive = false; // it stands in a page, and nobody else gives it frames
  #isOpen = false;
  #isShown = false; // its first drawing is complete, and has taken the place of what the element holds
  #given: Frame | null = null;

  constructor(figure: Figure, engine: Engine, readonly home: string) {
    this.#figure = figure;
    this.#nearness = new Nearness(figure, () => this.#open());
    this.#store = new Store(engine, { lang: langOf(figure) });
    this.#clipboard = new Clipboard({ requestUpdate: () => this.#draw() }, this.#store, engine);
    this.#announcer = new Announcer(figure);
    this.#before.className = "before";
    this.#after.className = "after";
    hear(figure, this.#store, this.#clipboard, { "qkv-edit": (edit) => { if (!figure.readonly) void this.#store.apply(edit); } });
    figure.addEventListener("keydown", (e) => this.#key(e));
    keepKeys(figure);
  }

  #move(root: ShadowRoot): void {
    adoptStyles(root, [tokens, problemStyles, hostStyles, ...(this.#figure.constructor as typeof LitElement).elementStyles]);
    root.prepend(this.#before);
    root.append(this.#after);
  }

  get doc(): string {
    return this.#store.state.frame?.doc ?? this.#wanted ?? askedOf(this.#figure);
  }

  set doc(doc: string) {
    if (this.#isOpen) void this.#store.load(doc);
    else this.#wanted = doc;
  }

  getState(): HostState {
    return { doc: this.doc, view: this.#store.state.view };
  }

  async setState({ doc, view }: Partial<HostState>): Promise<void> {
    if (doc !== undefined && this.#isOpen) await this.#store.load(doc);
    else if (doc !== undefined) this.#wanted = doc;
    if (view) this.#store.look(view);
  }

  connect(): void {
    if (this.#isAlive) return;
    this.#isAlive = true;
    mustBeBox(this.#figure);
    if (!this.#before.isConnected) this.#move(this.#figure.renderRoot as ShadowRoot);
    this.#unsubscribe = this.#store.subscribe(() => this.#follow());
    this.#attributes.observe(this.#figure, { attributes: true });
    this.#look(["lang", "theme", "view"]);
    if (this.#isOpen) this.#follow();
    else this.#nearness.watch();
    this.#draw();
  }

  disconnect(): void {
    this.#isAlive = false;
    this.#unsubscribe();
    this.#attributes.disconnect();
    this.#nearness.end();
    this.#store.look({ hover: null });
  }

  #open(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    void this.#store.load(this.#wanted ?? askedOf(this.#figure));
  }

  #changed(names: string[]): void {
    if (this.#isOpen && names.some((name) => name === "doc" || isPair(name))) void this.#store.load(askedOf(this.#figure));
    if (names.includes("loading") && !this.#isOpen) this.#nearness.watch();
    this.#look(names);
    this.#draw();
  }

  /** Takes over what attributes say of the view, and where they say nothing, what the document wishes. */
  #look(names: readonly string[]): void {
    const figure = this.#figure;
    const wish = (key: string): string | undefined => this.#store.state.frame?.ui.find((u) => u.key === `ui.${key}`)?.value;
    if (names.includes("lang")) this.#store.look({ lang: figure.hasAttribute("lang") || !wish("lang") ? langOf(figure) : wish("lang") === "ko" ? "ko" : "en" });
    if (names.includes("theme")) this.#store.look({ theme: themeOf(figure.getAttribute("theme")) ?? themeOf(wish("theme")) ?? "auto" });
    if (names.includes("view")) {
      const wishes = this.#store.state.frame?.ui.map(({ key, value }) => [key.slice(3), value] as const) ?? [];
      this.#store.look(viewOf([...wishes, ...pairsIn(figure.getAttribute("view"))]));
    }
  }

  #follow(): void {
    const { state } = this.#store;
    const figure = this.#figure;
    if (figure.frame !== this.#given) return this.disconnect(); // somebody else gives it frames
    if (state.frame && !this.#given) {
      this.#given = figure.frame = state.frame;
      figure.dataset["drawing"] = "";
      void drawn(figure).then(() => this.#show());
      return this.#look(["lang", "theme", "view"]); // and comes here again
    }
    this.#given = figure.frame = state.frame;
    figure.view = state.view;
    if ("explanation" in figure) figure.explanation = state.explanation;
    if (state.view.theme === "auto") delete figure.dataset["theme"];
    else figure.dataset["theme"] = state.view.theme;
    if (!this.#announcer.knows(state.frame)) this.#clipboard.quiet();
    this.#announcer.tell(state, this.#isShown);
    this.#draw();
  }

  /** In one go, so that nothing around it moves in between. */
  #show(): void {
    this.#isShown = true;
    if (performance.getEntriesByName(FIRST).length === 0) performance.mark(FIRST);
    delete this.#figure.dataset["drawing"];
    this.#draw();
    if (this.#isAlive) this.#announcer.tell(this.#store.state);
  }

  #key(e: KeyboardEvent): void {
    if (!(e.ctrlKey || e.metaKey) || e.altKey || e.key.toLowerCase() !== "z" || e.composedPath()[0] instanceof HTMLInputElement) return;
    e.preventDefault();
    e.stopPropagation();
    void (e.shiftKey ? this.#store.redo() : this.#store.undo());
  }

  #hides(panel: string): boolean {
    return hiddenIn(this.#figure, this.#store.state.frame).split(" ").includes(panel);
  }

  #draw(): void {
    render(this.#above(), this.#before);
    render(this.#below(), this.#after);
  }

  #above(): TemplateResult {
    const { state } = this.#store;
    return html`${failureBox(state, () => this.#link(), () => void this.#store.retry(askedOf(this.#figure)))}
      ${problemBar(state, this.#store)}
      ${this.#isShown ? this.#nothingToShow() : html`<slot></slot>`}`;
  }

  /** Says so where the figure is to show a step that its document does not have: it would be empty. */
  #nothingToShow(): TemplateResult | typeof nothing {
    const { frame, view } = this.#store.state;
    const { localName, step, which } = this.#figure as Figure & { readonly step?: string; readonly which?: string };
    const id = localName === "qkv-matrix" ? step : localName === "qkv-linear" ? `w${which!}` : undefined;
    return !frame || id === undefined || frame.has(id) ? nothing : html`<div class="problem" role="alert"><p>${say(view.lang, "host.absent", { id })}</p></div>`;
  }

  #below(): TemplateResult | typeof nothing {
    const { frame, view, explanation, canUndo, canRedo } = this.#store.state;
    if (!frame || !this.#isShown) return nothing;
    const { lang } = view;
    const isInspector = this.#figure.localName === "qkv-inspector";
    return html`${view.pinned && !isInspector && !this.#hides("inspector") ? html`<section class="inspector">
        <qkv-inspector .frame=${frame} .view=${view} .explanation=${explanation} ?readonly=${this.#figure.readonly}></qkv-inspector></section>` : nothing}
      ${this.#hides("footer") ? nothing : html`<footer>
        ${canUndo || canRedo ? html`<button type="button" class="plain" ?disabled=${!canUndo} @click=${() => void this.#store.undo()}>${icon("undo")}${t(lang, "undo")}</button>
          <button type="button" class="plain" ?disabled=${!canRedo} @click=${() => void this.#store.redo()}>${icon("redo")}${t(lang, "redo")}</button>` : nothing}
        <span role="status">${this.#clipboard.said || nothing}</span>
        <button type="button" class="plain" title=${t(lang, "take")} @click=${() => void this.#clipboard.take(this.#figure)}>${t(lang, "take.word")}</button>
        ${this.#link() && html`<a href=${this.#link()} target="_blank" rel="noopener">${t(lang, "open_in_lab")}</a>`}
      </footer>`}`;
  }

  /** The full page at this document; empty where none is known. */
  #link(): string {
    const base = pageOf(this.#figure, this.home, this.#store.state.view.lang);
    return base && (linkOf(this.doc, base) ?? base);
  }
}
