import { typedNumber } from "../scale/number.js";
import { stepped, stepSize } from "./cell-moves.js";

/** What a person did with the field. */
export interface EditorEvents {
  /** Arrows or scrubbing moved the value: it should be seen at once. */
  scrubbed(text: string): void;
  /** Enter, or the focus went elsewhere; `text` is undefined where there is nothing new to say. */
  committed(text: string | undefined, byKey: boolean): void;
  /** Escape; `scrubbed` tells whether values were shown that must be taken back. */
  cancelled(scrubbed: boolean): void;
}

/** Pixels of a horizontal drag that make one step. */
const DRAG = 5;

/** The one field in which a cell is edited. It belongs to the person: nothing writes into it while it is open. */
export class CellEditor {
  readonly field = document.createElement("input");
  readonly #events: EditorEvents;
  #said = ""; // the text that the document has
  #scrubbed = false;
  #open = false;
  #drag: { x: number; steps: number; text: string; moved: boolean } | null = null;

  constructor(events: EditorEvents) {
    this.#events = events;
    const f = this.field;
    f.type = "text";
    f.inputMode = "decimal";
    f.autocomplete = "off";
    f.spellcheck = false;
    f.className = "editor";
    f.addEventListener("keydown", (e) => this.#key(e));
    f.addEventListener("input", () => this.#fit());
    f.addEventListener("blur", () => this.#commit(false));
    f.addEventListener("pointerdown", (e) => this.#dragStart(e));
    f.addEventListener("pointermove", (e) => this.#dragMove(e));
    for (const end of ["pointerup", "pointercancel"] as const) f.addEventListener(end, () => this.#dragEnd());
    for (const own of ["click", "dblclick", "pointerover", "paste"] as const) f.addEventListener(own, (e) => e.stopPropagation());
  }

  get isOpen(): boolean {
    return this.#open;
  }

  /** Opens the field in a box. `text` is the cell's value; `typed`, what was typed to begin with, replaces it. */
  open(box: HTMLElement, label: string, text: string, typed?: string): void {
    this.#said = text;
    this.#scrubbed = false;
    this.#open = true;
    this.field.value = typed === undefined ? text : typedNumber(typed);
    this.field.setAttribute("aria-label", label);
    box.append(this.field);
    this.#fit();
    this.field.focus();
    if (typed === undefined) this.field.select();
  }

  /** Takes the field away without a word. */
  close(): void {
    this.#open = false;
    this.#drag = null;
    this.field.remove();
  }

  #key(e: KeyboardEvent): void {
    e.stopPropagation();
    if (e.isComposing) return;
    if (e.key === "Enter") {
      e.preventDefault();
      this.#commit(true);
    } else if (e.key === "Escape") {
      e.preventDefault();
      const scrubbed = this.#scrubbed;
      this.close();
      this.#events.cancelled(scrubbed);
    } else if (e.key === "ArrowUp" || e.key === "ArrowDown") {
      e.preventDefault();
      this.#scrub(stepped(typedNumber(this.field.value), e.key === "ArrowUp" ? 1 : -1, stepSize(e)));
    }
  }

  #commit(byKey: boolean): void {
    if (!this.#open) return;
    const text = typedNumber(this.field.value);
    const unchanged = text === "" || text === this.#said;
    this.close();
    this.#events.committed(unchanged ? undefined : text, byKey);
  }

  #scrub(text: string | undefined): void {
    if (text === undefined || text === this.field.value) return;
    this.field.value = this.#said = text;
    this.#scrubbed = true;
    this.#fit();
    this.#events.scrubbed(text);
  }

  #dragStart(e: PointerEvent): void {
    e.stopPropagation();
    if (e.button !== 0) return;
    this.field.setPointerCapture(e.pointerId);
    this.#drag = { x: e.clientX, steps: 0, text: typedNumber(this.field.value), moved: false };
  }

  #dragMove(e: PointerEvent): void {
    e.stopPropagation();
    const d = this.#drag;
    if (!d) return;
    const steps = Math.trunc((e.clientX - d.x) / DRAG);
    if (steps === d.steps) return;
    d.steps = steps;
    d.moved = true;
    this.#scrub(stepped(d.text, steps, stepSize(e)));
    this.field.setSelectionRange(this.field.value.length, this.field.value.length); // a drag is no selection
  }

  #dragEnd(): void {
    this.#drag = null;
  }

  /** As wide as its text, at least as wide as the cell. */
  #fit(): void {
    this.field.style.setProperty("--ch", String(this.field.value.length + 1));
  }
}
