import type { Lang } from "../model/view.js";
import type { Matrix } from "../model/frame.js";
import type { Range } from "../scale/range.js";
import type { Cell } from "./cell-moves.js";

/** What does not change while numbers do: a body is built once for it. */
export interface Layout {
  readonly step: string;
  readonly rows: number;
  readonly cols: number;
  /** Its numbers are colours. */
  readonly heat: boolean;
  readonly rowLabels: readonly string[];
  readonly colLabels: readonly string[];
  /** Spoken and hover text of column labels, where the label is shorter. */
  readonly colTitles: readonly string[];
  /** After how many rows and columns a head ends; 0 where they are not of several heads. */
  readonly heads: readonly [rows: number, cols: number];
  /** The labels as they stand in a sentence. */
  readonly rowPlaces: readonly string[];
  readonly colPlaces: readonly string[];
  /** Rows carry names that should be legible. */
  readonly tall: boolean;
  /** How wide a heat map may be, in px; undefined: as wide as it likes. */
  readonly room: number | undefined;
  /** The name of the whole. */
  readonly label: string;
  readonly description: string;
  readonly lang: Lang;
}

/** The numbers, and how they are shown. */
export interface Picture {
  readonly matrix: Matrix;
  readonly range: Range;
  readonly decimals: number;
  readonly masks: boolean; // −∞ here means masked
  isSet(row: number, col: number): boolean;
  /** True for a share that is 0 because a mask hides its key. */
  isHidden(index: number): boolean;
  /** Another number where the colours of the page may have changed. */
  readonly look: number;
  /** The matrix shown before this one, of the same shape. */
  readonly before: Matrix | undefined;
}

/** What is looked at. */
export interface Marks {
  readonly hover: Cell | undefined;
  readonly pinned: Cell | undefined;
  /** The cells that come forward; undefined where none step back. */
  readonly near: ReadonlySet<number> | undefined;
  /** Those among them that were just added to a sum. */
  readonly now: ReadonlySet<number> | undefined;
}

/** The way a matrix is drawn: as a table of numbers, or as a heat map. */
export interface Body {
  readonly element: HTMLElement;
  build(layout: Layout): void;
  paint(picture: Picture): void;
  mark(marks: Marks): void;
  /** The cell under a pointer or focus event, if any. */
  cellOf(e: Event): Cell | undefined;
  /** Makes a cell the one that the tab key reaches; with focus, goes there. */
  moveTo(cell: Cell, focus: boolean): void;
  /** Where the field that edits a cell is put. */
  box(cell: Cell): HTMLElement;
}

/** True where two layouts ask for the same elements. */
export function sameLayout(a: Layout | undefined, b: Layout): boolean {
  return !!a && a.step === b.step && a.rows === b.rows && a.cols === b.cols && a.label === b.label && a.room === b.room && a.lang === b.lang
    && same(a.heads, b.heads) && a.description === b.description && same(a.rowLabels, b.rowLabels) && same(a.colLabels, b.colLabels)
    && same(a.colTitles, b.colTitles);
}

function same(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((s, i) => s === b[i]);
}
