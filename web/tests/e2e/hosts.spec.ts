import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { cellOf, expect, listen, test, url } from "./host-page.js";
import type { Locator, Page } from "@playwright/test";

// Figures in pages that make it hard: strict policies, isolation, hostile styles, other versions, no WebAssembly.

const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
const ATTENTION = `<qkv-attention doc="text=the cat sat" loading="eager"><a href="https://example.com/#text=the%20cat%20sat">the whole page</a></qkv-attention>`;
const origin = (): string => new URL(url("/")).origin;

/** How many objects of a class are alive, garbage left out. */
async function alive(page: Page, prototype: string): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.enable");
  for (let i = 0; i < 3; i++) await session.send("HeapProfiler.collectGarbage");
  const { result } = await session.send("Runtime.evaluate", { expression: prototype });
  const { objects } = await session.send("Runtime.queryObjects", { prototypeObjectId: result.objectId! });
  const { result: count } = await session.send("Runtime.callFunctionOn", { objectId: objects.objectId!, functionDeclaration: "function () { return this.length; }" });
  await session.detach();
  return count.value as number;
}

test.describe("policies", () => {
  for (const [name, types] of [["", ""], [" that lists them", "; trusted-types lit-html"]] as const) {
    test(`the strictest policy, with Trusted Types${name}: the figure draws, is edited and explains`, async ({ page, host }) => {
      const csp = `default-src 'none'; script-src ${origin()} 'wasm-unsafe-eval'; connect-src ${origin()}; style-src 'none'; img-src data:; require-trusted-types-for 'script'${types}`;
      await host(`<qkv-matrix step="q" doc="text=the cat&seed=1" view="pin=q.0.0"></qkv-matrix><qkv-vectors doc="seed=2"></qkv-vectors>`, { headers: { "content-security-policy": csp } });
      const figure = page.locator("qkv-matrix");
      await expect(cellOf(figure, "q", 1, 1)).toBeVisible();
      await expect(figure.locator("qkv-inspector .sum")).toBeVisible();
      await cellOf(figure, "q", 1, 1).dblclick();
      await page.keyboard.type("2");
      await page.keyboard.press("Enter");
      await expect.poll(() => figure.evaluate((e) => (e as unknown as { doc: string }).doc)).toBe("text=the%20cat&seed=1&q.1.1=2");
      await expect(page.locator("qkv-vectors svg.plane")).toBeVisible();
      await expect(figure).toHaveCSS("font-size", "13px");
    });
  }

  for (const [name, head] of [["by CORS", " crossorigin"], ["by its own leave", ""]] as const) {
    test(`a page isolated from all others takes the script ${name}, and stays isolated`, async ({ page, host }) => {
      await host(`<script src="${url("/qkvfigures.js")}"${head}></script>${ATTENTION}`, { script: "", headers: { "cross-origin-embedder-policy": "require-corp", "cross-origin-opener-policy": "same-origin" } });
      await expect(page.locator("qkv-attention figure")).toBeVisible();
      expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    });
  }
});

