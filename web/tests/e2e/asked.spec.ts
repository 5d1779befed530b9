import { cell, expect, native, open, test, type Lang } from "./helpers.js";
import { cellOf, test as hostTest } from "./host-page.js";
import type { Page } from "@playwright/test";

// A link for a class: chosen cells show "?", nothing on the page tells them, and an answer is judged.

const DOC = "text=the cat sat&heads=2&seed=5";
const ASKED = ["q.0.2", "head.1.attn.1.0", "wv.1.1"] as const;
const LINK = `${DOC}&ui.ask=${ASKED.join(",")}&ui.head=1&ui.pin=q.0.2`;

function placeOf(key: string): [step: string, row: number, col: number] {
  const [, step, row, col] = /^(.+)\.(\d+)\.(\d+)$/.exec(key)!;
  return [step!, Number(row), Number(col)];
}

function valueOf(key: string): number {
  const [step, row, col] = placeOf(key);
  return Number(native(DOC).steps.find((s) => s.id === step)!.data[row]![col]);
}

/** Everything that is written in the page: text, names and titles, fields, through all shadow roots. */
function written(page: Page): Promise<string> {
  return page.evaluate(() => {
    const all: string[] = [];
    const walk = (root: Document | ShadowRoot): void => {
      for (const e of root.querySelectorAll("*")) {
        if (e.localName === "script" || e.localName === "style") continue;
        for (const n of e.childNodes) if (n.nodeType === Node.TEXT_NODE) all.push(n.nodeValue ?? "");
        for (const a of e.attributes) all.push(a.value);
        if (e instanceof HTMLInputElement || e instanceof HTMLTextAreaElement) all.push(e.value);
        if (e.shadowRoot) walk(e.shadowRoot);
      }
    };
    walk(document);
    return all.join("\n").replaceAll("−", "-");
  });
}

async function expectUntold(page: Page): Promise<void> {
  const text = await written(page);
  for (const key of ASKED) expect(text, key).not.toContain(Math.abs(valueOf(key)).toFixed(4));
}

for (const lang of ["ko", "en"] as Lang[]) {
  test(`what is asked for is told nowhere, and answers are judged: ${lang}`, async ({ page }) => {
    await open(page, lang, LINK);
    for (const key of ASKED.slice(0, 2)) await expect(cell(page, ...placeOf(key))).toHaveText("?");
    await expect(cell(page, "head.1.q", 0, 0)).toHaveText("?"); // a copy
    const sheet = page.locator("qkv-inspector").first();
    const answer = sheet.locator(".ask input");
    await expect(answer).toBeVisible();
    await expectUntold(page);

    for (const [step, row, col] of [["head.1.scores", 0, 1], ["head.1.context", 1, 1], ["v", 0, 1], ["q", 0, 2]] as const) {
      await cell(page, step, row, col).click();
      await expect(sheet.locator(".number").filter({ hasText: "?" }).first()).toBeVisible();
      await expectUntold(page);
    }
    await expect(page.locator("qkv-sentence")).toBeHidden(); // nothing else can be tried

    await answer.fill("12345");
    await answer.press("Enter");
    await expect(sheet.locator("[data-mark=wrong]")).toBeVisible();
    const hints = sheet.locator(".ask li");
    for (const n of [1, 2, 3]) {
      await expect(hints).toHaveCount(n - 1);
      await sheet.getByRole("button", { name: `${lang === "ko" ? "힌트" : "Hint"} ${n}` }).click();
    }
    await expect(hints.nth(2)).toContainText("= ?");
    await expect(answer).toBeFocused(); // there is no other hint
    await expectUntold(page);
    await answer.fill(valueOf("q.0.2").toFixed(2));
    await answer.press("Enter");
    await expect(sheet.locator("[data-mark=right]")).toContainText("✓");
  });
}

test("what is taken along has no number for it either", async ({ page }) => {
  await open(page, "en", LINK);
  await expect(cell(page, "q", 0, 2)).toHaveText("?");
  await page.locator("qkv-matrix[data-step=q]").hover();
  await page.locator("qkv-matrix[data-step=q] .take").click();
  await expect(page.locator("qkv-take textarea")).toHaveValue(/nan/i);
  await expectUntold(page);
});

test("the share dialog makes such a link of the chosen cell", async ({ page }) => {
  await open(page, "en", `${DOC}&ui.pin=q.0.2`);
  await expect(cell(page, "q", 0, 2)).not.toHaveText("?");
  await page.locator(".share").first().click();
  await page.getByRole("button", { name: /for a class/ }).click();
  await expect(page.locator("qkv-code.share textarea")).toHaveValue(/ui\.ask=q\.0\.2&ui\.head=0&ui\.pin=q\.0\.2$/);
});

test("a number that is none says so again where a document asks for nothing", async ({ page }) => {
  await open(page, "en", "text=a%20b&ui.ask=q.0.1");
  await expect(cell(page, "q", 0, 1)).toHaveText("?");
  await page.evaluate(() => { location.hash = "text=a%20b&pad=2"; });
  await expect(cell(page, "head.0.attn", 0, 0)).toHaveText("NaN");
});

hostTest("and beside a figure that asks", async ({ page, host }) => {
  await host(`<qkv-matrix step="q" doc="text=a b&ui.ask=q.0.1" loading="eager"></qkv-matrix><qkv-matrix step="head.0.attn" doc="text=a b&pad=2" loading="eager"></qkv-matrix>`);
  const [asking, plain] = [page.locator("qkv-matrix").first(), page.locator("qkv-matrix").last()];
  await expect(cellOf(plain, "head.0.attn", 1, 0)).toHaveText("NaN");
  await expect(cellOf(asking, "q", 0, 1)).toHaveText("?");
  await cellOf(asking, "q", 0, 0).dblclick(); // both are drawn again
  await page.keyboard.type("2");
  await page.keyboard.press("Enter");
  await expect(cellOf(asking, "q", 0, 0)).toHaveText("2.00");
  await expect(cellOf(asking, "q", 0, 1)).toHaveText("?");
  await plain.evaluate((e) => { e.setAttribute("seed", "3"); });
  await expect.poll(() => plain.evaluate((e) => (e as unknown as { doc: string }).doc)).toContain("seed=3");
  await expect(cellOf(plain, "head.0.attn", 1, 0)).toHaveText("NaN");
});
