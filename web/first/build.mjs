// The first view of the page as HTML and its style sheet, drawn by the page's own elements and engine (see draw.ts).

import { build } from "esbuild";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));

/** Gives { css, ko, en }. plugins: what the page's own build needs. */
export async function firstView(wasm, plugins) {
  const out = mkdtempSync(join(here, "..", "node_modules", ".first-")); // inside web/, so that packages resolve
  try {
    const engine = {
      name: "engine",
      setup(b) { b.onResolve({ filter: /\/engine\/shared\.js$/ }, () => ({ path: join(here, "engine.ts") })); },
    };
    await build({
      entryPoints: [join(here, "draw.ts")], outfile: join(out, "draw.mjs"), bundle: true, format: "esm", platform: "node",
      target: "node20", external: ["@happy-dom/*", "happy-dom", "postcss", "postcss-selector-parser"], plugins: [engine, ...plugins], logLevel: "warning",
    });
    return JSON.parse(execFileSync(process.execPath, [join(out, "draw.mjs"), wasm], { encoding: "utf8", maxBuffer: 1 << 26 }));
  } finally {
    rmSync(out, { recursive: true });
  }
}
