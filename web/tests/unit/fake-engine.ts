// An engine for tests of what stands around it: its documents are lists of values, an edit appends one.

import type { Instance, LocalInstance, Reply, StandIn } from "../../src/engine/instance.js";
import type { Frame, Problem } from "../../src/wire.gen.js";

const CONFIG: Frame["config"] = {
  t: 1, d: 2, h: 1, g: 1, dh: 2, n: 0, seed: 0, bias: true, outProj: true, input: "x", text: "", tokenizer: "words",
  scale: "sqrt", softcap: "off", temperature: "1", mask: "none", pad: 0, softmax: "keys", pos: "none",
};

export function frameWire(doc: string): Frame {
  return {
    doc, tokens: [], notes: [], config: CONFIG, sources: [], set: [], ui: [], preset: "", same: [], blobs: [], said: "",
    steps: [{ id: "x", op: "given", in: [], axes: ["T", "D"], rows: 1, cols: 2, at: 0 }],
  };
}

const bad: Problem = { code: "bad_number", field: "value", args: [], message: "not a number" };

/** One instance that answers step, explain, presets and message; `die()` ends it, `fail` makes calls throw. */
export class FakeInstance implements LocalInstance {
  readonly page = null;
  readonly asked: string[] = [];
  fail = false;
  die: () => void = () => undefined;
  readonly ended = new Promise<void>((resolve) => { this.die = resolve; });

  call(request: string): Reply {
    this.asked.push(request);
    if (this.fail) throw new WebAssembly.RuntimeError("unreachable");
    const q = new URLSearchParams(request);
    switch (q.get("call")) {
      case "step": return this.#step(q.get("doc") ?? "", q.get("edit"));
      case "explain": return json({ ok: true, explanation: { step: q.get("step"), row: Number(q.get("row")), col: Number(q.get("col")), names: q.get("lang") } });
      case "presets": return json({ ok: true, presets: [{ id: "story", doc: "story", title: q.get("lang"), line: "" }] });
      case "message": return json({ ok: true, text: `${q.get("code")} in ${q.get("lang")}` });
      default: return json({ ok: false, problem: bad });
    }
  }

  #step(doc: string, text: string | null): Reply {
    const edit = new URLSearchParams(text ?? "");
    const value = edit.get("value") ?? "";
    if (doc === "broken" || value === "bad") return json({ ok: false, problem: bad });
    const next = text === null ? doc : edit.get("kind") === "preset" ? value : [doc, value].join(";");
    return json({ ok: true, frame: frameWire(next) }, [1, 2]);
  }
}

/** One that answers later, until `send` gives it the other one. */
export class FakeStandIn implements StandIn {
  readonly page = null;
  closed = false;
  send: (next: Instance) => void = () => undefined;
  refuse: () => void = () => undefined;
  readonly #own = new FakeInstance();
  readonly ended = this.#own.ended;
  readonly #next = new Promise<Instance>((resolve, reject) => {
    this.send = resolve;
    this.refuse = () => { reject(new Error("no memory")); };
  });

  get asked(): string[] {
    return this.#own.asked;
  }

  set fail(fail: boolean) {
    this.#own.fail = fail;
  }

  async call(request: string): Promise<Reply> {
    return this.#own.call(request);
  }

  relieve(): Promise<Instance> {
    return this.#next;
  }

  close(): void {
    this.closed = true;
  }
}

function json(reply: unknown, data: number[] = []): Reply {
  return { meta: JSON.stringify(reply), data: Float32Array.from(data) };
}
