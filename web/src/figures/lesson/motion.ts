import type { Frame, Matrix } from "../../model/frame.js";
import type { Point } from "../dot-product.js";
import { visibleToken } from "../labels.js";
import type { Singular } from "./singular.js";

/** A point of space: across, up, and towards the reader; in a plane, c is 0. */
export interface Place extends Point {
  readonly c: number;
}

/** Three numbers: of a place, or a row of weights. */
type Three = readonly [number, number, number];
/** Rows of weights: where (1, 0, 0), (0, 1, 0) and (0, 0, 1) go is its columns. What the picture lacks is 0. */
export type Block = readonly [Three, Three, Three];

/** One token on its way: where it is before, and after the map with its bias, both as the engine has them. */
export interface Traveller {
  readonly row: number;
  readonly token: string;
  readonly before: Place;
  readonly after: Place;
}

/** What the moving plane shows of a linear map. */
export interface Motion {
  readonly block: Block;
  readonly bias: Place;
  readonly hasBias: boolean;
  readonly travellers: readonly Traveller[];
  /** Tokens with a number that is not finite. */
  readonly lost: readonly Traveller[];
  /** A line, a plane, or space. */
  readonly dims: 1 | 2 | 3;
}

/** The steps of a linear map. */
export interface MapSteps {
  readonly weights: string;
  readonly bias: string | undefined;
  readonly from: string;
  readonly to: string;
}

export type Which = "q" | "k" | "v" | "o";

export const ORIGIN: Place = { a: 0, b: 0, c: 0 };
/** e₁, e₂, e₃. */
export const UNITS: readonly Place[] = [{ a: 1, b: 0, c: 0 }, { a: 0, b: 1, c: 0 }, { a: 0, b: 0, c: 1 }];

/** The maps that a frame has, by the letter of their weights. */
export function mapsOf(frame: Frame): ReadonlyMap<Which, MapSteps> {
  const maps = new Map<Which, MapSteps>();
  for (const which of ["q", "k", "v", "o"] as const) {
    const to = frame.steps.find((s) => s.op === "linear" && s.in[1] === `w${which}`);
    if (to) maps.set(which, { weights: to.in[1]!, bias: to.in[2], from: to.in[0]!, to: to.id });
  }
  return maps;
}

/** One, two or three dimensions of what goes in, and the same of what comes out; where a side lacks one, its numbers are 0. */
export function motionInDimensions(frame: Frame, { weights, bias, from, to }: MapSteps, axes: readonly number[]): Motion | undefined {
  const [w, x, y, b] = [weights, from, to, bias ?? ""].map((id) => frame.now(id));
  if (!w || !x || !y) return undefined;
  const at = (m: Matrix | undefined, r: number, axis: number | undefined): number => (m && axis !== undefined && r < m.rows && axis < m.cols ? m.at(r, axis) : 0);
  const three = (m: Matrix | undefined, r: number | undefined): Three => (r === undefined ? [0, 0, 0] : [at(m, r, axes[0]), at(m, r, axes[1]), at(m, r, axes[2])]);
  const block: Block = [three(w, axes[0]), three(w, axes[1]), three(w, axes[2])];
  return motion(frame, block, three(b, 0), b !== undefined, Math.min(3, axes.length) as 1 | 2 | 3, Array.from({ length: x.rows }, (_, r) => [three(x, r), three(y, r)]));
}

/** The first two directions that the map stretches, on both sides: all it does to them is to stretch. */
export function motionInDirections(frame: Frame, { bias }: MapSteps, { values, before, after, bias: shift }: Singular): Motion {
  const block: Block = [[values[0] ?? 0, 0, 0], [0, values[1] ?? 0, 0], [0, 0, 0]];
  return motion(frame, block, [shift.a, shift.b, 0], bias !== undefined, 2, before.map((p, row) => [[p.a, p.b, 0], [after[row]!.a, after[row]!.b, 0]]));
}

