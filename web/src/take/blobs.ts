import type { BlobReply } from "../wire.gen.js";
import type { Tensor } from "./file.js";

/** What this needs of an engine: its doors for matrices that no document can hold. */
export interface BlobEngine {
  /** Hands over bytes with a call; the engine answers with the name of the blob that they are. */
  hand(params: Readonly<Record<string, string | number>>, body: Uint8Array): Promise<BlobReply>;
  ask(doc: string, call: "blob", params: Readonly<Record<string, string>>): Promise<{ readonly reply: unknown; readonly values: Float32Array }>;
}

interface Kept { readonly rows: number; readonly cols: number; readonly data: Float32Array }

/** The blobs of this visit: an engine that is started again asks for them. */
const kept = new Map<string, Kept>();

/** Gives a matrix to the engine, and keeps it. */
export async function give(engine: BlobEngine, { rows, cols, data }: Omit<Tensor, "name">): Promise<BlobReply> {
  const reply = await engine.hand({ rows, cols }, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  if (reply.ok) kept.set(reply.name, { rows, cols, data });
  return reply;
}

/** Keeps the blobs of a document, for this visit and, where the browser allows it, for later ones. */
export async function keep(engine: BlobEngine, names: readonly string[]): Promise<void> {
  for (const name of names) {
    if (!kept.has(name)) {
      const { reply, values } = await engine.ask("", "blob", { name });
      const { ok, rows, cols } = reply as BlobReply;
      if (!ok) continue;
      kept.set(name, { rows, cols, data: values });
    }
    await stored("readwrite", (store) => store.put(kept.get(name), name));
  }
}

/** Gives the engine a blob that was kept; false where there is none of this name. */
export async function supply(engine: BlobEngine, name: string): Promise<boolean> {
  const found = kept.get(name) ?? await stored<Kept>("readonly", (store) => store.get(name) as IDBRequest<Kept>);
  if (!found) return false;
  const reply = await give(engine, found);
  return reply.ok && reply.name === name;
}

/** So many blobs are kept for later visits; the oldest go. */
const MOST = 24;

/** Asks the browser's store; undefined where there is none, or it does not want to. */
async function stored<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T> | IDBRequest<IDBValidKey>): Promise<T | undefined> {
  try {
    const base = await new Promise<IDBDatabase>((done, failed) => {
      const opening = indexedDB.open("qkv-lab", 1);
      opening.onupgradeneeded = () => { opening.result.createObjectStore("blobs"); opening.result.createObjectStore("order", { autoIncrement: true }); };
      opening.onsuccess = () => { done(opening.result); };
      opening.onerror = opening.onblocked = () => { failed(new Error("no store")); };
    });
    try {
      const work = base.transaction(["blobs", "order"], mode);
      const asked = ask(work.objectStore("blobs"));
      if (mode === "readwrite") forget(work, asked as IDBRequest<IDBValidKey>);
      return await new Promise<T>((done, failed) => {
        work.oncomplete = () => { done(asked.result as T); };
        work.onerror = work.onabort = () => { failed(new Error("not stored")); };
      });
    } finally {
      base.close();
    }
  } catch {
    return undefined;
  }
}

/** Notes what was put, and lets the oldest go. */
function forget(work: IDBTransaction, put: IDBRequest<IDBValidKey>): void {
  put.onsuccess = () => {
    const [order, name] = [work.objectStore("order"), put.result as string];
    order.getAll().onsuccess = function () {
      const names = (this.result as string[]);
      if (names.includes(name)) return;
      order.add(name);
      if (names.length < MOST) return;
      order.openCursor().onsuccess = function () {
        const oldest = this.result;
        if (!oldest) return;
        work.objectStore("blobs").delete(oldest.value as string);
        oldest.delete();
      };
    };
  };
}
