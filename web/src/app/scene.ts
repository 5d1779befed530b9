import { html, noChange, nothing, type TemplateResult } from "lit";
import { CONTROLS, sourceControl, type Control, type Place } from "../controls/table.js";
import { TABLE_COLUMNS } from "../figures/matrix-layout.js";
import { t, type Args, type Key } from "../i18n/t.js";
import type { Frame } from "../model/frame.js";
import { sameCell, type Lang } from "../model/view.js";
import type { Arrangement, Room } from "./room.js";
import type { State } from "../store/state.js";
import type { Problem, Step } from "../wire.gen.js";

/** What the parts of the page are drawn from. */
export class Scene {
  readonly frame: Frame;
  readonly lang: Lang;

  /** beside: the inspector has a column of its own; readonly: nothing can be changed; left: how many stages may still be drawn. */
  constructor(readonly state: State, frame: Frame, readonly room: Room, readonly beside: boolean, readonly readonly: boolean, private left = Infinity) {
    this.frame = frame;
    this.lang = state.view.lang;
  }

  /** Whether everything that there is was let in. */
  get isWhole(): boolean {
    return this.left > 0;
  }

  /** Whether one more stage may be drawn: a page that starts comes in pieces (lab.ts). */
  admit(): boolean {
    return this.left-- > 0;
  }

  get arrangement(): Arrangement {
    return this.room.arrangement;
  }

  t(key: Key, args?: Args): string {
    return t(this.lang, key, args);
  }

  /** room: how wide a heat map may be, in px; tables: up to so many columns it is a table of numbers. */
  matrix(step: Step, legend: boolean, room: number, tables = TABLE_COLUMNS): TemplateResult {
    const { view, explanation } = this.state;
    return html`<qkv-matrix .frame=${this.frame} .view=${view} .step=${step.id} .explanation=${explanation} .legend=${legend || this.difference !== 0} .room=${room} .tables=${tables} .base=${this.base} .difference=${this.difference} ?readonly=${this.readonly}></qkv-matrix>`;
  }

  /** What changed cells are told against, where that is not the frame before. */
  get base(): Frame | null {
    const { view, comparison, opening } = this.state;
    return comparison?.frame ?? (view.compare === "opening" ? opening : null);
  }

  /** What is taken from what, where matrices show B − A: the other from this (1), or this from the other (−1). */
  get difference(): -1 | 0 | 1 {
    const { view, comparison } = this.state;
    return !comparison || !view.difference ? 0 : comparison.isA ? -1 : 1;
  }

  /** direction: where the figure stands, if that is known. */
  connector(step: Step, direction?: "right" | "down"): TemplateResult {
    const { view, explanation } = this.state;
    return html`<qkv-connector .frame=${this.frame} .view=${view} .step=${step.id} .explanation=${explanation} .direction=${direction}></qkv-connector>`;
  }

  /** The inspector in the flow, after what holds the pinned cell, where it has no column of its own. */
  inspectorAfter(steps: readonly string[]): TemplateResult | typeof nothing {
    const { pinned } = this.state.view;
    return !this.beside && pinned && steps.includes(pinned.step) ? this.inspector() : nothing;
  }

  inspector(): TemplateResult {
    const { view, explanation } = this.state;
    // between the figures it keeps to the pinned cell: else it would push away what one points at
    const shown = this.beside ? explanation : !view.pinned ? null : explanation && sameCell(explanation, view.pinned) ? explanation : noChange;
    return html`<section class="inspector" aria-label=${this.t("inspector")}>
      <qkv-inspector .frame=${this.frame} .view=${view} .explanation=${shown} .base=${this.base} .difference=${this.difference} ?readonly=${this.readonly}></qkv-inspector></section>`;
  }

  attention(): TemplateResult {
    const { view, explanation } = this.state;
    return html`<qkv-attention .frame=${this.frame} .view=${view} .explanation=${explanation} ?narrow=${this.beside}></qkv-attention>`;
  }

  /** The controls of a place, as far as they ask for attention. */
  controls(place: Place, which: (c: Control) => boolean = () => true): TemplateResult[] {
    return CONTROLS.filter((c) => c.place === place && which(c)).map((c) => this.control(c));
  }

  /** True where a control may wait in the quiet panel: nothing was set, nothing is wrong. */
  isQuiet(c: Control): boolean {
    return c.quiet !== undefined && c.value(this.frame.config) === c.quiet && this.problemOf(c.key) === null;
  }

  source(step: Step): TemplateResult {
    return this.control(sourceControl(step.id, this.frame));
  }

  control(spec: Control): TemplateResult {
    return html`<qkv-control data-key=${spec.key} .spec=${spec} .frame=${this.frame} .lang=${this.lang} .problem=${this.problemOf(spec.key)}></qkv-control>`;
  }

  /** The problem that belongs beside a field, or null. */
  problemOf(field: string): Problem | null {
    const { refused } = this.state;
    if (!refused?.edit) return null;
    const { kind, key, step } = refused.edit;
    const about = kind === "set_key" ? key : kind === "set_text" ? "text" : step ? "" : refused.problem.field; // an edit of cells has no control
    return about === field ? refused.problem : null;
  }
}
