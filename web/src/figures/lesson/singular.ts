import type { Frame } from "../../model/frame.js";
import type { SingularReply } from "../../wire.gen.js";
import type { Point } from "../dot-product.js";

/** What a linear map, or a block of its weights, does to space. */
export interface SingularNumbers {
  readonly rows: number;
  readonly cols: number;
  /** σ, the largest first. */
  readonly values: Float32Array;
  readonly rank: number;
  /** NaN where the matrix is not square. */
  readonly determinant: number;
  /** How far a 2×2 matrix turns, or at which line it mirrors; how far a 3×3 matrix turns; else NaN. */
  readonly degrees: number;
  readonly mirrored: boolean;
}

/** A whole map: where it brings the tokens, along its first two directions. */
export interface Singular extends SingularNumbers {
  readonly before: readonly Point[];
  readonly after: readonly Point[];
  readonly bias: Point;
}

export async function singular(frame: Frame, step: string): Promise<Singular> {
  const { reply, values, at } = await ask(frame, { step });
  const { left, right, rows, cols } = reply;
  const first = at + left * rows + right * cols;
  const { t } = frame.config;
  const points = (from: number, width: number, count: number): Point[] =>
    Array.from({ length: count }, (_, i) => ({ a: values[from + i * width]!, b: width > 1 ? values[from + i * width + 1]! : 0 }));
  return {
    ...numbers(reply, values, at),
    after: points(first, left, t), bias: points(first + t * left, left, 1)[0]!, before: points(first + (t + 1) * left, right, t),
  };
}

/** The numbers of the block of two rows and the same two columns. */
export async function singularBlock(frame: Frame, step: string, i: number, j: number): Promise<SingularNumbers> {
  const { reply, values, at } = await ask(frame, { step, dims: `${i},${j}` });
  return numbers(reply, values, at);
}

async function ask(frame: Frame, params: Readonly<Record<string, string>>): Promise<{ reply: SingularReply; values: Float32Array; at: number }> {
  const { reply, values } = await frame.ask("singular", params);
  const known = reply as SingularReply;
  if (!known.ok) throw new Error(known.problem?.message);
  return { reply: known, values, at: 2 + Math.min(known.rows, known.cols) };
}

function numbers({ rows, cols, rank, mirrored }: SingularReply, values: Float32Array, at: number): SingularNumbers {
  return { rows, cols, rank, mirrored, determinant: values[0]!, degrees: values[1]!, values: values.subarray(2, at) };
}
