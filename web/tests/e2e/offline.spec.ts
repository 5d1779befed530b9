import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "@playwright/test";
import { expect, expectNativeCells, Lab, nativeNumbers, test } from "./helpers.js";
import { unzip } from "./unzip.js";

// The single file, alone in a folder whose name needs escaping, without a network.

let folder = "";
let file = "";

test.beforeAll(() => {
  const made = join("..", ".build", `single-${process.pid}.html`);
  execFileSync("go", ["run", "./serve/pack", "-single", join(".build", `single-${process.pid}.html`)], { cwd: "..", env: { GOTOOLCHAIN: "auto", ...process.env } });
  expect(statSync(made).size).toBeLessThanOrEqual(2_000_000);
  folder = mkdtempSync(join(tmpdir(), "빈 폴더 #1 "));
  copyFileSync(made, join(folder, "qkvlab.html"));
  rmSync(made);
  file = pathToFileURL(join(folder, "qkvlab.html")).href;
});

test.afterAll(() => {
  expect(readdirSync(folder)).toEqual(["qkvlab.html"]);
  rmSync(folder, { recursive: true });
});

test.beforeEach(async ({ context, page }) => {
  await context.setOffline(true);
  page.on("request", (r) => { if (!/^(file|blob|data):/.test(r.url())) throw new Error(`the file asks for ${r.url()}`); });
});

const stands = (page: Page): Promise<void> => expect(page.locator("qkv-lab .band.pictures")).toBeVisible();

test("opens in the person's language, with the native engine's numbers; an edit is followed, and undone", async ({ page, lab }) => {
  await page.goto(file);
  await stands(page);
  expect(page.url()).toBe(`${file}?ko/`);
  expect(await lab.numbers()).toEqual(nativeNumbers(await lab.doc()));
  await lab.setCell("wq", 0, 0, "9");
  await expect.poll(() => lab.doc()).toContain("wq.0.0=9");
  expect(new URL(page.url()).hash).toContain("wq.0.0=9");
  await expectNativeCells(page, await lab.doc());
  await page.goBack();
  await expect.poll(() => lab.doc()).not.toContain("wq.0.0=9");
});

test("a permalink opens by its hash, with or without a page in it, and after a reload", async ({ page, lab }) => {
  const doc = "x=1,2,3,4;4,3,2,1;.5,.5,.5,.5&seed=7&mask=causal";
  for (const address of [`${file}#${doc}`, `${file}?en/#${doc}`]) {
    await page.goto("about:blank");
    await page.goto(address);
    await stands(page);
    expect(await lab.numbers()).toEqual(nativeNumbers(doc));
  }
  await page.reload();
  await stands(page);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  expect(await lab.numbers()).toEqual(nativeNumbers(doc));
});

test("another language is the same file with the same document, and is remembered", async ({ page, lab }) => {
  await page.goto(`${file}?ko/#seed=5`);
  await stands(page);
  await page.getByRole("link", { name: "English" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await stands(page);
  expect(page.url()).toBe(`${file}?en/#seed=5`);
  await expect.poll(() => lab.doc()).toBe("seed=5");
  await page.goto("about:blank");
  await page.goto(file);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
});

test("every lesson is there to be read, and leads to the lab and back", async ({ page, lab }) => {
  await page.goto(`${file}?en/learn/`);
  const chapters = page.locator("nav.chapters a");
  await expect(chapters.first()).toBeVisible();
  const hrefs = await chapters.evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href));
  expect(hrefs.length).toBeGreaterThan(5);
  for (const href of hrefs) {
    await page.goto(href);
    await expect(page.locator("article h1")).toBeVisible();
    expect((await page.locator("article").innerText()).length, href).toBeGreaterThan(500);
    await expect.poll(() => page.evaluate(() => [...document.querySelectorAll("article *")].map((e) => e.localName).filter((name) => name.includes("-") && !customElements.get(name))), `${href}: elements that nothing defines`).toEqual([]);
  }
  await page.goto(`${file}?ko/learn/why/`);
  await page.locator("nav.sections a").last().click();
  await expect(page.locator(":target")).toBeInViewport();
  await page.reload();
  await expect(page.locator(":target")).toBeInViewport();
  await page.locator('article a[href^="?ko/#"]').first().click();
  await stands(page);
  expect(new URL(page.url()).hash.length).toBeGreaterThan(1);
  expect(await lab.numbers()).toEqual(nativeNumbers(await lab.doc()));
  await page.goBack();
  await expect(page.locator("article h1")).toBeVisible();
});

