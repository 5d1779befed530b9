// How fast the page is, and how large: each figure beside its budget. It measures and judges nothing: a machine that does
// other things at the same time measures them too, so look at the least and the spread before believing a median.
//
//   node tests/bench.mjs     after a build; prints a table and writes ../.build/bench.json

import { chromium } from "@playwright/test";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { growth, told } from "./growth.mjs";
import { CHROMIUM_ARGS, chromiumPath, startServer } from "./server.mjs";
import { visits } from "./visits.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const WORDS = Array.from({ length: 32 }, (_, i) => `w${i}`).join("%20");
const LARGE = `text=${WORDS}&dim=64&heads=8`; // T=32, D=64, H=8
const EDITS = 200;
const PROFILES = 4;
const CHAPTERS = ["why", "after", "scores"];
const VISITS = 4; // in each profile, the first with an empty cache

// --- sizes -----------------------------------------------------------------------------------------------------------

/** Bytes of what a first visit loads: as packed, or compressed here where nothing is packed. */
function sizes() {
  const packed = join(root, "serve", "dist", "site");
  const dir = existsSync(packed) ? packed : join(root, "web", "dist");
  const names = readdirSync(dir);
  const file = (ext, stem = "qkvlab") => names.find((n) => new RegExp(`^${stem}\\.[0-9a-f]{12}\\${ext}$`).test(n)) ?? stem + ext;
  const measure = (what, name) => {
    const body = readFileSync(join(dir, name));
    const beside = (suffix, compress) => existsSync(join(dir, name + suffix)) ? readFileSync(join(dir, name + suffix)).length : compress(body).length;
    return {
      what, raw: body.length,
      gz: beside(".gz", (b) => gzipSync(b, { level: 9 })),
      br: beside(".br", (b) => brotliCompressSync(b, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 } })),
    };
  };
  return [
    measure("engine (wasm)", file(".wasm")), measure("page with its style", join("ko", "index.html")), measure("script", file(".js", "qkvpage")),
    measure("worker", file(".worker.js")),
  ];
}

// --- in the page -----------------------------------------------------------------------------------------------------

/** Times of edits of one cell, each made on the document that the last one gave, as scrubbing does; ms. */
function scrub({ doc, step, edits }) {
  const change = async (value) => {
    const begin = performance.now();
    const result = await window.qkvLab.step(doc, { kind: "set_cell", step, row: 3, col: 2, value });
    const took = performance.now() - begin;
    if (!result.ok) throw new Error(result.problem.message);
    doc = result.doc;
    return took;
  };
  return (async () => {
    await window.qkvLab.ready;
    for (let i = 0; i < 50; i++) await change(String(-i / 100)); // the browser compiles what is used often once more
    const all = [];
    for (let i = 0; i < edits; i++) all.push(await change(String((i % 200) / 100)));
    return all;
  })();
}

/** The same steps where nothing is remembered: two documents in turns, which have no parameter in common; ms. */
function alternate({ docs, step, edits }) {
  return (async () => {
    await window.qkvLab.ready;
    const all = [];
    for (let i = -10; i < edits; i++) {
      const begin = performance.now();
      const result = await window.qkvLab.step(docs[i & 1], { kind: "set_cell", step, row: 3, col: 2, value: String((i % 200) / 100) });
      if (!result.ok) throw new Error(result.problem.message);
      if (i >= 0) all.push(performance.now() - begin);
    }
    return all;
  })();
}

/**
 * Edits of one cell through the page, each given in a frame's callback, where browsers deliver pointer moves. Of each: until the
 * elements are told of the new frame, until the browser is done with drawing it (the first task after the frame), and
 * until the second frame after the edit begins; ms.
 */
function paint({ step, edits }) {
  const lab = document.querySelector("qkv-lab");
  const frame = () => new Promise((done) => { requestAnimationFrame(done); });
  const task = () => new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = done;
    port2.postMessage(0);
  });
  const change = async (value) => {
    await frame();
    const begin = performance.now();
    const told = new Promise((done) => { lab.addEventListener("qkv-change", done, { once: true }); });
    lab.dispatchEvent(new CustomEvent("qkv-edit", { detail: { kind: "set_cell", step, row: 3, col: 2, value } }));
    const first = frame();
    await told;
    const computed = performance.now() - begin;
    await lab.updateComplete;
    await task();
    const drawn = performance.now() - begin;
    await first;
    await frame();
    return [computed, drawn, performance.now() - begin];
  };
  return (async () => {
    for (let i = 0; i < 20; i++) await change(String(-(i + 1) / 100));
    const all = [];
    for (let i = 0; i < edits; i++) all.push(await change(String((i + 1) / 100)));
    return all;
  })();
}

// --- figures ---------------------------------------------------------------------------------------------------------

function spread(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const { length: n } = sorted;
  return { n, min: sorted[0], median: (sorted[(n - 1) >> 1] + sorted[n >> 1]) / 2, p95: sorted[Math.ceil(0.95 * n) - 1] };
}

const ms = (v) => v.toFixed(v < 10 ? 2 : 1);
const verdict = (value, budget) => budget === undefined ? "" : value <= budget ? "within" : "OVER";

