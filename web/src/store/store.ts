import type { Engine, StepResult } from "../engine/engine.js";
import { EngineFailure, failureOf } from "../engine/failure.js";
import { pause } from "../engine/pause.js";
import { sameTarget, type Edit } from "../model/edit.js";
import type { Frame } from "../model/frame.js";
import { sameCell, type View } from "../model/view.js";
import type { Note } from "../wire.gen.js";
import { fit, INITIAL_STATE, type State } from "./state.js";
import { UndoList, type Shown } from "./undo.js";

/** What opens where no document is named. */
export const OPENING: Edit = { kind: "preset", value: "story" };

/** Who shows the outcome beside the elements: address, history, title, live region. Problems stand in an alert of their own. */
export interface Audience {
  /** A new document stands; said is what the edit changed, in words. */
  shown(state: State, mode: Shown, said: string): void;
}

// What was edited; what it changed follows.
function firstSentence(said: string): string {
  return said.split(/(?<=\.) /, 1)[0] ?? "";
}

/** One wish that waits its turn. */
interface Task {
  readonly edit: Edit | null;
  run(edit: Edit | null): Promise<void>;
}

/** Holds the document and the view. `apply` is the one door through which the document changes. */
export class Store {
  readonly #engine: Engine;
  readonly #now: () => number;
  readonly #undo = new UndoList();
  readonly #listeners = new Set<() => void>();
  readonly #waiting: Task[] = [];
  #audience: Audience | null = null;
  #working: Promise<void> | null = null;
  #travelling = false;
  #loaded: { doc: string; frame: Frame | null } | null = null;
  #state = INITIAL_STATE;

  /** now gives the time in ms, from any beginning. */
  constructor(engine: Engine, view: Partial<View> = {}, now: () => number = () => performance.now()) {
    this.#engine = engine;
    this.#now = now;
    this.#state = { ...INITIAL_STATE, view: { ...INITIAL_STATE.view, ...view } };
  }

  get state(): State {
    return this.#state;
  }

  set audience(audience: Audience | null) {
    this.#audience = audience;
  }

  /** Calls back after each change of the state. Returns what ends that. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Opens a document, or the opening preset where it is empty or cannot stand. */
  async open(doc: string): Promise<void> {
    await this.#present(); // first, so that nothing shifts when their names come
    await pause();
    if (!this.#state.failure) await this.load(doc);
    if (!this.#state.frame && !this.#state.failure) await this.#enqueue(OPENING, (edit) => this.#step("", edit, "none", true));
  }

  /** A document from outside: a link, the browser's back. Empty: the opening preset. */
  load(doc: string): Promise<void> {
    return this.#enqueue(null, async () => {
      if (this.#loaded?.doc === doc && this.#loaded.frame === this.#state.frame) return; // browsers tell some changes twice
      await (doc === "" ? this.#step("", OPENING, "none") : this.#step(doc, null, "none"));
      this.#loaded = { doc, frame: this.#state.refused ? null : this.#state.frame };
    });
  }

  /** Makes an edit. Edits of one cell that wait for the engine are made as one: the last. */
  apply(edit: Edit): Promise<void> {
    return this.#enqueue(edit, async (last) => {
      this.#travelling = false;
      await this.#step(this.#state.frame?.doc ?? "", last);
    });
  }

  undo(): Promise<void> {
    return this.travel(-1);
  }

  redo(): Promise<void> {
    return this.travel(1);
  }

