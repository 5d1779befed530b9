import { nothing, svg, type TemplateResult } from "lit";
import type { Point } from "../dot-product.js";
import type { Canvas } from "../vectors-plane.js";
import { carried, place, type Motion, type Traveller } from "./motion.js";

/** Points of the circle of radius 1. */
const CIRCLE = Array.from({ length: 73 }, (_, i): Point => ({ a: Math.cos((i * Math.PI) / 36), b: Math.sin((i * Math.PI) / 36) }));

/** The grid, the circle of radius 1 and the two unit arrows as they are at a stage; the circle as it was. */
export function movedPlane(motion: Motion, canvas: Canvas, stage: number): TemplateResult {
  const { x, y, flat } = canvas;
  const at = (p: Point): [number, number] => {
    const { a, b } = carried(motion, p, stage);
    return [x(a), flat ? y(0) : y(b)];
  };
  const lines = x.ticks(6);
  const far = x.domain()[1]!;
  const line = (from: Point, to: Point, look: string): TemplateResult => {
    const [[x1, y1], [x2, y2]] = [at(from), at(to)];
    return svg`<line class=${look} x1=${x1} y1=${y1} x2=${x2} y2=${y2}></line>` as TemplateResult;
  };
  const path = (points: readonly [number, number][]): string => `M${points.map(([px, py]) => `${px.toFixed(1)} ${py.toFixed(1)}`).join("L")}Z`;
  const origin = at({ a: 0, b: 0 });
  const unit = (to: Point, name: string): TemplateResult => {
    const [ux, uy] = at(to);
    return svg`<line class="shaft unit" x1=${origin[0]} y1=${origin[1]} x2=${ux} y2=${uy} marker-end="url(#unit-head)"></line>
      ${Math.hypot(ux - origin[0], uy - origin[1]) > 18 ? svg`<text class="label unit-name" x=${ux + 8} y=${uy - 6}>${name}</text>` : nothing}` as TemplateResult;
  };
  return svg`<g class="moved" aria-hidden="true" pointer-events="none">
    <defs><marker id="unit-head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" markerUnits="userSpaceOnUse" orient="auto"><path class="unit-tip" d="M0 0.6 L8 4 L0 7.4 Z"></path></marker></defs>
    ${flat ? lines.map((v) => svg`<circle class="tie" cx=${at({ a: v, b: 0 })[0]} cy=${y(0)} r="2.5"></circle>`) : svg`
      ${lines.map((v) => line({ a: v, b: -far }, { a: v, b: far }, v === 0 ? "net zero" : "net"))}
      ${lines.map((v) => line({ a: -far, b: v }, { a: far, b: v }, v === 0 ? "net zero" : "net"))}
      <path class="circle before" d=${path(CIRCLE.map((p) => [x(p.a), y(p.b)]))}></path>
      <path class="circle" d=${path(CIRCLE.map(at))}></path>`}
    ${unit({ a: 1, b: 0 }, "e₁")}${flat ? nothing : unit({ a: 0, b: 1 }, "e₂")}
    ${stage > 1 ? svg`<line class="shift" x1=${x(0)} y1=${y(0)} x2=${origin[0]} y2=${origin[1]}></line>` : nothing}
    <circle class="origin moved-origin" cx=${origin[0]} cy=${origin[1]} r="3.5"></circle>
  </g>` as TemplateResult;
}

/** The way of a token: a hollow mark where it was, a thin line, and the dot where it is at a stage. */
export function way(motion: Motion, traveller: Traveller, canvas: Canvas, stage: number, role: string): TemplateResult {
  const { x, y, flat } = canvas;
  const at = ({ a, b }: Point): [number, number] => [x(a), flat ? y(0) : y(b)];
  const [x0, y0] = at(traveller.before);
  const [x1, y1] = at(place(motion, traveller, stage));
  const corner = at(place(motion, traveller, Math.min(1, stage)));
  return svg`<polyline class="way" points=${`${x0},${y0} ${corner.join()} ${x1},${y1}`}></polyline>
    <circle class="hollow role-x" cx=${x0} cy=${y0} r="3.5"></circle>
    <circle class="reach" cx=${x1} cy=${y1} r="12"></circle>
    <circle class="dot role-${stage === 0 ? "x" : role}" cx=${x1} cy=${y1} r="5"></circle>` as TemplateResult;
}