test.describe("where it cannot be", () => {
  test.use({ expected: [/Content Security Policy|ERR_FAILED|Failed to load resource/] });

  async function expectFailure(page: Page, told: () => Promise<[string, string][]>, code: string, words: string): Promise<void> {
    const figure = page.locator("qkv-attention");
    await expect(figure.getByRole("alert").first()).toContainText(words);
    await expect(figure.getByRole("button", { name: "Try again" })).toBeVisible();
    await expect(figure.getByText("the whole page")).toBeVisible();
    expect(await told()).toContainEqual(["qkv-problem", code]);
  }

  const LATER = ATTENTION.replace("eager", "lazy").replace("<qkv", `<div id="far" style="height:5000px"></div><qkv`);
  async function come(page: Page): Promise<() => Promise<[string, string][]>> {
    const told = await listen(page);
    await page.locator("#far").evaluate((e) => { e.remove(); });
    return told;
  }

  test("a policy without WebAssembly: a message, and nothing is downloaded", async ({ page, host }) => {
    const fetched: string[] = [];
    page.on("request", (r) => { if (r.url().endsWith(".wasm")) fetched.push(r.url()); });
    await host(LATER, { headers: { "content-security-policy": `default-src 'none'; script-src ${origin()}; connect-src ${origin()}; img-src data:; style-src 'unsafe-inline'` } });
    await expectFailure(page, await come(page), "blocked", "forbids WebAssembly");
    expect(fetched).toEqual([]);
  });

  test("a policy that forbids asking our server", async ({ page, host }) => {
    await host(LATER, { headers: { "content-security-policy": `default-src 'none'; script-src ${origin()} 'wasm-unsafe-eval'; img-src data:; style-src 'unsafe-inline'` } });
    await expectFailure(page, await come(page), "unreachable", "could not be loaded");
  });

  test("a browser without WebAssembly", async ({ page, host }) => {
    await host(LATER, { head: "<script>delete globalThis.WebAssembly</script>" });
    await expectFailure(page, await come(page), "no_wasm", "has no WebAssembly");
  });

  test("a server that answers everything with its own page", async ({ page, host }) => {
    await page.route("**/*.wasm", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html>" }));
    await host(LATER);
    await expectFailure(page, await come(page), "unreachable", "is a page");
  });

  test("no network: a message for each figure, one request, and trying again helps", async ({ page, host }) => {
    let asked = 0;
    await page.route("**/*.wasm", (route) => { asked++; return route.abort(); });
    await host(LATER + `<qkv-heads doc="heads=2"></qkv-heads>`);
    await expectFailure(page, await come(page), "unreachable", "could not be loaded");
    await expect(page.locator("qkv-heads").getByRole("alert").first()).toContainText("could not be loaded");
    expect(asked).toBe(1);
    await page.unroute("**/*.wasm");
    await page.locator("qkv-attention").getByRole("button", { name: "Try again" }).click();
    await expect(page.locator("qkv-attention figure")).toBeVisible();
    await expect(page.locator("qkv-attention").getByText("the whole page")).toBeHidden();
  });
});

test("in a shadow root of somebody else's, themed and edited as anywhere", async ({ page, host }) => {
  await host(`<div id="outer" lang="ko"></div><script>
    outer.attachShadow({ mode: "open" }).innerHTML = '<style>* { color: red }</style><qkv-matrix step="q" doc="seed=1" theme="dark" lang="ko"></qkv-matrix>';</script>`);
  const figure = page.locator("qkv-matrix");
  await cellOf(figure, "q", 0, 0).dblclick();
  await page.keyboard.type("3");
  await page.keyboard.press("Enter");
  await expect.poll(() => figure.evaluate((e) => (e as unknown as { doc: string }).doc)).toBe("seed=1&q.0.0=3");
  await expect(figure).toHaveCSS("color", "rgb(236, 235, 230)");
});

test("figures that come and go 200 times leave nothing behind", async ({ page, host }) => {
  await host(`<div id="box"></div>`);
  const rounds = (n: number): Promise<void> => page.evaluate(async (times) => {
    const box = document.getElementById("box")!;
    for (let i = 0; i < times; i++) {
      box.innerHTML = `<qkv-linear doc="seed=${i}" which="q" loading="eager"></qkv-linear>`;
      const figure = box.firstElementChild as HTMLElement & { frame: unknown };
      await new Promise((ready) => { figure.addEventListener("qkv-ready", ready, { once: true }); });
      await new Promise((go) => { setTimeout(go, 0); });
      box.replaceChildren();
    }
  }, n);
  await rounds(20);
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const listeners = async (): Promise<number> => (await session.send("Performance.getMetrics")).metrics.find((m) => m.name === "JSEventListeners")!.value;
  const matrices = `customElements.get("qkv-matrix").prototype`;
  const before = [await alive(page, `customElements.get("qkv-linear").prototype`), await alive(page, matrices), await listeners()] as const;
  await rounds(200);
  const after = [await alive(page, `customElements.get("qkv-linear").prototype`), await alive(page, matrices), await listeners()] as const;
  expect(after[0], `figures alive: ${before[0]} after 20, ${after[0]} after 220`).toBeLessThanOrEqual(before[0] + 3);
  expect(after[1]).toBeLessThanOrEqual(before[1] + 12);
  expect(after[2]).toBeLessThanOrEqual(before[2] + 60);
});

test("one figure that is moved about goes on where it was", async ({ page, host }) => {
  await host(`<div id="a">${ATTENTION}</div><div id="b"></div>`);
  const figure = page.locator("qkv-attention");
  await expect(figure.locator("figure")).toBeVisible();
  const told = await listen(page);
  await page.evaluate(async () => {
    const [a, b] = ["a", "b"].map((id) => document.getElementById(id)!);
    const it = document.querySelector("qkv-attention")!;
    for (let i = 0; i < 200; i++) (i % 2 ? a : b)!.append(it);
    (it as unknown as { doc: string }).doc = "text=so it went";
  });
  await expect(figure.locator(".query li").nth(2)).toHaveText(/went/);
  expect(await told(), "one store, that tells once").toEqual([["qkv-change", "text=so%20it%20went"]]);
});

test("a page whose styles would break everything changes no pixel of a figure", async ({ page, host }) => {
  const figures = `<qkv-linear doc="text=the cat sat" which="k" loading="eager" theme="light" style="position:absolute;inset:0 auto auto 0;inline-size:760px"></qkv-linear>`;
  const hostile = `<style>
    html { font-size: 40px; } body { font: italic 900 33px/3 fantasy; letter-spacing: 8px; word-spacing: 1em; text-transform: uppercase; text-align: right; text-indent: 3em; direction: rtl; color: red;
      white-space: pre; text-shadow: 2px 2px lime; cursor: wait; visibility: visible; line-height: 4; quotes: none; list-style: square; border-collapse: collapse; hyphens: auto; tab-size: 20;
      font-variant: small-caps; font-feature-settings: "smcp"; -webkit-text-fill-color: lime; user-select: none; pointer-events: none;
      word-break: break-all; overflow-wrap: anywhere; text-wrap: nowrap; text-align-last: justify; text-emphasis: circle; -webkit-text-stroke: 2px red; border-spacing: 20px; fill: red; stroke: red; stroke-width: 5; }
    * { color: lime !important; font-size: 60px !important; letter-spacing: 9px !important; text-transform: uppercase !important; }
    table, td, th, button, svg, figure, figcaption, .symbol, .body, footer { display: none !important; background: lime !important; }
    qkv-linear { font-family: cursive !important; font-weight: 900; line-height: 5; color: red !important; direction: rtl !important; writing-mode: vertical-rl; white-space: pre !important; }
    qkv-matrix, qkv-connector { display: none !important; }</style>`;
  const seen = async (figure: Locator): Promise<Buffer> => {
    await expect(cellOf(figure, "k", 2, 3)).toBeVisible();
    await expect(figure.locator("qkv-connector .label").first()).toBeVisible();
    await page.evaluate(() => document.fonts.ready);
    return figure.screenshot();
  };
  await host(figures);
  const calm = await seen(page.locator("qkv-linear"));
  await host(hostile + figures);
  const hurt = await seen(page.locator("qkv-linear"));
  expect(Buffer.compare(Uint8Array.from(hurt), Uint8Array.from(calm))).toBe(0);
});

test("zoomed, and in 320 px, nothing sticks out and nothing is cut off", async ({ page, host }) => {
  const all = ["linear", "attention", "vectors", "heads", "inspector"].map((name) => `<qkv-${name} doc="text=the cat sat on&heads=2" view="pin=q.0.1" loading="eager"></qkv-${name}>`).join("") + `<qkv-matrix step="head.0.attn" doc="text=the cat sat on the mat" loading="eager"></qkv-matrix>`;
  for (const [width, style] of [[320, ""], [640, "<style>html { zoom: 2 }</style>"], [320, "<style>html { font-size: 250% }</style>"]] as const) {
    await page.setViewportSize({ width, height: 900 });
    await host(style + all);
    await expect(cellOf(page.locator("qkv-linear"), "q", 1, 0)).toBeVisible();
    await expect(page.locator("qkv-vectors svg.plane")).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), `the page scrolls sideways: ${style}`).toBeLessThanOrEqual(0);
    const cut = await page.locator("body > :is(qkv-linear, qkv-attention, qkv-vectors, qkv-heads, qkv-inspector, qkv-matrix)").evaluateAll((figures) =>
      figures.filter((f) => f.scrollWidth > f.clientWidth + 1).map((f) => `${f.localName}: ${f.scrollWidth} in ${f.clientWidth}`));
    expect(cut, style).toEqual([]);
    expect(await page.locator("body > *").count()).toBeGreaterThan(5);
  }
});

