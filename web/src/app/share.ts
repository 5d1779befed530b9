import { home } from "../engine/shared.js";
import type { Frame } from "../model/frame.js";
import type { View } from "../model/view.js";
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
  const url = URL.createObjectURL(new Blob([`${doc || "v=1"}\n`], { type: "text/plain" }));
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
    input.accept = ".txt,.csv,.tsv,.json,.npy,.npz,.safetensors,text/plain";
    input.addEventListener("change", () => { resolve([...(input.files ?? [])]); }, { once: true });
    input.addEventListener("cancel", () => { resolve([]); }, { once: true });
    input.click();
  });
}

/** The figures that are offered to other people's pages: tag, and what it needs beside a document. */
const FIGURES: readonly (readonly [name: string, key?: string, value?: string])[] = [["attention"], ["linear", "which", "q"], ["vectors"], ["matrix", "step", "q"]];

/** A document as a link to a page, as markup for somebody else's, and as a picture for Markdown. Where there is no server, as a link alone. */
export function shares({ doc, tokens, asks }: Frame, { lang, pinned, head }: View, page: string, more: () => void): Forms {
  const link = (): string => (page && linkTo(doc, page)) || "";
  const title = { title: "share.title", line: "share.line", more } as const;
  if (!home.startsWith("http")) return { ...title, line: "share.file", labels: ["share.link"], text: link };
  const at = (path: string, pairs = doc): string => new URL(path, home).href + (pairs && `?${pairs}`);
  const html = (text: string): string => text.replace(/&/g, "&amp;");
  const name = tokens.join(" ").replace(/[[\]\\<`\s]+/g, " ") || "QKV Lab";
  const files = document.documentElement.hasAttribute("data-files"); // an archive, put on a host that computes nothing
  const script = new URL("./qkvlab.js", home).href; // the name that stays: a build puts the hashed one for "qkvlab.js"
  const frame = (kind: number): string => {
    const [figure, key, value] = FIGURES[kind]!;
    const own = doc.split("&").filter((pair) => pair && !/^ui\.(view|which|step|hide|lang)=/.test(pair));
    return at(files ? "embed.html" : "embed", [...own, `ui.lang=${lang}`, `ui.view=${figure}`, ...(key ? [`ui.${key}=${value!}`] : [])].join("&"));
  };
  const cell = pinned && !asks ? `${pinned.step}.${pinned.row}.${pinned.col}` : "";
  const text = (form: number, kind: number): string => {
    const [figure, key, value] = FIGURES[kind]!;
    switch (form) {
      case 0: return link();
      case 1: return `<script src="${script}" crossorigin></script>\n<qkv-${figure}${key ? ` ${key}="${value!}"` : ""} doc="${html(doc)}" lang="${lang}"><a href="${html(link())}">QKV Lab</a></qkv-${figure}>\n`;
      case 2: return `<iframe src="${html(frame(kind))}" width="100%" height="520" frameborder="0" loading="lazy" title="QKV Lab" allow="clipboard-write"></iframe>\n`;
      case 4: return linkTo([...doc.split("&").filter((pair) => !/^ui\.(head|pin)=/.test(pair)), `ui.ask=${cell}`, `ui.head=${head}`, `ui.pin=${cell}`].join("&"), page) ?? "";
      default: return files ? `[${name}](${link()})\n` : `[![${name}](${at("card.png")})](${at("s")})\n`;
    }
  };
  return {
    ...title, labels: ["share.link", "share.widget", "share.frame", "share.markdown", ...(cell ? ["share.ask" as const] : [])], text,
    kinds: (form) => (form === 1 || form === 2 ? FIGURES.map(([figure]) => `qkv-${figure}`) : []),
    preview: (form, kind) => (form === 0 || form === 4 || (form === 3 && files) ? null : form === 3 ? { picture: at("card.png") } : { frame: frame(kind) }),
  };
}
