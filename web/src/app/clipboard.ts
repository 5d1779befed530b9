import type { ReactiveControllerHost } from "lit";
import type { Engine } from "../engine/engine.js";
import { t, type Args, type Key } from "../i18n/t.js";
import type { CellRef } from "../model/view.js";
import { linkTo, LONGEST_LINK } from "../store/link.js";
import type { Store } from "../store/store.js";
import { copyText, saveFile } from "./share.js";

/** The program of one cell that somebody asks for. */
export interface CellProgram { readonly cell: CellRef; readonly as: "torch" | "numpy" }

/** How long is said what came of a button, in ms. */
const HEARD = 8000;

/** What a lab puts on the clipboard, and what came of it, in words. */
export class Clipboard {
  /** Empty where there is nothing to say. */
  said = "";
  #silence: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly host: Pick<ReactiveControllerHost, "requestUpdate">, readonly store: Store, readonly engine: Engine) {}

  async copy(text: string): Promise<void> {
    this.#say(await copyText(text) ? "copy.done" : "copy.failed");
  }

  async copyProgram(doc: string, { cell, as }: CellProgram): Promise<void> {
    const text = await this.engine.cellProgram(doc, cell, as, this.store.state.view.lang);
    this.#say(await copyText(text) ? "copy.code" : "copy.failed", { as: as === "torch" ? "PyTorch" : "NumPy" });
  }

  /** Copies the link and gives what came of it, in words; a document too long for one becomes a file, and null. */
  async share(doc: string): Promise<string | null> {
    const link = linkTo(doc, location.href);
    if (link !== null) return t(this.store.state.view.lang, await copyText(link) ? "share.done" : "share.failed");
    saveFile(doc);
    this.#say("share.long", { bytes: doc.length, limit: LONGEST_LINK });
    return null;
  }

  /** Says nothing more. */
  quiet(): void {
    this.said = "";
  }

  #say(key: Key, args: Args = {}): void {
    this.said = t(this.store.state.view.lang, key, args);
    this.host.requestUpdate();
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => {
      this.quiet();
      this.host.requestUpdate();
    }, HEARD);
  }
}
