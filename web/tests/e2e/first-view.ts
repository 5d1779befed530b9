import type { Page } from "@playwright/test";

/** The numbers of the first view by step, in rows; steps by the symbols above them. */
export async function cellPlaces(page: Page): Promise<Map<string, string[][]>> {
  const all = await page.locator(".first figure:has(table)").evaluateAll((figures) => figures.map((f): [string, string[][]] => [
    (f.querySelector(".symbol")?.textContent ?? "").toLowerCase(),
    [...f.querySelectorAll("tbody tr")].map((tr) => [...tr.querySelectorAll("td")].map((td) => td.textContent ?? "")),
  ]));
  return new Map(all);
}

/** Every text in sight within an element, shadow trees included, and where it begins: lines of text|x|y. */
export function seen(page: Page, selector: string): Promise<string[]> {
  return page.evaluate((at) => {
    const lines: string[] = [];
    const add = (parent: Node): void => {
      const range = document.createRange();
      range.selectNodeContents(parent);
      const { left, top, width } = range.getBoundingClientRect();
      const text = (parent.textContent ?? "").trim().replace(/\s+/g, " ");
      if (text && width > 0 && top < innerHeight) lines.push(`${text}|${Math.round(left)}|${Math.round(top)}`);
    };
    const visit = (n: Node): void => {
      if (!(n instanceof Element) || n.localName === "style" || n.localName === "option" || getComputedStyle(n).display === "none") return;
      const content = n instanceof HTMLDetailsElement && !n.open ? n.querySelectorAll("summary") : (n.shadowRoot ?? n).childNodes;
      const children = [...(n instanceof HTMLSlotElement ? n.assignedNodes() : content)];
      if (children.some((c) => c instanceof Element)) children.forEach(visit);
      else add(n);
    };
    const root = document.querySelector(at);
    if (root) visit(root);
    return lines;
  }, selector);
}
