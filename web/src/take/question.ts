import type { Frame } from "../model/frame.js";
import type { CellRef, Lang } from "../model/view.js";
import type { JudgeReply } from "../wire.gen.js";
import { h } from "./dom.js";
import { say } from "./words.js";

/** What stands in a place already, and for which question. */
const standing = new WeakMap<HTMLElement, string>();

/** Puts the field for the answer to a cell that is asked for into a place, unless it stands there. The engine says what an answer is worth. */
export function question(place: HTMLElement, frame: Frame, { step, row, col }: CellRef, lang: Lang): void {
  const asked = [frame.doc, step, row, col, lang].join(" ");
  if (standing.get(place) === asked) return;
  standing.set(place, asked);
  const answer = h("input", { autocomplete: "off", inputMode: "text", spellcheck: false, size: 10 });
  const said = h("p", { aria: { live: "polite" } });
  const judge = async (): Promise<void> => {
    const { reply } = await frame.ask("judge", { step, row: String(row), col: String(col), answer: answer.value, lang });
    const { ok, mark, text, solution, problem } = reply as JudgeReply;
    if (standing.get(place) !== asked) return;
    said.dataset["mark"] = mark;
    said.textContent = ok ? [MARKS[mark] ?? "", text, solution].filter(Boolean).join(" ") : problem?.message ?? "";
  };
  place.replaceChildren(h("form", { on: {
    submit: (e) => { e.preventDefault(); judge().catch((error: unknown) => { said.textContent = String(error); }); },
    keydown: (e) => { e.stopPropagation(); }, // letters here are no keys of the page
  } }, h("label", {}, say(lang, "question"), " ", answer), " ", h("button", { type: "submit" }, say(lang, "check"))), said);
}

/** Marks that need no colour. */
const MARKS: Readonly<Record<string, string>> = { right: "✓", near: "≈", wrong: "✗", unread: "?" };
