import type { BlobReply, CellRef, CompareReply, Comparison, ExplainReply, Explanation, MatrixReply, Preset, PresetsReply, PrincipalReply, Problem, StepReply, TextReply } from "../wire.gen.js";
import type { Edit } from "../model/edit.js";
import { Frame, type Answer, type Later, type Principal } from "../model/frame.js";
import type { Lang } from "../model/view.js";
import { EngineFailure, failureOf } from "./failure.js";
import type { Instance, Reply, StandIn } from "./instance.js";
import { encodeCall, encodeEdit, type CallName, type Params } from "./protocol.js";

/** A frame, or what is wrong with the input. */
export type StepResult = { ok: true; frame: Frame } | { ok: false; problem: Problem };

/** Keeps matrices that documents only name. */
export interface BlobKeeper {
  keep(names: readonly string[]): void;
  /** Hands a blob over; false where there is none of this name. */
  supply(name: string): Promise<boolean>;
}

/**
 * The arithmetic behind promises. It keeps nothing that a document does not say: an instance that dies is replaced by a
 * new one from the same compiled module, and the call is made once more.
 */
export class Engine implements Later {
  readonly #start: () => Promise<Instance | StandIn>;
  readonly #started = new Set<(instance: Instance) => void>();
  readonly #answered = new WeakSet<Instance>();
  readonly #dead = new WeakSet<Instance>();
  readonly #relieved = new WeakSet<Instance>();
  #running: Promise<Instance> | undefined;
  /** Who keeps what documents cannot hold (widget/taker.ts). */
  blobs: BlobKeeper | undefined;
  #last: Frame | undefined; // its matrices serve the next frame as far as they stay

  /** start gives a fresh instance each time it is called, or one that stands in for it. */
  constructor(start: () => Promise<Instance | StandIn>) {
    this.#start = start;
  }

  /** Settles when an instance runs; rejects with an EngineFailure. A later call tries again. */
  async ready(): Promise<void> {
    await this.#instance();
  }

  /** Calls back with the page's own running instance, if there is one, and with every later one. Returns what ends that. */
  onStart(listener: (instance: Instance) => void): () => void {
    this.#started.add(listener);
    void this.#running?.then((instance) => this.#started.has(listener) && !isStandIn(instance) && listener(instance), () => undefined);
    return () => this.#started.delete(listener);
  }

