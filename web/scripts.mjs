// How our scripts are built, for the site (build.mjs) and for the package (package/build.mjs).

import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const { version } = JSON.parse(await readFile(new URL("package.json", import.meta.url), "utf8"));

/**
 * The first script on a page wins. The guard stands before everything else, Lit included, so that a second copy neither
 * defines elements twice nor warns in Lit's name.
 */
export const guard = (name) => `(()=>{if(window.qkvLab){console.warn("${name} ${version}: version "+window.qkvLab.version+" is on this page already and stays.");return}`;

/**
 * Where the script cannot begin, as under a policy that lists Trusted Types without ours, no element comes to life: it says so itself,
 * beside what the page has put into it. In text alone: nothing else may be allowed.
 */
const fallback = `}catch(e){const say=()=>{for(const x of document.getElementsByTagName("*"))if(x.localName.startsWith("qkv-"))x.append(" QKV Lab: "+e.message)};
if(document.readyState==="loading")document.addEventListener("DOMContentLoaded",say);else say();throw e}`;

/** What stands around the scripts for other people's pages. */
export const around = (name) => ({ banner: `${guard(name)}try{`, footer: `${fallback}})();` });

/**
 * Go's support script as a module. What it wants to find beside it, or puts there, is lent to it while it is read and while a program
 * starts, which is when Go looks: a page's own `process` or `fs` is neither used nor replaced.
 */
export const wasmExec = {
  name: "wasm_exec",
  setup(b) {
    b.onResolve({ filter: /^wasm_exec$/ }, () => ({ path: goScript(), namespace: "go" }));
    b.onLoad({ filter: /.*/, namespace: "go" }, async ({ path }) => ({
      contents: `const lent = {};
const swap = () => {
  for (const name of ["Go", "fs", "process", "path"]) {
    const now = Object.getOwnPropertyDescriptor(globalThis, name), other = lent[name];
    if (other ? !Reflect.defineProperty(globalThis, name, other) : !Reflect.deleteProperty(globalThis, name)) globalThis[name] = other?.value;
    lent[name] = now;
  }
};
swap();
${await readFile(path, "utf8")}
const { fs, Go: Whole } = globalThis; // the script says \`fs\` where it writes
swap();
export class Go extends Whole {
  run(instance) {
    swap();
    try { return super.run(instance); } finally { swap(); }
  }
}`,
    }));
  },
};

/**
 * What d3 brings along and nothing here asks for. d3-zoom without transitions: nothing zooms in small steps by itself; of
 * them it asks for an end of any that runs. d3-scale without the formats of its ticks: numbers are written as the engine
 * writes them (src/scale/number.ts).
 */
const LEFT_OUT = {
  "d3-transition": `import { selection } from "d3-selection";
selection.prototype.interrupt = function () { return this; };
export const interrupt = () => {};`,
  "d3-format": ["format", "formatPrefix", "formatSpecifier", "precisionFixed", "precisionPrefix", "precisionRound"]
    .map((name) => `export const ${name} = () => { throw new Error("d3-format is left out"); };`).join("\n"),
};

const lean = {
  name: "lean",
  setup(b) {
    b.onResolve({ filter: /^d3-(transition|format)$/ }, ({ path }) => ({ path, namespace: "lean" }));
    b.onLoad({ filter: /.*/, namespace: "lean" }, ({ path }) => ({ contents: LEFT_OUT[path], resolveDir: fileURLToPath(new URL(".", import.meta.url)) }));
  },
};

/** Our style sheets travel without comments, line breaks and the blanks around what divides them; our markup without indents. */
const tight = {
  name: "tight",
  setup(b) {
    b.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path }) => ({
      loader: "ts",
      contents: (await readFile(path, "utf8")).replace(/\bcss`[^`]*/g, (sheet) => sheet.replace(/\/\*.*?\*\//gs, "").replace(/\s+/g, " ").replace(/ ?([{;]) ?/g, "$1").replace(/([a-z]): /g, "$1:"))
        .replace(/\b(?:html|svg)`[^`]*/g, (markup) => markup.replace(/\n\s+/g, "\n")),
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

export const script = {
  bundle: true, format: "iife", target: "es2022", minify: true, sourcemap: "linked", legalComments: "none",
  charset: "utf8", logLevel: "warning", define: { __QKV_VERSION__: JSON.stringify(version) }, plugins: [wasmExec, lean, tight],
};

/** Of Lit only its style sheets: a second copy of the rest would want the name of its policy again, which a page may refuse. */
const styleAlone = {
  name: "style alone",
  setup(b) { b.onResolve({ filter: /^lit$/ }, () => ({ path: fileURLToPath(new URL("node_modules/@lit/reactive-element/css-tag.js", import.meta.url)) })); },
};

/** How the script is built that is fetched when somebody takes something along. */
export const takeScript = { ...script, entryPoints: [fileURLToPath(new URL("src/take.ts", import.meta.url))], plugins: [styleAlone, tight] };
