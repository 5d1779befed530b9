import { css, unsafeCSS, type CSSResultGroup } from "lit";
import { RETIRED } from "../scale/colour.js";
import { legendStyles } from "./legend.css.js";
import { sharedStyles } from "./shared.css.js";

const table = css`
  :host { width: fit-content; max-width: 100%; }
  figure { margin: 0; max-width: 100%; }
  figcaption { display: flex; flex-wrap: wrap; align-items: baseline; gap: 2px 8px; margin-block-end: 5px; }
  figcaption .symbol { font-size: 17px; line-height: 1.2; }
  .name { font-weight: 600; }
  .shape { flex-basis: var(--qkv-shape, auto); color: var(--qkv-ink-3); font-size: 12px; font-variant-numeric: tabular-nums; white-space: nowrap; }
  figure > .legend { inline-size: 0; min-inline-size: 100%; } /* it wraps, and moves no neighbour */
  .waiting { color: var(--qkv-ink-2); margin: 4px 0; }
  .take { inset: var(--qkv-take, -8px -8px auto auto); }
  .scroll { overflow-x: auto; max-width: calc(100% + 12px); padding: 6px; margin: -6px; scrollbar-width: thin; }
  @media (max-width: 700px) {
    @supports (animation-timeline: scroll(self inline)) { /* what goes on beyond the edge fades there; where all is in sight there is no timeline */
      .scroll { mask: linear-gradient(to right, #000 calc(100% - 28px), transparent) no-repeat 0 0 / calc(100% + 28px) 100%; animation: reach-end linear both; animation-timeline: scroll(self inline); }
      @keyframes reach-end { from { mask-position: -28px 0; } }
    }
  }

  table { border-collapse: separate; border-spacing: 0; font-size: 12px; font-variant-numeric: tabular-nums; }
  th { font-weight: 400; color: var(--qkv-ink-3); padding: 0; line-height: 1.2; }
  thead th { font-size: 11px; vertical-align: bottom; padding-block-end: 4px; text-align: center; white-space: nowrap; }
  thead th span { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; max-inline-size: 3.2em; margin-inline: auto; white-space: normal; overflow-wrap: anywhere; }
  tbody th, .corner {
    position: sticky; inset-inline-start: 0; z-index: 6; background: var(--qkv-paper);
    padding-inline: 2px; text-align: end; color: var(--qkv-ink-2); border-inline-end: 5px solid transparent; background-clip: padding-box; /* a ring shows there */
  }
  tbody th span { display: block; line-height: 1.4; max-inline-size: 5.6em; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; margin-inline-start: auto; }
  th.here { color: var(--qkv-ink); font-weight: 700; }

  td[role] {
    --keep: 1;
    text-align: center; padding: 0; cursor: cell; touch-action: manipulation; white-space: nowrap;
    color: var(--qkv-ink);
    background: color-mix(in lab, var(--end, var(--qkv-pos)) calc(var(--t) * var(--keep)), var(--qkv-paper));
    border: 0 solid var(--qkv-line); border-block-end-width: 1px; border-inline-end-width: 1px;
  }
  .n {
    display: block; width: max(var(--qkv-cell), calc(var(--ch, 5) * 0.62em + 8px)); height: calc(var(--qkv-cell) * 0.76);
    line-height: calc(var(--qkv-cell) * 0.76);
  }
  td.neg { --end: var(--qkv-neg); }
  td.attn { --end: var(--qkv-attn-hi); color: var(--qkv-ink-weak); }
  td.strong { color: var(--qkv-ink-strong); }
  td.head-ends-below { border-block-end: 2px solid color-mix(in lab, var(--role) 60%, transparent); }
  td.head-ends-beside { border-inline-end: 2px solid color-mix(in lab, var(--role) 60%, transparent); }
  tbody tr:first-child td { border-block-start: 2px solid var(--role); }
  tbody tr:last-child td { border-block-end: 2px solid var(--role); }
  tbody td[role]:first-of-type { border-inline-start: 2px solid var(--role); }
  tbody td[role]:last-of-type { border-inline-end: 2px solid var(--role); }
  tbody tr:first-child td:first-of-type { border-start-start-radius: 5px; }
  tbody tr:first-child td:last-of-type { border-start-end-radius: 5px; }
  tbody tr:last-child td:first-of-type { border-end-start-radius: 5px; }
  tbody tr:last-child td:last-of-type { border-end-end-radius: 5px; }

  .changeable td[role] { text-decoration: underline dotted 1px color-mix(in lab, currentcolor 55%, transparent); text-underline-offset: 4px; }
  .changeable td[role]:hover { text-decoration-style: solid; }

  td.masked, td.infinite, .swatch.masked {
    background: repeating-linear-gradient(135deg, var(--qkv-line) 0 1px, var(--qkv-paper) 1px 5px);
    color: var(--qkv-ink-3);
  }
  td.infinite { background: repeating-linear-gradient(45deg, var(--qkv-line) 0 2px, var(--qkv-paper) 2px 6px); color: var(--qkv-ink); }
  td.nan, .swatch.nan {
    background: radial-gradient(circle, var(--qkv-line) 1px, transparent 1.5px) 0 0 / 6px 6px var(--qkv-paper);
    color: var(--qkv-ink); font-style: italic;
  }

  /* Marks are pictures, not elements: they come and go without a layout. */
  .n { background: var(--corner, none) 1px 1px / 7px 7px no-repeat, var(--way, none) right 2px top 2px / 6px 6px no-repeat; }
  td.set { --corner: linear-gradient(135deg, currentcolor 50%, transparent 50%); }
  td[data-change="up"] { --way: conic-gradient(from 153deg at 50% 0, currentcolor 54deg, transparent 0); }
  td[data-change="down"] { --way: conic-gradient(from -27deg at 50% 100%, currentcolor 54deg, transparent 0); }
  td[data-change="other"] { --way: radial-gradient(circle closest-side, currentcolor 90%, transparent); }

  .stepped-back td[role]:not(.near, .hover, .pinned) { --keep: ${unsafeCSS(RETIRED)}; color: var(--qkv-ink-3); }
  td.near { box-shadow: 0 0 0 1.5px var(--qkv-ink-2); z-index: 1; font-weight: 600; }
  td.now { box-shadow: 0 0 0 3px var(--qkv-focus); z-index: 2; }
  td[role]:hover, td.hover { box-shadow: 0 0 0 2px var(--qkv-ink); z-index: 2; }
  td.pinned { box-shadow: 0 0 0 2px var(--qkv-ink), 0 0 0 4px var(--qkv-paper), 0 0 0 5px var(--qkv-ink); z-index: 3; }
  td[role]:is(:hover, :focus-visible, .hover, .near, .now, .pinned), td:has(.editor) { position: relative; }
  td[role]:focus-visible { outline: 3px solid var(--qkv-focus); outline-offset: 0; z-index: 4; }

  @media (prefers-reduced-motion: no-preference) {
    [data-glow="a"] td[data-change] { animation: glow-a 200ms ease-out; }
    [data-glow="b"] td[data-change] { animation: glow-b 200ms ease-out; }
    @keyframes glow-a { from { outline: 3px solid var(--qkv-focus); outline-offset: -3px; } }
    @keyframes glow-b { from { outline: 3px solid var(--qkv-focus); outline-offset: -3px; } }
  }
  @media (forced-colors: active) {
    td[role] { border: 1px solid CanvasText; forced-color-adjust: none; } /* colour, hatch and corner tell of the number */
    tbody th, .corner { border-color: Canvas; }
    td.hover, td.pinned, td.near, td.now { outline: 2px solid Highlight; }
  }

  .editor {
    position: absolute; z-index: 5; inset-block: -1px; inset-inline-start: -1px; margin: 0; padding: 0 3px;
    width: max(calc(100% + 2px), calc(var(--ch) * 0.66em + 8px)); border: 2px solid var(--qkv-focus); border-radius: 3px;
    background: var(--qkv-paper-2); color: var(--qkv-ink); font: inherit; font-variant-numeric: tabular-nums;
    text-align: center; cursor: ew-resize; outline: none; touch-action: pan-y;
  }
  td:nth-last-of-type(-n + 2):not(:first-of-type) .editor { inset-inline: auto -1px; }
`;

