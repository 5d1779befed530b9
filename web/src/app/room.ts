import { axisLabels, emWidth } from "../figures/labels.js";
import { TABLE_COLUMNS } from "../figures/matrix-layout.js";
import type { Frame } from "../model/frame.js";
import type { Step } from "../wire.gen.js";
import type { Flow, FlowNode } from "./flow.js";

/**
 * How the maps of the first band stand: side by side, each above what comes of it; one below the other, each beside what
 * comes of it; or everything one below the other.
 */
export type Arrangement = "columns" | "rows" | "stacked";

/** From this width of the lab on, in px, the inspector stands beside the figures. */
export const BESIDE = 1160;

/** The sheet of the inspector and the gap before it, in px. */
export const SHEET = 300 + 20;

/** The widest and the narrowest heat map, without its row labels, in px. */
const HEAT = 400;
const LEAST_HEAT = 136;
const HEAT_LABELS = 48 + 6 + 4; // with gap and border

const CELL = 44;
const GAP = 18;
const CAPTION = 180; // symbol, name and shape above a narrow figure
const CONNECTOR = 70;
const CONTROLS = 240; // beside X, where maps stand in rows

/** How the figures stand in a width, in px. */
export interface Room {
  readonly arrangement: Arrangement;
  /** How wide a heat map may be: in the first band, and in a chain of figures. */
  readonly heat: { readonly first: number; readonly chain: number };
  /** Up to so many columns a matrix of the first band is a table of numbers. */
  readonly tables: number;
  /** True where the maps could stand side by side as colours, or one below the other as numbers. */
  readonly isChoice: boolean;
}

/** Matrices up to so wide are better read as numbers, whatever room they take. */
const NARROW = 8;

/** The first arrangement into whose width X and the maps fit: side by side as colours before one below the other as numbers, unless `numbers` are asked for. */
export function roomFor(frame: Frame, flow: Flow, width: number, numbers = false): Room {
  const first = [...flow.input.slice(-1), ...flow.maps];
  const chain = heatOf(width - CONNECTOR);
  const widest = (steps: readonly Step[], heat: number, tables = TABLE_COLUMNS): number => Math.max(...steps.map((s) => widthOf(frame, s, heat, tables)));

  const column = heatOf(Math.floor((width + GAP) / first.length) - GAP);
  const inColumns = (tables: number): boolean => first.reduce((sum, n) => sum + GAP + widest([n.step, ...shown(n)], column, tables), -GAP) <= width;
  const fits = inColumns(TABLE_COLUMNS);
  const isChoice = !fits && inColumns(NARROW) && first.some((n) => [n.step, ...shown(n)].some((s) => s.cols > NARROW));
  if (fits || (isChoice && !numbers)) return { arrangement: "columns", heat: { first: column, chain }, tables: fits ? TABLE_COLUMNS : NARROW, isChoice };

  const row = heatOf(Math.floor((width - CONNECTOR) / 2) - GAP);
  const [before, after] = [first.flatMap(shown), first.map((n) => n.step)];
  const rows = Math.max(CONTROLS, widest(before, row)) + CONNECTOR + 2 * GAP + widest(after, row);
  return { arrangement: rows <= width ? "rows" : "stacked", heat: { first: rows <= width ? row : chain, chain }, tables: TABLE_COLUMNS, isChoice };
}

/** How wide a heat map may be in a width, in px. */
function heatOf(width: number): number {
  return Math.max(LEAST_HEAT, Math.min(HEAT, width - HEAT_LABELS));
}

// The embedding table is folded.
function shown(n: FlowNode): readonly Step[] {
  return n.step.op === "lookup" ? [] : n.params;
}

/** About how wide a figure is, in px: numbers of five characters, such as −0.12; or a heat map of a given width. */
function widthOf(frame: Frame, step: Step, heat: number, tables: number): number {
  if (step.cols > tables) return Math.max(CAPTION, HEAT_LABELS + heat);
  const label = Math.max(...axisLabels(frame, step.axes[0], step.rows).map(emWidth)) * 12 + 9;
  return Math.max(CAPTION, Math.max(20, Math.min(label, 76)) + step.cols * CELL);
}
