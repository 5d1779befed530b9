import type { Engine } from "../src/engine/engine.js";
import type { Frame, Matrix } from "../src/model/frame.js";
import type { Lang } from "../src/model/view.js";
import type { Documents } from "./documents.js";

/** The frames of the named documents, computed once each. A document may also be a preset's id. */
export class Frames {
  readonly #frames = new Map<string, Promise<Frame>>();
  #presets: Promise<ReadonlyMap<string, string>> | undefined;

  constructor(readonly engine: Engine, readonly documents: Documents) {}

  /** The canonical document of a name. Throws an Error with a way out. */
  async doc(name: string): Promise<string> {
    return (await this.frame(name, "en")).doc;
  }

  async frame(name: string, lang: Lang): Promise<Frame> {
    const key = `${lang} ${name}`;
    const known = this.#frames.get(key) ?? this.#compute(name, lang);
    this.#frames.set(key, known);
    return known;
  }

  async matrix(name: string, step: string): Promise<Matrix> {
    const frame = await this.frame(name, "en");
    if (!frame.has(step)) throw new Error(`the document ${name} has no step “${step}”: it has ${frame.steps.map((s) => s.id).join(", ")}`);
    return frame.matrix(step);
  }

  /** Every name that a document may be called by. */
  async names(): Promise<readonly string[]> {
    return [...new Set([...this.documents.keys(), ...(await this.#ofPresets()).keys()])];
  }

  #ofPresets(): Promise<ReadonlyMap<string, string>> {
    return this.#presets ??= this.engine.presets("en").then((all) => new Map(all.map((p) => [p.id, p.doc])));
  }

  async #compute(name: string, lang: Lang): Promise<Frame> {
    const text = this.documents.get(name) ?? (await this.#ofPresets()).get(name);
    if (text === undefined) throw new Error(`there is no document “${name}” in documents.txt, and no preset of that name`);
    const result = await this.engine.step(text, undefined, lang);
    if (!result.ok) throw new Error(`the document ${name} (${text}) has a problem: ${result.problem.message}`);
    return result.frame;
  }
}
