import { css, type CSSResultGroup } from "lit";
import { sharedStyles } from "./shared.css.js";

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
  path { fill: none; stroke: var(--qkv-attn-hi); }
  path.here { stroke: var(--qkv-focus); stroke-opacity: 1; }
  .readout { min-height: 1.5em; margin: 6px 0 0; max-inline-size: 34em; }
  @media (max-width: 480px) { .query li, .key li { min-width: 0; padding-inline: 4px; gap: 4px; } }
  :host([narrow]) { width: auto; }
  :host([narrow]) .lines { width: auto; grid-template-columns: minmax(0, auto) minmax(60px, 1fr) 8em; }
  :host([narrow]) li { min-width: 0; padding-inline: 5px; gap: 5px; }
  :host([narrow]) .token { max-inline-size: 5.2em; }
  :host([narrow]) .readout { min-height: 3em; }
  @media (prefers-reduced-motion: no-preference) { path { transition: stroke-opacity 150ms ease-out; } }
`];
