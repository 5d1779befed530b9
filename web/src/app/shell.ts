import type { Lang } from "../model/view.js";
import { remember } from "../store/prefs.js";

/** What the page around the lab does: links between its languages carry the document along, the skip link leaves the hash alone. */
export function attachShell(root: Document): void {
  for (const link of languageLinks(root)) {
    link.addEventListener("click", () => {
      link.hash = withoutLang(location.hash);
      remember("lang", link.dataset["lang"] as Lang);
    });
  }
  root.querySelector<HTMLAnchorElement>("a.skip")?.addEventListener("click", (e) => {
    e.preventDefault(); // its hash would be taken for a document
    root.querySelector<HTMLElement>("main")?.focus();
  });
}

/** Opens this page in another language, as a document with `ui.lang` asks; false where the page has no such link. */
export function goToLang(root: Document, lang: Lang): boolean {
  const link = languageLinks(root).find((a) => a.dataset["lang"] === lang);
  if (!link) return false;
  const url = new URL(link.href);
  url.hash = location.hash;
  location.replace(url);
  return true;
}

function languageLinks(root: Document): HTMLAnchorElement[] {
  return [...root.querySelectorAll<HTMLAnchorElement>("a[data-lang]")];
}

// A person who changes the language means it: the document's own wish would lead back.
function withoutLang(hash: string): string {
  const pairs = hash.replace(/^#/, "").split("&").filter((pair) => !pair.startsWith("ui.lang="));
  return pairs.length > 0 && pairs[0] !== "" ? `#${pairs.join("&")}` : "";
}
