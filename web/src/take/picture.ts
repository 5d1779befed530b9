import type { CSSResult, LitElement } from "lit";
import { stepNameWithHead } from "../figures/labels.js";
import { symbolOf } from "../model/symbol.js";
import type { Theme, View } from "../model/view.js";
import { linkTo } from "../store/link.js";
import { tokens } from "../styles/tokens.js";
import type { Taken } from "../widget/taker.js";
import { fitted, px, xml } from "./ink.js";
import { Painter } from "./paint.js";

/** How a picture is wanted. */
export interface Wish { readonly theme: Exclude<Theme, "auto">; readonly caption: boolean }

/** A picture as SVG, and how large it is; px. */
export interface Picture { readonly svg: string; readonly width: number; readonly height: number }

type Twin = HTMLElement & { view: View; step?: string; updateComplete?: Promise<unknown> };

const MARGIN = 16;
/** So long is waited for what a figure asks the engine for; ms. */
const PATIENCE = 3000;
const PAPER = { light: "#fcfbf8", dark: "#15171b" } as const;
const INK = { light: "#4a4d55", dark: "#bcbcb8" } as const;
const FONT = `Pretendard, "Apple SD Gothic Neo", "Noto Sans KR", "Noto Sans CJK KR", "Malgun Gothic", system-ui, sans-serif`;

/** A figure as SVG: a twin of it is drawn out of sight in the theme that is wanted, whole, and copied shape by shape. */
export async function pictureOf(what: Taken & { figure: HTMLElement }, wish: Wish): Promise<Picture> {
  const stage = document.createElement("div");
  stage.lang = what.view.lang;
  stage.dataset["theme"] = wish.theme;
  stage.setAttribute("aria-hidden", "true");
  stage.inert = true;
  stage.style.cssText = "all:initial;position:fixed;inset:0 auto auto 0;opacity:0;pointer-events:none;z-index:-1";
  const root = stage.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [(tokens as CSSResult).styleSheet!];
  const twin = twinOf(what, wish);
  const isMatrix = twin.step !== undefined && what.figure.localName === "qkv-matrix";
  const box = document.createElement("div");
  box.style.cssText = `font: 13px/1.45 var(--qkv-font); width: ${isMatrix ? "max-content" : `${Math.max(280, Math.ceil(what.figure.getBoundingClientRect().width))}px`}`;
  box.append(twin);
  root.append(box);
  document.body.append(stage);
  try {
    await settled(twin);
    still(twin);
    await settled(twin);
    return composed(twin, what, wish);
  } finally {
    stage.remove();
  }
}

/** Another element of the same kind that shows the same. */
function twinOf({ figure, view }: Taken & { figure: HTMLElement }, { theme }: Wish): Twin {
  const twin = document.createElement(figure.localName) as Twin;
  for (const { name, value } of figure.attributes) if (!["style", "class", "id", "doc", "loading"].includes(name)) twin.setAttribute(name, value);
  const from = figure as unknown as Record<string, unknown>;
  for (const key of (figure.constructor as typeof LitElement).elementProperties.keys()) {
    if (typeof key === "string" && key !== "doc" && from[key] !== undefined) (twin as unknown as Record<string, unknown>)[key] = from[key];
  }
  twin.view = { ...view, theme, hover: null, pinned: figure.localName === "qkv-matrix" ? null : view.pinned };
  if (figure.localName === "qkv-matrix") Object.assign(twin, { explanation: null, related: undefined, room: undefined });
  return twin;
}

/** What is for the hand, and nothing in a picture. */
const FOR_HANDS = new CSSStyleSheet();
FOR_HANDS.replaceSync(`.take, .zoom, .play, .copies, .unpin, .modes, .hint, .fields, .more, .editor, .readout, .dot, qkv-line, select, input, textarea, label:has(select, input),
  button:not(.cell, [data-head], [data-step], :is(th, td) *, .sets [aria-pressed="true"]) { display: none !important; }`);

