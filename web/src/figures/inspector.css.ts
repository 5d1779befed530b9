import { css, type CSSResultGroup } from "lit";
import { sharedStyles } from "./shared.css.js";

export const inspectorStyles: CSSResultGroup = [sharedStyles, css`
  h2, h3, p, dl, dd, ol { margin: 0; }
  h2 { font-size: 14px; line-height: 1.35; padding-inline-end: 28px; }
  .take { inset-block-start: -5px; inset-inline-end: 26px; } /* × stands in the corner */
  h2 .symbol { font-size: 17px; margin-inline-end: 4px; }
  h3 { font-size: 12px; font-weight: 600; color: var(--qkv-ink-2); margin-block: 14px 5px; }
  .empty { color: var(--qkv-ink-2); margin-block-start: 6px; max-inline-size: 38em; }
  header { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 8px; align-items: start; }
  .hint { margin-block-start: 6px; color: var(--qkv-ink-2); font-size: 12px; }
  .where { color: var(--qkv-ink-2); grid-column: 1; overflow-wrap: anywhere; }
  .shown { font-size: 22px; font-weight: 650; grid-column: 1; letter-spacing: -0.01em; line-height: 1.3; }
  .full { grid-column: 1 / -1; color: var(--qkv-ink-2); font-size: 12px; }
  .full .value { color: var(--qkv-ink); font-weight: 600; font-size: 13px; }
  .unpin { width: 32px; height: 32px; margin: -8px -10px 0 0; border: 0; border-radius: 6px; background: none; font-size: 20px; line-height: 1; color: var(--qkv-ink-2); cursor: pointer; }
  .unpin:hover { background: color-mix(in lab, var(--qkv-line) 60%, transparent); }

  .set { margin-block-start: 8px; padding: 6px 10px; border: 1px solid var(--qkv-line); border-inline-start: 3px solid var(--qkv-ink); border-radius: 4px; }
  .set small { color: var(--qkv-ink-2); font-size: 12px; }
  .set button { margin-block-start: 4px; }
  .ask input { inline-size: 8em; min-block-size: 32px; font: inherit; }
  .ask ol { padding-inline-start: 1.5em; overflow-wrap: anywhere; }
  .warning { margin-block-start: 8px; padding: 6px 10px; border: 1px solid var(--qkv-line); border-inline-start: 3px solid var(--qkv-danger, #b3261e); border-radius: 4px; font-weight: 600; }
  .unpin { justify-self: end; }
  .copies { grid-column: 1 / -1; display: flex; flex-wrap: wrap; align-items: center; gap: 4px; margin-block-start: 6px; font-size: 12px; color: var(--qkv-ink-2); }
  .copies span { margin-inline-end: 2px; }
  .set button, .more, .copies button, .play button {
    min-height: 28px; padding: 2px 10px; border: 1px solid var(--qkv-ink-3); border-radius: 5px; background: var(--qkv-paper-2); cursor: pointer; white-space: nowrap;
  }
  .copies button { color: var(--qkv-ink); }
  @media (pointer: coarse) { .set button, .more, .copies button, .play button { min-height: 40px; } }
  .set button:hover, .more:hover, .copies button:hover, .play button:hover:not(:disabled) { border-color: var(--qkv-ink); }
  .more { margin-block-start: 6px; }

  dl { margin-block-start: 10px; display: grid; gap: 1px; }
  dt { font-size: 11px; color: var(--qkv-ink-3); }
  dt:not(:first-child) { margin-block-start: 5px; }
  dd { padding-block-end: 3px; overflow-wrap: anywhere; max-block-size: 7.5em; overflow-y: auto; scrollbar-width: thin; }
  dd.symbols { font-size: 14px; }
  @media (pointer: coarse) { .keyed { display: none; } }
  sub { font-size: 0.72em; line-height: 0; }
  dd.number { white-space: normal; }

  .terms { max-inline-size: 40rem; list-style: none; padding: 0; display: grid; grid-template-columns: minmax(1.2em, max-content) 1fr max-content; gap: 5px 8px; }
  .terms li { display: grid; grid-template-columns: subgrid; grid-column: 1 / -1; align-items: baseline; font-size: 12px; }
  .of { color: var(--qkv-ink-2); max-inline-size: 6em; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-variant-numeric: tabular-nums; }
  .factors { display: flex; flex-wrap: wrap; align-items: baseline; column-gap: 2px; }
  .times { color: var(--qkv-ink-3); padding-inline: 2px; }
  .constant small { color: var(--qkv-ink-3); font-size: 11px; }
  .product { font-weight: 600; text-align: end; }
  .terms .bar { grid-column: 1 / 3; width: 100%; height: 10px; align-self: center; }
  .terms .so-far { grid-column: 3; color: var(--qkv-ink-3); text-align: end; font-size: 11px; line-height: 1.1; }
  .terms.exps .bar { grid-column: 1 / -1; }
  .terms .total { border-block-start: 1px solid var(--qkv-ink-3); padding-block-start: 5px; }
  .total .of { color: var(--qkv-ink); font-weight: 600; grid-column: 1 / 3; }
  .total .product { font-size: 13px; }
  .terms .passed { display: block; color: var(--qkv-ink-3); font-size: 11px; padding-inline-start: 2.2em; }
  .own .of, .own .product { color: var(--qkv-ink); font-weight: 700; }

  .play { display: flex; flex-wrap: wrap; align-items: center; gap: 4px; margin-block-end: 8px; }
  .play button { display: inline-flex; align-items: center; gap: 5px; }
  .play .one { padding: 0; min-width: 32px; justify-content: center; }
  @media (pointer: coarse) { .play .one { min-width: 40px; } }
  .play button:disabled { color: var(--qkv-ink-3); border-style: dashed; cursor: default; }
  .play .all { margin-inline-start: auto; }
  .play input { flex: 1 1 100%; min-inline-size: 0; accent-color: var(--qkv-focus); margin: 2px 0; min-block-size: 24px; }
  .play input:focus-visible { outline: 2px solid var(--qkv-focus); outline-offset: 1px; }
  .play svg.icon { inline-size: 14px; block-size: 14px; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
  .tally { flex: 1 1 100%; min-block-size: 2.9em; font-size: 12px; color: var(--qkv-ink-2); }
  .tally .step { display: block; }
  .tally .number { white-space: normal; }
  .tally output { color: var(--qkv-ink); font-weight: 700; font-size: 14px; }
  .terms .later { color: var(--qkv-ink-3); }
  .terms .later :is(.product, .bar, .so-far) { visibility: hidden; }
  .terms .now { background: color-mix(in lab, var(--qkv-focus) 13%, transparent); border-radius: 3px; box-shadow: inset 3px 0 var(--qkv-focus); padding-inline-start: 6px; }
  @media (prefers-reduced-motion: no-preference) {
    .terms .now .bar rect { animation: grow 240ms ease-out; transform-box: fill-box; transform-origin: left; }
    @keyframes grow { from { transform: scaleX(0); } }
  }

  .bar { display: block; overflow: visible; }
  .bar rect { rx: 1.5px; }
  .bar .pos { fill: var(--qkv-pos); }
  .bar .neg { fill: var(--qkv-neg); }
  .bar .total { fill: var(--role); }
  .bar .own { fill: var(--qkv-attn-hi); }
  .bar .other { fill: color-mix(in lab, var(--qkv-attn-hi) 28%, var(--qkv-paper-2)); }
  .zero { stroke: var(--qkv-ink-3); stroke-width: 1; }
  .share { width: 100%; height: 14px; margin-block-end: 5px; }
  .plot { width: 100%; margin-block-start: 6px; }
  .plot path { fill: none; stroke: var(--qkv-ink-2); stroke-width: 1.5; }
  .plot .zero { stroke: var(--qkv-line); }
  .plot .bound { stroke: var(--qkv-ink-3); stroke-dasharray: 3 3; }
  .plot circle { fill: var(--role); stroke: var(--qkv-paper-2); stroke-width: 1.5; }
  .reason, .from { margin-block-start: 8px; }

  .cell {
    min-height: 24px; min-width: 24px; padding: 0 5px; border: 0; border-radius: 4px; background: color-mix(in lab, var(--role) 9%, transparent);
    color: color-mix(in lab, var(--role) 80%, var(--qkv-ink)); cursor: pointer; font-weight: 600;
  }
  .cell:hover { background: color-mix(in lab, var(--role) 9%, transparent); text-decoration: underline; text-underline-offset: 3px; box-shadow: 0 0 0 1.5px var(--role); }
  .path ol { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 4px 2px; align-items: center; }
  .path li { display: inline-flex; align-items: center; min-inline-size: 0; overflow-wrap: anywhere; }
  .path li + li::before { content: "←"; color: var(--qkv-ink-3); padding-inline: 4px; }
  .path .number { font-weight: 400; }
`];
