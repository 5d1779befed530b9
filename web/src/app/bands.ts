import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Key } from "../i18n/t.js";
import { baseOf } from "../model/role.js";
import type { View } from "../model/view.js";
import { shapeOf } from "../model/symbol.js";
import { withSubscripts } from "../figures/symbol.js";
import { familyOf, rangeOf } from "../scale/range.js";
import type { Step } from "../wire.gen.js";
import { bandLegend } from "./band-legend.js";
import { presetLine } from "./lines.js";
import { stepsOf, type Flow, type FlowNode } from "./flow.js";
import type { Scene } from "./scene.js";
import { anchorOf } from "./strip.js";

const BANDS: readonly ((s: Scene, flow: Flow) => TemplateResult | typeof nothing)[] = [
  (s, flow) => html`${inputBand(s, flow)}${!s.beside && !s.state.view.pinned ? s.inspector() : nothing}`,
  headBand, outputBand, picturesBand,
];

/** The bands of the page, from the sentence to the result, as far as the scene lets them in. */
export function bands(s: Scene, flow: Flow): unknown[] {
  return BANDS.flatMap((draw) => (s.isWhole ? [draw(s, flow)] : []));
}

/** How many stages the first band has. */
export function firstStages({ input, maps }: Flow): number {
  return input.length + maps.length;
}

/** X, the three maps, Q, K and V. */
function inputBand(s: Scene, flow: Flow): TemplateResult {
  const before = flow.input.slice(0, -1); // what X is added up from
  const nodes = [...flow.input.slice(-1), ...flow.maps];
  const columns = s.arrangement === "columns";
  const room = s.room.heat.first;
  const legend = columns ? new Set<string>() : legends([...before, ...nodes]);
  const scales = columns && s.difference === 0 ? bandLegend(s, [...before, ...nodes].flatMap(visible)) : undefined;
  return band(s, "input", html`
    ${before.length > 0 ? chain(s, before, legend) : nothing}
    <div class="grid ${s.arrangement} ${columns && s.room.isChoice ? "coloured" : ""}">
      ${repeat(nodes.filter(() => s.admit()), (n) => n.step.id, (n, i) => html`
        <div class="stage" id=${anchorOf(n.step.id) ?? nothing} data-node=${n.step.id}>
          <div class="above">
            ${i === 0 ? html`<div class="controls">${s.controls("params")}${s.controls("x")}</div>` : nothing}
            ${parameters(s, n, legend, room, s.room.tables)}
          </div>
          <div class="link">${s.connector(n.step, s.arrangement === "rows" ? "right" : "down")}</div>
          ${s.matrix(n.step, legend.has(n.step.id), room, s.room.tables)}
        </div>
        ${columns ? nothing : s.inspectorAfter(stepsOf([n]))}`)}
    </div>
    ${columns ? s.inspectorAfter(stepsOf(nodes)) : nothing}`,
    s.room.isChoice ? html`<div class="controls">${asNumbers(s)}${scales}</div>` : scales);
}

/** Whether matrices that do not fit side by side as numbers are shown as numbers all the same. */
function asNumbers(s: Scene): TemplateResult {
  const { numbers } = s.state.view;
  return html`<button type="button" class="as-numbers" aria-pressed=${numbers}
    @click=${(e: Event) => look(e, { numbers: !numbers })}>${s.t("numbers")}</button>`;
}

/** The chosen head: what it takes of Q, K, V; scores to context. */
function headBand(s: Scene, flow: Flow): TemplateResult {
  const nodes = [...flow.taken, ...flow.head];
  const legend = legends(nodes);
  return band(s, "head", html`
    ${flow.takesAll ? nothing : chain(s, flow.taken, legend)}
    ${chain(s, flow.head, legend)}
    ${flow.takesAll ? html`<details class="fold"><summary>${s.t("stage.folded.slice")}</summary>${chain(s, flow.taken, legend)}</details>` : nothing}`, headControls(s));
}

/** The heads side by side, W_o, out. */
function outputBand(s: Scene, flow: Flow): TemplateResult {
  const legend = legends(flow.output);
  return band(s, "out", chain(s, flow.output, legend), html`<div class="controls">${s.controls("out")}</div>`);
}

function picturesBand(s: Scene): TemplateResult | typeof nothing {
  if (!s.admit()) return nothing;
  const { view, explanation } = s.state;
  return band(s, "pictures", html`<div class="pictures">
    <qkv-vectors .frame=${s.frame} .view=${view} .explanation=${explanation} ?readonly=${s.readonly}></qkv-vectors>
    ${s.beside ? nothing : s.attention()}
  </div>`);
}

/** The column beside the flow: what comes of it all, in sight whatever is edited, and the sheet that explains a cell. */
export function besideFlow(s: Scene): TemplateResult {
  return html`<div class="aside">
    <section class="outcome">${s.attention()}${s.state.comparison ? nothing : presetLine(s, true)}</section>
    ${s.inspector()}
  </div>`;
}

