import { expect, test, url } from "./lab.js";
import type { Page } from "@playwright/test";

// A live figure takes the place of its picture, and nothing moves: the page neither jumps while one reads, nor is it longer after.

const PAGES = ["/ko/learn/why/", "/en/learn/how/", "/en/learn/after/", "/ko/learn/scores/", "/en/learn/training/"];

interface Seen { readonly shift: number; readonly figures: readonly { readonly name: string; readonly still: number; readonly live: number; readonly isLive: boolean }[] }

/** Reads a page from top to bottom, as a person with a wheel does, and says what moved. */
async function read(page: Page, path: string): Promise<Seen> {
  await page.addInitScript(() => {
    const seen = Object.assign(window, { shift: 0, stills: new Map<Element, number>() });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) if (!entry.hadRecentInput) seen.shift += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
    // before any script of ours: it is there only after the first paint
    addEventListener("DOMContentLoaded", () => {
      for (const figure of document.querySelectorAll(".picture > [doc]")) seen.stills.set(figure, figure.getBoundingClientRect().height);
    });
  });
  await page.goto(url(path));
  await page.evaluate(() => document.fonts.ready);
  await expect(page.locator("h1")).toBeVisible();
  const tall = await page.evaluate(() => document.documentElement.scrollHeight);
  for (let y = 0; y < tall; y += 300) {
    await page.mouse.wheel(0, 300);
    await page.waitForTimeout(60);
  }
  await page.waitForFunction(() => [...document.querySelectorAll<HTMLElement & { frame?: unknown }>(".picture > [doc]")].every((f) => f.frame && !("drawing" in f.dataset)));
  await page.waitForTimeout(300);
  return page.evaluate(() => {
    const { shift, stills } = window as unknown as { shift: number; stills: Map<HTMLElement & { frame?: unknown }, number> };
    return {
      shift,
      figures: [...stills].map(([figure, still]) => ({ name: `${figure.localName} ${figure.closest("figure")?.id ?? ""}`, still, live: figure.getBoundingClientRect().height, isLive: !figure.querySelector(".still")?.checkVisibility() })),
    };
  });
}

for (const [name, use] of [["1440 px", { viewport: { width: 1440, height: 900 } }], ["360 px", { viewport: { width: 360, height: 740 }, hasTouch: true }]] as const) {
  test.describe(name, () => {
    test.use(use);
    for (const path of PAGES) {
      test(`${path} does not jump`, async ({ page, lab }) => {
        void lab;
        const { shift, figures } = await read(page, path);
        expect(figures.length).toBeGreaterThan(0);
        expect(shift).toBeLessThan(0.05);
        for (const { name: figure, still, live, isLive } of figures) {
          expect(isLive, figure).toBe(true);
          expect(Math.abs(live - still), `${figure}: ${still} px as a picture, ${live} px alive`).toBeLessThanOrEqual(2);
        }
      });
    }
  });
}
