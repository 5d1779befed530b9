import type { Frame } from "../model/frame.js";
import type { CellRef, Lang } from "../model/view.js";
import type { ExplainReply, JudgeReply } from "../wire.gen.js";
import { button, h } from "./dom.js";
import { say } from "./words.js";

/** What stands in a place already, and for which question. */
const standing = new WeakMap<HTMLElement, string>();

/**
 * Puts the field for the answer to a cell that is asked for into a place, unless it stands there. The engine says what an answer is worth;
 * where it is wrong, the next hint can be had: what the cell is in words, in symbols, and in the numbers that go in.
 */
export function question(place: HTMLElement, frame: Frame, { step, row, col }: CellRef, lang: Lang): void {
  const asked = [frame.doc, step, row, col, lang].join(" ");
  if (standing.get(place) === asked) return;
  standing.set(place, asked);
  const params = { step, row: String(row), col: String(col), lang };
  let hints: string[] | undefined;
  const answer = h("input", { autocomplete: "off", inputMode: "text", spellcheck: false, size: 10 });
  const said = h("p", { aria: { live: "polite" } });
  const given = h("ol", { aria: { live: "polite" } });
  const next = button("", () => {
    given.append(h("li", {}, hints!.shift()!));
    if (!offered()) answer.focus();
  });
  next.hidden = true;
  const offered = (): boolean => {
    next.textContent = say(lang, "hint", { n: given.childElementCount + 1 });
    return !(next.hidden = !hints!.length);
  };
  const judge = async (): Promise<void> => {
    const { reply } = await frame.ask("judge", { ...params, answer: answer.value });
    const { ok, mark, text, solution, problem } = reply as JudgeReply;
    hints ??= hintsOf((await frame.ask("explain", params)).reply as ExplainReply);
    if (standing.get(place) !== asked) return;
    said.dataset["mark"] = mark;
    said.textContent = ok ? [MARKS[mark] ?? "", text, solution].filter(Boolean).join(" ") : problem?.message ?? "";
    if (mark === "wrong") offered();
  };
  place.replaceChildren(h("form", { on: {
    submit: (e) => { e.preventDefault(); judge().catch((error: unknown) => { said.textContent = String(error); }); },
    keydown: (e) => { e.stopPropagation(); }, // letters here are no keys of the page
  } }, h("label", {}, say(lang, "question"), " ", answer), " ", h("button", { type: "submit" }, say(lang, "check"))), said, given, next);
}

/** From the farthest to the nearest; what the engine has no way to say without the number is none. */
function hintsOf({ explanation }: ExplainReply): string[] {
  const { names = "", symbols = "", numbers = "" } = explanation ?? {};
  return names === "" ? [] : [names, symbols, numbers].filter((hint) => hint !== "?");
}

/** Marks that need no colour. */
const MARKS: Readonly<Record<string, string>> = { right: "✓", near: "≈", wrong: "✗", unread: "?" };
