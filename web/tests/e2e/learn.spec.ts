import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test, url } from "./lab.js";

// The lessons: whole without scripts, alive with them, the same in both languages.

const here = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "lessons");
const slugs = readdirSync(join(here, "ko")).filter((n) => n.endsWith(".md")).map((n) => n.replace(/^\d+-|\.md$/g, "").replace(/^index$/, ""));
const pages = ["ko", "en"].flatMap((lang) => slugs.map((slug) => `/${lang}/learn/${slug && slug + "/"}`));

/** The whole text of a page as a visitor without scripts gets it. */
const figuresOf = (html: string): string[] => [...html.matchAll(/<(qkv-[a-z-]+) doc="([^"]*)" lang="(?:ko|en)"/g)].map(([, tag, doc]) => `${tag} ${doc}`);

test("there are five chapters, questions, a glossary and sheets in each language, with the same figures of the same documents", async ({ request }) => {
  expect(slugs.length).toBe(9);
  let figures = 0;
  for (const slug of slugs) {
    const [ko, en] = await Promise.all(["ko", "en"].map(async (lang) => (await request.get(url(`/${lang}/learn/${slug && slug + "/"}`))).text()));
    expect(figuresOf(ko!)).toEqual(figuresOf(en!));
    figures += figuresOf(ko!).length;
  }
  expect(figures).toBeGreaterThan(20);
});

