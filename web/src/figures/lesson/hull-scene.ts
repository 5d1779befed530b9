import { polygonArea, polygonHull } from "d3-polygon";
import type { Frame, Matrix, Principal } from "../../model/frame.js";
import { planeWithin, type View } from "../../model/view.js";
import type { Point } from "../dot-product.js";
import { visibleToken } from "../labels.js";
import { firstColumn } from "../path.js";

/** One row of a matrix in the plane. */
export interface Row extends Point {
  readonly row: number;
  readonly token: string;
  /** It is no mixture of the values, in all dimensions of the head: what the plane shows is but a shadow. */
  readonly isOutside: boolean;
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
  const whole = ({ a, b }: Point): boolean => Number.isFinite(a) && Number.isFinite(b);
  const mixed = Array.from({ length: v.rows }, (_, row) => rowOf(v, row, 0, dh));
  const points = (m: Matrix, offset: number): Row[] => Array.from({ length: m.rows }, (_, row) => {
    const own = rowOf(m, row, offset, dh);
    const common = { row, token: token(row), isOutside: m !== v && isApart(own, mixed) };
    if (!principal) return { ...common, a: own[local.i]!, b: dh === 1 ? 0 : own[local.j]! };
    const along = (k: number): number => (k < principal.shares.length ? dot(own, Array.from(principal.components.slice(k * dh, (k + 1) * dh))) : 0);
    return { ...common, a: along(0), b: along(1) };
  });
  const out = frame.step("out")?.op === "linear" ? frame.now("out") : undefined;
  const fits = out && (principal ? out.cols === dh : Math.max(local.i, local.j) + from < out.cols);
  const all = { values: points(v, 0), contexts: points(c, 0), outs: fits ? points(out, from) : [] };
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

/** Steps towards a point before it counts as a mixture. */
const STEPS = 200;

/** True where a plane is found that has a point on its one side and all rows on the other: the point is no mixture of theirs. Steps of Frank and Wolfe lead to it. */
export function isApart(point: readonly number[], rows: readonly (readonly number[])[]): boolean {
  const reach = Math.max(...rows.flat().map(Math.abs));
  let x = rows[0]!;
  for (let n = 0; n < STEPS; n++) {
    const g = x.map((v, i) => v - (point[i] ?? v));
    const along = rows.map((r) => dot(g, r));
    const least = Math.min(...along);
    if (least - dot(g, point) > 1e-5 * reach * Math.hypot(...g)) return true;
    const d = rows[along.indexOf(least)]?.map((v, i) => v - x[i]!) ?? [];
    const t = Math.min(1, -dot(g, d) / dot(d, d));
    if (!(t > 0)) return false;
    x = x.map((v, i) => v + t * d[i]!);
  }
  return false;
}

/** A row of a head's part of a matrix; shorter where that has fewer columns. */
function rowOf(m: Matrix, row: number, from: number, dh: number): number[] {
  return Array.from({ length: Math.min(dh, m.cols - from) }, (_, col) => m.at(row, from + col));
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, v, i) => sum + v * (b[i] ?? 0), 0);
}
