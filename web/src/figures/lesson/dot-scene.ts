import type { Frame, Matrix } from "../../model/frame.js";
import { planeWithin, type View } from "../../model/view.js";
import type { Plane } from "../arrows.js";
import type { Point } from "../dot-product.js";
import { visibleToken } from "../labels.js";
import { firstColumn } from "../path.js";

/** One key, as a query sees it. */
export interface KeySeen {
  readonly col: number;
  readonly token: string;
  /** Where it is in the plane. */
  readonly at: Point;
  /** √Σk² over all dimensions of the head. */
  readonly length: number;
  readonly score: number;
  /** How long the query's projection on the key is, with its sign: score ÷ length; NaN where the key is zero. */
  readonly projection: number;
  readonly share: number;
  readonly isMasked: boolean;
  /** The score was set by hand: it is no dot product. */
  readonly isSet: boolean;
  /** Where the query, projected on the key in the plane, ends; null where the key is a point there. */
  readonly foot: Point | null;
}

/** A query of a head among all keys. */
export interface DotScene {
  readonly row: number;
  readonly token: string;
  readonly at: Point;
  readonly keys: readonly KeySeen[];
  /** The two dimensions of Q that span the plane. */
  readonly plane: Plane & { readonly kind: "dimensions" };
  readonly from: number;
  readonly dh: number;
  /** The matrices that the two are rows of. */
  readonly steps: readonly [query: string, key: string];
  /** True where the numbers of the query can be moved: rope would turn them under the hand. */
  readonly isMovable: boolean;
  /** True where a number is not finite. */
  readonly isLost: boolean;
}

export function dotScene(frame: Frame, { head, plane: wish }: Pick<View, "head" | "plane">, row: number): DotScene | undefined {
  const scoresStep = frame.step(`head.${head}.scores`);
  const [query, key] = scoresStep?.in ?? [];
  const attnStep = frame.step(`head.${head}.attn`);
  const [scores, attn, before, qs, ks] = [scoresStep?.id, attnStep?.id, attnStep?.in[0], query, key].map((id) => frame.now(id ?? ""));
  if (!scores || !attn || !before || !qs || !ks || !query || !key) return undefined;
  const slice = frame.step(`head.${head}.q`);
  const from = slice ? firstColumn(frame, slice) : 0;
  const dh = qs.cols;
  const { i, j } = planeWithin({ i: wish.i - from, j: wish.j - from }, dh);
  const r = Math.min(row, qs.rows - 1);
  const point = (m: Matrix, at: number): Point => ({ a: m.at(at, i), b: dh === 1 ? 0 : m.at(at, j) });
  const q = point(qs, r);
  const keys = Array.from({ length: ks.rows }, (_, col): KeySeen => {
    const k = point(ks, col);
    const length = Math.hypot(...ks.data.subarray(col * dh, (col + 1) * dh));
    const square = k.a * k.a + k.b * k.b;
    const along = (q.a * k.a + q.b * k.b) / square;
    const score = scores.at(r, col);
    return {
      col, token: visibleToken(frame.tokens[col] ?? String(col)), at: k, length, score, projection: length > 0 ? score / length : NaN,
      share: attn.at(r, col), isMasked: before.at(r, col) === -Infinity, isSet: frame.isSet(scores.id, r, col),
      foot: square > 0 && Number.isFinite(along) ? { a: k.a * along, b: k.b * along } : null,
    };
  });
  return {
    row: r, token: visibleToken(frame.tokens[r] ?? String(r)), at: q, keys, from, dh, steps: [query, key],
    plane: { kind: "dimensions", i: from + i, j: from + j, dims: dh === 1 ? 1 : from + dh },
    isMovable: query === slice?.id, isLost: ![q.a, q.b, ...keys.flatMap(({ at }) => [at.a, at.b])].every(Number.isFinite),
  };
}

/** The key that gets the largest share; the first where there is none. */
export function mostSeen({ keys }: DotScene): number {
  return keys.reduce((best, k) => (k.share > (keys[best]?.share ?? -1) ? k.col : best), 0);
}