function table(head, rows) {
  const all = [head, ...rows];
  const widths = head.map((_, i) => Math.max(...all.map((r) => r[i].length)));
  for (const row of all) console.log(row.map((text, i) => (i === 0 ? text.padEnd(widths[0]) : text.padStart(widths[i]))).join("  ").trimEnd());
  console.log();
}

// --- measuring -------------------------------------------------------------------------------------------------------

const server = await startServer();
const closing = [() => server.stop()];
const times = [];
const progress = (what) => { process.stderr.write(`measuring: ${what} …\n`); };
const time = (what, values, budget) => { times.push({ what, unit: "ms", ...spread(values), ...(budget === undefined ? {} : { budget }) }); };
const before = loadavg()[0];
try {
  const story = `${server.url}/ko/`;

  progress("visits");
  const visited = [];
  for (let i = 0; i < PROFILES; i++) visited.push(await visits(story, VISITS));
  const [first, later] = [visited.map((v) => v[0]), visited.flatMap((v) => v.slice(1))];
  for (const [what, all] of [["first visit", first], ["later visit", later]]) {
    time(`${what}: first content`, all.map((o) => o.content));
    time(`${what}: engine's first frame`, all.map((o) => o.frame), 300);
    time(`${what}: largest content`, all.map((o) => o.largest));
  }
  const linked = (await visits(`${story}#${LARGE}`, VISITS)).slice(1);
  time("a link, T=32 D=64 H=8: engine's first frame", linked.map((o) => o.frame), 500);
  const lessons = [];
  for (const slug of CHAPTERS) lessons.push(...(await visits(`${server.url}/ko/learn/${slug}/`, VISITS)).slice(1));
  time("a chapter of the lessons: first content", lessons.map((o) => o.content));
  time("a chapter of the lessons: first live figure", lessons.map((o) => o.figure), 500);
  const shift = Math.max(...[...visited.flat(), ...linked, ...lessons].map((o) => o.shift));

  const browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_ARGS });
  closing.push(() => browser.close());
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${server.url}/ko/#${LARGE}`);
  await page.locator("qkv-lab .band.pictures").waitFor();
  progress("steps");
  time("step, T=32 D=64 H=8: a cell of wq", await page.evaluate(scrub, { doc: LARGE, step: "wq", edits: EDITS }), 2);
  time("step, T=32 D=64 H=8: a cell of x", await page.evaluate(scrub, { doc: LARGE, step: "x", edits: EDITS }), 2);
  const strangers = [LARGE, `${LARGE.replaceAll("w", "v")}&seed=7`];
  time("the same of wq, nothing remembered", await page.evaluate(alternate, { docs: strangers, step: "wq", edits: EDITS / 2 }));
  time("the same of x, nothing remembered", await page.evaluate(alternate, { docs: strangers, step: "x", edits: EDITS / 2 }));
  progress("how steps grow");
  const grown = await growth(page);

  for (const [what, doc] of [["the story", ""], ["T=32 D=64 H=8", LARGE]]) {
    progress(`edits on the screen, ${what}`);
    await page.goto("about:blank");
    await page.goto(`${server.url}/ko/${doc && `#${doc}`}`);
    await page.locator("qkv-lab .band.pictures").waitFor();
    const all = await page.evaluate(paint, { step: "wq", edits: 60 });
    time(`edit, ${what}: computed`, all.map((t) => t[0]));
    time(`edit, ${what}: drawn`, all.map((t) => t[1]), 16);
    time(`edit, ${what}: second frame after`, all.map((t) => t[2]));
  }

  const bytes = sizes();
  const sum = (form) => bytes.slice(1).reduce((all, b) => all + b[form], 0);
  const machine = {
    date: new Date().toISOString(), browser: `Chromium ${browser.version()}`, cpu: cpus()[0]?.model ?? "unknown", cores: cpus().length,
    memory: totalmem(), node: process.version, load: [before, loadavg()[0]],
  };

  console.log(`\n${machine.browser} · ${machine.cores} × ${machine.cpu} · ${machine.date.slice(0, 10)} · load ${machine.load.map((l) => l.toFixed(1)).join(" → ")}\n`);
  table(["bytes", "raw", "gzip", "brotli", "budget", ""], [
    ...bytes.map((b, i) => [b.what, b.raw, b.gz, b.br, i === 0 ? 700_000 : "", i === 0 ? verdict(b.br, 700_000) : ""]),
    ["all but the engine", sum("raw"), sum("gz"), sum("br"), 120_000, verdict(sum("br"), 120_000)],
  ].map((row) => row.map(String)));
  table(["ms", "least", "median", "p95", "of", "budget", "median is"], times.map((t) => [
    t.what, ms(t.min), ms(t.median), ms(t.p95), String(t.n), t.budget === undefined ? "" : String(t.budget), verdict(t.median, t.budget),
  ]));
  console.log(`how a step grows, ${told(grown)}`);
  console.log(`largest layout shift of a visit: ${shift.toFixed(3)}\n`);
  if (Math.max(...machine.load) > machine.cores) console.log("The machine was busy with other things: these times are too long.\n");

  mkdirSync(join(root, ".build"), { recursive: true });
  writeFileSync(join(root, ".build", "bench.json"), `${JSON.stringify({ machine, sizes: bytes, times, growth: grown, shift }, undefined, 2)}\n`);
  console.log("written to .build/bench.json");
} finally {
  for (const close of closing.reverse()) await close();
}
