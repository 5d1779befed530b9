import { Frame, type Later } from "../src/model/frame.js";
import type { CellRef, Config, Step } from "../src/wire.gen.js";

/** A recorded frame: what core/golden writes. hex holds float32 bits, eight hexadecimal digits a number, row-major. */
export interface Trace {
  readonly doc: string;
  readonly tokens: readonly string[];
  readonly steps: ReadonlyArray<{ id: string; op: string; in: string[]; axes: string[]; rows: number; cols: number; hex: string }>;
}

/**
 * The frame that a trace recorded. `set` are the cells that its document sets by hand; later answers what is computed only
 * when somebody asks.
 */
export function frameOf(trace: Trace, later?: Later): Frame {
  let at = 0;
  const steps: Step[] = trace.steps.map(({ id, op, in: inputs, axes, rows, cols }) => {
    const step = { id, op, in: inputs, axes: [axes[0] ?? "", axes[1] ?? ""] as [string, string], rows, cols, at };
    at += rows * cols;
    return step;
  });
  const data = Float32Array.from(trace.steps.flatMap((s) => floats(s.hex)));
  const pairs = pairsOf(trace.doc);
  return new Frame({
    doc: trace.doc, tokens: [...trace.tokens], steps, notes: [], config: configOf(steps, pairs),
    sources: steps.filter((s) => s.op === "parameter").map((s) => ({ step: s.id, from: pairs.get(s.id) ?? "torch" })),
    set: cellsOf(pairs), ui: [], preset: "", said: "", same: [], blobs: [],
  }, data, later);
}

function floats(hex: string): number[] {
  const view = new DataView(new ArrayBuffer(4));
  const out: number[] = [];
  for (let i = 0; i < hex.length; i += 8) {
    view.setUint32(0, parseInt(hex.slice(i, i + 8), 16));
    out.push(view.getFloat32(0));
  }
  return out;
}

function pairsOf(doc: string): Map<string, string> {
  return new Map(doc.split("&").filter(Boolean).map((pair) => {
    const equals = pair.indexOf("=");
    return [decodeURIComponent(pair.slice(0, equals)), decodeURIComponent(pair.slice(equals + 1))];
  }));
}

function cellsOf(pairs: Map<string, string>): CellRef[] {
  return [...pairs.keys()].flatMap((key) => {
    const cell = /^(.+)\.(\d+)\.(\d+)$/.exec(key);
    return cell ? [{ step: cell[1]!, row: Number(cell[2]), col: Number(cell[3]) }] : [];
  });
}

/** The options of a trace, as far as figures look at them: sizes from the steps, the rest from its document. */
function configOf(steps: readonly Step[], pairs: Map<string, string>): Config {
  const size = (id: string, side: "rows" | "cols"): number => steps.find((s) => s.id === id)?.[side] ?? 0;
  const dh = size("head.0.q", "cols");
  return {
    t: size("x", "rows"), d: size("x", "cols"), h: steps.filter((s) => /^head\.\d+\.attn$/.test(s.id)).length,
    g: size("k", "cols") / dh, dh, n: size("emb", "rows"), seed: Number(pairs.get("seed") ?? 0),
    bias: steps.some((s) => s.id === "bq"), outProj: steps.some((s) => s.id === "wo"),
    input: pairs.has("x") ? "x" : pairs.has("text") ? "text" : "tokens", text: pairs.get("text") ?? "",
    tokenizer: pairs.get("tokenizer") ?? "words", scale: pairs.get("scale") ?? "sqrt", softcap: pairs.get("softcap") ?? "off",
    temperature: pairs.get("temperature") ?? "1", mask: pairs.get("mask") ?? "none", pad: Number(pairs.get("pad") ?? 0),
    softmax: pairs.get("softmax") ?? "keys", pos: pairs.get("pos") ?? "none",
  };
}
