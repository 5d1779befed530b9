import { css, unsafeCSS, type CSSResult } from "lit";
import { DARK, LIGHT, type Palette } from "./palette.js";

const declarations = (p: Palette): string =>
  Object.entries(p).map(([name, colour]) => `--qkv-${name}:${colour as string}`).join(";");

const light = unsafeCSS(`${declarations(LIGHT)};color-scheme:light`);
const dark = unsafeCSS(`${declarations(DARK)};color-scheme:dark`);

const FONT = `Pretendard,"Apple SD Gothic Neo","Noto Sans KR","Noto Sans CJK KR","Malgun Gothic",system-ui,sans-serif`;
const MONO = `ui-monospace,"SF Mono","Cascadia Mono","Noto Sans Mono CJK KR","DejaVu Sans Mono",monospace`;

/**
 * The design tokens: for the root of the page or the host of the outermost element. A theme is chosen by
 * `data-theme="light"` or `"dark"` there; without one it follows the system.
 */
export const tokens: CSSResult = css`
  :root, :host {
    ${light};
    --qkv-font: ${unsafeCSS(FONT)};
    --qkv-mono: ${unsafeCSS(MONO)};
    --qkv-cell: 38px;
  }
  @media (prefers-color-scheme: dark) {
    :root, :host { ${dark}; }
  }
  :root[data-theme="light"], :host([data-theme="light"]) { ${light}; }
  :root[data-theme="dark"], :host([data-theme="dark"]) { ${dark}; }
`;
