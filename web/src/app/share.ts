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

/** The text of a file that the person chooses; null where none is chosen. */
export function openFile(): Promise<string | null> {
  return new Promise((resolve) => {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = ".txt,text/plain";
    input.addEventListener("change", () => { resolve(input.files?.[0]?.text() ?? null); }, { once: true });
    input.addEventListener("cancel", () => { resolve(null); }, { once: true });
    input.click();
  });
}
