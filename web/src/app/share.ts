import { home } from "../engine/shared.js";
import type { Frame } from "../model/frame.js";
import type { Lang } from "../model/view.js";
import { linkTo } from "../store/link.js";
import type { Forms } from "./code.js";

/** Puts text on the clipboard; false where the browser does not allow it. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Saves a document as a file, for what is too long for a link. */
export function saveFile(doc: string): void {
  const url = URL.createObjectURL(new Blob([doc + "\n"], { type: "text/plain" }));
  const a = document.createElement("a");
  a.href = url;
  a.download = "qkv-lab.txt";
  a.click();
  setTimeout(() => URL.revokeObjectURL(url), 0);
}

/** Files that the person chooses; none where they think better of it. */
export function openFiles(): Promise<readonly File[]> {
  return new Promise((resolve) => {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = ".txt,.csv,.tsv,.json,.npy,.safetensors,text/plain";
    input.addEventListener("change", () => { resolve([...(input.files ?? [])]); }, { once: true });
    input.addEventListener("cancel", () => { resolve([]); }, { once: true });
    input.click();
  });
}

/** A document as a link, as markup for somebody else's page, and as a picture for Markdown. */
export function shares({ doc, tokens }: Frame, lang: Lang, more: () => void): Forms {
  const link = linkTo(doc, location.href) ?? "";
  const at = (path: string): string => new URL(path, home).href + (doc && `?${doc}`);
  const html = (text: string): string => text.replace(/&/g, "&amp;");
  const name = tokens.join(" ").replace(/[[\]\\\s]+/g, " ") || "QKV Lab";
  const script = new URL("./qkvlab.js", home).href; // the name that stays: a build puts the hashed one for "qkvlab.js"
  const texts = [
    link,
    `<script src="${script}" crossorigin></script>\n<qkv-attention doc="${html(doc)}" lang="${lang}"><a href="${html(link)}">QKV Lab</a></qkv-attention>\n`,
    `<iframe src="${html(at("embed"))}" width="100%" height="520" style="border:0" loading="lazy" title="QKV Lab" allow="clipboard-write"></iframe>\n`,
    `[![${name}](${at("card.png")})](${at("s")})\n`,
  ];
  return { title: "share.title", line: "share.line", labels: ["share.link", "share.widget", "share.frame", "share.markdown"], more, text: (form) => texts[form]! };
}
