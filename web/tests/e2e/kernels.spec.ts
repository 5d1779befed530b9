import { expect, test } from "@playwright/test";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

interface GoProgram {
  argv: string[];
  importObject: WebAssembly.Imports;
  exit: (code: number) => void;
  run(instance: WebAssembly.Instance): Promise<void>;
}

// The Go tests of core/mat run natively and in Node; here the same compiled tests run in the browser, whose compiler of
// WebAssembly is another version: every kernel against plain Go, bit for bit.
test("the kernels have the bits of plain Go in the browser", async ({ page }) => {
  const root = fileURLToPath(new URL("../../..", import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), "kernels-"));
  try {
    const run = (...command: string[]) => execFileSync("go", command, {
      cwd: root, encoding: "utf8", env: { ...process.env, GOTOOLCHAIN: "auto", GOOS: "js", GOARCH: "wasm" },
    }).trim();
    run("test", "-c", "-o", join(folder, "mat.wasm"), "./core/mat");
    const files: Record<string, [type: string, body: Buffer]> = {
      "/": ["text/html", Buffer.from('<!doctype html><script src="/wasm_exec.js"></script>')],
      "/wasm_exec.js": ["text/javascript", readFileSync(join(run("env", "GOROOT"), "lib", "wasm", "wasm_exec.js"))],
      "/mat.wasm": ["application/wasm", readFileSync(join(folder, "mat.wasm"))],
    };
    await page.route("http://kernels.test/**", (route) => {
      const [contentType, body] = files[new URL(route.request().url()).pathname] ?? [];
      return contentType ? route.fulfill({ contentType, body: body as Buffer }) : route.fulfill({ status: 404 });
    });
    const said: string[] = [];
    page.on("console", (message) => { said.push(message.text()); });
    await page.goto("http://kernels.test/");
    const code = await page.evaluate(async () => {
      const go = new (globalThis as unknown as { Go: new () => GoProgram }).Go();
      go.argv = ["mat", "-test.v", "-test.run", "Bits|MulRows|Norms|Activations|Softmax|IntoAllocatesNothing"];
      let code = -1;
      go.exit = (status) => { code = status; };
      const { instance } = await WebAssembly.instantiateStreaming(fetch("/mat.wasm"), go.importObject);
      await go.run(instance);
      return code;
    });
    expect(code, said.join("\n")).toBe(0);
    for (const name of ["TestKernelsHaveTheBitsOfPlainGo", "TestSoftmaxHasTheBitsOfPlainGo", "TestElementKernelsHaveTheBitsOfPlainGo"]) {
      expect(said.join("\n")).toContain(`--- PASS: ${name}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
