import { Go } from "wasm_exec";
import type { PageController } from "./page.js";
import { pause } from "./pause.js";

/** What the engine answers: JSON text, and float32 values beside it, in its own memory: they are gone with the next call. */
export interface Reply {
  meta: string;
  data: Float32Array;
}

/** One running engine. A call that throws or rejects, or `ended`, means that it is dead. */
export interface Instance {
  /** body goes along as it is. */
  call(request: string, body?: Uint8Array): Reply | Promise<Reply>;
  readonly page: PageController | null;
  readonly ended: Promise<void>;
}

/** An engine in this thread: it answers at once. */
export interface LocalInstance extends Instance {
  call(request: string, body?: Uint8Array): Reply;
}

/** An engine that answers until another one does. */
export interface StandIn extends Instance {
  /** Asks for the other one, when what was asked first has been answered. */
  relieve(): Promise<Instance>;
  /** Its work is done; what it was asked it still answers. */
  close(): void;
}

interface Exports extends Record<string, unknown> {
  mem: WebAssembly.Memory;
  qkv_buffer(bytes: number): number;
  qkv_call(bytes: number): number;
}

/** Starts an instance; resolves when the program has said that its exports may be called. */
export async function start(module: WebAssembly.Module): Promise<LocalInstance> {
  const go = new Go();
  go.env["GOGC"] = "400"; // what an edit leaves behind is swept every 40 edits, not every 10: 12 MB more for a quarter of the sweeping
  const wasm = await WebAssembly.instantiate(module, go.importObject);
  await pause();
  return new Promise((resolve, reject) => {
    const host = globalThis as { qkvLabStart?: (page: PageController) => void };
    let settle: (page: PageController) => void = () => undefined;
    const started = new Promise<PageController>((ready) => { settle = ready; });
    host.qkvLabStart = (page) => {
      delete host.qkvLabStart;
      settle(page);
    };
    // run() returns after the program's first wait, so that no other start can take this one's hook
    const ended = go.run(wasm).catch(() => undefined);
    void started.then(async (page) => {
      await pause();
      resolve(instanceOf(wasm.exports as Exports, page, ended));
    });
    void ended.then(() => reject(new Error("the program ended before it was ready")));
  });
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function instanceOf(exports: Exports, page: PageController, ended: Promise<void>): LocalInstance {
  return {
    page,
    ended,
    call(request, body) {
      const text = encoder.encode(body ? request + "\0" : request);
      const bytes = body ? new Uint8Array(text.length + body.length) : text;
      if (body) {
        bytes.set(text);
        bytes.set(body, text.length);
      }
      // pointers come back signed
      const buffer = exports.qkv_buffer(bytes.length) >>> 0;
      new Uint8Array(exports.mem.buffer, buffer, bytes.length).set(bytes);
      const reply = exports.qkv_call(bytes.length) >>> 0;
      // memory may have grown: views are made after the call
      const [meta = 0, length = 0, data = 0, count = 0] = new Uint32Array(exports.mem.buffer, reply, 4);
      return {
        meta: decoder.decode(new Uint8Array(exports.mem.buffer, meta, length)),
        data: new Float32Array(exports.mem.buffer, count > 0 ? data : 0, count),
      };
    },
  };
}
