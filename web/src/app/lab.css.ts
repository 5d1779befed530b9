import { css, unsafeCSS, type CSSResultGroup } from "lit";
import { legendStyles } from "../figures/legend.css.js";
import { sharedStyles } from "../figures/shared.css.js";

/** The parts of a lab that `hide` and `ui.hide` can name, and where they are. */
export const PANELS = {
  toolbar: ".toolbar", sentence: ".entry", presets: ".presets", tools: ".tools", share: ".share", tokens: "qkv-tokens", line: ".preset-line", ways: ".begins", strip: ".strip",
  controls: ":is(.controls, .sources)", input: ".band.input", head: ".band.head", out: ".band.out", pictures: ".band.pictures", attention: "qkv-attention", inspector: ".inspector",
} as const;

const hidden = unsafeCSS(Object.entries(PANELS).map(([name, part]) => `:host([data-hide~="${name}"]) ${part}`).join());

/** The page within `<qkv-lab>`: an 8-px rhythm, paper and ink; colour is left to the figures. */
export const labStyles: CSSResultGroup = [sharedStyles, legendStyles, css`
  :host { display: block; position: relative; direction: ltr; background: var(--qkv-paper); min-block-size: 60vh; }
  .all.coming { block-size: 0; overflow: clip; }
  h2 { font-size: 18px; line-height: 1.3; margin: 0; }
  sub { font-size: .75em; line-height: 0; }
  p { word-break: keep-all; overflow-wrap: break-word; }

  .foot { position: sticky; inset-block-end: 0; z-index: 25; display: grid; grid-template-columns: minmax(0, 1fr); }
  .foot :is(.problem, .notes) { margin-block: 8px; max-block-size: 40vh; overflow: auto; box-shadow: 0 2px 14px rgb(0 0 0 / .16); }
  .top { display: grid; grid-template-columns: minmax(0, 1fr); gap: 8px; padding-block: 6px 8px; }
  .toolbar { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 6px 10px; position: relative; --qkv-control: 36px; --h: 36px; }
  @media (pointer: coarse) { .toolbar { --h: 40px; } }
  .tools { display: flex; gap: 6px; }
  .square { inline-size: var(--h); padding: 0; }
  .said { position: absolute; }
  .said:not(:empty) {
    z-index: 26; inset-block-start: calc(100% + 4px); inset-inline-end: 0; padding: 8px 14px; max-inline-size: min(44ch, 100%);
    background: var(--qkv-paper-2); border: 1px solid var(--qkv-line); border-radius: 8px; box-shadow: 0 4px 14px rgb(0 0 0 / .12);
  }
  .presets { max-inline-size: 100%; }
  .preset { display: grid; grid-template-columns: 1fr; justify-content: stretch; justify-items: start; inline-size: 100%; block-size: auto; padding: 8px 10px; text-align: start; white-space: normal; gap: 2px; }
  .preset span { color: var(--qkv-ink-2); font-size: 13px; word-break: keep-all; }
  .group { margin: 8px 10px 2px; padding-block-start: 8px; border-block-start: 1px solid var(--qkv-line); font-size: 13px; color: var(--qkv-ink-2); }
  .past { list-style: none; margin: 0 0 6px; padding: 0; max-inline-size: 46ch; max-block-size: 50vh; overflow: auto; }
  .past .item { inline-size: 100%; block-size: auto; min-block-size: 32px; text-align: start; white-space: normal; padding-block: 4px; }
  .past [aria-current="true"] { font-weight: 700; }
  .check { display: flex; align-items: center; gap: 8px; padding: 8px; border-block-start: 1px solid var(--qkv-line); font-size: 13px; }
  .look-menu { display: grid; gap: 8px; min-inline-size: 200px; padding: 4px; }
  .item { justify-content: flex-start; }
  .look { display: inline-grid; gap: 0; }
  .look .label { min-block-size: 24px; display: flex; align-items: center; }
  .entry { flex: 1 1 420px; min-inline-size: 0; display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 6px; align-items: start; }
  .pieces { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 20px; }
  .preset-line { margin: 0; color: var(--qkv-ink-2); flex: 1 1 40ch; min-inline-size: 0; }
  .changed-line { font-size: 13px; line-height: 18px; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; } /* no higher than the buttons beside it */
  .outcome .changed-line { -webkit-line-clamp: 5; margin-block-start: 8px; }

  .body.beside { display: grid; grid-template-columns: minmax(0, 1fr) 300px; column-gap: 20px; align-items: start; }
  .inspector { min-inline-size: 0; scroll-margin-block-start: 64px; }
  .aside {
    display: flex; flex-direction: column; gap: 16px; padding-block-start: 8px; border-block-start: 1px solid var(--qkv-line);
    position: sticky; inset-block-start: 0; max-block-size: 100vh; overflow: auto; scrollbar-width: thin;
  }
  @media (min-height: 700px) { .aside .outcome { flex: none; } .aside .inspector { overflow: auto; scrollbar-width: thin; padding: 0 4px 8px 0; } } /* what comes of an edit stays in sight while one reads */
  .flow { min-inline-size: 0; container-type: inline-size; --qkv-cell: 32px; --qkv-take: auto 0 calc(100% - 2px) auto; /* above the caption, whose shape one reads */ }
  @media (pointer: coarse) { .flow { --qkv-cell: 40px; } }
  .flow > .inspector, .grid > .inspector, .chain > .inspector { margin-block: 16px; }

  .band { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 8px 24px; padding-block: 14px 20px; border-block-start: 1px solid var(--qkv-line); }
  .band > * { grid-column: 1 / -1; min-inline-size: 0; }
  .band:not(.input) { contain: layout style paint; }
  .band.coming:not(.input) { content-visibility: hidden; } /* laid out once, when all of it is there */
  .band:first-child { padding-block-start: 8px; }
  @media (max-width: 1199px) { .band:first-child { border-color: transparent; } } /* the overview above it has a line */
  .band header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 2px 14px; }
  @container (min-width: 980px) {
    .input > header { min-block-size: 46px; align-content: start; } /* whether there are legends beside it or not: what one presses below does not move */
    .band > header:has(+ :is(.controls, .band-legend)) { grid-column: 1; }
    .band > header + :is(.controls, .band-legend) { grid-column: 2; justify-content: flex-end; }
  }
  .band header p { margin: 0; color: var(--qkv-ink-2); font-size: 14px; flex: 1 1 30ch; text-wrap: pretty; }

  .controls { display: flex; flex-wrap: wrap; gap: 4px 14px; align-items: flex-start; }
  .controls:empty { display: none; }
  .band-legend { display: flex; flex-wrap: wrap; gap: 0 20px; align-items: center; }
  .band-legend > div { display: flex; align-items: baseline; gap: 8px; font-size: 12px; }
  .band-legend .legend { margin: 0; }
  .sources { display: flex; flex-wrap: wrap; gap: 0 12px; }
  .fold summary, .quiet summary { cursor: pointer; color: var(--qkv-ink-2); font-size: 13px; min-block-size: 28px; padding-block: 4px; }
  .stage { min-inline-size: 0; scroll-margin-block-start: 64px; }

  .grid.columns { display: grid; grid-auto-flow: column; grid-auto-columns: auto; grid-template-rows: auto auto auto; justify-content: start; column-gap: 18px; row-gap: 4px; }
  .grid.columns > .stage { display: grid; grid-row: span 3; grid-template-rows: subgrid; }
  .grid.columns .above { display: grid; gap: 8px; align-content: start; }
  .grid.columns .link { align-self: center; }
  .grid.columns .stage:first-child .controls, .grid.rows .stage:first-child .controls { flex-direction: column; }
  .grid.columns .stage:first-child .above { align-content: space-between; }
  .grid.coloured { --qkv-shape: 100%; }

  .chain { display: flex; flex-wrap: wrap; gap: 24px 16px; align-items: flex-start; }
  .chain + .chain { margin-block-start: 20px; }
  .chain .stage { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 6px; max-inline-size: 100%; }
  @container (min-width: 700px) { /* an arrow points at the matrix, not at what is set below it */
    .chain .stage:not(:has(> .above)) { display: grid; grid-template-columns: auto minmax(0, auto); gap: 10px 6px; }
    .chain .stage:not(:has(> .above)) > .figures { display: contents; }
    .figures > .controls { grid-column: 2; }
  }
  .chain .link { align-self: center; inline-size: min-content; min-inline-size: 64px; }
  .chain .figures { display: grid; grid-template-columns: minmax(0, 1fr); gap: 10px; min-inline-size: 0; }
  .figures > .controls { inline-size: 0; min-inline-size: 100%; }
  .chain .above { display: grid; grid-template-columns: minmax(0, 1fr); gap: 8px; max-inline-size: 100%; }
  .chain > .inspector { flex-basis: 100%; }

  .rows { display: grid; grid-template-columns: minmax(240px, auto) auto auto; justify-content: start; gap: 28px 16px; }
  .rows > .stage { display: grid; grid-column: 1 / -1; grid-template-columns: subgrid; align-items: center; }
  .rows > .inspector { grid-column: 1 / -1; }
  .rows .above { display: grid; grid-template-columns: minmax(0, 1fr); gap: 8px; }
  .rows .stage:first-child { align-items: start; }
  .rows .stage:first-child .above { inline-size: 0; min-inline-size: 100%; }
  .rows .link { inline-size: min-content; min-inline-size: 64px; }

  .stacked { display: grid; gap: 28px; grid-template-columns: minmax(0, 1fr); }
  .stacked .stage { display: grid; grid-template-columns: minmax(0, 1fr); gap: 10px; }
  .stacked .above { display: grid; grid-template-columns: minmax(0, 1fr); gap: 10px; }
  .stacked .link { justify-self: start; }
  @container (max-width: 699px) {
    .chain, .chain .stage { display: grid; grid-template-columns: minmax(0, 1fr); gap: 10px; }
    .chain { gap: 24px; }
    .chain .link { justify-self: start; inline-size: auto; }
  }

  .pictures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(360px, 100%), 1fr)); gap: 32px; align-items: start; }

  .begins { margin-inline-start: auto; display: flex; flex-wrap: wrap; gap: 6px; }
  .walk {
    display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 2px 20px; align-items: center;
    padding: 10px 16px; background: var(--qkv-paper-2); border: 1px solid var(--qkv-line); border-block-start: 3px solid var(--qkv-focus);
    border-radius: 8px 8px 0 0; box-shadow: 0 -6px 20px rgb(0 0 0 / .12);
  }
  .walk p { margin: 0; overflow-wrap: anywhere; }
  .walk button { font-size: 14px; }
  .walking .aside { max-block-size: calc(100vh - 100px); }
  .walk .where { font-size: 13px; color: var(--qkv-ink-2); }
  .walk .line { grid-row: 2; font-size: 16px; max-inline-size: 110ch; }
  .walk .ways { grid-row: 1 / span 2; grid-column: 2; display: flex; gap: 6px; }
  @media (max-width: 700px) {
    .walk { grid-template-columns: minmax(0, 1fr); }
    .walk .ways { grid-row: 3; grid-column: 1; }
    .walk .next { flex: 1; }
  }

  .strip { display: none; position: sticky; inset-block-start: 0; z-index: 20; background: var(--qkv-paper); border-block-end: 1px solid var(--qkv-line); margin-inline: calc(-1 * var(--qkv-edge, 16px)); padding-inline: var(--qkv-edge, 16px); }
  @media (min-width: 1200px) {
    .strip:focus-within { display: flex; position: fixed; inset-inline: 0; margin: 0; }
    .strip:not(:focus-within) { display: flex; position: absolute; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
  }
  @media (max-width: 1199px) { .strip { display: flex; gap: 2px; justify-content: space-between; padding-block: 4px; } }
  .strip button { flex: 1; min-block-size: 40px; padding: 0 4px; font-weight: 600; color: var(--qkv-ink-2); }
  .strip button[aria-current="true"] { color: var(--qkv-ink); border-color: transparent; }

  @media (hover: none) { .strip button:hover { border-color: transparent; } } /* a finger leaves no mark */
  @media (max-width: 700px) {
    .changed-line { -webkit-line-clamp: none; }
    .wordy span { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
    .wordy { inline-size: var(--h); padding: 0; }
    .entry { order: 3; flex-basis: 100%; }
    .tools { margin-inline-start: auto; gap: 4px; }
    .begins { inline-size: 100%; }
    .begins button { flex: 1; }
  }
  @media (max-width: 380px) { .toolbar { column-gap: 4px; } .tools { gap: 2px; } .presets { flex-basis: 100%; } }
  ${hidden}, :host([readonly]) :is(.entry, .presets, qkv-tokens, .controls, .sources, .sets) { display: none !important; }
  @media print { .toolbar, .strip, .begins { display: none; } .aside, .foot { position: static; } }
`];
