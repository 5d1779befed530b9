import { css } from "lit";

/** Buttons, fields and choices, the same in every element of the app. Sizes grow where a finger points. */
export const controls = css`
  * { box-sizing: border-box; }
  :host { font: 14px/1.4 var(--qkv-font); color: var(--qkv-ink); --h: var(--qkv-control, 32px); }
  @media (pointer: coarse) { :host { --h: 40px; } }
  button, select, input, summary { font: inherit; color: inherit; }
  button, select, input[type="text"] {
    height: var(--h); border: 1px solid var(--qkv-line); border-radius: 6px; background: var(--qkv-paper-2); margin: 0;
  }
  button, select { padding: 0 10px; cursor: pointer; }
  button { display: inline-flex; align-items: center; justify-content: center; gap: 6px; white-space: nowrap; }
  select { padding-inline-end: 4px; max-width: 100%; }
  input[type="text"] { padding: 0 8px; }
  button:hover:not(:disabled), select:hover, input[type="text"]:hover { border-color: var(--qkv-ink-3); }
  button:is(:disabled, [aria-disabled="true"]) { color: var(--qkv-ink-3); cursor: default; border-style: dashed; }
  button.plain { border-color: transparent; background: none; }
  button.plain:hover:not(:disabled) { border-color: var(--qkv-line); }
  button[aria-pressed="true"], button[aria-current="true"] { border-color: var(--qkv-ink); box-shadow: inset 0 -2px var(--qkv-ink); }
  :is(button, select, input, summary, a, [tabindex]):focus-visible { outline: 2px solid var(--qkv-focus); outline-offset: 1px; }
  [aria-invalid="true"] { border-color: var(--qkv-danger, #b3261e); border-width: 2px; }
  svg.icon { inline-size: 16px; block-size: 16px; fill: none; stroke: currentColor; stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round; flex: none; }
  .label { font-size: 12px; color: var(--qkv-ink-2); }
  .visually-hidden { position: absolute; inline-size: 1px; block-size: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  @media (forced-colors: active) { button[aria-pressed="true"], button[aria-current="true"] { border-width: 3px; } }
`;
