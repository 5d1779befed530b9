import type { Frame } from "../../model/frame.js";
import { baseOf, headOf } from "../../model/role.js";
import type { Step } from "../../wire.gen.js";

/** The letters of the dimension key that shapes are made of. */
export interface Sizes {
  readonly T: number;
  readonly S: number;
  readonly D: number;
  readonly H: number;
  readonly G: number;
  readonly Dh: number;
}

/** A size as letters, such as `H·Dh`. */
type Size = string;
/** A number of things as a sum of products of sizes: `D·H·Dh + H·Dh`. */
export type Count = readonly (readonly Size[])[];

/** One line of the ledger: a step, or those of all heads together. */
export interface Line {
  /** The step it tells of; of those of all heads, that of head 0. */
  readonly id: string;
  readonly ofHeads: boolean;
  /** The shapes, as PyTorch writes them, with words between: `(T,D)·(H·Dh,D)ᵀ → (T,H·Dh)`. */
  readonly shape: readonly (readonly Size[] | string)[];
  readonly parameters: Count;
  readonly multiplications: Count;
}

/** The lines of a frame, from x to out. */
export function linesOf(frame: Frame): Line[] {
  return frame.steps.filter((s) => headOf(s.id) <= 0 && !BEFORE.has(s.id) && s.axes[1] !== "").flatMap((s) => lineOf(frame, s) ?? []);
}

/** What comes before x, and parameters, which are told with the map that they belong to. */
const BEFORE: ReadonlySet<string> = new Set(["emb", "lookup", "pos", "wq", "wk", "wv", "wo", "bq", "bk", "bv", "bo"]);

function lineOf(frame: Frame, step: Step): Line | undefined {
  const ofHeads = headOf(step.id) === 0;
  const { h, g } = frame.config;
  const heads = (id: string): Size => (g < h && /^head\.0\.[kv]/.test(id) ? "G" : "H");
  const shape = (id: string): Size[] => {
    const { axes } = frame.step(id)!;
    return headOf(id) === 0 ? [heads(id), ...axes] : [...axes];
  };
  const own = shape(step.id);
  const line = (parts: Line["shape"], multiplications: Count = [], parameters: Count = []): Line => ({ id: step.id, ofHeads, shape: parts, parameters, multiplications });
  const [a, b] = step.in;
  switch (step.op) {
    case "linear": {
      const w = frame.step(b!)!;
      return line([shape(a!), "·", [...w.axes], "ᵀ → ", own], [[...own, w.axes[1]]], [[...w.axes], ...(step.in[2] ? [[w.axes[0]]] : [])]);
    }
    case "slice":
      if (baseOf(step.id) === "v" || (baseOf(step.id) === "k" && g === h)) return undefined; // as Q's, or as K's
      return line([shape(a!), " → ", own]);
    case "rope": return line([own], [["2", ...own]]);
    case "matmulT": return line([shape(a!), "·", ["H", ...frame.step(b!)!.axes], "ᵀ → ", own], [[...own, "Dh"]]);
    case "matmul": return line([shape(a!), "·", ["H", ...frame.step(b!)!.axes], " → ", own], [[...own, "S"]]);
    case "scale": case "alibi": case "softcap": return line([own], [own]);
    case "concat": return line([shape(a!), " → ", own]);
    default: return line([own]);
  }
}

/** What a size is in numbers; `H·Dh` is a product. */
export function sizeOf(size: Size, sizes: Sizes): number {
  return size.split("·").reduce((product, letter) => product * (letter in sizes ? sizes[letter as keyof Sizes] : Number(letter)), 1);
}

export function countOf(count: Count, sizes: Sizes): number {
  return count.reduce((sum, product) => sum + product.reduce((n, size) => n * sizeOf(size, sizes), 1), 0);
}

/** `T·D·(H·Dh)`; a sum of products with plus signs. */
export function lettersOf(count: Count): string {
  return count.map((product) => product.filter((size) => size !== "1").map((size) => (size.includes("·") && product.length > 1 ? `(${size})` : size)).join("·") || "1").join(" + ");
}

/** A shape with its words, each size through `name`. */
export function shapeText(shape: Line["shape"], name: (size: Size) => string): string {
  return shape.map((part) => (typeof part === "string" ? part : `(${part.map(name).join(",")})`)).join("");
}

export function sizesOf({ t, d, h, g, dh }: Frame["config"]): Sizes {
  return { T: t, S: t, D: d, H: h, G: g, Dh: dh };
}

/** Another size of the same model: as many keys and values for each query head as the frame has; undefined where D is not split evenly. */
export function realSizes({ h, g }: Frame["config"], t: number, d: number, heads: number): Sizes | undefined {
  const groups = Math.max(1, Math.round((heads * g) / h));
  if (d % heads !== 0 || heads % groups !== 0) return undefined;
  return { T: t, S: t, D: d, H: heads, G: groups, Dh: d / heads };
}
