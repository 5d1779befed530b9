import { Engine } from "./engine.js";
import { start } from "./instance.js";
import { painted } from "./pause.js";
import { compileWarm } from "./warm.js";

/** An engine from its two files. It is fetched when it is first asked for; a failed fetch is tried again at the next call. */
export function engineAt(url: string, worker: string): Engine {
  let module: Promise<WebAssembly.Module> | undefined;
  return new Engine(async () => {
    module ??= painted().then(() => compileWarm(url, worker)).catch((error: unknown) => {
      module = undefined;
      throw error;
    });
    return start(await module);
  });
}
