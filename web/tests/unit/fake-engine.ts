// An engine for tests of what stands around it: its documents are lists of values, an edit appends one.

import type { Instance, Reply } from "../../src/engine/instance.js";
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
export class FakeInstance implements Instance {
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

function json(reply: unknown, data: number[] = []): Reply {
  return { meta: JSON.stringify(reply), data: Float32Array.from(data) };
}
