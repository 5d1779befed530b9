import { css, type CSSResult } from "lit";

export const histogramStyles: CSSResult = css`
  .histogram svg { display: block; background: var(--qkv-paper-2); }
  .histogram rect { fill: var(--bar, var(--qkv-role-score)); }
  .histogram .zero { stroke: var(--qkv-ink-3); stroke-width: 1; stroke-dasharray: 2 2; vector-effect: non-scaling-stroke; }
  .histogram .base { stroke: var(--qkv-ink-3); stroke-width: 1.5; vector-effect: non-scaling-stroke; }
  .histogram.role-x, .histogram.role-q { --bar: var(--role); }
  .ends { display: flex; justify-content: space-between; font-size: 11px; color: var(--qkv-ink-3); font-variant-numeric: tabular-nums; }
`;
