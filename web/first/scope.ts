// The style sheets of elements, for their flattened forms: `:host` becomes a class, and every selector ends at elements of
// the same shadow tree. Rules that nothing in the picture meets are left out.

import postcss, { type Rule } from "postcss";
import parser, { type Selector } from "postcss-selector-parser";
import { host, inside } from "./flatten.js";

/** States that nothing is in before the page is there. */
const NEVER = /:(?:hover|focus|active|placeholder)|aria-expanded="true"|aria-invalid/;

/** A class that is a question to the container instead: on what it stands, and the condition under which it is there. */
export interface Condition { readonly on: string; readonly holds: string }

export function scoped(css: string, tag: string, isUsed: (name: string) => boolean, conditions: ReadonlyMap<string, Condition>): string {
  const root = postcss.parse(css);
  root.walkAtRules(/^keyframes$|^media$/, (at) => {
    if (at.name === "keyframes" || /print|forced-colors/.test(at.params)) at.remove();
  });
  root.walkRules((rule) => { keep(rule, tag, isUsed); });
  for (const [name, condition] of conditions) root.walkRules((rule) => { ask(rule, name, condition); });
  root.walkAtRules((at) => { if (at.nodes?.length === 0) at.remove(); });
  root.walkComments((comment) => { comment.remove(); });
  return root.toString();
}

function keep(rule: Rule, tag: string, isUsed: (name: string) => boolean): void {
  const selectors = rule.selectors.filter((s) => !NEVER.test(s)).map((s) => scopedSelector(s, tag))
    .filter((s) => classesOf(s).every(isUsed));
  if (selectors.length === 0) rule.remove();
  else rule.selectors = selectors;
}

/** Splits off what holds only where an element has a class, and asks for the condition instead. */
function ask(rule: Rule, name: string, { on, holds }: Condition): void {
  const has = (s: string): boolean => new RegExp(`\\.${name}(?![\\w-])`).test(s);
  const some = rule.selectors.filter(has);
  if (some.length === 0) return;
  const within = postcss.atRule({ name: "container", params: holds });
  within.append(rule.clone({ selectors: some.map((s) => s.replace(new RegExp(`\\.${name}(?![\\w-])`, "g"), `.${on}`)) }));
  rule.after(within);
  if (some.length === rule.selectors.length) rule.remove();
  else rule.selectors = rule.selectors.filter((s) => !has(s));
}

function scopedSelector(text: string, tag: string): string {
  return parser((all) => { all.each((selector) => { scopeOne(selector, tag); }); }).processSync(text);
}

function scopeOne(selector: Selector, of: string): void {
  let ownHost = false;
  selector.walkPseudos((pseudo) => {
    if (pseudo.value !== ":host") return;
    ownHost = pseudo.parent === selector && !selector.nodes.slice(selector.index(pseudo)).some((n) => n.type === "combinator");
    const given = pseudo.nodes.map(String).join(",");
    pseudo.replaceWith(parser.className({ value: host(of) }), ...(given ? [parser.pseudo({ value: `:is(${given})` })] : []));
  });
  // elements of ours are not there any more: what stood in their place has a class
  selector.walkTags((tag) => { if (tag.value.includes("-")) tag.replaceWith(parser.className({ value: host(tag.value) })); });
  if (ownHost) return;
  // a pseudo-element stands last
  const last = selector.nodes.findLast((n) => !(n.type === "pseudo" && n.value.startsWith("::")));
  if (last) selector.insertAfter(last, parser.className({ value: inside(of) }));
}

/** The classes without which a selector meets nothing. */
function classesOf(selector: string): string[] {
  const names: string[] = [];
  parser((all) => {
    all.walkClasses((c) => {
      if (c.parent?.parent?.type !== "pseudo") names.push(c.value); // within :is(), :not() and the like it may be missing
    });
  }).processSync(selector);
  return names;
}
