import { svg, type TemplateResult } from "lit";
import type { Matrix } from "../../model/frame.js";
import { along } from "../../scale/colour.js";

/** Shades on each side of zero. */
const SHADES = 16;

/**
 * A matrix of many cells as one path for each shade, a cell a unit: for windows without a canvas, such as the one in which pictures
 * are drawn that stand in a page before any script.
 */
export function heatPaths({ data, cols }: Matrix, max: number): TemplateResult[] {
  const cells = new Map<number, number[]>();
  for (const [i, v] of data.entries()) {
    const t = along(v, max);
    const shade = Number.isNaN(t) ? NaN : Math.round(t * SHADES) || 0;
    if (shade !== 0) cells.set(shade, [...(cells.get(shade) ?? []), i]); // 0 is the paper
  }
  return [...cells].sort(([a], [b]) => a - b).map(([shade, all]) => svg`<path class=${Number.isNaN(shade) ? "nan" : shade < 0 ? "neg" : ""}
    data-t=${((Math.abs(shade || 0) / SHADES) * 100).toFixed(2)} d=${strips(all, cols)}></path>` as TemplateResult);
}

/** Cells as strips along their rows, by relative moves. */
function strips(cells: readonly number[], cols: number): string {
  let path = "";
  let [x, y] = [0, 0];
  for (let i = 0; i < cells.length;) {
    const [col, row] = [cells[i]! % cols, Math.floor(cells[i]! / cols)];
    let long = 1;
    while (cells[i + long] === cells[i]! + long && col + long < cols) long++;
    path += `m${col - x} ${row - y}h${long}v1h-${long}z`;
    [x, y] = [col, row];
    i += long;
  }
  return path;
}
