import type { Page } from "@playwright/test";
import { cell, docOf, expect, open, test, type Lang } from "./helpers.js";

/** What reaches past the window without a box of its own in which it scrolls. */
function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const out: string[] = [];
    const width = document.documentElement.clientWidth;
    const scrolls = (e: Element): boolean => ["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(e).overflowX);
    const walk = (root: ParentNode): void => {
      for (const e of root.children) {
        const box = e.getBoundingClientRect();
        const hidden = !e.checkVisibility() || box.width <= 1 || box.height <= 1 || getComputedStyle(e).visibility === "hidden";
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
    await open(page, "en", "dim=8&heads=4&mask=causal");
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

for (const [width, dims] of [[1440, [9, 16, 24]], [1024, [9, 24]]] as const) {
  for (const dim of dims) {
    test(`${width} px, D = ${dim}: the three maps stand side by side as colours, and one below the other as numbers`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await open(page, "en", `dim=${dim}`);
      const top = async (step: string): Promise<number> => Math.round((await page.locator(`qkv-matrix[data-step="${step}"]`).boundingBox())!.y);
      expect(new Set([await top("wq"), await top("wk"), await top("wv")]).size).toBe(1);
      expect(new Set([await top("x"), await top("q"), await top("k"), await top("v")]).size).toBe(1);
      expect(await overflowing(page)).toEqual([]);
      const numbers = page.getByRole("button", { name: "Numbers" });
      await numbers.click();
      await expect(cell(page, "wv", dim - 1, dim - 1)).toHaveText(/^−?\d\.\d\d$/);
      expect(await top("wk")).toBeGreaterThan(await top("wq"));
      expect(await overflowing(page)).toEqual([]);
      await numbers.click();
      await expect.poll(async () => await top("wk") === await top("wq")).toBe(true);
    });
  }
}

test("a button pressed again and again stays under the pointer while the page makes room", async ({ page }) => {
  await open(page, "en");
  const box = (await page.locator('qkv-control[data-key="dim"]').getByRole("button", { name: /more$/ }).boundingBox())!;
  for (let dim = 5; dim <= 12; dim++) {
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await expect.poll(() => docOf(page)).toContain(`dim=${dim}`);
  }
});

test("what is said of an edit is in sight wherever the page stands", async ({ page, lab }) => {
  await open(page, "en", "dim=4&heads=2&wk=1,2,3,4;1,2,3,4;1,2,3,4;1,2,3,4");
  await lab.control("kv_heads").locator("input").fill("1");
  await page.keyboard.press("Enter");
  await expect(page.locator("qkv-lab .notes")).toContainText("W_k");
  await expect(page.locator("qkv-lab .notes")).toBeInViewport({ ratio: 1 });
  await page.locator("qkv-lab .band.pictures").scrollIntoViewIfNeeded();
  await expect(page.locator("qkv-lab .notes")).toBeInViewport({ ratio: 1 });
});

test("columns that count tokens carry their names, and numbers where two lines cannot tell them apart", async ({ page }) => {
  await open(page, "ko");
  const heads = page.locator('qkv-matrix[data-step="head.0.attn"] thead th');
  await expect(heads).toHaveText(["안녕하세요", "저", "##는", "chat", "gp", "t", "##입", "##니다"]);
  const cut = await heads.evaluateAll((all) => all.filter((th) => { const span = th.firstElementChild!; return span.scrollHeight > span.clientHeight + 1 || span.scrollWidth > span.clientWidth + 1; }).length);
  expect(cut).toBe(0);
  await open(page, "en", `tokens=${LONG}%7Ca`);
  await expect(heads).toHaveText(["0", "1"]);
});

for (const tokens of [8, 25]) {
  test(`the lines of attention stay in sight while the numbers of ${tokens} tokens are read`, async ({ page }) => {
    const words = Array.from({ length: tokens }, (_, i) => `w${i}`).join("%20");
    await open(page, "en", `text=${words}&dim=8`);
    await cell(page, "q", 1, 0).click();
    const sheet = page.locator("section.inspector");
    await expect(sheet.locator(".sum")).toBeVisible();
    await sheet.evaluate((e) => { e.scrollTop = e.scrollHeight; });
    await expect(page.locator("qkv-attention svg[role=img]")).toBeInViewport();
    await expect(page.locator("qkv-attention figcaption")).toBeInViewport();
  });
}

test("on a phone, the cell one asks about and the head of its explanation are both in sight", async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  const page = await context.newPage();
  await open(page, "ko");
  for (const [step, row, col] of [["head.0.scores", 1, 3], ["k", 5, 0]] as const) {
    await cell(page, step, row, col).tap();
    await expect(page.locator("qkv-inspector .value")).toHaveAttribute("data-step", step);
    await page.waitForTimeout(500); // the way there is smooth
    await expect(cell(page, step, row, col)).toBeInViewport({ ratio: 1 });
    await expect(page.locator("qkv-inspector h2")).toBeInViewport({ ratio: 1 });
  }
  await context.close();
});

for (const width of [360, 768, 900, 1024, 1130, 1440]) {
  test(`menus stay within a window of ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await open(page, "en", "seed=1");
    for (const menu of await page.locator("qkv-menu").all()) {
      await menu.getByRole("button").first().click();
      const { x, width: wide } = (await menu.locator(".panel").boundingBox())!;
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + wide).toBeLessThanOrEqual(width);
      await page.keyboard.press("Escape");
    }
  });
}
