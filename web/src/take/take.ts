import { type CSSResult } from "lit";
import { controls } from "../styles/controls.js";
import { tokens } from "../styles/tokens.js";
import type { Lang } from "../model/view.js";
import type { Explanation } from "../wire.gen.js";
import type { Taken, Taker } from "../widget/taker.js";
import { button, h } from "./dom.js";
import { explainLaTeX, explainMarkdown } from "./explain.js";
import { numbers } from "./numbers.js";
import { takeStyles } from "./take.css.js";
import { say } from "./words.js";

/** The step that a figure shows, where it shows one. */
interface Shown extends HTMLElement { readonly step?: string }

/** `<qkv-take>`: a dialog with what can be taken along: the figure as a picture, its numbers, all of the document's. */
export class QkvTake extends HTMLElement implements Taker {
  readonly #root = this.attachShadow({ mode: "open" });

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [tokens, controls, takeStyles].map((style: CSSResult) => style.styleSheet!);
  }

  explain(e: Explanation, as: "latex" | "markdown", doc: string, lang: Lang): string {
    return as === "latex" ? explainLaTeX(e) : explainMarkdown(e, doc, lang);
  }

  take(what: Taken): void {
    const { view: { lang, theme }, frame, figure } = what;
    this.lang = lang;
    if (theme === "auto") delete this.dataset["theme"];
    else this.dataset["theme"] = theme;
    const step = (figure as Shown | null)?.step;
    const first = step && frame.has(step) ? step : "q";
    const close = button("×", () => dialog.close(), "plain");
    close.setAttribute("aria-label", say(lang, "close"));
    const dialog = h("dialog", { aria: { labelledby: "title" }, on: {
      keydown: (e) => { e.stopPropagation(); }, // the page behind it would take Esc for itself
      click: (e) => { if (e.target === dialog) dialog.close(); },
      close: () => { dialog.remove(); },
    } }, h("div", { className: "sheet" },
      h("header", {}, h("h2", { id: "title" }, say(lang, "title")), close),
      numbers(what, first)));
    this.#root.replaceChildren(dialog);
    dialog.showModal();
  }
}

if (!customElements.get("qkv-take")) customElements.define("qkv-take", QkvTake);

declare global {
  interface HTMLElementTagNameMap { "qkv-take": QkvTake }
}
