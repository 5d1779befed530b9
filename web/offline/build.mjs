// Builds into dist/.offline/, which is no part of the site, what serve/pack finishes: the scripts of the single file, and the
// service worker.

import { build } from "esbuild";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));

/** script: how the page's own scripts are built; dist: where the built page goes. */
export async function single({ script, dist }) {
  const engine = {
    name: "engine in the file",
    setup(b) { b.onResolve({ filter: /(\/engine|^\.)\/shared\.js$/ }, () => ({ path: join(here, "engine.ts") })); },
  };
  await Promise.all([["boot.ts", []], ["app.ts", [engine]], ["sw.js", []]].map(([entry, plugins]) => build({
    ...script, sourcemap: false, plugins: [...plugins, ...script.plugins],
    entryPoints: [join(here, entry)], outdir: join(dist, ".offline"),
  })));
}
