import { along, asksStrongInk } from "../scale/colour.js";
import { cellNumber, fullNumber } from "../scale/number.js";
import { cellName } from "./cell-name.js";
import type { Cell } from "./cell-moves.js";
import type { Body, Layout, Marks, Picture } from "./matrix-body.js";

const NO_MARKS: Marks = { hover: undefined, pinned: undefined, near: undefined, now: undefined };

/** Changes that follow each other sooner are scrubbing; ms. */
const SCRUBBING = 250;

/**
 * A matrix as a table of numbers: a grid of real rows, headers and cells, one of which the tab key reaches. Elements are
 * made once for a layout; afterwards only cells whose number, colour or mark changed are touched.
 */
export class MatrixTable implements Body {
  readonly element = document.createElement("div");
  #cells: HTMLTableCellElement[] = [];
  #rowHeads: HTMLElement[] = [];
  #colHeads: HTMLElement[] = [];
  #layout!: Layout;
  #shown: Picture | undefined;
  #names: (string | undefined)[] = [];
  #hidden: boolean[] = [];
  #flagged: boolean[] = []; // cells that carried a mark when they were last painted
  #current = 0;
  #marks: Marks = NO_MARKS;
  #glow = false;
  #paintedAt = -Infinity; // when numbers changed last, ms
  #widest = 0; // characters of the longest number

  build(layout: Layout): void {
    this.#layout = layout;
    this.#shown = undefined;
    this.#marks = NO_MARKS;
    this.#current = Math.min(this.#current, layout.rows * layout.cols - 1);
    this.element.className = "scroll";
    const table = element("table", "grid");
    table.setAttribute("role", "grid");
    table.setAttribute("aria-label", layout.label);
    table.setAttribute("aria-description", layout.description);
    table.append(this.#head(), this.#body());
    this.element.replaceChildren(table);
    this.#names = this.#cells.map(() => undefined);
    this.#flagged = [];
  }

  #head(): HTMLElement {
    const { colLabels, colTitles } = this.#layout;
    this.#colHeads = colLabels.map((label, c) => header("col", label, colTitles[c] ?? label));
    const row = element("tr");
    row.append(element("td", "corner"), ...this.#colHeads);
    const head = element("thead");
    head.append(row);
    return head;
  }

  #body(): HTMLElement {
    const { step, rows, cols, rowLabels } = this.#layout;
    this.#cells = [];
    this.#rowHeads = [];
    const body = element("tbody");
    for (let r = 0; r < rows; r++) {
      const row = element("tr");
      const head = header("row", rowLabels[r] ?? String(r), rowLabels[r] ?? String(r));
      this.#rowHeads.push(head);
      row.append(head);
      for (let c = 0; c < cols; c++) row.append(this.#cell(step, r, c));
      body.append(row);
    }
    return body;
  }

  #cell(step: string, row: number, col: number): HTMLElement {
    const cell = element("td");
    cell.setAttribute("role", "gridcell");
    const { heads: [below, beside], rows, cols } = this.#layout;
    if ((row + 1) % below === 0 && row + 1 < rows) cell.classList.add("head-ends-below"); // by 0, never
    if ((col + 1) % beside === 0 && col + 1 < cols) cell.classList.add("head-ends-beside");
    cell.dataset["step"] = step;
    cell.dataset["row"] = String(row);
    cell.dataset["col"] = String(col);
    cell.tabIndex = this.#cells.length === this.#current ? 0 : -1;
    const number = element("span", "n");
    number.append("");
    cell.append(number);
    this.#cells.push(cell);
    return cell;
  }

