import { stepNameWithHead } from "../figures/labels.js";
import { symbolOf } from "../model/symbol.js";
import type { Lang } from "../model/view.js";
import type { Step } from "../wire.gen.js";
import { button, h } from "./dom.js";

type Show = (closed: () => void, content: Node) => HTMLDialogElement;

/** Asks which of some steps is meant; null where the dialog is closed without a word. */
export async function which(lang: Lang, line: string, steps: readonly Step[], show: Show): Promise<string | null> {
  const i = await pick(line, steps.map(({ id, rows, cols }) => `${symbolOf(id)} · ${stepNameWithHead(lang, id)}${id === "x" ? "" : ` · ${rows}×${cols}`}`), show);
  return i === null ? null : steps[i]!.id;
}

/** Asks which of some lines is meant. */
export function pick(line: string, lines: readonly string[], show: Show): Promise<number | null> {
  return new Promise((answer) => {
    const choices = lines.map((text, i) => button(text, () => {
      answer(i);
      dialog.close();
    }));
    const dialog = show(() => answer(null), h("div", {}, h("p", {}, line), h("div", { className: "row" }, ...choices)));
  });
}
