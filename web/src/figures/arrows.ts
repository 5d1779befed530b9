import type { Frame, Principal } from "../model/frame.js";
import { baseOf, headOf } from "../model/role.js";
import { planeWithin, type CellRef, type VectorRole, type View } from "../model/view.js";
import { visibleToken } from "./labels.js";

/** One row of x, q, k or v, as far as the plane shows it. */
export interface Arrow {
  readonly role: VectorRole;
  readonly row: number;
  readonly token: string;
  /** Its coordinates in the plane. */
  readonly a: number;
  readonly b: number;
  /** √Σx² over all of its dimensions. */
  readonly length: number;
}

/** What spans the plane: two dimensions, of so many, or two principal components. */
export type Plane =
  | { readonly kind: "dimensions"; readonly i: number; readonly j: number; readonly dims: number }
  | { readonly kind: "principal"; readonly principal: Principal };

/** A set that cannot be drawn: it lacks a dimension of the plane, or has another width than the components. */
export interface Lacking {
  readonly role: VectorRole;
  readonly dim: number;
}

export interface Arrows {
  readonly plane: Plane;
  readonly arrows: readonly Arrow[];
  /** In dimensions: the first that is lacking; in principal components: how many dimensions the set has. */
  readonly short: readonly Lacking[];
  /** Vectors whose coordinates are not finite. */
  readonly unplotted: readonly Arrow[];
  /** How many dimensions the widest set has. */
  readonly dims: number;
}

export const VECTOR_ROLES: readonly VectorRole[] = ["x", "q", "k", "v"];

/** True where the plane is a line: there is one dimension only. */
export function isFlat(plane: Plane): boolean {
  return plane.kind === "dimensions" && plane.dims === 1;
}

/** The vectors that a view asks for, in two dimensions, or in the principal components of `alike` sets. */
export function arrowsOf(frame: Frame, { vectors, plane: wish }: Pick<View, "vectors" | "plane">, principal?: Principal): Arrows {
  const dims = Math.max(1, ...VECTOR_ROLES.map((role) => frame.step(role)?.cols ?? 0));
  const plane: Plane = principal ? { kind: "principal", principal } : { kind: "dimensions", ...planeWithin(wish, dims), dims };
  const arrows: Arrow[] = [];
  const unplotted: Arrow[] = [];
  const short: Lacking[] = [];
  let before = 0; // rows of the sets before, among the coordinates
  for (const role of VECTOR_ROLES.filter((r) => vectors.includes(r))) {
    const step = frame.step(role);
    const m = frame.now(role);
    if (!step) continue;
    const dim = lacks(plane, step.cols);
    if (dim !== undefined) {
      short.push({ role, dim });
      continue;
    }
    const first = before;
    before += step.rows;
    for (let row = 0; m && row < m.rows; row++) {
      const [a, b] = plane.kind === "principal"
        ? [plane.principal.coordinates[2 * (first + row)] ?? NaN, plane.principal.coordinates[2 * (first + row) + 1] ?? NaN]
        : [m.at(row, plane.i), dims === 1 ? 0 : m.at(row, plane.j)];
      const length = Math.hypot(...m.data.subarray(row * m.cols, (row + 1) * m.cols));
      const arrow = { role, row, token: visibleToken(frame.tokens[row] ?? String(row)), a, b, length };
      (Number.isFinite(a) && Number.isFinite(b) ? arrows : unplotted).push(arrow);
    }
  }
  return { plane, arrows, short, unplotted, dims };
}

function lacks(plane: Plane, cols: number): number | undefined {
  if (plane.kind === "principal") return cols === plane.principal.cols ? undefined : cols;
  return [plane.i, plane.j].find((d) => d >= cols);
}

/** The chosen sets whose principal components are taken: those of the width that most of them have, else that of the first. */
export function alike(frame: Frame, vectors: readonly VectorRole[]): VectorRole[] {
  const width = (role: VectorRole): number => frame.step(role)?.cols ?? 0;
  const chosen = VECTOR_ROLES.filter((role) => vectors.includes(role) && frame.has(role));
  const groups = chosen.map((role) => chosen.filter((other) => width(other) === width(role)));
  return groups.reduce<VectorRole[]>((most, group) => (group.length > most.length ? group : most), []);
}

/** Why principal components say nothing of some sets, or undefined where they do. */
export function meaningless(frame: Frame, sets: readonly VectorRole[], principal: Principal): "one_dimension" | "one_vector" | "zero" | undefined {
  if (principal.cols === 1) return "one_dimension";
  if (sets.reduce((sum, role) => sum + (frame.step(role)?.rows ?? 0), 0) === 1) return "one_vector";
  return principal.shares[0] ? undefined : "zero";
}

/** The vectors that a cell is about: its own row; for a score or a share of attention, the query and the key. */
export function vectorsOf(frame: Frame, cell: CellRef | null): { role: VectorRole; row: number }[] {
  if (!cell) return [];
  const base = baseOf(cell.step);
  if (base === "x" || base === "q" || base === "k" || base === "v") return [{ role: base, row: cell.row }];
  if (!isBetweenTokens(frame, cell)) return [];
  return [{ role: "q", row: cell.row }, { role: "k", row: cell.col }];
}

/** True for a cell of a head's scores or attention: a query's row, a key's column. */
export function isBetweenTokens(frame: Frame, cell: CellRef): boolean {
  return headOf(cell.step) >= 0 && frame.step(cell.step)?.axes[1] === "S";
}
