// The page of the benchmark and what it loads, from this machine alone, on a free port. The headers isolate the page, so that its
// clock is fine and peers may have threads.

import { build } from "esbuild";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
export const root = join(here, "..", "..");
const modules = join(here, "node_modules");
const env = { ...process.env, GOTOOLCHAIN: process.env.GOTOOLCHAIN === "local" ? "auto" : process.env.GOTOOLCHAIN ?? "auto" };

const FOLDERS = { ort: "onnxruntime-web/dist", tfjs: "@tensorflow/tfjs-backend-wasm/dist" };
const TYPES = { ".mjs": "text/javascript", ".js": "text/javascript", ".wasm": "application/wasm" };

export async function serveBench() {
  const wasm = join(root, ".build", "bench.wasm");
  execFileSync("go", ["build", "-trimpath", "-ldflags=-s -w", "-o", wasm, "./wasm/bench"], { cwd: root, env: { ...env, GOOS: "js", GOARCH: "wasm" }, stdio: "inherit" });
  const goroot = execFileSync("go", ["env", "GOROOT"], { cwd: root, env, encoding: "utf8" }).trim();
  const { outputFiles: [script] } = await build({
    entryPoints: [join(here, "page.mjs")], bundle: true, format: "esm", target: "es2022", write: false, logLevel: "error",
  });
  const fixed = {
    "/": ["text/html", '<!doctype html><meta charset="utf-8"><title>bench</title><link rel="icon" href="data:,"><script src="/wasm_exec.js"></script><script type="module" src="/page.js"></script>'],
    "/page.js": ["text/javascript", script.contents],
    "/wasm_exec.js": ["text/javascript", readFileSync(join(goroot, "lib", "wasm", "wasm_exec.js"))],
    "/bench.wasm": ["application/wasm", readFileSync(wasm)],
  };
  const server = createServer(({ url }, response) => {
    const { pathname } = new URL(url, "http://localhost");
    const [, folder, name] = /^\/(\w+)\/([\w.-]+)$/.exec(pathname) ?? [];
    const head = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };
    try {
      const [type, body] = fixed[pathname] ?? [TYPES[extname(name)], readFileSync(join(modules, FOLDERS[folder], name))];
      response.writeHead(200, { ...head, "Content-Type": type }).end(body);
    } catch {
      response.writeHead(404, head).end();
    }
  });
  await new Promise((done) => { server.listen(0, "127.0.0.1", done); });
  return { url: `http://127.0.0.1:${server.address().port}/`, stop: () => { server.close(); server.closeAllConnections(); } };
}
