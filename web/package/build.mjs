// The npm package, in ../.build/npm: the elements as ES modules, with the engine and its worker beside them. They are found
// by new URL("…", import.meta.url), which bundlers follow and browsers understand; nothing happens where there is no document.
//
//   node package/build.mjs      after ./build.sh build, which makes dist/

import { build } from "esbuild";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { around, script, takeScript } from "../scripts.mjs";
import { licences } from "./licences.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const [web, root] = [join(here, ".."), join(here, "..", "..")];
const [dist, out] = [join(web, "dist"), join(root, ".build", "npm")];
const { version, license } = JSON.parse(await readFile(join(web, "package.json"), "utf8"));

const MODULES = [
  { path: "qkvlab.js", entry: "src/main.ts" },
  { path: "qkvfigures.js", entry: "src/figures.ts", without: "qkv-lab" },
];

const engine = {
  name: "engine of the package",
  setup(b) { b.onResolve({ filter: /(\/engine|^\.)\/shared\.js$/ }, () => ({ path: join(here, "engine.ts") })); },
};

/** A module around the script: the guard lets nothing run where there is no document, or where another copy came first. */
function asModule(name) {
  const { banner, footer } = around(name);
  return {
    banner: { js: `const qkvFiles={wasm:new URL("./qkvlab.wasm",import.meta.url).href,worker:new URL("./qkvlab.worker.js",import.meta.url).href,take:new URL("./qkvtake.js",import.meta.url).href};
if(typeof document!=="undefined"&&typeof customElements!=="undefined")${banner}` },
    footer: { js: `${footer}
const absent=()=>Promise.reject(new Error("qkv: there is no document here; the engine runs in browsers"));
export const qkvLab=globalThis.qkvLab??Object.freeze({version:"${version}",get ready(){return absent()},step:absent,explain:absent});` },
  };
}

const manifest = {
  name: "qkvlab", version, license, type: "module",
  description: "The first thing a Transformer does to a word, with real numbers: figures of linear maps, scores, softmax and attention as custom elements, computed by WebAssembly as PyTorch computes.",
  keywords: ["attention", "transformer", "softmax", "visualization", "custom-elements", "web-components", "webassembly", "education"],
  exports: {
    ".": { types: "./index.d.ts", default: "./qkvlab.js" },
    "./figures": { types: "./index.d.ts", default: "./qkvfigures.js" },
    "./qkvlab.wasm": "./qkvlab.wasm",
    "./qkvlab.worker.js": "./qkvlab.worker.js",
    "./qkvtake.js": "./qkvtake.js",
    "./custom-elements.json": "./custom-elements.json",
    "./package.json": "./package.json",
  },
  types: "./index.d.ts",
  customElements: "custom-elements.json",
  sideEffects: MODULES.map(({ path }) => `./${path}`),
  files: ["*.js", "*.d.ts", "qkvlab.wasm", "custom-elements.json", "NOTICE", "THIRD-PARTY.txt"],
};

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
const built = await Promise.all(MODULES.map(({ path, entry }) => build({ ...script, ...asModule(path), sourcemap: false, metafile: true, plugins: [engine, ...script.plugins], entryPoints: [join(web, entry)], outfile: join(out, path) })));
await Promise.all([
  licences(built.flatMap(({ metafile }) => Object.keys(metafile.inputs))).then((text) => writeFile(join(out, "THIRD-PARTY.txt"), text)),
  build({ ...script, sourcemap: false, entryPoints: [join(web, "src/engine/worker.ts")], outfile: join(out, "qkvlab.worker.js") }),
  build({ ...takeScript, sourcemap: false, outfile: join(out, "qkvtake.js") }),
  readFile(join(dist, "qkvlab.wasm")).then((bytes) => writeFile(join(out, "qkvlab.wasm"), bytes)),
  ...["api.d.ts", "index.d.ts", "README.md"].map((name) => cp(join(here, name), join(out, name))),
  ...["LICENSE", "NOTICE"].map((name) => cp(join(root, name), join(out, name))),
  writeJSON("package.json", manifest),
  writeJSON("custom-elements.json", await elements()),
]);
console.log(`package: ${out}`);

/** custom-elements.json, which is written by TypeScript. */
async function elements() {
  const { outputFiles: [file] } = await build({ entryPoints: [join(here, "manifest.ts")], bundle: true, format: "esm", platform: "node", write: false });
  const { manifestOf } = await import(`data:text/javascript;base64,${Buffer.from(file.text).toString("base64")}`);
  return manifestOf(MODULES);
}

function writeJSON(name, value) {
  return writeFile(join(out, name), JSON.stringify(value, null, 2) + "\n");
}
