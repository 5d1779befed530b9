// The engine of the page, from a file; build.mjs puts this in the place of src/engine/shared.ts.

import { readFile } from "node:fs/promises";
import { Engine } from "../src/engine/engine.js";
import { start } from "../src/engine/instance.js";

const module = readFile(process.argv[2] ?? "").then((bytes) => WebAssembly.compile(Uint8Array.from(bytes)));

/** Where the full page is said to be: what is drawn here is put into pages that know it better. */
export const home = "https://lab.invalid/";

/** Nothing is taken along here. */
export const takeScript = "";

export const engine = new Engine(async () => start(await module));
