import { expect, test, type Locator, type Page } from "@playwright/test";
import { url } from "./helpers.js";

// The exercises of the lessons: answers are checked by the engine, and without scripts everything can be read.

const exercise = (page: Page, n: number): Locator => page.locator("qkv-exercise").nth(n);

async function answer(at: Locator, text: string): Promise<Locator> {
  await at.locator("input").fill(text);
  await at.locator("input").press("Enter");
  await expect(at.locator(".verdict")).toBeVisible();
  return at.locator(".verdict");
}

/** The answer as the folded solution has it. */
async function solutionOf(at: Locator): Promise<string> {
  const text = await at.locator("details[slot=solution] .reckoned").textContent();
  return text!.split("= ").at(-1)!.trim();
}

for (const [lang, wrong, hint, terms] of [["ko", "아직 아닙니다", "힌트", "항별 풀이"], ["en", "Not yet", "Hint", "The terms"]] as const) {
  test(`${lang}: the engine judges an answer, with the terms where they are asked for`, async ({ page }) => {
    await page.goto(url(`/${lang}/learn/how/`));
    for (const n of [0, 1, 2]) {
      const at = exercise(page, n);
      await at.scrollIntoViewIfNeeded();
      let verdict = await answer(at, "999");
      await expect(verdict).toHaveAttribute("data-mark", "wrong");
      await expect(verdict).toContainText(wrong);
      await expect(verdict).not.toContainText((await solutionOf(at)));
      await expect(verdict.locator("li")).toHaveCount(0);
      await at.getByRole("button", { name: terms }).click();
      expect(await verdict.locator("li").count()).toBeGreaterThan(1);
      verdict = await answer(at, await solutionOf(at));
      await expect(verdict).toHaveAttribute("data-mark", "right");
      verdict = await answer(at, "?");
      await expect(verdict).toHaveAttribute("data-mark", "unread");
    }
  });

  test(`${lang}: a wrong answer brings a hint at a time, and after the third the terms`, async ({ page }) => {
    await page.goto(url(`/${lang}/learn/how/`));
    const at = exercise(page, 0);
    for (const n of [1, 2, 3]) {
      const verdict = await answer(at, "999");
      await expect(verdict.locator("li")).toHaveCount(0);
      await expect(at.locator("details[slot=hint]:visible")).toHaveCount(n);
      await at.getByRole("button", { name: `${hint} ${n}` }).press("Enter");
      await expect(at.locator("details[slot=hint][open]")).toHaveCount(n);
      await expect(at.locator("details[slot=hint] summary").nth(n - 1)).toBeFocused();
    }
    await expect(at.getByRole("button", { name: hint })).toHaveCount(0);
    const verdict = await answer(at, "998");
    await expect(verdict.locator("li").first()).toBeVisible();
  });
}

test("a count is judged, too", async ({ page }) => {
  await page.goto(url("/en/learn/after/"));
  const at = exercise(page, 2);
  await expect(await answer(at, "7")).toHaveAttribute("data-mark", "wrong");
  await expect(at.locator(".verdict")).toContainText("Not yet");
  const right = await solutionOf(at);
  await at.locator("input").fill(right);
  await at.locator("input").press("Enter");
  await expect(at.locator(".verdict")).toHaveAttribute("data-mark", "right");
});

test("a teacher's link hides solutions and terms, and still judges", async ({ page }) => {
  await page.goto(url("/en/learn/how/#ui.answers=0"));
  const at = exercise(page, 0);
  const verdict = await answer(at, "999");
  await expect(verdict).toHaveAttribute("data-mark", "wrong");
  await expect(verdict.locator("li")).toHaveCount(0);
  await expect(at.locator("details[slot=solution]")).toBeHidden();
  await expect(at.locator("details[slot=hint]").first()).toBeVisible();
  await page.locator('.sections a[href="#exercises"]').click(); // the address changes: the class's link stays one
  await answer(at, "998");
  await expect(at.locator("details[slot=solution]")).toBeHidden();
  await expect(at.locator(".verdict li")).toHaveCount(0);
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("hints and answers unfold", async ({ page }) => {
    await page.goto(url("/ko/learn/scores/"));
    const at = exercise(page, 0);
    await expect(at.locator(".asked")).toBeVisible();
    await expect(at.locator(".reckoned").last()).toBeHidden();
    await at.locator("summary").last().click();
    await expect(at.locator(".reckoned").last()).toBeVisible();
  });

  test("a sheet is chosen, and printed with or without its solutions", async ({ page }) => {
    await page.goto(url("/ko/learn/sheet/"));
    const seen = (what = ".sheet"): Promise<string[]> => page.evaluate((w) => [...document.querySelectorAll<HTMLElement>(w)].filter((e) => e.offsetHeight > 0).map((e) => `${e.dataset["chapter"]} ${e.textContent}`), what);
    const [first, ...others] = await seen();
    expect(others).toEqual([]);
    await page.locator('select[name="seed"]').selectOption("11");
    expect(await seen()).toHaveLength(1);
    expect(await seen()).not.toEqual([first]);
    await page.locator('input[value="training"]').check();
    expect((await seen())[0]).toMatch(/^training /);
    await page.emulateMedia({ media: "print" });
    expect(await seen(".solutions")).toEqual([]);
    await expect(page.locator(".sheet-choice")).toBeHidden();
    await page.emulateMedia({ media: "screen" });
    await page.locator('input[name="solutions"]').check();
    expect(await seen(".solutions")).toHaveLength(1);
    await page.locator('select[name="seed"]').selectOption("all"); // a class's
    expect(await seen()).toHaveLength(30);
    await page.emulateMedia({ media: "print" });
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)).toHaveLength(60);
  });
});
