import { axisLabels, emWidth } from "../figures/labels.js";
import { TABLE_COLUMNS } from "../figures/matrix.js";
import type { Frame } from "../model/frame.js";
import type { Step } from "../wire.gen.js";
import type { Flow, FlowNode } from "./flow.js";

/** How the figures of a band stand: side by side, or one below the other. */
export type Arrangement = "columns" | "stacked";

/** From this width of the lab on, in px, the inspector stands beside the figures. */
export const BESIDE = 1160;

/** The sheet of the inspector and the gap before it, in px. */
export const SHEET = 300 + 20;

/** The widest and the narrowest heat map, without its row labels, in px. */
const HEAT = 400;
const LEAST_HEAT = 140;
const HEAT_LABELS = 48 + 6 + 4; // with gap and border

const CELL = 44;
const GAP = 18;
const CAPTION = 180; // symbol, name and shape above a narrow figure
const CONNECTOR = 70;

/** How the figures stand in a width, in px. */
export interface Room {
  readonly arrangement: Arrangement;
  /** How wide a heat map may be: in the first band, and in a chain of figures. */
  readonly heat: { readonly first: number; readonly chain: number };
}

/** Side by side where X and the maps fit into the width; else one below the other. */
export function roomFor(frame: Frame, flow: Flow, width: number): Room {
  const first = [...flow.input.slice(-1), ...flow.maps];
  const chain = Math.max(LEAST_HEAT, Math.min(HEAT, width - HEAT_LABELS - CONNECTOR));
  const column = Math.min(HEAT, Math.floor((width + GAP) / first.length) - GAP - HEAT_LABELS);
  const widest = (n: FlowNode): number => Math.max(...[n.step, ...shown(n)].map((s) => widthOf(frame, s, Math.max(column, LEAST_HEAT))));
  const columns = first.reduce((sum, n) => sum + GAP + widest(n), -GAP) <= width;
  return {
    arrangement: columns ? "columns" : "stacked",
    heat: { first: columns ? column : chain, chain },
  };
}

// The embedding table is folded.
function shown(n: FlowNode): readonly Step[] {
  return n.step.op === "lookup" ? [] : n.params;
}

/** About how wide a figure is, in px: numbers of five characters, such as −0.12; or a heat map of a given width. */
function widthOf(frame: Frame, step: Step, heat: number): number {
  if (step.cols > TABLE_COLUMNS) return Math.max(CAPTION, HEAT_LABELS + heat);
  const label = Math.max(...axisLabels(frame, step.axes[0], step.rows).map(emWidth)) * 12 + 9;
  return Math.max(CAPTION, Math.max(20, Math.min(label, 76)) + step.cols * CELL);
}
