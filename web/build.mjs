// Builds the page and the gallery into dist/: qkvlab.js (all that is promised, one classic script), qkvfigures.js (the
// figures alone), qkvpage.js (the lab's own page), qkvtake.js (what is taken along and brought in, fetched when it is
// needed), qkvembed.js (the page for frames), the worker that runs the engine first, qkvlab.css, the pages with their first
// view in them, and the lessons. The engine that draws it lies in ../.build/, built by Go before (see ../build.sh), and is
// copied beside them after.
//
//   node build.mjs

import { build } from "esbuild";
import { access, cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { firstView } from "./first/build.mjs";
import { lessons } from "./learn/build.mjs";
import { single } from "./offline/build.mjs";
import { around, guard, script, takeScript, version, wasmExec } from "./scripts.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const dist = join(here, "dist");

await mkdir(dist, { recursive: true });
await Promise.all([
  ...[["main.ts", "qkvlab.js"], ["figures.ts", "qkvfigures.js"], ["page.ts", "qkvpage.js"]].map(([entry, name]) => {
    const { banner, footer } = entry === "page.ts" ? { banner: guard(name), footer: "})();" } : around(name);
    return build({ ...script, entryPoints: [join(here, "src", entry)], outfile: join(dist, name), banner: { js: banner }, footer: { js: footer } });
  }),
  build({ ...takeScript, outfile: join(dist, "qkvtake.js") }),
  build({ ...script, entryPoints: [join(here, "src/embed.ts")], outfile: join(dist, "qkvembed.js") }),
  build({ ...script, entryPoints: [join(here, "src/installed.ts")], outfile: join(dist, "qkvapp.js") }),
  build({ ...script, entryPoints: [join(here, "src/engine/worker.ts")], outfile: join(dist, "qkvlab.worker.js") }),
  pages(),
  single({ script, dist }),
  import("./gallery/build.mjs"),
]);

await Promise.all(["qkvlab.js", "qkvfigures.js"].map(versioned));

/** The pages, and in those of the lab all that their first view needs: nothing else has to be fetched before it stands. */
async function pages() {
  const engine = join(here, "..", ".build", "qkvlab.wasm");
  await access(engine).catch(() => { throw new Error("the engine is not built yet, and draws the first view: run ./build.sh build"); });
  const [first, page, start] = await Promise.all([
    firstView(engine, [wasmExec]), pageStyle(), textOf({ ...script, entryPoints: [join(here, "src/start.ts")], sourcemap: false }),
    cp(join(here, "pages"), dist, { recursive: true }),
  ]);
  const style = await minified(page + first.css);
  for (const lang of ["ko", "en"]) {
    const file = join(dist, lang, "index.html");
    const parts = { "style": `<style>${style}</style>`, "start": `<script>${start}</script>`, "first view": first[lang] };
    await writeFile(file, (await readFile(file, "utf8")).replace(/<!-- (style|start|first view) -->/g, (_, part) => parts[part]));
  }
  await Promise.all([
    writeFile(join(dist, "qkvlab.css"), await minified(page)),
    lessons({ wasm: engine, exercises: join(here, "..", ".build", "exercises.json"), dist, page, start, minified, plugins: [wasmExec] }),
  ]);
}

/**
 * v/VERSION/: the scripts of other people's pages under addresses whose bytes never change. What they load stays where it
 * is, under its hashed name.
 */
async function versioned(name) {
  const moves = [[`"qkvlab.wasm"`, `"../../qkvlab.wasm"`], [`"qkvlab.worker.js"`, `"../../qkvlab.worker.js"`], [`"qkvtake.js"`, `"../../qkvtake.js"`], [`"home","."`, `"home","../../"`],
    [`# sourceMappingURL=${name}.map`, `# sourceMappingURL=../../${name}.map`]];
  let text = await readFile(join(dist, name), "utf8");
  for (const [from, to] of moves) {
    if (text.split(from).length !== 2) throw new Error(`${name}: ${from} is not there once, so that it cannot be moved to v/${version}/`);
    text = text.replace(from, to);
  }
  await mkdir(join(dist, "v", version), { recursive: true });
  await writeFile(join(dist, "v", version, name), text);
}

/** The style of a page: the tokens, then page.css. */
async function pageStyle() {
  const tokens = await textOf({ entryPoints: [join(here, "src/styles/tokens.ts")], bundle: true, format: "esm", platform: "node" });
  const { tokens: sheet } = await import(`data:text/javascript;base64,${Buffer.from(tokens).toString("base64")}`);
  return sheet.cssText + await readFile(join(here, "src/styles/page.css"), "utf8");
}

function minified(css) {
  return textOf({ stdin: { contents: css, loader: "css" }, minify: true, target: "es2022" });
}

/** What a build of one file makes, without the line break at its end. */
async function textOf(options) {
  const { outputFiles: [file] } = await build({ ...options, write: false, outfile: undefined });
  return file.text.trimEnd();
}
