import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, open, test, type Lang } from "./helpers.js";
import type { Download, Locator, Page } from "@playwright/test";

// What can be taken along: each file is, byte for byte, what the native engine writes, which other programs have read.

const DOC = "text=so%20it%20was&heads=2&seed=5&mask=causal&wq.1.3=0.25";

test.use({ permissions: ["clipboard-read", "clipboard-write"], acceptDownloads: true });

async function takeFrom(page: Page, figure: Locator, label: string): Promise<Locator> {
  await figure.scrollIntoViewIfNeeded();
  await figure.hover({ position: { x: 6, y: 6 } });
  await figure.getByRole("button", { name: label }).first().click();
  return page.locator("qkv-take dialog");
}

function native(...args: string[]): Buffer {
  return execFileSync(process.env["QKV_COMMAND"]!, args, { maxBuffer: 1 << 28 });
}

async function bytesOf(download: Download): Promise<Buffer> {
  return readFileSync(await download.path());
}

async function saved(page: Page, press: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent("download"), press()]);
  return { name: download.suggestedFilename(), bytes: await bytesOf(download) };
}

test("a matrix in seven forms, the trace and the parameters, as the native engine writes them", async ({ page }) => {
  await open(page, "en", DOC);
  const scripts: string[] = [];
  page.on("request", (r) => scripts.push(r.url()));
  const dialog = await takeFrom(page, page.locator(`qkv-matrix[data-step="head.0.attn"]`), "Take along");
  expect(scripts.filter((s) => s.includes("qkvtake")).length, "the script comes when it is needed").toBe(1);
  for (const [form, label, name] of [["csv", "CSV", "csv"], ["tsv", "TSV", "tsv"], ["npy", "NPY", "npy"], ["json", "JSON", "json"], ["latex", "LaTeX", "tex"], ["markdown", "Markdown", "md"], ["python", "Python", "py"]] as const) {
    await dialog.getByRole("button", { name: label, exact: true }).click();
    const file = await saved(page, () => dialog.getByRole("button", { name: `Save qkv-head.0.attn.${name}`, exact: true }).click());
    expect(file.name).toBe(`qkv-head.0.attn.${name}`);
    expect(file.bytes.toString("base64"), label).toBe(native("-format", form, "-steps", "head.0.attn", DOC).toString("base64"));
  }
  await dialog.getByRole("combobox", { name: "Matrix" }).selectOption("wq");
  await dialog.getByRole("button", { name: "CSV", exact: true }).click();
  await expect(dialog.getByRole("button", { name: "Save qkv-wq.csv" })).toBeVisible();
  await dialog.locator(".numbers").getByRole("button", { name: "Copy", exact: true }).click();
  await expect(dialog.locator(".numbers").getByRole("status")).toHaveText("Copied");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(native("-format", "csv", "-steps", "wq", DOC).toString());

  const trace = await saved(page, () => dialog.getByRole("button", { name: "Trace, JSON" }).click());
  expect([trace.name, trace.bytes.toString()]).toEqual(["qkv-trace.json", native("-lang", "en", "-json", DOC).toString()]);
  const parameters = await saved(page, () => dialog.getByRole("button", { name: "Parameters, safetensors" }).click());
  expect(parameters.name).toBe("qkv-parameters.safetensors");
  expect(parameters.bytes.includes('"wq":{"dtype":"F32","shape":[4,4]')).toBe(true);
  const program = await saved(page, () => dialog.getByRole("button", { name: "Program, PyTorch" }).click());
  expect([program.name, program.bytes.toString()]).toEqual(["qkv.py", native("-lang", "en", "-torch", DOC).toString()]);

  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
});

