// The worker that runs the engine until the page's own instance does: it compiles the module, which carries its machine code
// along to the page, and answers what the page asks first. The page's own thread is left to the page; see remote.ts.

import { compile } from "./compile.js";
import { start, type LocalInstance } from "./instance.js";

/** What the page says: an order to answer. */
export interface Order {
  readonly id: number;
  readonly request: string;
  readonly body: Uint8Array | undefined;
}

/** What the worker says: here is the module; it cannot be had; an answer, or null where the call killed the engine. */
export type Word =
  | { readonly module: WebAssembly.Module | null }
  | { readonly id: number; readonly reply: { readonly meta: string; readonly data: Float32Array } | null };

addEventListener("message", ({ data: url, ports: [port] }: MessageEvent<string>) => {
  if (port) void serve(url, port);
});

async function serve(url: string, port: MessagePort): Promise<void> {
  const say = (word: Word, transfer: Transferable[] = []): void => { port.postMessage(word, transfer); };
  let instance: LocalInstance;
  try {
    const module = await compile(url);
    postMessage(null); // see helper.ts
    instance = await start(module);
    say({ module });
  } catch {
    return say({ module: null });
  }
  port.onmessage = ({ data: { id, request, body } }: MessageEvent<Order>) => {
    try {
      const { meta, data } = instance.call(request, body);
      const own = data.slice();
      say({ id, reply: { meta, data: own } }, [own.buffer]);
    } catch {
      say({ id, reply: null });
    }
  };
}
