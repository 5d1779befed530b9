import { expect, test } from "./lab.js";

test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

for (const [lang, doc] of [["ko", ""], ["en", "dim=8&heads=4"]] as const) {
  test(`${lang}: axe finds nothing: ${doc || "the story"}`, async ({ lab }) => {
    await lab.open(doc, lang);
    await lab.accessible();
  });
}

test("the strip says where one is, and jumps", async ({ lab, page }) => {
  await lab.open();
  const strip = page.locator("qkv-lab .strip");
  await strip.getByRole("button", { name: "어텐션" }).tap();
  await expect(strip.getByRole("button", { name: "어텐션" })).toHaveAttribute("aria-current", "true");
  await expect(page.locator('qkv-matrix[data-step="head.0.attn"]')).toBeInViewport();
});

test("a tapped cell is explained below its figure, never over it", async ({ lab, page }) => {
  await lab.open();
  await lab.cell("q", 1, 0).tap();
  const inspector = page.locator("qkv-inspector");
  await expect(inspector).toContainText("Q[1,0]");
  const figure = await page.locator('qkv-matrix[data-step="q"]').boundingBox();
  const sheet = await inspector.boundingBox();
  expect(sheet!.y).toBeGreaterThanOrEqual(figure!.y + figure!.height);
});

test("controls are large enough for a finger", async ({ lab, page }) => {
  await lab.open();
  const small = await page.locator("qkv-lab").evaluate((lab) => {
    const out: string[] = [];
    const walk = (root: ParentNode): void => {
      for (const e of root.querySelectorAll("*")) {
        if (e.shadowRoot) walk(e.shadowRoot);
        if (!e.matches("button, select, input, summary")) continue;
        const { width, height } = e.getBoundingClientRect(); // 24 px: WCAG 2.2, 2.5.8
        const target = e.closest("label")?.getBoundingClientRect() ?? { width, height };
        if (width > 0 && (target.height < 24 || target.width < 24)) out.push(`${e.outerHTML.slice(0, 80)} ${width}×${height}`);
      }
    };
    walk(lab.shadowRoot!);
    return out;
  });
  expect(small).toEqual([]);
});
