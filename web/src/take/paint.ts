// What stands in a page, as SVG: boxes, borders, text and drawings, where the browser has put them.

import { baseline, plainColour, px, xml } from "./ink.js";
import { copyOf } from "./paint-svg.js";

/** What has no look of its own. */
const UNSEEN = ".visually-hidden, details:not([open]), style, script, template";

/** Draws elements into a list of SVG, relative to a corner. */
export class Painter {
  readonly out: string[] = [];
  /** How far to the right, and down, something was drawn. */
  right = 0;
  bottom = 0;
  readonly #defs: string[] = [];

  constructor(readonly left: number, readonly top: number) {}

  get defs(): string {
    return this.#defs.length > 0 ? `<defs>${this.#defs.join("")}</defs>` : "";
  }

  #reach({ right, bottom }: DOMRect): void {
    this.right = Math.max(this.right, right - this.left);
    this.bottom = Math.max(this.bottom, bottom - this.top);
  }

  /** An element and all that is in it, in the order of the document. */
  element(e: Element): void {
    const style = getComputedStyle(e);
    if (style.display === "none" || style.opacity === "0" || e.matches(UNSEEN)) return;
    if (e instanceof SVGSVGElement) return this.#drawing(e);
    const box = e.getBoundingClientRect();
    const opacity = Number(style.opacity);
    if (opacity < 1) this.out.push(`<g opacity="${px(opacity)}">`);
    if (style.display !== "contents" && style.visibility === "visible" && box.width > 0 && box.height > 0) this.#box(e, style, box);
    if (e instanceof HTMLCanvasElement) this.#canvas(e, box);
    const inside = e instanceof HTMLSlotElement ? e.assignedNodes({ flatten: true }) : [...(e.shadowRoot ?? e).childNodes];
    for (const node of inside) {
      if (node instanceof Element) this.element(node);
      else if (node instanceof Text && style.visibility === "visible") this.#text(node, style, box);
    }
    if (opacity < 1) this.out.push("</g>");
  }

  #drawing(svg: SVGSVGElement): void {
    const box = svg.getBoundingClientRect();
    const copy = copyOf(svg, box.left - this.left, box.top - this.top);
    if (!copy) return;
    this.#reach(box);
    this.out.push(new XMLSerializer().serializeToString(copy).replace(/ xmlns="http:\/\/www\.w3\.org\/2000\/svg"/g, ""));
  }

  #canvas(canvas: HTMLCanvasElement, box: DOMRect): void {
    if (canvas.width === 0 || canvas.height === 0) return;
    const { left, top, width, height } = box;
    this.#reach(box);
    this.out.push(`<image x="${px(left - this.left)}" y="${px(top - this.top)}" width="${px(width)}" height="${px(height)}" preserveAspectRatio="none" image-rendering="pixelated" href="${canvas.toDataURL("image/png")}"/>`);
  }

  #box(e: Element, style: CSSStyleDeclaration, box: DOMRect): void {
    const [x, y] = [box.left - this.left, box.top - this.top];
    const radius = Math.min(parseFloat(style.borderStartStartRadius) || 0, box.width / 2, box.height / 2);
    const round = radius > 0 && style.borderEndEndRadius === style.borderStartStartRadius ? ` rx="${px(radius)}"` : "";
    const at = `x="${px(x)}" y="${px(y)}" width="${px(box.width)}" height="${px(box.height)}"`;
    const before = this.out.length;
    const fill = plainColour(style.backgroundColor);
    if (fill) this.out.push(`<rect ${at}${round} fill="${fill}"/>`);
    if (style.backgroundImage !== "none") this.#image(e, style, box, at);
    this.#borders(style, box, x, y, round);
    const outline = /^(.+?) 0px 0px 0px ([\d.]+)px$/.exec(style.boxShadow); // as swatches have it
    if (outline) {
      const size = Number(outline[2]);
      this.out.push(`<rect x="${px(x - size / 2)}" y="${px(y - size / 2)}" width="${px(box.width + size)}" height="${px(box.height + size)}"${round} fill="none" stroke="${plainColour(outline[1]!)}" stroke-width="${px(size)}"/>`);
    }
    if (e.matches(".swatch.set")) this.out.push(`<path d="M${px(x + 1)} ${px(y + 1)}h7l-7 7z" fill="${plainColour(style.getPropertyValue("--qkv-ink"))}"/>`);
    if (this.out.length > before) this.#reach(box);
  }

  /** The gradients that figures use: a ramp of colours, the hatch of what is masked, the dots of what is no number, the corner of what was set. */
  #image(e: Element, style: CSSStyleDeclaration, box: DOMRect, at: string): void {
    const id = `p${this.#defs.length}`;
    const line = plainColour(style.getPropertyValue("--qkv-line")) || "#999999";
    const image = style.backgroundImage;
    const [x, y] = [box.left - this.left, box.top - this.top];
    if (image.startsWith("repeating-linear-gradient")) {
      const slope = image.includes("45deg") && !image.includes("135deg") ? "M0 0L6 6M-1 5L1 7M5 -1L7 1" : "M0 6L6 0M-1 1L1 -1M5 7L7 5";
      this.#defs.push(`<pattern id="${id}" width="6" height="6" patternUnits="userSpaceOnUse"><path d="${slope}" stroke="${line}" stroke-width="1" fill="none"/></pattern>`);
      this.out.push(`<rect ${at} fill="url(#${id})"/>`);
    } else if (image.startsWith("radial-gradient(circle,")) {
      this.#defs.push(`<pattern id="${id}" width="6" height="6" patternUnits="userSpaceOnUse"><circle cx="3" cy="3" r="1" fill="${line}"/></pattern>`);
      this.out.push(`<rect ${at} fill="url(#${id})"/>`);
    } else if (image.startsWith("linear-gradient(to right")) {
      const colours = [...image.matchAll(/(?:rgba?|lab|color|oklab)\([^)]*\)|#[0-9a-f]+/gi)].map(([c]) => c);
      const stops = rampOf(colours);
      this.#defs.push(`<linearGradient id="${id}">${stops.map((c, i) => `<stop offset="${px((i / (stops.length - 1)) * 100)}%" stop-color="${c}"/>`).join("")}</linearGradient>`);
      this.out.push(`<rect ${at} fill="url(#${id})"/>`);
    } else if (e.closest(".set") && image.includes("135deg")) {
      this.out.push(`<path d="M${px(x + 1)} ${px(y + 1)}h6l-6 6z" fill="${plainColour(style.color)}"/>`);
    }
  }

  #borders(style: CSSStyleDeclaration, { width, height }: DOMRect, x: number, y: number, round: string): void {
    const sides = (["top", "right", "bottom", "left"] as const).map((side) => ({
      size: style.getPropertyValue(`border-${side}-style`) === "none" ? 0 : parseFloat(style.getPropertyValue(`border-${side}-width`)) || 0,
      colour: plainColour(style.getPropertyValue(`border-${side}-color`)),
    }));
    const [first] = sides;
    if (sides.every((s) => s.size === first!.size && s.colour === first!.colour)) {
      const { size, colour } = first!;
      if (size > 0 && colour) {
        this.out.push(`<rect x="${px(x + size / 2)}" y="${px(y + size / 2)}" width="${px(Math.max(0, width - size))}" height="${px(Math.max(0, height - size))}"${round} fill="none" stroke="${colour}" stroke-width="${px(size)}"/>`);
      }
      return;
    }
    const [top, right, bottom, left] = sides.map((s) => s.size) as [number, number, number, number];
    const ends = [
      [x, y, x + width, y, 0, top / 2], [x + width, y, x + width, y + height, -right / 2, 0],
      [x, y + height, x + width, y + height, 0, -bottom / 2], [x, y, x, y + height, left / 2, 0],
    ] as const;
    [...sides.entries()].sort(([, a], [, b]) => a.size - b.size).forEach(([i, { size, colour }]) => { // thick ones over thin ones
      const [x1, y1, x2, y2, dx, dy] = ends[i]!;
      if (size > 0 && colour) this.out.push(`<path d="M${px(x1 + dx)} ${px(y1 + dy)}L${px(x2 + dx)} ${px(y2 + dy)}" stroke="${colour}" stroke-width="${px(size)}"/>`);
    });
  }

  /** One line of SVG for each line that the browser has made of a text. */
  #text(node: Text, style: CSSStyleDeclaration, within: DOMRect): void {
    if (!/\S/.test(node.data)) return;
    const fill = plainColour(style.color);
    const size = parseFloat(style.fontSize);
    if (!fill || size < 1) return;
    const clipped = style.overflowX === "hidden" && style.textOverflow === "ellipsis" ? within.right + 0.5 : Infinity;
    for (const { text, box } of linesOf(node, clipped)) {
      this.#reach(box);
      const y = box.top - this.top + baseline(`${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`, box.height);
      const look = `${style.fontWeight === "400" ? "" : ` font-weight="${style.fontWeight}"`}${style.fontStyle === "normal" ? "" : ` font-style="${style.fontStyle}"`}`;
      const fit = [...text].length > 1 ? ` textLength="${px(box.width)}" lengthAdjust="spacingAndGlyphs"` : "";
      this.out.push(`<text x="${px(box.left - this.left)}" y="${px(y)}" font-family="${xml(style.fontFamily)}" font-size="${px(size)}"${look} fill="${fill}"${fit}>${xml(text)}</text>`);
    }
  }
}

