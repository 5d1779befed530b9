import type { Edit } from "../model/edit.js";
import type { Frame } from "../model/frame.js";
import { symbolOf } from "../model/symbol.js";
import type { CellRef, Lang } from "../model/view.js";
import type { BlobReply, Step } from "../wire.gen.js";
import { give, type BlobEngine } from "./blobs.js";
import type { Tensor } from "./file.js";
import { byTarget, PARAMETERS, type Parameter } from "./names.js";
import { FileProblem, MOST_BYTES, read, type Content } from "./read.js";
import { say } from "./words.js";
import { isZip, npz } from "./zip.js";

/** What files are brought into. */
export interface Place {
  readonly engine: BlobEngine;
  readonly lang: Lang;
  frame(): Frame | null;
  /** The document that was refused, because a matrix of it was not here; "" where none was. */
  waiting(): string;
  apply(edit: Edit): Promise<void>;
  /** Asks which of some steps is meant; null: none of them. */
  choose(line: string, steps: readonly Step[]): Promise<string | null>;
  /** Asks which of some lines is meant. */
  pick(line: string, lines: readonly string[]): Promise<number | null>;
  /** Says what is wrong. */
  refuse(message: string): void;
  /** Says what was left out. */
  tell(line: string): void;
}

/** Brings files into the document, each as one step of the undo list. at: where one was dropped, or pasted. */
export async function bring(files: readonly File[], place: Place, at: CellRef | null): Promise<void> {
  for (const file of files) {
    try {
      if (file.size > MOST_BYTES) throw new FileProblem("file.large", { bytes: file.size, limit: MOST_BYTES });
      const bytes = new Uint8Array(await file.arrayBuffer());
      await put(isZip(bytes) ? await npz(bytes) : read(bytes), place, at);
    } catch (error) {
      if (!(error instanceof FileProblem)) throw error;
      place.refuse(`${file.name}: ${say(place.lang, error.key, error.args)}`);
    }
  }
}

async function put(content: Content, place: Place, at: CellRef | null): Promise<void> {
  const { engine } = place;
  if (content.document !== undefined) {
    for (const t of content.tensors) await given(engine, t); // which it speaks of
    return place.apply({ kind: "load", value: content.document });
  }
  const waiting = place.waiting();
  if (waiting && content.tensors.length > 0) {
    for (const t of content.tensors) await given(engine, t);
    await place.apply({ kind: "load", value: waiting });
    if (!place.waiting()) return; // it was one of these
  }
  const tensors = content.text === undefined ? content.tensors : [await parsed(engine, content.text, place.lang)];
  const [only] = tensors;
  if (!only) return;
  if (at) return one(tensors, place, at);
  if (tensors.length === 1 && only.name === "") return anywhere(only, place);
  return byTarget(tensors).size > 0 ? byName(tensors, place) : byHand(tensors, place);
}

/** Where no name means anything here, one is asked which matrix is wanted, then where. */
async function byHand(tensors: readonly Tensor[], place: Place): Promise<void> {
  const fitting = tensors.filter((t) => placesOf(t, place.frame()).length > 0);
  if (fitting.length === 0) throw new FileProblem("file.no_fit", { has: listed(tensors), wanted: place.frame() ? room(place.frame()!) : "X" });
  const t = await picked(fitting, place);
  if (t) await anywhere(t, place);
}

async function picked(tensors: readonly Tensor[], { lang, pick }: Place): Promise<Tensor | undefined> {
  return tensors[await pick(say(lang, "which.array"), tensors.map((t) => `${t.name} · ${sizes(t)}`)) ?? -1];
}

function placesOf(t: Tensor, frame: Frame | null): Step[] {
  return ["x", ...PARAMETERS].map((id) => frame?.step(id)).filter((s) => s !== undefined)
    .filter((s) => (s.id === "x" ? t.rows <= 128 && t.cols <= 1024 : s.op === "parameter" && s.rows === t.rows && s.cols === t.cols));
}

/** Text is the engine's to read, as what is pasted is. */
async function parsed(engine: BlobEngine, text: string, lang: Lang): Promise<Tensor> {
  const { ok, name, rows, cols, problem } = await engine.hand({ lang }, new TextEncoder().encode(text));
  if (!ok) throw new FileProblem("file.said", { says: problem?.message ?? "" });
  const { values } = await engine.ask("", "blob", { name });
  return { name: "", rows, cols, data: values };
}

async function given(engine: BlobEngine, t: Tensor): Promise<string> {
  const reply: BlobReply = await give(engine, t);
  if (!reply.ok) throw new FileProblem("file.kind");
  return `blob:${reply.name}`;
}

