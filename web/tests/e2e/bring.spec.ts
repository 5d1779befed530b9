import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflated, zipped, type Entry } from "../zip.js";
import { docOf, expect, open, test } from "./helpers.js";
import type { Page } from "@playwright/test";

// What is brought in: files by drop, by paste and by the button, as the command line reads them; each is one step back.

const folder = mkdtempSync(join(tmpdir(), "qkv-bring-"));

function native(...args: string[]): Buffer {
  return execFileSync(process.env["QKV_COMMAND"]!, args, { maxBuffer: 1 << 28 });
}

/** A file by name. */
function file(name: string, content: Buffer | string): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === "string" ? content : Uint8Array.from(content));
  return path;
}

function parameters(doc: string): string {
  const path = join(folder, "w.safetensors");
  native("-safetensors", path, doc);
  return path;
}

/** Drops files on what a selector finds, or pastes them there. */
async function give(page: Page, how: "drop" | "paste", selector: string, ...paths: string[]): Promise<void> {
  const files = paths.map((path) => ({ name: path.slice(path.lastIndexOf("/") + 1), base64: readFileSync(path).toString("base64") }));
  await page.locator(selector).first().evaluate((target, { how, files }) => {
    const data = new DataTransfer();
    for (const { name, base64 } of files) data.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
    const init = { bubbles: true, composed: true, cancelable: true };
    if (how === "paste") target.dispatchEvent(new ClipboardEvent("paste", { ...init, clipboardData: data }));
    else for (const type of ["dragover", "drop"]) target.dispatchEvent(new DragEvent(type, { ...init, dataTransfer: data }));
  }, { how, files });
}

async function openByButton(page: Page, path: string): Promise<void> {
  await page.getByRole("button", { name: "View", exact: true }).click();
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByRole("button", { name: "Open file" }).click()]);
  await chooser.setFiles(path);
}

const undo = (page: Page): Promise<void> => page.getByRole("button", { name: "Undo", exact: true }).first().click();

test("parameters from safetensors by the button: the command line's numbers, and one step back", async ({ page }) => {
  const DOC = "text=so%20it%20was&heads=2&seed=5";
  await open(page, "en", DOC);
  const path = parameters("text=so%20it%20was&heads=2&seed=9");
  await openByButton(page, path);
  const want = JSON.parse(native("-load", path, "-json", "-steps", "out", DOC).toString()) as { doc: string };
  await expect.poll(() => docOf(page)).toBe(want.doc);
  expect(want.doc).toContain("wq=");
  await undo(page);
  await expect.poll(() => docOf(page)).toBe(DOC);
});

test("dropped on the page the document becomes as wide as the file; what does not fit is listed", async ({ page }) => {
  await open(page, "en", "text=so%20it%20was&heads=2");
  await give(page, "drop", "qkv-tokens", parameters("text=a&dim=6&heads=2&seed=9"));
  await expect.poll(() => docOf(page)).toContain("dim=6");
  await give(page, "drop", "qkv-tokens", file("two.json", JSON.stringify({ "q.weight": Array.from({ length: 6 }, () => [1, 2, 3, 4, 5, 6]), "k.weight": [[1, 2]] })));
  await expect(page.locator("qkv-take dialog")).toContainText("W_k 1×2 ≠ 6×6");
  expect(await docOf(page)).toContain("wq=1,2,3,4,5,6;");
  await page.keyboard.press("Escape");
  await give(page, "drop", "qkv-tokens", file("none.json", JSON.stringify({ "conv.kernel": Array.from({ length: 200 }, () => [1, 2, 3]) })));
  await expect(page.locator("qkv-lab .problem")).toContainText("conv.kernel 200×3");
});

test("a matrix without a name: X where only X can take it, else one is asked; on a matrix it is meant for that", async ({ page }) => {
  const DOC = "text=so%20it%20so"; // E has two rows, X three
  await open(page, "en", DOC);
  const x = file("x.npy", native("-format", "npy", "-steps", "x", "x=1,2,3,4;5,6,7,8;.1,.2,.3,.4"));
  await give(page, "paste", "qkv-tokens", x);
  await expect.poll(() => docOf(page)).toBe("tokens=so%7Cit%7Cso&x=1,2,3,4;5,6,7,8;0.1,0.2,0.3,0.4");
  await undo(page);
  const square = file("square.csv", "1,0,0,0\n0,2,0,0\n0,0,3,0\n0,0,0,4\n");
  await give(page, "drop", "qkv-tokens", square);
  await page.locator("qkv-take dialog").getByRole("button", { name: /W_v/ }).click();
  await expect.poll(() => docOf(page)).toBe(`${DOC}&wv=1,0,0,0;0,2,0,0;0,0,3,0;0,0,0,4`);
  await give(page, "drop", `qkv-matrix[data-step="wk"] [data-row="2"][data-col="1"]`, square);
  await expect.poll(() => docOf(page)).toContain("&wk=1,0,0,0;0,2,0,0;0,0,3,0;0,0,0,4&wv=");
  await give(page, "drop", `qkv-matrix[data-step="q"] [data-row="1"][data-col="2"]`, file("block.tsv", "1.5\t2.5\n"));
  await expect.poll(() => docOf(page)).toContain("&q.1.2=1.5&q.1.3=2.5");
});

