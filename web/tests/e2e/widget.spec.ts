import { nativeNumbers } from "./helpers.js";
import { cellOf, expect, listen, test, url } from "./host-page.js";

// Figures that stand alone, as EMBEDDING.md promises them, in pages on another origin.

test("a figure draws its document, and what it held before is gone", async ({ page, host }) => {
  await host(`<qkv-matrix step="q" doc="x=1,2,3,4;4,3,2,1;.5,.5,.5,.5"><a href="https://example.com/lab/#old">Lab</a></qkv-matrix>`);
  const figure = page.locator("qkv-matrix");
  await expect(cellOf(figure, "q", 2, 3)).toBeVisible();
  const { q } = nativeNumbers("x=1,2,3,4;4,3,2,1;.5,.5,.5,.5");
  const frame = await figure.evaluate((e) => { const m = (e as unknown as { frame: { now(id: string): { data: Float32Array } } }).frame.now("q"); return [...m.data]; });
  expect(frame).toEqual(q);
  await expect(page.getByText("Lab", { exact: true })).toBeHidden();
  await expect(figure.getByRole("link", { name: "Open in QKV Lab" })).toHaveAttribute("href", "https://example.com/lab/#x=1,2,3,4;4,3,2,1;0.5,0.5,0.5,0.5");
});

test("keys one by one override the document; cells too; changing one draws again", async ({ page, host }) => {
  await host(`<qkv-matrix step="q" doc="tokens=a%7Cb&dim=2&seed=9" text="the cat" seed="3" wq.0.1="0.25"></qkv-matrix>`);
  const figure = page.locator("qkv-matrix");
  const doc = (): Promise<string> => figure.evaluate((e) => (e as unknown as { doc: string }).doc);
  await expect(cellOf(figure, "q", 1, 1)).toBeVisible();
  expect(await doc()).toBe("text=the%20cat&dim=2&seed=3&wq.0.1=0.25");
  await figure.evaluate((e) => { e.setAttribute("dim", "3"); e.setAttribute("mask", "causal"); });
  await expect.poll(doc).toBe("text=the%20cat&dim=3&seed=3&mask=causal&wq.0.1=0.25");
  await expect(cellOf(figure, "q", 1, 2)).toBeVisible();
  await figure.evaluate((e) => { e.removeAttribute("text"); e.removeAttribute("dim"); });
  await expect.poll(doc).toBe("tokens=a%7Cb&dim=2&seed=3&mask=causal&wq.0.1=0.25");
});

test("every key of a document may be an attribute", async ({ page, host }) => {
  const keys: Record<string, string> = {
    v: "1", tokenizer: "chars", text: "ab", dim: "6", heads: "2", kv_heads: "1", head_dim: "4", seed: "5", bias: "1", out_proj: "1", wq: "identity", wk: "zero", wv: "identity", wo: "identity",
    emb: "identity", bq: "zero", bk: "zero", bv: "zero", bo: "zero", scale: "2", softcap: "3", temperature: "2", mask: "causal", pad: "1", softmax: "queries", pos: "rope",
  };
  await host(`<qkv-heads ${Object.entries(keys).map(([key, value]) => `${key}="${value}"`).join(" ")}></qkv-heads>`);
  const figure = page.locator("qkv-heads");
  await expect(figure.locator("canvas").first()).toBeVisible();
  const doc = await figure.evaluate((e) => (e as unknown as { doc: string }).doc);
  const standard = new Set(["v", "bias", "out_proj"]);
  expect(new Set(doc.split("&"))).toEqual(new Set(Object.entries(keys).filter(([key]) => !standard.has(key)).map((pair) => pair.join("="))));
});

test("an edit in one figure changes that figure alone, and the page hears of it", async ({ page, host }) => {
  await host(`<qkv-linear which="q" doc="text=the cat&seed=1" id="one" loading="eager"></qkv-linear><qkv-linear which="q" doc="text=the cat&seed=1" id="two" loading="eager"></qkv-linear>`);
  const told = await listen(page);
  const [one, two] = [page.locator("#one"), page.locator("#two")];
  await expect(cellOf(one, "q", 0, 0)).toBeVisible();
  await expect(cellOf(two, "q", 0, 0)).toBeVisible();
  await cellOf(one, "wq", 0, 0).dblclick();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("7");
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await told()).at(-1)).toEqual(["qkv-change", "text=the%20cat&seed=1&wq.0.0=7"]);
  await expect(cellOf(one, "wq", 0, 0)).toContainText("7.00");
  expect(await two.evaluate((e) => (e as unknown as { doc: string }).doc)).toBe("text=the%20cat&seed=1");
  expect((await told()).filter(([name]) => !["qkv-change", "qkv-ready", "qkv-problem"].includes(name)), "what figures say among themselves stays within").toEqual([]);
  const numbers = await one.evaluate((e) => [...(e as unknown as { frame: { now(id: string): { data: Float32Array } } }).frame.now("q").data]);
  expect(numbers).toEqual(nativeNumbers("text=the%20cat&seed=1&wq.0.0=7")["q"]);
  await page.keyboard.press("Control+z");
  await expect.poll(() => one.evaluate((e) => (e as unknown as { doc: string }).doc)).toBe("text=the%20cat&seed=1");
});

