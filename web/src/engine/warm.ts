import { compile } from "./compile.js";
import { EngineFailure, failureOf } from "./failure.js";
import { encodeCall } from "./protocol.js";
import type { Order } from "./worker.js";

/** What every page asks first. */
const FIRST = ["step", "presets"] as const;

/**
 * Compiles the engine in a worker, which runs it once: a module carries its machine code along, and starting it here then
 * takes 30 ms of this thread instead of 250. Where no worker may be had (a script from another origin, a policy, a file),
 * or where it fails, the engine is compiled here, and what is wrong is said from here. Where nothing may be compiled,
 * nothing is fetched.
 */
export async function compileWarm(url: string, worker: string): Promise<WebAssembly.Module> {
  mustCompile();
  const order = { url, calls: FIRST.map((call) => encodeCall(call, { lang: "ko", doc: "" })) };
  return await compiledBy(worker, order) || compile(url);
}

/** An empty module is compiled where any is: a worker has a policy of its own, which is not the page's to get round. */
function mustCompile(): void {
  if (typeof WebAssembly !== "object") throw new EngineFailure("no_wasm", "");
  try {
    new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
  } catch (error) {
    throw failureOf(error);
  }
}

function compiledBy(script: string, order: Order): Promise<WebAssembly.Module | null> {
  return new Promise((done) => {
    const failed = (e: Event): void => {
      e.preventDefault(); // it is no error of the page
      done(null);
    };
    try {
      if (new URL(script).origin !== self.origin) return done(null); // asking would be a violation of some policies; a sandboxed page has no origin
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
export function trusted(script: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: ScriptPolicies };
  policy ??= trustedTypes?.createPolicy("qkvlab", { createScriptURL: (url) => url });
  return policy?.createScriptURL(script) ?? script;
}
