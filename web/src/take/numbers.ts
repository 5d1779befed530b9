import { stepNameWithHead } from "../figures/labels.js";
import { symbolOf } from "../model/symbol.js";
import type { Taken } from "../widget/taker.js";
import { button, h } from "./dom.js";
import { FORMS, matrixFile, parametersFile, programFile, save, traceFile, type Form, type Made } from "./file.js";
import { say, type TakeKey } from "./words.js";

/** So much of a file is shown, in characters. */
const SHOWN = 20_000;

/** One matrix in the forms of other programs, to read, to copy and to save; and all of them. */
export function numbers({ frame, view: { lang } }: Taken, first: string): HTMLElement {
  const tt = (key: TakeKey, args = {}): string => say(lang, key, args);
  let as: Form = "csv";
  let made: Made | undefined;
  const matrix = h("select", { on: { change: () => void show() } }, ...frame.steps.map(({ id, rows, cols }) =>
    h("option", { value: id, selected: id === first }, `${symbolOf(id)} · ${stepNameWithHead(lang, id)} · ${rows}×${cols}`)));
  const forms = Object.entries(FORMS).map(([form, { label }]) => button(label, () => { as = form as Form; void show(); }));
  const text = h("textarea", { readOnly: true, wrap: "off", spellcheck: false, aria: { label: tt("text") } });
  const said = h("span", { role: "status" });
  const saves = button("", () => { if (made) save(made); }, "main");
  const copies = button(tt("copy"), () => void copy());

  async function show(): Promise<void> {
    const [step, form] = [matrix.value, as];
    Object.keys(FORMS).forEach((key, i) => forms[i]!.setAttribute("aria-pressed", String(key === form)));
    said.textContent = "";
    try {
      const file = await matrixFile(frame, step, form);
      if (step !== matrix.value || form !== as) return; // something else was chosen meanwhile
      made = file;
      const bytes = new Blob([file.content]).size.toLocaleString(lang);
      copies.hidden = typeof file.content !== "string";
      text.value = typeof file.content !== "string" ? tt("binary", { bytes })
        : file.content.length > SHOWN ? `${file.content.slice(0, SHOWN)}\n${tt("cut", { bytes })}` : file.content;
      saves.textContent = tt("save", { name: file.name });
    } catch (error) {
      fail(error);
    }
  }

  async function copy(): Promise<void> {
    if (typeof made?.content !== "string") return;
    const done = await navigator.clipboard.writeText(made.content).then(() => true, () => false);
    said.textContent = tt(done ? "copied" : "copy.failed");
    if (!done) text.select();
  }

  function fail(error: unknown): void {
    said.textContent = tt("failed", { why: error instanceof Error ? error.message : String(error) });
  }

  const whole = (label: TakeKey, make: typeof traceFile): HTMLButtonElement => button(tt(label), () => { make(frame).then(save, fail); });
  void show();
  return h("div", {},
    h("section", { className: "numbers" }, h("h3", {}, tt("numbers")), h("p", {}, tt("numbers.line")),
      h("label", { className: "row" }, h("span", { className: "label" }, tt("matrix")), matrix),
      h("div", { className: "row forms", role: "group", aria: { label: tt("numbers") } }, ...forms), text,
      h("div", { className: "row" }, saves, copies, said)),
    h("section", { className: "whole" }, h("h3", {}, tt("all")), h("p", {}, tt("all.line")),
      h("div", { className: "row" }, whole("trace", traceFile), whole("parameters", parametersFile), whole("program", () => programFile(frame, lang)))));
}
