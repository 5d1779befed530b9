import type { Page } from "@playwright/test";
import { cellPlaces, seen } from "./first-view.js";
import { expect, native, readNumber, test, url } from "./helpers.js";

// What stands in the HTML before any script runs: the engine's numbers, where the page will have them.

const SCRIPT = /\/qkv(page|lab)\.[^/]*js$/;

/** Opens the page as it is before its script comes. */
async function openStill(page: Page, path: string): Promise<void> {
  await page.route(SCRIPT, (route) => route.abort());
  await page.goto("about:blank");
  await page.goto(url(path));
}

for (const lang of ["ko", "en"] as const) {
  test(`${lang}: the numbers are the native engine's, and nothing waits for a script`, async ({ lab, page, expected }) => {
    expected.push(/ERR_FAILED/);
    await lab.open("", lang);
    const doc = await lab.doc();
    await openStill(page, `/${lang}/`);
    await expect(page.locator(".first")).toBeVisible();
    const steps = new Map(native(doc).steps.map((s) => [s.id, s.data]));
    const shown = await cellPlaces(page);
    expect([...shown.keys()]).toEqual(["x", "wq", "bq", "q", "wk", "bk", "k", "wv", "bv", "v"]);
    for (const [step, rows] of shown) {
      const numbers = rows.map((row) => row.map(readNumber));
      const told = steps.get(step)!.map((row) => row.map((v) => Math.round(Number(v) * 100) / 100));
      expect(numbers, step).toEqual(told);
    }
  });

  for (const width of [360, 768, 1024, 1100, 1250, 1440, 1900]) {
    test(`${lang}: at ${width} px everything in sight stays where it is when the page takes over`, async ({ browser }) => {
      const context = await browser.newContext({ viewport: { width, height: 900 }, reducedMotion: "reduce", ...(width < 700 ? { isMobile: true, hasTouch: true } : {}) });
      const still = await context.newPage();
      await openStill(still, `/${lang}/`);
      const before = await seen(still, ".first");
      const page = await context.newPage();
      await page.goto(url(`/${lang}/`));
      await expect(page.locator("qkv-lab .band.pictures")).toBeAttached();
      await expect(page.locator(".first")).toHaveCount(0);
      const after = await seen(page, "qkv-lab");
      expect(before.length).toBeGreaterThan(30);
      expect(before.filter((line) => !after.includes(line))).toEqual([]);
      await context.close();
    });
  }
}

test("where the address asks for another document, its first view is not shown", async ({ page, expected }) => {
  expected.push(/ERR_FAILED/);
  await openStill(page, "/ko/#seed=5");
  await expect(page.locator(".first")).toBeHidden();
  await expect(page.locator("qkv-lab .fallback")).toBeVisible();
});

test("a chosen theme is there from the first", async ({ page, expected }) => {
  expected.push(/ERR_FAILED/);
  await page.addInitScript(() => { if (location.protocol.startsWith("http")) localStorage.setItem("qkv.theme", "dark"); });
  await openStill(page, "/ko/");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("nothing in the first view can be reached or pressed", async ({ lab, page, expected }) => {
  expected.push(/ERR_FAILED/);
  await openStill(page, "/en/");
  const reached: string[] = [];
  for (let i = 0; i < 6; i++) {
    await page.keyboard.press("Tab");
    reached.push(await page.evaluate(() => document.activeElement?.closest(".first") ? "first view" : ""));
  }
  expect(reached).not.toContain("first view");
  await lab.accessible();
});
