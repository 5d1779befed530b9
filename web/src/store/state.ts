import type { EngineFailure } from "../engine/failure.js";
import type { Edit } from "../model/edit.js";
import type { Frame } from "../model/frame.js";
import { INITIAL_VIEW, planeWithin, type View } from "../model/view.js";
import type { Past } from "./undo.js";
import type { Comparison, Explanation, Note, Preset, Problem } from "../wire.gen.js";

/** An input that could not stand. The last good document and frame stay beside it. */
export interface Refused {
  readonly problem: Problem;
  /** The edit that was refused, or null where a link was. */
  readonly edit: Edit | null;
}

/** What the document is compared with. */
export interface Compared extends Comparison {
  /** The other document, computed. */
  readonly frame: Frame;
}

/** Everything that the elements render from. Never changed in place. */
export interface State {
  readonly frame: Frame | null;
  readonly view: View;
  readonly explanation: Explanation | null;
  readonly refused: Refused | null;
  /** Why the engine does not run. */
  readonly failure: EngineFailure | null;
  readonly notes: readonly Note[];
  readonly presets: readonly Preset[];
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Every document that undo and redo lead to, the oldest first. */
  readonly past: readonly Past[];
  /** What stood when the page was opened, to compare with. */
  readonly opening: Frame | null;
  /** What stood before the last edit. */
  readonly before: Frame | null;
  /** The comparison that the document asks for, once it is known. */
  readonly comparison: Compared | null;
}

export const INITIAL_STATE: State = {
  frame: null, view: INITIAL_VIEW, explanation: null, refused: null, failure: null,
  notes: [], presets: [], canUndo: false, canRedo: false, past: [], opening: null, before: null, comparison: null,
};

/** The view, held to what the frame has: heads, dimensions, cells that are gone. */
export function fit(view: View, frame: Frame): View {
  const { h, d, dh } = frame.config;
  const cols = Math.max(d, h * dh);
  const within = (n: number, size: number): number => Math.max(0, Math.min(n, size - 1));
  return {
    ...view,
    head: within(view.head, h),
    plane: planeWithin(view.plane, cols),
    hover: present(view.hover, frame),
    pinned: present(view.pinned, frame),
    term: present(view.pinned, frame) ? view.term : null,
  };
}

function present(cell: View["hover"], frame: Frame): View["hover"] {
  const step = cell && frame.step(cell.step);
  return step && cell.row < step.rows && cell.col < step.cols ? cell : null;
}
