import type { ReactiveControllerHost } from "lit";
import type { Engine } from "../engine/engine.js";
import { home } from "../engine/shared.js";
import { t, type Args, type Key } from "../i18n/t.js";
import type { CellForm, CellRef } from "../model/view.js";
import { linkTo, LONGEST_LINK } from "../store/link.js";
import type { Store } from "../store/store.js";
import { taker } from "../widget/taker.js";
import { copyText, saveFile } from "./share.js";

/** The program or the explanation of one cell that somebody asks for. */
export interface CellProgram { readonly cell: CellRef; readonly as: CellForm }

const NAMES: Readonly<Record<CellForm, string>> = { torch: "PyTorch", numpy: "NumPy", latex: "LaTeX", markdown: "Markdown" };

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
    try {
      this.#say(await copyText(await this.#written(doc, cell, as)) ? "copy.code" : "copy.failed", { as: NAMES[as] });
    } catch {
      this.#say("take.failed");
    }
  }

  async #written(doc: string, cell: CellRef, as: CellForm): Promise<string> {
    const { lang } = this.store.state.view;
    if (as === "torch" || as === "numpy") return this.engine.cellProgram(doc, cell, as, lang);
    return (await taker()).explain(await this.engine.explain(doc, cell.step, cell.row, cell.col, lang), as, doc, lang);
  }

  /** Brings files into the document. */
  async bring(files: readonly File[], at: CellRef | null = null): Promise<void> {
    try {
      if (files.length > 0) (await taker()).bring(files, this.store, this.engine, at);
    } catch {
      this.#say("take.failed");
    }
  }

  /** Saves the document, with what it cannot hold; false where that failed, which it says. */
  async save(): Promise<boolean> {
    const { frame } = this.store.state;
    try {
      if (frame?.blobs.length) await (await taker()).saveWhole(frame);
      else saveFile(frame?.doc ?? "");
      return true;
    } catch {
      this.#say("take.failed");
      return false;
    }
  }

  /** Copies the link to a page at a document and gives what came of it, in words; a document that no link can hold becomes a file, and null. */
  async share(doc: string, page: string): Promise<string | null> {
    if (this.store.state.frame?.blobs.length) {
      if (await this.save()) this.#say("share.blobs");
      return null;
    }
    const link = linkTo(doc, page);
    if (link !== null) return t(this.store.state.view.lang, await copyText(link) ? "share.done" : "share.failed");
    saveFile(doc);
    this.#say("share.long", { bytes: doc.length, limit: LONGEST_LINK });
    return null;
  }

  /** Opens the ways to take along what is shown: a figure, its numbers, all of it. */
  async take(figure: HTMLElement | null, figures?: readonly HTMLElement[]): Promise<void> {
    const { frame, view } = this.store.state;
    try {
      if (frame) (await taker()).take({ frame, view, figure, ...(figures && { figures }), lab: new URL(`${view.lang}/`, home).href });
    } catch {
      this.#say("take.failed");
    }
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
