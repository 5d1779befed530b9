import type { Element, ElementContent, Root as Html } from "hast";
import type { Heading, Link, Root, RootContent } from "mdast";
import type { InlineMath, Math } from "mdast-util-math";
import type { Handler, State } from "mdast-util-to-hast";
import { toString } from "mdast-util-to-string";
import rehypeStringify from "rehype-stringify";
import remarkRehype from "remark-rehype";
import temml from "temml";
import { unified } from "unified";
import type { Lesson } from "./book.js";
import { isDirective, type Computed, type Directive, type Figure } from "./directives.js";
import { LessonProblem, startOf } from "./problem.js";
import { WORDS } from "./words.js";

/** What the directives and links of a lesson need to know of everything else. */
export interface Surroundings {
  readonly computed: ReadonlyMap<Directive, Computed>;
  /** The address of the lab at a document, from this page. */
  lab(doc: string): string;
  /** The address of a page or a place in one: `how#terms`. Throws where there is no such place. */
  page(to: string): string;
  /** The name of a style that stands in no class: a strict policy forbids it in the page. */
  styleClass(style: string): string;
  /** What a directive stands for that is about the whole book, as HTML; undefined for others. */
  list(name: string): string | undefined;
}

/** A heading of a page, for its contents. */
export interface Section { readonly id: string; readonly title: string }

type Raw = { type: "raw"; value: string };

/** A lesson on its way to HTML. */
interface Page {
  readonly lesson: Lesson;
  readonly around: Surroundings;
  readonly words: (typeof WORDS)[Lesson["lang"]];
  /** How many figures there are so far. */
  figures: number;
}

/** The body of a lesson as HTML. The heading of the first order is left out: the page has it. */
export function render(lesson: Lesson, tree: Root, around: Surroundings): string {
  const page: Page = { lesson, around, words: WORDS[lesson.lang], figures: 0 };
  const handler = <N extends RootContent | Directive>(make: (page: Page, node: N, state: State) => ReturnType<Handler>): Handler => (state, node: N) => {
    try {
      return make(page, node, state);
    } catch (error) {
      throw error instanceof LessonProblem ? error : new LessonProblem(lesson.file, startOf(node), error instanceof Error ? error.message : String(error));
    }
  };
  const html = unified().use(remarkRehype, {
    allowDangerousHtml: true,
    handlers: {
      textDirective: handler(directive), leafDirective: handler(directive), containerDirective: handler(directive),
      heading: handler(heading), link: handler(anchor), math: handler(mathML), inlineMath: handler(mathML),
    },
  }).runSync(tree) as Html;
  if (lesson.lang === "ko") keepParticles(html);
  return unified().use(rehypeStringify, { allowDangerousHtml: true }).stringify(html);
}

function directive(page: Page, node: Directive, state: State): ElementContent {
  const made = page.around.computed.get(node);
  if (made?.kind === "printed") return printed(page, node, made.text);
  if (made?.kind === "figure") return figure(page, node, state, made);
  return block(page, node, state);
}

function printed({ words }: Page, node: Directive, text: string): ElementContent {
  if (node.type === "textDirective") return element("span", node.name === "tokens" ? {} : { className: ["num"] }, [{ type: "text", value: text }]);
  if (node.name === "sum") {
    const [symbols = "", numbers = ""] = text.split("\n");
    return element("p", { className: ["sum"] }, [element("span", {}, [{ type: "text", value: symbols }]), element("span", {}, [{ type: "text", value: numbers }])]);
  }
  return element("figure", { className: ["printed"] }, [
    element("figcaption", {}, [{ type: "text", value: words.printed }]),
    element("pre", { tabIndex: 0 }, [{ type: "text", value: text }]),
  ]);
}

function figure(page: Page, node: Directive, state: State, made: Figure): ElementContent {
  const { lesson, around, words } = page;
  page.figures++;
  const number = lesson.number === undefined ? String(page.figures) : `${lesson.number}.${page.figures}`;
  const href = around.lab(made.doc);
  const doc = href.slice(href.indexOf("#") + 1);
  // the first is alive as early as it can be, and with it the engine for all others
  const attributes: Record<string, string> = { doc, lang: lesson.lang, loading: page.figures === 1 ? "eager" : "lazy" };
  for (const [key, value] of made.attributes) attributes[key] = value;
  return element("figure", { className: ["picture", `of-${made.name}`], id: `fig-${number.replace(".", "-")}` }, [
    element(`qkv-${made.name}`, attributes, [raw(made.picture)]),
    element("figcaption", {}, [
      element("strong", {}, [{ type: "text", value: words.figure(number) }]),
      ...inline(node, state),
    ]),
  ]);
}

/** The paragraphs of a caption, as one. */
function inline(node: Directive, state: State): ElementContent[] {
  return state.all(node as never).flatMap((child) => (child.type === "element" && child.tagName === "p" ? [{ type: "text", value: " " } as const, ...child.children, { type: "text", value: " " } as const] : [child]));
}

