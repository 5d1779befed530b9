import { expect, test, url } from "./host-page.js";
import { docOf, open } from "./helpers.js";
import type { Page } from "@playwright/test";

// What the lab offers to take along works where it is put.

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

const DOC = "text=so%20it%20was&heads=2&seed=5&mask=causal&wq.1.3=0.25";

async function offered(page: Page, form: string): Promise<string> {
  await page.getByRole("button", { name: form, exact: true }).click();
  await page.locator("qkv-code.share").getByRole("button", { name: "Copy", exact: true }).click();
  await expect(page.locator("qkv-code.share").getByRole("status")).toHaveText("Copied");
  return page.evaluate(() => navigator.clipboard.readText());
}

test("one press copies the link and shows the other forms; each of them works", async ({ page, host }) => {
  await open(page, "en", DOC);
  await page.getByRole("button", { name: "Share" }).click();
  const dialog = page.locator("qkv-code.share dialog");
  await expect(dialog.getByRole("status")).toHaveText("Link copied");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(url(`/en/#${DOC}`));
  const [link, widget, frame, markdown] = [await offered(page, "Link"), await offered(page, "HTML"), await offered(page, "Frame"), await offered(page, "Markdown")];
  expect(link).toBe(url(`/en/#${DOC}`));
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  expect(await docOf(page)).toBe(DOC);

  expect(widget, "the name that stays from build to build").toContain(`src="${url("/qkvlab.js")}"`);
  await host(widget, { script: "" });
  const figure = page.locator("qkv-attention");
  await expect(figure.locator("figure")).toBeVisible();
  expect(await figure.evaluate((e) => (e as unknown as { doc: string }).doc)).toBe(DOC);
  await expect(figure.getByRole("link", { name: "Open in QKV Lab" })).toHaveAttribute("href", url(`/en/#${DOC}`));

  await host(frame, { script: "" });
  await expect(page.frameLocator("iframe").locator("qkv-attention figure")).toBeVisible();
  expect(await page.frameLocator("iframe").locator("qkv-attention").evaluate((e) => (e as unknown as { doc: string }).doc)).toBe(`${DOC}&ui.lang=en&ui.view=attention`);

  const [, alt, picture, target] = /^\[!\[(.*)\]\((\S+)\)\]\((\S+)\)\n$/.exec(markdown) ?? [];
  expect(alt).toBe("so it was");
  const png = await page.request.get(picture!);
  expect([png.status(), png.headers()["content-type"]]).toEqual([200, "image/png"]);
  await page.goto(target!);
  await expect(page.locator("qkv-lab .band.pictures")).toBeVisible();
  expect(await docOf(page)).toBe(DOC);
});

test("markup carries what a sentence may hold, and nothing of it runs", async ({ page, host }) => {
  const text = `</script><b onclick=x>"'&amp;](x)[`;
  await open(page, "en", `text=${encodeURIComponent(text)}`);
  await page.getByRole("button", { name: "Share" }).click();
  const [widget, frame, markdown] = [await offered(page, "HTML"), await offered(page, "Frame"), await offered(page, "Markdown")];
  await host(widget + frame, { script: "" });
  const figure = page.locator("qkv-attention").first();
  await expect(figure.locator("figure")).toBeVisible();
  const sentence = (doc: string): string => decodeURIComponent(/text=([^&]*)/.exec(doc)![1]!);
  expect(sentence(await figure.evaluate((e) => (e as unknown as { doc: string }).doc))).toBe(text);
  await expect(page.frameLocator("iframe").locator("qkv-attention figure")).toBeVisible();
  expect(await page.locator("b").count()).toBe(0);
  expect(/^\[!\[[^[\]<`]*\]\(\S+\)\]\(\S+\)\n$/.test(markdown)).toBe(true);
});

test("another figure is chosen, seen before it is taken, and stands in a page; a picture is seen, too", async ({ page, host }) => {
  await open(page, "en", DOC);
  await page.getByRole("button", { name: "Share" }).click();
  const dialog = page.locator("qkv-code.share dialog");
  await expect(dialog.locator(".preview, select")).toHaveCount(0);
  await dialog.getByRole("button", { name: "HTML", exact: true }).click();
  await dialog.getByRole("combobox").selectOption("qkv-linear");
  const preview = dialog.frameLocator("iframe.preview");
  await expect(preview.locator(`qkv-linear qkv-matrix[data-step="wq"]`)).toBeVisible();
  const [widget, frame] = [await offered(page, "HTML"), await offered(page, "Frame")];
  await dialog.getByRole("button", { name: "Markdown" }).click();
  await expect.poll(() => dialog.locator("img.preview").evaluate((img) => (img as HTMLImageElement).naturalWidth)).toBe(1200);
  await page.keyboard.press("Escape");
  await expect(dialog.locator(".preview")).toHaveCount(0);
  await host(widget + frame, { script: "" });
  for (const figure of [page.locator("qkv-linear"), page.frameLocator("iframe").locator("qkv-linear")]) {
    await expect(figure.locator(`qkv-matrix[data-step="wq"] td`).first()).toBeVisible();
    expect(await figure.evaluate((e) => (e as unknown as { doc: string }).doc)).toContain(DOC);
  }
});
