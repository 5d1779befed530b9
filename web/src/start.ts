// The script of the page's head, so small that nothing waits for it. Before anything is drawn: the theme that was chosen, and
// whether the first view is the document that the address asks for. As soon as the page has been read, or at once where its head
// names it: a worker is sent for the engine, which takes another processor's time. Once that view stands: everything else.

import { HIRED, hire, type Hired } from "./engine/helper.js";
import { recall } from "./store/prefs.js";

/** So long the rest waits for the first view where nothing is painted, as in a page that nobody looks at, and then for the engine; ms. */
const PATIENCE = 500;

const root = document.documentElement;
const theme = recall("theme");
if (theme === "light" || theme === "dark") root.dataset["theme"] = theme;
if (location.hash.length > 1) root.classList.add("elsewhere");

const early = document.querySelector<HTMLElement>("link[data-worker]");
const sent = send(early);

document.addEventListener("DOMContentLoaded", () => {
  const rest = document.querySelector<HTMLTemplateElement>("#rest");
  const script = rest?.content.querySelector<HTMLElement>("script");
  const hired = sent ?? (early ? undefined : send(rest?.content.querySelector<HTMLElement>("script[data-worker]")));
  let [isSeen, waits] = [false, true];
  const go = (): void => {
    if (waits && rest) document.body.append(rest.content);
    waits = false;
  };
  // compiling takes every processor that there is: a script that ran beside it would hold the page up three times as long
  const seen = (): void => {
    if (isSeen) return;
    isSeen = true;
    if (!hired) return go();
    if (script) fetchAhead(script);
    void hired.compiled.then(go);
    setTimeout(go, PATIENCE);
    for (const use of ["pointerdown", "keydown"]) addEventListener(use, go, { capture: true, once: true });
  };
  new PerformanceObserver(seen).observe({ type: "paint", buffered: true });
  setTimeout(seen, PATIENCE);
});

function fetchAhead(script: HTMLElement): void {
  const link = document.createElement("link");
  link.rel = "preload";
  link.as = "script";
  link.href = script.getAttribute("src") ?? "";
  document.head.append(link);
}

/** The files of a script lie beside it. Where no worker may be had, the script will do without. */
function send(script: HTMLElement | null | undefined): Hired | undefined {
  const beside = (name: string | undefined): string => new URL(name ?? "", new URL(script?.getAttribute("src") ?? script?.getAttribute("href") ?? "", location.href)).href;
  try {
    const hired = script ? hire(beside(script.dataset["worker"]), beside(script.dataset["wasm"])) : undefined;
    return Object.assign(globalThis, { [HIRED]: hired })[HIRED];
  } catch { /* no workers, or no WebAssembly */ }
  return undefined;
}
