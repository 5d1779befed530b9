import { askForNoLanguage, cell, expect, open, test, url } from "./helpers.js";

// axe-core finds nothing in the states that opening.spec and narrow.spec do not visit.

test("a cell that is being edited, and then has changed everything after it", async ({ page, lab }) => {
  await open(page, "en", "seed=3");
  await cell(page, "wq", 1, 2).focus();
  await page.keyboard.press("Enter");
  await expect(cell(page, "wq", 1, 2).getByRole("textbox")).toBeFocused();
  await lab.accessible();
  await page.keyboard.type("2");
  await page.keyboard.press("Enter");
  await expect(page.locator("#qkv-live")).not.toBeEmpty();
  await lab.accessible();
});

test("menus, a chosen token, a token that is being renamed", async ({ page, lab }) => {
  await open(page, "ko");
  await page.getByRole("button", { name: /^예시/ }).click();
  await lab.accessible();
  await page.keyboard.press("Escape");
  await page.locator("qkv-tokens .chip").nth(1).click();
  await lab.accessible();
  await page.locator("qkv-tokens .chip").nth(1).press("Enter");
  await expect(page.locator("qkv-tokens input")).toBeFocused();
  await lab.accessible();
});

test("the view menu, a control that explains itself, a refused edit and a note", async ({ page, lab }) => {
  await open(page, "en", "dim=8&wq.7.7=3");
  await lab.control("seed").getByRole("button", { name: /^What/ }).click();
  await lab.control("heads").locator("input").fill("5");
  await page.keyboard.press("Enter");
  await expect(lab.problem).toBeVisible();
  await page.getByRole("button", { name: "View", exact: true }).click();
  await lab.accessible();
  await lab.control("dim").locator("input").fill("4");
  await page.keyboard.press("Enter");
  await expect(page.locator("qkv-lab .notes")).toBeVisible();
  await lab.accessible();
});

test("the list of keys", async ({ page, lab }) => {
  await open(page, "ko");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toBeVisible();
  await lab.accessible();
});

test("the choice of languages", async ({ page, lab }) => {
  await askForNoLanguage(page);
  await page.goto(url("/"));
  await expect(page.getByRole("link", { name: /한국어/ })).toBeVisible();
  await lab.accessible();
});

test.describe("dark", () => {
  test.use({ colorScheme: "dark" });
  test("opening, a pinned attention, four heads with −∞ and cells set by hand", async ({ page, lab }) => {
    test.slow();
    await open(page, "ko");
    await lab.accessible();
    await cell(page, "head.0.attn", 1, 3).click();
    await expect(page.locator("qkv-inspector .value")).toHaveAttribute("data-step", "head.0.attn");
    await lab.accessible();
    await open(page, "en", "dim=16&heads=4&mask=causal&pos=rope&head.0.attn.1.0=0.9");
    await lab.accessible();
  });
});

test("four heads with NaN, infinities and every score step, in the light", async ({ page, lab }) => {
  test.slow();
  await open(page, "en", "dim=16&heads=4&kv_heads=2&tokens=a%7Cb%7Cc&pad=3&softcap=2&temperature=0.5&scale=2&head.0.attn.1.0=0.9");
  await cell(page, "head.0.attn", 0, 0).click();
  await expect(page.locator("qkv-inspector .value")).toHaveText("NaN");
  await lab.accessible();
});

test.describe("360 px", () => {
  test.use({ viewport: { width: 360, height: 740 } });
  test("a pinned cell, an open menu, four heads, in the dark", async ({ page, lab }) => {
    await page.emulateMedia({ colorScheme: "dark" });
    await open(page, "en", "dim=16&heads=4");
    await cell(page, "head.0.attn", 0, 1).click();
    await expect(page.locator("qkv-inspector .value")).toBeVisible();
    await lab.accessible();
    await page.getByRole("button", { name: /^Examples/ }).click();
    await lab.accessible();
  });
});
