import type { Step } from "../wire.gen.js";
import { baseOf, headOf } from "./role.js";

/** A symbol in pieces, so that a figure can set it with real sub- and superscripts. */
export interface SymbolParts {
  readonly base: string;
  readonly sub: string;
  readonly sup: string;
}

const SYMBOLS: Readonly<Record<string, readonly [base: string, sub?: string, sup?: string]>> = {
  emb: ["E"], lookup: ["E[tokens]"], pos: ["P"], x: ["X"],
  wq: ["W", "q"], wk: ["W", "k"], wv: ["W", "v"], wo: ["W", "o"],
  bq: ["b", "q"], bk: ["b", "k"], bv: ["b", "v"], bo: ["b", "o"],
  q: ["Q"], k: ["K"], v: ["V"], q_rot: ["Q", "", "′"], k_rot: ["K", "", "′"],
};

/** The symbol of a step in pieces, as the explanations write it; the head stands below, from 0: `head.0.q` is Q₀. */
export function symbolParts(id: string): SymbolParts {
  const base = baseOf(id);
  const head = headOf(id);
  const [letter, sub = "", sup = ""] = SYMBOLS[base] ?? [base];
  return { base: letter, sub: head < 0 ? sub : String(head), sup };
}

/** The symbol as plain text: Q, W_q, X, Q₀, scores₀. */
export function symbolOf(id: string): string {
  const { base, sub, sup } = symbolParts(id);
  return base + (headOf(id) < 0 ? sub && `_${sub}` : subscript(sub)) + sup;
}

function subscript(digits: string): string {
  return digits.replace(/\d/g, (d) => "₀₁₂₃₄₅₆₇₈₉".charAt(Number(d)));
}

/** The shape in letters and in numbers: T×D and 8×4. */
export interface Shape {
  readonly letters: string;
  readonly numbers: string;
}

export function shapeOf(step: Step): Shape {
  return { letters: `${factor(step.axes[0])}×${factor(step.axes[1])}`, numbers: `${step.rows}×${step.cols}` };
}

function factor(axis: string): string {
  return axis.includes("·") ? `(${axis})` : axis;
}
