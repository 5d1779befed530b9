import { execFileSync } from "node:child_process";
import type { Page } from "@playwright/test";
import { cell, docOf, expect, nativeNumbers, open, readNumber, test } from "./helpers.js";

const full = (text: string | null): number => Math.fround(readNumber((text ?? "").trim()));

/** Looks at a cell without looking for it. */
async function pin(page: Page, step: string, row: number, col: number): Promise<void> {
  await page.locator("qkv-lab").evaluate((lab, pinned) => (lab as unknown as { setState(s: unknown): Promise<void> }).setState({ view: { pinned } }), { step, row, col });
  await expect(page.locator("qkv-inspector .value")).toHaveAttribute("data-step", step);
}

test("a sum is built term by term: its cells are marked, the running sum is the engine's in float32", async ({ page, lab }) => {
  const doc = "x=1,2,3,4;4,3,2,1&seed=3";
  const [x, wq, bq, q] = ["x", "wq", "bq", "q"].map((id) => nativeNumbers(doc)[id]!);
  let sum = 0;
  const sums = [0, 1, 2, 3].map((k) => (sum = Math.fround(sum + Math.fround(x![4 + k]! * wq![8 + k]!))));
  sums.push(Math.fround(sum + bq![2]!));
  expect(sums[4]).toBe(q![4 + 2]);

  await open(page, "en", doc);
  await cell(page, "q", 1, 2).click();
  const inspector = page.locator("qkv-inspector");
  await inspector.getByRole("button", { name: "Play" }).click();
  await inspector.getByRole("button", { name: "Pause" }).click();
  const play = inspector.getByRole("group", { name: "Build the sum term by term" });
  const slider = play.getByRole("slider");
  await slider.focus();
  await page.keyboard.press("Home");
  await expect(play.locator("output")).toHaveCount(0);
  for (const [k, after] of sums.entries()) {
    await page.keyboard.press("ArrowRight");
    await expect(slider).toHaveValue(String(k + 1));
    expect(full(await play.locator("output").textContent())).toBe(after);
    if (k === 4) break;
    await expect(cell(page, "x", 1, k)).toHaveClass(/now/);
    await expect(cell(page, "wq", 2, k)).toHaveClass(/now/);
    await expect(page.locator("td.now")).toHaveCount(2);
    await expect(page.locator('qkv-matrix[data-step="x"] td.near')).toHaveCount(k + 1);
  }
  await expect(cell(page, "bq", 0, 2)).toHaveClass(/now/);
  await lab.accessible();
  await play.getByRole("button", { name: "One term back" }).click();
  await expect(inspector.locator(".terms .later")).toHaveCount(1);
  await cell(page, "x", 0, 0).hover(); // pointing elsewhere does not disturb it
  await expect(inspector.locator(".value")).toHaveAttribute("data-step", "q");
  await play.getByRole("button", { name: "All at once" }).click();
  await expect(inspector.locator(".terms .later")).toHaveCount(0);
  await expect(page.locator("td.now")).toHaveCount(0);
  await expect(inspector.getByRole("button", { name: "Play" })).toBeFocused();
});

test("playing goes on by itself to the whole sum; another cell ends it", async ({ page }) => {
  await open(page, "ko", "x=1,2,3,4;4,3,2,1&seed=3");
  await cell(page, "head.0.attn", 1, 0).click();
  const inspector = page.locator("qkv-inspector");
  await inspector.getByRole("button", { name: "한 항씩 더해 보기" }).click();
  await expect(inspector.locator(".tally")).toContainText("항 2개 가운데 2개");
  await expect(inspector.getByRole("button", { name: "한 항씩 더해 보기" })).toBeVisible();
  await expect(inspector.locator(".share")).toBeVisible();
  await cell(page, "v", 1, 0).click();
  await expect(inspector.locator(".tally")).toHaveCount(0);
});

test("a cell is copied as text and as programs: those that the command line gives", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const doc = "dim=6&heads=2&mask=causal&head.1.attn.2.1=0.8";
  await open(page, "en", doc);
  await pin(page, "head.1.context", 2, 1);
  const copied = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
  for (const [button, flag] of [["NumPy", "-numpy"], ["PyTorch", "-torch"]] as const) {
    await page.locator("qkv-inspector").getByRole("button", { name: button }).click();
    await expect(page.locator("qkv-lab .said")).toContainText(button);
    const told = execFileSync(process.env["QKV_COMMAND"]!, ["-explain", "head.1.context.2.1", flag, doc], { encoding: "utf8" });
    expect(await copied()).toBe(told);
  }
  await page.locator("qkv-inspector").getByRole("button", { name: "as text" }).click();
  await expect.poll(copied).toContain("Row “##는” of attn₁ sums to");
});

test("a number is shown as the table shows it and in full; a small negative keeps its minus", async ({ page }) => {
  await open(page, "en", "x=-0.0012345,-0;0.5,0.12345678");
  await pin(page, "x", 0, 0);
  const inspector = page.locator("qkv-inspector");
  await expect(inspector.locator(".shown")).toHaveText("−0.00");
  await expect(inspector.locator(".value")).toHaveText("−0.0012345");
  await expect(inspector).toContainText("keeps its minus");
  await pin(page, "x", 0, 1);
  await expect(inspector).toContainText("negative zero");
  await pin(page, "x", 1, 0);
  await expect(inspector.locator(".shown .value")).toHaveText("0.5"); // there is nothing more to say
  await expect(inspector.locator(".full")).toHaveCount(0);
});

