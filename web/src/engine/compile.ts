import { EngineFailure, failureOf } from "./failure.js";
import { mustCompile } from "./helper.js";

/**
 * Fetches and compiles the engine, streaming where the server says application/wasm. Rejects with an EngineFailure:
 * no_wasm, unreachable, blocked or broken. Where nothing may be compiled, nothing is fetched.
 */
export async function compile(url: string): Promise<WebAssembly.Module> {
  if (typeof WebAssembly !== "object") throw new EngineFailure("no_wasm", "");
  try {
    mustCompile();
  } catch (error) {
    throw failureOf(error);
  }
  const response = await get(url);
  try {
    const streams = typeof WebAssembly.compileStreaming === "function"
      && /^application\/wasm\s*$/i.test(response.headers.get("content-type") ?? "");
    return await (streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer()));
  } catch (error) {
    throw failureOf(error);
  }
}

async function get(url: string): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url);
  } catch (error) {
    throw new EngineFailure("unreachable", url, { cause: error });
  }
  if (!response.ok) throw new EngineFailure("unreachable", `${url} answered ${response.status}`);
  if (/html/.test(response.headers.get("content-type") ?? "")) throw new EngineFailure("unreachable", `${url} is a page`); // as some servers answer for what they have not
  return response;
}

/** Where a file of ours lies: as `data-KEY` of the script tag says, or beside the script. Read while the script is being evaluated. */
export function fileURL(script: HTMLOrSVGScriptElement | null, key: string, name: string): string {
  const base = script instanceof HTMLScriptElement && script.src ? script.src : document.baseURI;
  return new URL((script instanceof HTMLElement && script.dataset[key]) || name, base).href;
}