  /** The document after the edit, computed; or the problem. Notes and words are in lang. */
  async step(doc: string, edit: Edit | undefined, lang: Lang): Promise<StepResult> {
    const result = await this.#call("step", { lang, doc, edit: edit && encodeEdit(edit) }, ({ meta, data }): StepResult => {
      const reply = JSON.parse(meta) as StepReply;
      if (!reply.ok || !reply.frame) return { ok: false, problem: problemOf(reply.problem) };
      const base = edit && this.#last?.doc === doc ? this.#last : undefined;
      const frame = Frame.of(reply.frame, data, base, this);
      this.#last = frame;
      if (frame.blobs.length > 0) this.blobs?.keep(frame.blobs);
      return { ok: true, frame };
    });
    void this.#relieve();
    return result;
  }

  /** Where the value of one cell comes from; rejects where there is no such cell. */
  async explain(doc: string, step: string, row: number, col: number, lang: Lang): Promise<Explanation> {
    const reply = await this.#json<ExplainReply>("explain", { lang, doc, step, row, col });
    if (!reply.ok || !reply.explanation) throw new Error(problemOf(reply.problem).message);
    return reply.explanation;
  }

  /** The values of one matrix. */
  async matrix(doc: string, step: string): Promise<Float32Array> {
    const { reply, values } = await this.#call("matrix", { doc, step }, ({ meta, data }) => ({ reply: JSON.parse(meta) as MatrixReply, values: data.slice() }));
    if (!reply.ok) throw new Error(problemOf(reply.problem).message);
    return values;
  }

  /** The principal components of the rows of some steps; rejects where they are not equally wide. */
  async principal(doc: string, steps: readonly string[]): Promise<Principal> {
    const { reply, values } = await this.#call("principal", { doc, steps: steps.join() }, ({ meta, data }) => ({ reply: JSON.parse(meta) as PrincipalReply, values: data.slice() }));
    if (!reply.ok) throw new Error(problemOf(reply.problem).message);
    const { components, cols } = reply;
    const end = components + components * cols;
    return { cols, shares: values.subarray(0, components), components: values.subarray(components, end), coordinates: values.subarray(end) };
  }

  /** What a call answers about a document, or about another one that params name. */
  async ask(doc: string, call: CallName, params: Params): Promise<Answer> {
    return this.#call(call, { doc, ...params }, ({ meta, data }) => ({ reply: JSON.parse(meta) as unknown, values: data.slice() }));
  }

  /** A program that prints the numbers of the document; literal: with the parameters written out. */
  async program(doc: string, as: "torch" | "numpy", literal: boolean, lang: Lang): Promise<string> {
    return this.#text("export", { lang, doc, as, literal: literal ? "1" : undefined });
  }

  /** A program that computes one cell from its terms and prints it. */
  async cellProgram(doc: string, { step, row, col }: CellRef, as: "torch" | "numpy", lang: Lang): Promise<string> {
    return this.#text("export", { lang, doc, as, step, row, col });
  }

  /** Hands over a matrix: as text, or with rows and cols its float32 values. */
  async hand(params: Params, body: Uint8Array): Promise<BlobReply> {
    return this.#call("keep", params, ({ meta }) => JSON.parse(meta) as BlobReply, body);
  }

  async presets(lang: Lang): Promise<Preset[]> {
    return (await this.#json<PresetsReply>("presets", { lang })).presets;
  }

  /** What a document is compared with, and what came of it; undefined where it is compared with none. */
  async compare(doc: string, lang: Lang): Promise<Comparison | undefined> {
    const reply = await this.#json<CompareReply>("compare", { lang, doc });
    if (!reply.ok) throw new Error(problemOf(reply.problem).message);
    return reply.comparison;
  }

  /** The sentence of a problem or note in a language. */
  async message(of: { code: string; field?: string; args: readonly string[] }, lang: Lang): Promise<string> {
    const args = of.args.map((a) => a.replace(/[\\|]/g, (c) => "\\" + c)).join("|");
    return this.#text("message", { lang, code: of.code, field: of.field ?? "", args });
  }

  async #text(call: CallName, params: Params): Promise<string> {
    const reply = await this.#json<TextReply>(call, params);
    if (!reply.ok) throw new Error(problemOf(reply.problem).message);
    return reply.text;
  }

  async #json<T>(call: CallName, params: Params): Promise<T> {
    return this.#call(call, params, ({ meta }) => JSON.parse(meta) as T);
  }

  // take keeps what it needs of the reply at once: the next call may overwrite it.
  async #call<T>(call: CallName, params: Params, take: (reply: Reply) => T, body?: Uint8Array): Promise<T> {
    const request = encodeCall(call, params);
    for (const missed = new Set<string>();;) {
      let name = "";
      const taken = await this.#twice(request, (reply) => {
        name = absentBlob(reply);
        return take(reply);
      }, body);
      if (!name || missed.has(name) || !await this.blobs?.supply(name).catch(() => false)) return taken;
      missed.add(name);
    }
  }

  async #twice<T>(request: string, take: (reply: Reply) => T, body?: Uint8Array): Promise<T> {
    const first = await this.#instance();
    try {
      return await this.#ask(first, request, take, body);
    } catch {
      this.#drop(first);
    }
    const second = await this.#instance();
    try {
      return await this.#ask(second, request, take, body);
    } catch (error) {
      this.#drop(second);
      throw new EngineFailure("broken", error instanceof Error ? error.message : String(error), { cause: error });
    }
  }

  #ask<T>(instance: Instance, request: string, take: (reply: Reply) => T, body?: Uint8Array): T | Promise<T> {
    const taken = (reply: Reply): T => {
      const what = take(reply);
      this.#answered.add(instance);
      return what;
    };
    const reply = instance.call(request, body);
    return reply instanceof Promise ? reply.then(taken) : taken(reply);
  }

  #instance(): Promise<Instance> {
    if (this.#running) return this.#running;
    const running = this.#start().then(
      (instance) => this.#welcome(instance),
      (error: unknown) => {
        if (this.#running === running) this.#running = undefined;
        throw failureOf(error);
      },
    );
    this.#running = running;
    return running;
  }

  #welcome(instance: Instance): Instance {
    void instance.ended.then(() => this.#replace(instance));
    if (!isStandIn(instance)) for (const listener of this.#started) listener(instance);
    return instance;
  }

  // Where the other one does not start, the one that stands in goes on.
  async #relieve(): Promise<void> {
    const standIn = await this.#running;
    if (!standIn || !isStandIn(standIn) || this.#relieved.has(standIn)) return;
    this.#relieved.add(standIn);
    const next = await standIn.relieve().catch(() => null);
    if (!next || this.#dead.has(standIn)) return;
    this.#dead.add(standIn);
    this.#running = Promise.resolve(next);
    this.#welcome(next);
    standIn.close();
  }

  #drop(instance: Instance): void {
    if (this.#dead.has(instance)) return;
    this.#dead.add(instance);
    this.#running = undefined;
  }

  // The page's keys and history live in the instance too: a dead one is replaced at once, not at the next call,
  // unless it never answered: then a new one would not either.
  #replace(instance: Instance): void {
    if (this.#dead.has(instance)) return;
    this.#drop(instance);
    if (this.#answered.has(instance)) this.#instance().catch(() => undefined);
  }
}

function isStandIn(instance: Instance): instance is StandIn {
  return "relieve" in instance;
}

/** The blob that a reply says is missing, or "". Its problem stands near the start of the meta data. */
function absentBlob({ meta }: Reply): string {
  return /"absent_blob","field":"[^"]*","args":\["(\w+)/.exec(meta.slice(0, 200))?.[1] ?? "";
}

function problemOf(problem: Problem | undefined): Problem {
  return problem ?? { code: "internal", field: "", args: [], message: "the engine gave no answer" };
}
