import { fileURL } from "./compile.js";
import { Engine } from "./engine.js";
import { start } from "./instance.js";
import { painted } from "./pause.js";
import { compileWarm } from "./warm.js";

// Known only while the script is being evaluated.
const url = fileURL(document.currentScript, "wasm", "qkvlab.wasm");
const worker = fileURL(document.currentScript, "worker", "qkvlab.worker.js");
/** The folder of the script, where the full page is too, or what `data-home` of the script tag says. */
export const home = fileURL(document.currentScript, "home", ".");

/** The script of what somebody takes along or brings in: fetched when that first happens. */
export const takeScript = fileURL(document.currentScript, "take", "qkvtake.js");

let module: Promise<WebAssembly.Module> | undefined;

/** The engine of this page: all elements share it. It is fetched when it is first asked for; a failed fetch is tried again at the next call. */
export const engine = new Engine(async () => {
  module ??= painted().then(() => compileWarm(url, worker)).catch((error: unknown) => {
    module = undefined;
    throw error;
  });
  return start(await module);
});
