import type { CellRef } from "../wire.gen.js";

export type { CellRef };
export type Lang = "ko" | "en";
/** What one cell can be written as: a program that computes it, or its explanation. */
export type CellForm = "torch" | "numpy" | "latex" | "markdown";
export type Theme = "auto" | "light" | "dark";
/** The vectors that the plane can show. */
export type VectorRole = "x" | "q" | "k" | "v";

/** What one looks at. It never reaches the arithmetic. */
export interface View {
  readonly lang: Lang;
  readonly theme: Theme;
  /** Digits after the point in cells, 0 … 6. */
  readonly decimals: number;
  /** The head whose figures are shown, from 0. */
  readonly head: number;
  readonly hover: CellRef | null;
  readonly pinned: CellRef | null;
  /** How many terms of the pinned cell have been added, while its sum is built one by one; null: all of them are there. */
  readonly term: number | null;
  /** How far the colours of attn reach: to 1, or to the largest value. */
  readonly attnRange: "unit" | "max";
  /** Matrices of the first band are numbers, even where only their colours fit side by side. */
  readonly numbers: boolean;
  /** What changes are told against: the document before the last edit, or the one that was opened. */
  readonly compare: "before" | "opening";
  /** Matrices show B − A, where two documents are compared. */
  readonly difference: boolean;
  /** What spans the plane of vectors: two dimensions, or the principal components of the sets that are shown. */
  readonly basis: "dimensions" | "principal";
  /** The two dimensions that span the plane of vectors, from 0. */
  readonly plane: { readonly i: number; readonly j: number };
  readonly vectors: readonly VectorRole[];
  /** Whose attention is drawn as lines: that of the head that is shown, or of all heads as colours. */
  readonly lines: "head" | "heads";
}

export const INITIAL_VIEW: View = {
  lang: "ko", theme: "auto", decimals: 2, head: 0, hover: null, pinned: null, term: null,
  attnRange: "unit", numbers: false, compare: "before", difference: false, basis: "dimensions", plane: { i: 0, j: 1 }, vectors: ["q", "k"], lines: "head",
};

export function sameCell(a: CellRef | null, b: CellRef | null): boolean {
  return a === b || (a !== null && b !== null && a.step === b.step && a.row === b.row && a.col === b.col);
}

/** Two different dimensions, as far as there are so many. */
export function planeWithin({ i, j }: View["plane"], dims: number): View["plane"] {
  const within = (n: number): number => Math.max(0, Math.min(n, dims - 1));
  const [across, up] = [within(i), within(j)];
  return { i: across, j: across !== up || dims === 1 ? up : across === 0 ? 1 : across - 1 };
}
