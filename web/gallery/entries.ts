import type { View } from "../src/model/view.js";
import type { Explanation } from "../src/wire.gen.js";
import { LESSONS } from "./lessons.js";
import explanations from "./explanations.json";
import type { TraceName } from "./frames.js";

/** The figures of the lessons. */
export type LessonElement = "qkv-plane" | "qkv-dot" | "qkv-hull" | "qkv-ledger" | "qkv-reshape" | "qkv-spread" | "qkv-real-size";

/** One figure of the gallery on a recorded frame. */
export interface Entry {
  readonly id: string;
  readonly title: string;
  readonly element: LessonElement | "qkv-matrix" | "qkv-inspector" | "qkv-connector" | "qkv-vectors" | "qkv-attention" | "qkv-heads";
  readonly trace: TraceName;
  readonly step?: string;
  readonly size?: "wide";
  readonly view?: Partial<View>;
  /** A frame that was shown before, so that what changed is marked. */
  readonly before?: TraceName;
  readonly explain?: readonly [trace: TraceName, step: string];
  readonly props?: Readonly<Record<string, unknown>>;
}

/** The recorded explanation of a cell. */
export function explanation(lang: string, trace: TraceName, step: string): Explanation {
  const found = explanations.find((e) => e.lang === lang && e.trace === trace && e.explanation.step === step);
  if (!found) throw new Error(`gallery: no explanation of ${step} in ${trace}; run go run ./web/gallery/record`);
  return found.explanation as unknown as Explanation;
}

const matrix = (id: string, title: string, trace: TraceName, step: string, rest: Partial<Entry> = {}): Entry =>
  ({ id, title, element: "qkv-matrix", trace, step, ...rest });
const inspector = (id: string, title: string, trace: TraceName, step: string, rest: Partial<Entry> = {}): Entry =>
  ({ id, title, element: "qkv-inspector", trace, explain: [trace, step], ...rest });

