import { expect, test, url } from "./host-page.js";
import type { Page } from "@playwright/test";

// Figures in pages of somebody else's can be taken along too; where the page's policy says no, that is said.

const origin = (): string => new URL(url("/")).origin; // known once the server runs
const strict = (types: string): Record<string, string> => ({
  "content-security-policy": `default-src 'none'; script-src ${origin()} 'wasm-unsafe-eval'; connect-src ${origin()}; style-src 'none'; img-src data:; require-trusted-types-for 'script'${types}`,
});

async function press(page: Page): Promise<void> {
  const figure = page.locator("qkv-matrix");
  await expect(figure.locator("td").first()).toBeVisible();
  await figure.hover({ position: { x: 6, y: 6 } });
  await figure.locator("button.take").click();
}

test("under the strictest policy: picture and numbers", async ({ page, host }) => {
  await host(`<qkv-matrix step="q" lang="en" doc="text=the cat&seed=1"></qkv-matrix>`, { headers: strict("; trusted-types lit-html qkvlab") });
  await press(page);
  const dialog = page.locator("qkv-take dialog");
  await expect(dialog.locator("textarea")).toHaveValue(/^-?\d/);
  await expect(dialog.locator(".picture").getByRole("status")).toHaveText(/^\d+×\d+$/, { timeout: 15_000 });
  const [download] = await Promise.all([page.waitForEvent("download"), dialog.getByRole("button", { name: "Save qkv-q.png" }).click()]);
  expect(download.suggestedFilename()).toBe("qkv-q.png");
  await page.keyboard.press("Escape");
  await page.locator("qkv-matrix footer").getByRole("button", { name: "Take along" }).press("Enter");
  await expect(dialog.locator("textarea")).toBeVisible();
});

test.describe("a policy that does not name ours", () => {
  test.use({ expected: [/TrustedTypePolicy named .qkvlab./] });

  test("a page that allows no policy of ours says that it cannot be had, and the figure goes on", async ({ page, host }) => {
    await host(`<qkv-matrix step="q" lang="en" doc="text=the cat&seed=1"></qkv-matrix>`, { headers: strict("; trusted-types lit-html") });
    await press(page);
    await expect(page.locator("qkv-matrix footer").getByRole("status")).toContainText("could not be fetched");
    expect(await page.evaluate(() => !!customElements.get("qkv-take"))).toBe(false);
  });
});
