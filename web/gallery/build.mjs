// Builds dist/gallery/: every figure on the recorded frames of core/golden/traces, without the engine.
//
//   node gallery/build.mjs [folder]

import { build } from "esbuild";
import { copyFile, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const argument = process.argv[1] === fileURLToPath(import.meta.url) ? process.argv[2] : undefined;
const out = argument ?? join(here, "..", "dist", "gallery");

/** `trace:NAME` is core/golden/traces/NAME.json. */
const traces = {
  name: "trace",
  setup(b) {
    b.onResolve({ filter: /^trace:/ }, ({ path }) => ({
      path: join(here, "..", "..", "core", "golden", "traces", `${path.slice("trace:".length)}.json`), namespace: "trace",
    }));
    b.onLoad({ filter: /.*/, namespace: "trace" }, async ({ path }) => ({ contents: await readFile(path, "utf8"), loader: "json" }));
  },
};

await mkdir(out, { recursive: true });
await build({
  entryPoints: [join(here, "gallery.ts")], outfile: join(out, "gallery.js"), bundle: true, format: "iife", target: "es2022",
  minify: true, charset: "utf8", legalComments: "none", logLevel: "warning", plugins: [traces],
});
await Promise.all(["index.html", "gallery.css"].map((file) => copyFile(join(here, file), join(out, file))));
