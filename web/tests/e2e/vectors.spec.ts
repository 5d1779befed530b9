import { expect, test, type Lab } from "./lab.js";
import type { Locator, Page } from "@playwright/test";

// The plane of vectors and the lines of attention on the real page: what is dragged is an edit like any other.

const FLAT = "x=1,0;0,1;1,1&bias=0&wq=identity&wk=identity"; // D = 2: the plane shows everything

const plane = (page: Page): Locator => page.locator("qkv-vectors svg.plane");
const vector = (page: Page, role: string, row: number): Locator => plane(page).locator(`g.vector[data-step="${role}"][data-row="${row}"]`);
const grip = (page: Page, role: string, row: number): Locator => vector(page, role, row).locator("circle.reach");
const undo = (page: Page): Locator => page.getByRole("button", { name: "Undo", exact: true });

async function show(lab: Lab, doc: string, view: object = {}): Promise<void> {
  await lab.open(doc, "en");
  await lab.page.locator("qkv-lab").evaluate((e, v) => (e as unknown as { setState(s: object): Promise<void> }).setState({ view: v }), view);
  await lab.page.locator("qkv-vectors").evaluate((e) => e.scrollIntoView({ block: "center" }));
}

async function middle(of: Locator): Promise<[x: number, y: number]> {
  const { x, y, width, height } = (await of.boundingBox())!;
  return [x + width / 2, y + height / 2];
}


test("an arrow's head dragged with the mouse sets two cells; all that follows, follows, and one undo takes it back", async ({ lab, page }) => {
  await show(lab, FLAT, { vectors: ["q"] });
  const before = await lab.numbers();
  const [x, y] = await middle(grip(page, "q", 0));
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 40, y - 60, { steps: 5 });
  await expect.poll(() => lab.doc()).toContain("q.0.0="); // on the way already
  const during = await lab.numbers();
  expect(during["out"]).not.toEqual(before["out"]);
  await page.waitForTimeout(1200); // longer than what makes two edits one: a drag that rests is still one drag
  await page.mouse.move(x - 80, y - 90, { steps: 5 });
  await page.mouse.up();
  const after = await lab.numbers();
  expect(after).toEqual(await lab.native(await lab.doc()));
  expect(after["q"]![0]).toBeLessThan(during["q"]![0]!);
  expect(after["q"]![1]).toBeGreaterThan(during["q"]![1]!);
  await expect(page.locator("#qkv-live")).toContainText(/Q\[0,0\] changed from .*, Q\[0,1\] from/);
  expect(await page.locator("qkv-lab").evaluate((e) => (e as unknown as { getState(): { view: { pinned: unknown } } }).getState().view.pinned)).toBeNull(); // a drag is no click
  await undo(page).click();
  await expect.poll(() => lab.numbers()).toEqual(before);
  await expect(undo(page)).toBeDisabled();
});

test("the head ends where it was let go", async ({ lab, page }) => {
  await show(lab, FLAT, { vectors: ["v", "x"] });
  const [x, y] = await middle(grip(page, "v", 1));
  await page.mouse.move(x + 3, y - 2);
  await page.mouse.down();
  await page.mouse.move(x + 53, y + 38, { steps: 8 });
  const [nowX, nowY] = await middle(grip(page, "v", 1)); // the picture holds still until then
  await page.mouse.up();
  expect(Math.abs(nowX - x - 50)).toBeLessThan(2);
  expect(Math.abs(nowY - y - 40)).toBeLessThan(2);
});

test("a token's arrow moves its word: both places of it", async ({ lab, page }) => {
  await show(lab, "tokens=a|b|a&dim=2", { vectors: ["x"] });
  const [x, y] = await middle(grip(page, "x", 2));
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 30, y + 30, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => lab.doc()).toMatch(/emb\.0\.0=.*emb\.0\.1=/);
  const { x: rows } = await lab.numbers();
  expect(rows!.slice(0, 2)).toEqual(rows!.slice(4, 6));
  expect(await lab.numbers()).toEqual(await lab.native(await lab.doc()));
});

test("Escape in the middle of a drag takes it back, and leaves nothing to undo", async ({ lab, page }) => {
  await show(lab, FLAT);
  const before = await lab.doc();
  const [x, y] = await middle(grip(page, "q", 1));
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 40, y + 40, { steps: 4 });
  await expect.poll(() => lab.doc()).not.toBe(before);
  await page.keyboard.press("Escape");
  await page.mouse.move(x + 90, y, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => lab.doc()).toBe(before);
  await expect(undo(page)).toBeDisabled();
});

