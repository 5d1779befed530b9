import { css, type CSSResult } from "lit";

export const legendStyles: CSSResult = css`
  .legend { display: flex; flex-wrap: wrap; align-items: center; gap: 2px 12px; margin-block-start: 5px; color: var(--qkv-ink-3); font-size: 11px; }
  .scale { display: inline-flex; align-items: center; gap: 5px; font-variant-numeric: tabular-nums; }
  .ramp { position: relative; width: 84px; height: 8px; border-radius: 2px; box-shadow: 0 0 0 1px var(--qkv-line); overflow: hidden; }
  .diverging .ramp { background: linear-gradient(to right in lab, var(--qkv-neg), var(--qkv-paper), var(--qkv-pos)); }
  .sequential .ramp { background: linear-gradient(to right in lab, var(--qkv-paper), var(--qkv-attn-hi)); }
  .zero { position: absolute; inset: 0; text-align: center; font-size: 8px; line-height: 8px; color: var(--qkv-ink-2); }
  .ramp svg { position: absolute; inset: 0; }
  .ramp line { stroke: var(--qkv-role-k); stroke-width: 2; }
  .key { display: inline-flex; align-items: center; gap: 5px; white-space: nowrap; }
  .tick { width: 2px; height: 10px; background: var(--qkv-role-k); }
  .ways { font-style: normal; font-size: 8px; letter-spacing: 1px; }
  .swatch { position: relative; width: 14px; height: 11px; border-radius: 2px; box-shadow: 0 0 0 1px var(--qkv-line); }
  @media (forced-colors: active) { .ramp, .swatch, .tick { forced-color-adjust: none; } }
  .swatch.set::before { content: ""; position: absolute; inset-block-start: 1px; inset-inline-start: 1px; border: 4px solid transparent; border-block-start-color: var(--qkv-ink); border-inline-start-color: var(--qkv-ink); }
`;
