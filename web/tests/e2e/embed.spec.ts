import { nativeNumbers } from "./helpers.js";
import { expect, test, url } from "./host-page.js";
import type { FrameLocator, Page } from "@playwright/test";

// /embed in frames of somebody else's pages, and the messages between the two.

interface Message { type?: string; context?: string; height?: number; doc?: string }

/** Markup of a page that keeps what the frame says, and makes it as high as it asks. */
const page = (doc: string, attributes = ""): string => `<iframe id="frame" src="${url(`/embed?${doc}`)}" width="500" height="100" ${attributes}></iframe>
  <script>window.said = []; addEventListener("message", (e) => { if (e.source !== frame.contentWindow) return; said.push(e.data); if (e.data.type === "qkvlab:size") frame.height = e.data.height; });</script>`;

const said = (p: Page): Promise<Message[]> => p.evaluate(() => (globalThis as unknown as { said: Message[] }).said);
const inside = (p: Page): FrameLocator => p.frameLocator("#frame");

test("a frame shows the figure that the document names, with foreign keys left out", async ({ page: p, host }) => {
  await host(page("text=the%20cat&ui.view=matrix&ui.step=q&seed=4&utm_source=news&fbclid=x"), { script: "" });
  await expect(inside(p).locator("qkv-matrix td[data-row='1'][data-col='3']")).toBeVisible();
  const numbers = await inside(p).locator("qkv-matrix").evaluate((e) => [...(e as unknown as { frame: { now(id: string): { data: Float32Array } } }).frame.now("q").data]);
  expect(numbers).toEqual(nativeNumbers("text=the%20cat&seed=4")["q"]);
  await expect(inside(p).getByRole("link", { name: "QKV Lab" })).toHaveAttribute("href", url("/ko/#text=the%20cat&seed=4"));
});

for (const [view, shown] of [["linear&ui.which=v", "qkv-linear"], ["vectors", "qkv-vectors"], ["plane", "qkv-plane"], ["nonsense", "qkv-attention"], ["connector", "qkv-attention"], ["exercise", "qkv-attention"], ["", "qkv-attention"]] as const) {
  test(`ui.view=${view} shows ${shown}`, async ({ page: p, host }) => {
    await host(page(`seed=2&ui.lang=en&ui.view=${view}`), { script: "" });
    await expect(inside(p).locator(`body > ${shown}`)).toBeVisible();
    await expect(inside(p).locator(`body > ${shown} figure, body > ${shown} qkv-matrix`).first()).toBeVisible();
    await expect(inside(p).locator("html")).toHaveAttribute("lang", "en");
  });
}

test("the frame is as high as its figure, when that grows and when it shrinks again", async ({ page: p, host }) => {
  await host(page("text=the%20cat%20sat&ui.lang=en"), { script: "" });
  const frame = p.locator("#frame");
  const fits = (): Promise<void> => expect.poll(async () => {
    const [outer, inner] = [await frame.evaluate((e) => (e as HTMLIFrameElement).clientHeight), await inside(p).locator("body").evaluate((b) => Math.ceil(b.getBoundingClientRect().height))];
    return outer - inner;
  }).toBe(0);
  await expect(inside(p).locator("qkv-attention figure")).toBeVisible();
  await fits();
  const small = await frame.evaluate((e) => e.clientHeight);
  await inside(p).locator(".query li").nth(0).click();
  await inside(p).locator(".key li").nth(1).click();
  await expect(inside(p).locator("qkv-inspector section")).toBeVisible();
  await expect.poll(() => frame.evaluate((e) => e.clientHeight)).toBeGreaterThan(small + 100);
  await fits();
  await inside(p).locator(".unpin").click();
  await expect.poll(() => frame.evaluate((e) => e.clientHeight)).toBeLessThan(small + 20);
  const all = await said(p);
  expect(all.filter((m) => m.type === "qkvlab:size").length).toBeGreaterThan(2);
  expect(all).toContainEqual({ context: "iframe.resize", height: all.find((m) => m.type === "qkvlab:size")!.height });
});

