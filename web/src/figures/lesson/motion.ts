import type { Frame, Matrix } from "../../model/frame.js";
import { planeWithin, type View } from "../../model/view.js";
import type { Point } from "../dot-product.js";
import { visibleToken } from "../labels.js";
import type { Singular } from "./singular.js";

/** Rows of 2×2 weights: where (1, 0) and (0, 1) go are its columns. */
export type Block = readonly [number, number, number, number];

/** One token on its way: where it is before, and after the map with its bias, both as the engine has them. */
export interface Traveller {
  readonly row: number;
  readonly token: string;
  readonly before: Point;
  readonly after: Point;
}

/** What the moving plane shows of a linear map. */
export interface Motion {
  readonly block: Block;
  readonly bias: Point;
  readonly hasBias: boolean;
  readonly travellers: readonly Traveller[];
  /** Tokens with a number that is not finite. */
  readonly lost: readonly Traveller[];
  /** True where there is one dimension on both sides. */
  readonly flat: boolean;
}

/** The steps of a linear map. */
export interface MapSteps {
  readonly weights: string;
  readonly bias: string | undefined;
  readonly from: string;
  readonly to: string;
}

export type Which = "q" | "k" | "v" | "o";

/** The maps that a frame has, by the letter of their weights. */
export function mapsOf(frame: Frame): ReadonlyMap<Which, MapSteps> {
  const maps = new Map<Which, MapSteps>();
  for (const which of ["q", "k", "v", "o"] as const) {
    const to = frame.steps.find((s) => s.op === "linear" && s.in[1] === `w${which}`);
    if (to) maps.set(which, { weights: to.in[1]!, bias: to.in[2], from: to.in[0]!, to: to.id });
  }
  return maps;
}

/** Two dimensions of what goes in, and the same two of what comes out; where a side lacks one, its numbers are 0. */
export function motionInDimensions(frame: Frame, { weights, bias, from, to }: MapSteps, wish: View["plane"]): Motion | undefined {
  const [w, x, y, b] = [weights, from, to, bias ?? ""].map((id) => frame.now(id));
  if (!w || !x || !y) return undefined;
  const dims = Math.max(w.rows, w.cols);
  const { i, j } = planeWithin(wish, dims);
  const at = (m: Matrix | undefined, r: number, c: number): number => (m && r < m.rows && c < m.cols ? m.at(r, c) : 0);
  const point = (m: Matrix | undefined, r: number): Point => ({ a: at(m, r, i), b: dims === 1 ? 0 : at(m, r, j) });
  const block: Block = dims === 1 ? [w.at(0, 0), 0, 0, 1] : [at(w, i, i), at(w, i, j), at(w, j, i), at(w, j, j)];
  return motion(frame, block, point(b, 0), b !== undefined, dims === 1, Array.from({ length: x.rows }, (_, r) => [point(x, r), point(y, r)]));
}

/** The first two directions that the map stretches, on both sides: all it does to them is to stretch. */
export function motionInDirections(frame: Frame, { bias }: MapSteps, { values, before, after, bias: shift }: Singular): Motion {
  return motion(frame, [values[0] ?? 0, 0, 0, values[1] ?? 0], shift, bias !== undefined, false, before.map((p, row) => [p, after[row]!]));
}

function motion(frame: Frame, block: Block, bias: Point, hasBias: boolean, flat: boolean, points: readonly (readonly [before: Point, after: Point])[]): Motion {
  const all = points.map(([before, after], row): Traveller => ({ row, token: visibleToken(frame.tokens[row] ?? String(row)), before, after }));
  const whole = ({ before, after }: Traveller): boolean => [before.a, before.b, after.a, after.b].every(Number.isFinite);
  return { block, bias, hasBias, flat, travellers: all.filter(whole), lost: all.filter((t) => !whole(t)) };
}

/** True where the plane itself can be drawn. */
export function isFinitePlane({ block, bias }: Motion): boolean {
  return [...block, bias.a, bias.b].every(Number.isFinite);
}

/** The last stage: 0 is before the map, 1 after W, 2 after the bias, where there is one. */
export function lastStage({ hasBias }: Motion): number {
  return hasBias ? 2 : 1;
}

/** Where a point of the plane is at a stage: on the way from itself to W·p, then to W·p + b. */
export function carried({ block: [a, b, c, d], bias }: Motion, p: Point, stage: number): Point {
  const t = Math.min(1, stage);
  const s = Math.max(0, stage - 1);
  return {
    a: (1 - t) * p.a + t * (a * p.a + b * p.b) + s * bias.a,
    b: (1 - t) * p.b + t * (c * p.a + d * p.b) + s * bias.b,
  };
}

/** Where a token is at a stage. It ends where the engine has it, which other dimensions, or a hand, may have had a part in. */
export function place({ bias, hasBias }: Motion, { before, after }: Traveller, stage: number): Point {
  const t = Math.min(1, stage);
  const s = Math.max(0, stage - 1);
  const [ba, bb] = hasBias ? [bias.a, bias.b] : [0, 0];
  return {
    a: (1 - t) * before.a + t * (after.a - ba) + s * ba,
    b: (1 - t) * before.b + t * (after.b - bb) + s * bb,
  };
}

/** All that must have room, at every stage. */
export function corners(m: Motion): Point[] {
  const unit = [{ a: 1, b: 0 }, { a: 0, b: 1 }, { a: -1, b: 0 }, { a: 0, b: -1 }];
  const stages = [0, 1, lastStage(m)];
  return stages.flatMap((stage) => [...unit.map((p) => carried(m, p, stage)), ...m.travellers.map((t) => place(m, t, stage))]);
}
