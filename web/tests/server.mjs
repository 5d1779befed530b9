// Starts the real server on a free port, on the built page, for tests that need a browser.

import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const env = { ...process.env, GOTOOLCHAIN: process.env.GOTOOLCHAIN === "local" ? "auto" : process.env.GOTOOLCHAIN ?? "auto" };

/** Starts `serve` on the packed site, or on web/dist where nothing is packed. Returns its address and what stops it. */
export async function startServer() {
  const packed = join(root, "serve", "dist", "site");
  const dir = existsSync(packed) ? packed : join(root, "web", "dist");
  if (!existsSync(join(dir, "ko", "index.html"))) throw new Error("the page has not been built yet: run ./build.sh build");
  const child = spawn(goBuild("serve", "./serve"), ["-dir", dir, "-addr", "127.0.0.1:0"], { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  const url = await new Promise((resolve, reject) => {
    child.on("exit", (code) => reject(new Error(`serve ended with status ${code}`)));
    let out = "";
    child.stdout.on("data", (chunk) => {
      out += chunk;
      const found = /http:\/\/\S+/.exec(out);
      if (found) resolve(found[0].replace(/\/$/, ""));
    });
  });
  return { url, stop: () => child.kill() };
}

/** Builds the command line. Returns the path of the program. */
export function buildCommand() {
  return goBuild("qkv", "./core/cmd/qkv");
}

function goBuild(name, source) {
  const cache = join(root, "web", "node_modules", ".cache");
  mkdirSync(cache, { recursive: true });
  const binary = join(cache, name);
  execFileSync("go", ["build", "-o", binary, source], { cwd: root, env, stdio: "inherit" });
  return binary;
}

/** Where Chromium is: QKV_CHROMIUM, the system's, or Playwright's own (undefined). */
export function chromiumPath() {
  return [process.env.QKV_CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((p) => p && existsSync(p));
}

export const CHROMIUM_ARGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];
