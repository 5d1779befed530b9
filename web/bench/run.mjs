// Our kernels beside onnxruntime-web and tfjs, in one page of Chromium, in turns, on the same data.
//
//   node bench/run.mjs [PATTERN OF TASKS [THREADS]]     after ./build.sh build; writes ../.build/kernels.json and .svg

import { chromium } from "@playwright/test";
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import { CHROMIUM_ARGS, chromiumPath } from "../tests/server.mjs";
import { chart } from "./chart.mjs";
import { figures, table } from "./report.mjs";
import { root, serveBench } from "./serve.mjs";

/** How far results may be apart, in parts of the largest: sums of thousands of float32 in another order. */
const SAME = 1e-4;

const wanted = new RegExp(process.argv[2] ?? "");
const server = await serveBench();
const browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_ARGS });
try {
  const rows = [];
  for (const threads of process.argv[3] ? [Number(process.argv[3])] : [1, 2]) {
    const page = await browser.newPage();
    page.on("pageerror", (error) => { console.error(error.message); });
    page.on("console", (message) => { if (message.type() !== "debug") console.error(message.text()); });
    await page.goto(server.url);
    const { tasks } = await page.evaluate((n) => globalThis.bench.begin(n), threads);
    for (const [i, name] of tasks.entries()) {
      if (!wanted.test(name)) continue;
      process.stderr.write(`${name}, peers with ${threads} ${threads === 1 ? "thread" : "threads"} …\n`);
      const row = await page.evaluate((n) => globalThis.bench.task(n), i);
      const wrong = row.contenders.find((c) => !(c.apart < SAME));
      if (wrong) throw new Error(`${name}: ${wrong.name} computes something else: ${wrong.apart} of the largest number apart`);
      rows.push({ ...row, threads });
    }
    await page.close();
  }
  const machine = {
    date: new Date().toISOString(), browser: `Chromium ${browser.version()}`, cpu: cpus()[0]?.model ?? "unknown", cores: cpus().length, memory: totalmem(), load: loadavg()[0],
  };
  const result = { machine, rows: figures(rows) };
  console.log(table(result));
  mkdirSync(join(root, ".build"), { recursive: true });
  writeFileSync(join(root, ".build", "kernels.json"), `${JSON.stringify({ ...result, samples: rows }, undefined, 1)}\n`);
  writeFileSync(join(root, ".build", "kernels.svg"), chart(result));
  console.log("written to .build/kernels.json and .build/kernels.svg");
} finally {
  await browser.close();
  server.stop();
}
