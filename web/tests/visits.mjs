// Visits by a browser that nobody watches: an attached debugger makes scripts and frames up to twice as slow. The page's own
// marks and entries are read after everything is over.

import { chromium } from "@playwright/test";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { CHROMIUM_ARGS, chromiumPath } from "./server.mjs";

const SETTLED = 2500; // ms after which a page has drawn everything

/** Opens a page so many times in a fresh profile; the first visit finds nothing in the cache. Times in ms from the navigation. */
export async function visits(url, times) {
  const profile = mkdtempSync(join(tmpdir(), "visits-"));
  const args = ["--headless", ...CHROMIUM_ARGS, "--remote-debugging-port=0", `--user-data-dir=${profile}`, "--window-size=1440,900", "about:blank"];
  const browser = spawn(chromiumPath() ?? chromium.executablePath(), args, { stdio: ["ignore", "ignore", "pipe"], detached: true });
  const ended = new Promise((done) => browser.on("exit", done));
  try {
    const port = await portOf(browser);
    await sleep(2000);
    const all = [];
    for (let i = 0; i < times; i++) all.push(await visit(port, url));
    return all;
  } finally {
    process.kill(-browser.pid, "SIGKILL"); // the whole family: its children write into the profile
    await ended;
    await sleep(300);
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

function portOf(browser) {
  return new Promise((resolve, reject) => {
    let said = "";
    browser.on("exit", (code) => reject(new Error(`Chromium ended with status ${code}`)));
    browser.stderr.on("data", (chunk) => {
      said += chunk;
      const found = /ws:\/\/[^:]+:(\d+)\//.exec(said);
      if (found) resolve(found[1]);
    });
  });
}

async function visit(port, url) {
  await fetch(`http://127.0.0.1:${port}/json/new?${encodeURIComponent(url)}`, { method: "PUT" });
  await sleep(SETTLED);
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const page = browser.contexts()[0].pages().find((p) => p.url().startsWith(url.split("#")[0]));
  const seen = await page.evaluate(async () => {
    const entries = (type) => new Promise((done) => {
      const observer = new PerformanceObserver((list) => { done(list.getEntries()); });
      observer.observe({ type, buffered: true });
      setTimeout(() => done([]), 200);
    });
    const at = (name) => performance.getEntriesByName(name)[0]?.startTime;
    const shifts = (await entries("layout-shift")).filter((e) => !e.hadRecentInput);
    return {
      content: at("first-contentful-paint"), frame: at("qkv-first-frame"), figure: at("qkv-first-figure"),
      largest: (await entries("largest-contentful-paint")).at(-1)?.startTime,
      shift: shifts.reduce((sum, e) => sum + e.value, 0),
    };
  });
  await page.close();
  await browser.close();
  return seen;
}
