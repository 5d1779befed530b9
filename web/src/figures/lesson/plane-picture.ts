import { nothing, svg, type TemplateResult } from "lit";
import type { Canvas } from "../vectors-plane.js";
import { carried, ORIGIN, place, UNITS, type Motion, type Place, type Traveller } from "./motion.js";
import type { Seen } from "./sight.js";

/** Points of the circle of radius 1. */
const CIRCLE = Array.from({ length: 73 }, (_, i): Place => ({ a: Math.cos((i * Math.PI) / 36), b: Math.sin((i * Math.PI) / 36), c: 0 }));

/** The grid, the circle of radius 1 and the two unit arrows as they are at a stage; the circle as it was. */
export function movedPlane(motion: Motion, canvas: Canvas, stage: number): TemplateResult {
  const { x, y, flat } = canvas;
  const at = (p: Place): [number, number] => {
    const { a, b } = carried(motion, p, stage);
    return [x(a), flat ? y(0) : y(b)];
  };
  const lines = x.ticks(6);
  const far = x.domain()[1]!;
  const line = (from: Place, to: Place, look: string): TemplateResult => {
    const [[x1, y1], [x2, y2]] = [at(from), at(to)];
    return svg`<line class=${look} x1=${x1} y1=${y1} x2=${x2} y2=${y2}></line>` as TemplateResult;
  };
  const path = (points: readonly [number, number][]): string => `M${points.map(([px, py]) => `${px.toFixed(1)} ${py.toFixed(1)}`).join("L")}Z`;
  const origin = at(ORIGIN);
  return svg`<g class="moved" aria-hidden="true" pointer-events="none">
    ${flat ? lines.map((v) => svg`<circle class="tie" cx=${at({ a: v, b: 0, c: 0 })[0]} cy=${y(0)} r="2.5"></circle>`) : svg`
      ${lines.map((v) => line({ a: v, b: -far, c: 0 }, { a: v, b: far, c: 0 }, v === 0 ? "net zero" : "net"))}
      ${lines.map((v) => line({ a: -far, b: v, c: 0 }, { a: far, b: v, c: 0 }, v === 0 ? "net zero" : "net"))}
      <path class="circle before" d=${path(CIRCLE.map((p) => [x(p.a), y(p.b)]))}></path>
      <path class="circle" d=${path(CIRCLE.map(at))}></path>`}
    ${unitArrows(origin, UNITS.slice(0, flat ? 1 : 2).map(at))}
    ${stage > 1 ? svg`<line class="shift" x1=${x(0)} y1=${y(0)} x2=${origin[0]} y2=${origin[1]}></line>` : nothing}
    <circle class="origin moved-origin" cx=${origin[0]} cy=${origin[1]} r="3.5"></circle>
  </g>` as TemplateResult;
}

/** e₁, e₂, e₃ where they have come to, from where the origin has; their names are placed with those of the tokens. */
export function unitArrows([x0, y0]: readonly [number, number], tips: readonly (readonly [number, number])[]): TemplateResult {
  return svg`<defs><marker id="unit-head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" markerUnits="userSpaceOnUse" orient="auto"><path class="unit-tip" d="M0 0.6 L8 4 L0 7.4 Z"></path></marker></defs>
    ${tips.map(([ux, uy]) => {
      const long = Math.hypot(ux - x0, uy - y0);
      if (long < 1) return nothing;
      return svg`<line class="shaft unit" x1=${x0} y1=${y0} x2=${ux} y2=${uy} marker-end="url(#unit-head)"></line>`;
    })}` as TemplateResult;
}

/** The way of a token: a hollow mark where it was, a thin line, and the dot where it is at a stage; the nearer the larger. */
export function way(motion: Motion, traveller: Traveller, { x, y, flat }: Canvas, stage: number, role: string, see: (p: Place) => Seen): TemplateResult {
  const reach = x.domain()[1]!;
  const at = (p: Place): readonly [number, number, number] => {
    const { a, b, depth } = see(p);
    return [x(a), flat ? y(0) : y(b), Math.max(-1, Math.min(1, depth / reach))];
  };
  const now = place(motion, traveller, stage);
  const [x0, y0, near0] = at(traveller.before);
  const [x1, y1, near] = at(now);
  const [cx, cy] = at(place(motion, traveller, Math.min(1, stage)));
  const [px, py] = at({ ...now, b: 0 });
  return svg`${motion.dims === 3 ? svg`<line class="plumb" x1=${x1} y1=${y1} x2=${px} y2=${py}></line><circle class="plumb-foot" cx=${px} cy=${py} r="2"></circle>` : nothing}
    <polyline class="way" points=${`${x0},${y0} ${cx},${cy} ${x1},${y1}`}></polyline>
    <circle class="hollow role-x" cx=${x0} cy=${y0} r=${3.5 + near0}></circle>
    <circle class="reach" cx=${x1} cy=${y1} r="12"></circle>
    <circle class="dot role-${stage === 0 ? "x" : role}" cx=${x1} cy=${y1} r=${5 + 1.75 * near}></circle>` as TemplateResult;
}