function band(s: Scene, name: "input" | "head" | "out" | "pictures", content: TemplateResult, controls?: TemplateResult): TemplateResult {
  const title: Key = `band.${name}`;
  const line: Key = `band.${name}.line`;
  return html`<section class="band ${name} ${s.isWhole ? "" : "coming"}" aria-labelledby="band-${name}">
    <header><h2 id="band-${name}">${s.t(title)}</h2><p>${withSubscripts(s.t(line))}</p></header>
    ${controls ?? nothing}
    ${content}
  </section>`;
}

/** Figures one after another, each behind the connector that leads to it. */
function chain(s: Scene, nodes: readonly FlowNode[], legend: ReadonlySet<string>): TemplateResult {
  return html`<div class="chain">
    ${repeat(nodes.filter(() => s.admit()), (n) => n.step.id, (n) => html`
      <div class="stage" id=${anchorOf(n.step.id) ?? nothing} data-node=${n.step.id}>
        ${n.params.length > 0 ? html`<div class="above">${parameters(s, n, legend, s.room.heat.chain)}</div>` : nothing}
        <div class="link">${s.connector(n.step)}</div>
        <div class="figures">
          ${s.matrix(n.step, legend.has(n.step.id), s.room.heat.chain)}
          ${scoreControls(s, n.step)}
        </div>
      </div>
      ${s.inspectorAfter(stepsOf([n]))}`)}
  </div>`;
}

/** W and b, and where their numbers come from; the embedding table folded, for X repeats its rows. */
function parameters(s: Scene, { step, params }: FlowNode, legend: ReadonlySet<string>, room: number, tables?: number): TemplateResult | typeof nothing {
  if (params.length === 0) return nothing;
  const figures = html`${params.map((p) => s.matrix(p, legend.has(p.id) || step.op === "lookup", room, tables))}
    <div class="sources">${params.map((p) => s.source(p))}</div>`;
  const [table] = params;
  return step.op === "lookup" && table
    ? html`<details class="fold"><summary>${s.t("stage.folded.emb", { shape: shapeOf(table).numbers })}</summary>${figures}</details>`
    : figures;
}

function headControls(s: Scene): TemplateResult {
  return html`<div class="controls heads">${s.controls("heads")}<qkv-heads .frame=${s.frame} .view=${s.state.view}></qkv-heads></div>`;
}

/** A control of the scores stands at the step that it makes, or at attn where there is no such step. */
const MAKES: Readonly<Record<string, string>> = {
  scale: "scaled", softcap: "capped", temperature: "tempered", mask: "masked", pad: "masked",
};

function scoreControls(s: Scene, step: Step): TemplateResult | typeof nothing {
  const head = step.id.slice(0, -baseOf(step.id).length);
  const home = (key: string): string => (s.frame.has(head + (MAKES[key] ?? "attn")) ? MAKES[key] ?? "attn" : "attn");
  const mine = (c: { key: string }): boolean => head !== "" && home(c.key) === baseOf(step.id);
  const open = s.controls("score", (c) => mine(c) && !s.isQuiet(c));
  const quiet = s.controls("score", (c) => mine(c) && s.isQuiet(c));
  if (open.length + quiet.length === 0) return nothing;
  return html`<div class="controls">
    ${open}
    ${baseOf(step.id) === "attn" ? attnRange(s) : nothing}
    ${quiet.length > 0 ? html`<details class="quiet"><summary>${s.t("more")}</summary><div class="controls">${quiet}</div></details>` : nothing}
  </div>`;
}

function look(e: Event, detail: Partial<View>): void {
  e.target?.dispatchEvent(new CustomEvent("qkv-view", { detail, bubbles: true, composed: true }));
}

function attnRange(s: Scene): TemplateResult {
  const isBeyond = rangeOf(s.frame, "head.0.attn", "unit").max > 1; // a share set by hand: 0 … 1 cannot show it
  const now = isBeyond ? "max" : s.state.view.attnRange;
  const choose = (e: Event): void => look(e, { attnRange: (e.target as HTMLSelectElement).value as View["attnRange"] });
  return html`<label class="look" title=${s.t("attn.range.help")}><span class="label">${s.t("attn.range")}</span>
    <select @change=${choose}>
      <option value="unit" ?disabled=${isBeyond} .selected=${now === "unit"}>${s.t("attn.range.unit")}</option>
      <option value="max" .selected=${now === "max"}>${s.t("attn.range.max")}</option>
    </select></label>`;
}

/** Every scale has one legend in a band, at the first figure that uses it; weights side by side have theirs alike. */
function legends(nodes: readonly FlowNode[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const shown = new Set<string>();
  for (const node of nodes) {
    for (const step of visible(node)) {
      const family = familyOf(step.id);
      if (!seen.has(family) || (family === "params" && step.rows > 1)) shown.add(step.id);
      seen.add(family);
    }
  }
  return shown;
}

/** What of a node stands open: the embedding table is folded. */
function visible(node: FlowNode): readonly Step[] {
  return node.step.op === "lookup" ? [node.step] : [...node.params, node.step];
}
