// Runs the unit tests, which are TypeScript, in Node's own test runner: each is bundled first, so that it sees the
// sources as the browser does.

import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const web = join(dirname(fileURLToPath(import.meta.url)), "..");
const tests = [join(web, "tests", "unit"), join(web, "src")].flatMap((folder) =>
  readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".test.ts")).map((name) => join(folder, name)));
if (tests.length === 0) throw new Error("there are no unit tests under web/tests/unit and web/src");

// inside web/, so that packages resolve
const out = mkdtempSync(join(web, "node_modules", ".unit-"));
try {
  await build({
    entryPoints: tests, outdir: out, outbase: web, outExtension: { ".js": ".mjs" }, bundle: true, format: "esm",
    platform: "node", target: "node20", sourcemap: "inline", packages: "external", logLevel: "warning",
  });
  const built = tests.map((name) => join(out, name.slice(web.length).replace(/\.ts$/, ".mjs")));
  const { status } = spawnSync(process.execPath, ["--enable-source-maps", "--test", "--test-reporter=spec", ...process.argv.slice(2), ...built], { stdio: "inherit", cwd: web });
  process.exitCode = status ?? 1;
} finally {
  rmSync(out, { recursive: true });
}
