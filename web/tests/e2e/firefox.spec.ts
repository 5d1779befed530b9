import { execFileSync, spawn } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "@playwright/test";
import type { Browser, ElementHandle, Page } from "puppeteer-core";
import { firefoxPath, openPage, startFirefox } from "../firefox.js";
import { startHosts } from "../hosts.mjs";
import { nativeNumbers, url } from "./helpers.js";

// The page, figures in other people's pages and the single file in Firefox.

const program = firefoxPath();
test.skip(!program, "no Firefox was found: install it, or set QKV_FIREFOX=/path/to/it");
test.describe.configure({ mode: "serial" }); // one browser for all

interface Element { doc: string; frame: { steps: { id: string }[]; matrix(id: string): { data: Float32Array } | Promise<{ data: Float32Array }> } | null }

let browser: Browser;
let hosts: Awaited<ReturnType<typeof startHosts>>;
const origin = (): string => new URL(url("/")).origin;

test.beforeAll(async () => {
  [browser, hosts] = await Promise.all([startFirefox(program!), startHosts()]);
});

test.afterAll(async () => {
  await Promise.all([browser.close(), hosts.stop()]);
});

/** Opens a page of somebody else's. */
async function host(page: Page, html: string, headers: Record<string, string> = {}): Promise<void> {
  hosts.pages.set("/host", { headers, html: `<!doctype html><html lang="en"><meta charset="utf-8"><title>host</title><link rel="icon" href="data:,">${html}` });
  await page.goto(`${hosts.url}/host`);
}

/** Waits until an element stands on a document, and compares every number with the native engine's. */
async function stands(page: Page, tag: string, doc?: string): Promise<string> {
  await page.waitForFunction((name: string) => (document.querySelector(name) as unknown as Element | null)?.frame, { timeout: 60_000 }, tag);
  if (doc !== undefined) await page.waitForFunction((name: string, wanted: string) => (document.querySelector(name) as unknown as Element).doc === wanted, {}, tag, doc);
  const { now, numbers } = await page.evaluate(async (name) => {
    const element = document.querySelector(name) as unknown as Element;
    const made: Record<string, number[]> = {};
    for (const { id } of element.frame!.steps) made[id] = [...(await element.frame!.matrix(id)).data];
    return { now: element.doc, numbers: made };
  }, tag);
  expect(numbers).toEqual(nativeNumbers(now));
  return now;
}

/** Waits until something is in sight: what appears in shadow roots is noticed in no other way. */
async function seen(page: Page, selector: string): Promise<ElementHandle> {
  return (await page.waitForSelector(selector, { visible: true }))!;
}

/** Sets a cell as a person does: double click, type, Enter. */
async function setCell(page: Page, figure: string, cell: string, value: string): Promise<void> {
  const td = await seen(page, `${figure} >>> ${cell}`);
  await td.scrollIntoView();
  await td.click({ count: 2 });
  await page.keyboard.type(value);
  await page.keyboard.press("Enter");
}

test("the lab: numbers, an edit, undo, a cell that explains itself", async () => {
  const { page, errors } = await openPage(browser);
  await page.goto(url("/en/#text=the%20cat%20sat&seed=3&heads=2"));
  await stands(page, "qkv-lab", "text=the%20cat%20sat&heads=2&seed=3");
  await seen(page, "qkv-lab >>> .band.pictures");
  await setCell(page, "qkv-lab", `qkv-matrix[data-step="wq"] >>> td[data-row="0"][data-col="1"]`, "9");
  await stands(page, "qkv-lab", "text=the%20cat%20sat&heads=2&seed=3&wq.0.1=9");
  expect(page.url()).toContain("wq.0.1=9");
  await (await seen(page, `qkv-lab >>> qkv-matrix[data-step="q"] >>> td[data-row="1"][data-col="1"]`)).click();
  await seen(page, "qkv-lab >>> qkv-inspector >>> .sum");
  await page.keyboard.down("Control");
  await page.keyboard.press("z");
  await page.keyboard.up("Control");
  await stands(page, "qkv-lab", "text=the%20cat%20sat&heads=2&seed=3");
  expect(errors).toEqual([]);
  await page.close();
});

test("a figure under the strictest policy, Trusted Types where the browser has them: drawn, edited, explained", async () => {
  const { page, errors } = await openPage(browser);
  const csp = `default-src 'none'; script-src ${origin()} 'wasm-unsafe-eval'; connect-src ${origin()}; style-src 'none'; img-src data:; require-trusted-types-for 'script'; trusted-types lit-html`;
  await host(page, `<script src="${url("/qkvlab.js")}" crossorigin></script><qkv-matrix step="q" doc="text=the cat&seed=1" view="pin=q.0.0"></qkv-matrix>`, { "content-security-policy": csp });
  await stands(page, "qkv-matrix");
  await seen(page, "qkv-matrix >>> qkv-inspector >>> .sum");
  await setCell(page, "qkv-matrix", `td[data-row="1"][data-col="1"]`, "2");
  await stands(page, "qkv-matrix", "text=the%20cat&seed=1&q.1.1=2");
  expect(await page.$eval("qkv-matrix", (e) => getComputedStyle(e).fontSize)).toBe("13px");
  expect(errors).toEqual([]);
  await page.close();
});

