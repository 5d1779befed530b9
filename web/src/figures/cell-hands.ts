import type { Edit } from "../model/edit.js";
import type { Frame, Matrix } from "../model/frame.js";
import type { CellRef } from "../model/view.js";
import { plainNumber } from "../scale/number.js";
import type { Step } from "../wire.gen.js";
import { CellEditor } from "./cell-editor.js";
import { beginsNumber, moved, type Cell } from "./cell-moves.js";
import type { Body } from "./matrix-body.js";

/** What the hands hold: the matrix that is shown. */
export interface Held {
  readonly frame: Frame;
  readonly step: Step;
  readonly matrix: Matrix;
  readonly body: Body;
  readonly pinned: CellRef | null;
  readonly editable: boolean;
  editLabel(row: number, col: number): string;
}

export interface HandsHost {
  shown(): Held | undefined;
  hover(cell: CellRef | null): void;
  pin(cell: CellRef | null): void;
  edit(edit: Edit): void;
}

/**
 * Pointer, keyboard and clipboard on the cells of a matrix. Navigating: arrows, Home, End, Page Up and Down move, focus
 * previews, Space pins, Escape lets go. Editing: Enter, F2, a double click, a second tap or the beginning of a number
 * opens the field (cell-editor.ts); Delete takes back what was set by hand.
 */
export class CellHands {
  /** The cell one is at. */
  at: Cell = { row: 0, col: 0 };
  #editing: { cell: CellRef; text: string; wasSet: boolean } | undefined;
  readonly #host: HandsHost;
  readonly #editor = new CellEditor({
    scrubbed: (text) => this.#send(text),
    committed: (text, byKey) => this.#committed(text, byKey),
    cancelled: (scrubbed) => this.#cancelled(scrubbed),
  });

  constructor(host: HandsHost) {
    this.#host = host;
  }

  listen(on: HTMLElement): void {
    const cell = (e: Event): Cell | undefined => this.#host.shown()?.body.cellOf(e);
    const hover = (e: PointerEvent): void => {
      const c = cell(e);
      if (c && e.pointerType !== "touch") this.#host.hover(this.#ref(c));
    };
    on.addEventListener("pointerover", hover);
    on.addEventListener("pointermove", hover); // a heat map has no elements to be over
    on.addEventListener("pointerleave", () => this.#host.hover(null));
    on.addEventListener("focusin", (e) => this.#focused(cell(e)));
    on.addEventListener("focusout", () => this.#host.hover(null));
    on.addEventListener("click", (e) => this.#clicked(e as PointerEvent, cell(e)));
    on.addEventListener("dblclick", (e) => { const c = cell(e); if (c) this.#begin(c); });
    on.addEventListener("keydown", (e) => this.#key(e));
    on.addEventListener("paste", (e) => this.#paste(e));
    on.addEventListener("copy", (e) => this.#copy(e));
  }

  /** Ends editing without a word: the cells under it are about to go. */
  letGo(): void {
    this.#editor.close();
    this.#editing = undefined;
  }

  /** Goes to a cell, or as near to it as the matrix allows. */
  moveTo(cell: Cell, focus: boolean): void {
    const held = this.#host.shown();
    if (!held) return;
    const { rows, cols } = held.step;
    this.at = { row: Math.min(cell.row, rows - 1), col: Math.min(cell.col, cols - 1) };
    held.body.moveTo(this.at, focus);
  }

  #ref({ row, col }: Cell): CellRef {
    return { step: this.#host.shown()?.step.id ?? "", row, col };
  }

  #focused(cell: Cell | undefined): void {
    if (!cell) return;
    this.moveTo(cell, false);
    this.#host.hover(this.#ref(this.at));
  }

  #clicked(e: PointerEvent, cell: Cell | undefined): void {
    if (!cell) return;
    const again = this.#isPinned(cell);
    if (again && e.pointerType === "touch") return this.#begin(cell);
    this.moveTo(cell, true);
    if (!again) this.#host.pin(this.#ref(cell));
  }

  #isPinned({ row, col }: Cell): boolean {
    const held = this.#host.shown();
    return held?.pinned?.step === held?.step.id && held?.pinned?.row === row && held.pinned.col === col;
  }

  #key(e: KeyboardEvent): void {
    const held = this.#host.shown();
    if (!held || e.isComposing || this.#editor.isOpen) return;
    const act = this.#action(e, held);
    if (!act) return;
    e.preventDefault();
    e.stopPropagation();
    act();
  }

  #action(e: KeyboardEvent, held: Held): (() => void) | undefined {
    const ctrl = e.ctrlKey || e.metaKey;
    if (e.altKey || e.shiftKey) return undefined;
    const to = moved(e.key, ctrl, this.at, held.step.rows, held.step.cols);
    if (to) return () => { this.moveTo(to, true); this.#host.hover(this.#ref(to)); };
    if (ctrl) return undefined;
    if (e.key === " ") return () => this.#host.pin(this.#isPinned(this.at) ? null : this.#ref(this.at));
    if (e.key === "Escape") return held.pinned ? () => this.#host.pin(null) : undefined;
    return held.editable ? this.#editAction(e.key, held) : undefined;
  }

  #editAction(key: string, held: Held): (() => void) | undefined {
    if (key === "Enter" || key === "F2") return () => this.#begin(this.at);
    if (beginsNumber(key)) return () => this.#begin(this.at, key);
    const takesBack = key === "Delete" || key === "Backspace";
    if (!takesBack || !held.frame.isSet(held.step.id, this.at.row, this.at.col)) return undefined;
    return () => this.#host.edit({ kind: "reset_cell", ...this.#ref(this.at) });
  }

  #begin(cell: Cell, typed?: string): void {
    const held = this.#host.shown();
    if (!held?.editable || this.#editor.isOpen) return;
    this.moveTo(cell, false);
    const v = held.matrix.at(cell.row, cell.col);
    const text = Number.isFinite(v) ? plainNumber(v) : "";
    this.#editing = { cell: this.#ref(cell), text, wasSet: held.frame.isSet(held.step.id, cell.row, cell.col) };
    this.#editor.open(held.body.box(cell), held.editLabel(cell.row, cell.col), text, typed);
  }

  #send(value: string): void {
    if (this.#editing) this.#host.edit({ kind: "set_cell", ...this.#editing.cell, value });
  }

  #committed(text: string | undefined, byKey: boolean): void {
    if (text !== undefined) this.#send(text);
    this.#editing = undefined;
    if (byKey) this.moveTo(this.at, true);
  }

  /** What scrubbing showed is taken back. */
  #cancelled(scrubbed: boolean): void {
    const was = this.#editing;
    if (was && scrubbed && was.wasSet) this.#send(was.text);
    else if (was && scrubbed) this.#host.edit({ kind: "reset_cell", ...was.cell });
    this.#editing = undefined;
    this.moveTo(this.at, true);
  }

  /** The number one is at, whole; unless something is selected, which is what is meant then. */
  #copy(e: ClipboardEvent): void {
    const held = this.#host.shown();
    if (!held || this.#editor.isOpen || !e.clipboardData || getSelection()?.toString()) return;
    e.preventDefault();
    e.clipboardData.setData("text/plain", plainNumber(held.matrix.at(this.at.row, this.at.col)));
  }

  #paste(e: ClipboardEvent): void {
    const held = this.#host.shown();
    const text = e.clipboardData?.getData("text/plain");
    if (!held?.editable || !text) return;
    e.preventDefault();
    this.#host.edit({ kind: "paste", ...this.#ref(this.at), value: text });
  }
}
