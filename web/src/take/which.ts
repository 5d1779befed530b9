import { stepNameWithHead } from "../figures/labels.js";
import { symbolOf } from "../model/symbol.js";
import type { Lang } from "../model/view.js";
import type { Step } from "../wire.gen.js";
import { button, h } from "./dom.js";

/** Asks which of some steps is meant; null where the dialog is closed without a word. */
export function which(lang: Lang, line: string, steps: readonly Step[], show: (closed: () => void, content: Node) => HTMLDialogElement): Promise<string | null> {
  return new Promise((answer) => {
    const choices = steps.map(({ id, rows, cols }) => button(`${symbolOf(id)} · ${stepNameWithHead(lang, id)}${id === "x" ? "" : ` · ${rows}×${cols}`}`, () => {
      answer(id);
      dialog.close();
    }));
    const dialog = show(() => answer(null), h("div", {}, h("p", {}, line), h("div", { className: "row" }, ...choices)));
  });
}
