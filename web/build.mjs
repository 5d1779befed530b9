// Builds the page and the gallery into dist/: qkvlab.js (one classic script), the worker that warms
// the engine up, qkvlab.css, and the pages as they are. The engine,
// dist/qkvlab.wasm, is built beside them by Go (see ../build.sh); what is there stays.
//
//   node build.mjs

import { build } from "esbuild";
import { execFileSync } from "node:child_process";
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const dist = join(here, "dist");
const { version } = JSON.parse(await readFile(join(here, "package.json"), "utf8"));

// The first script on a page wins. The guard stands before everything else, Lit included, so that a second copy
// neither defines elements twice nor warns in Lit's name.
const guard = `(()=>{if(window.qkvLab){console.warn("qkvlab.js ${version}: version "+window.qkvLab.version+" is on this page already and stays.");return}`;

/** Go's support script as a module that leaves no \`Go\` behind in the host page. */
const wasmExec = {
  name: "wasm_exec",
  setup(b) {
    b.onResolve({ filter: /^wasm_exec$/ }, () => ({ path: goScript(), namespace: "go" }));
    b.onLoad({ filter: /.*/, namespace: "go" }, async ({ path }) => ({
      contents: `const had = Object.getOwnPropertyDescriptor(globalThis, "Go");
${await readFile(path, "utf8")}
export const Go = globalThis.Go;
if (had) Object.defineProperty(globalThis, "Go", had); else delete globalThis.Go;`,
    }));
  },
};

function goScript() {
  try {
    const root = execFileSync("go", ["env", "GOROOT"], { encoding: "utf8", env: { GOTOOLCHAIN: "auto", ...process.env } }).trim();
    return join(root, "lib", "wasm", "wasm_exec.js");
  } catch {
    throw new Error("go was not found: install Go (https://go.dev/dl) and run ./build.sh build again");
  }
}

const script = {
  bundle: true, format: "iife", target: "es2022", minify: true, sourcemap: "linked", legalComments: "none",
  charset: "utf8", logLevel: "warning", define: { __QKV_VERSION__: JSON.stringify(version) }, plugins: [wasmExec],
};

await mkdir(dist, { recursive: true });
await Promise.all([
  build({
    ...script, entryPoints: [join(here, "src/main.ts")], outfile: join(dist, "qkvlab.js"),
    banner: { js: guard }, footer: { js: "})();" },
  }),
  build({ ...script, entryPoints: [join(here, "src/engine/worker.ts")], outfile: join(dist, "qkvlab.worker.js") }),
  css(),
  cp(join(here, "pages"), dist, { recursive: true }),
  import("./gallery/build.mjs"),
]);

/** The style of the page around the lab: the tokens, then page.css. */
async function css() {
  const tokens = await build({
    entryPoints: [join(here, "src/styles/tokens.ts")], bundle: true, format: "esm", platform: "node", write: false,
  });
  const { tokens: sheet } = await import(`data:text/javascript;base64,${Buffer.from(tokens.outputFiles[0].text).toString("base64")}`);
  const page = await readFile(join(here, "src/styles/page.css"), "utf8");
  const { outputFiles } = await build({
    stdin: { contents: sheet.cssText + page, loader: "css" }, minify: true, target: "es2022", write: false,
  });
  await writeFile(join(dist, "qkvlab.css"), outputFiles[0].text);
}
