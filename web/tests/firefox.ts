// A stock Firefox, driven by WebDriver BiDi: Playwright can drive none but its own.

import { existsSync } from "node:fs";
import puppeteer, { type Browser, type Page } from "puppeteer-core";

/** Where Firefox is: QKV_FIREFOX, or the system's; undefined where there is none. */
export function firefoxPath(): string | undefined {
  return [process.env["QKV_FIREFOX"], "/usr/bin/firefox-esr", "/usr/bin/firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"].find((path) => path && existsSync(path));
}

export function startFirefox(executablePath: string): Promise<Browser> {
  return puppeteer.launch({
    browser: "firefox", executablePath, headless: true,
    extraPrefsFirefox: { "security.fileuri.strict_origin_policy": true, "intl.accept_languages": "en" }, // puppeteer's own profile lets files read one another
  });
}

/** A new page, and what its console calls an error. */
export async function openPage(browser: Browser): Promise<{ page: Page; errors: string[] }> {
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error instanceof Error ? String(error.stack) : String(error)));
  page.on("console", (message) => { if (message.type() === "error") errors.push(message.text()); });
  return { page, errors };
}
