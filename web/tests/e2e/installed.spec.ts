import { spawn, type ChildProcess } from "node:child_process";
import { createHash } from "node:crypto";
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

/** Without the server the page stands in this version. */
async function standsAlone(page: Page, heading: string): Promise<void> {
  await stop();
  await page.reload();
  await expect(page.locator("h1")).toHaveText(heading);
  await stands(page);
}

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

/** Puts a new version of the lab's Korean page on the server, as a build does: the service worker comes with it. */
function deploy(heading: string): void {
  change("ko/index.html", /<h1>QKV Lab[ \d]*<\/h1>/, `<h1>${heading}</h1>`);
  const hash = createHash("sha256").update(readFileSync(join(folder, "ko/index.html"), "utf8"));
  change("sw.js", /(\["ko\/","sha256-)[^"]+/, `$1${hash.copy().digest("base64")}`);
  change("sw.js", /qkv-[0-9a-f]{12}/, `qkv-${hash.digest("hex").slice(0, 12)}`);
}

const update = (page: Page): Promise<void> => page.evaluate(async () => { await (await navigator.serviceWorker.ready).update(); });

/** What becomes of the service worker's first install. */
function installed(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    const worker = registration?.installing ?? registration?.waiting ?? registration?.active;
    if (!worker) return "gone";
    return new Promise<string>((done) => {
      const look = (): void => { if (worker.state === "activated" || worker.state === "redundant") done(worker.state); };
      worker.addEventListener("statechange", look);
      look();
    });
  });
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
  deploy("QKV Lab 2");
  await update(page);
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
  await other.locator(".new-version").getByRole("button").click(); // the first tab has let it in already
  await expect(other.locator("h1")).toHaveText("QKV Lab 2");
  await stands(other);
  await expect(other.locator(".new-version")).toHaveCount(0);
});

test("a version that is replaced while it is fetched, or comes by halves, is not kept; the page works, and the next one is", async ({ page, lab }) => {
  change("ko/learn/index.html", /<h1>/, "<h1>New: ");
  await page.goto(`${root}ko/`);
  await stands(page);
  expect(await installed(page)).toMatch(/redundant|gone/);
  expect(await page.evaluate(() => caches.keys())).toEqual([]);
  await lab.setCell("wq", 0, 0, "9");
  await expect.poll(() => lab.doc()).toContain("wq.0.0=9");
  change("ko/learn/index.html", /<h1>New: /, "<h1>"); // now the server has the version whole
  await visit(page, "ko/");
  await stop();
  await page.reload();
  await stands(page);
});

test("with no room for it the page works, and says nothing", async ({ page, lab, context }) => {
  const session = await context.newCDPSession(page);
  await session.send("Storage.overrideQuotaForOrigin", { origin: new URL(root).origin, quotaSize: 20_000 });
  await page.goto(`${root}en/`);
  await stands(page);
  expect(await installed(page)).toMatch(/redundant|gone/);
  await lab.setCell("wq", 0, 0, "9");
  await expect.poll(() => lab.doc()).toContain("wq.0.0=9");
  await expect(page.locator(".new-version")).toHaveCount(0);
});

test("two versions back to back: the one that is asked for is the last", async ({ page, lab }) => {
  await visit(page, "ko/");
  await page.goto(`${root}ko/#seed=4`);
  await page.reload();
  await stands(page);
  const line = page.locator(".new-version");
  for (const heading of ["QKV Lab 2", "QKV Lab 3"]) {
    deploy(heading);
    await update(page);
    await expect(line).toHaveCount(1);
    await expect.poll(() => page.evaluate(async () => { const { installing, waiting } = (await navigator.serviceWorker.getRegistration())!; return !installing && !!waiting; })).toBe(true);
  }
  await line.getByRole("button").click();
  await expect(page.locator("h1")).toHaveText("QKV Lab 3");
  await stands(page);
  await expect.poll(() => lab.doc()).toBe("seed=4");
  await expect(line).toHaveCount(0);
  await standsAlone(page, "QKV Lab 3");
});

test("taken away while a new version waits: the button still leads to it, and all is kept anew", async ({ page, lab }) => {
  await visit(page, "ko/");
  await page.reload();
  await stands(page);
  deploy("QKV Lab 2");
  await update(page);
  const line = page.locator(".new-version");
  await expect(line).toBeVisible();
  await page.evaluate(async () => { // as a person does who clears what the site keeps
    for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
    for (const name of await caches.keys()) await caches.delete(name);
  });
  await lab.setCell("wq", 0, 0, "9");
  await expect.poll(() => lab.doc()).toContain("wq.0.0=9");
  await line.getByRole("button").click();
  await expect(page.locator("h1")).toHaveText("QKV Lab 2");
  await stands(page);
  await expect.poll(() => lab.doc()).toContain("wq.0.0=9");
  await visit(page, "ko/");
  await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active?.state)).toBe("activated");
  await standsAlone(page, "QKV Lab 2");
});

test("no room for the next version: the one that is kept goes on, without a network too", async ({ page, context }) => {
  await visit(page, "ko/");
  await page.reload();
  await stands(page);
  const session = await context.newCDPSession(page);
  await session.send("Storage.overrideQuotaForOrigin", { origin: new URL(root).origin, quotaSize: 20_000 });
  deploy("QKV Lab 2");
  await update(page);
  await expect.poll(() => page.evaluate(async () => { const { installing, waiting } = (await navigator.serviceWorker.getRegistration())!; return !installing && !waiting; })).toBe(true);
  await expect(page.locator(".new-version")).toHaveCount(0);
  await standsAlone(page, "QKV Lab");
});

test("the page for frames works without a server after the first visit; the gallery after it has been looked at", async ({ page }) => {
  await visit(page, "ko/");
  await page.goto(`${root}gallery/`);
  const figures = page.locator("qkv-matrix").first();
  await expect(figures).toBeVisible();
  await expect.poll(() => page.evaluate(async () => (await (await caches.open("qkvvisited")).keys()).length)).toBeGreaterThan(1);
  await stop();
  await page.goto(`${root}embed?seed=3&ui.view=attention`);
  await expect(page.locator("qkv-attention figure")).toBeVisible();
  await page.goto(`${root}gallery/`);
  await expect(figures).toBeVisible();
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
