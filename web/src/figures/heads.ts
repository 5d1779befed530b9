import { css, html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from "lit";
import { rangeOf } from "../scale/range.js";
import { define, Figure } from "./figure.js";
import { paintPixels, readInks } from "./heat-ink.js";
import { sharedStyles } from "./shared.css.js";
import { SystemColours } from "./system-colours.js";

/**
 * `<qkv-heads>`: the attention of every head as a small picture on one scale, rows are queries; choosing one shows that
 * head (`qkv-view`). With one head there is nothing to choose, and nothing is shown.
 */
export class QkvHeads extends Figure {
  static override styles: CSSResultGroup = [sharedStyles, css`
    .label { display: flex; align-items: center; min-block-size: 24px; color: var(--qkv-ink-2); font-size: 12px; }
    .all { display: flex; flex-wrap: wrap; gap: 4px; }
    button {
      display: grid; justify-items: center; gap: 2px; padding: 4px 4px 1px; min-inline-size: 40px; border: 1px solid var(--qkv-line); border-radius: 6px;
      background: var(--qkv-paper-2); font-size: 12px; font-variant-numeric: tabular-nums; cursor: pointer;
    }
    button:hover { border-color: var(--qkv-ink-3); }
    button[aria-pressed="true"] { border-color: var(--qkv-ink); box-shadow: 0 0 0 1px var(--qkv-ink); font-weight: 700; }
    canvas { inline-size: 44px; block-size: 44px; image-rendering: pixelated; border-radius: 3px; }
  `];
  static override properties: PropertyDeclarations = { ...Figure.properties };

  constructor() {
    super();
    new SystemColours(this, () => this.requestUpdate());
  }

  protected override render(): TemplateResult | typeof nothing {
    const heads = this.frame?.config.h ?? 1;
    if (heads === 1) return nothing;
    return html`<div role="group" aria-label=${this.t("head.choose")} title=${this.t("head.help")}>
      <span class="label">${this.t("head.choose")}</span>
      <div class="all">${Array.from({ length: heads }, (_, head) => html`<button type="button" data-head=${head}
        aria-pressed=${head === this.view.head} aria-label=${this.t("head.n", { n: head })} @click=${() => this.look({ head })}>
        <canvas aria-hidden="true"></canvas>${head}</button>`)}</div>
    </div>`;
  }

  protected override updated(): void {
    const { frame } = this;
    const canvases = this.renderRoot.querySelectorAll("canvas");
    if (!frame || canvases.length === 0) return; // asking for colours makes the browser lay out the page
    const inks = readInks(this);
    canvases.forEach((canvas, head) => {
      const step = `head.${head}.attn`;
      const attn = frame.now(step);
      if (attn) paintPixels(canvas, attn, rangeOf(frame, step, this.view.attnRange), inks);
    });
  }
}

define("qkv-heads", QkvHeads);

declare global {
  interface HTMLElementTagNameMap { "qkv-heads": QkvHeads }
}
