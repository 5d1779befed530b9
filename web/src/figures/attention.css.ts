import { css, unsafeCSS, type CSSResultGroup } from "lit";
import { HEAD_COLOURS } from "./attention-lines.js";
import { sharedStyles } from "./shared.css.js";

const heads = unsafeCSS(Array.from({ length: HEAD_COLOURS }, (_, i) => `.head-${i} { --head: var(--qkv-head-${i}); }`).join("\n"));

export const attentionStyles: CSSResultGroup = [sharedStyles, css`
  :host { width: fit-content; max-width: 100%; }
  figure { margin: 0; }
  figcaption { font-weight: 600; font-size: 15px; }
  figcaption small { font-weight: 400; font-size: 12px; color: var(--qkv-ink-2); margin-inline-start: 6px; }
  .hint, .note { margin: 2px 0 8px; color: var(--qkv-ink-2); }
  .scroll { max-height: 620px; overflow-y: auto; scrollbar-width: thin; padding: 2px; }
  .lines { display: grid; grid-template-columns: minmax(0, auto) minmax(60px, 220px) minmax(0, auto); align-items: end; width: fit-content; max-width: 100%; }
  .row-30 { --row: 30px; }
  .row-24 { --row: 24px; }
  .row-18 { --row: 18px; font-size: 12px; }
  h3 { margin: 0 0 4px; font-size: 11px; font-weight: 400; color: var(--qkv-ink-3); }
  .query h3, .query li { text-align: end; justify-content: flex-end; }
  .side { min-width: 0; }
  ul { list-style: none; margin: 0; padding: 0; }
  li {
    display: flex; align-items: center; gap: 8px; height: var(--row); padding-inline: 8px; border-radius: 5px; cursor: pointer; outline-offset: -2px; min-width: 0;
  }
  li:focus-visible { outline: 2px solid var(--qkv-focus); }
  .query li { flex-direction: row-reverse; justify-content: flex-start; }
  .key li { min-width: 8.5em; }
  .query li { min-width: 8.5em; }
  .token { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; max-inline-size: 8em; }
  .mine { background: color-mix(in lab, var(--role) 12%, transparent); font-weight: 700; }
  .dead .token { color: var(--qkv-ink-3); }
  .dead .number { font-style: italic; }
  .number { font-size: 12px; color: var(--qkv-ink-2); }
  svg { display: block; width: 100%; }
  path { fill: none; stroke: var(--head, var(--qkv-attn-hi)); }
  ${heads}
  .modes, .legend { display: flex; flex-wrap: wrap; gap: 4px; align-items: center; margin-block: 4px; }
  .modes button, .legend button {
    display: inline-flex; align-items: center; gap: 6px; min-height: 36px; padding: 2px 10px; border: 1px solid var(--qkv-line); border-radius: 6px;
    background: none; color: var(--qkv-ink-2); font-size: 12px; cursor: pointer;
  }
  .modes [aria-pressed="true"] { border-color: var(--qkv-ink); color: var(--qkv-ink); background: var(--qkv-paper-2); font-weight: 600; }
  .legend i { inline-size: 16px; block-size: 4px; border-radius: 2px; background: var(--head); }
  .legend .mine, .legend [aria-pressed="true"] { color: var(--qkv-ink); border-color: var(--head); font-weight: 700; }
  .legend [aria-pressed="true"] { box-shadow: inset 0 0 0 1px var(--head); }
  @media (forced-colors: active) { i { forced-color-adjust: none; } .modes [aria-pressed="true"] { border-width: 3px; } }
  .legend .note { margin: 0 0 0 4px; }
  .number i { display: inline-block; inline-size: 9px; block-size: 9px; border-radius: 50%; background: var(--head); margin-inline-end: 4px; }
  .widths { display: flex; flex-wrap: wrap; gap: 2px 12px; margin: 6px 0 0; color: var(--qkv-ink-2); font-size: 12px; font-variant-numeric: tabular-nums; }
  .sample { display: inline-flex; align-items: center; gap: 5px; }
  .sample svg { width: 26px; }
  .sample line { stroke: var(--qkv-attn-hi); }
  @media (pointer: coarse) { .modes button, .legend button { min-height: 40px; } }
  path.here { stroke: var(--qkv-focus); stroke-opacity: 1; }
  .readout { min-height: 1.5em; margin: 6px 0 0; max-inline-size: 34em; }
  @media (max-width: 480px) { .query li, .key li { min-width: 0; padding-inline: 4px; gap: 4px; } }
  :host([narrow]) { width: auto; }
  :host([narrow]) .take { inset: 0 0 auto auto; }
  :host([narrow]) .lines { width: auto; grid-template-columns: minmax(0, auto) minmax(60px, 1fr) 8em; }
  :host([narrow]) li { min-width: 0; padding-inline: 5px; gap: 5px; }
  :host([narrow]) .scroll { max-height: 46vh; }
  :host([narrow]) .token { max-inline-size: 5.2em; }
  :host([narrow]) .readout { min-height: 3em; }
  @media (prefers-reduced-motion: no-preference) { path { transition: stroke-opacity 150ms ease-out; } }
`];
