import { css, html, LitElement, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from "lit";
import { engine } from "../engine/shared.js";
import { say } from "../i18n/lesson.js";
import type { Lang } from "../model/view.js";
import { tokens } from "../styles/tokens.js";
import { langOf } from "./asked.js";
import type { JudgeReply } from "../wire.gen.js";
import { define } from "../figures/figure.js";

/**
 * `<qkv-exercise>`: a question in its content, a field for the answer, and what the engine says of it: right, nearly right, or wrong,
 * with the next hint. What the content has for readers without scripts stays below, folded: hints (slot `hint`), one after another, and the
 * solution (slot `solution`). The terms are told to who asks for them, or is still wrong after the last hint.
 * - `doc` and `cell` (`q.0.2`): the cell that is asked for
 * - `count`: what is asked for is no cell, but this whole number
 * A page whose address ends in #ui.answers=0, as teachers hand it out, has no solutions, nor the terms of wrong answers.
 */
export class QkvExercise extends LitElement {
  static override styles: CSSResultGroup = [tokens, css`
    :host { display: block; }
    form { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; margin-block: 4px 8px; }
    label { font-size: 15px; }
    input { inline-size: 8em; min-block-size: 36px; padding: 0 10px; border: 1px solid var(--qkv-ink-3); border-radius: 6px; background: var(--qkv-paper); color: var(--qkv-ink); font: inherit; font-variant-numeric: tabular-nums; }
    button { min-block-size: 38px; padding: 0 14px; border: 1px solid var(--qkv-line); border-radius: 6px; background: var(--qkv-paper-2); color: inherit; font: inherit; cursor: pointer; }
    @media (pointer: coarse) { input, button { min-block-size: 42px; } }
    :is(input, button):focus-visible { outline: 2px solid var(--qkv-focus); outline-offset: 1px; }
    .verdict { margin: 0 0 8px; padding: 8px 12px; border-inline-start: 3px solid var(--qkv-ink-3); font-size: 15px; }
    .verdict p { margin: 0; }
    .verdict b { margin-inline-end: 6px; }
    .ways { display: flex; flex-wrap: wrap; gap: 8px; margin-block: 0 8px; }
    ul { margin: 6px 0; padding: 0; list-style: none; }
    li, .solution { font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
    @media print { form, .verdict, .ways { display: none; } }
  `];
  static override properties: PropertyDeclarations = {
    doc: {},
    cell: {},
    count: {},
    verdict: { state: true },
    failed: { state: true },
    reached: { state: true },
    shown: { state: true },
  };

  declare doc: string;
  declare cell: string;
  declare count: string;
  declare private verdict: JudgeReply | undefined;
  declare private failed: string;
  /** How many hints were opened. */
  declare private reached: number;
  /** The terms were asked for, or there is no hint left. */
  declare private shown: boolean;
  #asked = 0;

  constructor() {
    super();
    this.doc = "";
    this.cell = "";
    this.count = "";
    this.verdict = undefined;
    this.failed = "";
    this.reached = 0;
    this.shown = false;
    this.addEventListener("toggle", () => { // who opens one without a wrong answer comes to the next as well
      for (const [i, { open }] of this.#hints.entries()) if (open) this.reached = Math.max(this.reached, i + 1);
    }, true);
  }

  get #hints(): HTMLDetailsElement[] {
    return [...this.querySelectorAll<HTMLDetailsElement>("details[slot=hint]")];
  }

  get #lang(): Lang {
    return langOf(this);
  }

  get #tells(): boolean {
    forClass ||= /[#&]ui\.answers=0(&|$)/.test(location.hash);
    return !forClass;
  }

  protected override render(): TemplateResult {
    const lang = this.#lang;
    return html`<slot></slot>
      ${this.cell || this.count ? html`<form @submit=${(e: SubmitEvent) => void this.#judge(e)}>
        <label>${say(lang, "exercise.answer")} <input name="answer" autocomplete="off" inputmode="text" spellcheck="false"></label>
        <button>${say(lang, "exercise.check")}</button></form>` : nothing}
      <div role="status">${this.failed ? html`<div class="verdict"><p>${this.failed}</p></div>` : this.#said(lang)}</div>
      ${this.verdict?.mark === "wrong" ? this.#ways(this.verdict, lang) : nothing}
      <slot name="hint"></slot>${this.#tells ? html`<slot name="solution"></slot>` : nothing}`;
  }

  protected override updated(): void {
    for (const [i, hint] of this.#hints.entries()) hint.hidden = i > this.reached;
  }

  #said(lang: Lang): TemplateResult | typeof nothing {
    const { verdict } = this;
    if (!verdict) return nothing;
    const { mark, text, terms, solution } = verdict;
    const isWrong = mark === "wrong";
    const isTold = isWrong && this.shown && this.#tells;
    return html`<div class="verdict" data-mark=${mark}><p><b aria-hidden="true">${MARKS[mark] ?? ""}</b>${this.#tells || !isWrong ? text : say(lang, "exercise.wrong")}</p>
      ${isTold && terms.length > 0 ? html`<ul aria-label=${say(lang, "exercise.terms")}>${terms.map((term) => html`<li>${term}</li>`)}</ul>` : nothing}
      ${solution !== "" && (isTold || !isWrong) ? html`<p class="solution">${solution}</p>` : nothing}</div>`;
  }

  /** What there is to go on with: the next hint, and the terms. */
  #ways({ terms }: JudgeReply, lang: Lang): TemplateResult {
    const hint = this.#hints[this.reached];
    const summary = hint?.querySelector("summary");
    return html`<div class="ways">${summary ? html`<button @click=${() => { hint!.hidden = false; hint!.open = true; summary.focus(); }}>${summary.textContent}</button>` : nothing}
      ${terms.length > 0 && this.#tells && !this.shown ? html`<button @click=${() => { this.shown = true; }}>${say(lang, "exercise.terms")}</button>` : nothing}</div>`;
  }

  async #judge(e: SubmitEvent): Promise<void> {
    e.preventDefault();
    if (this.reached >= this.#hints.length) this.shown = true;
    const answer = String(new FormData(e.target as HTMLFormElement).get("answer") ?? "");
    const [, step = "", row = "", col = ""] = /^(.+)\.(\d+)\.(\d+)$/.exec(this.cell) ?? [];
    if (this.count) {
      const isNumber = /^\s*\d+\s*$/.test(answer);
      const mark = !isNumber ? "unread" : Number(answer) === Number(this.count) ? "right" : "wrong";
      this.verdict = { ok: true, mark, text: say(this.#lang, `exercise.${mark}`), terms: [], solution: "" };
      return;
    }
    const asked = ++this.#asked;
    try {
      const { reply } = await engine.ask(this.doc, "judge", { step, row, col, answer, lang: this.#lang });
      if (asked !== this.#asked) return;
      const verdict = reply as JudgeReply;
      this.failed = verdict.ok ? "" : verdict.problem?.message ?? "";
      this.verdict = verdict.ok ? verdict : undefined;
    } catch {
      if (asked !== this.#asked) return;
      this.failed = say(this.#lang, "exercise.failed");
    }
  }
}

/** The page was opened by a link without answers: it stays so when the address goes on to a place in it. */
let forClass = false;

/** Marks that need no colour. */
const MARKS: Readonly<Record<string, string>> = { right: "✓", near: "≈", wrong: "✗", unread: "?" };

define("qkv-exercise", QkvExercise);

declare global {
  interface HTMLElementTagNameMap { "qkv-exercise": QkvExercise }
}
