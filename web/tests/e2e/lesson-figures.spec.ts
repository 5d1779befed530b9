import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, type Locator, type Page } from "@playwright/test";
import { LESSONS } from "../../gallery/lessons.js";

// The figures of the lessons alone, on recorded frames: the gallery, opened as a file, without engine and server.

let folder: string;

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "qkv-lessons-"));
  execFileSync(process.execPath, ["gallery/build.mjs", folder], { stdio: "inherit" });
});
test.afterAll(() => rmSync(folder, { recursive: true }));

async function open(page: Page, only: string, more = "&lang=en&theme=light"): Promise<Locator> {
  await page.goto(`file://${folder}/index.html?only=${only}${more}`);
  const at = page.locator(`#${only}`);
  await expect(at.locator("figcaption").first()).toBeVisible();
  return at;
}

const number = (text: string | null): number => Number((text ?? "").replace("−", "-"));

test("on a phone nothing is wider than the page", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  for (const { id } of LESSONS) {
    await open(page, id);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), id).toBeLessThanOrEqual(360);
  }
});

test("the plane: the slider says where it is, and tokens end where the table has them", async ({ page }) => {
  const at = await open(page, "plane");
  const slider = at.getByRole("slider", { name: "How far the map has gone" });
  await expect(slider).toHaveAttribute("aria-valuetext", "After W and the bias.");
  const spot = at.locator(".spot .dot").nth(0);
  const end = number(await spot.getAttribute("cx"));
  await slider.focus();
  await page.keyboard.press("Home");
  await expect(slider).toHaveAttribute("aria-valuetext", "Before the map.");
  const start = number(await spot.getAttribute("cx"));
  expect(start).not.toBe(end);
  await page.keyboard.press("ArrowRight");
  await expect(slider).toHaveAttribute("aria-valuetext", "1 % of the way to W·x.");
  // pixels follow numbers: the first token goes from 1.00 to 0.95, the second from −0.50 to −0.75
  const other = at.locator(".spot .hollow").nth(1);
  const perUnit = (start - number(await other.getAttribute("cx"))) / 1.5;
  expect((end - start) / perUnit).toBeCloseTo(-0.05, 3);
});

test("the plane: its numbers are those of the map that is chosen", async ({ page }) => {
  const at = await open(page, "plane");
  await expect(at.locator(".facts")).toContainText("2 of 2");
  await at.getByRole("button", { name: "Wk", exact: true }).click();
  await expect(at.locator(".facts .rank")).toHaveText("1");
  await expect(at.locator(".facts .determinant")).toContainText("0.000");
  const ends = await at.locator("svg.plane .spot .dot").evaluateAll((dots) => dots.map((d) => [Number(d.getAttribute("cx")), Number(d.getAttribute("cy"))]));
  const [[ax, ay], [bx, by]] = [ends[0]!, ends[3]!] as [[number, number], [number, number]];
  for (const [x, y] of ends) expect(Math.abs((x! - ax) * (by - ay) - (y! - ay) * (bx - ax))).toBeLessThan(1); // all on one line
});

test("the plane: arrow keys go from token to token, and their numbers are told", async ({ page }) => {
  const at = await open(page, "plane");
  await at.locator(".spot").first().focus();
  await page.keyboard.press("ArrowRight");
  await expect(at.locator(".spot").nth(1)).toBeFocused();
  await expect(at.locator(".formula")).toContainText("“너” X = (−0.50, 1.00)");
  await expect(at.locator('.spot[tabindex="0"]')).toHaveCount(1);
});

test("the plane: playing goes to the end and stops there; with reduced motion at once, stage by stage", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "no-preference" });
  const at = await open(page, "plane-mirrored");
  const slider = at.getByRole("slider");
  await at.getByRole("button", { name: "Play" }).click();
  await expect(slider).toHaveAttribute("aria-valuetext", "After W and the bias.", { timeout: 8000 });
  await expect(at.getByRole("button", { name: "Play" })).toBeVisible();
  await page.emulateMedia({ reducedMotion: "reduce" });
  await at.getByRole("button", { name: "Play" }).click();
  await expect(slider).toHaveAttribute("aria-valuetext", "After W.");
});