  paint(next: Picture): void {
    const shown = this.#shown;
    const again = !shown || shown.decimals !== next.decimals || shown.masks !== next.masks;
    const rescaled = again || shown.range.kind !== next.range.kind || shown.range.max !== next.range.max;
    const { data } = next.matrix;
    let widest = 4;
    for (let i = 0; i < this.#cells.length; i++) {
      const v = data[i] ?? NaN;
      const moved = again || !Object.is(v, shown.matrix.data[i]);
      if (moved) this.#write(i, cellNumber(v, next.decimals));
      const hidden = next.isHidden(i);
      if (moved || rescaled || hidden !== this.#hidden[i]) this.#fill(i, v, next, hidden);
      this.#hidden[i] = hidden;
      widest = Math.max(widest, textOf(this.#cells[i]!).data.length);
      const before = changedFrom(next.before?.data[i], v);
      const isSet = next.isSet(Math.floor(i / this.#layout.cols), i % this.#layout.cols);
      if (moved || before !== undefined || this.#flagged[i] || isSet) this.#flag(i, v, next, isSet, before);
      this.#flagged[i] = before !== undefined || isSet;
    }
    if (widest !== this.#widest) this.element.style.setProperty("--ch", String(this.#widest = widest));
    if (next.before && next.before !== shown?.before) this.#shine();
    this.#shown = next;
  }

  /** Changed cells glow once; while a value is scrubbed, every frame is needed for the numbers. */
  #shine(): void {
    const now = performance.now();
    const scrubbed = now - this.#paintedAt < SCRUBBING;
    this.#paintedAt = now;
    this.#glow = !this.#glow; // two names for one motion, so that it begins again
    if (scrubbed) delete this.element.dataset["glow"];
    else this.element.dataset["glow"] = this.#glow ? "a" : "b";
  }

  #write(i: number, text: string): void {
    textOf(this.#cells[i]!).data = text;
  }

  #fill(i: number, v: number, { range, masks }: Picture, hidden: boolean): void {
    const cell = this.#cells[i]!;
    const t = along(v, range.max);
    const list = cell.classList;
    list.toggle("nan", Number.isNaN(v));
    list.toggle("masked", hidden || (v === -Infinity && masks));
    list.toggle("infinite", Math.abs(v) === Infinity && !(v < 0 && masks));
    list.toggle("attn", range.kind === "sequential");
    list.toggle("neg", range.kind === "diverging" && t < 0);
    list.toggle("strong", asksStrongInk(t, range.kind));
    cell.style.setProperty("--t", `${(Math.abs(t || 0) * 100).toFixed(2)}%`);
  }

  /** Marks and name: what is known of a cell besides its value. */
  #flag(i: number, v: number, p: Picture, isSet: boolean, before: number | undefined): void {
    const { lang } = this.#layout;
    const cell = this.#cells[i]!;
    const masked = p.masks && v === -Infinity;
    const name = cellName(lang, { value: v, decimals: p.decimals, isSet, masked, before });
    if (name !== this.#names[i]) {
      this.#names[i] = name;
      if (name === undefined) cell.removeAttribute("aria-label");
      else cell.setAttribute("aria-label", name);
      cell.classList.toggle("set", isSet);
    }
    const way = before === undefined ? "" : v > before ? "up" : v < before ? "down" : "other";
    if (way !== (cell.dataset["change"] ?? "")) {
      if (way) cell.dataset["change"] = way;
      else delete cell.dataset["change"];
    }
  }

  mark(next: Marks): void {
    const last = this.#marks;
    this.#toggle(last.hover, next.hover, "hover");
    this.#toggle(last.pinned, next.pinned, "pinned");
    if (last.pinned) this.#at(last.pinned)?.removeAttribute("aria-selected");
    if (next.pinned) this.#at(next.pinned)?.setAttribute("aria-selected", "true");
    if (last.near !== next.near) {
      for (const i of last.near ?? []) this.#cells[i]?.classList.remove("near");
      for (const i of next.near ?? []) this.#cells[i]?.classList.add("near");
      this.element.classList.toggle("stepped-back", next.near !== undefined);
    }
    if (last.now !== next.now) {
      for (const i of last.now ?? []) this.#cells[i]?.classList.remove("now");
      for (const i of next.now ?? []) this.#cells[i]?.classList.add("now");
    }
    this.#markHeads(last, next);
    this.#marks = next;
  }

  /** The labels of the row and column one is at come forward. */
  #markHeads(last: Marks, next: Marks): void {
    const [was, is] = [last.hover ?? last.pinned, next.hover ?? next.pinned];
    if (was) this.#heads(was, false);
    if (is) this.#heads(is, true);
  }

  #heads({ row, col }: Cell, on: boolean): void {
    this.#rowHeads[row]?.classList.toggle("here", on);
    this.#colHeads[col]?.classList.toggle("here", on);
  }

  #toggle(was: Cell | undefined, is: Cell | undefined, name: string): void {
    if (was) this.#at(was)?.classList.remove(name);
    if (is) this.#at(is)?.classList.add(name);
    if (name !== "hover") return;
    if (was) this.#at(was)?.removeAttribute("title");
    const to = is && this.#at(is);
    if (to) to.title = this.#names[this.#cells.indexOf(to)] ?? fullNumber(this.#shown?.matrix.at(is.row, is.col) ?? NaN);
  }

  #at({ row, col }: Cell): HTMLTableCellElement | undefined {
    return col < this.#layout.cols ? this.#cells[row * this.#layout.cols + col] : undefined;
  }

  cellOf(e: Event): Cell | undefined {
    const cell = e.composedPath().find((n): n is HTMLElement => n instanceof HTMLElement && n.dataset["row"] !== undefined);
    return cell && { row: Number(cell.dataset["row"]), col: Number(cell.dataset["col"]) };
  }

  moveTo(cell: Cell, focus: boolean): void {
    const to = this.#at(cell);
    if (!to) return;
    const from = this.#cells[this.#current];
    if (from) from.tabIndex = -1;
    to.tabIndex = 0;
    this.#current = cell.row * this.#layout.cols + cell.col;
    if (focus) to.focus();
  }

  box(cell: Cell): HTMLElement {
    const box = this.#at(cell);
    if (!box) throw new RangeError(`qkv: ${this.#layout.step} has no cell ${cell.row}, ${cell.col}`);
    return box;
  }
}

function element<K extends keyof HTMLElementTagNameMap>(name: K, className = ""): HTMLElementTagNameMap[K] {
  const e = document.createElement(name);
  if (className) e.className = className;
  return e;
}

function header(scope: "row" | "col", label: string, title: string): HTMLElement {
  const head = element("th");
  head.scope = scope;
  const text = element("span");
  text.textContent = label;
  head.append(text);
  if (title !== label) head.setAttribute("aria-label", title);
  head.title = title;
  return head;
}

/** What a cell was before, where that was something else. */
function changedFrom(old: number | undefined, now: number): number | undefined {
  return old === undefined || Object.is(old, now) ? undefined : old;
}

/** The text of a cell: in a box of its own, whose size does not follow from it; the field that edits it may stand beside it. */
function textOf(cell: HTMLElement): Text {
  return cell.firstChild!.firstChild as Text;
}
