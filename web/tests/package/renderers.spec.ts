import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "../e2e/helpers.js";
import { at, stands, test } from "./page.js";

// What EMBEDDING.md says of renderers, tried in those that npm and the system have.

test("VitePress: the package in its theme, pages rendered without a document", async ({ page, folder }) => {
  const built = readFileSync(at("vitepress/.vitepress/dist/index.html"), "utf8");
  expect(built).toContain(`<qkv-attention doc="text=the cat sat&amp;seed=3"><a href="https://example.com/en/"`);
  await page.goto(await folder("vitepress/.vitepress/dist"));
  await stands(page, "qkv-attention", "head.0.attn");
  await expect(page.locator("qkv-attention").getByRole("link", { name: "Open in QKV Lab" })).toHaveAttribute("href", "https://example.com/en/#text=the%20cat%20sat&seed=3");
});

test("reveal.js: a figure on a slide waits for it, and its keys turn no slides", async ({ page, folder }) => {
  await page.goto(`${await folder(".")}/reveal/`);
  await expect(page.getByRole("heading", { name: "The cat sat" })).toBeVisible();
  await page.keyboard.press("ArrowRight");
  await stands(page, "qkv-matrix", "head.0.attn");
  const cell = page.locator(`qkv-matrix td[data-row="0"][data-col="0"]`);
  await cell.click();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await page.keyboard.type("0.5");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.locator("qkv-matrix").evaluate((e) => (e as unknown as { doc: string }).doc)).toBe("text=the%20cat%20sat&seed=3&head.0.attn.0.1=0.5");
  await expect.poll(() => new URL(page.url()).hash).toBe("#/1"); // written once a second at most
});

test("Jupyter, exported by nbconvert: HTML and IFrame as IPython displays them", async ({ page, server, host }) => {
  const python = ["python3", "/usr/bin/python3"].find((name) => spawnSync(name, ["-m", "nbconvert", "--version"]).status === 0);
  test.skip(!python, "no nbconvert was found: install it (apt-get install python3-nbconvert, or pip install nbconvert)");
  const folder = mkdtempSync(join(tmpdir(), "notebook-"));
  const displayed = (html: string): object => ({ output_type: "display_data", metadata: {}, data: { "text/html": [html], "text/plain": ["<IPython.core.display.HTML object>"] } });
  const cell = (source: string, html: string): object => ({ cell_type: "code", execution_count: 1, metadata: {}, source: [source], outputs: [displayed(html)] });
  writeFileSync(join(folder, "notebook.ipynb"), JSON.stringify({
    nbformat: 4, nbformat_minor: 4, metadata: { kernelspec: { name: "python3", display_name: "Python 3", language: "python" }, language_info: { name: "python" } },
    cells: [
      cell("display(HTML(figure))", `<script src="${server}/qkvlab.js" crossorigin></script><qkv-attention doc="text=the cat sat&seed=3"></qkv-attention>`),
      // what IFrame(address, "100%", 520) displays
      cell("IFrame(address, '100%', 520)", `\n        <iframe\n            width="100%"\n            height="520"\n            src="${server}/embed?text=the%20cat%20sat&seed=4"\n            frameborder="0"\n            allowfullscreen\n        ></iframe>\n        `),
    ],
  }));
  execFileSync(python!, ["-m", "nbconvert", "--log-level", "ERROR", "--to", "html", "--template", "basic", join(folder, "notebook.ipynb")], { stdio: ["ignore", "ignore", "inherit"] });
  await host(readFileSync(join(folder, "notebook.html"), "utf8"));
  rmSync(folder, { recursive: true });
  await stands(page, "qkv-attention", "head.0.attn");
  const frame = page.frameLocator("iframe");
  await expect(frame.locator("qkv-attention figure")).toBeVisible();
  expect(await frame.locator("qkv-attention").evaluate((e) => (e as unknown as { doc: string }).doc)).toBe("text=the%20cat%20sat&seed=4");
});

test("WordPress: what it leaves of the frame that oEmbed gives, sandboxed and without style", async ({ page, server, host }) => {
  const link = `${server}/s?text=the%20cat%20sat&seed=5`;
  const found = /<link[^>]+type="application\/json\+oembed"[^>]*>/.exec(await (await page.request.get(link)).text())?.[0] ?? "";
  const address = /href="([^"]+)"/.exec(found)![1]!.replaceAll("&amp;", "&");
  const { html } = await (await page.request.get(address)).json() as { html: string };
  // wp_filter_oembed_result keeps these attributes of an iframe and adds two
  const kept = [...html.matchAll(/\b(src|width|height|frameborder|scrolling|title)="[^"]*"/g)].map(([attribute]) => attribute);
  await host(`<iframe ${kept.join(" ")} sandbox="allow-scripts" security="restricted"></iframe>`);
  await expect(page.frameLocator("iframe").locator("qkv-attention figure")).toBeVisible();
  await expect(page.locator("iframe")).toHaveCSS("border-top-width", "0px");
});
