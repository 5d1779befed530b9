// Figures as they are before any script: drawn by their own elements in the window of ../first.

import type { CSSResult, LitElement } from "lit";
import type { Figure } from "../src/figures/figure.js";
import { drawnOnce } from "../src/figures/turn.js";
import { INITIAL_VIEW, type Lang, type View } from "../src/model/view.js";
import { tokens } from "../src/styles/tokens.js";
import { flatten, host } from "../first/flatten.js";
import { scoped } from "../first/scope.js";
import type { Frames } from "./frames.js";

/** What is said only to those who can use it, or is not there yet. */
const LEAVE_OUT = "slot, .visually-hidden";

/** A figure as a page asks for it. */
export interface Wanted {
  readonly name: string;
  readonly doc: string;
  readonly lang: Lang;
  readonly attributes: ReadonlyMap<string, string>;
}

/** Pictures, and the style sheet that they need together. */
export class Pictures {
  readonly #scopes = new Set<string>();
  readonly #classes = new Set<string>();
  readonly #styles = new Map<string, string>();

  constructor(readonly frames: Frames) {}

  /** The picture as HTML. */
  async draw({ name, doc, lang, attributes }: Wanted): Promise<string> {
    const tag = `qkv-${name}`;
    if (!customElements.get(tag)) throw new Error(`there is no figure “${name}”: <${tag}> is not defined`);
    const frame = await this.frames.frame(doc, lang);
    const figure = document.createElement(tag) as Figure;
    document.documentElement.lang = lang;
    figure.lang = lang;
    const view: Record<string, unknown> = { ...INITIAL_VIEW, lang };
    for (const [key, value] of attributes) {
      if (key === "view") for (const pair of value.split("&")) Object.assign(view, { [pair.split("=")[0]!]: viewValue(pair.split("=")[0] as keyof View, pair.split("=")[1] ?? "") });
      else if (key in figure) Object.assign(figure, { [key]: value });
      else throw new Error(`the figure ${name} has no “${key}”`);
    }
    const { step } = figure as Figure & { step?: string };
    if (step !== undefined && !frame.has(step)) throw new Error(`the document ${doc} has no step “${step}”`);
    Object.assign(figure, { frame, view });
    document.body.append(figure);
    await figure.updateComplete;
    await drawnOnce();
    const html = this.#flat(figure, tag);
    figure.remove();
    if (!html) throw new Error(`the figure ${name} drew nothing of the document ${doc}`);
    return html;
  }

  #flat(figure: Figure, tag: string): string {
    const flat = flatten(figure.shadowRoot!, tag, { styleClass: (style) => this.styleClass(style), leaveOut: LEAVE_OUT, without: new Set() });
    for (const s of flat.scopes) this.#scopes.add(s);
    for (const c of flat.classes) this.#classes.add(c);
    this.#classes.add(host(tag));
    return flat.html && `<div class="still ${host(tag)}">${flat.html}</div>`;
  }

  /** The class that stands for a style attribute. */
  styleClass(style: string): string {
    if (!this.#styles.has(style)) this.#styles.set(style, `s${this.#styles.size}`);
    return this.#styles.get(style)!;
  }

  /** What all pictures drawn so far need. */
  get css(): string {
    return [
      ...[...this.#styles].map(([style, name]) => `.${name},[data-style="${name}"]{${style}}`),
      ...[...this.#scopes].map((tag) => this.#sheetOf(tag)),
    ].join("\n");
  }

  #sheetOf(tag: string): string {
    const { elementStyles } = customElements.get(tag) as unknown as typeof LitElement;
    return elementStyles.filter((s) => s !== tokens).map((s) => scoped((s as CSSResult).cssText, tag, (c) => this.#classes.has(c), new Map())).join("\n");
  }
}

/** A part of the view as an attribute writes it. */
function viewValue(key: keyof View, text: string): unknown {
  switch (key) {
    case "head": case "decimals": return Number(text);
    case "vectors": return text.split(",");
    case "plane": {
      const [i = 0, j = 1] = text.split(",").map(Number);
      return { i, j };
    }
    default: return text;
  }
}
