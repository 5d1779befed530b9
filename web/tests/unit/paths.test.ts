import assert from "node:assert/strict";
import { test } from "node:test";
import { line, linkHorizontal } from "d3-shape";
import { polyline, ribbon, type Point } from "../../src/figures/paths.js";

const POINTS: readonly Point[] = [[0, 15], [220, 45.12345], [-3.5, 1e-9], [1 / 3, 200]];

test("paths are those of d3-shape, to its three digits", () => {
  assert.equal(polyline(POINTS), line<Point>((p) => p[0], (p) => p[1])(POINTS));
  assert.equal(polyline([]), "");
  for (const from of POINTS) {
    for (const to of POINTS) assert.equal(ribbon(from, to), linkHorizontal()({ source: [...from] as [number, number], target: [...to] as [number, number] }));
  }
});
