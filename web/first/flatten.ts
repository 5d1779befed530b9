// What an element looks like, as HTML without custom elements: its shadow tree stands where it stood. Elements carry the
// scope of the style sheet that reaches them as a class (see scope.ts). Nothing in it can be used: it is what is seen
// until the page itself takes its place.

const VOID = new Set(["input", "br", "hr", "img"]);
const USABLE = new Set(["button", "select", "input", "summary"]);
/** What may have a name of its own without a role. */
const NAMED = new Set([...USABLE, "table", "td", "th", "section", "nav"]);
/** Attributes that only tell of use, or would have to be unique in the page. */
const LEFT_OUT = /^(?:id|for|tabindex|style|class|slot|lang|data-(?:step|row|col|node|shown|to|head|key)|aria-(?!hidden$|current$|pressed$).*)$/;
/** Of hosts, only what their style sheets ask for. */
const OF_HOST = /^(?:data-key|narrow|whole)$/;

export interface Flat {
  readonly html: string;
  /** Which style sheets it needs: names of elements. */
  readonly scopes: ReadonlySet<string>;
  readonly classes: ReadonlySet<string>;
}

/** The class of what stands in an element's shadow tree, and of the element itself. */
export const inside = (tag: string): string => `in-${tag.replace(/^qkv-/, "")}`;
export const host = (tag: string): string => `host-${tag.replace(/^qkv-/, "")}`;

export interface Options {
  /** The class that stands for a style attribute. */
  styleClass(style: string): string;
  /** A selector of elements that are not part of the picture. */
  readonly leaveOut: string;
  /** Classes that are not. */
  readonly without: { has(name: string): boolean };
  /** Stands before the names by which parts of a picture know each other, such as the heads of arrows: they are unique in a page. */
  readonly names: string;
}

/** The children of a shadow tree as HTML. */
export function flatten(of: ShadowRoot, tag: string, { styleClass, leaveOut, without, names }: Options): Flat {
  const scopes = new Set<string>([tag]);
  const classes = new Set<string>();

  function node(n: Node, scope: string, slotted: () => string): string {
    if (n.nodeType === Node.TEXT_NODE) return text(n.textContent ?? "");
    return n.nodeType === Node.ELEMENT_NODE ? element(n as Element, scope, slotted) : "";
  }

  function children(n: ParentNode, scope: string, slotted: () => string): string {
    return [...n.childNodes].map((c) => node(c as Node, scope, slotted)).join("");
  }

  function element(e: Element, scope: string, slotted: () => string): string {
    const name = e.localName;
    if (name === "style" || e.hasAttribute("hidden") || e.matches(leaveOut)) return "";
    if (name === "slot") return slotted();
    const light = (): string => children(e, scope, slotted);
    if (name.includes("-")) {
      const root = e.shadowRoot;
      if (!root) return "";
      scopes.add(name);
      return `<div${attributes(e, [inside(scope), host(name)], OF_HOST)}>${children(root, name, light)}</div>`;
    }
    const content = name === "details" && !e.hasAttribute("open") ? children(e.querySelector("summary")!, scope, slotted) : light();
    const start = `<${name}${attributes(e, [inside(scope)])}${state(e)}>`;
    if (VOID.has(name)) return start;
    if (name === "details") return `${start}<summary class="${inside(scope)}" inert>${content}</summary></details>`;
    return `${start}${content}</${name}>`;
  }

  function attributes(e: Element, more: string[], only?: RegExp): string {
    const style = e.getAttribute("style")?.trim();
    const own = [...[...e.classList].filter((c) => !without.has(c)), ...more, ...(style ? [styleClass(style)] : [])];
    for (const c of own) classes.add(c);
    const isKept = (name: string, value: string): boolean =>
      (only ? only.test(name) : name === "role" ? value.startsWith("grid") : name === "aria-label" ? NAMED.has(e.localName) : !LEFT_OUT.test(name));
    const kept = [...e.attributes].filter(({ name, value }) => isKept(name, value)).map(({ name, value }) => ({ name, value: value.replace(/^url\(#(.*)\)$/, `url(#${names}$1)`) }));
    if (e.localName === "marker") kept.push({ name: "id", value: names + e.id });
    return ` class="${own.join(" ")}"${kept.map((a) => (a.value === "" ? ` ${a.name}` : ` ${a.name}="${escape(a.value)}"`)).join("")}`;
  }

  return { html: children(of, tag, () => ""), scopes, classes };
}

/** What is a property in the page and an attribute in HTML. */
function state(e: Element): string {
  const inert = USABLE.has(e.localName) ? " inert" : "";
  if (e.localName === "option") return (e as HTMLOptionElement).selected ? " selected" : "";
  if (e.localName !== "input") return inert;
  const { type, checked, value } = e as HTMLInputElement;
  return inert + (type === "checkbox" ? (checked ? " checked" : "") : ` value="${escape(value)}"`);
}

// Line breaks between elements are the templates', not the text's.
function text(s: string): string {
  return /^\s*\n\s*$/.test(s) ? "" : escape(s.replace(/\s*\n\s*/g, " "));
}

function escape(s: string): string {
  return s.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");
}
