// What the elements and the arithmetic are, for TypeScript. A check in types.check.ts holds it to the classes.

/** A matrix of a frame: row-major float32. */
export interface Matrix {
  readonly id: string;
  readonly rows: number;
  readonly cols: number;
  readonly data: Float32Array;
  /** The value of row r, column c, from 0; throws RangeError where there is no such cell. */
  at(r: number, c: number): number;
}

/** One matrix of the computation, and what it was computed from. */
export interface Step {
  /** Such as "q" or "head.0.attn". */
  readonly id: string;
  readonly op: string;
  /** Ids of the matrices it was computed from. */
  readonly in: readonly string[];
  /** What rows and columns count: "T", "S", "D", "Dh", "H·Dh", "G·Dh", "N", "1". */
  readonly axes: readonly [string, string];
  readonly rows: number;
  readonly cols: number;
}

/** Everything computed from one document: a snapshot that never changes. */
export interface Frame {
  /** The canonical document. */
  readonly doc: string;
  /** Empty where x has no names. */
  readonly tokens: readonly string[];
  readonly steps: readonly Step[];
  readonly notes: readonly Note[];
  has(id: string): boolean;
  /** The matrix of a step, or a promise of it beyond 65,536 values. Throws RangeError where there is no such step. */
  matrix(id: string): Matrix | Promise<Matrix>;
}

/** A cell of a matrix, row and column from 0. */
export interface Cell {
  step: string;
  row: number;
  col: number;
}

/** Something that is worth knowing about a document that stands. */
export interface Note {
  code: string;
  args: string[];
  message: string;
}

/** Why a document cannot stand, or why the engine does not run. */
export interface Problem {
  code: string;
  /** The key of the document that it belongs to. */
  field: string;
  args: readonly string[];
  /** In words, with a way out. */
  message: string;
}

/** A number of a term; what is not finite is a word. */
export type Num = number | string;

export interface Factor extends Cell {
  value: Num;
  /** Such as "q₀₂". */
  name: string;
}

/** One product of a sum, and the sum so far. */
export interface Term {
  factors: Factor[];
  product: Num;
  sum: Num;
  label: string;
}

/** One change of a document; the meaning is the engine's. */
export interface Edit {
  kind: "set_text" | "set_tokens" | "insert_token" | "remove_token" | "move_token" | "rename_token"
    | "set_key" | "set_cell" | "set_pair" | "set_row" | "set_col" | "scale_row" | "scale_col" | "paste"
    | "reset_cell" | "reset_row" | "reset_col" | "reset_matrix" | "reset_all" | "reseed" | "preset" | "load";
  step?: string;
  row?: number;
  col?: number;
  to?: number;
  key?: string;
  value?: string;
}

/** What one looks at. It never reaches the arithmetic. */
export interface View {
  readonly lang: "ko" | "en";
  readonly theme: "auto" | "light" | "dark";
  /** Digits after the point, 0 … 6. */
  readonly decimals: number;
  /** The head that is shown, from 0. */
  readonly head: number;
  /** The cell that is explained. */
  readonly pinned: Cell | null;
  readonly attnRange: "unit" | "max";
  readonly basis: "dimensions" | "principal";
  readonly plane: { readonly i: number; readonly j: number };
  readonly vectors: readonly ("x" | "q" | "k" | "v")[];
  readonly lines: "head" | "heads";
}

export interface State {
  readonly doc: string;
  readonly view: View;
}

/**
 * The arithmetic for scripts. The promises reject with an Error where the engine cannot run: without WebAssembly,
 * without a document (as in Node), or where a policy forbids it.
 */
export interface QkvLab {
  readonly version: string;
  /** Settles when the engine runs. Asking for it starts the engine. */
  readonly ready: Promise<void>;
  step(doc: string, edit?: Edit): Promise<{ ok: true; doc: string; frame: Frame; notes: readonly Note[] } | { ok: false; problem: Problem }>;
  /** The terms of one cell, and where each was read; rejects where there is no such cell. */
  explain(doc: string, id: string, row: number, col: number): Promise<{ terms: Term[]; sources: Cell[]; text: string }>;
}

/** The events of every figure. They bubble and cross shadow roots. */
export interface QkvEventMap {
  "qkv-ready": CustomEvent<null>;
  "qkv-change": CustomEvent<{ doc: string; frame: Frame }>;
  "qkv-problem": CustomEvent<Problem>;
}

/** What every figure is. Its attributes are in custom-elements.json. */
export interface QkvFigure extends HTMLElement {
  /** The canonical document. Setting it opens another. */
  doc: string;
  readonly frame: Frame | null;
  /** Nothing can be changed; everything can be asked. */
  readonly: boolean;
  getState(): State;
  setState(state: { readonly doc?: string; readonly view?: Partial<View> }): Promise<void>;
  addEventListener<K extends keyof QkvEventMap>(type: K, listener: (this: this, event: QkvEventMap[K]) => unknown, options?: boolean | AddEventListenerOptions): void;
  addEventListener<K extends keyof HTMLElementEventMap>(type: K, listener: (this: this, event: HTMLElementEventMap[K]) => unknown, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
  removeEventListener<K extends keyof QkvEventMap>(type: K, listener: (this: this, event: QkvEventMap[K]) => unknown, options?: boolean | EventListenerOptions): void;
  removeEventListener<K extends keyof HTMLElementEventMap>(type: K, listener: (this: this, event: HTMLElementEventMap[K]) => unknown, options?: boolean | EventListenerOptions): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | EventListenerOptions): void;
}

export interface QkvLabElement extends QkvFigure { page: boolean }
export interface QkvLinear extends QkvFigure { which: string }
export interface QkvAttention extends QkvFigure { narrow: boolean }
export interface QkvVectors extends QkvFigure {}
export interface QkvMatrix extends QkvFigure { step: string }
export interface QkvHeads extends QkvFigure {}
export interface QkvInspector extends QkvFigure {}
export interface QkvPlane extends QkvFigure { which: string; stage: number; axes: string; third: number; brief: boolean }
export interface QkvDot extends QkvFigure { query: number; key: number }
export interface QkvHull extends QkvFigure { query: number; rows: string }
export interface QkvLedger extends QkvFigure { real: string }
export interface QkvReshape extends QkvFigure { which: string }
export interface QkvSpread extends QkvFigure {}
export interface QkvRealSize extends QkvFigure { which: string }
export interface QkvExercise extends HTMLElement { doc: string; cell: string; count: string }
