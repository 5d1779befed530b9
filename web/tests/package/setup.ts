// Makes the package, packs it as it would be published, installs it beside the examples in .build/examples, and builds these
// with other people's tools.

import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { buildCommand } from "../server.mjs";

const built = resolve("..", ".build");
const at = join(built, "examples");

export default function setup(): void {
  process.env["QKV_COMMAND"] = buildCommand();
  process.env["QKV_EXAMPLES"] = at;
  run(process.execPath, ["package/build.mjs"], ".");
  install();
  for (const name of ["vite", "vitepress"]) run("npm", ["run", "--silent", name], at);
}

function install(): void {
  mkdirSync(at, { recursive: true });
  const isNew = !existsSync(join(at, "node_modules", ".package-lock.json")) || read(join(at, "package-lock.json")) !== read("examples/package-lock.json");
  for (const name of ["plain", "vite", "vitepress", "reveal"]) rmSync(join(at, name), { recursive: true, force: true });
  cpSync("examples", at, { recursive: true });
  if (isNew) run("npm", ["ci"], at);
  const packed = JSON.parse(run("npm", ["pack", "--json", "--pack-destination", built], join(built, "npm"))) as { filename: string }[];
  run("npm", ["install", "--no-save", "--no-package-lock", "--prefer-offline", join(built, packed[0]!.filename)], at);
}

function read(file: string): string {
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

function run(program: string, args: string[], cwd: string): string {
  return execFileSync(program, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], maxBuffer: 1 << 26 });
}
