// Makes the pages of the lessons:
//
//   node main.mjs ENGINE.wasm LESSONS SHOWN EXERCISES.json        prints { css, pages: { path: html } } as JSON
//
// LESSONS is the folder of the lessons, SHOWN what problems call it. A problem is one line on standard error, and status 1.

import "../first/window.js";
import "../src/widget/hosts.js";
import "../src/figures/index.js";
import "../src/figures/lesson/index.js";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { engine } from "../src/engine/shared.js";
import type { Sets } from "./exercises.js";
import { makeBook } from "./make.js";
import { readBook } from "./book.js";
import { readDocuments } from "./documents.js";
import { LessonProblem } from "./problem.js";

const [, , , folder = "", shown = "", exercises = ""] = process.argv;
try {
  const documents = readDocuments(await readFile(join(folder, "documents.txt"), "utf8"), `${shown}/documents.txt`);
  const made = await makeBook(await readBook(folder, shown), documents, engine, JSON.parse(await readFile(exercises, "utf8")) as Sets);
  process.stdout.write(JSON.stringify(made), () => process.exit()); // the window keeps timers
} catch (error) {
  console.error(error instanceof LessonProblem ? error.message : error);
  process.exit(1);
}
