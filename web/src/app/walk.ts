import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../controls/icon.js";
import { axisLabels, cellPlace, stepNameWithHead } from "../figures/labels.js";
import { firstColumn, pathBack } from "../figures/path.js";
import { symbol, withSubscripts } from "../figures/symbol.js";
import type { Key } from "../i18n/t.js";
import type { Frame } from "../model/frame.js";
import { baseOf, headOf } from "../model/role.js";
import type { CellRef } from "../model/view.js";
import type { Scene } from "./scene.js";

/** Which query looks at which key. */
interface Look {
  readonly row: number;
  readonly col: number;
}

/** One stop of the guided way: a step, told in a sentence, with the cell that is followed. */
export interface WalkStop {
  readonly cell: CellRef;
  readonly line: Key;
  readonly look: Look;
}

/** What is said at a step, by what it is. The embedding table and the head's slices are passed by: X and Q say the same. */
const LINES: Readonly<Record<string, Key>> = {
  lookup: "walk.lookup", pos: "walk.pos", x: "walk.x", q: "walk.q", k: "walk.k", v: "walk.v",
  "head.q_rot": "walk.q_rot", "head.k_rot": "walk.k_rot", "head.scores": "walk.scores", "head.scaled": "walk.scaled",
  "head.biased": "walk.biased", "head.capped": "walk.capped", "head.tempered": "walk.tempered", "head.masked": "walk.masked",
  "head.attn": "walk.attn", "head.context": "walk.context", concat: "walk.concat", out: "walk.out",
};

/** What a preset tells of: its own line names these tokens. */
const TOLD: Readonly<Record<string, Look>> = { story: { row: 1, col: 3 } };

/**
 * The guided way through a frame: from X to the output, along the numbers that make one share of the head. That is the
 * share, or score, that one begins from; else the one that the preset tells of; else the largest that a token gives to
 * another one.
 */
export function walkOf(frame: Frame, head: number, from: CellRef | null = null): WalkStop[] {
  const begun = from && headOf(from.step) === head && frame.step(from.step)?.axes[1] === "S" ? { row: from.row, col: from.col } : null;
  const look = begun ?? (head === 0 ? TOLD[frame.preset] : undefined) ?? largest(frame, head);
  const way = wayOf(frame, head, look);
  return frame.steps.flatMap((s) => {
    if (headOf(s.id) >= 0 && headOf(s.id) !== head) return [];
    if (s.id === "lookup" && s.op === "given") return []; // X is told of
    const line = LINES[headOf(s.id) < 0 ? s.id : `head.${baseOf(s.id)}`];
    return line ? [{ cell: way.get(s.id) ?? { step: s.id, row: look.row, col: 0 }, line, look }] : [];
  });
}

/** The cells on the way, by step: the query's by its largest products, the key's beside it, the value's where it matters most. */
function wayOf(frame: Frame, head: number, { row, col }: Look): ReadonlyMap<string, CellRef> {
  const at = `head.${head}.`;
  const way = new Map(pathBack(frame, { step: `${at}attn`, row, col }).map((c) => [c.step, c]));
  const put = (step: string, r: number, c: number): void => { if (frame.has(step)) way.set(step, { step, row: r, col: c }); };
  const columnOf = (slice: string): number => firstColumn(frame, frame.step(at + slice)!);
  const dim = way.get(`${at}q`)?.col ?? 0;
  put(`${at}k_rot`, col, way.get(`${at}q_rot`)?.col ?? dim);
  put("k", col, columnOf("k") + dim);
  const given = strongest(frame, `${at}v`, col);
  put("v", col, columnOf("v") + given);
  put(`${at}context`, row, given);
  put("concat", row, head * frame.config.dh + given);
  put("out", row, strongest(frame, "out", row));
  return way;
}

/** The column of the largest magnitude in a row. */
function strongest(frame: Frame, step: string, row: number): number {
  const m = frame.now(step);
  let best = 0;
  for (let c = 1; m && c < m.cols; c++) if (Math.abs(m.at(row, c)) > Math.abs(m.at(row, best))) best = c;
  return best;
}

/** The largest share off the diagonal; where there is none, the first cell. */
function largest(frame: Frame, head: number): Look {
  const attn = frame.now(`head.${head}.attn`);
  let best = { row: 0, col: 0 };
  let most = -1;
  attn?.data.forEach((v, i) => {
    const cell = { row: Math.floor(i / attn.cols), col: i % attn.cols };
    if (v > most && cell.row !== cell.col) [best, most] = [cell, v];
  });
  return best;
}

/** The sentence of a stop, with the tokens that it tells of. */
export function walkLine(s: Scene, { line, look }: WalkStop): string {
  const tokens = axisLabels(s.frame, "T", s.frame.config.t);
  return s.t(line, { q: tokens[look.row] ?? "", k: tokens[look.col] ?? "" });
}

/** What the bar does. */
export interface WalkTools {
  go(to: number): void;
  end(): void;
  /** Ends it at its last stop. */
  done(): void;
}

/** The bar of the guided way, over the foot of the page: where one is, the sentence, back and forwards. */
export function walkBar(s: Scene, stops: readonly WalkStop[], at: number, tools: WalkTools): TemplateResult {
  const stop = stops[at]!;
  const step = s.frame.step(stop.cell.step)!;
  const [row, col] = cellPlace(s.frame, step, stop.cell.row, stop.cell.col);
  const last = at === stops.length - 1; // the same button, which keeps the focus
  const key = (e: KeyboardEvent): void => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
    if (by !== undefined && stops[at + by]) tools.go(at + by);
    else if (e.key === "Escape") tools.end();
    else return;
    e.preventDefault();
    e.stopPropagation();
  };
  return html`<section class="walk" aria-label=${s.t("walk")} @keydown=${key}>
    <p class="where"><b>${at + 1}/${stops.length}</b> ${symbol(step.id)} ${stepNameWithHead(s.lang, step.id)} · <span>${s.t("inspector.cell", { row, col })}</span></p>
    <p class="line" role="status">${withSubscripts(walkLine(s, stop))}</p>
    <div class="ways">
      <button type="button" ?disabled=${at === 0} @click=${() => tools.go(at - 1)}>${icon("left")}<span>${s.t("walk.back")}</span></button>
      <button type="button" class="next" @click=${() => (last ? tools.done() : tools.go(at + 1))}><span>${s.t(last ? "walk.done" : "walk.next")}</span>${last ? nothing : icon("right")}</button>
      <button type="button" class="plain square" aria-label=${s.t("walk.end")} title=${s.t("walk.end")} @click=${tools.end}>${icon("close")}</button>
    </div>
  </section>`;
}
