import { spawn, type ChildProcess } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, Lab, nativeNumbers, test } from "./helpers.js";

// The page as an app, on a server of its own, which is really gone where a test says that there is no network.

test.use({ serviceWorkers: "allow" });

let folder = "";
let root = "";
let server: ChildProcess;

test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "qkv-site-"));
  cpSync(join("..", "serve", "dist", "site"), folder, { recursive: true });
  server = spawn(join("node_modules", ".cache", "serve"), ["-dir", folder, "-addr", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "inherit"] });
  root = await new Promise<string>((found) => {
    server.stdout!.on("data", (chunk: Buffer) => { const at = /http:\/\/\S+/.exec(String(chunk)); if (at) found(at[0]); });
  });
});

test.afterEach(async () => {
  await stop();
  rmSync(folder, { recursive: true, force: true });
});

async function stop(): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise((done) => server.once("exit", done));
  server.kill("SIGKILL");
  await ended;
}

const stands = (page: Page): Promise<void> => expect(page.locator("qkv-lab .band.pictures")).toBeVisible();

/** The first visit: until everything is kept. */
async function visit(page: Page, path: string): Promise<void> {
  await page.goto(root + path);
  await stands(page);
  await page.evaluate(async () => { await navigator.serviceWorker.ready; });
}

/** Writes a file of the site anew, without its compressed forms. */
function change(name: string, from: RegExp, to: string): void {
  const text = readFileSync(join(folder, name), "utf8");
  expect(text).toMatch(from);
  for (const form of [".br", ".gz"]) rmSync(join(folder, name + form), { force: true });
  writeFileSync(join(folder, name), text.replace(from, to));
}

test("after the first visit, everything works without a server: the lab, the other language, lessons, links", async ({ page, lab }) => {
  await visit(page, "ko/");
  await stop();
  await page.reload();
  await stands(page);
  expect(await lab.numbers()).toEqual(nativeNumbers(await lab.doc()));
  await lab.setCell("wq", 0, 0, "9");
  await expect.poll(() => lab.doc()).toContain("wq.0.0=9");
  await page.getByRole("link", { name: "English" }).click();
  await stands(page);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  expect(await lab.doc()).toContain("wq.0.0=9");
  for (const path of ["en/learn/", "ko/learn/why/?from=elsewhere"]) {
    await page.goto(root + path);
    await expect(page.locator("article h1")).toBeVisible();
  }
  await page.goto(`${root}s?seed=3`);
  await stands(page);
  expect(page.url()).toBe(`${root}ko/#seed=3`);
  expect(await lab.numbers()).toEqual(nativeNumbers("seed=3"));
  await page.goto(root);
  await stands(page);
});

test("a new version waits, says so, and comes when it is asked for; a tab of the old one goes on", async ({ page, lab, context }) => {
  await visit(page, "ko/");
  await page.goto(`${root}ko/#seed=4`);
  await page.reload();
  await stands(page);
  const other = await context.newPage();
  await other.goto(`${root}ko/#seed=6`);
  await stands(other);
  change("ko/index.html", /<h1>QKV Lab<\/h1>/, "<h1>QKV Lab 2</h1>");
  change("sw.js", /qkv-[0-9a-f]{12}/, "qkv-222222222222");
  await page.evaluate(async () => { await (await navigator.serviceWorker.ready).update(); });
  const line = page.locator(".new-version");
  await expect(line).toContainText("새 버전");
  await page.goto(`${root}ko/#seed=5`);
  await expect(page.locator("h1")).toHaveText("QKV Lab");
  await line.getByRole("button").click();
  await expect(page.locator("h1")).toHaveText("QKV Lab 2");
  await stands(page);
  await expect.poll(() => lab.doc()).toBe("seed=5");
  const old = new Lab(other);
  await old.setCell("wq", 0, 0, "9");
  await expect.poll(() => old.doc()).toContain("wq.0.0=9");
  await expect(other.locator("h1")).toHaveText("QKV Lab");
});

test("may be installed: the browser finds nothing missing", async ({ page, context }) => {
  await visit(page, "en/");
  const { installabilityErrors } = await (await context.newCDPSession(page)).send("Page.getInstallabilityErrors");
  expect(installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito")).toEqual([]); // tests run in a window of that kind
  const icons = await page.evaluate(async () => {
    const at = new URL(document.querySelector<HTMLLinkElement>("link[rel=manifest]")!.href);
    const { icons } = await (await fetch(at)).json() as { icons: { src: string; sizes: string }[] };
    return Promise.all(icons.map(async ({ src, sizes }) => {
      const picture = new Image();
      picture.src = new URL(src, at).href;
      await picture.decode();
      return sizes === "any" || sizes === `${picture.naturalWidth}x${picture.naturalHeight}`;
    }));
  });
  expect(icons).toEqual([true, true, true]);
});
