import { type CSSResult } from "lit";
import type { Engine } from "../engine/engine.js";
import type { Frame } from "../model/frame.js";
import type { CellRef, Lang, View } from "../model/view.js";
import { ask } from "../scale/number.js";
import type { Store } from "../store/store.js";
import { controls } from "../styles/controls.js";
import { tokens } from "../styles/tokens.js";
import type { Taken, Taker } from "../widget/taker.js";
import type { Explanation } from "../wire.gen.js";
import { keep, supply } from "./blobs.js";
import { button, h } from "./dom.js";
import { explainLaTeX, explainMarkdown } from "./explain.js";
import { save, wholeFile } from "./file.js";
import { numbers } from "./numbers.js";
import { bring } from "./open.js";
import { question } from "./question.js";
import { picture } from "./picture-form.js";
import { takeStyles } from "./take.css.js";
import { pick, which } from "./which.js";
import { say } from "./words.js";

/** The step that a figure shows, where it shows one. */
interface Shown extends HTMLElement { readonly step?: string }

/**
 * `<qkv-take>`: dialogs with what can be taken along (the figure as a picture, its numbers, all of the document's), and with
 * what is to be asked or said of files that are brought in.
 */
export class QkvTake extends HTMLElement implements Taker {
  readonly #root = this.attachShadow({ mode: "open" });
  #bringing = Promise.resolve();

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [tokens, controls, takeStyles].map((style: CSSResult) => style.styleSheet!);
  }

  explain(e: Explanation, as: "latex" | "markdown", doc: string, lang: Lang): string {
    return as === "latex" ? explainLaTeX(e) : explainMarkdown(e, doc, lang);
  }

  take(what: Taken): void {
    const { view, frame, figure } = what;
    ask(frame.asks);
    const step = (figure as Shown | null)?.step;
    const parts = [numbers(what, step && frame.has(step) ? step : "q")];
    const figures = figure ? [figure] : what.figures ?? [];
    if (figures[0]) parts.unshift(picture({ ...what, figure: figures[0] }, figures));
    this.#show(view, say(view.lang, "title"), ...parts);
  }

  /** One after another: each is a step of the undo list. */
  bring(files: readonly File[], store: Store, engine: Engine, at: CellRef | null): void {
    const { view } = store.state;
    const asked = (close: () => void, content: Node): HTMLDialogElement => this.#show(view, say(view.lang, "bring"), content, close);
    this.#bringing = this.#bringing.then(() => bring(files, {
      engine, lang: view.lang,
      frame: () => store.state.frame,
      waiting: () => (store.state.refused?.problem.code === "absent_blob" ? location.hash.slice(1) : ""),
      apply: (edit) => store.apply(edit),
      choose: (line, steps) => which(view.lang, line, steps, asked),
      pick: (line, lines) => pick(line, lines, asked),
      refuse: (message) => store.refuse(message),
      tell: (line) => { this.#show(view, say(view.lang, "bring"), h("p", { role: "alert" }, line)); },
    }, at)).catch((error: unknown) => store.refuse(error instanceof Error ? error.message : String(error)));
  }

  async saveWhole(frame: Frame): Promise<void> {
    save(await wholeFile(frame));
  }

  question(place: HTMLElement, frame: Frame, cell: CellRef, lang: Lang): void {
    question(place, frame, cell, lang);
  }

  keep(engine: Engine, names: readonly string[]): Promise<void> {
    return keep(engine, names);
  }

  supply(engine: Engine, name: string): Promise<boolean> {
    return supply(engine, name);
  }

  /** Opens a dialog in place of another. */
  #show({ lang, theme }: View, title: string, ...content: (Node | (() => void))[]): HTMLDialogElement {
    this.lang = lang;
    if (theme === "auto") delete this.dataset["theme"];
    else this.dataset["theme"] = theme;
    const close = button("×", () => dialog.close(), "plain");
    close.setAttribute("aria-label", say(lang, "close"));
    const dialog = h("dialog", { aria: { labelledby: "title" }, on: {
      keydown: (e) => { e.stopPropagation(); }, // the page behind it would take Esc for itself
      click: (e) => { if (e.target === dialog) dialog.close(); },
      close: () => {
        dialog.remove();
        for (const done of content) if (typeof done === "function") done();
      },
    } }, h("div", { className: "sheet" },
      h("div", { className: "head" }, h("h2", { id: "title" }, title), close),
      ...content.filter((part) => typeof part !== "function")));
    this.#root.replaceChildren(dialog);
    dialog.showModal();
    return dialog;
  }
}

if (!customElements.get("qkv-take")) customElements.define("qkv-take", QkvTake);

declare global {
  interface HTMLElementTagNameMap { "qkv-take": QkvTake }
}
