import type { Frame, Matrix } from "../model/frame.js";
import type { Lang } from "../model/view.js";
import { plainNumber } from "../scale/number.js";
import type { BlobReply, TextReply } from "../wire.gen.js";

/** A file that was made. */
export interface Made { readonly name: string; readonly content: string | Uint8Array<ArrayBuffer> }

/** How rows and numbers are written, as core/file has it. */
interface Style {
  readonly start?: string; // before a row
  readonly between: string;
  readonly end: string; // of a row
  readonly join?: string; // between rows
  readonly nan: string;
  readonly inf: string;
  readonly minusInf?: string; // absent: - and inf
  readonly zero?: string; // how −0 is written where "-0" would be a whole number, which has no sign
}

function number(s: Style, v: number): string {
  if (Number.isNaN(v)) return s.nan;
  if (v === Infinity) return s.inf;
  if (v === -Infinity) return s.minusInf ?? `-${s.inf}`;
  return s.zero !== undefined && Object.is(v, -0) ? s.zero : plainNumber(v);
}

function rows({ rows, cols, data }: Matrix, s: Style): string {
  return Array.from({ length: rows }, (_, r) =>
    (s.start ?? "") + Array.from(data.subarray(r * cols, (r + 1) * cols), (v) => number(s, v)).join(s.between) + s.end).join(s.join ?? "");
}

const bracketed = (nan: string, inf: string, minusInf: string): Style =>
  ({ start: "[", between: ", ", end: "]", join: ",\n ", nan, inf, minusInf, zero: "-0.0" });
const JSON_STYLE = bracketed(`"NaN"`, `"Infinity"`, `"-Infinity"`);
const PYTHON = bracketed(`float("nan")`, `float("inf")`, `-float("inf")`);
const LATEX: Style = { between: " & ", end: " \\\\\n", nan: "\\mathrm{NaN}", inf: "\\infty" };
const MARKDOWN: Style = { start: "| ", between: " | ", end: " |\n", nan: "NaN", inf: "∞", minusInf: "−∞" };
const lines = (between: string): Style => ({ between, end: "\n", nan: "nan", inf: "inf" });

/** What one matrix can be written as: how that is called, and the end of a file's name. The command line's -format writes the same bytes. */
export const FORMS = {
  csv: { label: "CSV", ext: "csv", write: (m: Matrix) => rows(m, lines(",")) },
  tsv: { label: "TSV", ext: "tsv", write: (m: Matrix) => rows(m, lines("\t")) },
  npy: { label: "NPY", ext: "npy", write: npy },
  json: { label: "JSON", ext: "json", write: (m: Matrix) => `[${rows(m, JSON_STYLE)}]\n` },
  latex: { label: "LaTeX", ext: "tex", write: (m: Matrix) => `\\begin{bmatrix}\n${rows(m, LATEX)}\\end{bmatrix}\n` },
  markdown: {
    label: "Markdown", ext: "md",
    write: (m: Matrix) => `|${Array.from({ length: m.cols }, (_, c) => ` ${c} |`).join("")}\n|${" ---: |".repeat(m.cols)}\n${rows(m, MARKDOWN)}`,
  },
  python: { label: "Python", ext: "py", write: (m: Matrix) => `[${rows(m, PYTHON)}]\n` },
} as const;

export type Form = keyof typeof FORMS;

/** NumPy's version 1.0: float32, little-endian, row by row. */
function npy({ rows, cols, data }: Matrix): Uint8Array<ArrayBuffer> {
  const BEFORE = 10; // magic, version, length of the header
  let header = `{'descr': '<f4', 'fortran_order': False, 'shape': (${rows}, ${cols}), }`;
  header = header.padEnd(Math.ceil((BEFORE + header.length + 1) / 64) * 64 - BEFORE - 1) + "\n";
  const magic = [0x93, ...ascii("NUMPY"), 1, 0, header.length & 255, header.length >> 8];
  return joined([Uint8Array.from(magic), ascii(header), bits(data)]);
}

function ascii(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Values as they lie in files: little-endian. Every browser's machine is. */
function bits(data: Float32Array): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const p of parts) {
    all.set(p, at);
    at += p.length;
  }
  return all;
}

/** One matrix of a frame as a file. */
export async function matrixFile(frame: Frame, step: string, form: Form): Promise<Made> {
  const { ext, write } = FORMS[form];
  return { name: `qkv-${step}.${ext}`, content: write(await frame.matrix(step)) };
}

