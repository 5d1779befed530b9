import { html, nothing, svg, type TemplateResult } from "lit";
import { scaleLinear } from "d3-scale";
import { polyline } from "./paths.js";

export interface Plot {
  readonly from: number;
  readonly to: number;
  /** The argument and value that the engine computed; the curve is only drawn. */
  readonly at: number;
  readonly value: number;
  readonly of: (v: number) => number;
  /** ± where the curve flattens. */
  readonly bounds?: number;
}

const [WIDTH, HEIGHT, SAMPLES] = [280, 110, 160];

/** A curve with the one point on it that matters. */
export function plot({ from, to, at, value, of, bounds }: Plot): TemplateResult {
  const xs = Array.from({ length: SAMPLES + 1 }, (_, i) => from + ((to - from) * i) / SAMPLES);
  const reach = Math.max(...xs.map((x) => Math.abs(of(x))), 1e-9) * 1.1;
  const x = scaleLinear([from, to], [0, WIDTH]);
  const y = scaleLinear([-reach, reach], [HEIGHT, 0]);
  const path = polyline(xs.map((v) => [x(v), y(of(v))]));
  const level = (v: number): TemplateResult => svg`<line class="bound" x1="0" x2=${WIDTH} y1=${y(v)} y2=${y(v)}></line>`;
  return html`<svg class="plot" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true">${svg`
    <line class="zero" x1="0" x2=${WIDTH} y1=${y(0)} y2=${y(0)}></line>
    <line class="zero" x1=${x(0)} x2=${x(0)} y1="0" y2=${HEIGHT}></line>
    ${bounds === undefined ? nothing : [level(bounds), level(-bounds)]}
    <path d=${path}></path>
    ${Number.isFinite(at) && Number.isFinite(value) ? svg`<circle cx=${x(at)} cy=${y(value)} r="4.5"></circle>` : nothing}`}</svg>`;
}