/** Takes out of a figure, and of those within it, what is for the hand. */
function still(e: Element): void {
  if (e.shadowRoot) e.shadowRoot.adoptedStyleSheets = [...e.shadowRoot.adoptedStyleSheets, FOR_HANDS];
  for (const inner of (e.shadowRoot ?? e).querySelectorAll("*")) if (inner.shadowRoot) still(inner);
}

/** Waits until a figure, with what it asks for, stands still. */
async function settled(twin: Twin): Promise<void> {
  const end = performance.now() + PATIENCE;
  const look = (): string => `${deepText(twin)} ${twin.getBoundingClientRect().height}`;
  let last = "";
  for (let same = 0; performance.now() < end && same < 2;) {
    await twin.updateComplete;
    await new Promise((go) => setTimeout(go, 60));
    const now = look();
    same = now === last && twin.getBoundingClientRect().height > 4 ? same + 1 : 0;
    last = now;
  }
}

function deepText(e: Element): string {
  const root = e.shadowRoot ?? e;
  return [...root.children].map(deepText).join("") + (root.textContent ?? "").length;
}

function composed(twin: Twin, what: Taken, wish: Wish): Picture {
  const { left, top } = twin.getBoundingClientRect();
  const painter = new Painter(left - MARGIN, top - MARGIN);
  painter.element(twin);
  const [across, down] = [painter.right - MARGIN, painter.bottom - MARGIN];
  const lines = wish.caption ? captionOf(twin, what) : [];
  const width = Math.ceil(Math.max(across, wish.caption ? 280 : 0) + 2 * MARGIN);
  const height = Math.ceil(down + 2 * MARGIN + (lines.length > 0 ? 8 + 16 * lines.length : 0));
  const texts = lines.map((line, i) => `<text x="${MARGIN}" y="${px(down + MARGIN + 22 + 16 * i)}" font-family="${xml(FONT)}" font-size="11" fill="${INK[wish.theme]}">${xml(fitted(line, `11px ${FONT}`, width - 2 * MARGIN))}</text>`);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img"><title>${xml(nameOf(twin, what))}</title><desc>${xml(what.lab.startsWith("http") ? linkTo(what.frame.doc, what.lab) ?? "" : "")}</desc>${painter.defs}<rect width="${width}" height="${height}" fill="${PAPER[wish.theme]}"/>${painter.out.join("")}${texts.join("")}</svg>\n`;
  return { svg, width, height };
}

/** What it shows: a step where it shows one, else the name of the figure. */
export function nameOf(figure: HTMLElement & { step?: string }, { frame, view: { lang } }: Taken): string {
  const { step } = figure;
  if (step && frame.has(step)) return `${symbolOf(step)} · ${stepNameWithHead(lang, step)}`;
  const caption = figure.shadowRoot?.querySelector("figcaption, h2");
  const own = [...(caption?.childNodes ?? [])].filter((n) => n instanceof Text).map((n) => n.data).join(""); // not the symbol and the shape beside it
  return (own.trim() || caption?.textContent || "QKV Lab").replace(/\s+/g, " ").trim();
}

/** The name of what is shown, the sentence, and where it can be seen. */
function captionOf(twin: Twin, what: Taken): string[] {
  const { frame } = what;
  const { lab } = what;
  return [`${nameOf(twin, what)}${frame.tokens.length > 0 ? ` · ${frame.tokens.join(" ")}` : ""}`, lab.startsWith("http") ? `QKV Lab · ${legible(linkTo(frame.doc, lab) ?? lab)}` : "QKV Lab"];
}

/** An address as browsers show it. */
function legible(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}

/** What a picture's file is called. */
export function fileName(figure: HTMLElement & { step?: string }, ext: string): string {
  return `qkv-${figure.step || figure.localName.replace(/^qkv-/, "")}.${ext}`;
}

/** A picture as PNG, enlarged. Rejects where the page's policy, or the browser's limits, do not allow it. */
export async function pngOf({ svg, width, height }: Picture, scale: number): Promise<Blob> {
  const image = new Image(width, height);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width * scale, height * scale];
  canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, failed) => canvas.toBlob((blob) => { if (blob) done(blob); else failed(new Error(`${canvas.width}×${canvas.height} px`)); }, "image/png"));
}
