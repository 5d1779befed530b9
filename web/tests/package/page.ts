// What the tests of the package share.

import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, nativeNumbers, test as base } from "../e2e/helpers.js";
import { startHosts } from "../hosts.mjs";
import { startServer } from "../server.mjs";
import { serveFolder } from "../static.mjs";

export const DOC = "text=the%20cat%20sat&seed=3";

/** A test with folders that are served, with our server (its address), and with pages of somebody else's. */
export const test = base.extend<{ folder: (path: string, headers?: Record<string, string>) => Promise<string>; server: string; host: (html: string) => Promise<void> }>({
  server: async ({}, use) => {
    const { url, stop } = await startServer();
    await use(url);
    stop();
  },
  host: async ({ page }, use) => {
    const { url, pages, stop } = await startHosts();
    await use(async (html) => {
      pages.set("/", { html: `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>host</title>${html}` });
      await page.goto(url);
    });
    await stop();
  },
  folder: async ({}, use) => {
    const stops: (() => Promise<void>)[] = [];
    await use(async (path, headers) => {
      const { url, stop } = await serveFolder(at(path), headers);
      stops.push(stop);
      return url;
    });
    for (const stop of stops) await stop();
  },
});

/** Where an example is. */
export function at(path: string): string {
  return join(process.env["QKV_EXAMPLES"]!, path);
}

/** The numbers of a matrix in an element are the native engine's. */
export async function stands(page: Page, tag: string, step: string, doc = DOC): Promise<void> {
  await expect.poll(() => page.locator(tag).first().evaluate((e) => (e as unknown as { frame: object | null }).frame !== null)).toBe(true);
  await expect(page.locator(`${tag} figure, ${tag} td`).first()).toBeVisible();
  const numbers = await page.locator(tag).first().evaluate(async (e, id) => [...(await (e as unknown as { frame: { matrix(id: string): Promise<{ data: Float32Array }> } }).frame.matrix(id)).data], step);
  expect(numbers).toEqual(nativeNumbers(doc)[step]);
}
