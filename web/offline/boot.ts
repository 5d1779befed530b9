// The single file is every page of the site: `?ko/` is the lab, `?en/learn/why/` a lesson, and what stands behind # is what it
// is on the site, a document or a place. Each is opened by an ordinary link, so that the browser's history is the site's.

import { recall } from "../src/store/prefs.js";
import { unpack } from "./blocks.js";

/** A page as serve/pack writes it. */
interface Page {
  readonly lang: string;
  readonly title: string;
  /** places in Book.sheets */
  readonly sheets: readonly number[];
  readonly body: string;
  /** it runs the script */
  readonly script: boolean;
}

interface Book {
  readonly sheets: readonly string[];
  /** by their folder: "ko/", "en/learn/why/" */
  readonly pages: Readonly<Record<string, Page>>;
}

const root = document.documentElement;
const theme = recall("theme");
if (theme === "light" || theme === "dark") root.dataset["theme"] = theme;

/** The page that the address asks for; the lab in the person's language where it asks for none, which the address then says. */
function asked({ pages }: Book): Page {
  const page = pages[location.search.slice(1).split("&", 1)[0]!];
  if (page) return page;
  const lang = recall("lang") ?? (navigator.language.startsWith("ko") ? "ko" : "en");
  history.replaceState(null, "", `?${lang}/${location.hash}`);
  return pages[`${lang}/`]!;
}

/** Puts a page in place of what stands. */
function put(page: Page, sheets: readonly string[]): void {
  root.lang = page.lang;
  document.title = page.title;
  for (const i of page.sheets) {
    const style = document.createElement("style");
    style.textContent = sheets[i]!;
    document.head.append(style);
  }
  document.body.innerHTML = page.body;
}

async function run(): Promise<void> {
  const script = document.createElement("script");
  script.textContent = await (await unpack("qkv-script", "text/javascript")).text();
  document.body.append(script);
}

async function open(): Promise<void> {
  const book = await (await unpack("qkv-pages", "application/json")).json() as Book;
  const page = asked(book);
  put(page, book.sheets);
  if (document.querySelector("qkv-lab")) {
    root.classList.toggle("elsewhere", location.hash.length > 1);
  } else if (location.hash.length > 1) {
    location.replace(location.hash); // the browser looked for the place before it was there
  }
  if (page.script) {
    await new Promise((go) => { requestAnimationFrame(() => setTimeout(go, 0)); setTimeout(go, 100); }); // the picture first
    await run();
  }
}

open().catch((error: unknown) => {
  const says = document.createElement("pre");
  says.textContent = `이 파일을 열지 못했습니다. 새 브라우저에서 열거나, 파일을 다시 내려받아 주세요.
This file could not be opened. Try a newer browser, or get the file again.\n\n${String(error)}`;
  document.body.replaceChildren(says);
});
