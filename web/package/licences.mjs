// THIRD-PARTY.txt: what the package contains of others, with their licences as they stand in what was built from.

import { execFileSync } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const web = fileURLToPath(new URL("..", import.meta.url));
const env = { GOTOOLCHAIN: "auto", ...process.env, GOOS: "js", GOARCH: "wasm" };
const go = (...args) => execFileSync("go", args, { cwd: join(web, ".."), env, encoding: "utf8" }).trim();

/** inputs: the files that went into the scripts, from web/. */
export async function licences(inputs) {
  const packages = new Set(inputs.map((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1]).filter(Boolean));
  const modules = [...new Set(go("list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}\t{{.Dir}}{{end}}{{end}}", "./wasm").split("\n").filter(Boolean))];
  const parts = [
    ...[...packages].sort().map(async (name) => {
      const folder = join(web, "node_modules", name);
      const { version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
      return [`${name} ${version}`, await licenceIn(folder)];
    }),
    ...modules.sort().map(async (line) => {
      const [name, folder] = line.split("\t");
      return [name, await licenceIn(folder)];
    }),
    licenceIn(go("env", "GOROOT")).then((text) => [`Go ${go("env", "GOVERSION")}: its runtime, standard library and support script`, text]),
  ];
  return (await Promise.all(parts)).map(([name, text]) => `${"=".repeat(100)}\n${name}\n\n${text.trim()}\n`).join("\n");
}

async function licenceIn(folder) {
  const name = (await readdir(folder)).find((file) => /^(licen[cs]e|copying)(\.(md|txt))?$/i.test(file));
  if (!name) throw new Error(`${folder} has no licence, and what has none may not be shipped`);
  return readFile(join(folder, name), "utf8");
}