test("by keyboard: Enter takes hold of a head, arrows move it, Shift far and Alt finely, Escape takes all of it back", async ({ lab, page }) => {
  await show(lab, FLAT, { vectors: ["q"] });
  await vector(page, "q", 2).focus();
  await page.keyboard.press("Enter");
  const handle = plane(page).locator(".handle");
  await expect(handle).toBeFocused();
  await expect(handle).toHaveAttribute("aria-label", /^Head of q 2 \(1, 1\)/);
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => lab.doc()).toContain("q.2.0=1.1&q.2.1=1");
  await page.keyboard.press("Alt+ArrowDown");
  await expect.poll(() => lab.doc()).toContain("q.2.0=1.1&q.2.1=0.99");
  await page.keyboard.press("Shift+ArrowUp");
  await expect.poll(() => lab.doc()).toContain("q.2.0=1.1&q.2.1=1.99");
  await page.keyboard.press("Escape");
  await expect.poll(() => lab.doc()).toBe(FLAT);
  await expect(vector(page, "q", 2)).toBeFocused();
  await expect(undo(page)).toBeDisabled();
  // let go instead: one change, however many keys
  await page.keyboard.press("Enter");
  for (const key of ["ArrowLeft", "ArrowLeft", "ArrowUp"]) await page.keyboard.press(key);
  await page.keyboard.press("Enter");
  await expect(vector(page, "q", 2)).toBeFocused();
  await expect.poll(() => lab.doc()).toContain("q.2.0=0.8&q.2.1=1.1");
  await undo(page).click();
  await expect.poll(() => lab.doc()).toBe(FLAT);
});

test("arrow keys still go from vector to vector", async ({ lab, page }) => {
  await show(lab, FLAT, { vectors: ["q"] });
  await vector(page, "q", 0).focus();
  await page.keyboard.press("ArrowRight");
  await expect(vector(page, "q", 1)).toBeFocused();
  expect(await lab.doc()).toBe(FLAT);
});

test("on a line, a head moves one number", async ({ lab, page }) => {
  await show(lab, "x=1;2&bias=0&wq=identity", { vectors: ["q"] });
  await vector(page, "q", 0).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => lab.doc()).toMatch(/q\.0\.0=1\.1$/);
  await page.keyboard.press("Escape");
  await expect.poll(() => lab.doc()).not.toContain("q.0.0");
  await expect(undo(page)).toBeDisabled();
});

test("a query and a key picked one after the other show their dot product: the score, to the digit", async ({ lab, page }) => {
  await show(lab, FLAT.replace("1,1", "3,-2"));
  await vector(page, "q", 2).dispatchEvent("click");
  await vector(page, "k", 1).dispatchEvent("click");
  const dot = page.locator("qkv-vectors .dot-product");
  const number = dot.locator("[data-step]");
  await expect(number).toHaveAttribute("data-step", "head.0.scores");
  const { "head.0.scores": scores } = await lab.numbers();
  await expect(number).toHaveAttribute("aria-label", String(scores![2 * 3 + 1]).replace("-", "−"));
  expect(await number.textContent()).toBe(await lab.cell("head.0.scores", 2, 1).textContent());
  await expect(dot.locator(".in-plane")).toContainText("all of it");
  await expect(dot.locator(".in-plane b")).toHaveText((await number.textContent())!);
  await expect(plane(page).locator(".foot")).toHaveCount(1);
  await expect(page.locator("qkv-inspector")).toContainText("scores");
  // another key takes the place of the first; a zero of the lists lets go
  await vector(page, "k", 0).dispatchEvent("click");
  await expect(number).toHaveAttribute("data-col", "0");
  await page.locator("qkv-vectors select[name=key]").selectOption({ index: 0 });
  await expect(dot).toHaveCount(0);
});

test("a pinned score shows its projection; in a plane of two of four dimensions, which part of it that is", async ({ lab, page }) => {
  await show(lab, "text=the cat sat", { pinned: { step: "head.0.scores", row: 1, col: 2 }, decimals: 6 });
  const dot = page.locator("qkv-vectors .dot-product");
  const { q, k, "head.0.scores": scores } = await lab.numbers();
  const product = (dims: number[]): number => dims.reduce((sum, d) => sum + q![4 + d]! * k![8 + d]!, 0);
  const read = async (at: Locator): Promise<number> => Number((await at.textContent())!.replace("−", "-"));
  expect(await read(dot.locator("[data-step]"))).toBeCloseTo(scores![3 + 2]!, 5);
  expect(await read(dot.locator(".in-plane b"))).toBeCloseTo(product([0, 1]), 5);
  await expect(dot.locator(".in-plane")).toContainText("other directions");
  await page.locator("qkv-vectors").getByRole("spinbutton", { name: "across" }).fill("3");
  await page.keyboard.press("Enter");
  await expect.poll(() => read(dot.locator(".in-plane b"))).toBeCloseTo(product([3, 1]), 5);
  await page.locator("qkv-vectors select[name=query]").selectOption("the");
  await expect(dot.locator("[data-step]")).toHaveAttribute("data-row", "0");
});