test("figures in lessons are alive, and open in the lab", async ({ page, context }) => {
  await page.goto(`${file}?en/learn/why/`);
  const figure = page.locator("qkv-attention").first();
  await figure.scrollIntoViewIfNeeded();
  const open = figure.locator(`footer a[href^="file:"]`);
  await expect(open).toBeVisible();
  const [opened] = await Promise.all([context.waitForEvent("page"), open.click()]);
  await stands(opened);
  expect(opened.url()).toContain(`${file}?en/#`);
  expect(await new Lab(opened).numbers()).toEqual(nativeNumbers(await new Lab(opened).doc()));
});

test("an exercise is judged", async ({ page }) => {
  await page.goto(`${file}?en/learn/how/`);
  const exercise = page.locator("qkv-exercise").first();
  await exercise.locator("input").fill("999");
  await exercise.locator("input").press("Enter");
  await expect(exercise.locator(".verdict")).toHaveAttribute("data-mark", "wrong");
});

test("sharing offers the link alone, and says what it opens", async ({ page }) => {
  await page.goto(`${file}?en/#seed=3`);
  await stands(page);
  await page.getByRole("button", { name: "Share" }).click();
  const dialog = page.locator("qkv-code.share dialog");
  await expect(dialog).toContainText("this copy of the file");
  await expect(dialog.locator("textarea")).toHaveValue(`${file}?en/#seed=3`);
});

test("shows code", async ({ page, lab }) => {
  await page.goto(`${file}?en/#seed=3`);
  await stands(page);
  await page.getByRole("button", { name: "Code", exact: true }).click();
  await expect(page.locator("qkv-code:not(.share) textarea")).toHaveValue(/manual_seed\(3\)/);
  await lab.accessible();
});

test("a copy that is damaged says so", async ({ page }) => {
  const damaged = join(folder, "damaged.html");
  writeFileSync(damaged, readFileSync(join(folder, "qkvlab.html"), "utf8").replace('id="qkv-pages">', 'id="qkv-pages">AAAA'));
  await page.goto(pathToFileURL(damaged).href);
  await expect(page.locator("body")).toContainText("다시 내려받아");
  rmSync(damaged);
});

test("the archive: on a plain host in a subfolder it is the site, and from a disk every page leads to the single file", async ({ page, lab, context }) => {
  execFileSync("go", ["run", "./serve/pack", "-zip", join(folder, "site.zip")], { cwd: "..", env: { GOTOOLCHAIN: "auto", ...process.env } });
  const out = mkdtempSync(join(tmpdir(), "archive-"));
  unzip(join(folder, "site.zip"), out);
  rmSync(join(folder, "site.zip"));
  await page.goto(pathToFileURL(join(out, "qkvlab", "ko", "index.html")).href + "#seed=3");
  await stands(page);
  expect(page.url()).toContain("/qkvlab/qkvlab.html?ko/#seed=3");
  expect(await lab.numbers()).toEqual(nativeNumbers("seed=3"));
  page.removeAllListeners("request");
  await context.setOffline(false);
  const host = createServer((q, r) => {
    const path = decodeURIComponent(new URL(q.url ?? "/", "http://x").pathname).replace(/^\/deep\//, "/").replace(/\/$/, "/index.html");
    const name = join(out, path);
    if (!existsSync(name)) return void r.writeHead(404).end();
    const media: Record<string, string> = { html: "text/html", js: "text/javascript", css: "text/css", svg: "image/svg+xml" };
    r.writeHead(200, { "content-type": media[name.split(".").at(-1)!] ?? "application/octet-stream" }).end(readFileSync(name));
  });
  await new Promise<void>((ready) => { host.listen(0, "127.0.0.1", ready); });
  const { port } = host.address() as { port: number };
  await page.goto(`http://127.0.0.1:${port}/deep/qkvlab/en/#seed=3`);
  await stands(page);
  expect(await lab.numbers()).toEqual(nativeNumbers("seed=3"));
  await page.getByRole("button", { name: "Share" }).click();
  const share = page.locator("qkv-code.share");
  await share.getByRole("button", { name: "Markdown", exact: true }).click();
  await expect(share.locator("textarea"), "nobody draws pictures there").toHaveValue(/^\[[^\]]+\]\(\S+\/deep\/qkvlab\/en\/#seed=3\)\n$/);
  await share.getByRole("button", { name: "Frame", exact: true }).click();
  await expect(share.frameLocator("iframe").locator("qkv-attention figure")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "한국어" }).click();
  await stands(page);
  await page.goto("about:blank");
  host.closeAllConnections();
  host.close();
  rmSync(out, { recursive: true });
});
