import { nativeNumbers } from "./helpers.js";
import { expect, test } from "./host-page.js";

// The figures of the lessons with the engine, each with a document of its own, in a page on another origin.

const ALL = ["plane", "dot", "hull", "ledger", "reshape", "spread", "real-size"];

test("every figure draws its document, and says nothing went wrong", async ({ page, host }) => {
  await host(ALL.map((name) => `<qkv-${name} lang="en" loading="eager" doc="tokens=a%7Cb%7Cc&dim=6&heads=2&seed=3"></qkv-${name}>`).join(""));
  for (const name of ALL) await expect(page.locator(`qkv-${name} figcaption`).first(), name).toBeVisible();
  await expect(page.locator("qkv-plane .facts .rank")).toHaveText("6");
  await expect(page.locator("qkv-spread .side")).toHaveCount(10);
  expect((await page.getByRole("alert").allTextContents()).join("").trim()).toBe("");
});

test("a query that is moved by the keys is moved in the document: scores and shares are the engine's", async ({ page, host }) => {
  await host('<qkv-dot lang="en" loading="eager" doc="x=1,0;0,1;1,1&bias=0&wq=identity&wk=identity"></qkv-dot>');
  const figure = page.locator("qkv-dot");
  await figure.getByRole("application").focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowRight");
  const doc = (): Promise<string> => figure.evaluate((e) => (e as unknown as { doc: string }).doc);
  await expect.poll(doc).toContain("q.1.0=0.3");
  const native = nativeNumbers(await doc());
  const share = (col: number): Promise<string | null> => figure.locator(`td[data-step="head.0.attn"][data-row="1"][data-col="${col}"]`).getAttribute("aria-label");
  for (const col of [0, 1, 2]) await expect.poll(async () => Math.abs(Number(await share(col)) - native["head.0.attn"]![3 + col]!)).toBeLessThan(1e-7);
  await figure.getByRole("button", { name: "Take the query back" }).click();
  await expect.poll(doc).not.toContain("q.1.0");
});

test("the plane's singular values hold all of W: their squares add up to the squares of its cells", async ({ page, host }) => {
  const doc = "tokens=a%7Cb&dim=5&seed=8";
  await host(`<qkv-plane lang="en" loading="eager" doc="${doc}"></qkv-plane>`);
  const shown = page.locator("qkv-plane .facts .values .number");
  await expect(shown).toHaveCount(5);
  const sigma = await shown.evaluateAll((all) => all.map((e) => Number(e.getAttribute("title")!.replace("−", "-"))));
  const squares = (all: readonly number[]): number => all.reduce((sum, v) => sum + v * v, 0);
  expect(squares(sigma)).toBeCloseTo(squares(nativeNumbers(doc)["wq"]!), 5);
});

test("768 dimensions and 12 tokens come from the engine, too", async ({ page, host }) => {
  const doc = "tokens=a%7Cb%7Cc%7Cd%7Ce%7Cf%7Cg%7Ch%7Ci%7Cj%7Ck%7Cl&dim=768";
  await host(`<qkv-real-size lang="en" loading="eager" doc="${doc}"></qkv-real-size>`);
  const figure = page.locator("qkv-real-size");
  await expect(figure.locator(".multiplications b")).toHaveText("7,077,888");
  await figure.getByRole("img", { name: "Q, Query: heat map of 12 × 768 values" }).focus();
  await page.keyboard.press("Control+End");
  const value = Number((await figure.locator('output[data-step="q"]').textContent())!.replace("−", "-"));
  expect(Math.fround(value)).toBe(nativeNumbers(doc)["q"]!.at(-1));
});
