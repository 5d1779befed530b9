import { expect, test, type Lab } from "./lab.js";

async function openExperiment(lab: Lab, title: string): Promise<void> {
  await lab.page.locator("qkv-menu.presets").getByRole("button").first().click();
  await lab.page.locator("qkv-menu.presets button.preset", { hasText: title }).click();
  await expect(lab.page.locator(".compare")).toBeVisible();
}

test("an experiment says its claim and measures it; an edit breaks it, undo mends it", async ({ lab }) => {
  await lab.open("", "en");
  await openExperiment(lab, "why three matrices?");
  const bar = lab.page.locator(".compare");
  const verdict = bar.getByRole("status");
  await expect(bar).toContainText("exactly symmetric");
  await expect(verdict).toContainText("✓ Holds. Largest |s − sᵀ| in B: 0 (in A: 1.56).");
  expect(await lab.doc()).toBe("wk=tie:q&bk=tie:q&ui.a=&ui.experiment=symmetry");
  await lab.setCell("k", 1, 2, "4");
  await expect(verdict).toContainText("✗ Does not hold now.");
  await lab.page.getByRole("button", { name: "Undo" }).first().click();
  await expect(verdict).toContainText("✓ Holds.");
  await lab.accessible();
});

test("A and B take turns, B − A is their difference to the bit, and one link carries both", async ({ lab }) => {
  await lab.open("seed=2&x=1,2;3,4&ui.a=" + encodeURIComponent("seed=1&x=1,2;3,4"), "en");
  const bar = lab.page.locator(".compare");
  const side = (name: string) => bar.getByRole("button", { name, exact: true });
  await expect(bar.getByRole("status")).toContainText("Attention moved most in head 0");
  const b = await lab.numbers();
  await side("B − A").click();
  await expect(lab.page.locator('qkv-matrix[data-step="q"] figcaption')).toContainText("B − A");
  const a = await lab.native("seed=1&x=1,2;3,4");
  for (const [row, col] of [[0, 0], [1, 1]] as const) {
    const i = row * 2 + col;
    const difference = Math.fround(b["q"]![i]! - a["q"]![i]!);
    await expect(lab.cell("q", row, col)).toHaveText(difference.toFixed(2).replace("-", "−"));
  }
  await lab.cell("q", 0, 0).click();
  const shown = (v: number): string => v.toFixed(2).replace("-", "−");
  const [is, was] = [b["q"]![0]!, a["q"]![0]!];
  await expect(lab.page.locator("qkv-inspector")).toContainText(`B − A = ${shown(is)} − ${was < 0 ? `(${shown(was)})` : shown(was)} = ${shown(Math.fround(is - was))}`);
  await side("A").click();
  await expect(side("A")).toHaveAttribute("aria-pressed", "true");
  expect(await lab.numbers()).toEqual(a);
  await side("B − A").click();
  const difference = Math.fround(b["q"]![0]! - a["q"]![0]!);
  await expect(lab.cell("q", 0, 0)).toHaveText(difference.toFixed(2).replace("-", "−")); // whichever side stands
  await side("B").click();
  await expect(side("B")).toHaveAttribute("aria-pressed", "true");
  expect(await lab.numbers()).toEqual(b);
  await side("A").click();
  await expect(side("A")).toHaveAttribute("aria-pressed", "true");
  await bar.getByRole("button", { name: "End comparison" }).click(); // one's own state stays, whichever was looked at
  await expect(bar).toHaveCount(0);
  expect(await lab.numbers()).toEqual(b);
});

test("any document can be pinned as A; the other language says the same", async ({ lab }) => {
  await lab.open("dim=6", "ko");
  await lab.page.locator("qkv-menu.history").getByRole("button").first().click();
  await lab.page.getByRole("button", { name: "지금 상태를 A로 고정" }).click();
  const bar = lab.page.locator(".compare");
  await expect(bar.getByRole("status")).toContainText("지금 상태가 A입니다.");
  await lab.setCell("wq", 0, 0, "3");
  await expect(bar.getByRole("status")).toContainText("어텐션은 헤드 0의");
  await lab.accessible();
});
