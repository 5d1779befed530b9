import { css, html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from "lit";
import type { Explanation, Step } from "../wire.gen.js";
import "./connector.js";
import { define, Figure } from "./figure.js";
import "./matrix.js";
import { sharedStyles } from "./shared.css.js";

/** The widest heat map, and what stands beside it, in px. */
const HEAT = 400;
const LABELS = 58;
const LINK = 80;

/**
 * `<qkv-linear which="q">`: one linear map whole: what goes in, W and b, and what comes out, with the operation between.
 * `which` is q, k, v or o (the output map).
 */
export class QkvLinear extends Figure {
  static override styles: CSSResultGroup = [sharedStyles, css`
    :host { container-type: inline-size; }
    .map { display: flex; flex-wrap: wrap; align-items: center; gap: 16px 20px; }
    .map > * { max-inline-size: 100%; }
    .parameters { display: grid; gap: 12px; grid-template-columns: minmax(0, auto); }
    .out { display: flex; align-items: center; gap: 12px; }
    qkv-connector { inline-size: min-content; min-inline-size: 64px; }
    .down { display: none; }
    @container (max-width: 520px) {
      .map, .out { display: grid; grid-template-columns: minmax(0, 1fr); justify-items: start; gap: 14px; }
      .right { display: none; }
      .down { display: block; inline-size: auto; }
    }
  `];
  static override properties: PropertyDeclarations = {
    ...Figure.properties,
    which: {},
    explanation: { attribute: false },
    width: { state: true },
  };

  declare which: string;
  declare explanation: Explanation | null;
  declare private width: number;

  readonly #sizes = new ResizeObserver(([box]) => { if (box) this.width = Math.floor(box.contentRect.width); });

  constructor() {
    super();
    this.which = "q";
    this.explanation = null;
    this.width = 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#sizes.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizes.disconnect();
  }

  protected override render(): TemplateResult | typeof nothing {
    const out = this.frame?.step(this.which === "o" ? "out" : this.which);
    const [input, ...parameters] = (out?.in ?? []).flatMap((id) => this.frame?.step(id) ?? []);
    if (!out || !input) return nothing;
    const legend = input.cols * input.rows > 1;
    return html`<div class="map">
      ${this.#matrix(input, legend)}
      <div class="parameters">${parameters.map((step, i) => this.#matrix(step, i === 0))}</div>
      <div class="out">${(["right", "down"] as const).map((direction) => html`<qkv-connector class=${direction} .frame=${this.frame} .view=${this.view}
        .step=${out.id} .explanation=${this.explanation} direction=${direction}></qkv-connector>`)}${this.#matrix(out, true)}</div>
    </div>`;
  }

  #matrix(step: Step, legend: boolean): TemplateResult {
    const room = this.width > 520 ? Math.min(HEAT, Math.floor((this.width - LINK) / 3) - LABELS) : this.width - LABELS;
    return html`<qkv-matrix .frame=${this.frame} .view=${this.view} .step=${step.id} .explanation=${this.explanation} .legend=${legend}
      .room=${Math.max(140, room)} ?readonly=${this.readonly}></qkv-matrix>`;
  }
}

define("qkv-linear", QkvLinear);

declare global {
  interface HTMLElementTagNameMap { "qkv-linear": QkvLinear }
}
