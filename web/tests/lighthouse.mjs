// What Lighthouse says of the page, as a phone and as a desktop sees it: medians of three. The tool itself is fetched by npx,
// for it is as large as everything else here together.
//
//   node tests/lighthouse.mjs     after a build

import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { chromium } from "@playwright/test";
import { CHROMIUM_ARGS, chromiumPath, startServer } from "./server.mjs";

const LIGHTHOUSE = "lighthouse@12.8.2";
const RUNS = 3;
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const METRICS = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift"];

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), "lighthouse-"));
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

async function audit(url, form) {
  const out = join(folder, "report.json");
  const flags = ["--headless", ...CHROMIUM_ARGS].join(" ");
  await run("npx", ["--yes", LIGHTHOUSE, url, "--quiet", "--output=json", `--output-path=${out}`, `--chrome-flags=${flags}`, ...form], {
    env: { ...process.env, CHROME_PATH: chromiumPath() ?? chromium.executablePath() }, maxBuffer: 1 << 26,
  });
  return JSON.parse(readFileSync(out, "utf8"));
}

const server = await startServer();
try {
  for (const [form, flags] of [["phone", []], ["desktop", ["--preset=desktop"]]]) {
    for (const lang of ["ko", "en"]) {
      const reports = [];
      for (let i = 0; i < RUNS; i++) reports.push(await audit(`${server.url}/${lang}/`, flags));
      const score = (id) => Math.round(100 * median(reports.map((r) => r.categories[id].score ?? 0)));
      const value = (id) => median(reports.map((r) => r.audits[id].numericValue ?? 0));
      console.log(`${lang} ${form}: ${CATEGORIES.map((id) => `${id} ${score(id)}`).join(" · ")}`);
      console.log(`   ${METRICS.map((id) => `${id} ${id === "cumulative-layout-shift" ? value(id).toFixed(3) : `${Math.round(value(id))} ms`}`).join(" · ")}`);
    }
  }
} finally {
  server.stop();
  rmSync(folder, { recursive: true, force: true });
}