/** One matrix takes the place of the one that it was dropped on. */
async function one(tensors: readonly Tensor[], place: Place, { step, row, col }: CellRef): Promise<void> {
  const chosen = tensors.length === 1 ? tensors[0] : byTarget(tensors).get(step as Parameter) ?? await picked(tensors, place);
  if (!chosen) return;
  const whole = place.frame()?.step(step);
  const fits = whole?.rows === chosen.rows && whole.cols === chosen.cols;
  await place.apply({ kind: "paste", step, ...(fits ? { row: 0, col: 0 } : { row, col }), value: await given(place.engine, chosen) });
}

/** One matrix without a name: X takes any; where a parameter is as large, one is asked which is meant. */
async function anywhere(t: Tensor, place: Place): Promise<void> {
  const frame = place.frame();
  if (!frame) return;
  const steps = placesOf(t, frame);
  if (steps.length === 0) throw new FileProblem("file.no_fit", { has: sizes(t), wanted: room(frame) });
  const step = steps.length === 1 ? steps[0]!.id : await place.choose(say(place.lang, "which", { size: sizes(t) }), steps);
  if (step) await place.apply({ kind: "set_keys", value: `${step}=${await given(place.engine, t)}` });
}

/** Parameters by their names. */
async function byName(tensors: readonly Tensor[], place: Place): Promise<void> {
  const frame = place.frame();
  if (!frame) return;
  const targets = byTarget(tensors);
  const all = PARAMETERS.flatMap((id) => { const t = targets.get(id); return t ? [{ id, t }] : []; });
  const x = targets.get("x");
  let shapes = shapesOf(frame);
  const fits = ({ id, t }: { id: Parameter; t: Tensor }): boolean => shapes.get(id)?.[0] === t.rows && shapes.get(id)?.[1] === t.cols;
  let keys = "";
  if (!all.some(fits)) {
    const wider = widths(frame, targets);
    if (wider) [keys, shapes] = wider;
  }
  const placed = all.filter(fits);
  if (placed.length === 0 && !x) throw new FileProblem("file.no_fit", { has: listed(tensors), wanted: room(frame) });
  const pairs: string[] = keys ? [keys] : [];
  for (const { id, t } of placed) pairs.push(`${id}=${await given(place.engine, t)}`);
  if (x) pairs.push(`x=${await given(place.engine, x)}`);
  await place.apply({ kind: "set_keys", value: pairs.join("&") });
  const now = place.frame();
  const left = all.filter((p) => !placed.includes(p)).map(({ id, t }) => {
    const here = now?.step(id);
    return `${symbolOf(id)} ${sizes(t)}${here ? ` ≠ ${sizes(here)}` : ""}`;
  });
  if (left.length > 0) place.tell(say(place.lang, "left", { left: left.join(", ") }));
}

/** The parameters that there are, with their shapes. */
function shapesOf(frame: Frame): Map<string, readonly [number, number]> {
  return new Map(PARAMETERS.flatMap((id) => { const s = frame.step(id); return s ? [[id, [s.rows, s.cols]] as const] : []; }));
}

/** The keys that make the document as wide as a file asks for, its heads as many as before where they divide; and the shapes then. */
function widths({ config }: Frame, targets: ReadonlyMap<string, Tensor>): readonly [string, Map<string, readonly [number, number]>] | undefined {
  const [wq, wk] = [targets.get("wq"), targets.get("wk")];
  if (!wq || wq.cols > 1024) return undefined;
  const h = wq.rows % config.h === 0 ? config.h : 1;
  const dh = wq.rows / h;
  const g = wk && wk.rows !== wq.rows && wk.rows % dh === 0 ? wk.rows / dh : h;
  const keys = [...(h === config.h ? [] : ["heads=1"]), "head_dim=", "kv_heads=", `dim=${wq.cols}`,
    ...(dh * h === wq.cols ? [] : [`head_dim=${dh}`]), ...(g === h ? [] : [`kv_heads=${g}`])].join("&");
  const [d, inner, kv] = [wq.cols, h * dh, g * dh];
  const shapes: [string, readonly [number, number]][] = [["wq", [inner, d]], ["wk", [kv, d]], ["wv", [kv, d]], ["emb", [config.n, d]]];
  if (config.outProj) shapes.push(["wo", [d, inner]]);
  if (config.bias) shapes.push(["bq", [1, inner]], ["bk", [1, kv]], ["bv", [1, kv]]);
  if (config.bias && config.outProj) shapes.push(["bo", [1, d]]);
  return [keys, new Map(shapes)];
}

function sizes({ rows, cols }: { readonly rows: number; readonly cols: number }): string {
  return `${rows}×${cols}`;
}

function room(frame: Frame): string {
  return [...PARAMETERS.flatMap((id) => { const s = frame.step(id); return s ? [`${symbolOf(id)} ${sizes(s)}`] : []; }), "X"].join(", ");
}

function listed(tensors: readonly Tensor[]): string {
  const MOST = 12;
  return [...tensors.slice(0, MOST).map((t) => `${[...t.name].slice(0, 60).join("")} ${sizes(t)}`.trim()), ...(tensors.length > MOST ? ["…"] : [])].join(", ");
}
