import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type PropertyValues, type TemplateResult } from "lit";
import type { Frame, Matrix } from "../model/frame.js";
import { baseOf, isParameter, roleOf } from "../model/role.js";
import { shapeOf, symbolOf } from "../model/symbol.js";
import { sameCell, type CellRef } from "../model/view.js";
import { largestOf } from "../scale/range.js";
import type { Explanation, Step, Term } from "../wire.gen.js";
import { CellHands, type Held } from "./cell-hands.js";
import type { Cell } from "./cell-moves.js";
import { define, Figure } from "./figure.js";
import { cellPlace, lettersOf, stepName } from "./labels.js";
import { legend, type Seen } from "./legend.js";
import { matrixStyles } from "./matrix.css.js";
import { sameLayout, type Body, type Layout } from "./matrix-body.js";
import { changedSince, differs, hiddenBy, shownOf, type Shown } from "./matrix-difference.js";
import { MatrixHeat } from "./matrix-heat.js";
import { layoutOf, TABLE_COLUMNS } from "./matrix-layout.js";
import { MatrixTable } from "./matrix-table.js";
import { throughSlices } from "./path.js";
import { symbol } from "./symbol.js";
import { SystemColours } from "./system-colours.js";

/**
 * `<qkv-matrix>`: one matrix of a frame, with symbol, name, shape, labels and legend. Every cell can be pointed at, pinned
 * and, unless `readonly`, set by hand. Properties besides those of Figure:
 * - `step`: id of the step it shows
 * - `rowLabels`, `colLabels`: what stands at its edges instead of tokens and numbers
 * - `explanation`: its sources come forward, everything else steps back; `related` names such cells outright
 * - `room`: how wide a heat map may be, in px; `tables`: up to how many columns it is a table of numbers instead
 * - `base`: the frame that changes are told against, where it is not the one shown before
 * - `difference`: 1 shows what is left when `base` is taken away, −1 the opposite
 * - `legend`: false leaves the legend out
 * Emits, besides the events of Figure, `paste` edits when something is pasted on a cell.
 */
export class QkvMatrix extends Figure {
  static override styles: CSSResultGroup = matrixStyles;
  static override properties: PropertyDeclarations = {
    ...Figure.properties,
    step: {},
    rowLabels: { attribute: false },
    colLabels: { attribute: false },
    explanation: { attribute: false },
    related: { attribute: false },
    legend: { attribute: false },
    room: { attribute: false },
    tables: { attribute: false },
    base: { attribute: false },
    difference: { attribute: false },
    matrix: { state: true },
    failed: { state: true },
  };

  declare step: string;
  declare rowLabels: readonly string[] | undefined;
  declare colLabels: readonly string[] | undefined;
  declare explanation: Explanation | null;
  declare related: readonly CellRef[] | undefined;
  declare legend: boolean;
  declare room: number | undefined;
  declare tables: number;
  declare base: Frame | null;
  declare difference: -1 | 0 | 1;
  declare private matrix: Matrix | undefined;
  declare private failed: boolean;

