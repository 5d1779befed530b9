import "../src/figures/index.js";
import "../src/figures/lesson/index.js";
import { QkvTake } from "../src/take/take.js";
import type { Figure } from "../src/figures/figure.js";
import { INITIAL_VIEW, type CellRef, type Lang, type Theme, type View } from "../src/model/view.js";
import { tokens } from "../src/styles/tokens.js";
import { ENTRIES, explanation, type Entry } from "./entries.js";
import { frame } from "./frames.js";

/*
 * The gallery: every figure in typical, extreme and erroneous states on recorded frames, without the engine. The same
 * entries serve to look and to test drawing: `?only=id`, `?lang=ko|en`, `?theme=light|dark`. What a person points at is
 * shown; edits need the engine, and are written out below the figure.
 */
const asked = new URLSearchParams(location.search);
const lang: Lang = asked.get("lang") === "en" ? "en" : "ko";
const theme: Theme = asked.get("theme") === "dark" ? "dark" : asked.get("theme") === "light" ? "light" : "auto";
const only = asked.get("only");

document.documentElement.lang = lang;
if (theme !== "auto") document.documentElement.dataset["theme"] = theme;
document.adoptedStyleSheets.push(tokens.styleSheet!);
document.getElementById("figures")!.append(...ENTRIES.filter((e) => !only || e.id === only).map(section));

function taker(): QkvTake {
  return document.querySelector("qkv-take") ?? document.body.appendChild(new QkvTake());
}

function section(entry: Entry): HTMLElement {
  const title = document.createElement("h2");
  title.textContent = entry.title;
  const log = document.createElement("output");
  const section = document.createElement("section");
  section.id = entry.id;
  section.className = `${entry.element} ${entry.size ?? ""}`;
  section.append(title, figure(entry, log), log);
  return section;
}

function figure(entry: Entry, log: HTMLElement): HTMLElement {
  const element = document.createElement(entry.element) as Figure;
  let view: View = { ...INITIAL_VIEW, lang, theme, ...entry.view };
  const look = (part: Partial<View>): void => { element.view = view = { ...view, ...part }; };
  Object.assign(element, {
    frame: frame(entry.before ?? entry.trace), view, step: entry.step,
    ...(entry.explain && { explanation: explanation(lang, ...entry.explain) }), ...entry.props,
  });
  element.addEventListener("qkv-view", (e) => look((e as CustomEvent<Partial<View>>).detail));
  element.addEventListener("qkv-hover", (e) => look({ hover: (e as CustomEvent<CellRef | null>).detail }));
  element.addEventListener("qkv-pin", (e) => look({ pinned: (e as CustomEvent<CellRef | null>).detail }));
  element.addEventListener("qkv-edit", (e) => { log.textContent = JSON.stringify((e as CustomEvent).detail); });
  element.addEventListener("qkv-take", () => taker().take({ frame: element.frame!, view, figure: element, lab: "" }));
  if (entry.before) void element.updateComplete.then(() => { element.frame = frame(entry.trace); });
  return element;
}