export const ENTRIES: readonly Entry[] = [
  matrix("x", "Input", "default", "x"),
  matrix("wq", "A parameter", "default", "wq"),
  matrix("bq", "A bias", "default", "bq"),
  matrix("q", "A projection", "default", "q", { view: { decimals: 3 } }),
  matrix("scores", "Scores, one cell pinned", "causal_two_heads", "head.0.scores", { view: { pinned: { step: "head.0.scores", row: 3, col: 1 } } }),
  matrix("sources", "What a score was made of", "causal_two_heads", "head.0.q", { explain: ["causal_two_heads", "head.0.scores"] }),
  matrix("masked", "Masked scores", "causal_two_heads", "head.0.masked"),
  matrix("attn", "Attention, colours to 1", "default", "head.0.attn"),
  matrix("attn-max", "Attention, colours to the largest", "default", "head.0.attn", { view: { attnRange: "max" } }),
  matrix("nan", "Lines masked whole", "pad_window_dead_lines", "head.0.attn"),
  matrix("set", "Set by hand, changed", "set_q", "q", { before: "default" }),
  matrix("set-w", "A parameter set by hand", "set_wq_bq", "wq"),
  matrix("overflow", "Infinity and NaN", "x_overflow", "q"),
  matrix("one", "One number", "one_number", "q"),
  matrix("emoji", "Tokens of all kinds", "text_words_emoji", "head.0.attn", { view: { attnRange: "max" } }),
  matrix("readonly", "Read only", "set_wq_bq", "bq", { props: { readonly: true } }),
  matrix("heat", "Too wide for digits", "dim64", "wq", { view: { pinned: { step: "wq", row: 3, col: 20 } } }),
  matrix("heat-attn", "128 tokens", "long_causal_128", "head.0.masked"),
  { id: "linear", title: "Connector: linear", element: "qkv-connector", trace: "default", step: "q", props: { direction: "right" } },
  { id: "scale", title: "Connector: scale, on the way", element: "qkv-connector", trace: "default", step: "head.0.scaled", view: { pinned: { step: "head.0.attn", row: 1, col: 1 } }, props: { direction: "right" } },
  { id: "mask", title: "Connector: mask, downwards", element: "qkv-connector", trace: "causal_two_heads", step: "head.0.masked", props: { direction: "down" } },
  { id: "inspect-none", title: "Inspector, nothing chosen", element: "qkv-inspector", trace: "default" },
  inspector("inspect-linear", "A linear map", "causal_two_heads", "q", { view: { pinned: { step: "q", row: 1, col: 2 } } }),
  inspector("inspect-score", "A score", "causal_two_heads", "head.0.scores"),
  inspector("inspect-mask", "A masked score", "causal_two_heads", "head.0.masked"),
  inspector("inspect-attn", "Softmax", "causal_two_heads", "head.0.attn"),
  inspector("inspect-nan", "Softmax of nothing", "pad_all", "head.0.attn"),
  inspector("inspect-slice", "A head's slice", "causal_two_heads", "head.1.q"),
  inspector("inspect-concat", "Concatenation", "causal_two_heads", "concat"),
  inspector("inspect-origin", "A parameter", "causal_two_heads", "wq"),
  inspector("inspect-lookup", "A lookup", "default", "x"),
  inspector("inspect-context", "A context", "default", "head.0.context"),
  inspector("inspect-cap", "Softcap", "softcap", "head.0.capped"),
  inspector("inspect-divide", "Temperature", "temperature_low", "head.0.tempered"),
  inspector("inspect-rope", "Rotation", "rope_one_head", "head.0.q_rot"),
  inspector("inspect-wave", "A position", "sinusoidal_odd", "pos"),
  inspector("inspect-set", "Set by hand", "set_k_v", "v"),
  inspector("inspect-set-w", "A parameter set by hand", "set_wq_bq", "wq"),
  inspector("inspect-wide", "64 terms", "dim64", "q"),
  { id: "heads", title: "All heads", element: "qkv-heads", trace: "causal_two_heads", view: { head: 1 } },
  { id: "vectors", title: "Queries and keys", element: "qkv-vectors", trace: "default" },
  { id: "vectors-all", title: "All four, one score pinned", element: "qkv-vectors", trace: "causal_two_heads", view: { vectors: ["x", "q", "k", "v"], plane: { i: 0, j: 2 }, pinned: { step: "head.0.scores", row: 3, col: 1 } } },
  { id: "vectors-line", title: "One dimension", element: "qkv-vectors", trace: "dim1" },
  { id: "vectors-none", title: "No sets chosen", element: "qkv-vectors", trace: "default", view: { vectors: [] } },
  { id: "vectors-infinite", title: "Vectors that cannot be drawn", element: "qkv-vectors", trace: "x_overflow" },
  { id: "vectors-dot", title: "A dot product, part of it in the plane", element: "qkv-vectors", trace: "default", view: { pinned: { step: "head.0.scores", row: 1, col: 4 } } },
  { id: "vectors-dot-all", title: "A dot product, all of it in the plane", element: "qkv-vectors", trace: "causal_two_heads", view: { pinned: { step: "head.0.attn", row: 5, col: 2 } } },
  { id: "vectors-dot-rope", title: "A dot product of turned vectors", element: "qkv-vectors", trace: "rope_one_head", view: { pinned: { step: "head.0.scores", row: 4, col: 2 } } },
  { id: "vectors-dot-elsewhere", title: "A head that reads other dimensions", element: "qkv-vectors", trace: "dim8_four_heads", view: { pinned: { step: "head.3.scores", row: 1, col: 4 } } },
  { id: "vectors-dot-zero", title: "A key that is zero", element: "qkv-vectors", trace: "zero_wk_bk", view: { pinned: { step: "head.0.scores", row: 1, col: 4 } } },
  { id: "vectors-principal", title: "Principal components", element: "qkv-vectors", trace: "default", view: { basis: "principal", pinned: { step: "head.0.scores", row: 1, col: 4 } } },
  { id: "vectors-principal-all", title: "Principal components of all four sets", element: "qkv-vectors", trace: "causal_two_heads", view: { basis: "principal", vectors: ["x", "q", "k", "v"], pinned: { step: "head.0.scores", row: 3, col: 1 } } },
  { id: "vectors-principal-line", title: "Principal components of one dimension", element: "qkv-vectors", trace: "dim1", view: { basis: "principal" } },
  { id: "vectors-principal-one", title: "Principal components of one vector", element: "qkv-vectors", trace: "one_token", view: { basis: "principal", vectors: ["q"] } },
  { id: "vectors-principal-zero", title: "Principal components of nothing", element: "qkv-vectors", trace: "zero_wk_bk", view: { basis: "principal", vectors: ["k"] } },
  { id: "vectors-principal-failed", title: "Principal components that did not come", element: "qkv-vectors", trace: "dim24", view: { basis: "principal" } },
  { id: "attention", title: "Attention", element: "qkv-attention", trace: "default" },
  { id: "attention-one", title: "One query alone", element: "qkv-attention", trace: "causal_two_heads", view: { head: 1, pinned: { step: "head.1.attn", row: 3, col: 1 } } },
  { id: "attention-nan", title: "Queries that see nothing", element: "qkv-attention", trace: "pad_window_dead_lines" },
  { id: "attention-heads", title: "Two heads as colours", element: "qkv-attention", trace: "causal_two_heads", view: { lines: "heads" } },
  { id: "attention-eight", title: "Eight heads as colours, one query alone", element: "qkv-attention", trace: "dim24", view: { lines: "heads", pinned: { step: "head.5.attn", row: 1, col: 1 } } },
  { id: "attention-128", title: "More lines than can be told apart", element: "qkv-attention", trace: "long_causal_128" },
  { id: "attention-wrong", title: "Softmax over the wrong axis", element: "qkv-attention", trace: "softmax_queries" },
  ...LESSONS,
];
