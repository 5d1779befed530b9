import { docOf, expect, expectNativeCells, open, test } from "./helpers.js";

test("Escape in the sentence brings back what stood before, tokens given one by one too, cells and all", async ({ page, lab }) => {
  const doc = "tokens=a%7Cb%7Cc&dim=2&wq.0.1=3&head.0.attn.1.2=0.5";
  await open(page, "en", doc);
  const field = page.getByRole("textbox", { name: "Sentence" });
  await expect(field).toHaveValue("");
  await expect(field).toHaveAttribute("placeholder", /typed here replaces these tokens/);
  await field.click();
  await page.keyboard.type("one two");
  await expect.poll(() => docOf(page)).toContain("text=one%20two");
  await page.keyboard.press("Escape");
  await expect.poll(() => docOf(page)).toBe(doc);
  await expect(field).toHaveValue("");
  await expect(field).toBeFocused();
  await expectNativeCells(page, doc);

  await field.fill("one two");
  await expect.poll(() => docOf(page)).toContain("text=one%20two");
  await page.locator("qkv-lab h2").first().click(); // leaves the field
  await field.click();
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Delete"); // no token: refused
  await expect(lab.problem).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(lab.problem).toHaveCount(0);
  await expect(field).toHaveValue("one two");
  await expect(field).toHaveAttribute("placeholder", /Type a sentence/);
});

test("rows of numbers say that they are numbers, in Korean", async ({ page }) => {
  await open(page, "ko", "x=1,2;3,4");
  await expect(page.getByRole("textbox", { name: "문장" })).toHaveAttribute("placeholder", "X를 숫자로 넣었습니다. 여기에 문장을 쓰면 바뀝니다.");
});

test("Escape in a number field brings back what stood before: typed, set by the arrows, or refused", async ({ page, lab }) => {
  await open(page, "en", "dim=8&heads=2&wq.7.7=3");
  const doc = await docOf(page);
  const heads = lab.control("heads").getByRole("textbox");
  await heads.fill("77");
  await page.keyboard.press("Escape");
  await expect(heads).toHaveValue("2");
  await heads.fill("3");
  await page.keyboard.press("Enter");
  await expect(lab.problem).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(lab.problem).toHaveCount(0);
  await expect(heads).toHaveValue("2");
  await page.keyboard.press("ArrowUp");
  await expect.poll(() => docOf(page)).toContain("heads=4");
  await page.keyboard.press("Escape");
  await expect.poll(() => docOf(page)).toBe(doc);
  await expect(heads).toHaveValue("2");

  const dim = lab.control("dim").getByRole("textbox");
  await dim.fill("4"); // the cell loses its place
  await page.keyboard.press("Enter");
  await expect.poll(() => docOf(page)).not.toContain("wq.7.7");
  await page.keyboard.press("Escape");
  await expect.poll(() => docOf(page)).toBe(doc);
});

test("what was changed is said in the page's own words; too many words are not told to be words", async ({ page, lab }) => {
  await open(page, "ko", "dim=8");
  await lab.control("mask").locator("select").selectOption({ label: "앞만 보기(causal)" });
  await expect(page.locator("#qkv-live")).toHaveText(/^마스크 설정을 “앞만 보기\(causal\)”로 바꿨습니다\./);
  await lab.control("heads").getByRole("textbox").fill("4");
  await page.keyboard.press("Enter");
  await expect(page.locator("#qkv-live")).toHaveText(/^헤드 수 H 설정을 4로 바꿨습니다\./);
  await page.getByRole("textbox", { name: "문장" }).fill("가 ".repeat(129));
  await expect(lab.problem).toContainText("문장을 줄여 주세요");
  await expect(lab.problem).not.toContainText("단어로");
});
