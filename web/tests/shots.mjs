// Pictures of the page at four widths, light and dark, in both languages: .build/shots/LANG-WIDTH-THEME[-full].png.
// They are to be looked at; nothing compares them.
//
//   node tests/shots.mjs [DOCUMENT]   the page opened at a document instead of the opening preset

import { chromium } from "@playwright/test";
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { CHROMIUM_ARGS, chromiumPath, startServer } from "./server.mjs";

const out = join(dirname(fileURLToPath(import.meta.url)), "..", "..", ".build", "shots");
const widths = [[1440, 900], [1024, 768], [768, 1024], [360, 740]];
const doc = process.argv[2] ?? "";

mkdirSync(out, { recursive: true });
const server = await startServer();
const browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_ARGS });
try {
  for (const [width, height] of widths) {
    for (const lang of ["ko", "en"]) {
      for (const theme of ["light", "dark"]) {
        const page = await browser.newPage({ viewport: { width, height }, colorScheme: theme, hasTouch: width < 800, isMobile: width < 500 });
        page.on("console", (m) => console.log(`${lang} ${width} ${theme}: ${m.type()}: ${m.text()}`));
        page.on("pageerror", (e) => console.log(`${lang} ${width} ${theme}: ${e.stack}`));
        await page.goto(`${server.url}/${lang}/${doc && "#" + doc}`);
        await page.locator("qkv-lab .band.pictures").waitFor();
        const name = join(out, `${lang}-${width}-${theme}`);
        await page.screenshot({ path: `${name}.png` });
        await page.screenshot({ path: `${name}-full.png`, fullPage: true });
        await page.close();
      }
    }
  }
  console.log(`pictures are in ${out}`);
} finally {
  await browser.close();
  server.stop();
}