/** Unit vectors that span a plane in the space of a square map, one after the other, and the tokens before and after along them. */
export interface Components {
  readonly cols: number;
  readonly components: Float32Array;
  readonly before: readonly Point[];
  readonly after: readonly Point[];
}

/** A plane of principal components, and what the map makes of it there. */
export function motionInComponents(frame: Frame, { weights, bias }: MapSteps, { cols, components, before, after }: Components): Motion | undefined {
  const [w, b] = [weights, bias ?? ""].map((id) => frame.now(id));
  if (!w || w.rows !== cols || w.cols !== cols) return undefined;
  const dot = (k: number, values: ArrayLike<number>): number => Array.from({ length: cols }, (_, i) => components[k * cols + i]! * values[i]!).reduce((sum, v) => sum + v, 0);
  const image = (k: number): number[] => Array.from({ length: cols }, (_, r) => dot(k, w.data.subarray(r * cols, (r + 1) * cols)));
  const [p, q] = [image(0), image(1)];
  const block: Block = [[dot(0, p), dot(0, q), 0], [dot(1, p), dot(1, q), 0], [0, 0, 0]];
  return motion(frame, block, b ? [dot(0, b.data), dot(1, b.data), 0] : [0, 0, 0], b !== undefined, 2, before.map((at, row) => [[at.a, at.b, 0], [after[row]!.a, after[row]!.b, 0]]));
}

function motion(frame: Frame, block: Block, bias: Three, hasBias: boolean, dims: Motion["dims"], points: readonly (readonly [before: Three, after: Three])[]): Motion {
  const all = points.map(([before, after], row): Traveller => ({ row, token: visibleToken(frame.tokens[row] ?? String(row)), before: placeOf(before), after: placeOf(after) }));
  const whole = ({ before, after }: Traveller): boolean => [...threeOf(before), ...threeOf(after)].every(Number.isFinite);
  return { block, bias: placeOf(bias), hasBias, dims, travellers: all.filter(whole), lost: all.filter((t) => !whole(t)) };
}

function placeOf([a, b, c]: Three): Place {
  return { a, b, c };
}

export function threeOf({ a, b, c }: Place): Three {
  return [a, b, c];
}

/** True where the plane itself can be drawn. */
export function isFinitePlane({ block, bias }: Motion): boolean {
  return [...block.flat(), ...threeOf(bias)].every(Number.isFinite);
}

/** The last stage: 0 is before the map, 1 after W, 2 after the bias, where there is one. */
export function lastStage({ hasBias }: Motion): number {
  return hasBias ? 2 : 1;
}

/** Where a point of the plane is at a stage: on the way from itself to W·p, then to W·p + b. */
export function carried({ block, bias }: Motion, p: Place, stage: number): Place {
  const t = Math.min(1, stage);
  const s = Math.max(0, stage - 1);
  const [from, shift] = [threeOf(p), threeOf(bias)];
  const at = (k: 0 | 1 | 2): number => (1 - t) * from[k] + t * (block[k][0] * p.a + block[k][1] * p.b + block[k][2] * p.c) + s * shift[k];
  return { a: at(0), b: at(1), c: at(2) };
}

/** Where a token is at a stage. It ends where the engine has it, which other dimensions, or a hand, may have had a part in. */
export function place({ bias, hasBias }: Motion, { before, after }: Traveller, stage: number): Place {
  const t = Math.min(1, stage);
  const s = Math.max(0, stage - 1);
  const shift = hasBias ? bias : ORIGIN;
  const at = (k: "a" | "b" | "c"): number => (1 - t) * before[k] + t * (after[k] - shift[k]) + s * shift[k];
  return { a: at("a"), b: at("b"), c: at("c") };
}

/** All that must have room, at every stage. */
export function corners(m: Motion): Place[] {
  const units = UNITS.slice(0, m.dims === 3 ? 3 : 2).flatMap((p) => [p, { a: -p.a, b: -p.b, c: -p.c }]);
  const stages = [0, 1, lastStage(m)];
  return stages.flatMap((stage) => [...units.map((p) => carried(m, p, stage)), ...m.travellers.map((t) => place(m, t, stage))]);
}
