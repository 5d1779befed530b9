import type { Page } from "@playwright/test";
import { cell, expect, open, test, type Lang } from "./helpers.js";

/** What reaches past the window without a box of its own in which it scrolls. */
function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const out: string[] = [];
    const width = document.documentElement.clientWidth;
    const scrolls = (e: Element): boolean => ["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(e).overflowX);
    const walk = (root: ParentNode): void => {
      for (const e of root.children) {
        const box = e.getBoundingClientRect();
        const hidden = box.width <= 1 || box.height <= 1 || getComputedStyle(e).visibility === "hidden";
        if (!hidden && box.right > width + 0.5) out.push(`${e.localName}.${e.getAttribute("class") ?? ""} reaches ${box.right}`);
        if (scrolls(e)) continue;
        if (e.shadowRoot) walk(e.shadowRoot);
        walk(e);
      }
    };
    walk(document.body);
    if (document.documentElement.scrollWidth > width) out.push(`the page is ${document.documentElement.scrollWidth} wide`);
    return out;
  });
}

const LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";

const DOCUMENTS: readonly (readonly [what: string, lang: Lang, doc: string])[] = [
  ["four heads", "en", "dim=16&heads=4"],
  ["four heads, positions, mask", "ko", "dim=16&heads=4&kv_heads=2&pos=rope&mask=window:3&softcap=2&temperature=0.7"],
  ["long tokens", "en", `tokens=${LONG}%7C${"가나다라마바사아자차카타파하".repeat(4)}%7Ca`],
  ["heat maps", "ko", "dim=48&heads=2&text=the%20cat%20sat%20on%20the%20mat"],
  ["thirty tokens", "en", `text=${"a%20b%20c%20".repeat(10).slice(0, -3)}`],
];

test.describe("360 px", () => {
  test.use({ viewport: { width: 360, height: 740 } });

  for (const [what, lang, doc] of DOCUMENTS) {
    test(`nothing is wider than the window: ${what}`, async ({ page }) => {
      await open(page, lang, doc);
      expect(await overflowing(page)).toEqual([]);
    });
  }

  test("not with a pinned cell, an open menu, a chosen token or a problem either", async ({ page, lab }) => {
    await open(page, "ko", `tokens=${LONG}%7Ca&seed=3`);
    await cell(page, "q", 0, 0).click();
    await expect(page.locator("qkv-inspector .value")).toBeVisible();
    expect(await overflowing(page)).toEqual([]);
    await page.locator("qkv-menu.presets").getByRole("button").first().click();
    expect(await overflowing(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.locator("qkv-tokens .chip").first().click();
    expect(await overflowing(page)).toEqual([]);
    await lab.control("heads").locator("input").fill("3");
    await page.keyboard.press("Enter");
    await expect(lab.problem).toBeVisible();
    expect(await overflowing(page)).toEqual([]);
  });

  test("a matrix too wide for the window scrolls in its own box, to its last column", async ({ page }) => {
    await open(page, "en", "dim=16&heads=4");
    const last = cell(page, "q", 0, 15);
    await expect(last).not.toBeInViewport({ ratio: 1 });
    await cell(page, "q", 0, 0).focus();
    await page.keyboard.press("End");
    await expect(last).toBeFocused();
    await expect(last).toBeInViewport({ ratio: 1 });
    expect(await page.evaluate(() => scrollX)).toBe(0);
  });
});

for (const lang of ["ko", "en"] as const) {
  test(`${lang}: at 1440 × 900 the first screen shows X, the three maps, and Q, K, V whole`, async ({ page }) => {
    await open(page, lang);
    for (const step of ["x", "wq", "bq", "wk", "bk", "wv", "bv", "q", "k", "v"]) {
      const table = page.locator(`qkv-matrix[data-step="${step}"] table`);
      await expect(table, step).toBeInViewport({ ratio: 1 });
    }
    const left = async (step: string): Promise<number> => (await page.locator(`qkv-matrix[data-step="${step}"]`).boundingBox())!.x;
    const across = [await left("x"), await left("q"), await left("k"), await left("v")];
    expect(across).toEqual([...across].sort((a, b) => a - b)); // in the order of the data
    await expect(page.locator("qkv-inspector")).toBeInViewport();
    await expect(page.getByLabel(lang === "ko" ? "문장" : "Sentence", { exact: true })).toBeInViewport({ ratio: 1 });
    expect(await overflowing(page)).toEqual([]);
  });
}

for (const width of [1440, 1024, 768]) {
  test(`${width} px: nothing is wider than the window, nothing covers a figure`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await open(page, "en", "dim=16&heads=4&mask=causal");
    await cell(page, "q", 0, 0).click();
    await expect(page.locator("qkv-inspector .value")).toBeVisible();
    expect(await overflowing(page)).toEqual([]);
    const covered = await page.locator("qkv-matrix").evaluateAll((all) => {
      const inspector = all[0]!.getRootNode() as ShadowRoot;
      const sheet = inspector.querySelector("qkv-inspector")!.getBoundingClientRect();
      return all.filter((m) => {
        const box = m.getBoundingClientRect();
        return box.width > 0 && box.left < sheet.right - 1 && box.right > sheet.left + 1 && box.top < sheet.bottom - 1 && box.bottom > sheet.top + 1;
      }).map((m) => (m as HTMLElement).dataset["step"]);
    });
    expect(covered).toEqual([]);
  });
}
