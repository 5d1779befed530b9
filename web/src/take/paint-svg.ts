import { plainColour } from "./ink.js";

/** What the looks of an SVG element are made of. */
const LOOKS = [
  "fill", "fill-opacity", "fill-rule", "stroke", "stroke-opacity", "stroke-width", "stroke-dasharray", "stroke-dashoffset", "stroke-linecap",
  "stroke-linejoin", "opacity", "visibility", "font-family", "font-size", "font-weight", "font-style", "text-anchor", "dominant-baseline",
  "paint-order", "letter-spacing", "clip-path", "marker-end", "marker-start", "overflow", "vector-effect", "mix-blend-mode",
] as const;
/** Those values are SVG's own, and need not be written. */
const USUAL: Readonly<Record<string, string>> = {
  "fill-opacity": "1", "fill-rule": "nonzero", "stroke": "none", "stroke-opacity": "1", "stroke-dasharray": "none", "stroke-dashoffset": "0px",
  "stroke-linecap": "butt", "stroke-linejoin": "miter", "opacity": "1", "visibility": "visible", "font-style": "normal", "text-anchor": "start",
  "dominant-baseline": "auto", "paint-order": "normal", "letter-spacing": "normal", "clip-path": "none", "marker-end": "none", "marker-start": "none",
  "vector-effect": "none", "mix-blend-mode": "normal",
};
const COLOURS: ReadonlySet<string> = new Set(["fill", "stroke"]);
const NEVER = "title, desc, foreignObject, script, style, animate, animateTransform, set";

let copies = 0;

/** A copy of a drawing that needs no style sheet, at a place; ids get names of their own. */
export function copyOf(svg: SVGSVGElement, x: number, y: number): SVGSVGElement | null {
  const box = svg.getBoundingClientRect();
  if (box.width === 0 || box.height === 0) return null;
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const pairs = zip(svg, copy);
  const gone: Element[] = [];
  const number = ++copies;
  for (const [from, to] of pairs) {
    const style = getComputedStyle(from);
    if (style.display === "none" || from.matches(NEVER)) {
      gone.push(to);
      continue;
    }
    dress(to, style);
    for (const { name, value } of [...to.attributes]) {
      if (/^(class|style|role|tabindex|on\w+|aria-.*|data-.*|part|href|xlink:href)$/.test(name) && !(name.endsWith("href") && value.startsWith("#"))) to.removeAttribute(name);
      else if (name === "id") to.id = `q${number}-${value}`;
      else if (/url\(|^#/.test(value)) to.setAttribute(name, value.replace(/url\(["']?[^"')]*#([^"')]+)["']?\)/g, `url(#q${number}-$1)`).replace(/^#(?![0-9a-f]{3,8}$)/i, `#q${number}-`));
    }
  }
  for (const e of gone) e.remove();
  const comments = document.createTreeWalker(copy, NodeFilter.SHOW_COMMENT); // marks of Lit's
  for (let c = comments.nextNode(); c;) {
    const next = comments.nextNode();
    (c as Comment).remove();
    c = next;
  }
  for (const [name, value] of [["x", x], ["y", y], ["width", box.width], ["height", box.height]] as const) copy.setAttribute(name, String(Math.round(value * 100) / 100));
  return copy;
}

function zip(from: Element, to: Element): [Element, Element][] {
  const [all, made] = [[from, ...from.querySelectorAll("*")], [to, ...to.querySelectorAll("*")]];
  return all.map((e, i) => [e, made[i]!]);
}

function dress(to: Element, style: CSSStyleDeclaration): void {
  for (const name of LOOKS) {
    let value = style.getPropertyValue(name);
    if (COLOURS.has(name) && value !== "none" && !value.startsWith("url(")) value = plainColour(value) || "none";
    if (value === "" || value === USUAL[name]) {
      if (to.hasAttribute(name) && name !== "clip-path") to.removeAttribute(name);
      continue;
    }
    to.setAttribute(name, value.replace(/(\d)px\b/g, "$1"));
  }
  if (style.transform !== "none" && !to.hasAttribute("transform")) to.setAttribute("transform", style.transform.replace(/px/g, ""));
}
