// A figure in a frame and the page around it talk by messages (EMBEDDING.md).

import type { Figure } from "../figures/figure.js";
import type { Frame } from "../model/frame.js";

/** What a frame may show: the figures that stand alone, as package/elements.ts has them (a test compares); other elements are parts of them. */
export const FRAMED: readonly string[] = ["linear", "attention", "vectors", "matrix", "heads", "inspector", "plane", "dot", "hull", "ledger", "reshape", "spread", "real-size"];

/** Tells the embedding window how high the page is, in px, each time that changes, and each new document. */
export function report(figure: Figure): void {
  if (parent === window) return;
  const tell = (message: object): void => { parent.postMessage(message, "*"); }; // whoever embeds it may know
  let last = 0;
  new ResizeObserver(() => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height === last || height === 0) return;
    last = height;
    tell({ type: "qkvlab:size", height });
    tell({ context: "iframe.resize", height });
  }).observe(document.body);
  figure.addEventListener("qkv-change", (e) => { tell({ type: "qkvlab:change", doc: (e as CustomEvent<{ frame: Frame }>).detail.frame.doc }); });
}

/** Opens the documents that the embedding window sends, and nobody else's. */
export function accept(figure: Figure): void {
  addEventListener("message", ({ source, data }: MessageEvent<unknown>) => {
    if (source !== parent || parent === window || typeof data !== "object" || data === null) return;
    const { type, doc } = data as { type?: unknown; doc?: unknown };
    if (type === "qkvlab:set" && typeof doc === "string") figure.doc = doc;
  });
}
