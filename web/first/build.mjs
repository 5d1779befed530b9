// What is drawn at build time: programs that run the page's own elements and engine, in a window that Node emulates.

import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));

/** The first view of the page: { css, ko, en } (see draw.ts). plugins: what the page's own build needs. */
export function firstView(wasm, plugins) {
  return inWindow(join(here, "draw.ts"), [wasm], plugins);
}

/** Bundles a program, runs it, and gives what it prints, read as JSON. The first argument is the engine's file. */
export async function inWindow(entry, args, plugins) {
  const out = mkdtempSync(join(here, "..", "node_modules", ".first-")); // inside web/, so that packages resolve
  try {
    const engine = {
      name: "engine",
      setup(b) { b.onResolve({ filter: /\/engine\/shared\.js$/ }, () => ({ path: join(here, "engine.ts") })); },
    };
    await build({
      entryPoints: [entry], outfile: join(out, "draw.mjs"), bundle: true, format: "esm", platform: "node",
      target: "node20", external: ["@happy-dom/*", "happy-dom", "postcss", "postcss-selector-parser"], plugins: [engine, ...plugins], logLevel: "warning",
    });
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(out, "draw.mjs"), ...args], { encoding: "utf8", maxBuffer: 1 << 28 });
    if (status !== 0) throw new Error(stderr.trim() || `${entry} ended with status ${status}`);
    return JSON.parse(stdout);
  } finally {
    rmSync(out, { recursive: true });
  }
}
