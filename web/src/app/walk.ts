import { html, type TemplateResult } from "lit";
import { icon } from "../controls/icon.js";
import { cellPlace, stepNameWithHead } from "../figures/labels.js";
import { firstColumn, pathBack } from "../figures/path.js";
import { symbol } from "../figures/symbol.js";
import type { Key } from "../i18n/t.js";
import type { Frame } from "../model/frame.js";
import { baseOf, headOf, isParameter } from "../model/role.js";
import type { CellRef } from "../model/view.js";
import type { Scene } from "./scene.js";

/** One stop of the guided way: a step, told in a sentence, with the cell that is followed. */
export interface WalkStop {
  readonly cell: CellRef;
  readonly line: Key;
}

/** What is said at a step, by what it is. The embedding table and the head's slices are passed by: X and Q say the same. */
const LINES: Readonly<Record<string, Key>> = {
  lookup: "walk.lookup", pos: "walk.pos", x: "walk.x", q: "walk.q", k: "walk.k", v: "walk.v",
  q_rot: "walk.q_rot", k_rot: "walk.k_rot", scores: "walk.scores", scaled: "walk.scaled", biased: "walk.biased",
  capped: "walk.capped", tempered: "walk.tempered", masked: "walk.masked", attn: "walk.attn", context: "walk.context",
  concat: "walk.concat", out: "walk.out",
};

/**
 * The guided way through a frame: from X to the output, along the numbers that make one share of the head. That is the
 * share, or score, that one begins from, or else the largest that a token gives to another one.
 */
export function walkOf(frame: Frame, head: number, from: CellRef | null = null): WalkStop[] {
  const pinned = from && headOf(from.step) === head && frame.step(from.step)?.axes[1] === "S" ? from : null;
  const at = pinned ? { row: pinned.row, col: pinned.col } : telling(frame, head);
  const way = new Map(pathBack(frame, { step: "out", row: at.row, col: 0 }).map((c) => [c.step, c]));
  for (const cell of pathBack(frame, { step: `head.${head}.attn`, ...at })) way.set(cell.step, cell);
  return frame.steps
    .filter((s) => headOf(s.id) < 0 ? !isParameter(s.op) || s.id === "x" : headOf(s.id) === head)
    .flatMap((s) => {
      const line = LINES[headOf(s.id) >= 0 && isWhole(s.id) ? "" : baseOf(s.id)];
      return line ? [{ cell: way.get(s.id) ?? standIn(frame, s.id, at, head), line }] : [];
    });
}

// head.0.q is told with Q.
function isWhole(id: string): boolean {
  return ["q", "k", "v"].includes(baseOf(id));
}

/** The largest share off the diagonal; where there is none, the first cell. */
function telling(frame: Frame, head: number): { row: number; col: number } {
  const attn = frame.now(`head.${head}.attn`);
  let best = { row: 0, col: 0 };
  let most = -1;
  attn?.data.forEach((v, i) => {
    const cell = { row: Math.floor(i / attn.cols), col: i % attn.cols };
    if (v > most && cell.row !== cell.col) [best, most] = [cell, v];
  });
  return best;
}

/** Keys and values are not on the way back of a query: the row is that of the key that is looked at. */
function standIn(frame: Frame, id: string, at: { row: number; col: number }, head: number): CellRef {
  const base = baseOf(id);
  const ofKey = base.startsWith("k") || base === "v";
  const slice = frame.step(`head.${head}.${base}`);
  return { step: id, row: ofKey ? at.col : at.row, col: slice && headOf(id) < 0 ? firstColumn(frame, slice) : 0 };
}

/** What the bar does. */
export interface WalkTools {
  go(to: number): void;
  end(): void;
}

/** The bar of the guided way, over the foot of the page: where one is, the sentence, back and forwards. */
export function walkBar(s: Scene, stops: readonly WalkStop[], at: number, tools: WalkTools): TemplateResult {
  const stop = stops[at]!;
  const step = s.frame.step(stop.cell.step)!;
  const [row, col] = cellPlace(s.frame, step, stop.cell.row, stop.cell.col);
  const key = (e: KeyboardEvent): void => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
    if (by !== undefined && stops[at + by]) tools.go(at + by);
    else if (e.key === "Escape") tools.end();
    else return;
    e.preventDefault();
    e.stopPropagation();
  };
  return html`<section class="walk" aria-label=${s.t("walk")} @keydown=${key}>
    <p class="where"><b>${at + 1}/${stops.length}</b> ${symbol(step.id)} ${stepNameWithHead(s.lang, step.id)} <span>${row} · ${col}</span></p>
    <p class="line" role="status">${s.t(stop.line)}</p>
    <div class="ways">
      <button type="button" ?disabled=${at === 0} @click=${() => tools.go(at - 1)}>${icon("left")}<span>${s.t("walk.back")}</span></button>
      ${at < stops.length - 1
        ? html`<button type="button" class="next" @click=${() => tools.go(at + 1)}><span>${s.t("walk.next")}</span>${icon("right")}</button>`
        : html`<button type="button" class="next" @click=${tools.end}>${s.t("walk.done")}</button>`}
      <button type="button" class="plain square" aria-label=${s.t("walk.end")} title=${s.t("walk.end")} @click=${tools.end}>${icon("close")}</button>
    </div>
  </section>`;
}
