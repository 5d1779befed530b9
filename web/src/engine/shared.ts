import { compile, wasmURL } from "./compile.js";
import { Engine } from "./engine.js";
import { start } from "./instance.js";
import { painted } from "./pause.js";

// Known only while the script is being evaluated.
const url = wasmURL(document.currentScript);

let module: Promise<WebAssembly.Module> | undefined;

/** The engine of this page: all elements share it. It is fetched when it is first asked for; a failed fetch is tried again at the next call. */
export const engine = new Engine(async () => {
  module ??= painted().then(() => compile(url)).catch((error: unknown) => {
    module = undefined;
    throw error;
  });
  return start(await module);
});
