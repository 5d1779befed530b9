import type { Locator, Page } from "@playwright/test";
import { cell, docOf, expect, nativeNumbers, open, readNumber, test, url } from "./helpers.js";

const present = (page: Page): Locator => page.locator("qkv-lab .present");
const count = (page: Page): Locator => present(page).locator(".count");

/** Opens a link that is presented. */
async function openPresented(page: Page, lang: "ko" | "en", doc: string): Promise<void> {
  await page.goto(url(`/${lang}/#${doc}&ui.view=present`));
  await expect(present(page).locator("qkv-matrix [aria-selected='true'], qkv-matrix .plot")).toBeVisible();
}

test("presenting: in by a button, on and back by what clickers and hands press, out by Esc; the link carries it", async ({ page, lab }) => {
  await open(page, "en", "seed=1");
  await page.getByRole("button", { name: "Present" }).click();
  await expect(present(page)).toBeFocused();
  await expect.poll(() => docOf(page)).toBe("seed=1&ui.view=present");
  expect(new URL(page.url()).hash).toContain("ui.view=present");
  await expect(page.locator(".masthead")).toBeHidden();
  await expect(present(page).locator("qkv-matrix")).toHaveCount(1);
  await expect(count(page)).toHaveText("1/10");
  await expect(present(page).getByRole("status").filter({ hasText: /We follow/ })).toBeVisible();
  for (const [key, at] of [["PageDown", 2], [" ", 3], ["ArrowRight", 4], ["PageUp", 3], ["ArrowLeft", 2], ["Shift+ ", 1], ["PageUp", 1], ["End", 10], ["PageDown", 10], ["Home", 1]] as const) {
    await page.keyboard.press(key);
    await expect(count(page)).toHaveText(`${at}/10`);
  }
  await page.keyboard.press("End");
  await expect(present(page).locator('qkv-matrix[data-step="out"]')).toBeVisible();
  await lab.accessible();
  await page.keyboard.press("Escape");
  await expect(present(page)).toHaveCount(0);
  await expect(page.locator(".masthead")).toBeVisible();
  await expect(page.getByRole("button", { name: "Present" })).toBeFocused();
  expect(await docOf(page)).toBe("seed=1");
  await page.keyboard.press("ArrowRight"); // an arrow is only an arrow again
  await page.goBack();
  await expect(present(page)).toBeVisible();
  await present(page).getByRole("button", { name: "Leave", exact: true }).click();
  await expect(present(page)).toHaveCount(0);
});

test("a link that is presented is drawn and then at rest; left, all of the page is there", async ({ page }) => {
  await openPresented(page, "en", "seed=1");
  await page.waitForTimeout(1000); // so long starting up may take
  const drawings = await page.evaluate(async () => {
    const lab = document.querySelector("qkv-lab") as unknown as { requestUpdate(...args: unknown[]): void };
    const before = lab.requestUpdate;
    let n = 0;
    lab.requestUpdate = function (...args: unknown[]): void { n++; before.apply(this, args); };
    await new Promise((go) => setTimeout(go, 500));
    return n;
  });
  expect(drawings).toBe(0);
  await page.keyboard.press("Escape");
  await expect(page.locator("qkv-lab section.band.pictures qkv-vectors")).toBeVisible();
});

test("numbers can be set while presenting; a clicker goes on whatever has the focus; Esc in a field only leaves the field", async ({ page }) => {
  await openPresented(page, "en", "x=1,2,3,4;4,3,2,1&seed=3");
  await page.keyboard.press("PageDown");
  await expect(count(page)).toHaveText("2/10");
  await cell(page, "q", 1, 2).click();
  await page.keyboard.type("7");
  await expect(present(page).getByRole("textbox")).toHaveValue("7");
  await page.keyboard.press("PageDown"); // typing: nobody's but the field's
  await page.keyboard.press("Escape");
  await expect(present(page).getByRole("textbox")).toHaveCount(0);
  await expect(count(page)).toHaveText("2/10");
  await page.keyboard.type("2.5");
  await page.keyboard.press("Enter");
  await expect.poll(() => docOf(page)).toContain("q.1.2=2.5");
  await page.keyboard.type("1e99");
  await page.keyboard.press("Enter");
  await expect(present(page).getByRole("alert")).toContainText("float32");
  await present(page).getByRole("button", { name: "Dismiss" }).click();
  await cell(page, "q", 1, 2).focus();
  await page.keyboard.press("ArrowLeft"); // the figure's own
  await expect(cell(page, "q", 1, 1)).toBeFocused();
  await expect(count(page)).toHaveText("2/10");
  for (let i = 0; i < 3; i++) await page.keyboard.press("PageDown");
  await expect(count(page)).toHaveText("5/10");
  const scores = nativeNumbers(await docOf(page))["head.0.scores"]!;
  const name = await cell(page, "head.0.scores", 1, 0).getAttribute("aria-label");
  expect(Math.fround(readNumber(name!.split(",")[0]!))).toBe(scores[2]);
  await page.keyboard.press("u");
  await expect.poll(() => docOf(page)).not.toContain("q.1.2");
  await expect(present(page)).toBeVisible();
});

