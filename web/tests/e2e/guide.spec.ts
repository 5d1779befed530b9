import type { Locator } from "@playwright/test";
import { cell, docOf, expect, expectNativeCells, open, test } from "./helpers.js";

test("the guided way: each stop pins its number and says a sentence, forwards, back and by keys, to the end", async ({ page, lab }) => {
  await open(page, "en");
  await page.getByRole("button", { name: "Walk through" }).click();
  const bar = page.getByRole("region", { name: "Walk through" });
  const selected = (step: string): Locator => page.locator(`qkv-matrix[data-step="${step}"] [aria-selected="true"]`);
  await expect(bar).toContainText("1/10");
  await expect(bar.getByRole("status")).toContainText("We follow “저”");
  await bar.getByRole("button", { name: "Next" }).click();
  await expect(bar.getByRole("status")).toContainText("query");
  // the example tells of 저, which looks at chat
  await expect(selected("q")).toHaveAttribute("data-row", "1");
  await page.keyboard.press("ArrowRight");
  await expect(selected("k")).toHaveAttribute("data-row", "3");
  await page.keyboard.press("ArrowLeft");
  await expect(bar).toContainText("2/10");
  await lab.accessible();
  for (let i = 2; i < 10; i++) await bar.getByRole("button", { name: "Next" }).click();
  await expect(bar).toContainText("10/10");
  await expect(selected("out")).toBeInViewport();
  await bar.getByRole("button", { name: "Done" }).click();
  await expect(bar).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Walk through" })).toBeFocused();
});

test("the guided way in Korean, at 360 px, with every step of the scores: nothing is wider than the page", async ({ page, lab }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open(page, "ko", "dim=8&heads=2&pos=rope&mask=causal&softcap=4&temperature=2");
  await page.getByRole("button", { name: "따라가 보기" }).click();
  const bar = page.getByRole("region", { name: "따라가 보기" });
  for (;;) {
    await expect(bar.getByRole("status")).not.toBeEmpty();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    const next = bar.getByRole("button", { name: "다음" });
    if (await next.count() === 0) break;
    await next.click();
  }
  await lab.accessible();
});

test("the history: what was done in words, a leap back and forwards, and what differs from the beginning", async ({ page, lab }) => {
  await open(page, "en", "seed=1");
  const opened = await docOf(page);
  await lab.setCell("wq", 0, 0, "2");
  await lab.setCell("wq", 0, 1, "3");
  await lab.setCell("wk", 1, 1, "-1");
  await expect.poll(() => docOf(page)).toContain("wk.1.1=-1");
  const last = await docOf(page);
  const history = page.locator("qkv-menu.history");
  await history.getByRole("button", { name: "History" }).click();
  await expect(history.locator("li")).toHaveCount(4);
  await expect(history.locator("li").first()).toContainText("changed from");
  await lab.accessible();
  await history.getByRole("button", { name: "The beginning, as opened" }).click();
  await expect.poll(() => docOf(page)).toBe(opened);
  await expectNativeCells(page, opened);
  await history.getByRole("button", { name: "History" }).click();
  await history.locator("li button").first().click();
  await expect.poll(() => docOf(page)).toBe(last);
  await expectNativeCells(page, last);

  await expect(cell(page, "wq", 0, 0)).toHaveAttribute("data-change", /up|down/);
  await lab.setCell("wv", 0, 0, "1");
  await expect(cell(page, "wq", 0, 0)).not.toHaveAttribute("data-change", /./); // told against the document before
  await history.getByRole("button", { name: "History" }).click();
  await history.getByRole("checkbox").check();
  await expect(cell(page, "wq", 0, 0)).toHaveAttribute("data-change", /up|down/); // against the opening
  await expect(cell(page, "wv", 0, 0)).toHaveAttribute("data-change", /up|down/);
});
