// A worker that runs the engine, hired by the page: as early as possible, so that it compiles while the page is read.

/** A worker at work: what it says comes by the port, also what it said before anyone listened. */
export interface Hired {
  readonly worker: Worker;
  readonly port: MessagePort;
  /** Settles when the engine is compiled, which takes every processor that there is. */
  readonly compiled: Promise<void>;
  /** Settles when its script cannot be had, or it died. */
  readonly lost: Promise<void>;
  readonly trusted: (script: string) => string;
}

/** What the head of the page hired before this script came. */
export const HIRED = "qkvLabHired";

/** An empty module is compiled where any is: a worker has a policy of its own, which is not the page's to get round. Throws where it may not. */
export function mustCompile(): void {
  new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
}

/** Sends a worker to fetch, compile and start the engine. Throws where no worker may be had: a script from another origin, a policy, a file. */
export function hire(script: string, engine: string): Hired {
  mustCompile();
  if (new URL(script).origin !== self.origin) throw new Error("foreign"); // asking would be a violation of some policies; a sandboxed page has no origin
  const worker = new Worker(trusted(script));
  const { port1, port2 } = new MessageChannel();
  const lost = new Promise<void>((done) => {
    worker.onerror = (e) => {
      e.preventDefault(); // it is no error of the page
      done();
    };
  });
  const compiled = new Promise<void>((done) => { worker.onmessage = () => { done(); }; });
  worker.postMessage(engine, [port2]);
  return { worker, port: port1, compiled, lost, trusted };
}

interface ScriptPolicy { createScriptURL(url: string): string }
interface ScriptPolicies { createPolicy(name: string, rules: ScriptPolicy): ScriptPolicy }

let policy: ScriptPolicy | undefined;

/** The address of a script, under a policy of ours where the page asks for policies. A name may be taken once: the head of the page may have it. */
export function trusted(script: string): string {
  const { trustedTypes, [HIRED]: early } = globalThis as { trustedTypes?: ScriptPolicies; [HIRED]?: Hired };
  if (early && early.trusted !== trusted) return early.trusted(script);
  policy ??= trustedTypes?.createPolicy("qkvlab", { createScriptURL: (url) => url });
  return policy?.createScriptURL(script) ?? script;
}
