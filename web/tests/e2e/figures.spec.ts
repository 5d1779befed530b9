import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, type Locator, type Page } from "@playwright/test";

interface Axe { run(): Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }> }

// The figures alone, on recorded frames: the gallery, opened as a file, without engine and server.

let folder: string;

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "qkv-gallery-"));
  execFileSync(process.execPath, ["gallery/build.mjs", folder], { stdio: "inherit" });
});
test.afterAll(() => rmSync(folder, { recursive: true }));

async function open(page: Page, only: string, more = "&lang=en&theme=light"): Promise<Locator> {
  await page.goto(`file://${folder}/index.html?only=${only}${more}`);
  return page.locator(`#${only}`);
}

const cell = (at: Locator, row: number, col: number): Locator => at.locator(`td[data-row="${row}"][data-col="${col}"]`);
const edit = async (at: Locator): Promise<Record<string, unknown> | null> => {
  const text = await at.locator("xpath=./output").textContent();
  return text ? JSON.parse(text) as Record<string, unknown> : null;
};

test("a matrix is a grid with one tab stop; arrows move, Space pins, Escape lets go", async ({ page }) => {
  const at = await open(page, "q");
  await expect(at.getByRole("grid", { name: /Q, Query: 8 by 4/ })).toBeVisible();
  await expect(at.getByRole("rowheader")).toHaveCount(8);
  await expect(at.locator('td[tabindex="0"]')).toHaveCount(1);
  await page.locator("header a").last().focus();
  await page.keyboard.press("Tab");
  await expect(cell(at, 0, 0)).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  await expect(cell(at, 1, 1)).toBeFocused();
  await page.keyboard.press("Control+End");
  await expect(cell(at, 7, 3)).toBeFocused();
  await page.keyboard.press("Home");
  await page.keyboard.press(" ");
  await expect(cell(at, 7, 0)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Escape");
  await expect(cell(at, 7, 0)).not.toHaveAttribute("aria-selected", "true");
  await expect(at.locator('td[tabindex="0"]')).toHaveCount(1);
});

test("a rounded cell says its full value", async ({ page }) => {
  const at = await open(page, "x");
  const first = cell(at, 0, 0);
  const full = parseFloat((await first.getAttribute("aria-label"))!.replace("−", "-"));
  expect(full.toFixed(2).replace("-", "−")).toBe(await first.textContent());
  expect(full).not.toBe(Number(full.toFixed(2)));
});

test("Enter edits, arrows step, Enter commits", async ({ page }) => {
  const at = await open(page, "wq");
  await cell(at, 1, 2).focus();
  await page.keyboard.press("Enter");
  const field = at.getByRole("textbox", { name: "New value of W_q 1, 2" });
  await field.fill("0.25");
  await page.keyboard.press("ArrowUp");
  await expect(field).toHaveValue("0.35");
  expect(await edit(at)).toEqual({ kind: "set_cell", step: "wq", row: 1, col: 2, value: "0.35" });
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Alt+ArrowDown");
  await expect(field).toHaveValue("-0.66");
  await page.keyboard.press("Enter");
  await expect(field).toHaveCount(0);
  await expect(cell(at, 1, 2)).toBeFocused();
  expect(await edit(at)).toMatchObject({ value: "-0.66" });
});

test("a digit begins editing; a typed value goes as it was typed; Escape takes scrubbed values back", async ({ page }) => {
  const at = await open(page, "wq");
  await cell(at, 0, 0).focus();
  await page.keyboard.type("-1.5");
  await page.keyboard.press("Enter");
  expect(await edit(at)).toEqual({ kind: "set_cell", step: "wq", row: 0, col: 0, value: "-1.5" });
  await page.keyboard.press("F2");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Escape");
  expect(await edit(at)).toEqual({ kind: "reset_cell", step: "wq", row: 0, col: 0 });
  await expect(cell(at, 0, 0)).toBeFocused();
});

test("Escape without a change says nothing; Tab out of the field commits", async ({ page }) => {
  const at = await open(page, "wq");
  await cell(at, 0, 0).dblclick();
  await page.keyboard.press("Escape");
  expect(await edit(at)).toBeNull();
  await page.keyboard.type("7");
  await page.keyboard.press("Tab");
  expect(await edit(at)).toMatchObject({ kind: "set_cell", value: "7" });
});

test("dragging the field scrubs", async ({ page }) => {
  const at = await open(page, "wq");
  await cell(at, 0, 1).dblclick();
  const field = at.getByRole("textbox");
  await field.fill("1");
  const box = (await field.boundingBox())!;
  await page.mouse.move(box.x + 20, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(box.x + 40, box.y + 10, { steps: 4 });
  await page.mouse.up();
  await expect(field).toHaveValue("1.4");
});

test("the field one is in is not written to, and stays, while numbers change around it", async ({ page }) => {
  const at = await open(page, "set");
  await cell(at, 0, 0).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.type("12");
  await at.locator("qkv-matrix").evaluate((m: HTMLElement & { view: object }) => { m.view = { ...m.view, decimals: 4 }; });
  await expect(cell(at, 0, 2)).toContainText("1.0000");
  await expect(at.getByRole("textbox")).toHaveValue("12");
  await expect(at.getByRole("textbox")).toBeFocused();
});

test("Delete takes back a cell set by hand, and only such a cell", async ({ page }) => {
  const at = await open(page, "set-w");
  await cell(at, 0, 0).focus();
  await page.keyboard.press("Delete");
  expect(await edit(at)).toBeNull();
  await cell(at, 1, 3).focus();
  await expect(cell(at, 1, 3)).toHaveAttribute("aria-label", /0\.25, set by hand/);
  await page.keyboard.press("Delete");
  expect(await edit(at)).toEqual({ kind: "reset_cell", step: "wq", row: 1, col: 3 });
});

test("text pasted on a cell is an edit of that place; copied, a cell gives its whole number", async ({ page }) => {
  const paste = (at: Locator, row: number, col: number): Promise<void> => cell(at, row, col).evaluate((e) => {
    const data = new DataTransfer();
    data.setData("text/plain", "[[1, 2], [3, 4]]");
    (e as HTMLElement).focus();
    e.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, composed: true }));
  });
  let at = await open(page, "wq");
  await paste(at, 0, 0);
  expect(await edit(at)).toEqual({ kind: "paste", step: "wq", row: 0, col: 0, value: "[[1, 2], [3, 4]]" });
  at = await open(page, "q");
  await paste(at, 2, 1);
  expect(await edit(at)).toEqual({ kind: "paste", step: "q", row: 2, col: 1, value: "[[1, 2], [3, 4]]" });
  const copied = await cell(at, 2, 1).evaluate((e) => {
    const data = new DataTransfer();
    e.dispatchEvent(new ClipboardEvent("copy", { clipboardData: data, bubbles: true, composed: true, cancelable: true }));
    return data.getData("text/plain");
  });
  expect((await cell(at, 2, 1).getAttribute("aria-label"))!.replace("−", "-")).toContain(copied);
  expect(Math.fround(Number(copied)).toFixed(3).replace("-", "−")).toBe(await cell(at, 2, 1).textContent());
});

