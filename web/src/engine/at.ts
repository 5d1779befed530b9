import { compile } from "./compile.js";
import { Engine } from "./engine.js";
import { HIRED, hire, type Hired } from "./helper.js";
import { start } from "./instance.js";
import { painted } from "./pause.js";
import { remote } from "./remote.js";

/**
 * An engine from its two files. It is fetched when it is first asked for; a failed fetch is tried again at the next call. A
 * worker runs it first, where one may be had; where it does not, or dies, the engine is compiled here.
 */
export function engineAt(url: string, worker: string): Engine {
  let module: Promise<WebAssembly.Module> | undefined;
  let hadHelp = false;
  return new Engine(async () => {
    if (!hadHelp) {
      hadHelp = true;
      const helper = await hired(url, worker);
      const standIn = helper && await remote(helper);
      if (standIn) {
        module = Promise.resolve(standIn.module);
        return standIn;
      }
    }
    module ??= compile(url).catch((error: unknown) => {
      module = undefined;
      throw error;
    });
    return start(await module);
  });
}

/** The worker that the head of the page hired, or one of our own: nothing that is to be painted first waits for that. */
async function hired(url: string, worker: string): Promise<Hired | null> {
  const early = (globalThis as { [HIRED]?: Hired })[HIRED];
  if (early) return early;
  await painted();
  try {
    return hire(worker, url);
  } catch {
    return null;
  }
}
