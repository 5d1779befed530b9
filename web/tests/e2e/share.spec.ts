import { expect, nativeNumbers, readNumber, test, url } from "./helpers.js";

// A link with a preview: /s?DOCUMENT is the page, and leaves the visitor at the page's own address.

const DOC = "text=the%20cat%20sat&seed=3";

test("a shared link opens the lab at its document, and the address is the page's own", async ({ page }) => {
  await page.goto(url(`/s?${DOC}&utm_source=chat&fbclid=abc`));
  await expect(page).toHaveURL(new RegExp(`/ko/#${DOC.replaceAll(".", "\\.")}$`));
  const cell = page.locator('qkv-matrix td[data-step="q"][data-row="1"][data-col="2"]').first();
  await expect(cell).toBeVisible();
  expect(readNumber((await cell.textContent()) ?? "")).toBeCloseTo(nativeNumbers(DOC)["q"]![1 * 4 + 2]!, 2);
  await page.reload();
  await expect(page).toHaveURL(/\/ko\/#text=/);
});

test("its preview's picture is one", async ({ page, request, expected }) => {
  expected.push(/Applying inline style/); // Chromium's own, for a picture that is opened by itself
  const html = await (await request.get(url(`/s?${DOC}`))).text();
  const image = /<meta property="og:image" content="([^"]+)"/.exec(html)?.[1]?.replaceAll("&amp;", "&");
  expect(image).toContain(`/card.png?${DOC}`);
  await page.goto(image!);
  const size = await page.locator("img").evaluate((i: HTMLImageElement) => [i.naturalWidth, i.naturalHeight]);
  expect(size).toEqual([1200, 630]);
});

test("a shared link with a problem opens the page, which says what is wrong", async ({ page, expected }) => {
  expected.push(/422/);
  await page.goto(url("/s?text=the%20cat&heads=3"));
  await expect(page).toHaveURL(/\/ko\/#text=the%20cat&heads=3$/);
  await expect(page.getByText(/헤드 3개로 나누어떨어지지 않습니다/).first()).toBeVisible();
});
