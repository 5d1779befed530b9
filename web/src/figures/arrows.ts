import type { Frame } from "../model/frame.js";
import { baseOf, headOf } from "../model/role.js";
import type { CellRef, VectorRole, View } from "../model/view.js";
import { firstColumn } from "./path.js";
import { visibleToken } from "./labels.js";

/** One row of x, q, k or v, as far as the plane shows it. */
export interface Arrow {
  readonly role: VectorRole;
  readonly row: number;
  readonly token: string;
  /** Its components in the two dimensions of the plane. */
  readonly a: number;
  readonly b: number;
  /** √Σx² over all of its dimensions. */
  readonly length: number;
}

export interface Arrows {
  readonly arrows: readonly Arrow[];
  /** Sets that lack a dimension of the plane, with the first one they lack. */
  readonly short: readonly { role: VectorRole; dim: number }[];
  /** Vectors whose components are not finite. */
  readonly unplotted: readonly Arrow[];
  /** How many dimensions the widest set has. */
  readonly dims: number;
}

export const VECTOR_ROLES: readonly VectorRole[] = ["x", "q", "k", "v"];

/** The vectors that a view asks for. In one dimension they lie on the horizontal axis. */
export function arrowsOf(frame: Frame, { vectors, plane }: Pick<View, "vectors" | "plane">): Arrows {
  const arrows: Arrow[] = [];
  const unplotted: Arrow[] = [];
  const short: { role: VectorRole; dim: number }[] = [];
  const dims = Math.max(1, ...VECTOR_ROLES.map((role) => frame.step(role)?.cols ?? 0));
  const { i, j } = { i: Math.min(plane.i, dims - 1), j: Math.min(plane.j, dims - 1) };
  for (const role of VECTOR_ROLES.filter((r) => vectors.includes(r))) {
    const m = frame.now(role);
    if (!m) continue;
    const lacking = [i, j].find((d) => d >= m.cols);
    if (lacking !== undefined) {
      short.push({ role, dim: lacking });
      continue;
    }
    for (let row = 0; row < m.rows; row++) {
      const a = m.at(row, i);
      const b = dims === 1 ? 0 : m.at(row, j);
      const values = m.data.subarray(row * m.cols, (row + 1) * m.cols);
      const arrow = { role, row, token: visibleToken(frame.tokens[row] ?? String(row)), a, b, length: Math.hypot(...values) };
      (Number.isFinite(a) && Number.isFinite(b) ? arrows : unplotted).push(arrow);
    }
  }
  return { arrows, short, unplotted, dims };
}

/** The vectors that a cell is about: its own row; for a score or a share of attention, the query and the key. */
export function vectorsOf(frame: Frame, cell: CellRef | null): { role: VectorRole; row: number }[] {
  if (!cell) return [];
  const base = baseOf(cell.step);
  if (base === "x" || base === "q" || base === "k" || base === "v") return [{ role: base, row: cell.row }];
  const step = frame.step(cell.step);
  if (headOf(cell.step) < 0 || step?.axes[1] !== "S") return [];
  return [{ role: "q", row: cell.row }, { role: "k", row: cell.col }];
}

/** The dimensions of q, k, v that a head reads, from – to. */
export function headDims(frame: Frame, head: number, role: "q" | "k" | "v"): [from: number, to: number] {
  const step = frame.step(`head.${head}.${role}`);
  const from = step ? firstColumn(frame, step) : 0;
  return [from, from + (step?.cols ?? 1) - 1];
}
