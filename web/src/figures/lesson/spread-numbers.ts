import { bin, deviation, max, mean } from "d3-array";
import type { Frame } from "../../model/frame.js";
import type { MatrixReply } from "../../wire.gen.js";

/** The widths of heads that are compared. */
const WIDTHS: readonly number[] = [2, 8, 32, 128, 512];
/** H·Dh at most (`MaxInner` of core/play). */
const MOST = 2048;

/** The scores of one head, and the attention that softmax makes of them. */
export interface Scores {
  readonly scores: Float32Array;
  /** How far they spread: their standard deviation. */
  readonly spread: number;
  /** The mean of −Σ p·ln p over the rows of attn; NaN where all are masked. */
  readonly entropy: number;
  /** The mean of the largest share of each row. */
  readonly largest: number;
}

/** A head of one width: as it is, and with scores divided by √Dh; null where the document has none of this width. */
export interface Spread {
  readonly dh: number;
  readonly raw: Scores | null;
  readonly scaled: Scores | null;
}

/** The widths that a document's heads may have. */
export function widthsOf({ config }: Frame): number[] {
  return WIDTHS.filter((dh) => dh * config.h <= MOST);
}

/** The document with heads so wide, and its scores scaled or not; cells that were set by hand are left out where widths change their place. */
export function siblingOf(doc: string, dh: number, scale: "sqrt" | "none"): string {
  const kept = doc.split("&").filter((pair) => {
    const key = pair.split("=", 1)[0]!;
    return pair !== "" && key !== "head_dim" && key !== "scale" && (!key.includes(".") || /^(emb|lookup|pos|x|ui)\./.test(key));
  });
  return [...kept, `head_dim=${dh}`, ...(scale === "none" ? ["scale=none"] : [])].join("&");
}

/** Asks the engine for every width, one after another. */
export async function spreads(frame: Frame, head: number): Promise<Spread[]> {
  const found: Spread[] = [];
  for (const dh of widthsOf(frame)) found.push({ dh, raw: await scoresOf(frame, dh, head, "none"), scaled: await scoresOf(frame, dh, head, "sqrt") });
  if (found.every((s) => !s.raw && !s.scaled)) throw new Error("qkv: no width could be computed");
  return found;
}

async function scoresOf(frame: Frame, dh: number, head: number, scale: "sqrt" | "none"): Promise<Scores | null> {
  const doc = siblingOf(frame.doc, dh, scale);
  const scores = await matrix(frame, doc, `head.${head}.${scale === "none" ? "scores" : "scaled"}`);
  const attn = scores && await matrix(frame, doc, `head.${head}.attn`);
  return scores && attn ? { scores: scores.values, spread: deviation(scores.values) ?? 0, ...sharpness(attn.values, attn.cols) } : null;
}

async function matrix(frame: Frame, doc: string, step: string): Promise<{ cols: number; values: Float32Array } | null> {
  const { reply, values } = await frame.ask("matrix", { doc, step });
  const { ok, cols } = reply as MatrixReply;
  return ok ? { cols, values } : null;
}

/** How sharply rows of shares prefer some keys. Rows that are not finite are left out. */
export function sharpness(attn: Float32Array, cols: number): Pick<Scores, "entropy" | "largest"> {
  const rows = Array.from({ length: attn.length / cols }, (_, r) => [...attn.subarray(r * cols, (r + 1) * cols)]).filter((row) => row.every(Number.isFinite));
  const entropy = (row: readonly number[]): number => -row.reduce((sum, p) => sum + (p > 0 ? p * Math.log(p) : 0), 0);
  return { entropy: mean(rows, entropy) ?? NaN, largest: mean(rows, (row) => max(row)) ?? NaN };
}

/** A bar of a histogram. */
export interface Bar {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** So many bars of the same width from −reach to reach. */
export function histogram(values: Iterable<number>, reach: number, bars: number): Bar[] {
  const edges = Array.from({ length: bars - 1 }, (_, i) => -reach + (2 * reach * (i + 1)) / bars);
  return bin().domain([-reach, reach]).thresholds(edges)([...values].filter(Number.isFinite)).map((b) => ({ from: b.x0!, to: b.x1!, count: b.length }));
}
