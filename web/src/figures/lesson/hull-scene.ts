import { polygonArea, polygonContains, polygonHull } from "d3-polygon";
import type { Frame, Matrix, Principal } from "../../model/frame.js";
import { planeWithin, type View } from "../../model/view.js";
import type { Point } from "../dot-product.js";
import { visibleToken } from "../labels.js";
import { firstColumn } from "../path.js";

/** One row of a matrix in the plane. */
export interface Row extends Point {
  readonly row: number;
  readonly token: string;
}

/** The values of a head, their mixtures, and what W_o makes of those. */
export interface HullScene {
  readonly values: readonly Row[];
  readonly contexts: readonly Row[];
  /** Empty where there is no W_o, or its rows have no place in the plane. */
  readonly outs: readonly Row[];
  /** The corners of the smallest convex shape around the values: two or one where that is a line or a point. */
  readonly hull: readonly Point[];
  readonly attn: Matrix;
  /** The dimensions of V and of out that span the plane; undefined in principal components. */
  readonly plane: { readonly i: number; readonly j: number } | undefined;
  readonly from: number;
  readonly dh: number;
  /** Tokens whose context is not finite, and others that cannot be drawn. */
  readonly lost: readonly Row[];
}

/** Rows of the principal components of these steps are the values, then the contexts. */
export function hullSteps(head: number): [values: string, contexts: string] {
  return [`head.${head}.v`, `head.${head}.context`];
}

/** Two of the head's dimensions, or its principal components; undefined where the numbers are not at hand. */
export function hullScene(frame: Frame, { head, plane: wish }: Pick<View, "head" | "plane">, principal?: Principal): HullScene | undefined {
  const [vStep, cStep] = hullSteps(head);
  const [v, c, attn] = [vStep, cStep, `head.${head}.attn`].map((id) => frame.now(id));
  const slice = frame.step(vStep);
  if (!v || !c || !attn || !slice) return undefined;
  const dh = v.cols;
  const from = firstColumn(frame, slice);
  const local = planeWithin({ i: wish.i - from, j: wish.j - from }, dh);
  const token = (row: number): string => visibleToken(frame.tokens[row] ?? String(row));
  const points = (m: Matrix, offset: number, at = (r: number, col: number): number => m.at(r, col)): Row[] => Array.from({ length: m.rows }, (_, row) => {
    if (!principal) return { row, token: token(row), a: at(row, local.i + offset), b: dh === 1 ? 0 : at(row, local.j + offset) };
    const along = (k: number): number => (k < principal.shares.length ? Array.from({ length: dh }, (_, col) => m.at(row, col) * principal.components[k * dh + col]!).reduce((sum, x) => sum + x, 0) : 0);
    return { row, token: token(row), a: along(0), b: along(1) };
  });
  const out = frame.step("out")?.op === "linear" ? frame.now("out") : undefined;
  const fits = out && (principal ? out.cols === dh : Math.max(local.i, local.j) + from < out.cols);
  const all = { values: points(v, 0), contexts: points(c, 0), outs: fits ? points(out, from) : [] };
  const whole = ({ a, b }: Point): boolean => Number.isFinite(a) && Number.isFinite(b);
  const values = all.values.filter(whole);
  return {
    values, contexts: all.contexts.filter(whole), outs: all.outs.filter(whole), hull: hullOf(values), attn, from, dh,
    plane: principal ? undefined : { i: local.i + from, j: local.j + from },
    lost: [...all.values.filter((p) => !whole(p)), ...all.contexts.filter((p) => !whole(p))].filter((p, i, l) => l.findIndex((q) => q.row === p.row) === i),
  };
}

/** Corners in order; of points on a line its two ends. */
export function hullOf(points: readonly Point[]): Point[] {
  const pairs = points.map(({ a, b }): [number, number] => [a, b]);
  const hull = polygonHull(pairs);
  const extent = Math.max(...points.map(({ a, b }) => Math.max(Math.abs(a), Math.abs(b))), 0);
  if (hull && Math.abs(polygonArea(hull)) > 1e-9 * extent * extent) return hull.map(([a, b]) => ({ a, b }));
  const ends = [...points].sort((p, q) => p.a - q.a || p.b - q.b);
  const [first, last] = [ends[0], ends.at(-1)];
  if (!first || !last) return [];
  return first.a === last.a && first.b === last.b ? [{ a: first.a, b: first.b }] : [first, last].map(({ a, b }) => ({ a, b }));
}

/** True where a point is in the hull or on its edge, to float32's rounding. */
export function isWithin(point: Point, hull: readonly Point[], reach: number): boolean {
  const pairs = hull.map(({ a, b }): [number, number] => [a, b]);
  if (hull.length > 2 && polygonContains(pairs, [point.a, point.b])) return true;
  return hull.some((corner, i) => distance(point, corner, hull[(i + 1) % hull.length]!) <= reach * 1e-5);
}

function distance(p: Point, a: Point, b: Point): number {
  const [dx, dy] = [b.a - a.a, b.b - a.b];
  const square = dx * dx + dy * dy;
  const t = square > 0 ? Math.max(0, Math.min(1, ((p.a - a.a) * dx + (p.b - a.b) * dy) / square)) : 0;
  return Math.hypot(p.a - a.a - t * dx, p.b - a.b - t * dy);
}
