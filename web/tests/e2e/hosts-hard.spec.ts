import { createHash } from "node:crypto";
import { cellOf, expect, listen, test, url } from "./host-page.js";
import { nativeNumbers } from "./helpers.js";
import type { Locator, Page } from "@playwright/test";

// Figures and whole labs in pages that treat them as frameworks, platforms and old blogs do.

const DOC = "text=the%20cat%20sat&seed=3";
const FIGURE = `<qkv-linear which="q" doc="${DOC}" loading="eager"></qkv-linear>`;
const origin = (): string => new URL(url("/")).origin;

interface Element { doc: string; frame: { now(id: string): { data: Float32Array } | undefined } | null }

/** The numbers of a step in an element are the native engine's. */
async function stands(figure: Locator, doc = DOC, step = "q"): Promise<void> {
  await expect.poll(() => figure.evaluate((e) => (e as unknown as Element).frame && (e as unknown as Element).doc)).toBe(doc);
  expect(await figure.evaluate((e, id) => [...(e as unknown as Element).frame!.now(id)!.data], step)).toEqual(nativeNumbers(doc)[step]);
}

const add = (page: Page, src: string, type = ""): Promise<void> => page.evaluate(([src, type]) => {
  const script = document.createElement("script");
  script.src = src!;
  if (type) script.type = type;
  document.head.append(script);
}, [src, type]);