test("an archive of NumPy's: by names, and where they say nothing one is asked which, then where", async ({ page }) => {
  const DOC = "text=so%20it%20so";
  await open(page, "en", DOC);
  const entry = (name: string, of: string) => deflated(`${name}.npy`, Uint8Array.from(native("-format", "npy", "-steps", "x", `x=${of}`)));
  const archive = (entries: readonly Entry[]): Buffer => Buffer.from(zipped(...entries));
  const square = "1,0,0,0;0,2,0,0;0,0,3,0;0,0,0,4";
  await openByButton(page, file("named.npz", archive([entry("q_proj.weight", square), entry("loss", "1,2")])));
  await expect.poll(() => docOf(page)).toBe(`${DOC}&wq=${square}`);
  await give(page, "drop", "qkv-tokens", file("two.npz", archive([entry("arr_0", square), entry("arr_1", "1,2,3,4;5,6,7,8;.1,.2,.3,.4")])));
  const dialog = page.locator("qkv-take dialog");
  await dialog.getByRole("button", { name: "arr_0 · 4×4" }).click();
  await dialog.getByRole("button", { name: /W_k/ }).click();
  await expect.poll(() => docOf(page)).toBe(`${DOC}&wq=${square}&wk=${square}`);
  await give(page, "drop", `qkv-matrix[data-step="wv"] [data-row="2"][data-col="1"]`, file("two.npz", archive([entry("arr_0", square), entry("arr_1", "1,2")])));
  await dialog.getByRole("button", { name: "arr_0 · 4×4" }).click();
  await expect.poll(() => docOf(page)).toBe(`${DOC}&wq=${square}&wk=${square}&wv=${square}`);
  await give(page, "drop", "qkv-tokens", file("cut.npz", archive([entry("wq", square)]).subarray(0, -1)));
  await expect(page.locator("qkv-lab .problem")).toContainText("NPZ file is cut off");
});

test("documents, traces, and files that are none", async ({ page }) => {
  await open(page, "en", "text=so%20it%20was");
  await give(page, "drop", "qkv-tokens", file("doc.txt", "text=the%20cat&heads=2\n"));
  await expect.poll(() => docOf(page)).toBe("text=the%20cat&heads=2");
  await give(page, "drop", "qkv-tokens", file("trace.json", native("-json", "seed=3&mask=causal")));
  await expect.poll(() => docOf(page)).toBe("seed=3&mask=causal");
  for (const [name, content, says] of [
    ["picture.png", "\x89PNG\r\n\x1a\n\0\0", "cannot be opened"], ["cut.npy", native("-format", "npy", "-steps", "q").subarray(0, 90), "cut off"],
    ["words.csv", "hello,world\n1,2\n", "“hello” in row 1"], ["odd.csv", "1,nan\n", "nan"],
  ] as const) {
    await give(page, "drop", "qkv-tokens", file(name, content));
    await expect(page.locator("qkv-lab .problem")).toContainText(`${name}: `);
    await expect(page.locator("qkv-lab .problem")).toContainText(says);
  }
  expect(await docOf(page)).toBe("seed=3&mask=causal");
});

test("what no link can hold is named: it survives undo, a dead engine and a reload, and leaves as a file", async ({ page }) => {
  test.setTimeout(120_000);
  await open(page, "en", "text=so%20it&dim=256&heads=2");
  const path = parameters("text=so%20it&dim=256&heads=2&seed=9");
  await give(page, "drop", "qkv-tokens", path);
  await expect.poll(() => docOf(page), { timeout: 20_000 }).toMatch(/^text=so%20it&dim=256&heads=2&wq=blob:[0-9a-f]{16}&wk=blob:[0-9a-f]{16}&wv=blob:[0-9a-f]{16}&wo=blob:[0-9a-f]{16}&emb=/);
  const doc = await docOf(page);
  const out = (): Promise<number[]> => page.locator("qkv-lab").evaluate(async (lab) => [...(await (lab as unknown as { frame: { matrix(id: string): Promise<{ data: Float32Array }> } }).frame.matrix("out")).data]);
  const want = (JSON.parse(native("-load", path, "-json", "-steps", "out", "text=so%20it&dim=256&heads=2").toString()) as { steps: [{ data: number[][] }] }).steps[0].data.flat().map(Math.fround);
  expect(await out()).toEqual(want);
  await undo(page);
  await expect.poll(() => docOf(page)).toBe("text=so%20it&dim=256&heads=2");
  await page.getByRole("button", { name: "Redo", exact: true }).first().click();
  await expect.poll(() => docOf(page)).toBe(doc);
  await expect.poll(() => page.url()).toContain("wq=blob:"); // the address follows a moment later

  await page.reload();
  await expect.poll(() => docOf(page), { timeout: 20_000 }).toBe(doc);
  expect(await out()).toEqual(want);

  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Share", exact: true }).click()]);
  expect(download.suggestedFilename()).toBe("qkv-lab.safetensors");
  const saved = file("saved.safetensors", readFileSync(await download.path()));
  await expect(page.locator("qkv-lab .said")).toContainText("saved as a file");
  const again = JSON.parse(native("-load", saved, "-json", "-steps", "out").toString()) as { doc: string; steps: [{ data: number[][] }] };
  expect([again.doc, again.steps[0].data.flat().map(Math.fround)]).toEqual([doc, want]);

  await page.evaluate(() => new Promise((done) => { indexedDB.deleteDatabase("qkv-lab").onsuccess = done; }));
  await page.reload();
  await expect(page.locator("qkv-lab .problem")).toContainText("too large for a link");
  await give(page, "drop", "qkv-tokens", path); // where the matrices came from will do
  await expect.poll(() => docOf(page), { timeout: 20_000 }).toBe(doc);
  expect(await out()).toEqual(want);

  await open(page, "en", "text=another");
  await give(page, "drop", "qkv-tokens", saved);
  await expect.poll(() => docOf(page), { timeout: 20_000 }).toBe(doc);
});