  /** Goes so many steps back (negative) or forwards in the list of documents. */
  travel(by: number): Promise<void> {
    return this.#enqueue(null, async () => {
      const doc = this.#undo.peek(by);
      if (doc === undefined) return;
      // undoing on and on is one step of the browser's history
      await this.#step(doc, null, this.#travelling ? "replace" : "push", false, by);
      this.#travelling = true;
    });
  }

  /** Says what is wrong with a file; the document stays. */
  refuse(message: string): void {
    this.#set({ refused: { problem: { code: "file", field: "file", args: [], message }, edit: { kind: "load" } } });
  }

  /** Forgets the problem and the notes. */
  dismiss(): void {
    this.#set({ refused: null, notes: [] });
  }

  /** Starts the engine again after a failure. */
  async retry(doc: string): Promise<void> {
    this.#set({ failure: null });
    await this.open(this.#state.frame?.doc ?? doc);
  }

  /** Changes what one looks at. */
  look(change: Partial<View>): void {
    const before = this.#state.view;
    const next = { ...before, ...change };
    if (!sameCell(next.pinned, before.pinned)) next.term = change.term ?? null; // a sum is built while its cell is pinned
    const view = this.#state.frame ? fit(next, this.#state.frame) : next;
    this.#set({ view });
    if (view.lang !== before.lang) void this.#translate();
    else if (!sameCell(this.#cell(view), this.#cell(before))) void this.#explain();
  }

  #enqueue(edit: Edit | null, run: Task["run"]): Promise<void> {
    const last = this.#waiting.at(-1);
    if (edit && last?.edit && sameTarget(last.edit, edit)) this.#waiting.pop();
    this.#waiting.push({ edit, run });
    this.#working ??= this.#work().finally(() => { this.#working = null; });
    return this.#working;
  }

  async #work(): Promise<void> {
    for (let task = this.#waiting.shift(); task; task = this.#waiting.shift()) {
      try {
        await task.run(task.edit);
      } catch (error) {
        this.#set({ failure: failureOf(error) });
      }
    }
  }

  // Where mode is given it is what the browser's history does; else the undo list knows. by: the way in that list, where
  // the document is taken from it.
  async #step(doc: string, edit: Edit | null, mode?: Shown, keepProblem = false, by?: number): Promise<void> {
    const result: StepResult = await this.#engine.step(doc, edit ?? undefined, this.#state.view.lang);
    if (!result.ok) {
      this.#set({ refused: { problem: result.problem, edit }, failure: null });
      return;
    }
    const { frame } = result;
    const first = !this.#state.frame;
    if (first) await pause(); // the first drawing is the largest
    const said = first ? "" : frame.said; // nobody changed anything
    const way = edit ? undefined : by ?? this.#undo.neighbour(frame.doc);
    if (way) this.#undo.go(way);
    const added = way ? "push" : this.#undo.add(frame.doc, edit, this.#now(), firstSentence(said));
    this.#set({
      frame,
      before: this.#state.frame,
      view: fit(this.#state.view, frame),
      notes: frame.notes,
      refused: keepProblem ? this.#state.refused : null,
      failure: null,
      canUndo: this.#undo.canUndo,
      canRedo: this.#undo.canRedo,
      past: this.#undo.all,
      opening: this.#state.opening ?? frame,
    });
    this.#audience?.shown(this.#state, mode ?? added, said);
    void this.#explain();
    void this.#compare();
  }

  // Only the answer to the latest question is taken. The other document is computed when it changes.
  async #compare(): Promise<void> {
    const { frame, view, comparison } = this.#state;
    const asked = frame?.ui.some((u) => u.key === "ui.a");
    try {
      const found = frame && asked ? await this.#engine.compare(frame.doc, view.lang) : undefined;
      let other = comparison?.other === found?.other ? comparison?.frame : undefined;
      if (found && !other) {
        const result = await this.#engine.step(found.other, undefined, view.lang);
        if (result.ok) other = result.frame;
      }
      const now = this.#state;
      if (now.frame !== frame || now.view.lang !== view.lang) return;
      const next = found && other ? { ...found, frame: other } : null;
      if (next || now.comparison) this.#set({ comparison: next });
    } catch (error) {
      this.#set({ comparison: null });
      this.#fail(error);
    }
  }

  #cell(view: View): View["pinned"] {
    return view.term === null ? view.hover ?? view.pinned : view.pinned; // what is pointed at does not disturb a sum that is built
  }

  // Only the answer to the latest question is taken.
  async #explain(): Promise<void> {
    const { frame, view } = this.#state;
    const cell = this.#cell(view);
    if (!frame || !cell) {
      if (this.#state.explanation) this.#set({ explanation: null });
      return;
    }
    try {
      const explanation = await this.#engine.explain(frame.doc, cell.step, cell.row, cell.col, view.lang);
      const now = this.#state;
      if (now.frame === frame && now.view.lang === view.lang && sameCell(this.#cell(now.view), cell)) this.#set({ explanation });
    } catch (error) {
      this.#set({ explanation: null });
      this.#fail(error);
    }
  }

  async #present(): Promise<void> {
    if (this.#state.failure) return;
    try {
      this.#set({ presets: await this.#engine.presets(this.#state.view.lang) });
    } catch (error) {
      this.#fail(error);
    }
  }

  // What the engine said stays, in the other language.
  async #translate(): Promise<void> {
    const { refused, notes, view } = this.#state;
    if (!this.#state.frame) return;
    try {
      if (refused) {
        const message = await this.#engine.message(refused.problem, view.lang);
        if (this.#state.refused === refused && message !== refused.problem.code) this.#set({ refused: { ...refused, problem: { ...refused.problem, message } } });
      }
      const translated = await Promise.all(notes.map(async (note): Promise<Note> => {
        const message = await this.#engine.message(note, view.lang);
        return message === note.code ? note : { ...note, message }; // an engine that knows no such word gives the code back
      }));
      if (this.#state.notes === notes) this.#set({ notes: translated });
      await this.#present();
      await this.#compare();
      await this.#explain();
    } catch (error) {
      this.#fail(error);
    }
  }

  // What the engine only refuses to say is no failure of it.
  #fail(error: unknown): void {
    if (error instanceof EngineFailure) this.#set({ failure: error });
  }

  #set(change: Partial<State>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
