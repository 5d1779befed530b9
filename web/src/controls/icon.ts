import { svg, html, type TemplateResult } from "lit";

/** The few pictures on buttons; each button has its name in words beside it or as its label. */
const PATHS = {
  undo: "M6 3 2.5 6.5 6 10 M3 6.5h6.5a4 4 0 0 1 0 8H6",
  redo: "M10 3l3.5 3.5L10 10 M13 6.5H6.5a4 4 0 0 0 0 8H10",
  clock: "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8 M8 4.5V8l2.5 1.8",
  link: "M6.5 9.5a3 3 0 0 0 4.3 0l2.4-2.4a3 3 0 0 0-4.3-4.3L8 3.7 M9.5 6.5a3 3 0 0 0-4.3 0L2.8 8.9a3 3 0 0 0 4.3 4.3l.9-.9",
  code: "M5.5 4 1.5 8l4 4 M10.5 4l4 4-4 4",
  die: "M3 2.5h10v11H3z M5.8 5.5v.01 M10.2 5.5v.01 M8 8v.01 M5.8 10.5v.01 M10.2 10.5v.01",
  walk: "M2 8h9 M8 4.5 11.5 8 8 11.5 M14 3v10",
  screen: "M2 3h12v8H2z M8 11v2.5 M5 13.5h6",
  grow: "M2.5 6V2.5H6 M10 2.5h3.5V6 M13.5 10v3.5H10 M6 13.5H2.5V10",
  shrink: "M6 2.5V6H2.5 M13.5 6H10V2.5 M10 13.5V10h3.5 M2.5 10H6v3.5",
  left: "M10 3 5 8l5 5",
  right: "M6 3l5 5-5 5",
  play: "M5 3.2v9.6L12.5 8z",
  pause: "M5.5 3.5v9 M10.5 3.5v9",
  close: "M4 4l8 8 M12 4l-8 8",
  pen: "M3 13l.7-3L10.5 3.2l2.3 2.3L6 12.3z",
  plus: "M8 3v10 M3 8h10",
  minus: "M3 8h10",
  file: "M4 2h5l3 3v9H4z M9 2v3h3",
  eye: "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8z M8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6",
  keys: "M1.5 4h13v8h-13z M4 6.5v.01 M7 6.5v.01 M10 6.5v.01 M12.5 6.5v.01 M4.5 9.5h7",
} as const;

export type IconName = keyof typeof PATHS;

export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">${svg`<path d=${PATHS[name]} />`}</svg>`;
}
