// Colours and fonts as SVG's oldest readers understand them.

let pen: CanvasRenderingContext2D | undefined;
const known = new Map<string, string>();

/** Any colour of CSS (lab(), color-mix(), a system's) as #rrggbb or rgba(); "" where nothing of it is seen. */
export function plainColour(css: string): string {
  const found = known.get(css);
  if (found !== undefined) return found;
  pen ??= Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true })!;
  pen.clearRect(0, 0, 1, 1);
  pen.fillStyle = css;
  pen.fillRect(0, 0, 1, 1);
  const [r = 0, g = 0, b = 0, a = 0] = pen.getImageData(0, 0, 1, 1).data;
  const hex = `#${[r, g, b].map((v) => v.toString(16).padStart(2, "0")).join("")}`;
  const plain = a === 0 ? "" : a === 255 ? hex : `rgba(${r},${g},${b},${Number((a / 255).toFixed(3))})`;
  known.set(css, plain);
  return plain;
}

/** How far above a line's box's middle its letters stand: the baseline of text in a box, from its top; px. */
export function baseline(font: string, height: number): number {
  const measure = (pen ??= document.createElement("canvas").getContext("2d", { willReadFrequently: true })!);
  measure.font = font;
  const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = measure.measureText("x");
  return (height - up - down) / 2 + up;
}

/** A text, or as much of it as there is room for. */
export function fitted(text: string, font: string, room: number): string {
  const measure = (pen ??= document.createElement("canvas").getContext("2d", { willReadFrequently: true })!);
  measure.font = font;
  if (measure.measureText(text).width <= room) return text;
  const all = [...text];
  while (all.length > 1 && measure.measureText(`${all.join("")}…`).width > room) all.pop();
  return `${all.join("")}…`;
}

/** A number of px, short. */
export function px(n: number): string {
  return String(Math.round(n * 100) / 100);
}

/** Text for XML; what XML cannot have becomes U+FFFD. */
export function xml(text: string): string {
  return text.replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]!);
}
