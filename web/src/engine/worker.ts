// The worker that warms the engine up: it compiles the module and runs it once, so that what the page calls first is machine
// code already, and hands the module over. The page's own thread is left to the page; see warm.ts.

import { compile } from "./compile.js";
import { start } from "./instance.js";

/** What the worker is asked: where the engine lies, and which calls are made of it first. */
export interface Order {
  readonly url: string;
  readonly calls: readonly string[];
}

addEventListener("message", (e: MessageEvent<Order>) => {
  void warm(e.data).then((module) => { postMessage(module); }, () => { postMessage(null); }).finally(close);
});

async function warm({ url, calls }: Order): Promise<WebAssembly.Module> {
  const module = await compile(url);
  const instance = await start(module);
  for (const call of calls) instance.call(call);
  return module;
}