for (const [lang, share, more] of [["ko", "공유", "그림과 데이터"], ["en", "Share", "Pictures and data"]] as const) {
  test(`${lang}: the dialog for sharing leads there, by keyboard`, async ({ page, lab }) => {
    await open(page, lang as Lang, DOC);
    await page.getByRole("button", { name: share, exact: true }).press("Enter");
    await page.getByRole("button", { name: more }).press("Enter");
    await expect(page.locator("qkv-take dialog .numbers")).toBeVisible();
    const picture = page.locator("qkv-take .picture");
    for (const [index, name] of ["vectors", "attention"].entries()) { // any figure of the page
      await picture.getByRole("combobox").first().selectOption({ index });
      await expect(picture.getByRole("button", { name: `qkv-${name}.png` })).toBeVisible();
      await expect(picture.getByRole("status")).toHaveText(/^\d+×\d+$/);
    }
    await expect(page.locator("qkv-take textarea")).toHaveValue(native("-format", "csv", "-steps", "q", DOC).toString());
    await lab.accessible();
  });
}

test("a cell's explanation as LaTeX and as Markdown", async ({ page }) => {
  await open(page, "en", DOC);
  await page.locator(`qkv-matrix[data-step="q"] [data-row="1"][data-col="2"]`).first().click();
  for (const [label, flag] of [["LaTeX", "-latex"], ["Markdown", "-markdown"]] as const) {
    await page.locator("qkv-inspector .copies").getByRole("button", { name: label }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText()))
      .toBe(native("-lang", "en", "-explain", "q.1.2", flag, DOC).toString());
  }
});

test("every operation as LaTeX and Markdown, as the command line writes them", async ({ page }) => {
  test.setTimeout(120_000);
  for (const doc of [
    "text=a%7Cb%20*c*%20_d_%20%3Cb%3E%20%60e%60%20%0A%5Cj&tokenizer=chars&dim=8&heads=4&kv_heads=2&pos=rope&mask=causal&softcap=2&temperature=0.5&wq.1.1=0.25&head.0.attn.1.0=0.5&head.1.masked.0.0=3",
    "text=the%20cat&dim=5&pos=sinusoidal&wk=tie:q&out_proj=0&pad=1&softmax=queries&emb.0.0=2",
    "x=1,2;3,4&wq=1,0.5;0,1&bq=10,20&scale=0.3&mask=window:1&pos=alibi&x.0.0=1e-20&q.0.0=15&q.1.0=1e30",
  ]) {
    await open(page, "en", doc);
    if (!(await page.evaluate(() => !!customElements.get("qkv-take")))) {
      await page.getByRole("button", { name: "Share", exact: true }).click();
      await page.getByRole("button", { name: "Pictures and data" }).click();
      await page.keyboard.press("Escape");
    }
    const made = await page.locator("qkv-lab").evaluate(async (lab) => {
      const { frame } = lab as unknown as { frame: { doc: string; steps: { id: string; rows: number; cols: number }[]; ask(call: string, params: object): Promise<{ reply: unknown }> } };
      const take = document.createElement("qkv-take") as unknown as { explain(e: unknown, as: string, doc: string, lang: string): string };
      const all: { cell: string; as: string; text: string }[] = [];
      for (const { id, rows, cols } of frame.steps) {
        for (const [row, col] of new Set([[0, 0], [Math.min(1, rows - 1), Math.min(1, cols - 1)]])) {
          const { reply } = await frame.ask("explain", { lang: "en", step: id, row: String(row), col: String(col) });
          for (const as of ["latex", "markdown"]) all.push({ cell: `${id}.${row}.${col}`, as, text: take.explain((reply as { explanation: unknown }).explanation, as, frame.doc, "en") });
        }
      }
      return all;
    });
    expect(made.length).toBeGreaterThan(60);
    for (const { cell, as, text } of made) expect(text, `${doc} ${cell} ${as}`).toBe(native("-lang", "en", "-explain", cell, `-${as}`, doc).toString());
  }
});

