import { css, type CSSResult } from "lit";

/** What all figures share: type, role colours, buttons, focus. */
export const sharedStyles: CSSResult = css`
  :host { display: block; direction: ltr; color: var(--qkv-ink); font-family: var(--qkv-font); font-size: 13px; line-height: 1.45; }
  :host([hidden]), [hidden] { display: none !important; }
  *, *::before, *::after { box-sizing: border-box; }
  :host(:lang(ko)) { word-break: keep-all !important; }
  .role-x { --role: var(--qkv-role-x); }
  .role-q { --role: var(--qkv-role-q); }
  .role-k { --role: var(--qkv-role-k); }
  .role-v { --role: var(--qkv-role-v); }
  .role-param { --role: var(--qkv-role-param); }
  .role-score { --role: var(--qkv-role-score); }
  .role-attn { --role: var(--qkv-role-attn); }
  .role-out { --role: var(--qkv-role-out); }
  .symbol { color: var(--role, inherit); font-weight: 700; white-space: nowrap; }
  .symbol sub, .symbol sup { font-size: 0.72em; font-weight: 600; line-height: 0; }
  .number { font-variant-numeric: tabular-nums; white-space: nowrap; }
  button { font: inherit; color: inherit; }
  button:focus-visible, [tabindex]:focus-visible, summary:focus-visible, select:focus-visible {
    outline: 2px solid var(--qkv-focus); outline-offset: 1px;
  }
  .take { position: absolute; z-index: 7; inset-block-start: -8px; inset-inline-end: -8px; inline-size: 26px; block-size: 26px; padding: 4px; opacity: 0; cursor: pointer;
    border: 1px solid var(--qkv-line); border-radius: 6px; background: var(--qkv-paper-2); }
  :host(:hover) .take, .take:focus-visible { opacity: 1; }
  @media (pointer: coarse) { .take { inline-size: 40px; block-size: 40px; padding: 11px; } }
  .take svg { display: block; fill: none; stroke: currentColor; stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round; }
  .visually-hidden {
    position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
  }
`;
