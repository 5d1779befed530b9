import { engine, takeScript } from "../engine/shared.js";
import type { Engine } from "../engine/engine.js";
import type { Store } from "../store/store.js";
import { trusted } from "../engine/helper.js";
import type { Frame } from "../model/frame.js";
import type { CellRef, Lang, View } from "../model/view.js";
import type { Explanation } from "../wire.gen.js";

/** What is taken along: everything of a frame, and the figure that shows some of it, where there is one. */
export interface Taken {
  readonly frame: Frame;
  readonly view: View;
  readonly figure: HTMLElement | null;
  /** The figures to choose from, where none was meant. */
  readonly figures?: readonly HTMLElement[];
  /** The address of the lab, for captions. */
  readonly lab: string;
}

/** `<qkv-take>` (take/), which the page does not have until it is needed. */
export interface Taker extends HTMLElement {
  take(what: Taken): void;
  /** An explanation of a cell of a document as formulas. */
  explain(e: Explanation, as: "latex" | "markdown", doc: string, lang: Lang): string;
  /** Brings files into a document; at: the cell where they were dropped, or pasted. */
  bring(files: readonly File[], store: Store, engine: Engine, at: CellRef | null): void;
  /** Saves a document with what it cannot hold; rejects where that is not to be had. */
  saveWhole(frame: Frame): Promise<void>;
  /** The field for the answer to a cell that is asked for, with what is said of the answer. */
  question(place: HTMLElement, frame: Frame, cell: CellRef, lang: Lang): void;
  keep(engine: Engine, names: readonly string[]): Promise<void>;
  supply(engine: Engine, name: string): Promise<boolean>;
}

let coming: Promise<void> | undefined;

/** The one of the page; rejects where its script cannot be had, and may be asked again. */
export async function taker(): Promise<Taker> {
  if (!customElements.get("qkv-take")) await (coming ??= fetched().finally(() => { coming = undefined; }));
  const there = document.querySelector<Taker>("body > qkv-take");
  return there ?? document.body.appendChild(document.createElement("qkv-take") as Taker);
}

function fetched(): Promise<void> {
  return new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = trusted(takeScript);
    script.onload = () => { done(); };
    script.onerror = () => { script.remove(); failed(new Error(takeScript)); };
    document.head.append(script);
  });
}

engine.blobs = {
  keep: (names) => void taker().then((t) => t.keep(engine, names)).catch(() => undefined), // as long as this engine lives, it has them
  supply: async (name) => (await taker()).supply(engine, name),
};
