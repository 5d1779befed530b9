import type { Point } from "../dot-product.js";
import type { Place } from "./motion.js";

/** From where space is seen: turned about the upright axis, then tilted so that one looks from above; degrees. */
export interface Sight {
  readonly turn: number;
  readonly tilt: number;
}

/** A place as it is seen: across, up, and how far it is towards the reader. */
export interface Seen extends Point {
  readonly depth: number;
}

/** The first two axes alone, as in a plane. */
export const FRONT: Sight = { turn: 0, tilt: 0 };
/** All three axes can be told apart. */
export const ASLANT: Sight = { turn: -32, tilt: 22 };
/** Looking along one axis each: the planes of the others. */
export const FACES: Readonly<Record<"front" | "above" | "side", Sight>> = { front: FRONT, above: { turn: 0, tilt: 90 }, side: { turn: 90, tilt: 0 } };

/** All axes equally long, no perspective: what is parallel stays parallel, as linear maps have it. */
export function seenFrom({ turn, tilt }: Sight): (p: Place) => Seen {
  const [st, ct] = sine(turn);
  const [su, cu] = sine(tilt);
  return ({ a, b, c }) => {
    const near = c * ct - a * st;
    return { a: a * ct + c * st, b: b * cu - near * su, depth: b * su + near * cu };
  };
}

/** Exact where an axis points at the reader. */
function sine(degrees: number): readonly [sin: number, cos: number] {
  const quarter = degrees / 90;
  if (Number.isInteger(quarter)) return [[0, 1], [1, 0], [0, -1], [-1, 0]][((quarter % 4) + 4) % 4] as [number, number];
  const angle = (degrees * Math.PI) / 180;
  return [Math.sin(angle), Math.cos(angle)];
}

/** Turned further: −180 < turn ≤ 180, −90 ≤ tilt ≤ 90, whole degrees. */
export function turnedBy({ turn, tilt }: Sight, across: number, up: number): Sight {
  const around = Math.round(turn + across) % 360;
  return { turn: around > 180 ? around - 360 : around <= -180 ? around + 360 : around, tilt: Math.max(-90, Math.min(90, Math.round(tilt + up))) };
}
