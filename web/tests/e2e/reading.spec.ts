import { readFileSync } from "node:fs";
import { expect, focusOf, open, test, url } from "./helpers.js";

// The way through the page for people who hear it, as ACCESSIBILITY.md tells it; and for those who enlarge it or choose its colours.

const [, outline = ""] = /```yaml\n([^]*?)```/.exec(readFileSync("ACCESSIBILITY.md", "utf8")) ?? [];

test("roles, names and order are those that are written down", async ({ page }) => {
  expect(outline.split("\n").length).toBeGreaterThan(50);
  await open(page, "en");
  await expect(page.locator("body")).toMatchAriaSnapshot(outline);
});

test("the overview leads a keyboard to the first cell of a step", async ({ page }) => {
  await open(page, "en");
  const strip = page.getByRole("navigation", { name: "Where you are" });
  await strip.getByRole("button", { name: "attn" }).focus();
  await expect(strip).toBeInViewport({ ratio: 1 });
  await page.keyboard.press("Enter");
  await expect.poll(() => focusOf(page)).toMatchObject({ step: "head.0.attn", row: 0, col: 0 });
  await expect(page.locator('qkv-matrix[data-step="head.0.attn"]').first()).toBeInViewport();
});

test("an edit is told once, a refusal is an alert with its way out, and looking is quiet", async ({ page, lab }) => {
  await open(page, "en");
  const live = page.locator("#qkv-live");
  await lab.cell("wq", 0, 1).focus();
  await page.keyboard.press("ArrowRight");
  await expect(live).toHaveText("");
  await lab.setCell("wq", 0, 0, "9");
  await expect(live).toContainText("W_q");
  await expect(live).toContainText("9");
  await lab.setCell("wq", 0, 0, "nine");
  await expect(page.getByRole("alert")).toContainText("nine");
});

for (const [zoom, width, height] of [["200 %", 640, 450], ["400 %", 320, 256]] as const) {
  test(`at ${zoom} of a small screen everything is there, one way to scroll`, async ({ page, lab }) => {
    await page.setViewportSize({ width, height });
    await open(page, "en", "seed=3&heads=2&mask=causal");
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await lab.cell("q", 1, 0).click();
    await expect(page.locator("qkv-inspector")).toContainText("Q[1,0]");
    await lab.setCell("wq", 0, 0, "2");
    await expect.poll(() => lab.doc()).toContain("wq.0.0=2");
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });
}

test("where the system forces its colours, cells keep theirs, and marks and buttons can be told apart", async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, forcedColors: "active" });
  const page = await context.newPage();
  await open(page, "en", "seed=3&wq.0.0=2");
  const cell = page.locator('qkv-matrix[data-step="wq"] td[data-row="0"][data-col="0"]');
  const other = page.locator('qkv-matrix[data-step="wq"] td[data-row="0"][data-col="1"]');
  const background = (e: typeof cell): Promise<string> => e.evaluate((td) => getComputedStyle(td).backgroundColor);
  expect(await background(cell)).not.toBe(await background(other));
  await cell.click();
  await expect(cell).toHaveCSS("outline-style", "solid");
  await context.close();
});

test("a page from right to left does not turn the numbers round", async ({ page }) => {
  await page.goto(url("/en/"));
  await page.evaluate(() => { document.documentElement.dir = "rtl"; });
  await expect(page.locator("qkv-lab .band.pictures")).toBeAttached();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  const left = (col: number): Promise<number> => page.locator(`qkv-matrix[data-step="wq"] td[data-row="0"][data-col="${col}"]`).evaluate((td) => td.getBoundingClientRect().left);
  expect(await left(0)).toBeLessThan(await left(1));
});