test.describe("policies", () => {
  test("a nonce and strict-dynamic", async ({ page, host }) => {
    await host(`<script nonce="abc" src="${url("/qkvfigures.js")}"></script>${FIGURE}`, { script: "", headers: { "content-security-policy": `script-src 'nonce-abc' 'strict-dynamic' 'wasm-unsafe-eval'; object-src 'none'; base-uri 'none'` } });
    await stands(page.locator("qkv-linear"));
  });

  test("strict-dynamic with Trusted Types, and with its policies listed; the script by its hash alone", async ({ page, host, request }) => {
    const strict = "script-src 'nonce-abc' 'strict-dynamic' 'wasm-unsafe-eval'; object-src 'none'; base-uri 'none'; require-trusted-types-for 'script'";
    const hash = `sha256-${createHash("sha256").update(Uint8Array.from(await (await request.get(url("/qkvfigures.js"))).body())).digest("base64")}`;
    for (const [csp, tag] of [
      [strict, `nonce="abc"`], [`${strict}; trusted-types lit-html qkvlab`, `nonce="abc"`],
      [`default-src 'none'; script-src '${hash}' 'wasm-unsafe-eval'; connect-src ${origin()}; img-src data:`, `integrity="${hash}" crossorigin`],
    ]) {
      await host(`<script ${tag!} src="${url("/qkvfigures.js")}"></script>${FIGURE}`, { script: "", headers: { "content-security-policy": csp! } });
      await stands(page.locator("qkv-linear"));
    }
  });

  test.describe("a list of Trusted Types without ours", () => {
    test.use({ expected: [/createPolicy|Trusted ?Type/] });
    test("each figure says so, those too that come after the script, and what they hold stays", async ({ page, host }) => {
      await host(`${FIGURE.replace("></", ">the whole page</")}<qkv-heads></qkv-heads>`, { headers: { "content-security-policy": "require-trusted-types-for 'script'; trusted-types other" } });
      await expect(page.locator("qkv-linear")).toHaveText(/^the whole page QKV Lab: .*lit-html/);
      await expect(page.locator("qkv-heads")).toHaveText(/^ ?QKV Lab: .*lit-html/);
    });
  });

  test("the script in a frame without an origin", async ({ page, host }) => {
    const inner = `<script src='${url("/qkvfigures.js")}'></script>${FIGURE}`.replace(/"/g, "'").replace(/&/g, "&amp;amp;");
    await host(`<iframe sandbox="allow-scripts" width="700" height="400" srcdoc="${inner}"></iframe>`, { script: "" });
    await stands(page.frameLocator("iframe").locator("qkv-linear"));
  });

  test("the whole lab under the strictest policy, isolated", async ({ page, host }) => {
    const csp = `default-src 'none'; script-src ${origin()} 'wasm-unsafe-eval'; connect-src ${origin()}; style-src 'none'; img-src data:; require-trusted-types-for 'script'; trusted-types lit-html`;
    await host(`<qkv-lab doc="${DOC}"></qkv-lab>`, { script: "", head: `<script src="${url("/qkvlab.js")}" crossorigin></script>`, headers: { "content-security-policy": csp, "cross-origin-embedder-policy": "require-corp", "cross-origin-opener-policy": "same-origin" } });
    const lab = page.locator("qkv-lab");
    await stands(lab);
    await expect(lab.locator(".band.pictures")).toBeVisible();
    await cellOf(lab, "wq", 0, 0).dblclick();
    await page.keyboard.type("2");
    await page.keyboard.press("Enter");
    await stands(lab, `${DOC}&wq.0.0=2`);
    expect(new URL(page.url()).hash, "the address is the page's").toBe("");
  });
});

test.describe("ways to come", () => {
  test("inserted by a script, beside a base of another site, and as a module", async ({ page, host }) => {
    for (const type of ["", "module"]) {
      await host(`<base href="https://example.com/elsewhere/">${FIGURE}<i>${type}</i>`, { script: "" });
      await add(page, url("/qkvfigures.js"), type);
      await stands(page.locator("qkv-linear"));
    }
  });

  test("by innerHTML, from a template, from another document, as a copy", async ({ page, host }) => {
    await host(`<div id="box"></div><template id="t">${FIGURE}</template>`);
    const ways = {
      innerHTML: (markup: string) => { document.getElementById("box")!.innerHTML = markup; },
      template: () => { document.getElementById("box")!.replaceChildren((document.getElementById("t") as HTMLTemplateElement).content.cloneNode(true)); },
      another: (markup: string) => {
        const other = document.implementation.createHTMLDocument("");
        other.body.innerHTML = markup;
        document.getElementById("box")!.replaceChildren(document.adoptNode(other.body.firstElementChild!));
      },
      copy: () => { const first = document.querySelector("qkv-linear")!; first.replaceWith(first.cloneNode(true)); },
    };
    for (const way of Object.values(ways)) {
      await page.evaluate(way as (markup: string) => void, FIGURE);
      await stands(page.locator("qkv-linear"));
    }
  });

  test("a page of XML", async ({ page, host }) => {
    await host("", { headers: { "content-type": "application/xhtml+xml" }, whole: `<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>host</title><link rel="icon" href="data:,"/>
      <script src="${url("/qkvlab.js")}"></script></head><body>${FIGURE.replace("&", "&amp;")}<qkv-vectors></qkv-vectors><qkv-lab doc="seed=9" loading="eager"></qkv-lab></body></html>` });
    await stands(page.locator("qkv-linear"));
    await expect(page.locator("body > qkv-vectors svg.plane")).toBeVisible();
    await stands(page.locator("qkv-lab"), "seed=9");
    await expect(page.locator("qkv-lab .band").nth(2)).toBeAttached();
  });

  test("a page with a process, files and a Go of its own keeps them, and gets none where it has none", async ({ page, host }) => {
    const names = (): Promise<unknown[]> => page.evaluate(() => ["Go", "fs", "process", "path", "global"].map((name) => (globalThis as Record<string, unknown>)[name] ?? null));
    await host(`<script>var process = { env: {} }, fs = { writeSync: 1 }; window.Go = "theirs";</script>${FIGURE}`);
    await stands(page.locator("qkv-linear"));
    expect(await names()).toEqual(["theirs", { writeSync: 1 }, { env: {} }, null, null]);
    await host(FIGURE);
    await stands(page.locator("qkv-linear"));
    expect(await names()).toEqual([null, null, null, null, null]);
  });

  test("as frameworks do it: properties before attributes, attributes taken away, keyed children moved", async ({ page, host }) => {
    await host(`<div id="a"></div><div id="b"></div>`);
    await page.evaluate(() => {
      const made = document.createElement("qkv-matrix") as HTMLElement & { step: string; doc: string };
      made.step = "k";
      made.doc = "text=so it was&seed=9";
      made.setAttribute("heads", "2");
      document.getElementById("a")!.append(made);
    });
    const figure = page.locator("qkv-matrix");
    await stands(figure, "text=so%20it%20was&seed=9", "k"); // what a script says goes before attributes
    await figure.evaluate((e) => { document.getElementById("b")!.append(e); });
    await figure.evaluate((e) => { e.setAttribute("doc", "seed=4"); });
    await stands(figure, "heads=2&seed=4", "k");
    await figure.evaluate((e) => { e.removeAttribute("heads"); e.setAttribute("text", "one two"); });
    await stands(figure, "text=one%20two&seed=4", "k");
    await figure.evaluate((e) => { e.removeAttribute("text"); e.removeAttribute("doc"); });
    await expect.poll(() => figure.evaluate((e) => (e as unknown as Element).doc)).toContain("wq="); // the opening example
  });

  test("figures that were given documents before the script came open those, and nothing before", async ({ page, host }) => {
    await host(Array.from({ length: 4 }, () => `<qkv-matrix step="q" loading="eager"></qkv-matrix>`).join(""), { script: "" });
    await page.evaluate(() => { document.querySelectorAll("qkv-matrix").forEach((e, i) => { (e as unknown as Element).doc = `seed=${i + 1}`; }); });
    const told = await listen(page);
    await add(page, url("/qkvfigures.js"));
    for (const i of [0, 1, 2, 3]) await stands(page.locator("qkv-matrix").nth(i), `seed=${i + 1}`);
    expect((await told()).filter(([name]) => name === "qkv-change").map(([, doc]) => doc)).toEqual(["seed=1", "seed=2", "seed=3", "seed=4"]);
  });

  test("hidden first: in a closed part, under content-visibility, in a tab without size", async ({ page, host }) => {
    await host(`<details><summary>more</summary>${FIGURE.replace(` loading="eager"`, "")}</details><div style="height: 3000px"></div>
      <div id="skipped" style="content-visibility: auto; contain-intrinsic-size: 400px">${FIGURE.replace(` loading="eager"`, "")}</div>
      <div id="tab" style="display: none">${FIGURE}</div>`);
    const [folded, skipped, tab] = [page.locator("details qkv-linear"), page.locator("#skipped qkv-linear"), page.locator("#tab qkv-linear")];
    await page.waitForTimeout(300); // nothing is to happen
    expect(await folded.evaluate((e) => (e as unknown as Element).frame)).toBe(null);
    await page.locator("summary").click();
    await stands(folded);
    await page.evaluate(() => { document.getElementById("tab")!.style.display = ""; scrollTo(0, 1e6); });
    await stands(skipped);
    await stands(tab);
    for (const figure of [folded, skipped, tab]) await expect(cellOf(figure, "q", 2, 3)).toBeVisible();
  });
});

test.describe("styles", () => {
  for (const rule of ["all: unset", "all: initial", "all: revert; box-sizing: content-box; font-size: 30px; line-height: 4"]) {
    test(`* { ${rule} } with everything important`, async ({ page, host }) => {
      const important = rule.split(";").map((r) => `${r} !important`).join(";");
      const body = `<div style="inline-size: 900px">${FIGURE}</div>`;
      await host(body);
      const size = async (): Promise<{ width: number; height: number; font: string }> => {
        await expect(cellOf(page.locator("qkv-linear"), "q", 2, 3)).toBeVisible();
        await expect(page.locator("qkv-linear qkv-connector .label").first()).toBeVisible();
        const font = await cellOf(page.locator("qkv-linear"), "q", 0, 0).evaluate((e) => getComputedStyle(e).font);
        return page.locator("qkv-linear .map").evaluate((e, font) => { const { width, height } = e.getBoundingClientRect(); return { width, height, font }; }, font);
      };
      const calm = await size();
      await host(`<style>qkv-linear, qkv-linear * { ${important} } div { display: block !important; inline-size: 924px !important; }</style>${body}`);
      const hurt = await size();
      expect(Math.abs(hurt.height - calm.height)).toBeLessThan(3);
      expect(hurt.width).toBeGreaterThan(800);
      expect(hurt.font).toBe(calm.font);
    });
  }

  test("boxes that a page shrinks to their content: flex, grid, float, inline-block", async ({ page, host }) => {
    const figures = [FIGURE, `<qkv-plane doc="${DOC}" loading="eager"></qkv-plane>`, `<qkv-attention doc="${DOC}" loading="eager"></qkv-attention>`].join("");
    for (const width of [1000, 360]) {
      await page.setViewportSize({ width, height: 900 });
      await host(["display: flex; flex-wrap: wrap; justify-content: center", "display: flex; flex-direction: column; align-items: center", "display: grid; justify-items: center", "display: inline-block", "float: left"]
        .map((style) => `<div style="${style}">${figures}</div>`).join(""));
      const all = page.locator("body > div > *");
      await expect.poll(() => all.evaluateAll((es) => es.filter((e) => (e as unknown as Element).frame).length)).toBe(15);
      const narrow = await all.evaluateAll((es) => es.map((e) => `${e.localName} in ${e.parentElement!.getAttribute("style")!}: ${Math.round(e.getBoundingClientRect().width)} px`).filter((said) => parseInt(said.split(": ").at(-1)!) < Math.min(700, innerWidth * 0.8)));
      expect(narrow).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
  });

  test("a page that reads from right to left, dark", async ({ page, host }) => {
    await page.emulateMedia({ colorScheme: "dark" });
    await host(`<div dir="rtl" lang="ar" style="color-scheme: dark; background: black; color: white">${FIGURE}</div>`);
    await stands(page.locator("qkv-linear"));
    await expect(page.locator("qkv-linear")).toHaveCSS("direction", "ltr");
    await expect(page.locator("qkv-linear")).toHaveCSS("background-color", "rgb(21, 23, 27)");
    const [x, q] = await Promise.all(["x", "q"].map((step) => page.locator(`qkv-linear qkv-matrix[data-step="${step}"]`).boundingBox()));
    expect(x!.x).toBeLessThan(q!.x);
  });
});

test("the page's shortcuts do not hear what is typed in a figure, and hear everything else", async ({ page, host }) => {
  await host(`${FIGURE}<qkv-matrix step="q" doc="${DOC}" loading="eager"></qkv-matrix><p tabindex="0">text</p>`);
  await stands(page.locator("body > qkv-matrix"));
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(globalThis, { heard });
    for (const name of ["keydown", "keypress", "keyup"]) document.addEventListener(name, (e) => heard.push(`${name} ${(e as KeyboardEvent).key}`));
  });
  const heard = (): Promise<string[]> => page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard);
  await cellOf(page.locator("body > qkv-matrix"), "q", 0, 0).click();
  await page.keyboard.press("ArrowRight"); // the next cell, not the next slide
  await page.keyboard.press("Enter");
  await page.keyboard.type("12.5");
  await page.keyboard.press("Enter");
  await stands(page.locator("body > qkv-matrix"), `${DOC}&q.0.1=12.5`);
  expect((await heard()).filter((said) => /^\w+ .$|^key(down|press) Arrow/.test(said))).toEqual([]);
  await page.locator("body > p").focus();
  await page.keyboard.press("s");
  expect(await heard()).toEqual(expect.arrayContaining(["keydown s", "keypress s", "keyup s"]));
});

