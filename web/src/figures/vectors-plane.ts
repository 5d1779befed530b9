import { scaleLinear, type ScaleLinear } from "d3-scale";
import type { ZoomTransform } from "d3-zoom";
import { nothing, svg, type TemplateResult } from "lit";
import { cellNumber, fullNumber } from "../scale/number.js";
import { largestOf, roundUp } from "../scale/range.js";
import type { Ground } from "./arrow-hands.js";
import { VECTOR_ROLES, type Arrow } from "./arrows.js";
import type { Pair, Point } from "./dot-product.js";
import { emWidth } from "./labels.js";
import { placeLabels, type Box } from "./place-labels.js";

export type Axis = ScaleLinear<number, number>;

/** How large the picture is, and where the numbers lie in it. */
export interface Canvas {
  readonly x: Axis;
  readonly y: Axis;
  readonly width: number;
  readonly height: number;
  readonly flat: boolean;
}

/** What is left free around the reach. */
const MARGIN = 14;
const FONT = 12;
/** A shorter projection, in px, has its number below the picture only. */
const READABLE = 14;

/** How far the picture of some points reaches. */
export function reachOf(points: readonly Point[]): number {
  return roundUp(largestOf(points.flatMap(({ a, b }) => [a, b])));
}

/** A square, or a strip where the plane is a line, that reaches so far to all sides, as it is zoomed. */
export function canvasOf(width: number, reach: number, flat: boolean, zoom: ZoomTransform): Canvas {
  const height = flat ? 120 : width;
  const x = scaleLinear([-reach, reach], [MARGIN, width - MARGIN]);
  const y = scaleLinear([-reach, reach], [height - MARGIN, MARGIN]);
  return { x: zoom.rescaleX(x), y: flat ? scaleLinear([-1, 1], [height, 0]) : zoom.rescaleY(y), width, height, flat };
}

/** What hands move in, where the canvas is drawn as an svg. */
export function groundOf(picture: Element, { x, y, flat }: Canvas, of: Pick<Ground, "frame" | "plane" | "reach">): Ground {
  return {
    ...of, perPixel: Math.abs(x.invert(1) - x.invert(0)),
    at: ({ clientX, clientY }) => {
      const box = picture.getBoundingClientRect();
      return { a: x.invert(clientX - box.left - picture.clientLeft), b: flat ? 0 : y.invert(clientY - box.top - picture.clientTop) };
    },
  };
}

/** The heads of arrows. */
export function markers(): TemplateResult {
  return svg`<defs>${VECTOR_ROLES.map((r) => svg`<marker id="head-${r}" class="role-${r}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0.6 L8 4 L0 7.4 Z"></path></marker>`)}</defs>` as TemplateResult;
}

/** Hairlines, numbers, the names of the two directions at their ends. */
export function grid({ x, y, width, height, flat }: Canvas, across: string, up: string): TemplateResult {
  const [xs, ys] = [x.ticks(6), flat ? [] : y.ticks(6)];
  const number = (v: number, px: number, py: number, anchor: string): TemplateResult => svg`<text class="tick" x=${px} y=${py} text-anchor=${anchor}>${fullNumber(Math.fround(v))}</text>` as TemplateResult;
  const line = (v: number, x1: number, x2: number, y1: number, y2: number): TemplateResult => svg`<line class=${v === 0 ? "axis" : "grid"} x1=${x1} x2=${x2} y1=${y1} y2=${y2}></line>` as TemplateResult;
  const clear = emWidth(across) * FONT + 14; // where the name of the axis stands
  return svg`<g aria-hidden="true">
    ${xs.map((v) => line(v, x(v), x(v), 0, height))}
    ${flat ? line(0, 0, width, y(0), y(0)) : ys.map((v) => line(v, 0, width, y(v), y(v)))}
    ${xs.filter((v) => v !== 0 && x(v) > 20 && x(v) < width - clear).map((v) => number(v, x(v), height - 3, "middle"))}
    ${ys.filter((v) => v !== 0 && y(v) < height - 20 && y(v) > 24).map((v) => number(v, 3, y(v) + 3, "start"))}
    <text class="axis-name" x=${width - 5} y=${height - 4} text-anchor="end">${across}</text>
    ${flat ? nothing : svg`<text class="axis-name" x="4" y="14">${up}</text>`}
    <circle class="origin" cx=${x(0)} cy=${y(0)} r="3"></circle>
  </g>` as TemplateResult;
}

