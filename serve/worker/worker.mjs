// The worker's entrance: keeps one running instance of the Go program, and starts another when it has ended or grown too
// large. Starting takes 50 ms; answering from a running one a few.

import "./wasm_exec.mjs";
import app from "./app.wasm";

/** An instance whose memory has grown beyond this many bytes is not asked again: the platform allows 128 MB. */
const LARGE = 80 * 2 ** 20;

/** The header in which main.go finds the body, read here: see there. */
const BODY = "qkvlab-body";

let running; // the instance that is asked

/** Starts an instance: it runs until it is ready, at once. */
function start() {
  const go = new Go();
  const started = { binding: {}, waiting: new Set(), memory: undefined, ready: false };
  // Called while it happens: what awaits go.run() belongs to the request that started it, and is dropped with that.
  go.exit = (status) => discard(started, new Error(`the program has ended with status ${status}`));
  const instance = new WebAssembly.Instance(app, {
    ...go.importObject,
    workers: { ready: () => { started.ready = true; } },
  });
  started.memory = instance.exports.mem;
  void go.run(instance, { env: {}, ctx: {}, binding: started.binding });
  if (!started.ready) throw new Error("the program has not become ready");
  return started;
}

/** Asks an instance no more, and fails what it has not answered. */
function discard(instance, error) {
  if (running === instance) running = undefined;
  for (const fail of instance.waiting) fail(error);
}

/** Asks an instance; rejects where it ends before it has answered. */
function ask({ binding, waiting }, request) {
  return new Promise((resolve, reject) => {
    waiting.add(reject);
    const settle = (how) => (value) => {
      waiting.delete(reject);
      how(value);
    };
    binding.handleRequest(request).then(settle(resolve), settle(reject));
  });
}

export default {
  async fetch({ url, method, headers, body }) {
    const head = new Map(headers);
    head.delete(BODY);
    if (body) head.set(BODY, base64(new Uint8Array(await new Response(body).arrayBuffer())));
    let instance;
    try {
      instance = running ??= start();
      const answer = await ask(instance, { url, method, headers: head, body: null });
      if (instance.memory.buffer.byteLength > LARGE && running === instance) running = undefined;
      return answer;
    } catch (error) {
      console.error(String(error));
      if (instance) discard(instance, error); // a trap leaves it in the middle of something
      return new Response("500: a mistake of ours; the server goes on\n", {
        status: 500, headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" },
      });
    }
  },
};

function base64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
