import { execFileSync } from "node:child_process";
import { expect, native, nativeNumbers, test, url } from "./helpers.js";
import type { Page } from "@playwright/test";

// window.qkvLab, as package/api.d.ts promises it to other people's scripts.

test.describe.configure({ timeout: 60_000 });

/** A page of somebody else's that loads the script, and nothing of ours. */
async function openHost(page: Page, body = "", script = "/qkvlab.js"): Promise<void> {
  await page.route("**/host", (route) => route.fulfill({
    contentType: "text/html; charset=utf-8",
    body: `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>host</title><script src="${script}"></script>${body}`,
  }));
  await page.goto(url("/host"));
}

test("version and ready: the engine starts when it is asked for", async ({ page }) => {
  const fetched: string[] = [];
  page.on("request", (r) => { if (r.url().endsWith(".wasm")) fetched.push(r.url()); });
  await openHost(page);
  expect(await page.evaluate(() => window.qkvLab!.version)).toMatch(/^\d+\.\d+\.\d+$/);
  expect(fetched).toEqual([]);
  expect(await page.evaluate(() => window.qkvLab!.ready)).toBeUndefined();
  expect(fetched).toHaveLength(1);
  expect(await page.evaluate(() => "Go" in globalThis || "qkvLabStart" in globalThis), "no name but ours is left in the host page").toBe(false);
});

test("step gives the canonical document and a frame of every step, as the native engine has them", async ({ page }) => {
  await openHost(page);
  const doc = "heads=2&dim=8&text=a%20b%20a&mask=causal&seed=5";
  const got = await page.evaluate(async (d) => {
    const result = await window.qkvLab!.step(d);
    if (!result.ok) throw new Error(result.problem.message);
    const { frame } = result;
    const data: Record<string, number[]> = {};
    for (const s of frame.steps) data[s.id] = [...(await frame.matrix(s.id)).data];
    return {
      doc: result.doc, frameDoc: frame.doc, notes: result.notes, data,
      steps: frame.steps.map(({ id, op, in: from, rows, cols, axes }) => ({ id, op, in: from, rows, cols, axes })),
    };
  }, doc);
  const wanted = native(doc);
  expect(got.doc).toBe(wanted.doc);
  expect(got.frameDoc).toBe(wanted.doc);
  expect(got.notes).toEqual([]);
  expect(got.steps).toEqual(wanted.steps.map(({ id, op, in: from, rows, cols, axes }) => ({ id, op, in: from, rows, cols, axes })));
  expect(got.data).toEqual(nativeNumbers(doc));
});

test("an edit is made by step; what is wrong is a value; what the edit dropped is a note", async ({ page }) => {
  await openHost(page);
  const got = await page.evaluate(async () => {
    const lab = window.qkvLab!;
    return {
      edit: await lab.step("seed=3", { kind: "set_cell", step: "wq", row: 1, col: 3, value: "0.25" }).then((r) => r.ok && r.doc),
      refused: await lab.step("dim=6", { kind: "set_key", key: "heads", value: "4" }),
      broken: await lab.step("text=%"),
      noted: await lab.step("dim=8&wq.7.7=3", { kind: "set_key", key: "dim", value: "4" }).then((r) => r.ok && { doc: r.doc, codes: r.notes.map((n) => n.code) }),
    };
  });
  expect(got.edit).toBe("seed=3&wq.1.3=0.25");
  expect(got.refused).toEqual({ ok: false, problem: { code: "bad_heads", field: "heads", args: ["6", "4", "1, 2, 3, 6"], message: expect.stringContaining("Width 6 cannot be split into 4 heads") } });
  expect(got.broken).toMatchObject({ ok: false, problem: { code: "bad_escape", field: "text" } });
  expect(got.noted).toMatchObject({ doc: "" });
  expect((got.noted as { codes: string[] }).codes).toHaveLength(1);
});