test.describe("two versions on one page", () => {
  test.use({ expected: [/is on this page already and stays/] });
  test("the first one draws every figure, the second says that it stays away", async ({ page, host }) => {
    const warnings: string[] = [];
    page.on("console", (m) => { if (m.type() === "warning") warnings.push(m.text()); });
    await page.route("**/second.js", async (route) => {
      const response = await route.fetch({ url: url("/qkvlab.js") });
      await route.fulfill({ response, body: (await response.text()).replaceAll("0.1.0", "9.9.9") });
    });
    await host(`${ATTENTION}<script src="${url("/second.js")}"></script>${ATTENTION}`);
    await expect(page.locator("qkv-attention figure")).toHaveCount(2);
    expect(warnings).toEqual(["qkvlab.js 9.9.9: version 0.1.0 is on this page already and stays."]);
    expect(await page.evaluate(() => window.qkvLab!.version)).toBe("0.1.0");
  });
});

test("a script at the end, with defer or with async brings figures to life that stand there already", async ({ page, host }) => {
  for (const how of ["", " defer", " async"]) {
    await host(`${ATTENTION}<script src="${url("/qkvfigures.js")}"${how}></script>`, { script: "" });
    await expect(page.locator("qkv-attention figure")).toBeVisible();
  }
});

test("the script by its version, held to its hash, loads the engine and leads to the lab", async ({ page, host }) => {
  const script = url(`/v/${version}/qkvfigures.js`);
  const response = await page.request.get(script);
  expect(response.headers()["cache-control"]).toContain("immutable");
  const integrity = `sha384-${createHash("sha384").update(Uint8Array.from(await response.body())).digest("base64")}`;
  await host(`<qkv-attention doc="seed=1"></qkv-attention><script src="${script}" integrity="${integrity}" crossorigin></script>`, { script: "" });
  const figure = page.locator("qkv-attention");
  await expect(figure.locator("figure")).toBeVisible();
  await expect(figure.getByRole("link", { name: "Open in QKV Lab" })).toHaveAttribute("href", url("/en/#seed=1"));
});
