import type { Engine } from "../engine/engine.js";
import type { Command, PageController } from "../engine/page.js";
import { hashOf } from "../store/link.js";
import type { State } from "../store/state.js";
import type { Audience, Store } from "../store/store.js";
import type { Shown } from "../store/undo.js";

/** Replacing an entry waits so long, in ms: browsers refuse addresses that change at every move of a finger. */
const SETTLED = 200;

/** Shows the state of a store in the address, the history, the title and the live region of the page. */
export class Address implements Audience {
  readonly #store: Store;
  readonly #command: (name: Command) => void;
  #page: PageController | null = null;
  #waiting: (() => void) | undefined;
  #missed: ((page: PageController) => void)[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stop: () => void = () => undefined;

  constructor(store: Store, command: (name: Command) => void) {
    this.#store = store;
    this.#command = command;
  }

  /** The document in the address; empty where there is none. */
  static here(): string {
    return location.hash.slice(1);
  }

  /** Joins the page's controller; each new instance of the engine brings a new one. */
  attach(engine: Engine): void {
    this.#store.audience = this;
    addEventListener("pagehide", this.#settle);
    this.#stop = engine.onStart(({ page }) => {
      this.#leave();
      this.#page = page;
      page?.attach({
        load: (doc) => void this.#store.load(doc),
        command: (name) => this.#command(name),
      });
      for (const what of this.#missed.splice(0)) this.#tell(what);
    });
  }

  detach(): void {
    this.#stop();
    clearTimeout(this.#timer);
    removeEventListener("pagehide", this.#settle);
    this.#settle();
    this.#store.audience = null;
    this.#leave();
  }

  shown(state: State, mode: Shown, said: string): void {
    const { frame, view: { lang } } = state;
    if (!frame) return;
    const show = (): void => this.#tell((page) => page.show(hashOf(frame.doc), titleOf(frame.tokens), lang, mode));
    clearTimeout(this.#timer);
    if (mode === "replace") {
      this.#waiting = show;
      this.#timer = setTimeout(() => this.#settle(), SETTLED);
    } else {
      this.#settle();
      show();
    }
    if (said) this.#tell((page) => page.say(said));
  }

  // There is no controller yet, or it died, and throws: the next one makes up for it.
  #tell(what: (page: PageController) => void): void {
    try {
      if (this.#page) return what(this.#page);
    } catch { /* it died */ }
    this.#missed.push(what);
  }

  readonly #settle = (): void => {
    const show = this.#waiting;
    this.#waiting = undefined;
    show?.();
  };

  #leave(): void {
    try {
      this.#page?.detach();
    } catch { /* it died */ }
    this.#page = null;
  }
}

function titleOf(tokens: readonly string[]): string {
  const text = tokens.join(" ");
  const short = text.length > 40 ? `${text.slice(0, 39)}…` : text;
  return short ? `${short} · QKV Lab` : "QKV Lab";
}