test("explain: the terms add up to the cell; a cell that is not there is refused", async ({ page }) => {
  await openHost(page);
  const doc = "x=1,2,3,4;4,3,2,1;.5,.5,.5,.5";
  const { terms, sources, text, missing } = await page.evaluate(async (d) => {
    const lab = window.qkvLab!;
    return { ...await lab.explain(d, "q", 1, 2), missing: await lab.explain(d, "q", 3, 0).then(() => "", (e: Error) => e.message) };
  }, doc);
  const { x, wq, bq, q } = nativeNumbers(doc) as Record<"x" | "wq" | "bq" | "q", number[]>;
  let sum = 0;
  for (let k = 0; k < 4; k++) sum = Math.fround(sum + Math.fround(x[4 + k]! * wq[8 + k]!)); // row 1 of x with row 2 of W, one rounding each
  sum = Math.fround(sum + bq[2]!);
  expect(terms.map((t) => t.label)).toHaveLength(5);
  expect(text).toMatch(/^Q\[1,2\] = Σₖ X\[1,k\]·W_q\[2,k\] \+ b_q\[2\]\n/);
  expect(Math.fround(Number(terms.at(-1)?.sum))).toBe(sum);
  expect(sum).toBe(q[6]);
  for (let k = 0; k < 4; k++) {
    expect(sources).toContainEqual({ step: "x", row: 1, col: k });
    expect(sources).toContainEqual({ step: "wq", row: 2, col: k });
  }
  expect(missing).toContain("no cell (3, 0)");
});

test("a frame is a snapshot: later steps, larger memories and other people's writing do not reach it", async ({ page }) => {
  await openHost(page);
  const got = await page.evaluate(async () => {
    const step = async (doc: string) => {
      const r = await window.qkvLab!.step(doc);
      if (!r.ok) throw new Error(r.problem.message);
      return r.frame;
    };
    const values = async (frame: Awaited<ReturnType<typeof step>>, id: string) => [...(await frame.matrix(id)).data];
    const first = await step("seed=1");
    const before = await values(first, "out");
    for (let i = 0; i < 20; i++) await step(`seed=${i + 2}`);
    await step("dim=1024&heads=8"); // memory grows: views of the old one are cut off
    const after = await values(first, "out");
    const m = await first.matrix("wq");
    m.data.fill(7);
    const again = await step("seed=1");
    const at = (r: number, c: number) => { try { return m.at(r, c); } catch (e) { return (e as Error).name; } };
    let missing = "";
    try { void first.matrix("nowhere"); } catch (e) { missing = (e as Error).name; }
    return { before, after, again: await values(again, "out"), wq: await values(again, "wq"), at: [at(0, 0), at(4, 0), at(-1, 0)], missing };
  });
  const wanted = nativeNumbers("seed=1");
  expect(got.before).toEqual(wanted["out"]);
  expect(got.after).toEqual(wanted["out"]);
  expect(got.again).toEqual(wanted["out"]);
  expect(got.wq).toEqual(wanted["wq"]);
  expect(got.at).toEqual([7, "RangeError", "RangeError"]);
  expect(got.missing).toBe("RangeError");
});

