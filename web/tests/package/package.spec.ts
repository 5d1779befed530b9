import { execFileSync, spawn } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, nativeNumbers } from "../e2e/helpers.js";
import { at, DOC, stands, test } from "./page.js";

// The package as it would be published, installed by npm, in a page by hand, in Vite, in Node and in TypeScript.

test("in a page by hand, as a module, with numbers that stand; no link where none is known", async ({ page, folder }) => {
  await page.goto(`${await folder(".")}/plain/`);
  await stands(page, "qkv-attention", "head.0.attn");
  await stands(page, "qkv-linear", "k");
  await expect(page.locator("qkv-attention footer a")).toHaveCount(0);
});

test("built by Vite into any folder: engine and worker are copied, a script and an element have the same numbers", async ({ page, folder }) => {
  const files = readdirSync(at("vite/dist/assets"));
  for (const kind of [/^qkvlab-.*\.wasm$/, /^qkvlab\.worker-.*\.js$/]) expect(files.filter((name) => kind.test(name))).toHaveLength(1);
  const workers: string[] = [];
  page.on("worker", (w) => workers.push(w.url()));
  await page.goto(`${await folder(".")}/vite/dist/`);
  await stands(page, "qkv-matrix", "head.0.attn");
  await expect(page.locator("output")).toHaveText(String(nativeNumbers(DOC)["head.0.attn"]![0]));
  await expect(page.locator("body")).toHaveAttribute("data-steps", String(Object.keys(nativeNumbers("x=1,2,3,4;4,3,2,1&seed=0")).length));
  expect(workers).toEqual([expect.stringMatching(/assets\/qkvlab\.worker-/)]);
});

test("built by Vite, under a policy that lists what README names", async ({ page, folder }) => {
  const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'; img-src data:; require-trusted-types-for 'script'; trusted-types lit-html qkvlab";
  await page.goto(`${await folder(".", { "content-security-policy": policy })}/vite/dist/`);
  await stands(page, "qkv-matrix", "head.0.attn");
});

test("in Vite's development server", async ({ page }) => {
  const server = spawn(process.execPath, ["node_modules/vite/bin/vite.js", "vite", "--port", "0", "--host", "127.0.0.1"], { cwd: process.env["QKV_EXAMPLES"], stdio: ["ignore", "pipe", "inherit"] });
  try {
    const url = await new Promise<string>((resolve, reject) => {
      let said = "";
      server.on("exit", (code) => { reject(new Error(`vite ended with status ${String(code)}: ${said}`)); });
      server.stdout.on("data", (chunk: Buffer) => {
        said += chunk.toString();
        const [found] = /http:\/\/127\.0\.0\.1:\d+\//.exec(said.replace(/\x1b\[\d+m/g, "")) ?? [];
        if (found) resolve(found);
      });
    });
    await page.goto(url);
    await stands(page, "qkv-matrix", "head.0.attn");
  } finally {
    server.removeAllListeners("exit");
    server.kill();
  }
});

test("imported where there is no document, it does nothing, and says so when asked", () => {
  for (const name of ["qkvlab", "qkvlab/figures"]) {
    const program = `const { qkvLab } = await import("${name}"); console.log(qkvLab.version); for (const p of [qkvLab.ready, qkvLab.step("")]) await p.catch((e) => console.log(e.message));`;
    const said = execFileSync(process.execPath, ["--input-type=module", "-e", program], { cwd: process.env["QKV_EXAMPLES"], encoding: "utf8" }).trim().split("\n");
    expect(said).toEqual([expect.stringMatching(/^\d+\.\d+\.\d+$/), ...Array<unknown>(2).fill(expect.stringContaining("no document"))]);
  }
});

test("types stand: elements by their tags, events by their names; what is wrong is refused", () => {
  const check = (): string => {
    try {
      execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "--pretty", "false", "-p", at("vite")], { encoding: "utf8" });
      return "";
    } catch (error) {
      return (error as { stdout: string }).stdout;
    }
  };
  expect(check()).toBe("");
  writeFileSync(at("vite/main.ts"), `${readFileSync("examples/vite/main.ts", "utf8")}\nmatrix.step = 7;\nmatrix.addEventListener("qkv-change", (e) => e.detail.nothing);\nqkvLab.stop();\n`);
  expect(check().match(/error TS\d+/g)).toHaveLength(3);
});

test("what is published: the files that are named, the version of the tree, licences of all that is contained", () => {
  const folder = at("node_modules/qkvlab");
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
  const made = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string; customElements: string; exports: Record<string, string | Record<string, string>>; sideEffects: string[] };
  expect(made.version).toBe(version);
  const files = readdirSync(folder);
  expect(files.sort()).toEqual(["LICENSE", "NOTICE", "README.md", "THIRD-PARTY.txt", "api.d.ts", "custom-elements.json", "index.d.ts", "package.json", "qkvfigures.js", "qkvlab.js", "qkvlab.wasm", "qkvlab.worker.js", "qkvtake.js"]);
  const named = [made.customElements, ...made.sideEffects, ...Object.values(made.exports).flatMap((e) => (typeof e === "string" ? [e] : Object.values(e)))].map((f) => f.replace(/^\.\//, ""));
  for (const file of named) expect(files).toContain(file);
  const licences = readFileSync(join(folder, "THIRD-PARTY.txt"), "utf8");
  for (const name of ["lit-html", "d3-zoom", "uniseg", "go1."]) expect(licences).toContain(name);
});