test("a read-only matrix explains but cannot be edited", async ({ page }) => {
  const at = await open(page, "readonly");
  await cell(at, 0, 0).focus();
  for (const key of ["Enter", "5", "Delete"]) await page.keyboard.press(key);
  await expect(at.getByRole("textbox")).toHaveCount(0);
  expect(await edit(at)).toBeNull();
  await page.keyboard.press(" ");
  await expect(cell(at, 0, 0)).toHaveAttribute("aria-selected", "true");
});

test("what changed is marked and said", async ({ page }) => {
  const at = await open(page, "set");
  await expect(cell(at, 0, 2)).toHaveAttribute("data-change", "up");
  await expect(cell(at, 7, 3)).toHaveAttribute("aria-label", /^−1\.00, set by hand, changed by −/);
  await expect(at.locator("td[data-change]")).toHaveCount(2);
});

test("masked, infinite and NaN cells have looks and names of their own", async ({ page }) => {
  let at = await open(page, "masked");
  await expect(cell(at, 0, 3)).toHaveText("−∞");
  await expect(cell(at, 0, 3)).toHaveAttribute("aria-label", "−∞, minus infinity, masked");
  await expect(cell(at, 0, 3)).toHaveClass(/masked/);
  at = await open(page, "overflow");
  await expect(at.locator("td.infinite").first()).toBeVisible();
  at = await open(page, "inspect-nan");
  await expect(at.locator(".value")).toHaveText("NaN");
});

test("a heat map has the same keys, pin and field", async ({ page }) => {
  const at = await open(page, "heat");
  const plot = at.getByRole("img", { name: /heat map of 64 × 64/ });
  await plot.focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("ArrowRight");
  const value = at.locator("qkv-matrix output");
  await expect(value).toHaveAttribute("data-col", "1");
  await page.keyboard.press("Enter");
  await at.getByRole("textbox").fill("3");
  await page.keyboard.press("Enter");
  expect(await edit(at)).toEqual({ kind: "set_cell", step: "wq", row: 0, col: 1, value: "3" });
  await expect(plot).toBeFocused();
});

