import { cell, docOf, expect, expectNativeCells, focusOf, native, nativeNumbers, open, readNumber, test } from "./helpers.js";

// No pointer in this file.

test("the tab key goes through everything once, in the order of the page, and every stop has a name", async ({ page }) => {
  await open(page, "en", "dim=4&heads=2&tokens=a%7Cb");
  await page.keyboard.press("Tab");
  expect((await focusOf(page)).name).toBe("Skip to the content");
  const stops: Awaited<ReturnType<typeof focusOf>>[] = [];
  for (let i = 0; i < 150; i++) {
    await page.keyboard.press("Tab");
    const at = await focusOf(page);
    if (at.tag === "") break;
    stops.push(at);
  }
  expect(stops.length).toBeLessThan(150); // the focus leaves the page: no trap
  expect(stops.filter((s) => s.name === "")).toEqual([]);
  const matrices = stops.filter((s) => s.host === "qkv-matrix").map((s) => s.step);
  expect(matrices).toEqual([
    "x", "wq", "bq", "q", "wk", "bk", "k", "wv", "bv", "v", "head.0.q", "head.0.k", "head.0.v", "head.0.scores", "head.0.scaled",
    "head.0.attn", "head.0.context", "concat", "wo", "bo", "out",
  ]);
  const names = stops.map((s) => s.name);
  const order = ["Examples", "Sentence", "Undo", "Share", "Code", "View", "Token 0: a", "torch.manual_seed", "Width D", "Heads H", "Scale", "Mask", "Softmax"]
    .map((name) => names.findIndex((n) => n.startsWith(name)));
  expect(order.filter((i) => i >= 0)).toEqual(order.filter((i) => i >= 0).sort((a, b) => a - b));
  expect(order.filter((i) => i < 0)).toHaveLength(1); // Undo has nothing to undo
});

test("the skip link leaves the document alone and goes to the lab", async ({ page }) => {
  await open(page, "ko", "seed=8");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.locator("main")).toBeFocused();
  await page.keyboard.press("Tab");
  expect((await focusOf(page)).host).toBe("qkv-menu");
  expect(await docOf(page)).toBe("seed=8");
});

