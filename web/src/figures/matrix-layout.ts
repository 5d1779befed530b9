import type { Frame } from "../model/frame.js";
import { symbolOf } from "../model/symbol.js";
import type { Lang } from "../model/view.js";
import { t } from "../i18n/t.js";
import type { Step } from "../wire.gen.js";
import { axisLabels, emWidth, isNamed, quoted, stepNameWithHead } from "./labels.js";
import type { Layout } from "./matrix-body.js";

/** Up to so many columns a matrix is a table of numbers, unless its page says otherwise; beyond, a heat map. */
export const TABLE_COLUMNS = 24;

/** Names up to so many em stand above a column: in a heat map, and in a table, which has two lines. */
const FITS = { heat: 2.9, table: 5.6 };

/** What stands at the edges of a figure instead of tokens and numbers; from how many columns on it is a heat map, and how wide that may be, in px. */
export interface LayoutWishes {
  readonly tables: number;
  readonly rowLabels: readonly string[] | undefined;
  readonly colLabels: readonly string[] | undefined;
  readonly room: number | undefined;
}

/** The edges and names of a step's figure. Where column names are too long, columns are numbered, and rows that carry the same names with them. */
export function layoutOf(frame: Frame, step: Step, lang: Lang, editable: boolean, wishes: LayoutWishes): Layout {
  const args = { symbol: symbolOf(step.id), name: stepNameWithHead(lang, step.id), rows: step.rows, cols: step.cols };
  const names = axisLabels(frame, step.axes[1], step.cols);
  const heat = step.cols > wishes.tables;
  const fit = !isNamed(frame, step.axes[1]) || names.every((s) => emWidth(s) <= FITS[heat ? "heat" : "table"]);
  const rows = wishes.rowLabels ?? axisLabels(frame, step.axes[0], step.rows);
  return {
    step: step.id, rows: step.rows, cols: step.cols, lang, heat,
    rowLabels: fit || wishes.rowLabels ? rows : rows.map((s, i) => `${s} ${subscript(i)}`),
    colLabels: wishes.colLabels ?? (fit ? names : names.map((_, i) => String(i))),
    colTitles: wishes.colLabels ?? names,
    heads: [ofHeads(frame, step.axes[0]), ofHeads(frame, step.axes[1])],
    rowPlaces: rows.map((s) => quoted(frame, step.axes[0], s)),
    colPlaces: names.map((s) => quoted(frame, step.axes[1], s)),
    tall: isNamed(frame, step.axes[0]),
    room: wishes.room,
    label: t(lang, heat ? "matrix.heat_label" : "matrix.label", args),
    description: t(lang, editable ? "matrix.hint_edit" : "matrix.hint_read") + (heat ? ` ${t(lang, "matrix.hint_zoom")}` : ""),
  };
}

/** How many rows or columns belong to each head; 0 where an axis does not hold several side by side. */
function ofHeads({ config: { h, dh } }: Frame, axis: string): number {
  return h > 1 && axis.includes("·") ? dh : 0;
}

const SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";

function subscript(n: number): string {
  return String(n).replace(/\d/g, (d) => SUBSCRIPTS.charAt(Number(d)));
}
