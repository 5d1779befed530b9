// Two paths of SVG. d3-shape draws them too, and a test compares; but it comes whole, and would be a twentieth of the page's script.

export type Point = readonly [x: number, y: number];

/** Straight from point to point. */
export function polyline(points: readonly Point[]): string {
  return points.length > 0 ? `M${points.map((p) => p.map(short).join()).join("L")}` : "";
}

/** From left to right, level at both ends: a cubic whose handles reach half the way. */
export function ribbon([x0, y0]: Point, [x1, y1]: Point): string {
  const half = (x0 + x1) / 2;
  return `M${[x0, y0].map(short).join()}C${[half, y0, half, y1, x1, y1].map(short).join()}`;
}

/** A thousandth of a pixel is enough. */
function short(n: number): number {
  return Math.round(n * 1000) / 1000;
}
