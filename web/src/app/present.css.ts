import { css, type CSSResult } from "lit";

/** One figure and its sentence for a room: sizes follow the window, so that they can be read from its far end. */
export const presentStyles: CSSResult = css`
  .present {
    display: grid; grid-template-rows: auto minmax(0, 1fr) auto auto; grid-template-columns: minmax(0, 1fr); gap: 1.2vh; block-size: clamp(420px, 80vh, 900px); padding: 2vh 2.4vw 1.4vh;
    --text: clamp(18px, min(3.5vh, 3vw), 56px); background: var(--qkv-paper);
  }
  .present:focus-visible { outline: none; }
  :host([page]) .present, :host(:fullscreen) .present { block-size: 100vh; block-size: 100dvh; }
  :host(:fullscreen) { overflow: auto; }
  .stage-room { display: grid; place-items: safe center; overflow: auto; min-block-size: 0; scrollbar-width: thin; }
  .present .line { margin: 0 auto; font-size: var(--text); line-height: 1.35; max-inline-size: 46em; text-align: center; text-wrap: balance; min-block-size: 2.7em; overflow-wrap: anywhere; }
  .bar { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; font-size: clamp(16px, 2.3vh, 30px); color: var(--qkv-ink-2); --h: clamp(40px, 5vh, 64px); }
  .bar button { font-size: inherit; }
  .bar svg.icon { inline-size: 1.1em; block-size: 1.1em; }
  .count { min-inline-size: 3.2em; text-align: center; font-variant-numeric: tabular-nums; }
  .operation { flex: 1 1 8em; min-inline-size: 0; text-align: center; color: var(--qkv-ink); }
  .operation sup { font-size: .7em; line-height: 0; }
  @media (max-width: 700px) { .operation { order: -1; flex-basis: 100%; } .leave { margin-inline-start: auto; } }
`;
