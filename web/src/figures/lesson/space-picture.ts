import { nothing, svg, type TemplateResult } from "lit";
import { fullNumber } from "../../scale/number.js";
import { emWidth } from "../labels.js";
import { overlap, type Box } from "../place-labels.js";
import type { Canvas } from "../vectors-plane.js";
import { carried, ORIGIN, UNITS, type Motion, type Place } from "./motion.js";
import { unitArrows } from "./plane-picture.js";
import type { Seen } from "./sight.js";

type See = (p: Place) => Seen;

/** Points of three circles of radius 1, each in the plane of two axes. */
const CIRCLES: readonly (readonly Place[])[] = [
  (s: number, t: number): Place => ({ a: s, b: t, c: 0 }), (s: number, t: number): Place => ({ a: s, b: 0, c: t }), (s: number, t: number): Place => ({ a: 0, b: s, c: t }),
].map((at) => Array.from({ length: 73 }, (_, i) => at(Math.cos((i * Math.PI) / 36), Math.sin((i * Math.PI) / 36))));

/** How strong a line is that lies so deep: what is far steps back. */
function strength(depth: number, reach: number): string {
  return (0.62 + 0.38 * Math.max(-1, Math.min(1, depth / reach))).toFixed(2);
}

/** Lines of a grid on the ground: a and c, with b = 0. */
function ground({ x }: Canvas): readonly (readonly [from: Place, to: Place, isAxis: boolean])[] {
  const ticks = x.ticks(6);
  const far = Math.max(...ticks.map(Math.abs));
  return ticks.flatMap((v) => [
    [{ a: v, b: 0, c: -far }, { a: v, b: 0, c: far }, v === 0] as const, [{ a: -far, b: 0, c: v }, { a: far, b: 0, c: v }, v === 0] as const,
  ]);
}

/** The three axes with their names and numbers, and the ground as it was. */
export function spaceGrid(canvas: Canvas, names: readonly string[], see: See): TemplateResult {
  const { x, y } = canvas;
  const reach = x.domain()[1]!;
  const line = (from: Place, to: Place, look: string): TemplateResult => {
    const [p, q] = [see(from), see(to)];
    return svg`<line class=${look} x1=${x(p.a)} y1=${y(p.b)} x2=${x(q.a)} y2=${y(q.b)} stroke-opacity=${strength((p.depth + q.depth) / 2, reach)}></line>` as TemplateResult;
  };
  const far = Math.max(...x.ticks(6).map(Math.abs));
  const along = (k: number, v: number): Place => ({ a: (UNITS[k]?.a ?? 0) * v, b: (UNITS[k]?.b ?? 0) * v, c: (UNITS[k]?.c ?? 0) * v });
  const end = names.map((_, k) => see(along(k, far)));
  const taken: Box[] = [];
  // a text in 11 px, where none stands yet
  const text = (look: string, px: number, py: number, words: string, anchor: "start" | "middle"): TemplateResult | typeof nothing => {
    const width = emWidth(words) * 11 + 4;
    const box = { x: anchor === "middle" ? px - width / 2 : px, y: py - 10, width, height: 13 };
    if (taken.some((other) => overlap(box, other))) return nothing;
    taken.push(box);
    return svg`<text class=${look} x=${px} y=${py} text-anchor=${anchor}>${words}</text>` as TemplateResult;
  };
  const isSeen = (k: number): boolean => Math.hypot(end[k]!.a, end[k]!.b) > far * 0.2; // else it points at the reader
  return svg`<g aria-hidden="true">
    ${ground(canvas).map(([from, to, isAxis]) => (isAxis ? nothing : line(from, to, "grid")))}
    ${names.map((_, k) => line(along(k, -far), along(k, far), "axis"))}
    ${names.map((name, k) => {
      const tip = end[k]!;
      const out = Math.hypot(tip.a, tip.b) || 1;
      const [tx, ty] = [x(tip.a * (1 + (0.09 * far) / out)), y(tip.b * (1 + (0.09 * far) / out))];
      return isSeen(k) ? text("axis-name", Math.max(36, Math.min(canvas.width - 36, tx)), Math.max(12, Math.min(canvas.height - 6, ty + 4)), name, "middle") : nothing;
    })}
    ${[far, far / 2].flatMap((v) => names.map((_, k) => {
      const at = see(along(k, v));
      return isSeen(k) ? text("tick", x(at.a) + 3, y(at.b) + 11, fullNumber(Math.fround(v)), "start") : nothing;
    }))}
    <circle class="origin" cx=${x(0)} cy=${y(0)} r="3"></circle>
  </g>` as TemplateResult;
}

