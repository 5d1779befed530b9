import type { Frame } from "../model/frame.js";
import type { Key } from "../i18n/t.js";
import type { Config } from "../wire.gen.js";

/** Beside which part of the page a control stands. */
export type Place = "sentence" | "x" | "params" | "heads" | "score" | "out";

/** One choice. With `number`, the value is the prefix followed by a number that a person types, at first this one. */
export interface Choice {
  readonly value: string;
  readonly label: Key;
  readonly number?: number;
}

/** How one key of the document is set. */
export interface Control {
  readonly key: string;
  readonly kind: "choice" | "number" | "switch";
  readonly place: Place;
  readonly label: Key;
  /** One line on what it does. */
  readonly help: Key;
  /** The value as the document would write it. */
  value(config: Config): string;
  readonly choices?: readonly Choice[];
  /** The next sensible value of a number, up (1) or down (−1); undefined at the end. */
  next?(value: number, by: 1 | -1, config: Config): number | undefined;
  /** The value that needs no attention: a control that stands there may wait in the quiet panel. */
  readonly quiet?: string;
  /** Its label is not written out: it stands at what it is about. */
  readonly bare?: boolean;
}

/** Every control of the page beside the figures themselves. A new key of the document is a new row. */
export const CONTROLS: readonly Control[] = [
  {
    key: "tokenizer", kind: "choice", place: "sentence", label: "tokenizer", help: "tokenizer.help", bare: true,
    value: (c) => c.tokenizer,
    choices: [
      { value: "words", label: "tokenizer.words" },
      { value: "chars", label: "tokenizer.chars" },
      { value: "bytes", label: "tokenizer.bytes" },
      { value: "wordpiece", label: "tokenizer.wordpiece" },
      { value: "bpe", label: "tokenizer.bpe" },
    ],
  },
  { key: "dim", kind: "number", place: "x", label: "dim", help: "dim.help", value: (c) => String(c.d), next: within(1, 1024) },
  {
    key: "pos", kind: "choice", place: "x", label: "pos", help: "pos.help", value: (c) => c.pos,
    choices: [
      { value: "none", label: "pos.none" },
      { value: "sinusoidal", label: "pos.sinusoidal" },
      { value: "rope", label: "pos.rope" },
      { value: "alibi", label: "pos.alibi" },
    ],
  },
  { key: "seed", kind: "number", place: "params", label: "seed", help: "seed.help", value: (c) => String(c.seed), next: within(0, 2 ** 32 - 1) },
  { key: "bias", kind: "switch", place: "params", label: "bias", help: "bias.help", value: (c) => flag(c.bias) },
  { key: "heads", kind: "number", place: "heads", label: "heads", help: "heads.help", value: (c) => String(c.h), next: divisor((c) => c.h * c.dh, 32) },
  {
    key: "kv_heads", kind: "number", place: "heads", label: "kv_heads", help: "kv_heads.help",
    value: (c) => String(c.g), next: divisor((c) => c.h, 32),
  },
  { key: "head_dim", kind: "number", place: "heads", label: "head_dim", help: "head_dim.help", value: (c) => String(c.dh), next: within(1, 1024) },
  {
    key: "scale", kind: "choice", place: "score", label: "scale", help: "scale.help", value: (c) => c.scale,
    choices: [
      { value: "sqrt", label: "scale.sqrt" },
      { value: "none", label: "scale.none" },
      { value: "", label: "scale.factor", number: 1 },
    ],
  },
  {
    key: "mask", kind: "choice", place: "score", label: "mask", help: "mask.help", value: (c) => c.mask,
    choices: [
      { value: "none", label: "mask.none" },
      { value: "causal", label: "mask.causal" },
      { value: "window:", label: "mask.window", number: 2 },
    ],
  },
  {
    key: "softmax", kind: "choice", place: "score", label: "softmax", help: "softmax.help", value: (c) => c.softmax,
    choices: [
      { value: "keys", label: "softmax.keys" },
      { value: "queries", label: "softmax.queries" },
    ],
  },
  {
    key: "pad", kind: "number", place: "score", label: "pad", help: "pad.help", value: (c) => String(c.pad), quiet: "0",
    next: (n, by, c) => clamp(n + by, 0, c.t),
  },
  {
    key: "temperature", kind: "number", place: "score", label: "temperature", help: "temperature.help",
    value: (c) => c.temperature, quiet: "1", next: (n, by) => (by > 0 ? n * 2 : n / 2),
  },
  {
    key: "softcap", kind: "choice", place: "score", label: "softcap", help: "softcap.help", value: (c) => c.softcap, quiet: "off",
    choices: [
      { value: "off", label: "softcap.off" },
      { value: "", label: "softcap.at", number: 2 },
    ],
  },
  { key: "out_proj", kind: "switch", place: "out", label: "out_proj", help: "out_proj.help", value: (c) => flag(c.outProj) },
];

/** Where a parameter comes from: one control for each parameter that is there. */
export function sourceControl(id: string, frame: Frame): Control {
  const value = frame.sources.find((s) => s.step === id)?.from ?? "torch";
  const choices: Choice[] = [{ value: "torch", label: "source.torch" }, { value: "zero", label: "source.zero" }];
  const weight = id.startsWith("w");
  if (weight || id === "emb") choices.push({ value: "identity", label: "source.identity" });
  for (const other of ["q", "k", "v"]) {
    const step = frame.step(id);
    const twin = frame.step(id.charAt(0) + other);
    if (/^[wb][qkv]$/.test(id) && !id.endsWith(other) && twin && twin.rows === step?.rows && twin.cols === step.cols) {
      choices.push({ value: `tie:${other}`, label: weight ? `source.tie.w${other}` as Key : `source.tie.b${other}` as Key });
    }
  }
  if (!choices.some((c) => c.value === value)) choices.push({ value, label: "source.literal" });
  return { key: id, kind: "choice", place: "params", label: "source", help: "source.help", value: () => value, choices, bare: true };
}

/** The choice that a value belongs to, and the number in it. */
export function chosen(choices: readonly Choice[], value: string): { choice: Choice; number: string } | undefined {
  const exact = choices.find((c) => c.number === undefined && c.value === value);
  if (exact) return { choice: exact, number: "" };
  const open = choices.find((c) => c.number !== undefined && value.startsWith(c.value));
  return open && { choice: open, number: value.slice(open.value.length) };
}

function flag(on: boolean): string {
  return on ? "1" : "0";
}

function clamp(n: number, low: number, high: number): number | undefined {
  return n < low || n > high ? undefined : n;
}

function within(low: number, high: number) {
  return (n: number, by: 1 | -1): number | undefined => clamp(n + by, low, high);
}

// The next number that divides what must be divided, so that the arrows never lead into a problem.
function divisor(of: (config: Config) => number, most: number) {
  return (n: number, by: 1 | -1, config: Config): number | undefined => {
    for (let m = n + by; m >= 1 && m <= Math.min(of(config), most); m += by) {
      if (of(config) % m === 0) return m;
    }
    return undefined;
  };
}
