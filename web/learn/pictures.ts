// Figures as they are before any script: drawn by their own elements in the window of ../first.

import type { CSSResult, LitElement } from "lit";
import type { Figure } from "../src/figures/figure.js";
import { drawnOnce } from "../src/figures/turn.js";
import { INITIAL_VIEW, type Lang } from "../src/model/view.js";
import { tokens } from "../src/styles/tokens.js";
import { viewOf } from "../src/widget/asked.js";
import { hostStyles } from "../src/widget/host.css.js";
import { home } from "../first/engine.js";
import { flatten, host } from "../first/flatten.js";
import { scoped } from "../first/scope.js";
import type { Frames } from "./frames.js";

/** What is not there yet, or said only to those who can use it. */
const LEAVE_OUT = "slot, .visually-hidden, [role=status]:empty";
/** How long a picture may take, in ms. */
const PATIENCE = 30_000;

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
  readonly #hosts = new Set<string>();
  readonly #classes = new Set<string>();
  readonly #styles = new Map<string, string>();
  #drawn = 0;

  constructor(readonly frames: Frames) {}

  /** The picture as HTML. In its links, the address of the lab is `lab`. */
  async draw({ name, doc, lang, attributes }: Wanted, lab: string): Promise<string> {
    const tag = `qkv-${name}`;
    if (!customElements.get(tag)) throw new Error(`there is no figure “${name}”: <${tag}> is not defined`);
    const frame = await this.frames.frame(doc, lang);
    const figure = document.createElement(tag) as Figure;
    check(figure, name, attributes);
    const step = attributes.get("step");
    if (step !== undefined && !frame.has(step)) throw new Error(`the document ${doc} has no step “${step}”`);
    for (const [key, value] of [["doc", frame.doc || "v=1"], ["lang", lang], ["loading", "eager"], ...attributes] as const) figure.setAttribute(key, value);
    document.documentElement.lang = lang;
    const ready = new Promise<void>((done, fail) => {
      figure.addEventListener("qkv-ready", () => done());
      figure.addEventListener("qkv-problem", (e) => fail(new Error((e as CustomEvent<{ message: string }>).detail.message)));
      setTimeout(() => fail(new Error(`the figure ${name} was not drawn`)), PATIENCE).unref();
    });
    document.body.append(figure);
    await ready;
    this.#drawn++;
    const html = await this.#settled(figure, tag);
    figure.remove();
    return html.replaceAll(`${home}${lang}/`, lab);
  }

  /** What it looks like when nothing changes any more: some figures ask the engine for more than the frame. */
  async #settled(figure: Figure, tag: string): Promise<string> {
    for (let last = "", end = performance.now() + PATIENCE; performance.now() < end;) {
      dispatchEvent(new Event("beforeprint")); // what nobody sees would wait for an idle moment
      await drawnOnce();
      await new Promise((go) => setTimeout(go, 5));
      const now = this.#flat(figure, tag);
      if (now === last) return now;
      last = now;
    }
    throw new Error("the figure does not come to rest");
  }

  #flat(figure: Figure, tag: string): string {
    const flat = flatten(figure.shadowRoot!, tag, { styleClass: (style) => this.styleClass(style), leaveOut: LEAVE_OUT, without: new Set(), names: `p${this.#drawn}-` });
    for (const s of flat.scopes) this.#scopes.add(s);
    for (const c of [...flat.classes, host(tag), "still"]) this.#classes.add(c);
    this.#hosts.add(tag);
    return `<div class="still ${host(tag)}">${flat.html}</div>`;
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
      // only what stands in the page itself has a host
      ...[...this.#hosts].map((tag) => scoped(hostStyles.cssText, tag, (c) => this.#classes.has(c), new Map()).replaceAll(`.${host(tag)}`, ".still")),
    ].join("\n");
  }

  #sheetOf(tag: string): string {
    const { elementStyles } = customElements.get(tag) as unknown as typeof LitElement;
    return elementStyles.filter((s) => s !== tokens).map((s) => scoped((s as CSSResult).cssText, tag, (c) => this.#classes.has(c), new Map())).join("\n");
  }
}

/** Throws where an attribute is none of the figure's. */
function check(figure: Figure, name: string, attributes: ReadonlyMap<string, string>): void {
  for (const [key, value] of attributes) {
    if (key === "view") {
      for (const pair of value.split("&")) {
        const [part = "", to = ""] = pair.split("=");
        const known = Object.entries(viewOf([[part, to]]));
        if (known.length === 0 || known.some(([of, v]) => v === null || !(of in INITIAL_VIEW))) throw new Error(`the view has no “${pair}”`);
      }
    } else if (!["hide", "readonly"].includes(key) && !(key in figure)) {
      throw new Error(`the figure ${name} has no “${key}”`);
    }
  }
}
