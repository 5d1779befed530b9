import { css, html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from "lit";
import { roleOf } from "../../model/role.js";
import { symbolParts } from "../../model/symbol.js";
import { define } from "../figure.js";
import { stepName } from "../labels.js";
import { symbol } from "../symbol.js";
import { LessonFigure } from "./lesson-figure.js";
import { lessonStyles } from "./lesson.css.js";
import { countOf, lettersOf, linesOf, realSizes, shapeText, sizeOf, sizesOf, type Line, type Sizes } from "./ledger-lines.js";

const NUMBERS = new Intl.NumberFormat("en");
/** What a field takes at most. */
const MOST = { T: 1_000_000, D: 65_536, H: 1024 };

/**
 * `<qkv-ledger>`: the way of the data as a ledger: the shapes of every step, its parameters and its multiplications, at the size of
 * the document beside a real size, which can be changed.
 * - `real`: the real size as T,D,H; 12,768,12 where it is left out
 */
export class QkvLedger extends LessonFigure {
  static override styles: CSSResultGroup = [lessonStyles, css`
    figure, figure > * { display: block; max-width: none; }
    .fields { display: flex; flex-wrap: wrap; gap: 6px 14px; align-items: center; margin-block-end: 8px; }
    .fields input { width: 6.5em; }
    .problem { color: var(--qkv-ink); font-weight: 600; margin: 0 0 8px; }
    .scroll { max-height: none; overflow-x: auto; scrollbar-width: thin; }
    .scroll:focus-visible { outline: 2px solid var(--qkv-focus); outline-offset: 1px; }
    table { min-width: 100%; font-size: 12.5px; }
    th, td { padding: 4px 9px 4px 0; white-space: nowrap; vertical-align: top; }
    thead th { font-size: 12px; vertical-align: bottom; }
    tbody th { position: sticky; inset-inline-start: 0; background: var(--qkv-paper); z-index: 1; }
    tbody th small { display: block; font-weight: 400; color: var(--qkv-ink-2); font-size: 12px; }
    td.shape, th.shape { text-align: start; }
    td small { display: block; color: var(--qkv-ink-3); font-size: 11px; }
    .real { background: color-mix(in lab, var(--qkv-role-param) 5%, transparent); }
    .begin { padding-inline-start: 10px; }
    .none { color: var(--qkv-ink-3); }
    tfoot th, tfoot td { font-weight: 700; border-block-start: 2px solid var(--qkv-ink-3); border-block-end: 0; }
    tfoot th { text-align: start; }
    tbody button { border: 0; background: none; padding: 0; min-height: 24px; cursor: pointer; text-decoration: underline dotted 1px; text-underline-offset: 4px; }
    tbody [aria-pressed="true"] { text-decoration-style: solid; text-decoration-thickness: 2px; }
    .counted .formula { margin: 8px 0 0; }
    .note { max-width: 72ch; }
    @container (max-width: 759px) { tbody th small { display: none; } tbody th { min-width: 4.5em; } }
    @media print { table { font-size: 10px; } th, td { padding-inline-end: 5px; } } /* paper does not scroll */
    @media (pointer: coarse) { tbody button { min-height: 40px; min-width: 40px; text-align: start; } }
  `];
  static override properties: PropertyDeclarations = {
    ...LessonFigure.properties,
    real: {},
    chosen: { state: true },
  };

  declare real: string;
  declare private chosen: string; // the line whose count is told

  constructor() {
    super();
    this.real = "12,768,12";
    this.chosen = "q";
  }

  get #wished(): { T: number; D: number; H: number } {
    const [t, d, h] = this.real.split(",").map(Number);
    const within = (n: number | undefined, most: number, otherwise: number): number => (n !== undefined && Number.isInteger(n) && n >= 1 ? Math.min(n, most) : otherwise);
    return { T: within(t, MOST.T, 12), D: within(d, MOST.D, 768), H: within(h, MOST.H, 12) };
  }

  protected override render(): TemplateResult | typeof nothing {
    const { frame } = this;
    if (!frame) return nothing;
    const lines = linesOf(frame);
    const toy = sizesOf(frame.config);
    const wished = this.#wished;
    const real = realSizes(frame.config, wished.T, wished.D, wished.H);
    const total = (of: (line: Line) => Line["parameters"], sizes: Sizes): string => NUMBERS.format(lines.reduce((sum, line) => sum + countOf(of(line), sizes), 0));
    const chosen = lines.find((line) => line.id === this.chosen);
    return html`<figure><figcaption>${this.say("ledger.title")}</figcaption>
      ${this.#fields(wished)}
      ${real ? nothing : html`<p class="problem" role="alert">${this.say("ledger.problem", { d: wished.D, h: wished.H, way: waysOf(wished.D).join(", ") })}</p>`}
      <div class="scroll" tabindex="0" role="group" aria-label=${this.say("ledger.title")}><table>
        <thead>
          <tr><th rowspan="2" scope="col">${this.say("ledger.step")}</th>
            <th colspan="3" scope="colgroup" class="shape">${this.say("ledger.toy")} · ${namesOf(toy)}</th>
            ${real ? html`<th colspan="3" scope="colgroup" class="shape real begin">${this.say("ledger.real")} · ${namesOf(real)}</th>` : nothing}</tr>
          <tr>${this.#heads("")}${real ? this.#heads("real") : nothing}</tr>
        </thead>
        <tbody>${lines.map((line) => html`<tr data-line=${line.id}>${this.#name(line)}${this.#cells(line, toy, "")}${real ? this.#cells(line, real, "real") : nothing}</tr>`)}</tbody>
        <tfoot><tr><th scope="row">${this.say("ledger.total")}</th>
          <td></td><td class="parameters">${total((l) => l.parameters, toy)}</td><td class="multiplications">${total((l) => l.multiplications, toy)}</td>
          ${real ? html`<td class="real"></td><td class="real parameters">${total((l) => l.parameters, real)}</td><td class="real multiplications">${total((l) => l.multiplications, real)}</td>` : nothing}</tr></tfoot>
      </table></div>
      ${chosen ? this.#formula(chosen, real ?? toy) : nothing}
      <p class="note">${this.say("ledger.counted")}</p>
    </figure>`;
  }

  #fields(wished: { T: number; D: number; H: number }): TemplateResult {
    const set = (key: "T" | "D" | "H", e: Event): void => {
      const field = e.target as HTMLInputElement;
      const value = Math.trunc(field.valueAsNumber);
      if (Number.isFinite(value) && value >= 1) {
        const next = { ...wished, [key]: Math.min(value, MOST[key]) };
        this.real = `${next.T},${next.D},${next.H}`;
      }
      field.value = String(this.#wished[key]);
    };
    return html`<div class="fields" role="group" aria-label=${this.say("ledger.real")}><span>${this.say("ledger.real")}</span>
      ${(["T", "D", "H"] as const).map((key) => html`<label>${this.say(`ledger.${key}`)} <b>${key}</b>
        <input type="number" name=${key} min="1" max=${MOST[key]} step="1" .value=${String(wished[key])} @change=${(e: Event) => set(key, e)}></label>`)}</div>`;
  }

  /** How the numbers of one line were counted. */
  #formula({ id, parameters, multiplications }: Line, sizes: Sizes): TemplateResult {
    const count = (of: Line["parameters"], name: string): TemplateResult | typeof nothing => (of.length === 0 ? nothing : html`<p class="formula">${symbol(id.replace(/^head\.0\./, ""))}: ${lettersOf(of)}
      = ${of.map((product) => product.map((size) => NUMBERS.format(sizeOf(size, sizes))).filter((n) => n !== "1").join(" · ") || "1").join(" + ")} = <b>${NUMBERS.format(countOf(of, sizes))}</b> ${name}</p>`);
    return html`<div class="counted" aria-live="polite">${count(parameters, this.say("ledger.parameters"))}${count(multiplications, this.say("ledger.multiplications"))}</div>`;
  }

  #heads(look: "real" | ""): TemplateResult {
    return html`<th scope="col" class="shape ${look} ${look && "begin"}">${this.say("ledger.shape")}</th><th scope="col" class=${look}>${this.say("ledger.parameters")}</th><th scope="col" class=${look}>${this.say("ledger.multiplications")}</th>`;
  }

  #name({ id, ofHeads, parameters, multiplications }: Line): TemplateResult {
    const { base, sub, sup } = symbolParts(id);
    const letters = html`<span class="symbol">${base}${ofHeads ? html`<sub>h</sub>` : sub ? html`<sub>${sub}</sub>` : nothing}${sup ? html`<sup>${sup}</sup>` : nothing}</span>`;
    const has = parameters.length + multiplications.length > 0;
    return html`<th scope="row" class="role-${roleOf(id)}">${has ? html`<button type="button" aria-pressed=${id === this.chosen ? "true" : "false"} @click=${() => { this.chosen = id; }}>${letters}</button>` : letters}
      <small>${stepName(this.view.lang, id)}</small></th>`;
  }

  #cells({ shape, parameters, multiplications }: Line, sizes: Sizes, look: "real" | ""): TemplateResult {
    const count = (of: Line["parameters"], name: string): TemplateResult => html`<td class="${look} ${name}">${of.length === 0 ? html`<span class="none">0</span>` : NUMBERS.format(countOf(of, sizes))}</td>`;
    return html`<td class="shape ${look} ${look && "begin"}">${shapeText(shape, (size) => String(sizeOf(size, sizes)))}${look ? nothing : html`<small>${shapeText(shape, (size) => size)}</small>`}</td>
      ${count(parameters, "parameters")}${count(multiplications, "multiplications")}`;
  }
}

function namesOf(sizes: Sizes): string {
  return (["T", "D", "H", ...(sizes.G < sizes.H ? ["G"] as const : []), "Dh"] as const).map((letter) => `${letter} ${NUMBERS.format(sizes[letter])}`).join(", ");
}

/** Numbers of heads that a width can be split into. */
function waysOf(d: number): number[] {
  return [1, 2, 3, 4, 6, 8, 12, 16, 32].filter((h) => d % h === 0).slice(-5);
}

define("qkv-ledger", QkvLedger);

declare global {
  interface HTMLElementTagNameMap { "qkv-ledger": QkvLedger }
}