const heat = css`
  .heat .scroll { display: grid; grid-template-columns: auto auto; justify-content: start; gap: 2px 6px; }
  .heat-cols { grid-column: 2; position: relative; height: 14px; margin-inline: 2px; font-size: 10px; color: var(--qkv-ink-3); }
  .heat-cols span { position: absolute; inset-inline-start: calc((var(--at) + 0.5) * var(--pw)); translate: -50%; white-space: nowrap; max-width: 4em; overflow: hidden; text-overflow: clip; }
  .heat-rows { grid-column: 1; position: relative; min-width: var(--heads); font-size: 10px; color: var(--qkv-ink-2); }
  .heat-rows span { position: absolute; inset-inline-end: 0; inset-block-start: calc((var(--at) + 0.5) * var(--ph) + 2px); translate: 0 -50%; line-height: 13px; max-width: 100%; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .plot { grid-column: 2; width: fit-content; position: relative; border: 2px solid var(--role); border-radius: 5px; overflow: hidden; cursor: cell; line-height: 0; touch-action: pan-x pan-y; }
  .plot:focus-visible { outline: 3px solid var(--qkv-focus); outline-offset: 1px; }
  .cursor { position: absolute; width: var(--pw); height: var(--ph); pointer-events: none; box-shadow: 0 0 0 1px var(--qkv-paper), 0 0 0 2px var(--qkv-ink); }
  .cursor.pin { box-shadow: 0 0 0 2px var(--qkv-paper), 0 0 0 4px var(--qkv-ink); }
  .readout { display: flex; align-items: center; gap: 6px; min-height: 30px; margin: 4px 0 0; color: var(--qkv-ink-2); font-size: 12px; }
  .readout output { color: var(--qkv-ink); font-weight: 600; font-variant-numeric: tabular-nums; }
  .zoomed .scroll { overflow: auto; max-inline-size: min(100%, var(--room)); max-block-size: 70vh; overscroll-behavior: contain; }
  .zoomed .heat-rows { position: sticky; inset-inline-start: 0; z-index: 3; background: var(--qkv-paper); }
  .zoomed .heat-cols { position: sticky; inset-block-start: 0; z-index: 2; background: var(--qkv-paper); }
  .zoomed .cursor { scroll-margin: 20px 4px 4px calc(var(--heads) * 0.8); }
  .heat { position: relative; }
  .zoom { display: inline-flex; gap: 4px; margin-inline-start: auto; }
  .zoom button { min-inline-size: 24px; min-block-size: 24px; padding: 0; border: 1px solid var(--qkv-line); border-radius: 5px; background: var(--qkv-paper-2); color: inherit; font: inherit; line-height: 1; cursor: pointer; }
  .zoom button:disabled { color: var(--qkv-ink-3); border-style: dashed; cursor: default; }
  @media (pointer: coarse) { .zoom button { min-inline-size: 40px; min-block-size: 40px; } }
  @media (hover: hover) and (pointer: fine) {
    .zoom { position: absolute; inset-block-start: -28px; inset-inline-end: 22px; /* beside the button that takes along */ opacity: 0; background: var(--qkv-paper); z-index: 4; }
    .heat:is(:hover, :focus-within) .zoom { opacity: 1; }
  }
  .field { position: relative; }
  .field:not(:empty) { width: 9em; height: 28px; }
`;

export const matrixStyles: CSSResultGroup = [sharedStyles, legendStyles, table, heat];
