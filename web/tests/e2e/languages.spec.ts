import type { Page } from "@playwright/test";
import { appEn } from "../../src/i18n/app.en.js";
import { appKo } from "../../src/i18n/app.ko.js";
import { figuresEn } from "../../src/i18n/figures.en.js";
import { figuresKo } from "../../src/i18n/figures.ko.js";
import { askForNoLanguage, cell, docOf, expect, native, open, test, url, type Lang } from "./helpers.js";

const WORDS: Record<Lang, Record<string, string>> = { ko: { ...appKo, ...figuresKo }, en: { ...appEn, ...figuresEn } };
const OTHER = { ko: "en", en: "ko" } as const;

const DOC = "text=the%20cat%20sat&dim=4&heads=2&mask=causal&pos=rope&softcap=2&wq.1.0=0.5";

/** Steps are called attn and scores in every language. */
const SYMBOLS = new Set(["scores", "scaled", "biased", "capped", "tempered", "masked", "attn", "context", "concat", "out"]);

/** What the other language says, in words without arguments, where this one says something else. */
function foreign(lang: Lang): string[] {
  const own = new Set(Object.values(WORDS[lang]));
  return Object.values(WORDS[OTHER[lang]]).filter((text) => !own.has(text) && !text.includes("{") && text.length > 3);
}

/** Every text and every spoken or hovering name on the page, through shadow roots. */
function everyText(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const out = new Set<string>();
    const walk = (node: Node): void => {
      if (node instanceof Text && node.data.trim()) out.add(node.data.trim());
      if (node instanceof Element) {
        if (node.matches("script, style, a[lang]")) return; // such a link is in the other language
        for (const name of ["aria-label", "aria-description", "title", "placeholder", "alt"]) {
          const text = node.getAttribute(name)?.trim();
          if (text) out.add(text);
        }
        if (node.shadowRoot) node.shadowRoot.childNodes.forEach(walk);
      }
      node.childNodes.forEach(walk);
    };
    document.body.childNodes.forEach(walk);
    return [...out];
  });
}

async function expectOnly(page: Page, lang: Lang): Promise<void> {
  const said = await everyText(page);
  expect(said.length).toBeGreaterThan(80);
  const keys = new Set(Object.keys(WORDS.en).filter((key) => key.includes(".")));
  expect(said.filter((text) => keys.has(text) || /\{\w+(:[^}]*)?\}|\bundefined\b|\[object /.test(text))).toEqual([]);
  const wrong = new Set(foreign(lang).filter((text) => !SYMBOLS.has(text)));
  expect(said.filter((text) => wrong.has(text))).toEqual([]);
}


for (const lang of ["ko", "en"] as const) {
  test(`${lang}: html lang, title, and every word in this language`, async ({ page }) => {
    await open(page, lang, DOC);
    await expect(page.locator("html")).toHaveAttribute("lang", lang);
    await expect(page).toHaveTitle("the cat sat · QKV Lab");
    await expectOnly(page, lang);
    for (const [step, row, col] of [["wq", 1, 0], ["q", 0, 1], ["head.0.masked", 0, 2], ["head.0.attn", 1, 0], ["head.0.q_rot", 1, 1], ["concat", 0, 3]] as const) {
      await cell(page, step, row, col).click();
      await expect(page.locator("qkv-inspector .value")).toHaveAttribute("data-step", step);
      await expectOnly(page, lang);
    }
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog")).toBeVisible();
    await expectOnly(page, lang);
  });

  test(`${lang}: what an edit changed, and a problem, are said in this language`, async ({ page, lab }) => {
    await open(page, lang, DOC);
    await lab.setCell("wq", 0, 0, "2");
    await expect(page.locator("#qkv-live")).toHaveText(lang === "ko" ? /^W_q\[0,0\] 값이 .*바뀌었습니다\..*출력은 칸/ : /^W_q\[0,0\] changed from .* numbers of the output changed/);
    await lab.control("heads").locator("input").fill("3");
    await page.keyboard.press("Enter");
    await expect(lab.problem).toContainText(lang === "ko" ? /[가-힣]/ : /^[^가-힣]*$/);
    await expect(lab.problem).toContainText(WORDS[lang]["problem.kept"]!);
    await expectOnly(page, lang);
  });
}

test("the link to the other language carries the document of this moment there, and back", async ({ page, lab }) => {
  await open(page, "ko", "tokens=저%7C는%7C%26&dim=2");
  await lab.setCell("wk", 1, 1, "0.125");
  await expect.poll(() => docOf(page)).toContain("wk.1.1=0.125");
  const doc = await docOf(page);
  await page.getByRole("link", { name: "English" }).click();
  await expect(page).toHaveURL(url(`/en/#${doc}`));
  await expect(page.locator("qkv-lab .band.pictures")).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  expect(await docOf(page)).toBe(doc);
  await page.getByRole("link", { name: "한국어" }).click();
  await expect(page).toHaveURL(url(`/ko/#${doc}`));
  await expect(page.locator("qkv-lab .band.pictures")).toBeVisible();
  expect(await docOf(page)).toBe(doc);
});

test("a document may ask for its language; a person who then chooses the other gets the other", async ({ page }) => {
  await page.goto(url("/ko/#seed=4&ui.lang=en"));
  await expect(page).toHaveURL(/\/en\/#/);
  await expect(page.locator("qkv-lab .band.pictures")).toBeVisible();
  expect(await docOf(page)).toBe(native("seed=4&ui.lang=en").doc);
  await page.getByRole("link", { name: "한국어" }).click();
  await expect(page).toHaveURL(url("/ko/#seed=4"));
  await expect(page.locator("qkv-lab .band.pictures")).toBeVisible();
  await expect(page).toHaveURL(url("/ko/#seed=4"));
});

test("the address without a language leads to the browser's, with the document, or offers both", async ({ browser }) => {
  for (const [locale, lang] of [["ko-KR", "ko"], ["en-GB", "en"]] as const) {
    const page = await (await browser.newContext({ locale })).newPage();
    await page.goto(url("/#seed=2"));
    await expect(page).toHaveURL(url(`/${lang}/#seed=2`));
    await page.context().close();
  }
  const page = await browser.newPage();
  await askForNoLanguage(page);
  await page.goto(url("/"));
  await expect(page.getByRole("link", { name: /English/ })).toBeVisible();
  await page.getByRole("link", { name: /한국어/ }).click();
  await expect(page).toHaveURL(url("/ko/"));
  await page.context().close();
});