test("twenty figures on a page: one engine, each its own document, and none waits long", async ({ page, host }) => {
  const engines: string[] = [];
  page.on("request", (r) => { if (r.url().endsWith(".wasm")) engines.push(r.url()); });
  const tags = ["qkv-linear", "qkv-attention", "qkv-vectors", "qkv-matrix step=q"];
  await host(Array.from({ length: 20 }, (_, i) => `<${tags[i % 4]} doc="text=the cat sat&seed=${i}" loading="eager"></${tags[i % 4]!.split(" ")[0]}>`).join(""));
  const begun = Date.now();
  await expect.poll(() => page.locator("body > *").evaluateAll((all) => all.filter((e) => (e as unknown as Element).frame).map((e) => (e as unknown as Element).doc))).toHaveLength(20);
  expect(Date.now() - begun).toBeLessThan(10_000);
  expect(engines).toHaveLength(1);
  for (const i of [0, 7, 19]) await stands(page.locator("body > *").filter({ visible: true }).nth(i), `text=the%20cat%20sat${i ? `&seed=${i}` : ""}`);
});

test("on a slow line what the element holds stays in sight; then the network goes, and everything goes on", async ({ page, host, context }) => {
  let release = (): void => undefined;
  const held = new Promise<void>((go) => { release = go; });
  await page.route("**/*.wasm", async (route) => { await held; await route.continue(); });
  await host(`<qkv-attention doc="${DOC}"><a href="https://example.com/">the whole page</a></qkv-attention><div id="more"></div>`);
  await page.waitForTimeout(500);
  await expect(page.getByText("the whole page")).toBeVisible();
  release();
  await stands(page.locator("qkv-attention"));
  await expect(page.getByText("the whole page")).toBeHidden();
  await context.setOffline(true);
  const told = await listen(page);
  await page.locator("qkv-attention").evaluate((e) => { e.setAttribute("mask", "causal"); });
  await stands(page.locator("qkv-attention"), `${DOC}&mask=causal`);
  await page.evaluate((markup) => { document.getElementById("more")!.innerHTML = markup; }, FIGURE);
  await stands(page.locator("qkv-linear"));
  expect((await told()).filter(([name]) => name === "qkv-problem")).toEqual([]);
});

