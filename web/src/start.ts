// The script of the page's head, so small that nothing waits for it. Before anything is drawn: the theme that was chosen, and
// whether the first view is the document that the address asks for. As soon as the page has been read, or at once where its head
// names it: a worker is sent for the engine, which takes another processor's time. Once that view stands: everything else.

import { HIRED, hire } from "./engine/helper.js";
import { recall } from "./store/prefs.js";

/** So long the rest waits for the first view where nothing is painted, as in a page that nobody looks at; ms. */
const PATIENCE = 500;

const root = document.documentElement;
const theme = recall("theme");
if (theme === "light" || theme === "dark") root.dataset["theme"] = theme;
if (location.hash.length > 1) root.classList.add("elsewhere");

const early = document.querySelector<HTMLElement>("link[data-worker]");
send(early);

document.addEventListener("DOMContentLoaded", () => {
  const rest = document.querySelector<HTMLTemplateElement>("#rest");
  let waits = true;
  if (!early) send(rest?.content.querySelector<HTMLElement>("script[data-worker]"));
  const go = (): void => {
    if (waits && rest) document.body.append(rest.content);
    waits = false;
  };
  new PerformanceObserver(go).observe({ type: "paint", buffered: true });
  setTimeout(go, PATIENCE);
});

/** The files of a script lie beside it. Where no worker may be had, the script will do without. */
function send(script: HTMLElement | null | undefined): void {
  const beside = (name: string | undefined): string => new URL(name ?? "", new URL(script?.getAttribute("src") ?? script?.getAttribute("href") ?? "", location.href)).href;
  try {
    if (script) Object.assign(globalThis, { [HIRED]: hire(beside(script.dataset["worker"]), beside(script.dataset["wasm"])) });
  } catch { /* no workers, or no WebAssembly */ }
}
