import type { Frame, Matrix } from "../model/frame.js";
import { baseOf, headOf } from "../model/role.js";
import type { CellRef, VectorRole, View } from "../model/view.js";
import { isBetweenTokens, isFlat, type Plane } from "./arrows.js";
import { firstColumn } from "./path.js";

export interface Point {
  readonly a: number;
  readonly b: number;
}

/** A query and a key of one head, and what the plane shows of their dot product. */
export interface Pair {
  /** The cell of scores that the engine computed from them. */
  readonly cell: CellRef;
  readonly score: number;
  /** The score was set by hand: it is no dot product any more. */
  readonly isSet: boolean;
  /** The matrices that the two are rows of: of the head, turned where there is rope. */
  readonly steps: readonly [query: string, key: string];
  /** √Σq² over all dimensions of the head. */
  readonly length: number;
  /** The dimensions of the head, as columns of Q. */
  readonly from: number;
  readonly to: number;
  /** What the plane shows of them: nothing, a part of their dimensions, or all. */
  readonly seen: "nothing" | "part" | "all";
  readonly q: Point;
  readonly k: Point;
  /** q·k as far as it lies in the plane. */
  readonly part: number;
  /** Where the key, projected on the direction of the query, ends; null where the query is a point in the plane. */
  readonly foot: Point | null;
}

/** The pair that a cell of a head's scores or attention is about; null for other cells, and where numbers are not at hand. */
export function pairOf(frame: Frame, cell: CellRef | null, plane: Plane): Pair | null {
  if (!cell || !isBetweenTokens(frame, cell)) return null;
  const id = `head.${headOf(cell.step)}.scores`;
  const [query, key] = frame.step(id)?.in ?? [];
  const [scores, qs, ks] = [id, query, key].map((step) => frame.now(step ?? ""));
  if (!query || !key || !scores || !qs || !ks) return null;
  const slice = frame.step(`head.${headOf(cell.step)}.q`);
  const from = slice ? firstColumn(frame, slice) : 0;
  const at = project(plane, from, qs.cols, frame.step("q")?.cols ?? 0);
  const [q, k] = [at.point(rowOf(qs, cell.row)), at.point(rowOf(ks, cell.col))];
  const part = Math.fround(Math.fround(q.a * k.a) + Math.fround(q.b * k.b)); // as the engine adds: products and sums rounded once
  const square = q.a * q.a + q.b * q.b;
  return {
    cell: { step: id, row: cell.row, col: cell.col }, score: scores.at(cell.row, cell.col), isSet: frame.isSet(id, cell.row, cell.col),
    steps: [query, key], length: Math.hypot(...rowOf(qs, cell.row)), from, to: from + qs.cols - 1, seen: at.seen,
    q, k, part, foot: square > 0 && Number.isFinite(part) ? { a: (q.a * part) / square, b: (q.b * part) / square } : null,
  };
}

/**
 * The score that is pinned when a vector is picked: a query and a key, one after the other, are a pair; of a pair, another
 * one takes the place of its like. Null where the vector stands for itself.
 */
export function picked(frame: Frame, { pinned, head }: View, { role, row }: { role: VectorRole; row: number }): CellRef | null {
  if (!pinned || (role !== "q" && role !== "k")) return null;
  const isPair = isBetweenTokens(frame, pinned);
  const base = baseOf(pinned.step);
  const query = role === "q" ? row : isPair || base === "q" ? pinned.row : undefined;
  const key = role === "k" ? row : isPair ? pinned.col : base === "k" ? pinned.row : undefined;
  if (query === undefined || key === undefined) return null;
  if (isPair && query === pinned.row && key === pinned.col) return null; // one of the pair again: it alone
  return { step: `head.${isPair ? headOf(pinned.step) : head}.scores`, row: query, col: key };
}

function rowOf(m: Matrix, row: number): Float32Array {
  return m.data.subarray(row * m.cols, (row + 1) * m.cols);
}

interface Projection {
  readonly seen: Pair["seen"];
  point(row: Float32Array): Point;
}

/** A head's row is zero in all dimensions of Q but its own; so it meets the plane. */
function project(plane: Plane, from: number, dh: number, inner: number): Projection {
  if (plane.kind === "dimensions") {
    const { i, j } = plane;
    const mine = (dim: number): boolean => dim >= from && dim < from + dh;
    const inPlane = new Set([i, j].filter(mine)).size;
    return {
      seen: inPlane === 0 ? "nothing" : inPlane === dh ? "all" : "part",
      point: (row) => ({ a: mine(i) ? row[i - from]! : 0, b: mine(j) && !isFlat(plane) ? row[j - from]! : 0 }),
    };
  }
  const { cols, components } = plane.principal;
  const along = (row: Float32Array, k: number): number => row.reduce((sum, v, i) => sum + v * components[k * cols + from + i]!, 0);
  // with several heads Q's components mix what no score mixes
  if (dh !== inner || cols !== inner) return { seen: "nothing", point: () => ({ a: 0, b: 0 }) };
  return { seen: dh <= 2 ? "all" : "part", point: (row) => ({ a: along(row, 0), b: along(row, 1) }) };
}