/** Where the labels of arrows go; null where there is no room. What matters more finds its place first, then what is farther out. */
export function labelBoxes(arrows: readonly Arrow[], { x, y, width, height }: Canvas, matters: (v: Arrow) => boolean | number): (Box | null)[] {
  return placeLabels(arrows.map((v) => ({
    x: x(v.a), y: y(v.b), width: emWidth(v.token) * FONT + 3, height: FONT + 3,
    angle: Math.atan2(-v.b, v.a), weight: Number(matters(v)) * 1e9 + Math.hypot(v.a, v.b),
  })), { x: 0, y: 0, width, height });
}

export function shaft(role: string, to: Point, { x, y }: Canvas, look = ""): TemplateResult {
  return svg`<line class="shaft role-${role} ${look}" x1=${x(0)} y1=${y(0)} x2=${x(to.a)} y2=${y(to.b)} marker-end="url(#head-${role})" pointer-events="none"></line>` as TemplateResult;
}

/**
 * A query and a key, the key projected on the direction of the query: the foot, and how long the projection is. names stand
 * at the heads; empty where the arrows below have their own.
 */
export function projection({ q, k, foot, part }: Pair, canvas: Canvas, decimals: number, names: readonly [query: string, key: string]): TemplateResult {
  const { x, y } = canvas;
  const [x0, y0, kx, ky] = [x(0), y(0), x(k.a), y(k.b)];
  return svg`<g class="pair" aria-hidden="true" pointer-events="none">
    ${foot ? svg`<line class="direction role-q" x1=${x0 - 20 * (x(q.a) - x0)} y1=${y0 - 20 * (y(q.b) - y0)} x2=${x0 + 20 * (x(q.a) - x0)} y2=${y0 + 20 * (y(q.b) - y0)}></line>
      <line class="drop" x1=${kx} y1=${ky} x2=${x(foot.a)} y2=${y(foot.b)}></line>` : nothing}
    ${shaft("q", q, canvas, "strong")}${shaft("k", k, canvas, "strong")}
    ${headLabel("q", names[0], q, canvas)}${headLabel("k", names[1], k, canvas)}
    ${foot ? svg`<line class="shadow ${part < 0 ? "negative" : ""}" x1=${x0} y1=${y0} x2=${x(foot.a)} y2=${y(foot.b)}></line>
      <circle class="foot" cx=${x(foot.a)} cy=${y(foot.b)} r="4.5"></circle>
      ${Math.hypot(x(foot.a) - x0, y(foot.b) - y0) < READABLE ? nothing : footLabel(cellNumber(part / Math.hypot(q.a, q.b), decimals), foot, k, canvas)}` : nothing}
  </g>` as TemplateResult;
}

function headLabel(role: string, name: string, to: Point, { x, y }: Canvas): TemplateResult | typeof nothing {
  if (!name) return nothing;
  const size = Math.hypot(to.a, to.b) || 1;
  return svg`<text class="label here role-${role}" x=${x(to.a) + (to.a / size) * 14} y=${y(to.b) - (to.b / size) * 14 + 4} text-anchor="middle">${name}</text>` as TemplateResult;
}

/** The length of the projection stands beside the foot, on the other side than the key. */
function footLabel(text: string, foot: Point, k: Point, { x, y, width, height }: Canvas): TemplateResult {
  const [fx, fy] = [x(foot.a), y(foot.b)];
  const [dx, dy] = [fx - x(k.a), fy - y(k.b)];
  const away = Math.hypot(dx, dy) || 1;
  const px = Math.max(18, Math.min(width - 18, fx + (dx / away) * 20));
  const py = Math.max(12, Math.min(height - 8, fy + (dy / away) * 16 + 4));
  return svg`<text class="label projection" x=${px} y=${py} text-anchor="middle">${text}</text>` as TemplateResult;
}
