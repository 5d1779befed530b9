import type { Frame } from "../model/frame.js";
import { headOf } from "../model/role.js";
import type { Step } from "../wire.gen.js";

/** One figure of the flow, with the parameters that it alone introduces. */
export interface FlowNode {
  readonly step: Step;
  readonly params: readonly Step[];
}

/** The step table as the page lays it out. Where a step stands follows from the table alone. */
export interface Flow {
  /** What becomes X: everything before the first linear map. */
  readonly input: readonly FlowNode[];
  /** The linear maps before the heads: Q, K, V. */
  readonly maps: readonly FlowNode[];
  /** What the chosen head takes of them: its columns, turned or not. */
  readonly taken: readonly FlowNode[];
  /** True where the head takes everything as it is: showing it would say the same thing twice. */
  readonly takesAll: boolean;
  /** From scores to context, in order. */
  readonly head: readonly FlowNode[];
  /** What follows the heads. */
  readonly output: readonly FlowNode[];
}

const PARAMETERS: ReadonlySet<string> = new Set(["parameter", "tie"]);

/** Lays out the steps of a frame with one head's figures. */
export function flowOf(frame: Frame, head: number): Flow {
  const shown = nodesOf(frame.steps.filter((s) => headOf(s.id) < 0 || headOf(s.id) === head));
  const first = shown.findIndex((n) => headOf(n.step.id) >= 0);
  const last = shown.findLastIndex((n) => headOf(n.step.id) >= 0);
  const before = shown.slice(0, first);
  const heads = shown.slice(first, last + 1);
  const map = before.findIndex((n) => n.step.op === "linear");
  const score = heads.findIndex((n) => n.step.axes[1] === "S");
  const taken = heads.slice(0, score);
  return {
    input: before.slice(0, map),
    maps: before.slice(map),
    taken,
    takesAll: taken.every(({ step }) => step.op === "slice" && step.cols === frame.step(step.in[0] ?? "")?.cols),
    head: heads.slice(score),
    output: shown.slice(last + 1),
  };
}

// A parameter stands with the step that reads it first.
function nodesOf(steps: readonly Step[]): FlowNode[] {
  const nodes: FlowNode[] = [];
  let params: Step[] = [];
  for (const step of steps) {
    if (PARAMETERS.has(step.op)) {
      params.push(step);
    } else {
      nodes.push({ step, params });
      params = [];
    }
  }
  return nodes;
}

/** Every step id that a node shows. */
export function stepsOf(nodes: readonly FlowNode[]): string[] {
  return nodes.flatMap((n) => [...n.params.map((p) => p.id), n.step.id]);
}
