import { t } from "../i18n/t.js";
import type { Frame } from "../model/frame.js";
import { headOf } from "../model/role.js";
import { symbolOf } from "../model/symbol.js";
import type { Lang } from "../model/view.js";
import type { Step } from "../wire.gen.js";
import { firstColumn } from "./path.js";

/** A piece of an operation's label: words and signs, or the symbol of a step. */
export type Piece = string | { readonly step: string; readonly transposed: boolean };

/** What is done to make a step: X · W_qᵀ + b_q, ÷ √Dh, softmax by row. Empty where nothing is. */
export function operationOf(frame: Frame, step: Step, lang: Lang): readonly Piece[] {
  const { config } = frame;
  const [first = "", second = "", third] = step.in;
  switch (step.op) {
    case "linear": return [of(first), " · ", of(second, true), ...(third === undefined ? [] : [" + ", of(third)])];
    case "matmulT": return [of(first), " · ", of(second, true)];
    case "matmul": return [of(first), " · ", of(second)];
    case "add": return [of(first), " + ", of(second)];
    case "tie": return [t(lang, "op.tie", { symbol: symbolOf(first) })];
    case "slice": return [slice(frame, step, lang)];
    case "scale": return [config.scale === "sqrt" ? "÷ √Dh" : `× ${config.scale}`];
    case "alibi": return [t(lang, "op.alibi")];
    case "softcap": return [`${config.softcap}·tanh(s ÷ ${config.softcap})`];
    case "divide": return [t(lang, "op.temperature", { value: config.temperature })];
    case "mask": return [t(lang, "op.mask", { mask: maskWords(frame, lang) })];
    case "softmax": return [t(lang, config.softmax === "queries" ? "op.softmax_queries" : "op.softmax_keys")];
    case "rope": return [t(lang, "op.rope")];
    case "lookup": return [t(lang, "op.lookup")];
    case "concat": return [t(lang, "op.concat")];
    case "copy": return [t(lang, "op.copy")];
    default: return [];
  }
}

/** The label as plain text. */
export function operationText(frame: Frame, step: Step, lang: Lang): string {
  return operationOf(frame, step, lang)
    .map((p) => (typeof p === "string" ? p : symbolOf(p.step) + (p.transposed ? "ᵀ" : "")))
    .join("");
}

function of(step: string, transposed = false): Piece {
  return { step, transposed };
}

function slice(frame: Frame, step: Step, lang: Lang): string {
  const from = firstColumn(frame, step);
  const args = { head: headOf(step.id), from, to: from + step.cols - 1 };
  return t(lang, step.cols === 1 ? "op.head_one" : "op.head", args);
}

/** The mask in words, padding included. */
function maskWords({ config }: Frame, lang: Lang): string {
  const words: string[] = [];
  if (config.mask === "causal") words.push(t(lang, "op.mask_causal"));
  const window = /^window:(\d+)$/.exec(config.mask);
  if (window) words.push(t(lang, "op.mask_window", { n: window[1]! }));
  if (config.pad > 0) words.push(t(lang, "op.mask_pad"));
  return words.join(", ");
}
