import { sameTarget, type Edit } from "../model/edit.js";

/** Edits of the same cell or field that follow one another within this time, in ms, are one change; those of a gesture always are. */
export const ONE_CHANGE = 1000;

/** What a new document does to the browser's history. */
export type Shown = "push" | "replace" | "none";

interface Entry {
  doc: string;
  edit: Edit | null;
  at: number;
  said: string;
}

/** One line of the list, as it is shown. */
export interface Past {
  /** What led there, in words; empty where a document was opened. */
  readonly said: string;
  /** How many steps away: 0 is where one is, negative what undo goes back to. */
  readonly by: number;
}

/** The documents that were, and those that were undone. */
export class UndoList {
  #entries: Entry[] = [];
  #index = -1;

  get canUndo(): boolean {
    return this.#index > 0;
  }

  get canRedo(): boolean {
    return this.#index < this.#entries.length - 1;
  }

  /** Every document that can be gone to, the oldest first. */
  get all(): Past[] {
    return this.#entries.map(({ said }, i) => ({ said, by: i - this.#index }));
  }

  /** Takes in the document that an edit led to, at a time in ms; what was undone before is forgotten. said tells of the edit in words. */
  add(doc: string, edit: Edit | null, at: number, said = ""): Shown {
    const last = this.#entries[this.#index];
    if (last?.doc === doc) return "none";
    if (last && sameNumbers(last.doc, doc)) { // a way of looking is nothing to take back; the browser's way back leads out of it
      Object.assign(last, { doc, edit: null });
      return "push";
    }
    const merged = last?.edit && edit && !this.canRedo && sameTarget(last.edit, edit) && (edit.gesture !== undefined || at - last.at < ONE_CHANGE);
    this.#entries.length = this.#index + 1;
    if (merged && edit.gesture !== undefined && this.peek(-1) === doc) { // it came back to where it began
      this.#entries.length = this.#index--;
      return "replace";
    }
    if (merged) {
      this.#entries[this.#index] = { doc, edit, at, said };
      return "replace";
    }
    this.#entries.push({ doc, edit, at, said });
    this.#index++;
    return "push";
  }

  /** The document so many steps back (negative) or forwards, without going there. */
  peek(by: number): string | undefined {
    return this.#entries[this.#index + by]?.doc;
  }

  /** Goes so many steps back or forwards; the entry that is reached merges with nothing that follows. */
  go(by: number): void {
    const entry = this.#entries[this.#index + by];
    if (!entry) return;
    this.#index += by;
    entry.edit = null;
  }

  /** The way from here to a neighbouring entry with this document, if there is one: the browser's back is an undo. */
  neighbour(doc: string): -1 | 1 | undefined {
    return this.peek(-1) === doc ? -1 : this.peek(1) === doc ? 1 : undefined;
  }
}

/** True where two canonical documents differ at most in `ui.*`, which reaches no number. */
function sameNumbers(a: string, b: string): boolean {
  return numbersOf(a) === numbersOf(b);
}

function numbersOf(doc: string): string {
  return doc.split("&").filter((pair) => !pair.startsWith("ui.")).join("&");
}