test("every link leads to a page of this site, and to a place in it", async ({ request }) => {
  const texts = new Map<string, string>();
  const text = async (path: string): Promise<string> => {
    if (!texts.has(path)) {
      const reply = await request.get(url(path));
      expect(reply.status(), path).toBe(200);
      texts.set(path, await reply.text());
    }
    return texts.get(path)!;
  };
  for (const page of pages) {
    for (const [, href = ""] of (await text(page)).matchAll(/<a\b[^>]*\shref="([^"]*)"/g)) {
      const to = new URL(href.replace(/&#x26;|&amp;/g, "&"), url(page));
      if (to.origin !== new URL(url("/")).origin) {
        expect(to.protocol, `${page}: ${href}`).toBe("https:");
        continue;
      }
      const there = await text(to.pathname);
      if (to.hash && !to.hash.includes("=") && to.pathname.includes("/learn/")) expect(there, `${page}: ${href}`).toContain(`id="${to.hash.slice(1)}"`);
    }
  }
});

test("every character of the mathematics is in the font that the lessons bring", async ({ page, request }) => {
  const has = new Set([...readFileSync(join(here, "..", "learn", "font", "characters.txt"), "utf8").matchAll(/^U\+([0-9A-F]+) /gm)].map(([, hex]) => parseInt(hex!, 16)));
  /** A variable of one letter is drawn in italics: as another character. */
  const italic = (c: string): number => {
    const code = c.codePointAt(0)!;
    if (c === "h") return 0x210e;
    if (/[A-Z]/.test(c)) return 0x1d434 + code - 65;
    if (/[a-z]/.test(c)) return 0x1d44e + code - 97;
    return /[α-ω]/.test(c) ? 0x1d6fc + code - 0x3b1 : code;
  };
  const missing = new Set<string>();
  let count = 0;
  for (const path of pages) {
    for (const [, tag, text = ""] of (await (await request.get(url(path))).text()).matchAll(/<(mi|mo|mn|mtext)\b[^>]*>([^<]*)</g)) {
      const plain = text.replace(/&#x([0-9A-F]+);/gi, (_, hex: string) => String.fromCodePoint(parseInt(hex, 16))).replace(/&lt;/g, "<").replace(/&amp;/g, "&");
      for (const c of plain) {
        count++;
        const code = tag === "mi" && [...plain].length === 1 ? italic(c) : c.codePointAt(0)!;
        if (!has.has(code) && !/[\s\u2061-\u2064\u00a0]/.test(c)) missing.add(`${path}: ${c} U+${code.toString(16)}`);
      }
    }
  }
  expect(count).toBeGreaterThan(500);
  expect([...missing]).toEqual([]);
  await page.goto(url("/en/learn/scores/"));
  await expect.poll(() => page.evaluate(() => [...document.fonts].filter((f) => f.family.includes("QKV Math")).map((f) => f.status))).toEqual(["loaded"]);
});

test("every document that the lab is opened at has no problem", async ({ request }) => {
  const docs = new Set<string>();
  for (const page of pages) {
    for (const [, doc] of (await (await request.get(url(page))).text()).matchAll(/href="[./]*(?:ko\/|en\/)?#([^"]*=[^"]*)"/g)) docs.add(doc!.replace(/&#x26;|&amp;/g, "&"));
  }
  expect(docs.size).toBeGreaterThan(30);
  for (const doc of docs) {
    if (/dim=(?:512|768)/.test(doc)) continue; // larger than a server answers
    expect((await request.get(url(`/api/v1/step?${doc}&steps=x`))).status(), doc).toBe(200);
  }
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });
  for (const path of ["/ko/learn/why/", "/en/learn/scores/"]) {
    test(`${path}: text, mathematics and every figure with its numbers, and nothing that cannot be used`, async ({ page }) => {
      await page.goto(url(path));
      await expect(page.locator("h1")).toBeVisible();
      const stills = page.locator(".picture .still");
      for (let i = 0; i < await stills.count(); i++) await expect(stills.nth(i)).toContainText(/\d/);
      await expect(page.locator(".picture :is(button, select, input):visible")).toHaveCount(0);
      await expect(page.locator(".picture .still a").first()).toHaveAttribute("href", /^\.\.\/\.\.\/#/);
    });
  }
});

for (const [i, path] of pages.entries()) {
  const theme = i % 2 ? "light" : "dark"; // nine pages a language: each is seen in both
  test(`${path}, ${theme}: axe finds nothing, the figures that are alive among it`, async ({ lab, page }) => {
    test.slow();
    await page.emulateMedia({ colorScheme: theme });
    await page.goto(url(path));
    await expect(page.locator("h1")).toBeVisible();
    for (const figure of await page.locator(".picture [doc]").all()) {
      await figure.scrollIntoViewIfNeeded();
      await expect.poll(() => figure.evaluate((e) => !!(e as HTMLElement & { frame?: unknown }).frame)).toBe(true);
    }
    await lab.accessible();
  });
}

test.describe("360 px", () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  for (const path of ["/ko/learn/why/", "/en/learn/after/"]) {
    test(`${path} is no wider than the screen`, async ({ page, lab }) => {
      void lab;
      await page.goto(url(path));
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    });
  }
});

test("a figure comes alive where it is, explains a cell and takes an edit", async ({ page, lab }) => {
  void lab;
  await page.goto(url("/en/learn/after/"));
  const figure = page.locator("qkv-linear");
  await figure.scrollIntoViewIfNeeded();
  const cell = figure.locator('qkv-matrix[data-step="q"] [data-row="0"][data-col="2"]');
  await cell.click();
  await expect(figure.locator("qkv-inspector")).toContainText("Q[0,2]");
  await figure.locator('qkv-matrix[data-step="wq"] [data-row="2"][data-col="0"]').dblclick();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("1");
  await page.keyboard.press("Enter");
  await expect(cell).toHaveText("0.08"); // 1·1 in the place of 1·(−0.0444): −0.9652 + 1.0444
});

test("the lab leads to the lessons and the lessons to the lab", async ({ page, lab }) => {
  await lab.open("", "ko");
  await page.getByRole("link", { name: "글로 배우기" }).click();
  await expect(page).toHaveURL(url("/ko/learn/"));
  await page.getByRole("link", { name: "English" }).click();
  await expect(page).toHaveURL(url("/en/learn/"));
  await page.getByRole("link", { name: "Open the lab" }).click();
  await expect(page).toHaveURL(url("/en/"));
});