function block({ around, words }: Page, node: Directive, state: State): ElementContent {
  const first = "children" in node ? node.children[0] : undefined;
  const label = first && first.type === "paragraph" && first.data && "directiveLabel" in first.data ? state.all(first) : [];
  const content = state.all(node as never);
  const body = label.length > 0 ? content.slice(1) : content;
  const a = node.attributes ?? {};
  switch (node.name) {
    case "check": return element("span", { className: ["checked"] }, content);
    case "side": return element("div", { className: ["abreast"] }, content);
    case "note": return element("aside", { className: ["remark"] }, [element("p", { className: ["remark-title"] }, label), ...body]);
    case "try": return element("aside", { className: ["try"] }, [
      element("p", { className: ["remark-title"] }, label), ...body,
      ...(a["doc"] ? [element("p", {}, [link(around.lab(a["doc"]), words.answered)])] : []),
    ]);
    case "entry": return element("div", { className: ["entry"], id: a["id"] ?? "" }, [element("h2", {}, label), ...body]);
    case "question": return element("section", { className: ["question"], id: a["id"] ?? "" }, [
      element("h2", {}, label), ...body,
      element("p", { className: ["doors"] }, [link(around.lab(a["experiment"] ?? ""), words.experiment)]),
    ]);
    default: {
      const html = around.list(node.name);
      if (html === undefined) throw new Error(`there is no block ${node.name}`);
      return raw(html) as unknown as ElementContent;
    }
  }
}

function heading({ lesson }: Page, node: Heading, state: State): Element | undefined {
  if (node.depth === 1) return undefined;
  const { id, children } = headingOf(lesson, node);
  return element(`h${node.depth}`, { id }, state.all({ ...node, children }));
}

function anchor({ around }: Page, node: Link, state: State): Element {
  const [, scheme, to = ""] = /^([a-z]+):(.*)$/.exec(node.url) ?? [];
  switch (scheme) {
    case "lab": return element("a", { href: around.lab(to) }, state.all(node));
    case "page": return element("a", { href: around.page(to) }, state.all(node));
    case "term": return element("a", { href: around.page(`glossary#${to}`), className: ["term"] }, state.all(node));
    case "https": return element("a", { href: node.url, rel: ["noopener"] }, state.all(node));
    default: throw new Error(`a link begins with lab:, page:, term: or https:, not “${node.url}”`);
  }
}

function mathML({ around }: Page, node: Math | InlineMath): Element {
  const display = node.type === "math";
  const math = temml.renderToString(node.value, { displayMode: display, throwOnError: true, wrap: display ? "=" : "tex" });
  return raw(math.replace(/ style="([^"]*)"/g, (_, style: string) => ` data-style="${around.styleClass(style)}"`)) as unknown as Element;
}

/** The title of a lesson: its one heading of the first order. */
export function titleOf(lesson: Lesson, tree: Root): string {
  const titles = tree.children.filter((n): n is Heading => n.type === "heading" && n.depth === 1);
  if (titles.length !== 1) throw new LessonProblem(lesson.file, startOf(titles[1] ?? tree), "a page has one heading of the first order: # Title");
  return toString(titles[0]);
}

/** Its first paragraph as plain text. */
export function leadOf(lesson: Lesson, tree: Root): string {
  const first = tree.children.find((n) => n.type === "paragraph");
  if (!first) throw new LessonProblem(lesson.file, startOf(tree), "a page begins with a paragraph that says what it is about");
  return toString(first);
}

export function sectionsOf(lesson: Lesson, tree: Root): Section[] {
  return tree.children.filter((n): n is Heading => n.type === "heading" && n.depth === 2).map((n) => {
    const { id, children } = headingOf(lesson, n);
    return { id, title: toString({ ...n, children }) };
  });
}

/** Every id that one may link to. */
export function placesOf(lesson: Lesson, tree: Root): string[] {
  const headings = tree.children.filter((n): n is Heading => n.type === "heading" && n.depth > 1).map((n) => headingOf(lesson, n).id);
  const blocks = tree.children.filter((n): n is Directive & RootContent => isDirective(n)).map((d) => d.attributes?.["id"]).filter((id) => typeof id === "string");
  return [...headings, ...blocks];
}

/** `## Title {#id}`: the id is the same in both languages. */
function headingOf(lesson: Lesson, node: Heading): { id: string; children: Heading["children"] } {
  const last = node.children.at(-1);
  const [, text, id] = (last?.type === "text" && /^(.*?)\s*\{#([a-z][a-z0-9-]*)\}$/.exec(last.value)) || [];
  if (id === undefined || !last) throw new LessonProblem(lesson.file, startOf(node), "a heading ends with the name of its place: ## Title {#name}");
  return { id, children: [...node.children.slice(0, -1), { ...last, value: text ?? "" } as typeof last] };
}

/** What browsers break a line behind, although a particle follows. */
const CLOSING = /[)\]”’%]$/;

/**
 * A particle stays with the bracket, quotation mark or formula that it belongs to. joins: whether such a thing stands before; returns whether one
 * stands at the end.
 */
function keepParticles(parent: Html | Element, joins = false): boolean {
  for (const child of parent.children as (ElementContent | Raw)[]) {
    if (child.type === "text") {
      child.value = (joins ? child.value.replace(/^(?=[가-힣])/, "\u2060") : child.value).replace(/([)\]”’%])(?=[가-힣])|([가-힣])(?=\()/g, "$&\u2060");
      joins = CLOSING.test(child.value);
    } else if (child.type === "element") joins = keepParticles(child, joins);
    else joins = child.type === "raw" && child.value.endsWith("</math>");
  }
  return joins;
}

function element(tagName: string, properties: Element["properties"], children: (ElementContent | Raw)[]): Element {
  return { type: "element", tagName, properties, children: children as ElementContent[] };
}

function link(href: string, text: string): Element {
  return element("a", { className: ["door"], href }, [{ type: "text", value: text }]);
}

function raw(value: string): Raw {
  return { type: "raw", value };
}
