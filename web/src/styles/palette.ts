/** The colours of one theme, by what they mean. The CSS custom properties of tokens.ts are made from these. */
export interface Palette {
  /** The page; zero in a matrix is this colour. */
  readonly paper: string;
  /** Raised: sheets, fields, menus. */
  readonly "paper-2": string;
  readonly ink: string;
  readonly "ink-2": string;
  /** The faintest ink in which text may stand: AA on both papers. */
  readonly "ink-3": string;
  /** The two inks of digits on the scale of attn, which runs from paper nearly to the other end: before and after its middle. */
  readonly "ink-weak": string;
  readonly "ink-strong": string;
  readonly line: string;
  readonly focus: string;
  readonly "role-x": string;
  readonly "role-q": string;
  readonly "role-k": string;
  readonly "role-v": string;
  readonly "role-param": string;
  readonly "role-score": string;
  readonly "role-attn": string;
  readonly "role-out": string;
  /** Ends of the diverging scale of values. */
  readonly neg: string;
  readonly pos: string;
  /** The end of the scale of attn, which begins at paper. */
  readonly "attn-hi": string;
  /** The heads of attention as lines, eight at a time. */
  readonly "head-0": string;
  readonly "head-1": string;
  readonly "head-2": string;
  readonly "head-3": string;
  readonly "head-4": string;
  readonly "head-5": string;
  readonly "head-6": string;
  readonly "head-7": string;
}

/*
 * The five hues of x, q, k, v and parameters were searched for the largest smallest distance (OKLab) under normal sight,
 * protanopia, deuteranopia and tritanopia (Machado, Oliveira and Fernandes 2009) at AA contrast; values run along
 * blue–yellow, the axis that the two common deficiencies leave alone, and end where ink still has AA contrast on them. The
 * eight of the heads were searched in the same way, at the contrast of graphics. The unit tests hold all of it to its bounds.
 */
export const LIGHT: Palette = {
  paper: "#fcfbf8", "paper-2": "#ffffff", ink: "#1b1d21", "ink-2": "#4a4d55", "ink-3": "#5d6068", "ink-weak": "#000000", "ink-strong": "#ffffff",
  line: "#dcd9d1", focus: "#0b57d0",
  "role-x": "#26303b", "role-q": "#0b2e9a", "role-k": "#be2706", "role-v": "#137059", "role-param": "#a44ba8",
  "role-score": "#675f48", "role-attn": "#234a63", "role-out": "#3a2b1d",
  neg: "#2497cf", pos: "#bd7b1c", "attn-hi": "#0b1b29",
  "head-0": "#478cf8", "head-1": "#a1403c", "head-2": "#b78600", "head-3": "#490891",
  "head-4": "#f603a4", "head-5": "#0000ff", "head-6": "#641204", "head-7": "#070043",
};

export const DARK: Palette = {
  paper: "#15171b", "paper-2": "#1e2126", ink: "#ecebe6", "ink-2": "#bcbcb8", "ink-3": "#989aa0", "ink-weak": "#ffffff", "ink-strong": "#000000",
  line: "#363a41", focus: "#8ab4ff",
  "role-x": "#b9bdc4", "role-q": "#6a9dff", "role-k": "#ff7a33", "role-v": "#b5ffc9", "role-param": "#cf7fb6",
  "role-score": "#c9bf9d", "role-attn": "#a9cbe0", "role-out": "#e6d3bd",
  neg: "#1f6f9f", pos: "#8a610f", "attn-hi": "#d5d0be",
  "head-0": "#4ab3ff", "head-1": "#d42e04", "head-2": "#c0cb1f", "head-3": "#e28296",
  "head-4": "#1e5fff", "head-5": "#995695", "head-6": "#1effff", "head-7": "#ffff88",
};
