// The engine of the package: bundlers find its files by the addresses that stand at the module's head (build.mjs). It
// takes the place of src/engine/shared.ts.

import { engineAt } from "../src/engine/at.js";

declare const qkvFiles: { readonly wasm: string; readonly worker: string; readonly take: string };

/** Where the full page is, a package does not know: elements lead to it where their own links do. */
export const home: string = "";

/** The script of what somebody takes along or brings in: fetched when that first happens. */
export const takeScript = qkvFiles.take;

export const engine = engineAt(qkvFiles.wasm, qkvFiles.worker);
