// custom-elements.json: what editors, catalogues and frameworks read of the elements (schema 1.0.0 of custom-elements-manifest).

import type { Attribute, ClassField, ClassMethod, CustomElementDeclaration, CustomElementField, JavaScriptModule, Package, Slot } from "custom-elements-manifest/schema.js";
import { COMMON, ELEMENTS, EVENTS, FALLBACK, METHODS, PROPERTIES, type AttributeRow, type ElementRow } from "./elements.js";

/** A module of the package; without: the element that it leaves out. */
export interface Module { readonly path: string; readonly without?: string }

/** The manifest of a package in whose first module all elements are described; the others define them too. */
export function manifestOf(modules: readonly [Module, ...Module[]]): Package {
  const [{ path: first }] = modules;
  return { schemaVersion: "1.0.0", readme: "README.md", modules: modules.map((m) => moduleOf(m, first)) };
}

function moduleOf({ path, without }: Module, first: string): JavaScriptModule {
  const elements = ELEMENTS.filter((e) => e.tag !== without);
  return {
    kind: "javascript-module", path,
    declarations: path !== first ? [] : [
      { kind: "variable", name: "qkvLab", type: { text: "QkvLab" }, description: "The arithmetic for scripts, the same object as window.qkvLab." }, ...elements.map(declarationOf),
    ],
    exports: [
      { kind: "js", name: "qkvLab", declaration: { name: "qkvLab", module: first } },
      ...elements.map(({ tag, className }) => ({ kind: "custom-element-definition" as const, name: tag, declaration: { name: className, module: first } })),
    ],
  };
}

function declarationOf({ tag, className, description, attributes, isFigure }: ElementRow): CustomElementDeclaration {
  const rows = isFigure ? [...attributes, ...COMMON] : attributes;
  return {
    kind: "class", customElement: true, tagName: tag, name: className, description, superclass: { name: "HTMLElement" },
    attributes: rows.map(attributeOf),
    members: [...fieldsOf(attributes, isFigure), ...(isFigure ? METHODS.map((m): ClassMethod => ({
      kind: "method", name: m.name, description: m.description, privacy: "public", parameters: m.parameters.map((p) => ({ name: p.name, type: { text: p.type } })), return: { type: { text: m.returns } },
    })) : [])],
    ...(isFigure && { events: EVENTS.map((e) => ({ name: e.name, type: { text: e.type }, description: e.description })) }),
    slots: isFigure ? [{ name: "", description: FALLBACK }] : EXERCISE_SLOTS,
  };
}

const EXERCISE_SLOTS: Slot[] = [
  { name: "", description: "The question." },
  { name: "hint", description: "Hints, folded." },
  { name: "solution", description: "The solution, folded; not shown where the page's address ends in #ui.answers=0." },
];

function attributeOf({ name, type, description, standard, property }: AttributeRow): Attribute {
  return { name, type: { text: type }, description, ...(standard !== undefined && { default: standard }), ...(property && { fieldName: property }) };
}

function fieldsOf(attributes: readonly AttributeRow[], isFigure: boolean): CustomElementField[] {
  const own = attributes.filter((a) => a.property).map((a): CustomElementField => ({
    kind: "field", name: a.property!, type: { text: a.type }, description: a.description, privacy: "public", attribute: a.name,
    ...(a.standard !== undefined && { default: a.type === "number" || a.type === "boolean" ? a.standard : JSON.stringify(a.standard) }),
  }));
  const common = PROPERTIES.map((p): ClassField => ({ kind: "field", name: p.name, type: { text: p.type }, description: p.description, privacy: "public", ...(p.readonly && { readonly: true }) }));
  return isFigure ? [...own, ...common] : own;
}