test("space: dragging, buttons and keys turn it, all axes equally long; the page behind stays where it is", async ({ page }) => {
  const at = await open(page, "space");
  const said = at.locator(".sight output");
  await expect(said).toHaveText("turned −32°, tilted 22°");
  const box = (await at.locator("svg.plane").boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 64, box.y + 20 + 16, { steps: 4 });
  await page.mouse.up();
  await expect(said).toHaveText("turned 0°, tilted 30°");
  await page.mouse.move(box.x + box.width / 2, box.y + 60); // let go is let go
  await expect(said).toHaveText("turned 0°, tilted 30°");
  await at.getByRole("button", { name: "Turn to the right" }).click();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Shift+ArrowLeft");
  await expect(said).toHaveText("turned 12°, tilted 15°");
  const dots = (): Promise<number[][]> => at.locator("svg.plane .spot .dot").evaluateAll((all) => all.map((d) => ["cx", "cy", "r"].map((name) => Number(d.getAttribute(name)))));
  const faces: number[][][] = [];
  for (const name of ["front", "above", "side"]) {
    const face = at.getByRole("button", { name, exact: true });
    await face.click();
    await expect(face).toHaveAttribute("aria-pressed", "true");
    faces.push(await dots());
  }
  const [front, above, side] = faces as [number[][], number[][], number[][]];
  const middle = 230;
  for (const [i, [x, y]] of front.entries()) {
    expect(above[i]![0]).toBeCloseTo(x!, 3); // across is across
    expect(side[i]![1]).toBeCloseTo(y!, 3); // up is up
    expect(side[i]![0]! - middle).toBeCloseTo(above[i]![1]! - middle, 3); // and both show the third axis at the same length
  }
  expect(new Set(front.map(([, , r]) => r!.toFixed(2))).size).toBeGreaterThan(1); // what is nearer is larger
});

test("space: a map of rank 2 can be turned until space is a line", async ({ page }) => {
  const at = await open(page, "space-flattened");
  await expect(at.locator(".facts .rank")).toHaveText("2");
  // edge-on: the third left singular direction points up or across; here the normal of the image, (1, 1, −1), is turned up
  const ends = await at.locator(".moved .unit").evaluateAll((all) => all.map((l) => ["x1", "y1", "x2", "y2"].map((name) => Number(l.getAttribute(name)))));
  const [e1, e2, e3] = ends.map(([x1, y1, x2, y2]) => [x2! - x1!, y2! - y1!]) as [number[], number[], number[]];
  // Wk's columns: e1 → (1, 0.4, 1.4), e2 → (0.5, 0.2, 0.7): one is twice the other, from wherever it is seen
  expect(e1[0]! - 2 * e2[0]!).toBeCloseTo(0, 3);
  expect(e1[1]! - 2 * e2[1]!).toBeCloseTo(0, 3);
  expect(Math.abs(e1[0]! * e3[1]! - e1[1]! * e3[0]!)).toBeGreaterThan(1);
});

test("axes: two dimensions, three, the directions that are stretched, principal components", async ({ page }) => {
  const at = await open(page, "plane-part");
  const axes = at.locator("select.basis");
  await axes.selectOption("space");
  await expect(at.locator(".sight")).toBeVisible();
  await at.getByRole("spinbutton", { name: "toward you" }).fill("3");
  await page.keyboard.press("Enter");
  await expect(at.locator("svg.plane .axis-name")).toHaveText(["dimension 0", "dimension 1", "dimension 3"]);
  await axes.selectOption("components");
  await expect(at.locator("svg.plane .axis-name").first()).toContainText("%");
  await expect(at.locator(".note", { hasText: "principal components" })).toBeVisible();
  await axes.selectOption("directions");
  await expect(at.locator("svg.plane .axis-name").first()).toContainText("σ");
});

test("the dot product: dragging the head of the query, or moving it with the keys, sets its two numbers", async ({ page }) => {
  const at = await open(page, "dot");
  const said = async (): Promise<Record<string, unknown>> => JSON.parse(await at.locator("xpath=./output").textContent() || "{}") as Record<string, unknown>;
  const grip = at.getByRole("application");
  const { x, y, width, height } = (await grip.boundingBox())!;
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2 + 60, y + height / 2 + 30, { steps: 4 });
  await page.mouse.up();
  const dragged = await said();
  expect(dragged).toMatchObject({ kind: "set_pair", step: "q", row: 1, col: 0, to: 1 });
  const [across, up] = String(dragged["value"]).split(",").map(Number) as [number, number];
  const name = (await grip.getAttribute("aria-label"))!.replace(/−/g, "-");
  const [, a, b] = /\((\S+), (\S+)\)/.exec(name)!.map(Number) as [number, number, number];
  expect(across).toBeGreaterThan(a);
  expect(up).toBeLessThan(b);
  expect((across - a) / (b - up)).toBeCloseTo(2, 1); // twice as far across as down
  await grip.focus();
  await page.keyboard.press("ArrowLeft");
  const moved = String((await said())["value"]).split(",").map(Number) as [number, number];
  expect(a - moved[0]).toBeCloseTo(0.1, 5);
  expect(moved[1]).toBeCloseTo(b, 5);
});

