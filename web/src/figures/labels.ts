import type { Frame } from "../model/frame.js";
import { baseOf, headOf } from "../model/role.js";
import { t, type Key } from "../i18n/t.js";
import type { Lang } from "../model/view.js";
import type { Step } from "../wire.gen.js";

/** White space as something one can see; everything else is shown as it is. */
export function visibleToken(token: string): string {
  return token.replace(/ /g, "␣").replace(/\r?\n/g, "↵").replace(/\t/g, "⇥");
}

/** The bytes of a token, as a tokenizer of bytes sees it: `<0xEC><0x95>` is EC 95, which as text is �. */
export function bytesOf(token: string): string {
  const bytes = token.split(/(<0x[0-9A-F]{2}>)/).flatMap((part) => (part.startsWith("<0x") ? [parseInt(part.slice(3), 16)] : [...new TextEncoder().encode(part)]));
  const hex = bytes.map((b) => b.toString(16).toUpperCase().padStart(2, "0")).join(" ");
  return token.includes("<0x") ? `${hex} → ${visibleToken(new TextDecoder().decode(Uint8Array.from(bytes)))}` : hex;
}

/** What stands at the ends of an axis: tokens where it counts them (T, S, N), else numbers from 0. */
export function axisLabels(frame: Frame, axis: string, size: number): string[] {
  const names = axis === "N" ? [...new Set(frame.tokens)] : axis === "T" || axis === "S" ? frame.tokens : [];
  return Array.from({ length: size }, (_, i) => {
    const name = names[i];
    return name === undefined ? String(i) : visibleToken(name);
  });
}

/** What the letters of a step's shape count, in words; a bias's 1 is no letter. */
export function lettersOf(lang: Lang, step: Step): string {
  const letters = new Set(step.axes.flatMap((axis) => axis.split("·")).filter(isLetter));
  return [...letters].map((letter) => `${letter}: ${t(lang, `axis.${letter}`)}`).join("\n");
}

/** The letters of shapes (the dimension key), in the order in which one meets them. */
export const LETTERS = ["T", "D", "H", "G", "Dh", "S", "N"] as const;
type Letter = (typeof LETTERS)[number];

function isLetter(axis: string): axis is Letter {
  return (LETTERS as readonly string[]).includes(axis);
}

/** True where an axis counts tokens that have names. */
export function isNamed(frame: Frame, axis: string): boolean {
  return (axis === "T" || axis === "S" || axis === "N") && frame.tokens.length > 0;
}

/** How wide a text is, in em: Hangul, Han and kana are full width, the rest a little more than half. */
export function emWidth(text: string): number {
  let width = 0;
  for (const char of text) width += char >= "\u1100" && /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]|\p{Extended_Pictographic}/u.test(char) ? 1 : 0.58;
  return width;
}

/** The name of a step in words. */
export function stepName(lang: Lang, id: string): string {
  const key = `step.${baseOf(id)}`;
  return isStepKey(key) ? t(lang, key) : id;
}

/** The name of a step, with its head where it belongs to one. */
export function stepNameWithHead(lang: Lang, id: string): string {
  const head = headOf(id);
  const name = stepName(lang, id);
  return head < 0 ? name : t(lang, "step.of_head", { name, head });
}

const STEP_KEYS: ReadonlySet<string> = new Set([
  "emb", "lookup", "pos", "x", "wq", "wk", "wv", "wo", "bq", "bk", "bv", "bo", "q", "k", "v", "q_rot", "k_rot",
  "scores", "scaled", "biased", "capped", "tempered", "masked", "attn", "context", "concat", "out",
].map((s) => `step.${s}`));

function isStepKey(key: string): key is Key {
  return STEP_KEYS.has(key);
}

/** A label as it stands in a sentence: a token in quotation marks, a number as it is. */
export function quoted(frame: Frame, axis: string, label: string): string {
  return isNamed(frame, axis) ? `“${label}”` : label;
}

/** Where a cell is, as it stands in a sentence: its row and its column. */
export function cellPlace(frame: Frame, step: Step, row: number, col: number): [row: string, col: string] {
  const [r, c] = cellLabels(frame, step, row, col);
  return [quoted(frame, step.axes[0], r), quoted(frame, step.axes[1], c)];
}

/** The labels of a cell's row and column, for one step. */
function cellLabels(frame: Frame, step: Step, row: number, col: number): [row: string, col: string] {
  return [
    axisLabels(frame, step.axes[0], step.rows)[row] ?? String(row),
    axisLabels(frame, step.axes[1], step.cols)[col] ?? String(col),
  ];
}
