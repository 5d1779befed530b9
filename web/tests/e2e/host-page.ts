// Figures in pages of somebody else's: another origin, another policy, another style.

import { expect, test as base, url } from "./helpers.js";
import { startHosts, type HostPage } from "../hosts.mjs";
import type { Locator, Page } from "@playwright/test";

export { expect, url };

interface Hosts { readonly url: string; readonly pages: Map<string, HostPage> }

/** A test with pages on an origin of their own: `host` opens one with a body, and with headers; or one that is given whole. */
export const test = base.extend<{ host: (body: string, page?: { head?: string; headers?: Record<string, string>; script?: string; whole?: string }) => Promise<void> }, { hosts: Hosts }>({
  hosts: [async ({}, use) => {
    const { stop, ...hosts } = await startHosts();
    await use(hosts);
    await stop();
  }, { scope: "worker" }],
  host: async ({ page, hosts }, use) => {
    await use(async (body, { head = "", headers = {}, script = "/qkvfigures.js", whole } = {}) => {
      const path = `/${Math.abs(hash((whole ?? body) + head + JSON.stringify(headers) + script))}`;
      const tag = script && `<script src="${url(script)}"></script>`;
      hosts.pages.set(path, { headers, html: whole ?? `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>host</title>${tag}${head}<body>${body}` });
      await page.goto(hosts.url + path);
    });
  },
});

function hash(text: string): number {
  return [...text].reduce((h, c) => (h * 31 + c.codePointAt(0)!) | 0, 7);
}

/** The cell of a matrix that stands in a figure. */
export function cellOf(figure: Locator, step: string, row: number, col: number): Locator {
  return figure.locator(`td[data-step="${step}"][data-row="${row}"][data-col="${col}"], qkv-matrix[data-step="${step}"] td[data-row="${row}"][data-col="${col}"]`).first();
}

/** Keeps what figures tell the page: name, and document or code. */
export async function listen(page: Page): Promise<() => Promise<[string, string][]>> {
  await page.evaluate(() => {
    const told: [string, string][] = [];
    Object.assign(globalThis, { told });
    for (const name of ["qkv-ready", "qkv-change", "qkv-problem", "qkv-edit", "qkv-hover", "qkv-pin", "qkv-view"]) {
      document.addEventListener(name, (e) => { const { detail } = e as CustomEvent<{ doc?: string; code?: string } | null>; told.push([name, detail?.doc ?? detail?.code ?? ""]); });
    }
  });
  return () => page.evaluate(() => (globalThis as unknown as { told: [string, string][] }).told);
}