/** The lines of a text node, and where each stands; what goes beyond the right edge ends in “…”. */
function linesOf(node: Text, right: number): { text: string; box: DOMRect }[] {
  const range = document.createRange();
  const boxOf = (from: number, to: number): DOMRect => {
    range.setStart(node, from);
    range.setEnd(node, to);
    return range.getBoundingClientRect();
  };
  const all: { text: string; box: DOMRect }[] = [];
  const put = (from: number, to: number): void => {
    let end = to;
    while (end > from + 1 && boxOf(from, end).right > right) end--;
    const text = node.data.slice(from, end).replace(/\s+/g, " ");
    const trimmed = text.trim();
    if (!trimmed) return;
    const lead = text.length - text.trimStart().length;
    const tail = text.length - text.trimEnd().length;
    const box = boxOf(from + (lead ? node.data.slice(from, end).search(/\S/) : 0), end - (tail ? /\s*$/.exec(node.data.slice(from, end))![0].length : 0));
    if (box.width > 0) all.push({ text: end < to ? `${trimmed.slice(0, -1)}…` : trimmed, box });
  };
  range.selectNodeContents(node);
  if (new Set([...range.getClientRects()].filter((r) => r.width > 0).map((r) => Math.round(r.top))).size <= 1) {
    put(0, node.length);
    return all;
  }
  let [start, line] = [0, NaN];
  for (let i = 0; i < node.length; i++) {
    const { top, width } = boxOf(i, i + 1);
    if (width === 0 || Math.abs(top - line) < 2) continue;
    if (!Number.isNaN(line)) put(start, i);
    if (!Number.isNaN(line)) start = i;
    line = top;
  }
  put(start, node.length);
  return all;
}

/** A ramp in steps, since SVG mixes colours otherwise than the page. */
function rampOf(colours: readonly string[]): string[] {
  const STEPS = 6;
  return colours.flatMap((c, i) => (i === 0 ? [plainColour(c)] : Array.from({ length: STEPS }, (_, k) =>
    plainColour(`color-mix(in lab, ${c} ${((k + 1) / STEPS) * 100}%, ${colours[i - 1]!})`))));
}