test("the whole lab in a page whose styles would break it, isolated, lazy; attributes are followed", async () => {
  const { page, errors } = await openPage(browser);
  await host(page, `<style>* { all: revert !important; box-sizing: content-box !important; font-size: 30px !important; color: red !important; } body { direction: rtl; }</style>
    <script src="${url("/qkvlab.js")}" crossorigin></script><div style="height: 3000px !important"></div><qkv-lab text="so it was" hide="pictures strip" readonly><a href="${url("/en/")}">the page</a></qkv-lab>`,
    { "cross-origin-embedder-policy": "require-corp", "cross-origin-opener-policy": "same-origin" });
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await page.waitForFunction(() => customElements.get("qkv-lab"));
  expect(await page.$eval("qkv-lab", (e) => (e as unknown as Element).frame)).toBe(null);
  await page.$eval("qkv-lab", (e) => { e.scrollIntoView(); });
  await stands(page, "qkv-lab", "text=so%20it%20was");
  await seen(page, "qkv-lab >>> .band.head");
  expect(await page.$eval("qkv-lab", (e) => ["pictures", "head"].map((name) => getComputedStyle(e.shadowRoot!.querySelector(`.band.${name}`)!).display !== "none"))).toEqual([false, true]);
  await page.$eval("qkv-lab", (e) => { e.setAttribute("heads", "2"); });
  await stands(page, "qkv-lab", "text=so%20it%20was&heads=2");
  expect(errors).toEqual([]);
  await page.close();
});

test("a frame is as high as its figure and takes documents from the page around it", async () => {
  const { page, errors } = await openPage(browser);
  await host(page, `<iframe id="frame" src="${url("/embed?seed=1&ui.lang=en")}" width="500" height="100" sandbox="allow-scripts"></iframe>
    <script>window.said = []; addEventListener("message", (e) => { said.push(e.data); if (e.data.type === "qkvlab:size") frame.height = e.data.height; });</script>`);
  const said = (): Promise<{ type?: string; doc?: string }[]> => page.evaluate(() => (globalThis as unknown as { said: { type?: string; doc?: string }[] }).said);
  await expect.poll(async () => (await said()).filter((m) => m.type === "qkvlab:change").map((m) => m.doc), { timeout: 30_000 }).toEqual(["seed=1&ui.lang=en"]);
  await expect.poll(() => page.$eval("iframe", (e) => e.clientHeight)).toBeGreaterThan(200);
  await page.evaluate(() => { (document.getElementById("frame") as HTMLIFrameElement).contentWindow!.postMessage({ type: "qkvlab:set", doc: "seed=2" }, "*"); });
  await expect.poll(async () => (await said()).filter((m) => m.type === "qkvlab:change").map((m) => m.doc)).toEqual(["seed=1&ui.lang=en", "seed=2"]);
  expect(errors).toEqual([]);
  await page.close();
});

test("after the first visit, without a server: the lab, a lesson, a link, a frame's page", async () => {
  const server = spawn(join("node_modules", ".cache", "serve"), ["-dir", join("..", "serve", "dist", "site"), "-addr", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "inherit"] });
  const root = await new Promise<string>((found) => {
    server.stdout.on("data", (chunk: Buffer) => { const at = /http:\/\/\S+/.exec(String(chunk)); if (at) found(at[0]); });
  });
  const { page, errors } = await openPage(browser);
  try {
    await page.goto(`${root}en/#seed=3`);
    await stands(page, "qkv-lab", "seed=3");
    await page.waitForFunction(async () => (await navigator.serviceWorker.ready).active?.state === "activated", { timeout: 30_000, polling: 200 });
    const ended = new Promise((done) => server.once("exit", done));
    server.kill("SIGKILL");
    await ended;
    await page.reload();
    await stands(page, "qkv-lab", "seed=3");
    await page.goto(`${root}ko/learn/why/`);
    await page.waitForSelector("article h1");
    await page.goto(`${root}s?seed=4`);
    await stands(page, "qkv-lab", "seed=4");
    await page.goto(`${root}embed?seed=5&ui.view=linear`);
    await stands(page, "qkv-linear");
    expect(errors).toEqual([]);
  } finally {
    server.kill("SIGKILL");
    await page.close();
  }
});

test("the single file from a disk, where files may not read one another: lab, script, lessons", async () => {
  const name = `firefox-${process.pid}.html`;
  execFileSync("go", ["run", "./serve/pack", "-single", join(".build", name)], { cwd: "..", env: { GOTOOLCHAIN: "auto", ...process.env } });
  const folder = mkdtempSync(join(tmpdir(), "빈 폴더 #1 "));
  copyFileSync(join("..", ".build", name), join(folder, "qkvlab.html"));
  rmSync(join("..", ".build", name));
  const file = pathToFileURL(join(folder, "qkvlab.html")).href;
  const { page, errors } = await openPage(browser);
  try {
    await page.goto(`${file}?en/#x=1,2,3,4;4,3,2,1&seed=7`);
    await stands(page, "qkv-lab", "x=1,2,3,4;4,3,2,1&seed=7");
    await seen(page, "qkv-lab >>> .band.pictures");
    const q = await page.evaluate(async () => {
      const answer = await window.qkvLab!.step("seed=5");
      return answer.ok ? [...(await answer.frame.matrix("q")).data] : answer.problem.message;
    });
    expect(q).toEqual(nativeNumbers("seed=5")["q"]);
    await page.goto("about:blank");
    await page.goto(`${file}?en/learn/`);
    await page.waitForSelector("nav.chapters a");
    expect(errors).toEqual([]);
  } finally {
    await page.close();
    rmSync(folder, { recursive: true });
  }
});
