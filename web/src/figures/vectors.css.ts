import { css, type CSSResultGroup } from "lit";
import { sharedStyles } from "./shared.css.js";

export const vectorsStyles: CSSResultGroup = [sharedStyles, css`
  :host { width: 100%; container-type: inline-size; }
  figure { margin: 0; max-width: 520px; }
  @container (min-width: 860px) {
    figure { display: grid; grid-template-columns: 520px minmax(0, 1fr); column-gap: 32px; align-items: start; max-width: none; }
    figcaption { grid-column: 1 / -1; }
  }
  figcaption { font-weight: 600; font-size: 15px; margin-block-end: 6px; }
  .controls { display: flex; flex-wrap: wrap; gap: 6px 14px; align-items: center; margin-block-end: 6px; color: var(--qkv-ink-2); }
  .sets { display: flex; gap: 4px; }
  .sets button {
    display: inline-flex; align-items: center; justify-content: center; gap: 6px; min-width: 48px; min-height: 36px; padding: 0 10px; cursor: pointer;
    border: 1px solid var(--qkv-line); border-radius: 6px; background: none; color: var(--qkv-ink-2); font-weight: 600;
  }
  .sets i { width: 9px; height: 9px; border-radius: 50%; border: 1.5px solid var(--role); }
  .sets [aria-pressed="true"] { border-color: var(--role); color: var(--role); background: color-mix(in lab, var(--role) 7%, transparent); }
  .sets [aria-pressed="true"] i { background: var(--role); }
  @media (forced-colors: active) { .sets i { forced-color-adjust: none; } .sets [aria-pressed="true"] { border-width: 3px; } }
  .dims { display: flex; flex-wrap: wrap; gap: 6px 10px; }
  select, .note button, .zoom button { min-height: 36px; padding: 2px 8px; border: 1px solid var(--qkv-line); border-radius: 6px; background: var(--qkv-paper-2); color: var(--qkv-ink); font: inherit; }
  .note button, .zoom button { cursor: pointer; }
  .zoom button:disabled { color: var(--qkv-ink-3); cursor: default; }
  .dot { margin-block: 6px 2px; gap: 6px 8px; }
  .dot select { max-inline-size: 9em; text-overflow: ellipsis; }
  .dot-product p { margin: 2px 0; }
  .dot-product b.number { font-size: 15px; color: var(--role, inherit); }
  .zoom { display: flex; flex-wrap: wrap; align-items: center; gap: 4px; margin-block-start: 6px; color: var(--qkv-ink-2); font-size: 12px; }
  .zoom .in, .zoom .out { min-width: 36px; font-size: 16px; line-height: 1; }
  @media print { .zoom { display: none; } }
  .hint { flex: 1 1 16em; margin-inline-start: 6px; }
  input { width: 4.5em; min-height: 36px; padding: 2px 6px; border: 1px solid var(--qkv-line); border-radius: 6px; background: var(--qkv-paper-2); color: var(--qkv-ink); font: inherit; font-variant-numeric: tabular-nums; }
  input:focus-visible { outline: 2px solid var(--qkv-focus); outline-offset: 1px; }
  .plane { display: block; background: var(--qkv-paper-2); border: 1px solid var(--qkv-line); border-radius: 6px; max-width: 100%; touch-action: pan-x pan-y; cursor: grab; }
  .plane:active { cursor: grabbing; }
  .grid { stroke: var(--qkv-line); stroke-width: 1; opacity: 0.55; }
  .axis { stroke: var(--qkv-ink-3); stroke-width: 1; }
  .origin { fill: var(--qkv-ink-3); }
  .tick { fill: var(--qkv-ink-3); font-size: 10px; font-variant-numeric: tabular-nums; }
  .axis-name { fill: var(--qkv-ink-2); font-size: 11px; font-weight: 600; font-variant-numeric: tabular-nums; paint-order: stroke; stroke: var(--qkv-paper-2); stroke-width: 3px; stroke-linejoin: round; }
  .vector { cursor: pointer; }
  .vector .reach { stroke: transparent; stroke-width: 12; fill: transparent; }
  .movable circle.reach { cursor: move; }
  .movable circle.reach:hover { stroke: color-mix(in lab, var(--role) 45%, transparent); stroke-width: 1.5; fill: color-mix(in lab, var(--role) 10%, transparent); }
  .moving { cursor: move; }
  .handle { pointer-events: none; }
  .vector:focus-visible, .handle:focus-visible { outline: none; } /* a ring around the head says it */
  .handle circle { fill: none; }
  .handle:focus-visible circle { stroke: var(--qkv-focus); stroke-width: 2.5; stroke-dasharray: 4 3; }
  .shaft { stroke: var(--role); stroke-width: 1.75; }
  marker path { fill: var(--role); }
  .label { pointer-events: none; fill: var(--role); font-size: 12px; font-weight: 600; paint-order: stroke; stroke: var(--qkv-paper-2); stroke-width: 3px; stroke-linejoin: round; }
  .some .vector:not(.here) .shaft { stroke: color-mix(in lab, var(--role) 30%, var(--qkv-paper-2)); }
  .some .label:not(.here) { font-weight: 400; }
  .shaft.near, .shaft.strong { stroke-width: 3; }
  .direction { stroke: var(--role); stroke-width: 1; stroke-dasharray: 2 4; opacity: 0.7; }
  .drop { stroke: var(--qkv-ink-2); stroke-width: 1.25; stroke-dasharray: 5 3; }
  .shadow { stroke: var(--qkv-role-score); stroke-width: 7; stroke-linecap: butt; opacity: 0.55; }
  .foot { fill: var(--qkv-paper-2); stroke: var(--qkv-role-score); stroke-width: 2.5; }
  .projection { fill: var(--qkv-role-score); font-variant-numeric: tabular-nums; }
  @media (pointer: coarse) { .vector circle.reach { r: 20px; } select, .note button, .zoom button, input, .sets button { min-height: 40px; } }
  .vector:focus-visible circle.reach { stroke: var(--qkv-focus); stroke-width: 2; }
  .readout { min-height: 1.5em; margin: 6px 0 0; display: flex; flex-wrap: wrap; gap: 2px 16px; }
  .readout > span { min-width: 0; overflow-wrap: anywhere; }
  .note { margin: 4px 0 0; color: var(--qkv-ink-2); }
  details { margin-block-start: 4px; }
  summary { cursor: pointer; color: var(--qkv-ink-2); width: fit-content; min-height: 28px; padding-block: 4px; }
  .scroll { max-height: 280px; overflow: auto; }
  table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 12px; }
  th, td { padding: 2px 10px 2px 0; text-align: end; border-block-end: 1px solid var(--qkv-line); }
  th:first-child { text-align: start; font-weight: 400; }
  thead th { font-weight: 600; color: var(--qkv-ink-2); }
`];
