import { css, type CSSResultGroup } from "lit";
import { vectorsStyles } from "../vectors.css.js";

/** What the figures of the lessons share: a plane, controls over it, numbers beside or below it. */
export const lessonStyles: CSSResultGroup = [vectorsStyles, css`
  :host { width: 100%; container-type: inline-size; }
  figure { max-width: 520px; }
  figcaption { margin-block-end: 6px; }
  figcaption small { font-weight: 400; font-size: 12px; color: var(--qkv-ink-2); margin-inline-start: 6px; }
  @container (min-width: 760px) {
    figure { grid-template-columns: minmax(0, 460px) minmax(0, 1fr); column-gap: 28px; display: grid; max-width: none; align-items: start; }
    figure > figcaption, figure > .wide { grid-column: 1 / -1; }
  }
  .sets button { min-width: 44px; }
  button.act { min-height: 36px; padding: 2px 12px; border: 1px solid var(--qkv-line); border-radius: 6px; background: var(--qkv-paper-2); cursor: pointer; }
  button.act:hover, .sets button:hover { border-color: var(--qkv-ink-3); }
  button.act[aria-pressed="true"] { border-color: var(--qkv-ink); box-shadow: inset 0 -2px var(--qkv-ink); }
  @media (pointer: coarse) { button.act { min-height: 40px; } }
  .words { margin-block-start: 10px; }
  @container (min-width: 760px) { .words { margin-block-start: 4px; } }
  .note { max-width: 62ch; }
  .facts { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 3px 14px; margin: 0 0 10px; font-variant-numeric: tabular-nums; }
  .facts dt { color: var(--qkv-ink-2); }
  .facts dd { margin: 0; }
  .formula { margin: 6px 0; line-height: 1.9; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
  .formula b { white-space: nowrap; }
  .key-line { display: flex; flex-wrap: wrap; gap: 2px 14px; margin: 6px 0 0; color: var(--qkv-ink-2); font-size: 12px; }
  .key-line span { display: inline-flex; align-items: center; gap: 6px; }
  .key-line .symbol { display: inline; margin-inline-end: 2px; }
  .key-line svg { width: 22px; height: 12px; }
  .spot { cursor: pointer; }
  .spot:focus-visible { outline: none; }
  .spot .reach { fill: transparent; stroke: none; }
  .spot:focus-visible .reach { stroke: var(--qkv-focus); stroke-width: 2; }
  .spot .dot { fill: var(--role); stroke: var(--qkv-paper-2); stroke-width: 1.5; }
  .spot .hollow { fill: var(--qkv-paper-2); stroke: var(--role); stroke-width: 1.5; }
  .spot.here .dot { stroke: var(--qkv-ink); stroke-width: 2; }
  @media (pointer: coarse) { .spot .reach { r: 20px; } }
  @media print { .controls, .stage, .sight, .hint, .fields, details { display: none !important; } }
`];