test.describe("the whole lab in a page of somebody else's", () => {
  const open = async (page: Page, host: (body: string, page?: { script?: string }) => Promise<void>, attributes: string): Promise<Locator> => {
    await host(`<qkv-lab doc="${DOC}" ${attributes}><a href="https://example.com/lab/">the lab</a></qkv-lab>`, { script: "/qkvlab.js" });
    const lab = page.locator("qkv-lab");
    await stands(lab);
    await expect(lab.locator(".band").nth(2)).toBeAttached();
    return lab;
  };

  test("it is lazy, follows its attributes, and leads where its link leads", async ({ page, host }) => {
    await host(`<div id="far" style="height: 5000px"></div><qkv-lab doc="${DOC}" view="head=1&decimals=4" heads="2"></qkv-lab>`, { script: "/qkvlab.js" });
    const lab = page.locator("qkv-lab");
    await page.waitForTimeout(400); // nothing is to happen
    expect(await lab.evaluate((e) => (e as unknown as Element).frame)).toBe(null);
    await page.locator("#far").evaluate((e) => { e.remove(); });
    await stands(lab, "text=the%20cat%20sat&heads=2&seed=3");
    const view = (): Promise<object> => lab.evaluate((e) => (e as unknown as { getState(): { view: object } }).getState().view);
    await expect.poll(view).toMatchObject({ head: 1, decimals: 4, lang: "en" });
    await lab.evaluate((e) => { e.setAttribute("seed", "8"); e.setAttribute("view", "head=0"); e.setAttribute("lang", "ko"); e.setAttribute("theme", "dark"); });
    await stands(lab, "text=the%20cat%20sat&heads=2&seed=8");
    await expect.poll(view).toMatchObject({ head: 0, lang: "ko", theme: "dark" });
    await expect(lab).toHaveCSS("background-color", "rgb(21, 23, 27)");
  });

  test("a document set before the script came is not lost; state is carried to another lab", async ({ page, host }) => {
    await host(`<qkv-lab loading="eager" id="a"></qkv-lab><qkv-lab loading="eager" id="b"></qkv-lab>`, { script: "" });
    await page.locator("#a").evaluate((e) => { (e as unknown as Element).doc = "text=so it was"; });
    await add(page, url("/qkvlab.js"));
    await stands(page.locator("#a"), "text=so%20it%20was");
    await page.evaluate(async () => {
      type Lab = { getState(): object; setState(s: object): Promise<void> };
      const [a, b] = ["a", "b"].map((id) => document.getElementById(id) as unknown as Lab);
      await b!.setState(a!.getState());
    });
    await stands(page.locator("#b"), "text=so%20it%20was");
  });

  test("readonly: nothing can be changed, everything can be asked", async ({ page, host }) => {
    const lab = await open(page, host, "readonly");
    await cellOf(lab, "q", 0, 1).dblclick();
    await page.keyboard.type("5");
    await expect(lab.locator("qkv-inspector .sum")).toBeVisible();
    await expect(lab.locator("qkv-matrix input, qkv-sentence:visible, qkv-control:visible, .presets:visible")).toHaveCount(0);
    expect(await lab.evaluate((e) => {
      e.shadowRoot!.querySelector("qkv-matrix")!.dispatchEvent(new CustomEvent("qkv-edit", { detail: { kind: "set_cell", step: "q", row: 0, col: 0, value: "1" }, bubbles: true, composed: true }));
      return (e as unknown as Element).doc;
    })).toBe(DOC);
    await lab.evaluate((e) => { e.removeAttribute("readonly"); });
    await expect(lab.locator("qkv-sentence")).toBeVisible();
  });

  test("hide: panels by their names, in the document too", async ({ page, host }) => {
    const lab = await open(page, host, `hide="strip, pictures toolbar"`);
    const seen = (): Promise<boolean[]> => Promise.all([".band.pictures", ".toolbar", ".band.head", "qkv-tokens"].map((part) => lab.locator(part).isVisible()));
    expect(await seen()).toEqual([false, false, true, true]);
    await lab.evaluate((e) => { e.setAttribute("hide", "tokens"); });
    await expect.poll(seen).toEqual([true, true, true, false]);
    await lab.evaluate((e) => { e.removeAttribute("hide"); e.setAttribute("doc", "seed=3&ui.hide=head"); });
    await expect.poll(seen).toEqual([true, true, false, true]);
  });

  test("what it shares leads to the page that its own link names", async ({ page, host, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const lab = await open(page, host, "");
    await lab.getByRole("button", { name: "Share" }).click();
    await expect(lab.locator("qkv-code.share dialog")).toBeVisible();
    await expect(lab.locator("qkv-code.share textarea")).toHaveValue(`https://example.com/lab/#${DOC}`);
  });

  test("labs that come and go leave nothing behind", async ({ page, host }) => {
    test.setTimeout(240_000);
    await host(`<div id="box"></div>`, { script: "/qkvlab.js" });
    const rounds = (n: number): Promise<void> => page.evaluate(async (times) => {
      const box = document.getElementById("box")!;
      for (let i = 0; i < times; i++) {
        box.innerHTML = `<qkv-lab doc="seed=${i}" loading="eager"></qkv-lab>`;
        const lab = box.firstElementChild!;
        await new Promise((ready) => { lab.addEventListener("qkv-ready", ready, { once: true }); });
        await new Promise((go) => { setTimeout(go, 0); });
        box.replaceChildren();
      }
      await new Promise((go) => { setTimeout(go, 1000); });
    }, n);
    const session = await page.context().newCDPSession(page);
    await session.send("Performance.enable");
    const heap = async (): Promise<{ nodes: number; bytes: number }> => {
      for (let i = 0; i < 3; i++) await session.send("HeapProfiler.collectGarbage");
      const { metrics } = await session.send("Performance.getMetrics");
      const of = (name: string): number => metrics.find((m) => m.name === name)!.value;
      return { nodes: of("Nodes"), bytes: of("JSHeapUsedSize") };
    };
    await rounds(10);
    const before = await heap();
    await rounds(60);
    const after = await heap();
    expect(after.nodes - before.nodes, `DOM nodes: ${before.nodes}, then ${after.nodes}`).toBeLessThan(2000);
    expect(after.bytes - before.bytes, `bytes of heap: ${before.bytes}, then ${after.bytes}`).toBeLessThan(3e6);
  });
});
