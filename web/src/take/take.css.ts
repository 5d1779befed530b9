import { css, type CSSResult } from "lit";

export const takeStyles: CSSResult = css`
  dialog { padding: 0; border: 1px solid var(--qkv-line); border-radius: 12px; background: var(--qkv-paper-2); color: var(--qkv-ink);
    inline-size: min(760px, calc(100vw - 32px)); max-block-size: calc(100vh - 48px); text-align: start; }
  dialog::backdrop { background: rgb(0 0 0 / .4); }
  .sheet { padding: 20px 24px 24px; }
  .head { display: flex; align-items: center; justify-content: space-between; gap: 16px; }
  .head button { inline-size: var(--h); padding: 0; font-size: 20px; }
  h2 { font-size: 18px; margin: 0; }
  h3 { font-size: 15px; margin: 16px 0 0; }
  p { margin: 4px 0 10px; color: var(--qkv-ink-2); word-break: keep-all; }
  .row { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 10px; margin-block-end: 10px; }
  .row label { min-inline-size: 0; }
  .row select { flex: 1 1 12em; min-inline-size: 0; }
  textarea { inline-size: 100%; block-size: 10em; margin: 0 0 10px; padding: 10px; font: 13px/1.5 var(--qkv-mono); color: var(--qkv-ink);
    background: var(--qkv-paper); border: 1px solid var(--qkv-line); border-radius: 6px; resize: vertical; tab-size: 4; }
  .preview { display: grid; justify-items: center; max-block-size: 44vh; overflow: auto; margin-block: 8px 12px; border: 1px solid var(--qkv-line); border-radius: 6px; background: var(--qkv-paper); }
  .preview img { max-inline-size: 100%; block-size: auto; }
  [hidden] { display: none !important; }
`;