test("a cell set by hand says what would stand there, and that its row no longer sums to 1, until it is taken back", async ({ page }) => {
  await open(page, "en", "x=1,2;3,4");
  await pin(page, "head.0.attn", 1, 0);
  const inspector = page.locator("qkv-inspector");
  const was = await inspector.locator(".value").textContent();
  await page.locator("qkv-lab").evaluate((lab) => lab.dispatchEvent(new CustomEvent("qkv-edit", { detail: { kind: "set_row", step: "head.0.attn", row: 1, value: "1.2, 0.5" } })));
  await expect(inspector.locator(".set")).toContainText(`Set by hand to 1.2. The engine would compute ${was}`);
  await expect(inspector.locator(".warning")).toContainText("Row 1 of attn₀ sums to 1.7");
  await pin(page, "head.0.context", 1, 0);
  await expect(inspector.locator(".warning")).toContainText("sums to 1.7");
  await pin(page, "head.0.attn", 1, 1);
  await inspector.getByRole("button", { name: "Take back" }).first().click();
  await expect(inspector.locator(".set")).toHaveCount(0);
  await expect(inspector.locator(".warning")).toBeVisible(); // its neighbour still stands
  await pin(page, "head.0.attn", 1, 0);
  await inspector.getByRole("button", { name: "Take back" }).first().click();
  await expect(inspector.locator(".warning")).toHaveCount(0);
  expect(await docOf(page)).toBe("x=1,2;3,4");
});

test("every operation has its three lines and a sentence on why, in both languages", async ({ page, lab }) => {
  test.slow();
  const seen = new Set<string>();
  for (const lang of ["ko", "en"] as const) {
    const said = new Set<string>();
    for (const doc of [
      "dim=8&heads=2&pos=rope&mask=causal&softcap=4&temperature=2&wk=tie:q&out_proj=0",
      "text=a b a&dim=4&pos=sinusoidal&scale=0.3&softmax=queries",
      "x=1,2;3,4&pos=alibi&pad=1",
    ]) {
      await open(page, lang, doc);
      const steps = await page.locator("qkv-lab").evaluate((e) => (e as unknown as { frame: { steps: { id: string; op: string }[] } }).frame.steps.map(({ id, op }) => ({ id, op })));
      for (const { id, op } of steps) {
        if (id.startsWith("head.1")) continue;
        await pin(page, id, 0, 0);
        const inspector = page.locator("qkv-inspector");
        for (const line of ["dd.symbols", "dd.names", "dd.number", ".why"]) await expect(inspector.locator(line)).not.toBeEmpty();
        said.add((await inspector.locator(".why").textContent()) ?? "");
        seen.add(op);
        expect(await inspector.evaluate((e) => e.scrollWidth <= e.clientWidth + 10), `${id} fits`).toBe(true);
      }
    }
    expect(said.size).toBeGreaterThanOrEqual(20); // nearly one for each operation, and for each linear map its own
    await lab.accessible();
  }
  expect(seen.size).toBe(19);
});

test("pointing at a term shows its cell and leaves the sheet as it is; a click goes there", async ({ page }) => {
  await open(page, "en");
  await cell(page, "head.0.scores", 1, 3).click();
  const inspector = page.locator("qkv-inspector");
  await expect(inspector.locator(".value")).toHaveAttribute("data-step", "head.0.scores");
  await expect(inspector.locator(".path ol")).toHaveCount(2); // along the query and along the key
  await expect(inspector.locator(".path ol").last()).toContainText("“chat”");
  await inspector.locator('.path button[data-step="k"]').hover();
  await expect(cell(page, "k", 3, 0)).toHaveClass(/hover/);
  await page.waitForTimeout(300); // as long as an answer may take
  await expect(inspector.locator(".value")).toHaveAttribute("data-step", "head.0.scores");
  await expect(inspector.getByRole("button", { name: "Let go of the cell" })).toBeVisible();
  await inspector.locator('.path button[data-step="k"]').click();
  await expect(inspector.locator(".value")).toHaveAttribute("data-step", "k");
  await cell(page, "q", 0, 0).hover();
  await expect(inspector.locator(".value")).toHaveAttribute("data-step", "q");
});

test("an explanation that comes from a document before this one does no harm", async ({ page, lab }) => {
  await open(page, "en", "text=one two");
  await pin(page, "x", 0, 1);
  await expect(page.locator('qkv-inspector [data-step="emb"]').first()).toBeVisible();
  await page.locator("qkv-lab").evaluate((e) => (e as unknown as { setState(s: unknown): Promise<void> }).setState({ doc: "x=1,2,3,4" }));
  await expect.poll(() => lab.doc()).toBe("x=1,2,3,4");
  await expect(page.locator("qkv-inspector .value")).toHaveText("2");
});