/** Every step with its values: the JSON of the command line's -json and of the server. */
export async function traceFile(frame: Frame): Promise<Made> {
  const text = (v: unknown): string => JSON.stringify(v).replace(/[<>&\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
  const list = (all: readonly string[]): string => `[${all.map(text).join(",")}]`;
  const value = (v: number): string => (Number.isFinite(v) ? plainNumber(v) : `"${v}"`);
  const steps = await Promise.all(frame.steps.map(async ({ id, op, in: from, axes, rows, cols }) => {
    const { data } = await frame.matrix(id);
    const all = Array.from({ length: rows }, (_, r) => `[${Array.from(data.subarray(r * cols, (r + 1) * cols), value).join(",")}]`);
    return `{"id": ${text(id)}, "op": ${text(op)}, "in": ${list(from)}, "axes": ${list(axes)}, "rows": ${rows}, "cols": ${cols}, "data": [${all.join(",")}]}`;
  }));
  return { name: "qkv-trace.json", content: `{"doc": ${text(frame.doc)}, "tokens": ${list(frame.tokens)}, "steps": [${steps.join(",")}], "notes": []}\n` };
}

/** A tensor of a safetensors file; a vector's row is its one dimension. */
export interface Tensor { readonly name: string; readonly rows: number; readonly cols: number; readonly data: Float32Array }

/** Matrices as float32 in a safetensors file: the length of the header, the header as JSON, the values. */
export function safetensors(tensors: readonly Tensor[], document = ""): Uint8Array<ArrayBuffer> {
  let at = 0;
  const entries = tensors.map(({ name, rows, cols, data }) => {
    const shape = rows === 1 && name.startsWith("b") ? `${cols}` : `${rows},${cols}`; // a bias, as torch.nn.Linear has it
    const from = at;
    at += data.byteLength;
    return `${JSON.stringify(name)}:{"dtype":"F32","shape":[${shape}],"data_offsets":[${from},${at}]}`;
  });
  if (document) entries.unshift(`"__metadata__":{"qkv":${JSON.stringify(document)}}`);
  const header = `{${entries.join(",")}}`;
  const padded = ascii(header.padEnd(Math.ceil(header.length / 8) * 8));
  const size = new Uint8Array(8);
  new DataView(size.buffer).setUint32(0, padded.length, true);
  return joined([size, padded, ...tensors.map(({ data }) => bits(data))]);
}

/** A program that computes all of it in PyTorch. */
export async function programFile(frame: Frame, lang: Lang): Promise<Made> {
  const { ok, text, problem } = (await frame.ask("export", { as: "torch", lang })).reply as TextReply;
  if (!ok) throw new Error(problem?.message);
  return { name: "qkv.py", content: text };
}

/** The parameters of a frame, the tied ones too, as they are. */
export async function parametersFile(frame: Frame): Promise<Made> {
  return { name: "qkv-parameters.safetensors", content: safetensors(await parametersOf(frame)) };
}

export async function parametersOf(frame: Frame): Promise<Tensor[]> {
  return Promise.all(frame.sources.map(async ({ step }) => {
    const { rows, cols, data } = await frame.matrix(step);
    return { name: step, rows, cols, data };
  }));
}

/** A document with its blobs: opened again, it is the same. Cells set by hand are the document's, and not in the matrices. */
export async function wholeFile(frame: Frame): Promise<Made> {
  const tensors = await Promise.all([...frame.doc.matchAll(/(\w+)=blob:(\w+)/g)].map(async ([, key = "", name = ""]) => {
    const { reply, values } = await frame.ask("blob", { name });
    const { ok, rows, cols, problem } = reply as BlobReply;
    if (!ok) throw new Error(problem?.message); // no file without its matrices
    return { name: key, rows, cols, data: values };
  }));
  return { name: "qkv-lab.safetensors", content: safetensors(tensors, frame.doc) };
}

const TYPES: Readonly<Record<string, string>> = {
  csv: "text/csv", tsv: "text/tab-separated-values", json: "application/json", tex: "text/x-tex", md: "text/markdown", py: "text/x-python",
  svg: "image/svg+xml", png: "image/png",
};

/** Lets the browser save a file. */
export function save({ name, content }: { name: string; content: BlobPart }): void {
  const type = TYPES[/\w+$/.exec(name)?.[0] ?? ""] ?? "application/octet-stream";
  const url = URL.createObjectURL(new Blob([content], { type }));
  const a = document.createElement("a");
  a.href = url;
  a.download = name;
  a.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
