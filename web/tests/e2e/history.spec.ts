import type { Page } from "@playwright/test";
import { cell, docOf, expect, expectNativeCells, native, open, test, url } from "./helpers.js";

const entries = (page: Page): Promise<number> => page.evaluate(() => history.length);

test("twenty edits are twenty steps: back walks them to the beginning, forward to the end", async ({ page, lab }) => {
  test.slow();
  await open(page, "ko", "seed=3&dim=5");
  const docs = [await docOf(page)];
  const first = await entries(page);
  for (let i = 0; i < 20; i++) {
    const [row, col] = [Math.floor(i / 5), i % 5];
    await cell(page, "wq", row, col).focus();
    await page.keyboard.type(`${i + 1}.5`);
    await page.keyboard.press("Enter");
    await expect.poll(() => docOf(page)).toContain(`wq.${row}.${col}=${i + 1}.5`);
    docs.push(await docOf(page));
  }
  await expect(page).toHaveURL(url(`/ko/#${docs[20]}`));
  expect(await entries(page) - first).toBe(20);
  for (let i = 19; i >= 0; i--) {
    await page.goBack();
    await expect.poll(() => docOf(page)).toBe(docs[i]);
  }
  await expectNativeCells(page, docs[0]!);
  await expect(page.getByRole("button", { name: "되돌리기", exact: true })).toBeDisabled();
  for (const i of [1, 2, 3]) {
    await page.goForward();
    await expect.poll(() => docOf(page)).toBe(docs[i]);
  }
  await page.evaluate(() => history.go(17));
  await expect.poll(() => docOf(page)).toBe(docs[20]);
  await expectNativeCells(page, docs[20]!);
  expect(await lab.numbers()).toEqual(await lab.native(docs[20]!));
  expect(await entries(page) - first).toBe(20);
});

test("an address changed by hand opens its document, is written as it is canonical only by edits, and back leaves it", async ({ page }) => {
  await open(page, "en", "seed=3");
  await page.evaluate(() => { location.hash = "seed=0007&heads=2"; });
  const doc = native("seed=7&heads=2").doc;
  await expect.poll(() => docOf(page)).toBe(doc);
  await expectNativeCells(page, doc);
  await page.goBack();
  await expect.poll(() => docOf(page)).toBe("seed=3");
  await expectNativeCells(page, "seed=3");
  await page.goForward();
  await expect.poll(() => docOf(page)).toBe(doc);
});

test("an edit after going back begins a new branch", async ({ page, lab }) => {
  await open(page, "en", "seed=3");
  await lab.setCell("wq", 0, 0, "1");
  await expect.poll(() => docOf(page)).toBe("seed=3&wq.0.0=1");
  await lab.setCell("wq", 0, 1, "2");
  await expect.poll(() => docOf(page)).toBe("seed=3&wq.0.0=1&wq.0.1=2");
  await page.goBack();
  await expect.poll(() => docOf(page)).toBe("seed=3&wq.0.0=1");
  await lab.setCell("wq", 0, 2, "5");
  await expect.poll(() => docOf(page)).toBe("seed=3&wq.0.0=1&wq.0.2=5");
  await expect(page.getByRole("button", { name: "Redo", exact: true })).toBeDisabled();
  await page.goBack();
  await expect.poll(() => docOf(page)).toBe("seed=3&wq.0.0=1");
  await page.goBack();
  await expect.poll(() => docOf(page)).toBe("seed=3");
});

test("scrubbing a cell is one step of the history, whether by keys or by dragging", async ({ page }) => {
  test.slow();
  await page.addInitScript(() => { // a slow clock, so that a slow machine does not make pauses of a second between moves
    const now = performance.now.bind(performance);
    performance.now = () => now() / 50;
  });
  await open(page, "en", "seed=3");
  const first = await entries(page);
  const at = cell(page, "wk", 0, 0);
  const field = at.getByRole("textbox");
  await at.focus();
  await page.keyboard.press("Enter");
  await field.fill("0");
  for (let i = 0; i < 12; i++) await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect.poll(() => docOf(page)).toBe("seed=3&wk.0.0=1.2");
  await expect(page).toHaveURL(url("/en/#seed=3&wk.0.0=1.2"));
  expect(await entries(page) - first).toBe(1);
  await at.dblclick();
  const box = (await field.boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 60, y, { steps: 12 });
  await page.mouse.up();
  await page.keyboard.press("Enter");
  await expect.poll(() => docOf(page)).toBe("seed=3&wk.0.0=2.4");
  await expect(page).toHaveURL(url("/en/#seed=3&wk.0.0=2.4"));
  expect(await entries(page) - first).toBeLessThanOrEqual(2);
  await expectNativeCells(page, "seed=3&wk.0.0=2.4");
});

test("undoing on and on is one step of the history, and looking around is none", async ({ page, lab }) => {
  await open(page, "en", "heads=2&seed=3");
  for (const col of [0, 1, 2]) {
    await lab.setCell("wq", 0, col, "1");
    await expect.poll(() => docOf(page)).toContain(`wq.0.${col}=1`);
  }
  const before = await entries(page);
  await cell(page, "q", 0, 0).click();
  await page.keyboard.press("]");
  await page.keyboard.press("Escape");
  expect(await entries(page)).toBe(before);
  for (let i = 0; i < 3; i++) await page.keyboard.press("u");
  await expect.poll(() => docOf(page)).toBe("heads=2&seed=3");
  await expect(page).toHaveURL(url("/en/#heads=2&seed=3"));
  expect(await entries(page)).toBe(before + 1);
});

test("a reload stays at the document", async ({ page, lab }) => {
  await open(page, "en");
  await lab.setCell("x", 1, 0, "0.75");
  await expect.poll(() => docOf(page)).toContain("x.1.0=0.75");
  const doc = await docOf(page);
  await page.reload();
  await expect(page.locator("qkv-lab .band.pictures")).toBeVisible();
  expect(await docOf(page)).toBe(doc);
  await expectNativeCells(page, doc);
});