test("where a head reads other dimensions than the plane shows, it says so and leads there", async ({ lab, page }) => {
  await show(lab, "dim=8&heads=2", { pinned: { step: "head.1.scores", row: 1, col: 2 } });
  const dot = page.locator("qkv-vectors .dot-product");
  await expect(dot).toContainText("reads dimensions 4–7");
  await expect(plane(page).locator(".foot")).toHaveCount(0);
  await dot.getByRole("button", { name: "Show 4 and 5" }).click();
  await expect(plane(page).locator(".foot")).toHaveCount(1);
});

test("principal components: shares on the axes, the coordinates NumPy would give, no dragging; and back", async ({ lab, page }) => {
  await show(lab, "x=6,8;0.8,-0.6&bias=0", { vectors: ["x"], decimals: 3 });
  await page.locator("qkv-vectors select.basis").selectOption("principal");
  await expect(plane(page).locator(".axis-name")).toHaveText(["PC1 · 99 %", "PC2 · 1.0 %"]);
  await page.locator("qkv-vectors summary").click();
  await expect(page.locator("qkv-vectors tbody tr").first().locator("td").first()).toHaveText("10.000");
  await expect(page.locator("qkv-vectors tbody tr").nth(1).locator("td").nth(1)).toHaveText("1.000");
  const doc = await lab.doc();
  const [x, y] = await middle(grip(page, "x", 0));
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 50, y + 30, { steps: 3 });
  await page.mouse.up();
  expect(await lab.doc()).toBe(doc);
  await expect(page.locator("qkv-vectors .hint")).toContainText("cannot be dragged");
  await lab.setCell("x", 1, 0, "8"); // the components follow
  await expect(plane(page).locator(".axis-name").first()).not.toHaveText("PC1 · 99 %");
  await page.locator("qkv-vectors select.basis").selectOption("dimensions");
  await expect(plane(page).locator(".axis-name")).toHaveText(["dimension 0", "dimension 1"]);
});

test("principal components that say nothing say why", async ({ lab, page }) => {
  await show(lab, "x=1,2,3", { vectors: ["x"], basis: "principal" });
  await expect(page.locator("qkv-vectors .refused")).toContainText("One vector alone");
  await expect(plane(page)).toHaveCount(0);
  await page.locator("qkv-vectors .refused button").click();
  await expect(plane(page)).toHaveCount(1);
  await show(lab, "x=1,2;3,4&wq=zero&bias=0", { vectors: ["q"], basis: "principal" });
  await expect(page.locator("qkv-vectors .refused")).toContainText("zero");
});

test("zoom: buttons, keys, Ctrl and the wheel; the wheel alone scrolls the page; a drag moves; the whole picture comes back", async ({ lab, page }) => {
  await show(lab, FLAT);
  const reset = page.locator("qkv-vectors .reset");
  const home = await middle(grip(page, "q", 0));
  const moved = (): Promise<boolean> => middle(grip(page, "q", 0)).then(([x, y]) => Math.hypot(x - home[0], y - home[1]) > 5);
  await expect(reset).toBeDisabled();
  await page.locator("qkv-vectors .in").click();
  expect(await moved()).toBe(true);
  await reset.click();
  await expect(reset).toBeDisabled();
  await vector(page, "q", 0).focus();
  await page.keyboard.press("+");
  await expect(reset).toBeEnabled();
  await page.keyboard.press("0");
  await expect(reset).toBeDisabled();
  await page.keyboard.press("Shift+ArrowRight");
  await expect(reset).toBeEnabled();
  await page.keyboard.press("0");
  await expect(reset).toBeDisabled();
  const { x, y, width, height } = (await plane(page).boundingBox())!;
  await page.mouse.move(x + width * 0.25, y + height * 0.75); // nothing is there
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -200);
  await page.keyboard.up("Control");
  await expect(reset).toBeEnabled();
  await reset.click();
  await page.mouse.move(x + width * 0.25, y + height * 0.75);
  await page.mouse.down();
  await page.mouse.move(x + width * 0.25 + 60, y + height * 0.75 - 30, { steps: 4 });
  await page.mouse.up();
  const [nowX, nowY] = await middle(grip(page, "q", 0));
  expect([Math.round(nowX - home[0]), Math.round(nowY - home[1])]).toEqual([60, -30]);
  await reset.click();
  const before = await page.evaluate(() => scrollY);
  await page.mouse.wheel(0, -200);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeLessThan(before);
  await expect(reset).toBeDisabled();
  expect(await lab.doc()).toBe(FLAT);
});