test("matrix is a promise beyond 65,536 values, and only there", async ({ page }) => {
  await openHost(page);
  const got = await page.evaluate(async () => {
    const kinds: Record<string, string> = {};
    for (const dim of [256, 512]) {
      const r = await window.qkvLab!.step(`tokens=a&dim=${dim}`);
      if (!r.ok) throw new Error(r.problem.message);
      for (const id of ["q", "wq"]) kinds[`${dim} ${id}`] = r.frame.matrix(id) instanceof Promise ? "promise" : "matrix";
      if (dim < 512) continue;
      const [wq, twice] = await Promise.all([r.frame.matrix("wq"), r.frame.matrix("wq")]);
      return { kinds, same: wq === twice, rows: wq.rows, cols: wq.cols, last: wq.at(511, 511), row: [...wq.data.subarray(300 * 512, 301 * 512)] };
    }
    return undefined;
  });
  expect(got?.kinds).toEqual({ "256 q": "matrix", "256 wq": "matrix", "512 q": "matrix", "512 wq": "promise" });
  expect(got).toMatchObject({ same: true, rows: 512, cols: 512 });
  const reply = execFileSync(process.env["QKV_COMMAND"]!, ["-json", "-steps", "wq", "tokens=a&dim=512"], { encoding: "utf8", maxBuffer: 1 << 28 });
  const wq = (JSON.parse(reply) as { steps: { data: number[][] }[] }).steps[0]!.data;
  expect(got?.row).toEqual(wq[300]!.map(Math.fround));
  expect(got?.last).toBe(Math.fround(wq[511]![511]!));
});

test("calls that are made at once are answered each with its own", async ({ page }) => {
  await openHost(page);
  const docs = await page.evaluate(() => Promise.all(Array.from({ length: 40 }, (_, i) => window.qkvLab!.step(`seed=${i + 1}`).then((r) => r.ok && r.doc))));
  expect(docs).toEqual(Array.from({ length: 40 }, (_, i) => `seed=${i + 1}`));
});

test.describe("the script on a page twice", () => {
  test.use({ expected: [/is on this page already and stays/] });
  test("the first stays, the second warns and defines nothing", async ({ page }) => {
    const warnings: string[] = [];
    page.on("console", (m) => { if (m.type() === "warning") warnings.push(m.text()); });
    // the second is of another version, so that one can tell them apart
    await page.route("**/second.js", async (route) => {
      const response = await route.fetch({ url: url("/qkvlab.js") });
      await route.fulfill({ response, body: (await response.text()).replaceAll("0.1.0", "9.9.9") });
    });
    await openHost(page, '<script src="/second.js"></script>');
    expect(warnings).toEqual(["qkvlab.js 9.9.9: version 0.1.0 is on this page already and stays."]);
    expect(await page.evaluate(() => window.qkvLab!.version)).toBe("0.1.0");
    expect(await page.evaluate(() => window.qkvLab!.step("seed=1").then((r) => r.ok))).toBe(true);
  });
});

test("the element tells of readiness, changes and problems; getState and setState carry document and view", async ({ page, lab }) => {
  await openHost(page, `<div id="box"><qkv-lab doc="seed=4" lang="en"><a href="/en/#seed=4">QKV Lab</a></qkv-lab></div>
    <script>window.told = []; for (const name of ["qkv-ready", "qkv-change", "qkv-problem"]) box.addEventListener(name, (e) => told.push([name, e.composed, e.detail?.doc ?? e.detail?.code ?? ""]));</script>`);
  await expect(page.locator("qkv-lab .band.pictures")).toBeVisible();
  const told = (): Promise<unknown[]> => page.evaluate(() => (globalThis as unknown as { told: unknown[] }).told);
  await expect.poll(told).toEqual([["qkv-change", true, "seed=4"], ["qkv-ready", true, ""]]);
  await lab.setCell("wq", 0, 0, "no number");
  await expect.poll(async () => (await told()).at(-1)).toEqual(["qkv-problem", true, "bad_number"]);
  const state = await page.locator("qkv-lab").evaluate(async (e) => {
    const it = e as unknown as { getState(): { doc: string }; setState(s: object): Promise<void>; doc: string };
    await it.setState({ doc: "seed=6&heads=2", view: { head: 1 } });
    return it.getState();
  });
  expect(state).toMatchObject({ doc: "heads=2&seed=6", view: { head: 1, lang: "en" } });
  await expect.poll(async () => (await told()).at(-1)).toEqual(["qkv-change", true, "heads=2&seed=6"]);
  expect(page.url(), "a widget leaves the address of its page alone").toBe(url("/host"));
});
