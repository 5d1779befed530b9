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

const CELL = 44;
const GAP = 18;
const CAPTION = 180; // symbol, name and shape above a narrow figure

/** How the first band stands in a width, in px. */
export interface Room {
  readonly arrangement: Arrangement;
  /** The scores fit beside Q, K and V. */
  readonly scores: boolean;
}

/** Side by side where X and the maps fit into the width, with the scores where they fit too; else one below the other. */
export function roomFor(frame: Frame, flow: Flow, width: number): Room {
  const beside = (nodes: readonly FlowNode[]): number =>
    nodes.reduce((sum, n) => sum + GAP + Math.max(...[n.step, ...shown(n)].map((s) => widthOf(frame, s))), 0);
  const maps = beside([...flow.input.slice(-1), ...flow.maps]) - GAP;
  const arrangement = maps <= width ? "columns" : "stacked";
  return { arrangement, scores: flow.takesAll && arrangement === "columns" && maps + beside(flow.head.slice(0, 1)) <= width };
}

// The embedding table is folded.
function shown(n: FlowNode): readonly Step[] {
  return n.step.op === "lookup" ? [] : n.params;
}

/** About how wide a figure is, in px: numbers of five characters, such as −0.12. */
function widthOf(frame: Frame, step: Step): number {
  const label = Math.max(...axisLabels(frame, step.axes[0], step.rows).map(emWidth)) * 12 + 9;
  return Math.max(CAPTION, Math.max(20, Math.min(label, 76)) + (step.cols > TABLE_COLUMNS ? 400 : step.cols * CELL));
}