/** The ground, the ball of radius 1 and the three unit arrows as they are at a stage. */
export function movedSpace(motion: Motion, canvas: Canvas, stage: number, see: See): TemplateResult {
  const { x, y } = canvas;
  const reach = x.domain()[1]!;
  const at = (p: Place): Seen => see(carried(motion, p, stage));
  const pixel = ({ a, b }: Seen): [number, number] => [x(a), y(b)];
  const origin = at(ORIGIN);
  const [x0, y0] = pixel(origin);
  const shift = pixel(see(ORIGIN));
  return svg`<g class="moved" aria-hidden="true" pointer-events="none">
    ${ground(canvas).map(([from, to, isAxis]) => {
      const [p, q] = [at(from), at(to)];
      return svg`<line class=${isAxis ? "net zero" : "net"} x1=${x(p.a)} y1=${y(p.b)} x2=${x(q.a)} y2=${y(q.b)} stroke-opacity=${strength((p.depth + q.depth) / 2, reach)}></line>`;
    })}
    <path class="circle" d=${outline(UNITS.map(at), origin, pixel)}></path>
    ${CIRCLES.map((circle) => {
      const seen = circle.map(at);
      return svg`<path class="girdle far" d=${arcs(seen, (depth) => depth < origin.depth, pixel)}></path><path class="girdle" d=${arcs(seen, (depth) => depth >= origin.depth, pixel)}></path>`;
    })}
    ${unitArrows([x0, y0], UNITS.map((u) => pixel(at(u))))}
    ${stage > 1 ? svg`<line class="shift" x1=${shift[0]} y1=${shift[1]} x2=${x0} y2=${y0}></line>` : nothing}
    <circle class="origin moved-origin" cx=${x0} cy=${y0} r="3.5"></circle>
  </g>` as TemplateResult;
}

/** The outline of the ball's image, an ellipse: of all M·p with |p| = 1, where the columns of M are the arrows as seen. */
function outline(tips: readonly Seen[], origin: Seen, pixel: (p: Seen) => [number, number]): string {
  const columns = tips.map(({ a, b }) => [a - origin.a, b - origin.b] as const);
  const sum = (f: (c: readonly [number, number]) => number): number => columns.reduce((s, c) => s + f(c), 0);
  const [aa, ab, bb] = [sum(([a]) => a * a), sum(([a, b]) => a * b), sum(([, b]) => b * b)];
  // M·Mᵀ = L·Lᵀ: L carries the circle to the same outline
  const l11 = Math.sqrt(aa);
  const l21 = l11 > 0 ? ab / l11 : 0;
  const l22 = Math.sqrt(Math.max(0, bb - l21 * l21));
  const points = Array.from({ length: 72 }, (_, i) => {
    const [s, t] = [Math.cos((i * Math.PI) / 36), Math.sin((i * Math.PI) / 36)];
    return pixel({ a: origin.a + l11 * s, b: origin.b + l21 * s + l22 * t, depth: 0 });
  });
  return `M${points.map(([px, py]) => `${px.toFixed(1)} ${py.toFixed(1)}`).join("L")}Z`;
}

/** The parts of a closed line that lie so deep. */
function arcs(points: readonly Seen[], isIn: (depth: number) => boolean, pixel: (p: Seen) => [number, number]): string {
  let path = "";
  for (let i = 1; i < points.length; i++) {
    const [from, to] = [points[i - 1]!, points[i]!];
    if (!isIn((from.depth + to.depth) / 2)) continue;
    const [[x1, y1], [x2, y2]] = [pixel(from), pixel(to)];
    path += `M${x1.toFixed(1)} ${y1.toFixed(1)}L${x2.toFixed(1)} ${y2.toFixed(1)}`;
  }
  return path;
}
