import { engineAt } from "./at.js";
import { fileURL } from "./compile.js";

// Known only while the script is being evaluated; to a module not even then.
const script = document.currentScript ?? document.querySelector<HTMLScriptElement>('script[type="module"][src*="/qkv"]');

/** The folder of the script, where the full page is too, or what `data-home` of the script tag says. */
export const home = fileURL(script, "home", ".");

/** The script of what somebody takes along or brings in: fetched when that first happens. */
export const takeScript = fileURL(script, "take", "qkvtake.js");

/** The engine of this page: all elements share it. */
export const engine = engineAt(fileURL(script, "wasm", "qkvlab.wasm"), fileURL(script, "worker", "qkvlab.worker.js"));
