import { css, type CSSResult } from "lit";

/** What somebody else's page says of its own text must not reach what is in an element: what is inherited is set outright. */
export const insulation: CSSResult = css`
  :host {
    color: var(--qkv-ink) !important; font: 400 13px/1.45 var(--qkv-font) !important; font-variant: normal !important; font-feature-settings: normal !important;
    letter-spacing: normal !important; word-spacing: normal !important; text-align: start !important; text-indent: 0 !important; text-transform: none !important;
    text-shadow: none !important; white-space: normal !important; direction: ltr !important; writing-mode: horizontal-tb !important; cursor: auto !important;
    -webkit-text-fill-color: currentcolor !important; border-collapse: separate !important; quotes: auto !important; list-style: disc !important; hyphens: manual !important;
    line-break: auto !important; word-break: normal !important; overflow-wrap: normal !important; text-wrap: wrap !important; text-align-last: auto !important;
    text-emphasis: none !important; -webkit-text-stroke: 0 !important; border-spacing: 0 !important; fill: initial !important; stroke: initial !important; stroke-width: initial !important; pointer-events: auto !important; user-select: auto !important; tab-size: 8 !important; columns: auto !important;
  }
`;

/** A figure in somebody else's page. Size, margin and background stay that page's to choose. */
export const hostStyles: CSSResult = css`
  ${insulation}
  /* Where the page shrinks boxes to their content (flex, float, inline-block), a figure that fits itself to the room would have none. */
  :host {
    display: block; box-sizing: border-box; contain-intrinsic-inline-size: min(720px, 80vw); min-inline-size: 0; max-inline-size: 100%; padding: 10px 12px; border-radius: 8px; background: var(--qkv-paper); --qkv-cell: 32px;
  }
  @media (pointer: coarse) { :host { --qkv-cell: 40px; } }
  .before, .after { display: contents; }
  /* Drawn at its width, out of sight and of the way, while what the element holds still stands. */
  :host([data-drawing]) { position: relative; overflow: clip; }
  :host([data-drawing]) > :not(.before, .after) { position: absolute; inset: 0 0 auto; padding: inherit; visibility: hidden; }
  .inspector { margin-block-start: 12px; padding-block-start: 12px; border-block-start: 1px solid var(--qkv-line); }
  footer { display: flex; flex-wrap: wrap; align-items: center; gap: 2px 10px; margin-block-start: 8px; min-block-size: 24px; font-size: 12px; color: var(--qkv-ink-2); }
  footer span { order: 1; }
  @media print { footer { display: none; } }
  footer a { color: inherit; }
  :is(.before, footer) button {
    display: inline-flex; align-items: center; gap: 6px; block-size: 28px; padding: 0 10px; border: 1px solid var(--qkv-line); border-radius: 6px; background: var(--qkv-paper-2);
    font: inherit; color: inherit; cursor: pointer;
  }
  @media (pointer: coarse) { :is(.before, footer) button { block-size: 40px; } }
  footer button:disabled { color: var(--qkv-ink-3); cursor: default; border-style: dashed; }
  :is(.before, footer) svg { inline-size: 16px; block-size: 16px; fill: none; stroke: currentColor; stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round; }
  :is(.before, footer) :is(a, button):focus-visible { outline: 2px solid var(--qkv-focus); outline-offset: 1px; }
`;
