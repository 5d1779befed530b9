type Props<K extends keyof HTMLElementTagNameMap> = Partial<Omit<HTMLElementTagNameMap[K], "style">> & { readonly aria?: Readonly<Record<string, string>>; on?: Readonly<Record<string, (e: Event) => void>> };

/** An element with properties, aria attributes, listeners and children. Lit is with the page's own script; a second copy would want its policy's name. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, { aria = {}, on = {}, ...props }: Props<K>, ...children: (Node | string)[]): HTMLElementTagNameMap[K] {
  const e = Object.assign(document.createElement(tag), props);
  for (const [name, value] of Object.entries(aria)) e.setAttribute(`aria-${name}`, value);
  for (const [name, listener] of Object.entries(on)) e.addEventListener(name, listener);
  e.append(...children);
  return e as HTMLElementTagNameMap[K];
}

/** A button in words. */
export function button(label: string, press: () => void, className = ""): HTMLButtonElement {
  return h("button", { type: "button", className, on: { click: press } }, label);
}
