// The engine of the single file, from the file itself; build.mjs puts this in the place of src/engine/shared.ts.

import { Engine } from "../src/engine/engine.js";
import { EngineFailure, failureOf } from "../src/engine/failure.js";
import { start } from "../src/engine/instance.js";
import { unpack } from "./blocks.js";

/** The file is its own site, and has no other address. */
export const home = location.href.replace(/[?#].*/s, "");

/** What is taken along or brought in is in the file's own script. */
export const takeScript = "";

let module: Promise<WebAssembly.Module> | undefined;

/** Shared by everything in the file. What does not compile will not do so later: it is not tried again. */
export const engine = new Engine(async () => start(await (module ??= compiled())));

async function compiled(): Promise<WebAssembly.Module> {
  if (typeof WebAssembly !== "object") throw new EngineFailure("no_wasm", "");
  try {
    return await WebAssembly.compileStreaming(unpack("qkv-engine", "application/wasm"));
  } catch (error) {
    throw failureOf(error);
  }
}
