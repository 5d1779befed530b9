import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import type { Command } from "../engine/page.js";
import { pause } from "../engine/pause.js";
import { engine, home } from "../engine/shared.js";
import type { QkvControl } from "../controls/control.js";
import { icon } from "../controls/icon.js";
import { define } from "../figures/figure.js";
import { drawnOnce } from "../figures/turn.js";
import type { Frame } from "../model/frame.js";
import type { Edit } from "../model/edit.js";
import type { CellRef, Lang, Theme, View } from "../model/view.js";
import { linkTo } from "../store/link.js";
import { recall, remember } from "../store/prefs.js";
import { Store } from "../store/store.js";
import { controls } from "../styles/controls.js";
import { tokens } from "../styles/tokens.js";
import { Announcer } from "../widget/announcer.js";
import { askedOf, hiddenIn, langOf, pairsIn, themeOf, viewOf } from "../widget/asked.js";
import { hear } from "../widget/hear.js";
import { pageOf } from "../widget/link.js";
import { Address } from "./address.js";
import { bands, besideFlow, firstStages } from "./bands.js";
import { Clipboard } from "./clipboard.js";
import { compareBar, compareStyles } from "./compare.js";
import { programs, type QkvCode } from "./code.js";
import { flowOf, type Flow } from "./flow.js";
import { guestOf } from "./guest.js";
import { Guide } from "./guide.js";
import { labStyles } from "./lab.css.js";
import { presetLine, writtenFor } from "./lines.js";
import { isPresented, Presenter } from "./present.js";
import { presentStyles } from "./present.css.js";
import { failureBox, problemBar, problemStyles } from "./problem.js";
import { BESIDE, roomFor, SHEET, type Room } from "./room.js";
import { Scene } from "./scene.js";
import { takeFiles } from "./drop.js";
import { goToLang } from "./shell.js";
import { openFiles, shares } from "./share.js";
import { showSheet } from "./sight.js";
import { stopAt, strip } from "./strip.js";
import { toolbar, type Tools } from "./toolbar.js";

/** The parts above the bands. */
const ABOVE = 2;
/** So many stages are added to a page at once. */
const AT_ONCE = 2;

interface LaidOut {
  readonly frame: Frame; readonly head: number; readonly width: number; readonly numbers: boolean;
  readonly flow: Flow; readonly room: Room;
}

/**
 * `<qkv-lab>`: sentence, tokens, the whole computation, inspector, vectors, attention. Attributes: `doc` (the document
 * to open) or its keys, `lang`, `theme`, `hide`, `readonly`, and `page` where it is the main thing of its page: then the document
 * lives in the hash. In other people's pages it follows them when they change, `view` and `loading` too (widget/lab-guest.ts).
 * Its content shows until, and unless, the engine runs. Emits `qkv-ready`, `qkv-change` {doc, frame}, `qkv-problem`.
 */
export class QkvLab extends LitElement {
  static override properties: PropertyDeclarations = {
    lang: { reflect: true },
    theme: { reflect: true },
    page: { type: Boolean },
    readonly: { type: Boolean, reflect: true },
    doc: { attribute: false, noAccessor: true }, // so that one set before the script came is not lost
    width: { state: true },
    stop: { state: true },
    depth: { state: true },
    live: { state: true },
  };
  declare lang: string;
  declare theme: string;
  declare page: boolean;
  /** Nothing can be changed. */
  declare readonly: boolean;
  declare private width: number;
  declare private stop: string;
  /** How many parts there are so far: two above the bands, then the bands' stages, last the list of examples. */
  declare private depth: number;
  /** False while what the page came with stands in the place of what is being drawn. */
  declare private live: boolean;

  readonly #store = new Store(engine, { lang: this.#lang(), theme: this.#theme() });
  readonly #clipboard = new Clipboard(this, this.#store, engine);
  readonly #guide = new Guide(this, this.#store);
  readonly #presenter = new Presenter(this, this.#store);
  readonly #address = new Address(this.#store, (name) => this.#command(name));
  readonly #size = new ResizeObserver(([entry]) => { this.width = entry?.contentRect.width ?? this.width; });
  #unsubscribe: () => void = () => undefined;
  #opened = false;
  #last: LaidOut | undefined;
  #asks = false;
  #isWhole = false;
  #wanted: string | undefined; // set from a script before it was opened
  readonly #announcer = new Announcer(this);