test("arrows walk a matrix; what is under the focus is explained; Space keeps it, Escape lets it go", async ({ page }) => {
  await open(page, "en", "seed=3");
  const value = page.locator("qkv-inspector .value");
  await cell(page, "q", 0, 0).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  await expect(cell(page, "q", 1, 1)).toBeFocused();
  await expect(value).toHaveAttribute("data-row", "1");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp"); // an edge holds
  await page.keyboard.press("End");
  await expect(cell(page, "q", 0, 3)).toBeFocused();
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press(" ");
  await expect(cell(page, "q", 0, 2)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Control+End"); // the pinned cell stays marked while one looks elsewhere
  await expect(value).toHaveAttribute("data-row", "7");
  await expect(cell(page, "q", 0, 2)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Escape");
  await expect(cell(page, "q", 0, 2)).not.toHaveAttribute("aria-selected", "true");
  await expect(cell(page, "q", 7, 3)).toBeFocused();
});

test("the inspector explains a pinned cell down to its value, from the native engine's numbers, and its terms lead on", async ({ page }) => {
  const doc = "x=1,2,3,4;4,3,2,1&seed=3";
  const numbers = nativeNumbers(doc);
  const [x, wq, bq, q] = ["x", "wq", "bq", "q"].map((id) => numbers[id]!);
  await open(page, "en", doc);
  await cell(page, "q", 1, 2).focus();
  await page.keyboard.press(" ");
  const inspector = page.locator("qkv-inspector");
  const full = (text: string | null): number => Math.fround(readNumber(text ?? ""));
  await expect(inspector.locator(".value")).toHaveAttribute("data-step", "q");
  expect(full(await inspector.locator(".value").textContent())).toBe(q![1 * 4 + 2]);
  const products = inspector.locator(".terms li:not(.total) .product");
  await expect(products).toHaveCount(5);
  const told = (await products.evaluateAll((all) => all.map((e) => e.getAttribute("title")))).map(full);
  const made = [0, 1, 2, 3].map((k) => Math.fround(x![1 * 4 + k]! * wq![2 * 4 + k]!));
  expect(told).toEqual([...made, bq![2]]);
  expect(full(await inspector.locator(".terms .total .product").getAttribute("title"))).toBe(q![1 * 4 + 2]);
  const factor = inspector.locator('button[data-step="wq"][data-row="2"][data-col="0"]').first();
  await factor.focus();
  await page.keyboard.press("Enter");
  await expect(inspector.locator(".value")).toHaveAttribute("data-step", "wq");
  expect(full(await inspector.locator(".value").textContent())).toBe(wq![2 * 4]);
  await expect(inspector).toContainText("seed 3");
  await expect(cell(page, "wq", 2, 0)).toHaveAttribute("aria-selected", "true");
});

test("Enter edits, arrows step, Enter keeps, Escape leaves, Delete takes back; the live region says what changed", async ({ page }) => {
  await open(page, "en", "seed=3");
  const live = page.locator("#qkv-live");
  const at = cell(page, "wq", 1, 2);
  const field = at.getByRole("textbox", { name: "New value of W_q 1, 2" });
  await at.focus();
  await page.keyboard.press("Enter");
  await expect(field).toBeFocused();
  await page.keyboard.type("9");
  await page.keyboard.press("Escape");
  await expect(field).toHaveCount(0);
  await expect(at).toBeFocused();
  expect(await docOf(page)).toBe("seed=3");
  await page.keyboard.press("F2");
  await field.fill("0.5");
  await page.keyboard.press("ArrowUp");
  await expect(field).toHaveValue("0.6");
  await page.keyboard.press("Shift+ArrowUp");
  await expect(field).toHaveValue("1.6");
  await page.keyboard.press("Enter");
  await expect.poll(() => docOf(page)).toBe("seed=3&wq.1.2=1.6");
  await expect(at).toBeFocused();
  await expect(live).toHaveText(/^W_q\[1,2\] changed from .* to 1\.6\. Attention moved most in head 0, .* numbers of the output changed, most .*\.$/);
  await expectNativeCells(page, "seed=3&wq.1.2=1.6");
  await page.keyboard.type("-3");
  await page.keyboard.press("Enter");
  await expect.poll(() => docOf(page)).toBe("seed=3&wq.1.2=-3");
  await page.keyboard.press("Delete");
  await expect.poll(() => docOf(page)).toBe("seed=3");
  await expect(live).toHaveText(/^W_q\[1,2\] went back from −3 to /);
  await expect(at).toBeFocused();
});

test("the live region is quiet while one only looks", async ({ page }) => {
  await open(page, "en", "seed=3");
  const live = page.locator("#qkv-live");
  const before = await live.textContent();
  await cell(page, "x", 0, 0).focus();
  for (const key of ["ArrowRight", "ArrowDown", "End", " ", "Escape"]) await page.keyboard.press(key);
  await expect(page.locator("qkv-inspector .value")).toHaveAttribute("data-step", "x");
  expect(await live.textContent()).toBe(before);
});

test("u and Shift+u undo and redo wherever one is, but are letters in a field", async ({ page }) => {
  await open(page, "en", "seed=3");
  await cell(page, "bq", 0, 1).focus();
  await page.keyboard.type("2");
  await page.keyboard.press("Enter");
  await expect.poll(() => docOf(page)).toBe("seed=3&bq.0.1=2");
  await page.keyboard.press("u");
  await expect.poll(() => docOf(page)).toBe("seed=3");
  await expect(cell(page, "bq", 0, 1)).toBeFocused();
  await page.keyboard.press("Shift+U");
  await expect.poll(() => docOf(page)).toBe("seed=3&bq.0.1=2");
  await page.getByLabel("Sentence", { exact: true }).focus();
  await page.keyboard.type("u [");
  await expect.poll(() => docOf(page)).toContain(native("text=u%20[&seed=3&bq.0.1=2").doc);
  await expect(page.getByLabel("Sentence", { exact: true })).toHaveValue("u [");
});

test("[ and ] change the head that is shown, and stop at the ends", async ({ page }) => {
  await open(page, "en", "dim=8&heads=3&head_dim=2");
  const chosen = page.locator('qkv-heads [aria-pressed="true"]');
  const attn = (head: number) => page.locator(`qkv-matrix[data-step="head.${head}.attn"]`);
  await expect(chosen).toHaveText("0");
  await page.keyboard.press("]");
  await expect(chosen).toHaveText("1");
  await expect(attn(1)).toBeVisible();
  await expect(attn(0)).toHaveCount(0);
  await page.keyboard.press("]");
  await page.keyboard.press("]");
  await expect(chosen).toHaveText("2");
  await expect(attn(2)).toBeVisible();
  await expectNativeCells(page, await docOf(page));
  for (let i = 0; i < 3; i++) await page.keyboard.press("[");
  await expect(chosen).toHaveText("0");
  await expect(attn(0)).toBeVisible();
  expect(await docOf(page)).toBe("dim=8&heads=3&head_dim=2"); // what one looks at is not in the document
});

test("menus and dialogs open by keyboard, and give the focus back", async ({ page }) => {
  await open(page, "en");
  const menu = page.locator("qkv-menu.presets");
  const opener = menu.getByRole("button", { name: /^Examples/ });
  await opener.focus();
  await page.keyboard.press("Enter");
  await expect(opener).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.press("Tab");
  await expect(menu.locator("button.preset").first()).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(opener).toBeFocused();
  await expect(opener).toHaveAttribute("aria-expanded", "false");
  await page.keyboard.press("Enter");
  await menu.getByRole("button", { name: /^Four heads/ }).focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => docOf(page)).toBe("dim=16&heads=4");
  await expect(opener).toBeFocused();
  const code = page.getByRole("button", { name: "Code" });
  await code.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "The same numbers in code" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(code).toBeFocused();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
  await page.keyboard.press("u"); // keys of the page behind rest meanwhile
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect(await docOf(page)).toBe("dim=16&heads=4");
});

test("a control that moves to the step it makes keeps the focus; Ctrl+Z is heard from a list of choices", async ({ page }) => {
  await open(page, "en", "seed=3");
  const field = page.locator('qkv-control[data-key="mask"] select');
  const inMask = (): Promise<void> => expect(field).toBeFocused();
  await field.focus();
  await page.keyboard.press("ArrowDown");
  await expect.poll(() => docOf(page)).toContain("mask=causal");
  await inMask();
  await expect(page.locator('.figures:has(qkv-matrix[data-step="head.0.masked"]) qkv-control[data-key="mask"]')).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect.poll(() => docOf(page)).toBe("seed=3");
  await inMask();
  await page.keyboard.press("Control+y");
  await expect.poll(() => docOf(page)).toContain("mask=causal");
  await inMask();
  await page.keyboard.press("ArrowUp");
  await expect.poll(() => docOf(page)).toBe("seed=3");
  await inMask();
});

test("the guided way by Enter alone, to its end and back to where it began", async ({ page }) => {
  await open(page, "en");
  const [begins, bar] = [page.getByRole("button", { name: "Walk through" }), page.getByRole("region", { name: "Walk through" })];
  await begins.focus();
  await page.keyboard.press("Enter");
  for (let stop = 1; stop <= 10; stop++) {
    await expect(bar).toContainText(`${stop}/10`);
    await expect(bar.getByRole("button", { name: stop < 10 ? "Next" : "Done" })).toBeFocused();
    await page.keyboard.press("Enter");
  }
  await expect(bar).toHaveCount(0);
  await expect(begins).toBeFocused();
  await expect(begins).toBeInViewport();
  await page.keyboard.press("Enter");
  await cell(page, "x", 0, 0).focus();
  await page.keyboard.press("Escape");
  await expect(bar).toHaveCount(0);
});

test("at 1024 px, too, what is under the focus comes forward with what made it", async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await open(page, "en", "seed=3");
  await cell(page, "q", 1, 2).focus();
  await expect(cell(page, "x", 1, 0)).toHaveClass(/near/);
  const before = await cell(page, "q", 1, 2).boundingBox();
  await page.keyboard.press("ArrowRight");
  await expect(cell(page, "wq", 3, 0)).toHaveClass(/near/);
  expect((await cell(page, "q", 1, 2).boundingBox())!.y).toBe(before!.y); // nothing is pushed away
});
