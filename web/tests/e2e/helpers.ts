// The lab's parts as plain functions of a page, and the native engine as an outsider: the command line, asked per document.

import { execFileSync } from "node:child_process";
import { expect, Lab, test as base, url } from "./lab.js";
import type { Locator, Page } from "@playwright/test";

export { expect, Lab, url };

export type Lang = "ko" | "en";

/** A test in which anything that the console calls an error or a warning fails, but for `expected` patterns. */
export const test = base.extend<{ expectNoConsoleErrors: void }>({
  expectNoConsoleErrors: [async ({ lab }, use) => { void lab; await use(); }, { auto: true }],
});

/** Opens the lab at a document; empty is the bare address. */
export async function open(page: Page, lang: Lang = "ko", doc = ""): Promise<void> {
  await new Lab(page).open(doc, lang);
}

/** The cell of a step that shows one number. Heat maps have none. */
export function cell(page: Page, step: string, row: number, col: number): Locator {
  return new Lab(page).cell(step, row, col);
}

/** What `qkv -json` says of a document; problems throw. */
export interface Native {
  readonly doc: string;
  readonly tokens: readonly string[];
  readonly steps: readonly {
    readonly id: string; readonly op: string; readonly in: readonly string[]; readonly axes: readonly [string, string];
    readonly rows: number; readonly cols: number; readonly data: readonly (readonly (number | string)[])[];
  }[];
  readonly notes: readonly unknown[];
}

/** Computes a document by the command line. */
export function native(doc: string): Native {
  const command = process.env["QKV_COMMAND"];
  if (!command) throw new Error("no command: see setup.ts");
  return JSON.parse(execFileSync(command, ["-json", doc], { encoding: "utf8", maxBuffer: 1 << 28 })) as Native;
}

/** Its numbers by step, as float32. */
export function nativeNumbers(doc: string): Record<string, number[]> {
  return Object.fromEntries(native(doc).steps.map((s) => [s.id, s.data.flat().map((v) => Math.fround(Number(v)))]));
}

/** A cell of a table on the page: what it shows, and the whole value from its name where it is rounded. */
export interface ShownCell {
  readonly step: string; readonly row: number; readonly col: number; readonly text: string; readonly name: string | null;
}

/** Every cell that shows a number in a table of the flow. */
export function shownCells(page: Page): Promise<ShownCell[]> {
  return page.locator("qkv-matrix td[data-row]").evaluateAll((all) => all.map((td) => {
    const { step = "", row, col } = (td as HTMLElement).dataset;
    return { step, row: Number(row), col: Number(col), text: td.textContent ?? "", name: td.getAttribute("aria-label") };
  }));
}

/** A number as the page writes it: −, ∞ and NaN as themselves. */
export function readNumber(text: string): number {
  return Number(text.replace("−∞", "-Infinity").replace("∞", "Infinity").replaceAll("−", "-"));
}

/**
 * Every cell that is shown says what the native engine computes: digit for digit where it is whole, its name where it is
 * rounded. What is off the screen may follow a moment later.
 */
export async function expectNativeCells(page: Page, doc: string): Promise<void> {
  const steps = new Map(native(doc).steps.map((s) => [s.id, s]));
  await expect.poll(async () => {
    const cells = await shownCells(page);
    return cells.length > 0 ? wrongCells(cells, steps) : "nothing is shown";
  }).toEqual([]);
}

function wrongCells(cells: readonly ShownCell[], steps: ReadonlyMap<string, Native["steps"][number]>): ShownCell[] {
  return cells.filter(({ step, row, col, text, name }) => {
    const told = steps.get(step)?.data[row]?.[col];
    if (told === undefined) return true;
    const value = Math.fround(Number(told));
    if (Number.isNaN(value)) return text !== "NaN";
    if (!Number.isFinite(value)) return readNumber(text) !== value;
    const full = name === null ? value : Math.fround(readNumber(name.split(", ")[0] ?? ""));
    const rounded = Math.abs(readNumber(text) - value) <= 0.005 + Math.abs(value) * 1e-6;
    return !Object.is(full, value) || !rounded || (name === null && Math.fround(readNumber(text)) !== value);
  });
}

/** Where the focus is, through shadow roots: the nearest element of ours and what one would hear. "" where it is nowhere. */
export function focusOf(page: Page): Promise<{ tag: string; host: string; step: string; row: number; col: number; name: string }> {
  return page.evaluate(() => {
    let at: Element | null = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    const none = { tag: "", host: "", step: "", row: -1, col: -1, name: "" };
    if (!(at instanceof HTMLElement || at instanceof SVGElement) || at === document.body) return none;
    const root = at.getRootNode();
    const { step = "", row = "-1", col = "-1" } = at.dataset;
    const labels = at instanceof HTMLInputElement || at instanceof HTMLSelectElement ? [...(at.labels ?? [])] : [];
    const name = at.getAttribute("aria-label") ?? [...labels, at].map((e) => e.textContent?.trim()).find((text) => text) ?? "";
    return {
      tag: at.localName, host: root instanceof ShadowRoot ? root.host.localName : "", step, row: Number(row), col: Number(col),
      name: name.replace(/\s+/g, " "),
    };
  });
}

/** The canonical document that stands in the lab. */
export function docOf(page: Page): Promise<string> {
  return new Lab(page).doc();
}

/** Makes the browser ask the bare address for any language. */
export async function askForNoLanguage(page: Page): Promise<void> {
  await page.route(url("/"), async (route) => {
    const headers = { ...route.request().headers(), "accept-language": "*" };
    await route.fulfill({ response: await route.fetch({ headers, maxRedirects: 0 }) });
  });
}