/** What a picture says, and what it would fetch. */
async function read(page: Page, svg: string): Promise<{ root: string; texts: string[]; fetches: string[]; width: number; height: number }> {
  const blank = await page.context().newPage(); // the lab's policy lets nobody parse
  const found = await blank.evaluate((source) => {
    const doc = new DOMParser().parseFromString(source, "image/svg+xml");
    const root = doc.documentElement;
    const urls = [...doc.querySelectorAll("*")].flatMap((e) => [...e.attributes]).filter((a) => /href$/.test(a.name) || a.value.includes("url(")).map((a) => a.value);
    return {
      root: root.localName, texts: [...doc.querySelectorAll("text")].map((t) => t.textContent ?? ""), width: Number(root.getAttribute("width")), height: Number(root.getAttribute("height")),
      fetches: [...urls.filter((u) => !/^(#|data:image\/png;|url\("?#)/.test(u)), ...[...doc.querySelectorAll("script, style, foreignObject, link, [onload]")].map((e) => e.localName)],
    };
  }, svg);
  await blank.close();
  return found;
}

async function pictures(page: Page, figure: Locator, ext: "svg" | "png", scale = 1): Promise<{ name: string; bytes: Buffer }> {
  const dialog = await takeFrom(page, figure, "Take along");
  const picture = dialog.locator(".picture");
  await expect(picture.getByRole("status")).toHaveText(/^\d+×\d+$/, { timeout: 15_000 });
  await picture.getByLabel("PNG size").selectOption(String(scale));
  const file = await saved(page, () => picture.getByRole("button", { name: new RegExp(`Save .*\\.${ext}$`) }).click());
  await page.keyboard.press("Escape");
  return file;
}

test("figures as SVG: they parse, need nothing else, and have the numbers of the frame", async ({ page }) => {
  test.setTimeout(120_000);
  await open(page, "en", DOC);
  await page.locator(`qkv-matrix[data-step="q"] [data-row="1"][data-col="2"]`).first().click();
  for (const [selector, name] of [
    [`qkv-matrix[data-step="head.0.masked"]`, "qkv-head.0.masked.svg"], [`qkv-matrix[data-step="wq"]`, "qkv-wq.svg"], ["qkv-attention", "qkv-attention.svg"],
    ["qkv-vectors", "qkv-vectors.svg"], ["qkv-inspector", "qkv-inspector.svg"], ["qkv-heads", "qkv-heads.svg"],
  ] as const) {
    const file = await pictures(page, page.locator(selector).first(), "svg");
    expect(file.name).toBe(name);
    const { root, texts, fetches, width, height } = await read(page, file.bytes.toString());
    expect([root, fetches], name).toEqual(["svg", []]);
    expect(width > 80 && height > 40 && texts.length > 1, `${name}: ${width}×${height}, ${texts.length} texts`).toBe(true);
    expect(texts.join(" "), "the caption").toContain("QKV Lab · http");
    if (selector.startsWith("qkv-matrix")) {
      const step = /step="(.*)"/.exec(selector)![1]!;
      const numbers = (await page.locator("qkv-lab").evaluate(async (lab, id) => [...(await (lab as unknown as { frame: { matrix(id: string): Promise<{ data: Float32Array }> } }).frame.matrix(id)).data], step));
      for (const v of numbers) expect(texts, `${step}: ${v}`).toContain(Number.isFinite(v) ? v.toFixed(2).replace("-", "−") : "−∞");
    }
  }
});

test("a picture as PNG has the size that was asked for, in the other theme too", async ({ page }) => {
  await open(page, "en", DOC);
  const figure = page.locator(`qkv-matrix[data-step="head.0.attn"]`);
  const svg = await pictures(page, figure, "svg");
  const { width, height } = await read(page, svg.bytes.toString());
  for (const scale of [1, 4]) {
    const png = await pictures(page, figure, "png", scale);
    expect(png.bytes.subarray(1, 4).toString()).toBe("PNG");
    expect([png.bytes.readUInt32BE(16), png.bytes.readUInt32BE(20)]).toEqual([width * scale, height * scale]);
  }
  const dialog = await takeFrom(page, figure, "Take along");
  await dialog.getByLabel("Theme").selectOption("dark");
  await dialog.getByLabel("with a caption").uncheck();
  await expect(dialog.locator("img")).toHaveAttribute("src", /%2315171b/);
  await expect(dialog.locator("img")).not.toHaveAttribute("src", /QKV%20Lab%20%C2%B7/);
});
