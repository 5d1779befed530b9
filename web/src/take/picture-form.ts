import type { Taken } from "../widget/taker.js";
import { button, h } from "./dom.js";
import { save } from "./file.js";
import { fileName, nameOf, pictureOf, pngOf, type Picture } from "./picture.js";
import { say, type TakeKey } from "./words.js";

/** One of the figures as SVG or PNG, in the theme, the size and with the words that are wanted, as it will look. */
export function picture(what: Taken & { figure: HTMLElement }, figures: readonly HTMLElement[]): HTMLElement {
  const { view: { lang, theme } } = what;
  let { figure } = what;
  const tt = (key: TakeKey, args = {}): string => say(lang, key, args);
  const dark = theme === "auto" ? matchMedia("(prefers-color-scheme: dark)").matches : theme === "dark";
  const themes = h("select", { on: { change: () => void draw() } },
    h("option", { value: "light", selected: !dark }, tt("light")), h("option", { value: "dark", selected: dark }, tt("dark")));
  const caption = h("input", { type: "checkbox", checked: true, on: { change: () => void draw() } });
  const scale = h("select", { on: { change: () => void measure() } }, ...[1, 2, 3, 4].map((n) => h("option", { value: String(n), selected: n === 2 }, `${n}×`)));
  const chooser = h("select", { on: { change: () => {
    figure = figures[chooser.selectedIndex]!;
    void draw();
  } } }, ...figures.map((f) => h("option", {}, nameOf(f, what))));
  const [svg, png] = (["svg", "png"] as const).map((ext) => button("", () => void saveAs(ext)));
  const image = h("img", { alt: tt("picture.alt") });
  const said = h("span", { role: "status" });
  let made: Promise<Picture> | undefined;

  async function draw(): Promise<void> {
    svg!.textContent = tt("save", { name: fileName(figure, "svg") });
    png!.textContent = tt("save", { name: fileName(figure, "png") });
    const now = pictureOf({ ...what, figure }, { theme: themes.value as "light" | "dark", caption: caption.checked });
    made = now;
    try {
      const { svg: drawn } = await now;
      if (made !== now) return;
      image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawn)}`;
      await measure();
    } catch (error) {
      fail(error);
    }
  }

  /** How large the PNG will be. */
  async function measure(): Promise<void> {
    try {
      const { width, height } = await made!;
      said.textContent = [width, height].map((side) => side * Number(scale.value)).join("×");
    } catch (error) {
      fail(error);
    }
  }

  function fail(error: unknown): void {
    said.textContent = tt("failed", { why: error instanceof Error ? error.message : String(error) });
  }

  async function saveAs(ext: "svg" | "png"): Promise<void> {
    try {
      const drawn = await made!;
      save({ name: fileName(figure, ext), content: ext === "svg" ? drawn.svg : await pngOf(drawn, Number(scale.value)) });
    } catch (error) {
      fail(error);
    }
  }

  void draw();
  const field = (label: TakeKey, control: HTMLElement): HTMLElement => h("label", {}, h("span", { className: "label" }, tt(label)), " ", control);
  return h("section", { className: "picture" }, h("h3", {}, tt("picture")),
    h("div", { className: "preview", tabIndex: 0, role: "group", aria: { label: tt("picture") } }, image),
    ...(figures.length > 1 ? [h("div", { className: "row" }, field("figure", chooser))] : []),
    h("div", { className: "row" }, field("theme", themes), h("label", {}, caption, " ", tt("caption"))),
    h("div", { className: "row" }, svg!, png!, field("scale", scale), said));
}
