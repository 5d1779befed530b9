import { css, html, nothing, svg, type CSSResultGroup, type PropertyDeclarations, type PropertyValues, type TemplateResult } from "lit";
import type { Frame } from "../model/frame.js";
import { roleOf } from "../model/role.js";
import { symbolOf } from "../model/symbol.js";
import type { Explanation, Step } from "../wire.gen.js";
import type {} from "./matrix.js"; // declares the tag
import { define, Figure } from "./figure.js";
import { operationOf, operationText } from "./operation.js";
import { sharedStyles } from "./shared.css.js";
import { symbol } from "./symbol.js";

/**
 * `<qkv-connector>`: a thin arrow that leads to the figure of a step, with the operation that makes it. It stands between
 * figures and fills its box; `direction` is "right" or "down", and where it is absent follows from where that figure (the
 * `<qkv-matrix>` of the same step in the same root) stands. It darkens while the step lies on the way of the cell that is
 * pointed at or pinned.
 */
export class QkvConnector extends Figure {
  static override styles: CSSResultGroup = [sharedStyles, css`
    :host { min-width: 28px; min-height: 24px; }
    .link { display: flex; align-items: center; justify-content: center; gap: 2px; height: 100%; color: var(--qkv-ink-2); font-size: 12px; text-align: center; }
    .right { flex-direction: column; }
    .down { flex-direction: row; gap: 6px; }
    .label { max-inline-size: 12em; line-height: 1.3; text-wrap: balance; font-variant-numeric: tabular-nums; }
    .formula { max-inline-size: none; white-space: nowrap; }
    .down .label { text-align: start; }
    svg { flex: none; overflow: visible; fill: none; stroke: var(--qkv-ink-3); stroke-width: 1; stroke-linecap: round; stroke-linejoin: round; }
    .right svg { width: 100%; height: 9px; min-width: 26px; }
    .down svg { width: 9px; height: 22px; }
    .on-the-way { color: var(--qkv-ink); }
    .on-the-way svg { stroke: var(--qkv-ink); stroke-width: 2; }
    .here .label { font-weight: 700; }
    @media (prefers-reduced-motion: no-preference) { svg { transition: stroke 150ms ease-out, stroke-width 150ms ease-out; } }
  `];
  static override properties: PropertyDeclarations = {
    ...Figure.properties,
    step: {},
    explanation: { attribute: false },
    direction: { reflect: true },
    right: { state: true },
  };

  declare step: string;
  declare explanation: Explanation | null;
  declare direction: "right" | "down" | undefined;
  declare private right: boolean;

  constructor() {
    super();
    this.step = "";
    this.explanation = null;
    this.right = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    sizes().observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    sizes().unobserve(this);
  }

  /** Where it points, as far as that is seen from where its figure stands. */
  orient(right: boolean): void {
    this.right = right;
  }

  protected override shouldUpdate(changed: PropertyValues<this>): boolean {
    return this.frame !== null || changed.has("frame");
  }

  protected override render(): TemplateResult | typeof nothing {
    const { frame } = this;
    const step = frame?.step(this.step);
    if (!frame || !step || step.in.length === 0) return nothing;
    const at = this.view.pinned ?? this.view.hover;
    const onTheWay = at !== null && ancestry(frame, at.step).has(step.id);
    const right = this.direction ? this.direction === "right" : this.right;
    const { lang } = this.view;
    const spoken = this.t("op.from", { op: operationText(frame, step, lang), inputs: step.in.map(symbolOf).join(", ") });
    return html`<div class="link ${right ? "right" : "down"} ${onTheWay ? "on-the-way" : ""} ${at?.step === step.id ? "here" : ""}"
        role="img" aria-label=${spoken}>
      ${right ? nothing : DOWN}
      <span class="label ${operationOf(frame, step, lang).some((p) => typeof p !== "string") ? "formula" : ""}">${label(frame, step, lang)}</span>
      ${right ? RIGHT : nothing}
    </div>`;
  }
}

function label(frame: Frame, step: Step, lang: "ko" | "en"): unknown[] {
  return operationOf(frame, step, lang).map((p) => (typeof p === "string"
    ? p
    : html`<span class="role-${roleOf(p.step)}">${symbol(p.step)}${p.transposed ? "ᵀ" : nothing}</span>`));
}

let watched: ResizeObserver | undefined;

// One for all: each that learnt its direction by itself would have the page laid out again for the next.
function sizes(): ResizeObserver {
  return watched ??= new ResizeObserver((boxes) => {
    const seen: [QkvConnector, boolean][] = [];
    for (const { target } of boxes) {
      const connector = target as QkvConnector;
      if (connector.direction) continue;
      const root = connector.getRootNode() as Document | ShadowRoot;
      const figure = [...root.querySelectorAll("qkv-matrix")].find((m) => m.step === connector.step);
      if (figure) seen.push([connector, figure.getBoundingClientRect().left >= connector.getBoundingClientRect().right - 1]);
    }
    for (const [connector, right] of seen) connector.orient(right);
  });
}

// The line stretches with its box, the head does not.
const RIGHT = html`<svg aria-hidden="true">${svg`<line x1="0" x2="100%" y1="4.5" y2="4.5"></line>
  <svg x="100%" overflow="visible"><path d="M-5 1 L0 4.5 L-5 8"></path></svg>`}</svg>`;
const DOWN = html`<svg aria-hidden="true" viewBox="0 0 9 22">${svg`<path d="M4.5 0 V21 M1 16 L4.5 21 L8 16"></path>`}</svg>`;

const known = new WeakMap<Frame, Map<string, ReadonlySet<string>>>();

/** A step and every step that it is computed from. */
function ancestry(frame: Frame, id: string): ReadonlySet<string> {
  let ofFrame = known.get(frame);
  if (!ofFrame) known.set(frame, ofFrame = new Map());
  const before = ofFrame.get(id);
  if (before) return before;
  const all = new Set([id]);
  for (const one of all) for (const input of frame.step(one)?.in ?? []) all.add(input); // a Set grows while it is walked
  ofFrame.set(id, all);
  return all;
}

define("qkv-connector", QkvConnector);

declare global {
  interface HTMLElementTagNameMap { "qkv-connector": QkvConnector }
}
