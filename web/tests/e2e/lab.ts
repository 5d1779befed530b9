// What the tests in a real browser share: a page that watches its console, and the ways to the lab's parts.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test as base, type Locator, type Page } from "@playwright/test";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export function url(path: string): string {
  const root = process.env["QKV_URL"];
  if (!root) throw new Error("no server: see setup.ts");
  return root + path;
}

/** The lab on a page. */
export class Lab {
  constructor(readonly page: Page) {}

  async open(doc = "", lang: "ko" | "en" = "ko"): Promise<void> {
    await this.page.goto(url(`/${lang}/${doc && "#" + doc}`));
    await expect(this.page.locator("qkv-lab .band.pictures")).toBeVisible();
    await this.settled();
  }

  /** Until the page's own engine has taken over from the worker's: it writes the title, and hears keys. */
  async settled(): Promise<void> {
    await expect(this.page).toHaveTitle(/(· |^)QKV Lab$/);
  }

  cell(step: string, row: number, col: number): Locator {
    return this.page.locator(`qkv-matrix[data-step="${step}"] [data-row="${row}"][data-col="${col}"]`).first();
  }

  control(key: string): Locator {
    return this.page.locator(`qkv-control[data-key="${key}"]`).first();
  }

  get problem(): Locator {
    return this.page.locator("qkv-lab .problem");
  }

  /** The canonical document that stands. */
  doc(): Promise<string> {
    return this.page.locator("qkv-lab").evaluate((lab) => (lab as unknown as { doc: string }).doc);
  }

  /** Sets one cell as a person does: double click, type, Enter. */
  async setCell(step: string, row: number, col: number, value: string): Promise<void> {
    await this.cell(step, row, col).dblclick();
    await this.page.keyboard.press("Control+A");
    await this.page.keyboard.type(value);
    await this.page.keyboard.press("Enter");
  }

  /** Every number of the frame on the page. */
  numbers(): Promise<Record<string, number[]>> {
    return this.page.locator("qkv-lab").evaluate(async (lab) => {
      const { frame } = lab as unknown as { frame: { steps: { id: string }[]; matrix(id: string): Promise<{ data: Float32Array }> } };
      const out: Record<string, number[]> = {};
      for (const { id } of frame.steps) out[id] = [...(await frame.matrix(id)).data];
      return out;
    });
  }

  /** What the native engine gives for a document. */
  async native(doc: string): Promise<Record<string, number[]>> {
    const reply = await this.page.request.get(url(`/api/v1/step?${doc}`));
    expect(reply.status()).toBe(200);
    const { steps } = await reply.json() as { steps: { id: string; data: (number | string)[][] }[] };
    return Object.fromEntries(steps.map((s) => [s.id, s.data.flat().map((v) => Math.fround(Number(v)))]));
  }

  /** axe-core finds nothing, nor targets that are too small. */
  async accessible(): Promise<void> {
    await this.page.evaluate(axe);
    const found = await this.page.evaluate(async () => {
      // a band that waits for its turn is shorter than what it holds, which then lies over the next
      for (const band of document.querySelector("qkv-lab")?.shadowRoot?.querySelectorAll<HTMLElement>(".band") ?? []) band.style.contentVisibility = "visible";
      const { violations } = await (globalThis as unknown as { axe: { run(options: object): Promise<{ violations: { id: string; help: string; nodes: { target: unknown; failureSummary: string }[] }[] }> } }).axe.run({ rules: { "target-size": { enabled: true } } });
      return violations.map((v) => `${v.id}: ${v.help}\n  ${v.nodes.slice(0, 3).map((n) => `${JSON.stringify(n.target)} ${n.failureSummary}`).join("\n  ")}`);
    });
    expect(found).toEqual([]);
  }
}

/** A test with a lab; anything that the console calls an error fails it, unless the test says what it expects. */
export const test = base.extend<{ lab: Lab; expected: RegExp[] }>({
  expected: [async ({}, use) => { await use([]); }, { scope: "test" }],
  lab: async ({ page, expected }, use) => {
    const errors: string[] = [];
    page.on("console", (m) => { if ((m.type() === "error" || m.type() === "warning") && !/Service Worker.*Playwright/i.test(m.text())) errors.push(m.text()); });
    page.on("pageerror", (e) => errors.push(String(e.stack)));
    await use(new Lab(page));
    expect(errors.filter((text) => !expected.some((pattern) => pattern.test(text)))).toEqual([]);
  },
});

export { expect };