test("readonly: nothing can be set by hand, everything can be asked", async ({ page, host }) => {
  await host(`<qkv-matrix step="q" doc="seed=2" readonly></qkv-matrix>`);
  const figure = page.locator("qkv-matrix");
  await cellOf(figure, "q", 0, 1).dblclick();
  await page.keyboard.type("5");
  await expect(figure.locator("qkv-inspector .sum")).toBeVisible();
  await expect(figure.locator("input")).toHaveCount(0);
  expect(await figure.evaluate((e) => {
    e.shadowRoot!.querySelector("table")!.dispatchEvent(new CustomEvent("qkv-edit", { detail: { kind: "set_cell", step: "q", row: 0, col: 0, value: "1" }, bubbles: true, composed: true }));
    return (e as unknown as { doc: string }).doc;
  })).toBe("seed=2");
});

test("attention: a query, then a key, and their share is explained", async ({ page, host }) => {
  await host(`<qkv-attention doc="text=the cat sat"></qkv-attention>`);
  const figure = page.locator("qkv-attention");
  await figure.locator(".query li").nth(1).click();
  await expect(figure.locator("qkv-inspector")).toHaveCount(0);
  await figure.locator(".key li").nth(2).click();
  await expect(figure.locator("qkv-inspector")).toContainText("attn₀[1,2]");
  await expect(figure.locator("qkv-inspector h2 ~ *, qkv-inspector").first()).toBeVisible();
  await figure.locator(".query li").nth(0).focus();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(figure.locator("qkv-inspector")).toContainText("attn₀[0,0]");
});

test("the view is asked by an attribute, or by the document", async ({ page, host }) => {
  await host(`<qkv-attention doc="heads=2&ui.head=1&ui.pin=head.1.attn.0.1" id="a"></qkv-attention>
    <qkv-attention doc="heads=2&ui.head=1" view="head=0&decimals=4" hide="footer" id="b" loading="eager"></qkv-attention>`);
  const view = (id: string): Promise<{ head: number; decimals: number; pinned: unknown }> => page.locator(id).evaluate((e) => (e as unknown as { getState(): { view: never } }).getState().view);
  await expect(page.locator("#a qkv-inspector")).toContainText("attn₁[0,1]");
  expect(await view("#a")).toMatchObject({ head: 1, pinned: { step: "head.1.attn", row: 0, col: 1 } });
  await expect(page.locator("#b figure")).toBeVisible();
  expect(await view("#b")).toMatchObject({ head: 0, decimals: 4, pinned: null });
  await expect(page.locator("#b footer")).toHaveCount(0);
  await page.locator("#b").evaluate((e) => { e.setAttribute("view", "pin=head.0.attn.1.1"); e.setAttribute("theme", "dark"); e.setAttribute("lang", "ko"); });
  await expect(page.locator("#b qkv-inspector")).toContainText("attn₀[1,1]");
  await expect(page.locator("#b qkv-inspector")).toContainText("어텐션");
  await expect(page.locator("#b")).toHaveCSS("background-color", "rgb(21, 23, 27)");
});

test("a document that cannot stand says why, tells the page, and leaves what the element holds", async ({ page, host }) => {
  await host(`<qkv-attention doc="heads=3&dim=4" loading="eager" hidden><b>in its place</b></qkv-attention>`);
  const told = await listen(page);
  await page.locator("qkv-attention").evaluate((e) => { e.removeAttribute("hidden"); e.setAttribute("dim", "8"); });
  await expect(page.locator("qkv-attention").getByRole("alert").first()).toContainText("Width 8 cannot be split into 3 heads");
  await expect(page.getByText("in its place")).toBeVisible();
  expect(await told()).toContainEqual(["qkv-problem", "bad_heads"]);
  await page.locator("qkv-attention").evaluate((e) => { e.setAttribute("heads", "4"); });
  await expect(page.locator("qkv-attention figure")).toBeVisible();
  await expect(page.getByText("in its place")).toBeHidden();
});

test("nothing is loaded before a figure comes near; then one engine serves them all", async ({ page, host }) => {
  const loaded: string[] = [];
  page.on("request", (r) => { if (/\.(wasm|worker\.js)$/.test(new URL(r.url()).pathname)) loaded.push(r.url()); });
  await host(`<div style="height: 4000px"></div><qkv-linear doc="seed=1" which="k"></qkv-linear><qkv-attention doc="seed=2"></qkv-attention><qkv-vectors></qkv-vectors>`);
  await page.waitForTimeout(600); // nothing is to happen
  expect(loaded).toEqual([]);
  await page.evaluate(() => { scrollTo(0, 1e6); });
  await expect(page.locator("qkv-attention figure")).toBeVisible();
  await expect(page.locator("qkv-vectors svg.plane")).toBeVisible();
  await expect(cellOf(page.locator("qkv-linear"), "k", 0, 0)).toBeVisible();
  expect(loaded.filter((u) => u.endsWith(".wasm"))).toHaveLength(1);
});

test("state is carried from one figure to another; a document set before the script came is not lost", async ({ page, host }) => {
  await host(`<qkv-attention loading="eager" id="a"></qkv-attention><qkv-attention loading="eager" id="b"></qkv-attention>`, { script: "" });
  await page.locator("#a").evaluate((e) => { (e as unknown as { doc: string }).doc = "text=so it was&heads=2"; });
  await page.evaluate((src) => { const s = document.createElement("script"); s.src = src; document.head.append(s); }, url("/qkvlab.js"));
  await expect(page.locator("#a figure")).toBeVisible();
  const state = await page.evaluate(async () => {
    type Figure = { getState(): { doc: string; view: object }; setState(s: object): Promise<void> };
    const [a, b] = [document.getElementById("a"), document.getElementById("b")] as unknown as [Figure, Figure];
    await a.setState({ view: { head: 1 } });
    await b.setState(a.getState());
    return b.getState();
  });
  expect(state).toMatchObject({ doc: "text=so%20it%20was&heads=2", view: { head: 1 } });
});