  #before: Matrix | undefined; // what was shown before `matrix`, where it has the same shape
  #body: Body | undefined;
  #layout: Layout | undefined;
  #near: ReadonlySet<number> | undefined;
  #now: ReadonlySet<number> | undefined;
  readonly #recolour = (): void => {
    this.#look++;
    this.requestUpdate();
  };
  #look = 0;
  #painted = "";
  #drawn: Matrix | undefined;
  readonly #hands = new CellHands({
    shown: () => this.#held(),
    hover: (cell) => this.hover(cell),
    pin: (cell) => this.pin(cell),
    edit: (edit) => this.edit(edit),
  });

  constructor() {
    super();
    this.step = "";
    this.tables = TABLE_COLUMNS;
    this.explanation = null;
    this.legend = true;
    this.base = null;
    this.difference = 0;
    this.failed = false;
    new SystemColours(this, this.#recolour);
  }

  get #step(): Step | undefined {
    return this.frame?.step(this.step);
  }

  get #editable(): boolean {
    return !this.readonly && !this.difference && !!this.#step && this.#step.op !== "tie"; // a tied matrix has no cells of its own
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("frame") || changed.has("step")) this.#load();
    if (changed.has("step")) this.dataset["step"] = this.step;
    const plays = changed.has("view") && changed.get("view")?.term !== this.view.term;
    if (plays || changed.has("frame") || changed.has("step") || changed.has("explanation") || changed.has("related")) {
      const added = this.#added;
      this.#near = this.#mine(this.related ?? (added ? added.flatMap(cellsOf) : this.explanation?.sources));
      this.#now = this.#mine(added?.slice(-1).flatMap(cellsOf));
    }
  }

  /** Takes the matrix from the frame, at once or when it comes. */
  #load(): void {
    const { frame, step } = this;
    this.failed = false;
    if (!frame?.has(step)) return this.#show(undefined);
    const now = frame.now(step);
    if (now) return this.#show(now);
    const stillWanted = (): boolean => this.frame === frame && this.step === step;
    Promise.resolve(frame.matrix(step)).then(
      (m) => { if (stillWanted()) this.#show(m); },
      () => { if (stillWanted()) this.failed = true; },
    );
  }

  #show(next: Matrix | undefined): void {
    const old = this.matrix;
    const comparable = old && next && old.id === next.id && old.rows === next.rows && old.cols === next.cols;
    this.#before = comparable && old !== next && differs(old, next) ? old : undefined;
    this.matrix = next;
  }

  /** The matrix that changes are told against. */
  get #compared(): Matrix | undefined {
    return this.base && this.matrix ? changedSince(this.base, this.matrix) : this.#before;
  }

  #picture(step: Step, matrix: Matrix): Shown {
    return shownOf(this.frame!, step, matrix, this.view.attnRange, this.difference ? this.base : null, this.difference);
  }

  /** The terms that were added so far, while a sum is built one by one. */
  get #added(): readonly Term[] | undefined {
    const { term, pinned } = this.view;
    return term !== null && this.explanation && sameCell(pinned, this.explanation) ? this.explanation.terms.slice(0, term) : undefined;
  }

  /** Which of its own cells are among some, as places. */
  #mine(cells: readonly CellRef[] | undefined): ReadonlySet<number> | undefined {
    if (!cells || !this.frame) return undefined;
    const cols = this.#step?.cols ?? 1;
    const mine = throughSlices(this.frame, cells).filter((c) => c.step === this.step);
    return mine.length > 0 ? new Set(mine.map((c) => c.row * cols + c.col)) : undefined;
  }

  protected override render(): TemplateResult | typeof nothing {
    const step = this.#step;
    if (!step) return nothing;
    const shape = shapeOf(step);
    return html`<figure class="role-${roleOf(step.id)} ${isParameter(step.op) && this.#editable ? "changeable" : ""}">
      <figcaption>
        ${this.matrix && this.#picture(step, this.matrix).isDifference ? html`<b class="difference">B − A</b>` : nothing}
        ${symbol(step.id)}
        <span class="name">${stepName(this.view.lang, step.id)}</span>
        <span class="shape" title=${lettersOf(this.view.lang, step)}><span>${shape.letters}</span> = <span>${shape.numbers}</span></span>
      </figcaption>
      <div class="body"></div>
      ${this.matrix ? nothing : this.#waiting()}
      ${this.matrix && this.legend ? this.#legend(step, this.matrix) : nothing}
    </figure>`;
  }

  #waiting(): TemplateResult {
    return this.failed
      ? html`<p class="waiting" role="status">${this.t("matrix.failed")} <button @click=${() => { this.#load(); }}>${this.t("matrix.retry")}</button></p>`
      : html`<p class="waiting" role="status">${this.t("matrix.loading")}</p>`;
  }

  #legend(step: Step, m: Matrix): TemplateResult | typeof nothing {
    const frame = this.frame!;
    const masked = baseOf(step.id) === "masked";
    const isHidden = hiddenBy(frame, step);
    const seen: Seen = {
      masked: masked ? m.data.includes(-Infinity) : m.data.some((_, i) => isHidden(i)),
      nan: m.data.some(Number.isNaN),
      set: frame.set.some((c) => c.step === step.id),
      changed: this.#compared === undefined || this.difference ? undefined : this.base ? "opening" : "before",
    };
    const { range, matrix, isDifference } = this.#picture(step, m);
    if (isDifference && largestOf(matrix.data) === 0) return nothing; // there is nothing whose colour one would look up
    const keys = frame.config.softmax === "queries" ? step.rows : step.cols;
    return legend(this.view.lang, range, seen, keys);
  }

  protected override updated(changed: PropertyValues<this>): void {
    const [step, m, place] = [this.#step, this.matrix, this.renderRoot.querySelector<HTMLElement>(".body")];
    if (!step || !m || !place) {
      this.#body = this.#layout = undefined;
      place?.replaceChildren();
      return;
    }
    if (changed.get("view") && changed.get("view")?.theme !== this.view.theme) requestAnimationFrame(this.#recolour); // once the page wears it
    this.#build(step, place);
    this.#paint(step, m);
    this.#mark();
  }

  /** Makes the table or the heat map where there is none of this layout; otherwise leaves it alone. */
  #build(step: Step, place: HTMLElement): void {
    const layout = layoutOf(this.frame!, step, this.view.lang, this.#editable, this);
    if (this.#body && sameLayout(this.#layout, layout) && place.contains(this.#body.element)) return;
    this.#hands.letGo();
    const focused = this.renderRoot instanceof ShadowRoot && this.renderRoot.activeElement !== null;
    const Kind = layout.heat ? MatrixHeat : MatrixTable;
    if (!(this.#body instanceof Kind)) {
      this.#body = new Kind();
      this.#hands.listen(this.#body.element);
    }
    this.#body.build(layout);
    this.#layout = layout;
    place.replaceChildren(this.#body.element);
    this.#painted = "";
    this.#hands.moveTo(this.#hands.at, focused);
  }

  /** Draws the numbers again where they, or the way they are shown, changed; pointing at a cell is no reason. */
  #paint(step: Step, matrix: Matrix): void {
    const frame = this.frame!;
    const { decimals, attnRange, theme } = this.view;
    const wanted = [decimals, attnRange, theme, this.#look, frameNumber(frame), this.base ? frameNumber(this.base) : 0, this.difference].join(" ");
    if (wanted === this.#painted && matrix === this.#drawn) return;
    this.#painted = wanted;
    this.#drawn = matrix;
    const shown = this.#picture(step, matrix);
    this.#body?.paint({
      matrix: shown.matrix,
      range: shown.range,
      decimals: this.view.decimals,
      masks: baseOf(step.id) === "masked",
      isSet: (row, col) => frame.isSet(step.id, row, col),
      isHidden: shown.isDifference ? () => false : hiddenBy(frame, step),
      look: this.#look,
      before: shown.isDifference ? undefined : this.#compared,
    });
  }

  #held(): Held | undefined {
    const [frame, step, matrix, body] = [this.frame, this.#step, this.matrix, this.#body];
    if (!frame || !step || !matrix || !body) return undefined;
    return {
      frame, step, matrix, body, pinned: this.view.pinned, editable: this.#editable,
      editLabel: (row, col) => this.t("matrix.edit", { where: `${symbolOf(step.id)} ${cellPlace(frame, step, row, col).join(", ")}` }),
    };
  }

  #mark(): void {
    const here = (c: CellRef | null): Cell | undefined => (c?.step === this.step ? c : undefined);
    this.#body?.mark({ hover: here(this.view.hover), pinned: here(this.view.pinned), near: this.#near, now: this.#now });
  }

  /** Moves the focus to a cell, as arrows would. */
  focusCell(row: number, col: number): void {
    this.#hands.moveTo({ row, col }, true);
  }
}

/** The cells that a term was read from. */
function cellsOf(term: Term): CellRef[] {
  return term.factors.filter((f) => f.step !== "");
}

const numbers = new WeakMap<Frame, number>();
let last = 0;

/** A frame's own number, to tell it from others. */
function frameNumber(frame: Frame): number {
  let n = numbers.get(frame);
  if (n === undefined) numbers.set(frame, n = ++last);
  return n;
}

define("qkv-matrix", QkvMatrix);

declare global {
  interface HTMLElementTagNameMap { "qkv-matrix": QkvMatrix }
}