const twelve = {
  ko: "text=나는 오늘 아침 일찍 일어나서 커피를 마시고 산책을 다녀온 뒤에 글을 썼다&dim=12&heads=2&pos=rope&mask=causal&temperature=2",
  en: "text=the quick brown fox jumps over the lazy dog and runs away&dim=12&heads=2&pos=rope&mask=causal&temperature=2",
};

for (const [width, height] of [[1024, 768], [1920, 1080]] as const) {
  for (const [lang, theme] of [["ko", "light"], ["en", "dark"]] as const) {
    test(`twelve tokens can be read from afar at ${width}×${height}, ${lang}, ${theme}`, async ({ page, lab }) => {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      await openPresented(page, lang, twelve[lang]);
      for (let slide = 1; ; slide++) {
        await expect(count(page)).toHaveText(new RegExp(`^${slide}/`));
        await expect.poll(() => smallest(page), { message: `slide ${slide}` }).toBeGreaterThanOrEqual(0.02);
        const fits = await page.evaluate(() => [document.documentElement.scrollWidth <= innerWidth, document.documentElement.scrollHeight <= innerHeight]);
        expect(fits).toEqual([true, true]);
        const next = present(page).getByRole("button", { name: lang === "ko" ? "다음" : "Next" });
        if (await next.isDisabled()) break;
        await page.keyboard.press("PageDown");
      }
      await lab.accessible();
    });
  }
}

/** The height of the smallest digits, words and buttons, as a part of the window's; 0 where something is cut off. */
function smallest(page: Page): Promise<number> {
  return page.locator("qkv-lab").evaluate((lab) => {
    const root = lab.shadowRoot!;
    const figure = root.querySelector<HTMLElement>(".present qkv-matrix")!;
    const digits = figure.shadowRoot!.querySelector("td[role]");
    const line = root.querySelector(".present .line")!;
    const stage = root.querySelector(".stage-room")!;
    if (!digits || stage.scrollWidth > stage.clientWidth + 1 || stage.scrollHeight > stage.clientHeight + 1) return 0;
    const scroll = figure.shadowRoot!.querySelector(".scroll")!;
    if (scroll.scrollWidth > scroll.clientWidth + 1) return 0;
    const size = (e: Element): number => parseFloat(getComputedStyle(e).fontSize);
    const zoom = (figure as HTMLElement & { currentCSSZoom?: number }).currentCSSZoom ?? Number(figure.style.zoom);
    return Math.min(size(digits) * zoom, size(line), size(root.querySelector(".count")!)) / innerHeight;
  });
}

test("in somebody else's page a presentation leaves focus and keys alone until one is in it", async ({ page }) => {
  await open(page, "en");
  await page.evaluate(() => {
    const lab = document.createElement("qkv-lab");
    lab.setAttribute("lang", "en");
    lab.setAttribute("doc", "seed=1&ui.view=present");
    document.querySelector("main")!.replaceChildren("A post", lab);
  });
  await expect(count(page)).toHaveText("1/10");
  await expect(present(page)).not.toBeFocused();
  await page.keyboard.press("PageDown");
  await page.keyboard.press("ArrowRight");
  await expect(count(page)).toHaveText("1/10");
  await present(page).getByRole("button", { name: "Next" }).click();
  await expect(count(page)).toHaveText("2/10");
  await page.keyboard.press("PageDown");
  await expect(count(page)).toHaveText("3/10");
});

test("at 360 px nothing is wider than the page, in Korean; the cell that is told of is in sight", async ({ page, lab }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await openPresented(page, "ko", "seed=0");
  for (let i = 0; i < 6; i++) await present(page).getByRole("button", { name: "다음" }).click();
  await expect(present(page).locator("[aria-selected='true']")).toBeInViewport({ ratio: 0.9 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await lab.accessible();
});