  constructor() {
    super();
    this.page = this.hasAttribute("page");
    this.readonly = false;
    this.width = this.getBoundingClientRect().width || innerWidth;
    this.stop = "";
    this.depth = 0;
    this.live = false;
    takeFiles(this.page ? document.documentElement : this, (files, at) => { if (!this.readonly) void this.#clipboard.bring(files, at); });
    guestOf?.(this, this.#store, () => void this.#open());
    hear(this, this.#store, this.#clipboard, {
      "qkv-edit": (edit) => this.#edit(edit),
      "qkv-pin": (pinned) => this.#pin(pinned),
    });
  }

  /** The canonical document. Setting it opens another. */
  get doc(): string {
    return this.#store.state.frame?.doc ?? this.#wanted ?? askedOf(this);
  }

  set doc(doc: string) {
    void this.setState({ doc });
  }

  get frame(): Frame | null {
    return this.#store.state.frame;
  }

  getState(): { doc: string; view: View } {
    return { doc: this.doc, view: this.#store.state.view };
  }

  async setState(state: { doc?: string; view?: Partial<View> }): Promise<void> {
    if (state.doc !== undefined && this.frame) await this.#store.load(state.doc);
    else this.#wanted = state.doc ?? this.#wanted;
    if (state.view) this.#store.look(state.view);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unsubscribe = this.#store.subscribe(() => { this.#announce(); this.requestUpdate(); });
    this.#size.observe(this);
    if (this.page) this.#address.attach(engine);
    addEventListener("scroll", this.#scrolled, { passive: true });
    if (!guestOf || this.page) void this.#open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unsubscribe();
    this.#presenter.disconnect();
    this.#size.disconnect();
    removeEventListener("scroll", this.#scrolled);
    if (this.page) this.#address.detach();
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(name, old, value);
    if (!this.hasUpdated) return;
    if (name === "lang") this.#store.look({ lang: this.#lang() });
    if (name === "theme") this.#store.look({ theme: this.#theme() });
  }

  async #open(): Promise<void> {
    if (this.#opened) return;
    this.#opened = true;
    await this.updateComplete; // by then it is known what a script had set before ours came
    const asked = this.#asked();
    await this.#store.open(asked);
    if (!this.page && this.#asked() !== asked) await this.#store.load(this.#asked()); // it was changed in the meantime
    const { frame } = this.#store.state;
    if (frame) this.#wishes(frame);
  }

  /** What the document asks of the page. */
  #wishes(frame: Frame): void {
    const wish = (key: string): string | undefined => frame.ui.find((u) => u.key === key)?.value;
    const [theme, lang] = [themeOf(wish("ui.theme")), wish("ui.lang")];
    this.#store.look({ ...viewOf([...frame.ui.map((u) => [u.key.slice(3), u.value] as const), ...pairsIn(this.getAttribute("view"))]), ...(theme && { theme }) });
    if ((lang !== "ko" && lang !== "en") || lang === this.#store.state.view.lang) return;
    if (!this.page || !goToLang(document, lang)) this.lang = lang;
  }

  #asked(): string {
    return this.#wanted ?? ((this.page && Address.here()) || askedOf(this));
  }

  #lang(): Lang {
    return langOf(this);
  }

  #theme(): Theme {
    return themeOf(this.getAttribute("theme")) ?? recall("theme") ?? "auto";
  }

  readonly #scrolled = (): void => {
    if (this.shadowRoot) this.stop = stopAt(this.shadowRoot, innerHeight / 2);
  };

  #announce(): void {
    const { state } = this.#store;
    if (state.frame && !this.#announcer.knows(state.frame)) {
      if (!this.#announcer.hasSpoken) {
        performance.mark("qkv-first-frame");
        void this.#takeOver();
      }
      this.#clipboard.quiet();
    }
    this.#announcer.tell(state);
  }

  /**
   * Part by part, so that a person is heard in between. All down to the first band is drawn out of sight and then takes the
   * place of the first view, which the page has behind the lab; the other stages follow as the ones before have drawn.
   */
  async #takeOver(): Promise<void> {
    const deeper = async (by: number): Promise<void> => {
      this.depth += by;
      await this.updateComplete;
      await pause();
    };
    for (let part = 0; part < ABOVE; part++) await deeper(1);
    for (const first = ABOVE + firstStages(this.#last!.flow); this.depth < first;) await deeper(Math.min(AT_ONCE, first - this.depth));
    await drawnOnce();
    this.live = true;
    if (this.nextElementSibling?.matches(".first")) this.nextElementSibling.remove(); // its numbers would soon be yesterday's
    while (!this.#isWhole) {
      await drawnOnce();
      await deeper(AT_ONCE);
    }
    this.depth = Infinity;
  }

  #command(name: Command): void {
    const { view } = this.#store.state;
    switch (name) {
      case "undo": return void this.#following(this.#store.undo());
      case "redo": return void this.#following(this.#store.redo());
      case "head.next": return this.#store.look({ head: view.head + 1 });
      case "head.prev": return this.#store.look({ head: view.head - 1 });
      case "unpin": return this.#guide.isOn ? this.#guide.end() : this.#store.look({ pinned: null });
      case "help": return void this.renderRoot.querySelector("qkv-keys")?.show();
    }
  }

  #edit(edit: Edit): void {
    if (!this.readonly) void this.#following(this.#store.apply(edit));
  }

