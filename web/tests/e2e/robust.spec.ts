import { expect, nativeNumbers, open, test, url } from "./helpers.js";

test("two tabs have each their own document, and agree on what the browser remembers", async ({ context, page, lab }) => {
  await open(page, "ko", "seed=1");
  const other = await context.newPage();
  await open(other, "ko", "seed=2");
  await lab.setCell("wq", 0, 0, "5");
  await expect.poll(() => lab.doc()).toBe("seed=1&wq.0.0=5");
  const docOf = (p: typeof page): Promise<string> => p.locator("qkv-lab").evaluate((e) => (e as unknown as { doc: string }).doc);
  expect(await docOf(other)).toBe("seed=2");
  await other.getByRole("button", { name: "보기", exact: true }).click();
  await other.getByLabel("테마").selectOption("dark");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect.poll(() => docOf(page)).toBe("seed=1&wq.0.0=5");
});

test("a change in the moment of leaving is in the address that one comes back to", async ({ page, lab }) => {
  await open(page, "ko", "seed=1");
  await lab.cell("wq", 0, 0).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect.poll(() => lab.doc()).not.toBe("seed=1");
  const left = await page.evaluate(() => {
    const doc = (document.querySelector("qkv-lab") as unknown as { doc: string }).doc;
    location.reload();
    return doc;
  });
  await expect.poll(() => lab.doc()).toBe(left);
});

test("an address changed while a cell is being typed in opens, and nothing of the half-typed value stays", async ({ page, lab }) => {
  await open(page, "ko", "seed=1");
  await lab.cell("wq", 0, 0).dblclick();
  await page.keyboard.type("12");
  await page.evaluate(() => { location.hash = "seed=4&mask=causal"; });
  await expect.poll(() => lab.doc()).toBe("seed=4&mask=causal");
  await page.keyboard.press("Escape");
  await expect(page.locator("qkv-matrix .editor")).toHaveCount(0);
  await expect.poll(() => lab.doc()).toBe("seed=4&mask=causal");
  expect(await lab.numbers()).toEqual(nativeNumbers("seed=4&mask=causal"));
});

test("the way back after an address changed while typing leads to what stood before", async ({ page, lab }) => {
  await open(page, "ko", "seed=1");
  await lab.setCell("wk", 1, 1, "2");
  await expect.poll(() => lab.doc()).toBe("seed=1&wk.1.1=2");
  await page.goto(url("/ko/#seed=9"));
  await expect.poll(() => lab.doc()).toBe("seed=9");
  await page.goBack();
  await expect.poll(() => lab.doc()).toBe("seed=1&wk.1.1=2");
});

test("printed, every figure is there, and nothing that only a screen can use", async ({ page }) => {
  await open(page, "en", "seed=3&heads=2&mask=causal");
  const pdf = await page.pdf({ format: "A4" });
  expect(pdf.byteLength).toBeGreaterThan(30_000);
  await page.emulateMedia({ media: "print" });
  await expect(page.locator("qkv-lab .toolbar")).toBeHidden();
  const empty = await page.locator("qkv-matrix").evaluateAll((all) =>
    all.filter((m) => !m.shadowRoot?.querySelector("td .n")?.textContent).map((m) => (m as HTMLElement).dataset["step"]));
  expect(empty).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});

test("a page that is left and come back to goes on where it was", async ({ page, lab }) => {
  await open(page, "ko", "seed=1");
  await lab.setCell("wq", 0, 0, "3");
  await expect.poll(() => lab.doc()).toBe("seed=1&wq.0.0=3");
  await page.goto("about:blank");
  await page.goBack();
  await expect(page.locator("qkv-lab .band.pictures")).toBeAttached();
  await expect.poll(() => lab.doc()).toBe("seed=1&wq.0.0=3");
  expect(await lab.numbers()).toEqual(nativeNumbers("seed=1&wq.0.0=3"));
});
