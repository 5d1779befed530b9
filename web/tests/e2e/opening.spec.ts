import { expect, test } from "./lab.js";

test("opens on the story, with the native engine's numbers in every matrix", async ({ lab }) => {
  await lab.open();
  const doc = await lab.doc();
  expect(await lab.numbers()).toEqual(await lab.native(doc));
  await expect(lab.page.locator("qkv-lab .preset-line")).toContainText("학습된 값이 아니라");
});

test("every visible number is the frame's, rounded or whole", async ({ lab }) => {
  await lab.open("seed=3&mask=causal");
  const numbers = await lab.numbers();
  const shownCells = (): Promise<{ step: string | undefined; row: number; col: number; text: string; width: number }[]> =>
    lab.page.locator("qkv-matrix:visible td[data-row]").evaluateAll((all) => all.map((td) => {
      const { step, row, col } = (td as HTMLElement).dataset;
      return { step, row: Number(row), col: Number(col), text: td.textContent ?? "", width: td.closest("tr")?.querySelectorAll("td").length ?? 0 };
    }));
  await expect.poll(async () => { // what is further down is drawn a moment later
    const all = await shownCells();
    return all.length > 300 && all.every((c) => c.text !== "");
  }).toBe(true);
  const cells = await shownCells();
  for (const { step, row, col, text, width } of cells) {
    const value = numbers[step ?? ""]?.[row * width + col];
    const shown = Number(text.replace("−∞", "-Infinity").replace("−", "-"));
    expect(value === shown || Math.abs((value ?? NaN) - shown) <= 0.005 + 1e-6, `${step}.${row}.${col}: ${text} for ${value}`).toBe(true);
  }
});

for (const lang of ["ko", "en"] as const) {
  test(`${lang}: axe finds nothing on the first view, with a pinned cell, with a problem, with the code`, async ({ lab, page }) => {
    await lab.open("", lang);
    await lab.accessible();
    await lab.cell("q", 1, 0).click();
    await expect(page.locator("qkv-inspector")).toContainText("Q[1,0]");
    await lab.control("heads").locator("input").fill("3");
    await page.keyboard.press("Enter");
    await expect(lab.problem).toBeVisible();
    await lab.accessible();
    await page.getByRole("button", { name: lang === "ko" ? "코드" : "Code", exact: true }).click();
    await expect(page.locator("qkv-code:not(.share) textarea")).toHaveValue(/torch/);
    await lab.accessible();
  });
}

test("dark and light follow the system, and the choice is remembered", async ({ lab, page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await lab.open();
  const paper = (): Promise<string> => page.locator("body").evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const dark = await paper();
  await page.getByRole("button", { name: "보기", exact: true }).click();
  await page.getByLabel("테마").selectOption("light");
  expect(await paper()).not.toBe(dark);
  await page.reload();
  await expect(page.locator("qkv-lab .band.pictures")).toBeVisible();
  expect(await paper()).not.toBe(dark);
});