test("the page sets a document and hears of changes; others are not listened to", async ({ page: p, host }) => {
  await host(page("seed=1") + `<iframe id="other" srcdoc="x"></iframe>`, { script: "" });
  await expect(inside(p).locator("qkv-attention figure")).toBeVisible();
  await expect.poll(async () => (await said(p)).filter((m) => m.type === "qkvlab:change")).toEqual([{ type: "qkvlab:change", doc: "seed=1" }]);
  await p.evaluate(() => {
    const frame = document.getElementById("frame") as HTMLIFrameElement;
    for (const junk of [null, 7, "x", {}, { type: "qkvlab:set" }, { type: "qkvlab:set", doc: 7 }]) frame.contentWindow!.postMessage(junk, "*");
    const other = (document.getElementById("other") as HTMLIFrameElement).contentWindow as Window & typeof globalThis;
    other.eval(`parent.frames[0].postMessage({ type: "qkvlab:set", doc: "seed=666" }, "*")`);
    frame.contentWindow!.postMessage({ type: "qkvlab:set", doc: "seed=2&heads=2" }, "*");
  });
  await expect.poll(async () => (await said(p)).filter((m) => m.type === "qkvlab:change").map((m) => m.doc)).toEqual(["seed=1", "heads=2&seed=2"]);
});

test("in a sandbox without an origin, and on an isolated page", async ({ page: p, host }) => {
  await host(page("seed=1", `sandbox="allow-scripts"`), { script: "" });
  await expect(inside(p).locator("qkv-attention figure")).toBeVisible();
  await host(page("seed=3"), { script: "", headers: { "cross-origin-embedder-policy": "require-corp", "cross-origin-opener-policy": "same-origin" } });
  await expect(inside(p).locator("qkv-attention figure")).toBeVisible();
});

test("a problem is told in the frame, with the way to the whole page", async ({ page: p, host }) => {
  await host(page("dim=6&heads=4&ui.lang=en"), { script: "" });
  await expect(inside(p).getByRole("alert").first()).toContainText("Width 6 cannot be split into 4 heads");
  await expect(inside(p).getByRole("link", { name: "QKV Lab" })).toBeVisible();
});

test("a step that the document does not have is named, and one that it has is shown", async ({ page: p, host }) => {
  await host(page("seed=1&ui.lang=en&ui.view=matrix&ui.step=head.5.attn"), { script: "" });
  await expect(inside(p).getByRole("alert").filter({ hasText: "no step “head.5.attn”" })).toBeVisible();
  await host(page("seed=1&out_proj=0&ui.lang=en&ui.view=linear&ui.which=o"), { script: "" });
  await expect(inside(p).getByRole("alert").filter({ hasText: "no step “wo”" })).toBeVisible();
  await p.evaluate(() => { (document.getElementById("frame") as HTMLIFrameElement).contentWindow!.postMessage({ type: "qkvlab:set", doc: "seed=1" }, "*"); });
  await expect(inside(p).locator("qkv-linear figure, qkv-linear .map").first()).toBeVisible();
  await expect(inside(p).getByRole("alert").filter({ hasText: "no step" })).toHaveCount(0);
});

test("what oEmbed answers for a link works in a page", async ({ page: p, host, request }) => {
  const link = url("/s?text=the%20cat&seed=5&ui.view=heads&heads=2");
  const response = await request.get(url(`/oembed?format=json&maxwidth=400&url=${encodeURIComponent(link)}`));
  const answer = await response.json() as { type: string; html: string; width: number };
  expect(answer).toMatchObject({ type: "rich", width: 400 });
  await host(answer.html, { script: "" });
  const frame = p.frameLocator("iframe");
  await expect(frame.locator("qkv-heads canvas")).toHaveCount(2);
  await expect(p.locator("iframe")).toHaveJSProperty("clientWidth", 400);
});
