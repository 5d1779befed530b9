import { compile } from "./compile.js";
import { encodeCall } from "./protocol.js";
import type { Order } from "./worker.js";

/** What every page asks first. */
const FIRST = ["step", "presets"] as const;

/**
 * Compiles the engine in a worker, which runs it once: a module carries its machine code along, and starting it here then
 * takes 30 ms of this thread instead of 250. Where no worker may be had (a script from another origin, a policy, a file),
 * or where it fails, the engine is compiled here, and what is wrong is said from here.
 */
export async function compileWarm(url: string, worker: string): Promise<WebAssembly.Module> {
  const order = { url, calls: FIRST.map((call) => encodeCall(call, { lang: "ko", doc: "" })) };
  return mayCompile() && await compiledBy(worker, order) || compile(url);
}

/** An empty module is compiled where any is: a worker has a policy of its own, which is not the page's to get round. */
function mayCompile(): boolean {
  try {
    return new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0)) instanceof WebAssembly.Module;
  } catch {
    return false;
  }
}

function compiledBy(script: string, order: Order): Promise<WebAssembly.Module | null> {
  return new Promise((done) => {
    const failed = (e: Event): void => {
      e.preventDefault(); // it is no error of the page
      done(null);
    };
    try {
      const worker = new Worker(trusted(script));
      worker.addEventListener("message", (e: MessageEvent<WebAssembly.Module | null>) => { done(e.data); });
      worker.addEventListener("messageerror", failed);
      worker.addEventListener("error", failed);
      worker.postMessage(order);
    } catch {
      done(null);
    }
  });
}

interface ScriptPolicy { createScriptURL(url: string): string }
interface ScriptPolicies { createPolicy(name: string, rules: ScriptPolicy): ScriptPolicy }

let policy: ScriptPolicy | undefined; // a name may be taken once

/** The address of a script, under a policy of ours where the page asks for policies. */
function trusted(script: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: ScriptPolicies };
  policy ??= trustedTypes?.createPolicy("qkvlab", { createScriptURL: (url) => url });
  return policy?.createScriptURL(script) ?? script;
}
