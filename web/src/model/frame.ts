import type { CellRef, Config, Frame as WireFrame, Note, Source, Step, UI } from "../wire.gen.js";

/** A matrix of a frame: row-major float32. */
export interface Matrix {
  id: string;
  rows: number;
  cols: number;
  data: Float32Array;
  /** The value of row r, column c; throws RangeError where there is no such cell. */
  at(r: number, c: number): number;
}

/** The principal components of the rows of some steps, not centred: the plane through zero that the rows fill most. */
export interface Principal {
  /** How wide the rows are. */
  readonly cols: number;
  /** What of all squares each component holds, the largest first: two, or one where the rows have one number. */
  readonly shares: Float32Array;
  /** One row of `cols` numbers for each share. */
  readonly components: Float32Array;
  /** One row for each row of the steps, one after another, with a coordinate for each share. */
  readonly coordinates: Float32Array;
}

/** What the engine answered: one of the Reply types of the wire, and its float32 values. */
export interface Answer {
  readonly reply: unknown;
  readonly values: Float32Array;
}

/** What is computed of a document only when somebody asks: the values of a large matrix, principal components, anything else. */
export interface Later {
  matrix(doc: string, id: string): Promise<Float32Array>;
  principal(doc: string, ids: readonly string[]): Promise<Principal>;
  ask(doc: string, call: string, params: Readonly<Record<string, string>>): Promise<Answer>;
}

/** Everything computed from one document: an immutable snapshot that never changes or detaches. */
export class Frame {
  readonly doc: string;
  /** Empty where x has no names. */
  readonly tokens: readonly string[];
  readonly steps: readonly Step[];
  readonly config: Config;
  readonly sources: readonly Source[];
  readonly notes: readonly Note[];
  readonly preset: string;
  /** What the edit that led here changed, in words. */
  readonly said: string;
  readonly ui: readonly UI[];
  /** Names of the blobs that the document speaks of: alone it does not say everything. */
  readonly blobs: readonly string[];
  /** Cells set by hand. */
  readonly set: readonly CellRef[];

  readonly #byId: ReadonlyMap<string, Step>;
  readonly #set: ReadonlySet<string>;
  readonly #data: Float32Array;
  readonly #later: Later | undefined;
  readonly #matrices: Map<string, Matrix>;
  readonly #coming = new Map<string, Promise<Matrix>>();
  readonly #principal = new Map<string, Promise<Principal>>();

  /**
   * data holds the matrices of all steps whose `at` is not −1; it must be the caller's own copy. Of ready matrices it is
   * not read.
   */
  constructor(wire: WireFrame, data: Float32Array, later?: Later, ready = new Map<string, Matrix>()) {
    this.doc = wire.doc;
    this.tokens = wire.tokens;
    this.steps = wire.steps;
    this.config = wire.config;
    this.sources = wire.sources;
    this.notes = wire.notes;
    this.preset = wire.preset;
    this.said = wire.said;
    this.ui = wire.ui;
    this.set = wire.set;
    this.blobs = wire.blobs;
    this.#byId = new Map(wire.steps.map((s) => [s.id, s]));
    this.#set = new Set(wire.set.map((c) => `${c.step}.${c.row}.${c.col}`));
    this.#data = data;
    this.#later = later;
    this.#matrices = ready;
  }

  /**
   * A frame of values that may be overwritten later: what it needs is copied. Matrices that the wire says are the same as
   * those of base, the frame of the document that was edited, are taken from there; fresh memory is slower than all else.
   */
  static of(wire: WireFrame, values: Float32Array, base: Frame | undefined, later: Later): Frame {
    if (!base || wire.same.length === 0) return new Frame(wire, values.slice(), later);
    const same = new Set(wire.same);
    const ready = new Map<string, Matrix>();
    for (const [i, step] of wire.steps.entries()) {
      if (step.at < 0) continue;
      const kept = same.has(i) ? base.now(step.id) : undefined;
      ready.set(step.id, kept ?? matrixOf(step, values.slice(step.at, step.at + step.rows * step.cols)));
    }
    return new Frame(wire, NOTHING, later, ready);
  }

  /** True where the document asks for cells: their numbers are NaN here. */
  get asks(): boolean {
    return this.ui.some((u) => u.key === "ui.ask");
  }

  has(id: string): boolean {
    return this.#byId.has(id);
  }

  step(id: string): Step | undefined {
    return this.#byId.get(id);
  }

  /** True where the cell was set by hand. */
  isSet(id: string, row: number, col: number): boolean {
    return this.#set.has(`${id}.${row}.${col}`);
  }

  /** The matrix where it is at hand, else undefined (then `matrix` promises it). */
  now(id: string): Matrix | undefined {
    const known = this.#matrices.get(id);
    if (known) return known;
    const step = this.#byId.get(id);
    if (!step || step.at < 0) return undefined;
    const m = matrixOf(step, this.#data.subarray(step.at, step.at + step.rows * step.cols));
    this.#matrices.set(id, m);
    return m;
  }

  /** The matrix of a step, or a promise of it beyond 65,536 values. Throws RangeError where there is no such step. */
  matrix(id: string): Matrix | Promise<Matrix> {
    const known = this.now(id);
    if (known) return known;
    const step = this.#byId.get(id);
    if (!step) throw new RangeError(`qkv: no step ${id}`);
    const coming = this.#coming.get(id) ?? this.#load(step);
    this.#coming.set(id, coming);
    return coming;
  }

  /** The principal components of the rows of some steps, all equally wide. Rejects where nobody can compute them. */
  principal(ids: readonly string[]): Promise<Principal> {
    const key = ids.join();
    const known = this.#principal.get(key) ?? this.#later?.principal(this.doc, ids) ?? Promise.reject(new Error("qkv: there is no engine"));
    this.#principal.set(key, known);
    return known;
  }

  /** What a call of the engine answers about this document, or about another, the `doc` of params. Rejects where there is no engine. */
  ask(call: string, params: Readonly<Record<string, string>>): Promise<Answer> {
    return this.#later?.ask(this.doc, call, params) ?? Promise.reject(new Error("qkv: there is no engine"));
  }

  async #load(step: Step): Promise<Matrix> {
    try {
      if (!this.#later) throw new Error(`qkv: the values of ${step.id} are not at hand`);
      const m = matrixOf(step, await this.#later.matrix(this.doc, step.id));
      this.#matrices.set(step.id, m);
      return m;
    } finally {
      this.#coming.delete(step.id); // a failure may be tried again
    }
  }
}

const NOTHING = new Float32Array();

function matrixOf(step: Step, data: Float32Array): Matrix {
  const { id, rows, cols } = step;
  return {
    id, rows, cols, data,
    at(r, c) {
      const value = r >= 0 && c >= 0 && r < rows && c < cols ? data[r * cols + c] : undefined;
      if (value === undefined) throw new RangeError(`qkv: ${id} is ${rows}×${cols}: no cell ${r}, ${c}`);
      return value;
    },
  };
}