test("the dot product: a key is chosen by its name; projection times length is the score that stands there", async ({ page }) => {
  const at = await open(page, "dot");
  await at.getByRole("button", { name: "gp", exact: true }).click();
  await expect(at.locator(".formula")).toContainText("“gp”");
  for (const cells of await at.locator("tbody tr").evaluateAll((rows) => rows.map((r) => [...r.querySelectorAll("td")].map((d) => d.textContent)))) {
    const [projection, length, score] = cells.map((c) => number(c));
    expect(Math.abs(projection! * length! - score!)).toBeLessThan(0.02);
  }
  await at.locator("select.query").selectOption({ index: 0 });
  await expect(at.locator(".formula")).toContainText("“저” · ");
});

test("the hull: rows are gone through by keys and say where they are; after W_o they have left", async ({ page }) => {
  const at = await open(page, "hull");
  await expect(at.locator(".count")).toContainText("5 of 5 context rows");
  await at.locator("svg.plane .spot").first().focus();
  await page.keyboard.press("End");
  const last = at.locator("svg.plane .spot").last();
  await expect(last).toBeFocused();
  await expect(last).toHaveAttribute("aria-label", /^t at \(.*\), within the values$/);
  await expect(at.locator(".formula")).toContainText("“t” = ");
  await at.getByRole("button", { name: "after Wo" }).click();
  await expect(at.getByRole("img", { name: /outside the values/ })).toHaveCount(5);
  await expect(at.locator(".count")).toContainText("After Wo: 0 of 5.");
});

test("the ledger: real size can be changed, and what heads do not divide is said with a way out", async ({ page }) => {
  const at = await open(page, "ledger");
  const q = at.locator('tr[data-line="q"]');
  await expect(q.locator(".real.parameters")).toHaveText("590,592");
  await expect(q.locator(".real.multiplications")).toHaveText("7,077,888");
  await at.getByRole("spinbutton", { name: "tokens T" }).fill("24");
  await page.keyboard.press("Tab");
  await expect(q.locator(".real.multiplications")).toHaveText("14,155,776");
  await at.getByRole("spinbutton", { name: "heads H" }).fill("7");
  await page.keyboard.press("Tab");
  await expect(at.getByRole("alert")).toHaveText(/768 cannot be split into 7 heads; try .*12/);
  await at.getByRole("button", { name: "scoresh" }).click();
  await expect(at.locator(".formula")).toContainText("H·T·S·Dh = 8 · 8 · 4 = 256 multiplications");
});

test("the reshape: a head's block is marked alike in W, Q, concat and W_o; heads and maps are chosen", async ({ page }) => {
  const at = await open(page, "reshape");
  await expect(at.locator("qkv-heat-map").locator(".mine")).toHaveCount(4);
  await expect(at.locator(".formula")).toContainText("Head 1 reads rows 2–3 of W");
  await at.getByRole("button", { name: "head 0" }).click();
  await expect(at.locator(".formula")).toContainText("q.view(6, 2, 2).transpose(0, 1)[0]");
  await at.getByRole("button", { name: "V", exact: true }).click();
  const map = at.getByRole("img", { name: /W_v/ });
  await map.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  await expect(at.locator('output[data-step="wv"]')).toHaveAttribute("data-row", "1");
  await expect(at.locator('output[data-step="wv"]')).toHaveAttribute("data-col", "3");
});

test("the spread: five widths, without scaling and with it; a failure says so", async ({ page }) => {
  const at = await open(page, "spread");
  await expect(at.getByRole("img", { name: /scores, Dh 512: spread 7\.2/ })).toBeVisible();
  const read = async (column: number): Promise<number[]> => (await at.locator(`.row:not(.head) > .side:nth-child(${column}) .spread`).allTextContents()).map(number);
  const [raw, scaled] = [await read(2), await read(3)];
  expect(raw[4]! / raw[2]!).toBeGreaterThan(3); // √(512 / 32) = 4
  expect(Math.max(...scaled) / Math.min(...scaled)).toBeLessThan(1.5);
  await expect((await open(page, "spread-failed")).locator(".note").first()).toContainText("could not compute");
});

test("real size: every value is under the arrow keys; the counts are those of one linear map", async ({ page }) => {
  const at = await open(page, "real-size");
  await expect(at.locator(".parameters b")).toHaveText("590,592");
  await expect(at.locator(".multiplications b")).toHaveText("7,077,888");
  await at.getByRole("img", { name: /^Q, Query/ }).focus();
  await page.keyboard.press("Control+End");
  const value = at.locator('output[data-step="q"]');
  await expect(value).toHaveAttribute("data-col", "767");
  await expect(value).toHaveText(/^−?\d\.\d+$/);
});
