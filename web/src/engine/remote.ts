import type { Hired } from "./helper.js";
import { start, type LocalInstance, type Reply, type StandIn } from "./instance.js";
import { atLeisure } from "./leisure.js";
import type { Order, Word } from "./worker.js";

interface Asker {
  done(reply: Reply): void;
  failed(error: Error): void;
}

/**
 * The engine in a worker, which answers until the page's own instance does: starting that, with machine code that the worker
 * made, takes 30 ms of this thread instead of 250, and waits until the page has time for it.
 */
class Remote implements StandIn {
  readonly page = null;
  readonly ended: Promise<void>;
  readonly #hired: Hired;
  readonly #asked = new Map<number, Asker>();
  #last = 0;
  #closing = false;
  #end: () => void = () => undefined;

  constructor(hired: Hired, readonly module: WebAssembly.Module) {
    this.#hired = hired;
    this.ended = new Promise((done) => { this.#end = done; });
    void hired.lost.then(() => { this.#lose(); });
    hired.port.onmessage = ({ data }: MessageEvent<Word>) => { this.#hear(data); };
  }

  call(request: string, body?: Uint8Array): Promise<Reply> {
    return new Promise((done, failed) => {
      this.#asked.set(++this.#last, { done, failed });
      this.#hired.port.postMessage({ id: this.#last, request, body } satisfies Order);
    });
  }

  async relieve(): Promise<LocalInstance> {
    await atLeisure();
    return start(this.module);
  }

  close(): void {
    this.#closing = true;
    if (this.#asked.size === 0) this.#lose();
  }

  #hear(word: Word): void {
    if ("module" in word) return;
    const asker = this.#asked.get(word.id);
    this.#asked.delete(word.id);
    if (word.reply) asker?.done(word.reply);
    else asker?.failed(new Error("the engine in the worker died"));
    if (!word.reply || this.#closing && this.#asked.size === 0) this.#lose();
  }

  #lose(): void {
    this.#hired.worker.terminate();
    for (const { failed } of this.#asked.values()) failed(new Error("the worker ended"));
    this.#asked.clear();
    this.#end();
  }
}

/**
 * The worker's engine, once it runs. Null where it does not run: what is wrong is then found out, and said,
 * by this thread.
 */
export function remote(hired: Hired): Promise<Remote | null> {
  return new Promise((settle) => {
    void hired.lost.then(() => { settle(null); });
    hired.port.onmessageerror = () => { settle(null); };
    hired.port.onmessage = ({ data }: MessageEvent<Word>) => {
      const module = "module" in data ? data.module : null;
      if (!module) hired.worker.terminate();
      settle(module && new Remote(hired, module));
    };
  });
}