test("a heat map is enlarged by keys, buttons and the wheel, until its numbers can be read, and back", async ({ page }) => {
  const at = await open(page, "heat");
  const plot = at.getByRole("img", { name: /heat map of 64 × 64/ });
  const width = async (): Promise<number> => (await plot.locator("canvas").boundingBox())!.width;
  const fit = await width();
  await plot.focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.press("z");
  expect(await width()).toBe(2 * fit);
  const cursor = (await plot.locator(".cursor").first().boundingBox())!;
  const frame = (await at.locator(".heat .scroll").boundingBox())!;
  expect(cursor.x).toBeGreaterThanOrEqual(frame.x); // the cell one is at stays in sight
  expect(cursor.x + cursor.width).toBeLessThanOrEqual(frame.x + frame.width + 1);
  await at.getByRole("button", { name: "Zoom in" }).click();
  expect(await width()).toBe(4 * fit);
  const where = await plot.locator("canvas").boundingBox();
  await page.mouse.move(frame.x + frame.width / 2, frame.y + frame.height / 2);
  const value = at.locator("qkv-matrix output");
  const under = [await value.getAttribute("data-row"), await value.getAttribute("data-col")];
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, 120);
  await page.keyboard.up("Control");
  await expect.poll(width).toBe(2 * fit);
  await page.mouse.move(frame.x + frame.width / 2 + 1, frame.y + frame.height / 2);
  expect([await value.getAttribute("data-row"), await value.getAttribute("data-col")]).toEqual(under);
  expect(where!.width).toBe(4 * fit);
  await plot.focus();
  await page.keyboard.press("Shift+Z");
  expect(await width()).toBe(fit);
  await expect(at.getByRole("button", { name: "Zoom out" })).toBeDisabled();
});

test("terms of the inspector lead to their cells; a cell set by hand can be taken back", async ({ page }) => {
  let at = await open(page, "inspect-linear");
  await at.locator("qkv-inspector").evaluate((e) => e.addEventListener("qkv-pin", (event) => { e.dataset["heard"] = JSON.stringify((event as CustomEvent).detail); }));
  await at.locator('button.cell[data-step="wq"]').first().click();
  await expect(at.locator("qkv-inspector")).toHaveAttribute("data-heard", JSON.stringify({ step: "wq", row: 2, col: 0 }));
  at = await open(page, "inspect-set");
  await at.getByRole("button", { name: "Take back" }).click();
  expect(await edit(at)).toEqual({ kind: "reset_cell", step: "v", row: 2, col: 0 });
});

test("vectors: sets switch, arrow keys go from vector to vector, a table says the same", async ({ page }) => {
  const at = await open(page, "vectors");
  await expect(at.locator("g.vector")).toHaveCount(16);
  await at.getByRole("button", { name: "k" }).click();
  await expect(at.locator("g.vector")).toHaveCount(8);
  await at.locator('g.vector[tabindex="0"]').focus();
  await page.keyboard.press("ArrowRight");
  await expect(at.locator('g.vector[data-row="1"]')).toBeFocused();
  await expect(at.locator(".readout")).toContainText("저");
  await at.getByText("The same as a table").click();
  await expect(at.locator("tbody tr")).toHaveCount(8);
});

test("attention: a token's lines alone, with their numbers", async ({ page }) => {
  const at = await open(page, "attention");
  await at.getByRole("option", { name: /^저, query 1/ }).focus();
  await expect(at.locator('.key [data-step="head.0.attn"]')).toHaveCount(8);
  await expect(at.locator("path:not(.off)")).toHaveCount(8);
  await page.keyboard.press("ArrowDown");
  await expect(at.getByRole("option", { name: /^##는, query 2/ })).toBeFocused();
});

for (const theme of ["light", "dark"]) {
  for (const lang of ["ko", "en"]) {
    test(`axe finds nothing in any figure, ${theme}, ${lang}`, async ({ browser }) => {
      test.slow(); // some fifty figures at once
      const context = await browser.newContext({ reducedMotion: "reduce", viewport: { width: 1440, height: 900 } });
      const page = await context.newPage();
      await page.goto(`file://${folder}/index.html?lang=${lang}&theme=${theme}`);
      await page.evaluate(readFileSync("node_modules/axe-core/axe.min.js", "utf8"));
      const found = await page.evaluate(async () => {
        const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run();
        return violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.flat().join(" ")).join(" | ")}`);
      });
      expect(found).toEqual([]);
      await context.close();
    });
  }
}

test("at 360 px no figure is wider than the page", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`file://${folder}/index.html?lang=ko&theme=light`);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});