  /** A control stands at the step that it makes: where a change of the document moves it, the focus goes with it. */
  async #following(change: Promise<unknown>): Promise<void> {
    const active = (): HTMLElement | null => this.shadowRoot?.activeElement as HTMLElement | null;
    const at = active();
    const key = at?.dataset["key"];
    await change;
    await this.updateComplete;
    if (!key || at.dataset["key"] === key && at.isConnected || (active() ?? at) !== at) return;
    const control = this.renderRoot.querySelector<QkvControl>(`qkv-control[data-key="${key}"]`);
    if (!control) return;
    control.closest("details")?.setAttribute("open", "");
    await control.updateComplete;
    control.focus();
  }

  /** The page that a link to a document leads to; empty where none is known. */
  get #base(): string {
    return this.page ? location.href : pageOf(this, home, this.#store.state.view.lang);
  }

  readonly #tools: Tools = {
    apply: (edit) => this.#edit(edit),
    undo: () => void this.#store.undo(),
    redo: () => void this.#store.redo(),
    travel: (by) => void this.#store.travel(by),
    compare: (compare) => this.#store.look({ compare }),
    share: () => void this.#share(),
    code: () => void this.renderRoot.querySelector<QkvCode>("qkv-code")?.show(),
    keys: () => this.#command("help"),
    save: () => void this.#clipboard.save(),
    open: () => void openFiles().then((files) => { if (!this.readonly) return this.#clipboard.bring(files); return undefined; }),
    decimals: (decimals) => this.#store.look({ decimals }),
    theme: (theme) => {
      remember("theme", theme);
      this.#store.look({ theme });
    },
  };

  async #share(): Promise<void> {
    const said = await this.#clipboard.share(this.doc, this.#base);
    if (said !== null) await this.renderRoot.querySelector<QkvCode>("qkv-code.share")?.show(said);
  }

  /** Any figure as a picture, what comes of it all first. */
  #take(): void {
    void this.#clipboard.take(null, ["qkv-attention, qkv-vectors", "qkv-matrix"].flatMap((kind) => [...this.renderRoot.querySelectorAll<HTMLElement>(kind)]));
  }

  #pin(pinned: CellRef | null): void {
    if (!pinned && this.#guide.isOn) this.#guide.end();
    this.#store.look({ pinned });
    if (pinned && this.width < BESIDE) setTimeout(() => showSheet(this.renderRoot, pinned), 120); // once it is filled
  }

  protected override willUpdate(): void {
    const asks = this.frame?.asks ?? false;
    if (asks !== this.#asks) this.readonly = this.#asks = asks; // who is to predict a number may not try others
    const { theme } = this.#store.state.view;
    const hidden = `${hiddenIn(this, this.frame)}${this.#base ? "" : " share"}`;
    if (hidden !== (this.dataset["hide"] ?? "")) this.dataset["hide"] = hidden;
    for (const e of this.page ? [this, document.documentElement] : [this]) {
      if (theme === "auto") delete e.dataset["theme"];
      else e.dataset["theme"] = theme;
    }
    if (this.page) document.documentElement.toggleAttribute("data-presenting", isPresented(this.frame)); // nothing else is on the page then
  }

  protected override updated(): void {
    this.#presenter.updated();
  }

  #present(): void {
    const at = this.#guide.at ?? 0;
    this.#guide.end();
    this.#presenter.start(at);
  }

  protected override render(): TemplateResult {
    const { state } = this.#store;
    const { frame, view } = state;
    const failure = failureBox(state, () => this.#base && (linkTo(this.#asked(), this.#base) ?? this.#base), () => void this.#store.retry(this.#asked()));
    if (!frame) return html`${failure}<slot></slot>`;
    const beside = this.width >= BESIDE;
    const { flow, room } = this.#laidOut(frame, view.head, this.width - (beside ? SHEET : 0), view.numbers);
    const scene = new Scene(state, frame, room, beside, this.readonly, this.depth - ABOVE);
    const sheets = html`
      <qkv-code .lang=${view.lang} .forms=${programs(engine, frame.doc, view.lang)}></qkv-code>
      <qkv-code class="share" .lang=${view.lang} .forms=${shares(frame, view, this.#base, () => this.#take())}></qkv-code>
      <qkv-keys .lang=${view.lang}></qkv-keys>`;
    this.#isWhole = true; // a slide does not come in pieces
    if (isPresented(frame)) return html`${failure}${this.#presenter.view(scene, this.page)}${sheets}`;
    const drawn = bands(scene, flow);
    this.#isWhole = scene.isWhole;
    return html`
      ${failure}
      <div class=${this.live ? "all" : "all coming"}>
        <div class="top">
          ${toolbar(state, this.#tools, this.#clipboard.said, html`<div class="entry">
            <qkv-sentence .frame=${frame} .lang=${view.lang} .problem=${scene.problemOf("text")}></qkv-sentence>
            ${scene.controls("sentence")}
          </div>`, this.depth === Infinity)}
          ${this.depth < ABOVE ? nothing : this.#pieces(scene)}
          ${compareBar(scene, this.#tools.apply, (difference) => this.#store.look({ difference }))}
        </div>
        ${this.depth < ABOVE ? nothing : strip(scene, this.stop)}
        <div class="body ${beside ? "beside" : ""} ${this.#guide.isOn ? "walking" : ""}">
          <div class="flow" role="group" aria-label=${scene.t("flow")}>
            ${drawn}
          </div>
          ${beside && this.depth >= ABOVE ? besideFlow(scene) : nothing}
        </div>
        <div class="foot">${problemBar(state, this.#store)}${this.#guide.bar(scene)}</div>
        ${sheets}
      </div>
      ${this.live ? nothing : html`<slot></slot>`}`;
  }

  /** How the figures stand; it does not change with what is pointed at. */
  #laidOut(frame: Frame, head: number, width: number, numbers: boolean): LaidOut {
    const last = this.#last;
    if (last?.frame === frame && last.head === head && last.width === width && last.numbers === numbers) return last;
    const flow = flowOf(frame, head);
    return this.#last = { frame, head, width, numbers, flow, room: roomFor(frame, flow, width, numbers) };
  }

  #pieces(scene: Scene): TemplateResult {
    return html`<div class="pieces">
      <qkv-tokens .frame=${scene.frame} .lang=${scene.lang}></qkv-tokens>
      ${scene.state.comparison ? nothing : html`${presetLine(scene)}${writtenFor(scene, this.#tools.apply)}`}
      <div class="begins">
        <button type="button" class="begin-walk" @click=${() => void this.#guide.go(0)}>${icon("walk")}<span>${scene.t("walk")}</span></button>
        <button type="button" class="begin-present" title=${scene.t("present.title")} @click=${() => this.#present()}>${icon("screen")}<span>${scene.t("present")}</span></button>
      </div>
    </div>`;
  }

  static override styles = [tokens, controls, problemStyles, compareStyles, labStyles, presentStyles];
}

/** A lab that stands on the page already opens at once. */
export function defineLab(): void {
  define("qkv-lab", QkvLab);
}

declare global {
  interface HTMLElementTagNameMap { "qkv-lab": QkvLab }
}
