import { css, html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { define } from "../figures/figure.js";
import { controls } from "../styles/controls.js";
import { icon, type IconName } from "./icon.js";

/** So far from the window's edge a panel stays, px. */
const EDGE = 8;

/** A button that opens a panel. Esc, a click elsewhere and leaving it by the keyboard close it. */
export class QkvMenu extends LitElement {
  static override properties: PropertyDeclarations = {
    label: {},
    detail: {},
    icon: {},
    open: { type: Boolean, reflect: true },
  };
  declare label: string;
  /** What is chosen at present, after the label. */
  declare detail: string;
  declare icon: IconName | "";
  declare open: boolean;

  constructor() {
    super();
    this.label = "";
    this.detail = "";
    this.icon = "";
    this.open = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("pointerdown", this.#outside);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("pointerdown", this.#outside);
  }

  readonly #outside = (e: Event): void => {
    if (this.open && !e.composedPath().includes(this)) this.open = false;
  };

  /** Within the window, wherever the button has come to stand. */
  protected override updated(): void {
    const panel = this.renderRoot.querySelector<HTMLElement>(".panel")!;
    panel.style.translate = "";
    if (!this.open) return;
    const [{ left, right }, width] = [panel.getBoundingClientRect(), document.documentElement.clientWidth];
    const by = left < EDGE ? EDGE - left : Math.min(0, width - EDGE - right);
    if (by !== 0) panel.style.translate = `${by}px`;
  }

  close(): void {
    if (!this.open) return;
    this.open = false;
    this.renderRoot.querySelector("button")?.focus();
  }

  #key(e: KeyboardEvent): void {
    if (e.key !== "Escape" || !this.open) return;
    e.stopPropagation();
    this.close();
  }

  override render(): TemplateResult {
    return html`
      <button type="button" aria-expanded=${this.open} @keydown=${this.#key} @click=${() => { this.open = !this.open; }}>
        ${this.icon ? icon(this.icon) : nothing}<span class="text">${this.label}${this.detail ? html`<span class="detail">${this.detail}</span>` : nothing}</span>
        <span class="arrow" aria-hidden="true"></span>
      </button>
      <div class="panel" ?hidden=${!this.open} @keydown=${this.#key}
        @focusout=${(e: FocusEvent) => { if (e.relatedTarget && !this.contains(e.relatedTarget as Node) && !this.renderRoot.contains(e.relatedTarget as Node)) this.open = false; }}>
        <slot></slot>
      </div>`;
  }

  static override styles = [controls, css`
    :host { display: inline-block; position: relative; min-inline-size: 0; }
    button { max-inline-size: 100%; }
    .text { overflow: hidden; text-overflow: ellipsis; }
    .detail { color: var(--qkv-ink-2); margin-inline-start: 8px; }
    .arrow { border: solid currentColor; border-width: 0 1.5px 1.5px 0; inline-size: 6px; block-size: 6px; transform: translateY(-2px) rotate(45deg); flex: none; }
    .panel {
      position: absolute; z-index: 30; inset-block-start: calc(100% + 4px); inset-inline-start: 0; inline-size: max-content;
      max-inline-size: min(380px, calc(100vw - 32px)); max-block-size: min(70vh, 560px); overflow: auto; padding: 8px;
      background: var(--qkv-paper-2); border: 1px solid var(--qkv-line); border-radius: 8px; box-shadow: 0 8px 24px rgb(0 0 0 / .16);
    }
    .panel[hidden] { display: none; }
    :host(.end) .panel { inset-inline: auto 0; }
    @media (max-width: 700px) {
      .detail, :host(.end) .arrow { display: none; }
      :host(.end) .text { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
      :host(.end) button { inline-size: var(--h); padding: 0; }
    }
    @media (max-width: 380px) { .detail { display: inline; } }
    @media (max-width: 600px) { :host { position: static; } .panel { inset-inline: 16px !important; inline-size: auto; max-inline-size: none; inset-block-start: auto; } }
  `];
}

define("qkv-menu", QkvMenu);

declare global {
  interface HTMLElementTagNameMap { "qkv-menu": QkvMenu }
}
