// Draws the first view of the page as HTML, by the page's own elements and engine:
//
//   node draw.mjs ENGINE.wasm        prints { css, ko, en } as JSON
//
// It is one picture for every width: how figures stand, which the page knows as classes, is a question to the container here.

import "./window.js";
import "../src/elements.js";
import type { CSSResult, LitElement } from "lit";
import { flowOf } from "../src/app/flow.js";
import { defineLab, type QkvLab } from "../src/app/lab.js";
import { BESIDE, roomFor, SHEET } from "../src/app/room.js";
import type { QkvConnector } from "../src/figures/connector.js";
import { drawnOnce } from "../src/figures/turn.js";
import type { Frame } from "../src/model/frame.js";
import { tokens } from "../src/styles/tokens.js";
import { flatten, host } from "./flatten.js";
import { scoped } from "./scope.js";

defineLab();

const [NARROWEST, WIDEST] = [240, 1600];
/** How long a picture may take, in ms. */
const PATIENCE = 30_000;
/** What is not there yet, or below the first view. */
const LEAVE_OUT = "slot, section.band:not(.input), .flow > section.inspector, qkv-code, qkv-keys, .said";
/** Classes that say how figures stand, and the class of what they are on. */
const WAYS: ReadonlyMap<string, string> = new Map([["columns", "grid"], ["rows", "grid"], ["stacked", "grid"], ["beside", "body"]]);

/** The classes that the page has at a width of the lab, in px. */
function waysAt(frame: Frame, width: number): string[] {
  const beside = width >= BESIDE;
  const { arrangement } = roomFor(frame, flowOf(frame, 0), width - (beside ? SHEET : 0));
  return beside ? [arrangement, "beside"] : [arrangement];
}

/** The widths at which the page has a class, or has not, as a condition of the container. */
function condition(frame: Frame, way: string, is = true): string {
  const spans: [number, number][] = [];
  for (let width = NARROWEST; width <= WIDEST; width++) {
    if (waysAt(frame, width).includes(way) !== is) continue;
    const last = spans.at(-1);
    if (last?.[1] === width - 1) last[1] = width;
    else spans.push([width, width]);
  }
  const span = ([from, to]: [number, number]): string =>
    `((min-width:${from === NARROWEST ? 0 : from}px) and (max-width:${to === WIDEST ? 99999 : to + 0.99}px))`;
  return `first ${spans.map(span).join(" or ") || "(max-width:0px)"}`;
}

async function labOf(lang: string, width: number): Promise<QkvLab> {
  Object.assign(globalThis, { innerWidth: width });
  document.documentElement.lang = lang;
  const lab = document.createElement("qkv-lab") as QkvLab;
  lab.setAttribute("lang", lang);
  document.body.append(lab);
  const end = performance.now() + PATIENCE;
  while (!lab.renderRoot.querySelector("section.band.pictures")) {
    if (performance.now() > end) throw new Error("the first view was not drawn: does the engine run? ./build.sh test says more");
    await drawnOnce();
  }
  await drawnOnce();
  return lab;
}

/** A width at which the page has all these classes. */
function widthOf(frame: Frame, ...ways: string[]): number {
  for (let width = WIDEST; width >= NARROWEST; width--) if (ways.every((w) => waysAt(frame, width).includes(w))) return width;
  throw new Error(`the first view never has ${ways.join(" and ")}`);
}

/** A lab with everything in it that is seen at any width. */
async function drawn(lang: string): Promise<QkvLab> {
  const { frame } = await labOf(lang, WIDEST);
  if (!frame) throw new Error("the engine gave no frame");
  const [lab, other] = [await labOf(lang, widthOf(frame, "rows", "beside")), await labOf(lang, widthOf(frame, "columns"))];
  lab.renderRoot.querySelector(".band.input > header")?.after(other.renderRoot.querySelector(".band.input > .band-legend")!);
  for (const right of lab.renderRoot.querySelectorAll<QkvConnector>(".band.input qkv-connector")) {
    const down = document.createElement("qkv-connector");
    Object.assign(down, { frame: right.frame, view: right.view, step: right.step, direction: "down" });
    right.classList.add("to-right");
    down.classList.add("to-below");
    right.after(down);
  }
  await drawnOnce();
  return lab;
}

const scopes = new Set<string>();
const classes = new Set([...WAYS.keys(), host("qkv-lab")]);
const styles = new Map<string, string>();
const styleClass = (style: string): string => {
  if (!styles.has(style)) styles.set(style, `s${styles.size}`);
  return styles.get(style)!;
};

function picture(lab: QkvLab): string {
  const flat = flatten(lab.renderRoot as ShadowRoot, "qkv-lab", { styleClass, leaveOut: LEAVE_OUT, without: WAYS, names: "first-" });
  for (const s of flat.scopes) scopes.add(s);
  for (const c of flat.classes) classes.add(c);
  return `<div class="first"><div class="${host("qkv-lab")}">${flat.html}</div></div>`;
}

const [koLab, enLab] = [await drawn("ko"), await drawn("en")];
const [ko, en] = [picture(koLab), picture(enLab)];
const frame = koLab.frame!;

function sheetOf(tag: string): string {
  const { elementStyles } = customElements.get(tag) as unknown as typeof LitElement;
  const conditions = tag === "qkv-lab" ? new Map([...WAYS].map(([way, on]) => [way, { on, holds: condition(frame, way) }])) : new Map();
  return elementStyles.filter((s) => s !== tokens).map((s) => scoped((s as CSSResult).cssText, tag, (c) => classes.has(c), conditions)).join("\n");
}

const css = [
  ".first{container:first/inline-size}",
  ...[...styles].map(([style, name]) => `.${name}{${style}}`),
  ...[...scopes].map(sheetOf),
  `@container ${condition(frame, "columns")}{.first .input .legend.in-matrix{display:none}}`,
  `@container ${condition(frame, "columns", false)}{.first .band-legend{display:none}}`,
  `@container ${condition(frame, "rows")}{.first .to-below{display:none}}`,
  `@container ${condition(frame, "rows", false)}{.first .to-right{display:none}}`,
  `@container ${condition(frame, "beside", false)}{.first .aside{display:none}}`,
].join("\n");
process.stdout.write(JSON.stringify({ css, ko, en }), () => process.exit()); // the window keeps timers
