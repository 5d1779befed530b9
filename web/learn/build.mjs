// Builds the lessons of ../lessons into folders of the site: KO|EN/learn/…, learn.css, the style of all of them, and
// math.woff2, the font of their mathematics.

import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { inWindow } from "../first/build.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));

/**
 * wasm: the engine's file; exercises: that of the exercises; page: the style of every page; start: the script of a
 * page's head; minified: of a style sheet; plugins: what the page's own build needs. What is wrong with a lesson is an
 * Error that begins with its file and line.
 */
export async function lessons({ wasm, exercises, dist, page, start, minified, plugins }) {
  const [{ css, pages }, style] = await Promise.all([
    inWindow(join(here, "main.ts"), [wasm, join(here, "..", "lessons"), "web/lessons", exercises], plugins),
    readFile(join(here, "learn.css"), "utf8"),
  ]);
  await writeFile(join(dist, "learn.css"), await minified(page + style + css));
  await copyFile(join(here, "font/math.woff2"), join(dist, "math.woff2"));
  for (const [path, html] of Object.entries(pages)) {
    const file = join(dist, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, html.replace("<!-- head -->", () => `<script>${start}</script>`));
  }
}
