import { docOf, expect, expectNativeCells, native, nativeNumbers, open, readNumber, shownCells, test, url } from "./helpers.js";

const DOCUMENTS = [
  ["the opening", ""],
  ["the article's nn.Linear(4, 4)", "x=1,2,3,4;4,3,2,1;0.5,0.5,0.5,0.5"],
  ["grouped heads, turned, causal, a cell set by hand", "text=the%20cat%20sat%20on%20the%20mat&dim=8&heads=4&kv_heads=2&mask=causal&pos=rope&head.0.attn.1.0=0.9"],
  ["lines that are masked whole", "tokens=a%7Cb%7Cc&pad=3&seed=11"],
  ["every score step, no bias, no W_o", "text=one%20two%20three%20four&dim=6&heads=2&bias=0&out_proj=0&softcap=2&temperature=0.5&mask=window:2&pos=alibi"],
  ["waves, ties, literals, the wrong axis", "tokens=a%7Cb&pos=sinusoidal&dim=3&wk=tie:q&wv=1,2,3;-4,0.1,6;7,8,1e-7&bv=0,0,-0&softmax=queries&scale=3"],
] as const;

for (const [what, doc] of DOCUMENTS) {
  test(`shows the native engine's numbers: ${what}`, async ({ page, lab }) => {
    await open(page, "ko", doc);
    const stands = await docOf(page);
    if (doc) expect(stands).toBe(native(doc).doc);
    await expectNativeCells(page, stands);
    expect(await lab.numbers()).toEqual(nativeNumbers(stands));
  });
}

test("numbers typed into the page change what follows them, and nothing before, as the native engine computes it", async ({ page, lab }) => {
  await open(page, "en", "seed=3&heads=2&mask=causal");
  const before = await lab.numbers();
  await lab.setCell("wk", 2, 1, "1.75");
  await expect.poll(() => docOf(page)).toContain("wk.2.1=1.75");
  await lab.setCell("x", 0, 3, "-.5");
  await expect.poll(() => docOf(page)).toContain("x.0.3=-0.5");
  const doc = await docOf(page);
  await expectNativeCells(page, doc);
  const after = await lab.numbers();
  expect(after).toEqual(nativeNumbers(doc));
  const changed = Object.keys(after).filter((id) => String(after[id]) !== String(before[id]));
  expect(changed).toEqual(expect.arrayContaining(["x", "wk", "q", "k", "v", "head.1.attn", "out"]));
  expect(changed).not.toEqual(expect.arrayContaining(["wq"]));
  for (const id of ["emb", "wq", "bq", "wv", "bk", "wo"]) expect(after[id]).toEqual(before[id]);
});

test("undo and redo, by buttons and by keys, give every document back with its numbers", async ({ page, lab }) => {
  await open(page, "en");
  const undo = page.getByRole("button", { name: "Undo", exact: true });
  const redo = page.getByRole("button", { name: "Redo", exact: true });
  await expect(undo).toBeDisabled();
  await expect(redo).toBeDisabled();
  const docs = [await docOf(page)];
  for (const col of [0, 1, 2]) {
    await lab.setCell("wv", 1, col, String(col + 2.5));
    await expect.poll(() => docOf(page)).toContain(`wv.1.${col}=${col + 2.5}`);
    docs.push(await docOf(page));
  }
  const at = (i: number): Promise<void> => expect.poll(() => docOf(page)).toBe(docs[i]);
  await undo.click();
  await at(2);
  await page.keyboard.press("u");
  await at(1);
  await page.keyboard.press("Control+z");
  await at(0);
  await expect(undo).toBeDisabled();
  await expectNativeCells(page, docs[0]!);
  await redo.click();
  await at(1);
  await page.keyboard.press("Shift+U");
  await at(2);
  await page.keyboard.press("Control+Shift+Z");
  await at(3);
  await expect(redo).toBeDisabled();
  await page.keyboard.press("Control+z");
  await at(2);
  await page.keyboard.press("Control+y");
  await at(3);
  await expectNativeCells(page, docs[3]!);
});

test("the copied link opens the same document with the same numbers, whatever its tokens hold", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, "en", "dim=2&heads=1&tokens=ㄱ|100%25|a\\|b|%26%3d%23|<b>|+&wq.1.0=0.3000000119&x.2.1=1e2&ui.title=저는%20고양이");
  const doc = await docOf(page);
  expect(doc).toBe(native("dim=2&tokens=ㄱ|100%25|a\\|b|%26%3d%23|<b>|+&x.2.1=100&wq.1.0=0.3&ui.title=저는%20고양이").doc);
  await page.getByRole("button", { name: "Share" }).click();
  await expect(page.getByText("Link copied")).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toBe(url(`/en/#${doc}`));
  const shown = await shownCells(page);
  const other = await context.newPage();
  await other.goto(link);
  await expect(other.locator("qkv-lab .band.pictures")).toBeVisible();
  expect(await docOf(other)).toBe(doc);
  await expect.poll(() => shownCells(other)).toEqual(shown);
});

test("a document too long for a link becomes a file, and the file opens it again", async ({ page }) => {
  await open(page, "en", `seed=5&ui.title=${"a".repeat(9000)}`);
  const doc = await docOf(page);
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Share" }).click();
  const path = await (await saved).path();
  await expect(page.getByText(/too long for a link/)).toBeVisible();
  await open(page, "en", "seed=1");
  await expect.poll(() => docOf(page)).toBe("seed=1");
  await page.getByRole("button", { name: "View", exact: true }).click();
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open file" }).click();
  await (await chooser).setFiles(path);
  await expect.poll(() => docOf(page)).toBe(doc);
});

test("a matrix too wide for a table reads the native engine's number at each place", async ({ page, lab }) => {
  const doc = "tokens=a%7Cb&dim=32&seed=9";
  await open(page, "en", doc);
  const numbers = nativeNumbers(doc);
  expect(await lab.numbers()).toEqual(numbers);
  const figure = page.locator('qkv-matrix[data-step="q"]');
  await figure.getByRole("img", { name: "Q, Query: heat map of 2 × 32 values" }).focus();
  for (const [key, at] of [["Control+Home", 0], ["ArrowRight", 1], ["ArrowDown", 33], ["End", 63]] as const) {
    await page.keyboard.press(key);
    await expect(figure.locator("output")).toHaveAttribute("data-col", String(at % 32));
    expect(Math.fround(readNumber(await figure.locator("output").textContent() ?? ""))).toBe(numbers["q"]?.[at]);
  }
});