test.describe("with fingers", () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  type Touch = (type: "touchStart" | "touchMove" | "touchEnd", points: { x: number; y: number }[]) => Promise<void>;
  async function touching(page: Page): Promise<Touch> {
    const session = await page.context().newCDPSession(page);
    return async (type, touchPoints) => { await session.send("Input.dispatchTouchEvent", { type, touchPoints }); };
  }

  test("one finger drags a head, and one undo takes it back", async ({ lab, page }) => {
    await show(lab, FLAT, { vectors: ["q"] });
    const before = await lab.doc();
    const [x, y] = await middle(grip(page, "q", 1));
    const touch = await touching(page);
    const top = (await plane(page).boundingBox())!.y;
    await touch("touchStart", [{ x, y }]);
    for (let i = 1; i <= 6; i++) await touch("touchMove", [{ x: x - 8 * i, y: y + 10 * i }]);
    await touch("touchEnd", []);
    await expect.poll(() => lab.doc()).toMatch(/q\.1\.0=-.*q\.1\.1=/);
    expect(Math.abs((await plane(page).boundingBox())!.y - top)).toBeLessThan(2); // the page did not move under the finger
    expect(await lab.numbers()).toEqual(await lab.native(await lab.doc()));
    await undo(page).click();
    await expect.poll(() => lab.doc()).toBe(before);
  });

  test("two fingers zoom the plane; one on the background scrolls the page", async ({ lab, page }) => {
    await show(lab, FLAT);
    const reset = page.locator("qkv-vectors .reset");
    const { x, y, width, height } = (await plane(page).boundingBox())!;
    const [cx, cy] = [x + width / 4, y + height * 0.7];
    const touch = await touching(page);
    await touch("touchStart", [{ x: cx - 10, y: cy }, { x: cx + 10, y: cy }]);
    for (let i = 1; i <= 5; i++) await touch("touchMove", [{ x: cx - 10 - 8 * i, y: cy }, { x: cx + 10 + 8 * i, y: cy }]);
    await touch("touchEnd", []);
    await expect(reset).toBeEnabled();
    await reset.click();
    const before = await page.evaluate(() => scrollY);
    await touch("touchStart", [{ x: cx, y: cy }]);
    for (let i = 1; i <= 10; i++) await touch("touchMove", [{ x: cx, y: cy + 12 * i }]);
    await touch("touchEnd", []);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeLessThan(before);
    await expect(reset).toBeDisabled();
  });
});

test("attention of all heads as colours: a head alone, a token alone, each with its numbers", async ({ lab, page }) => {
  await lab.open("dim=8&heads=2&text=the cat sat", "en");
  const figure = page.locator("qkv-attention");
  await expect(figure.locator("path.head-0")).toHaveCount(0);
  await figure.getByRole("button", { name: "All heads as colours" }).click();
  await expect(figure.locator("path.head-0")).toHaveCount(9);
  await expect(figure.locator("path.head-1")).toHaveCount(9);
  const { "head.0.attn": a, "head.1.attn": b } = await lab.numbers();
  await figure.getByRole("option", { name: /^sat, query 2/ }).focus();
  await expect(figure.locator("path:not(.off)[class*=head]")).toHaveCount(6);
  for (const col of [0, 1, 2]) { // beside each key, the largest share of the heads, and whose it is
    const head = b![6 + col]! > a![6 + col]! ? 1 : 0;
    await expect(figure.locator(`.key [data-col="${col}"]`)).toHaveAttribute("data-step", `head.${head}.attn`);
    await expect(figure.locator(`.key [data-col="${col}"]`)).toHaveText([a, b][head]![6 + col]!.toFixed(2));
  }
  await expect(figure.locator(".readout")).toContainText(/head 0: .* head 1: /);
  await figure.getByRole("button", { name: "Head 1", exact: true }).last().click(); // the legend's
  await expect(figure.locator("path.head-0:not(.off)")).toHaveCount(0);
  await expect(figure.locator("path.head-1:not(.off)")).toHaveCount(9);
  await expect(figure.locator(".readout")).toContainText("Head 1 looks most: ");
  await expect(figure.locator(".readout")).toContainText(Math.max(...b!).toFixed(2));
  await figure.locator("[data-lines=head]").first().click();
  await expect(figure.locator("path[class*=head]")).toHaveCount(0);
});

test("nothing that axe finds: a pair in the plane, all heads, principal components", async ({ lab, page }) => {
  await show(lab, "dim=8&heads=2", { pinned: { step: "head.0.scores", row: 1, col: 2 }, lines: "heads", vectors: ["x", "q", "k", "v"] });
  await lab.accessible();
  await page.locator("qkv-vectors select.basis").selectOption("principal");
  await expect(plane(page).locator(".axis-name").first()).toContainText("PC1");
  await lab.accessible();
});
