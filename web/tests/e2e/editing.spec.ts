import { expect, test } from "./lab.js";

test("an edited parameter reaches everything downstream, as the native engine computes it; undo takes it back", async ({ lab, page }) => {
  await lab.open();
  const before = await lab.numbers();
  await lab.setCell("wq", 1, 3, "-2.5");
  await expect(lab.cell("wq", 1, 3)).toHaveText("−2.50");
  const doc = await lab.doc();
  expect(doc).toContain("wq.1.3=-2.5");
  const after = await lab.numbers();
  expect(after).toEqual(await lab.native(doc));
  expect(after["out"]).not.toEqual(before["out"]);
  await expect(page.locator("#qkv-live")).toContainText("W_q[1,3]");
  await page.getByRole("button", { name: "되돌리기", exact: true }).click();
  await expect.poll(() => lab.numbers()).toEqual(before);
  await page.getByRole("button", { name: "다시 하기" }).click();
  await expect.poll(() => lab.numbers()).toEqual(after);
});

test("a computed cell can be set by hand, and reset", async ({ lab }) => {
  await lab.open();
  const before = await lab.numbers();
  await lab.setCell("head.0.attn", 1, 3, "1");
  await expect.poll(() => lab.doc()).toContain("head.0.attn.1.3=1");
  expect(await lab.numbers()).toEqual(await lab.native(await lab.doc()));
  await lab.cell("head.0.attn", 1, 3).press("Delete");
  await expect.poll(() => lab.numbers()).toEqual(before);
});

test("the address is a permalink: it opens the same numbers, and back walks the edits", async ({ lab, page, context }) => {
  await lab.open();
  await lab.control("mask").locator("select").selectOption({ index: 1 });
  await expect(page).toHaveURL(/mask=causal/);
  await lab.setCell("x", 0, 0, "2");
  await expect(page).toHaveURL(/x\.0\.0=2/);
  const numbers = await lab.numbers();
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.locator("qkv-lab .band.pictures")).toBeVisible();
  expect(await other.locator("qkv-lab").evaluate((e) => (e as unknown as { doc: string }).doc)).toBe(await lab.doc());
  await page.goBack();
  await expect.poll(() => lab.doc()).not.toContain("x.0.0");
  await page.goForward();
  await expect.poll(() => lab.numbers()).toEqual(numbers);
});

test("the document in which everything is default has a link that opens it", async ({ lab, page }) => {
  await lab.open();
  await page.getByRole("button", { name: /예시/ }).click();
  await page.getByRole("button", { name: /뽑은 값 그대로/ }).click();
  await expect(page).toHaveURL(/#v=1$/);
  await page.reload();
  await expect(page.locator("qkv-lab .band.pictures")).toBeVisible();
  expect(await lab.doc()).toBe("");
});

test("a sentence becomes tokens while it is typed; chips rename, move, go and come by keyboard", async ({ lab, page }) => {
  await lab.open();
  const chips = page.locator("qkv-tokens .chip");
  await page.getByLabel("문장", { exact: true }).fill("the cat sat");
  await expect(chips).toHaveText(["the", "cat", "sat"]);
  await chips.first().focus();
  await page.keyboard.press("Alt+ArrowRight");
  await expect(chips).toHaveText(["cat", "the", "sat"]);
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.keyboard.type("ran");
  await page.keyboard.press("Enter");
  await expect(chips).toHaveText(["cat", "the", "ran"]);
  await page.keyboard.press("Delete");
  await expect(chips).toHaveText(["cat", "the"]);
  await page.getByRole("button", { name: "토큰 더하기" }).click();
  await page.keyboard.type("dog");
  await page.keyboard.press("Enter");
  await expect(chips).toHaveText(["cat", "the", "dog"]);
  await expect.poll(async () => (await lab.numbers())["x"]?.length).toBe(12);
  expect(await lab.numbers()).toEqual(await lab.native(await lab.doc()));
});

test("every control changes its key of the document", async ({ lab }) => {
  await lab.open("dim=8&heads=2");
  const pick = (key: string, index: number): Promise<unknown> => lab.control(key).locator("select").selectOption({ index });
  await lab.control("seed").locator("input").fill("42");
  await lab.control("seed").locator("input").press("Enter");
  await expect.poll(() => lab.doc()).toContain("seed=42");
  await lab.control("bias").locator("input").uncheck();
  await expect.poll(() => lab.doc()).toContain("bias=0");
  await pick("mask", 2);
  await expect.poll(() => lab.doc()).toContain("mask=window:2");
  await pick("softmax", 1);
  await expect.poll(() => lab.doc()).toContain("softmax=queries");
  await pick("scale", 2);
  await expect.poll(() => lab.doc()).toContain("scale=1");
  await pick("pos", 2);
  await expect.poll(() => lab.doc()).toContain("pos=rope");
  await pick("wv", 2);
  await expect.poll(() => lab.doc()).toContain("wv=identity");
  await lab.control("out_proj").locator("input").uncheck();
  await expect.poll(() => lab.doc()).toContain("out_proj=0");
  await lab.control("dim").getByRole("button", { name: /늘리기/ }).click();
  await expect(lab.problem).toBeVisible();
  expect(await lab.numbers()).toEqual(await lab.native(await lab.doc()));
});

test("a whole row or column: set, multiplied, its sign turned, taken back; what cannot be read is said", async ({ lab, page }) => {
  await lab.open("seed=3", "en");
  await lab.cell("wk", 1, 2).click();
  const line = page.locator("qkv-line");
  await line.getByText("The whole row or column").click();
  const field = line.getByRole("textbox");
  await field.fill("1, 2, 3, 4");
  await field.press("Enter");
  await expect.poll(() => lab.doc()).toBe("seed=3&wk.1.0=1&wk.1.1=2&wk.1.2=3&wk.1.3=4");
  await line.getByRole("button", { name: "Turn the sign" }).click();
  await expect(lab.cell("wk", 1, 3)).toHaveText("−4.00");
  await line.getByRole("button", { name: "Column 2" }).click();
  await field.fill("0.5");
  await line.getByRole("button", { name: "Set", exact: true }).click();
  await expect(lab.cell("wk", 3, 2)).toHaveText("0.50");
  await field.fill("-4");
  await line.getByRole("button", { name: "Multiply" }).click();
  await expect(lab.cell("wk", 0, 2)).toHaveText("−2.00");
  expect(await lab.numbers()).toEqual(await lab.native(await lab.doc()));
  await lab.accessible();
  await field.fill("1, 2");
  await line.getByRole("button", { name: "Set", exact: true }).click();
  await expect(lab.problem).toContainText("2");
  await line.getByRole("button", { name: "Take back" }).click();
  await line.getByRole("button", { name: "Row 1" }).click();
  await line.getByRole("button", { name: "Take back" }).click();
  await expect.poll(() => lab.doc()).toBe("seed=3");
});
