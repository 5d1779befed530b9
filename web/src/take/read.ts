// What files hold. They come from anybody: sizes are looked at before memory is asked for, and what is wrong is a FileProblem, never
// a crash. The command line's reader is core/file; both are tested with the same files.

import type { Tensor } from "./file.js";
import type { TakeKey } from "./words.js";

/** What is wrong with a file: a sentence of words.ts, and what it is made from. */
export class FileProblem extends Error {
  constructor(readonly key: TakeKey, readonly args: Readonly<Record<string, string | number>> = {}) {
    super(key);
  }
}

/** What a file holds: matrices by name, a document, a document with its matrices, or text that the engine is to read as a matrix. */
export interface Content {
  readonly document?: string;
  readonly tensors: readonly Tensor[];
  readonly text?: string;
}

export const MOST_BYTES = 80 * 2 ** 20;
const MOST_VALUES = 2 ** 22; // of one matrix
export const MOST_TOTAL = 2 ** 24;

/** Reads a file by what is in it. */
export function read(bytes: Uint8Array): Content {
  if (bytes.length > MOST_BYTES) throw new FileProblem("file.large", { bytes: bytes.length, limit: MOST_BYTES });
  if (startsWith(bytes, [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59])) return { tensors: [finite(npy(bytes))] };
  if (bytes.length > 9 && bytes[8] === 0x7b && bytes[7] === 0 && bytes[6] === 0 && bytes[5] === 0) return safetensorsOf(bytes);
  const text = plainText(bytes);
  if (/^\s*\{/.test(text)) return object(text);
  if (/^\s*[#?]*[a-z_.][a-z_.0-9]*=/.test(text)) return { document: text.trim(), tensors: [] };
  return { tensors: [], text };
}

export function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((b, i) => bytes[i] === b);
}

/** UTF-8 without control characters. */
function plainText(bytes: Uint8Array): string {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new FileProblem("file.kind");
  }
  if (/[\0-\x08\x0b\x0c\x0e-\x1f\ufffd]/.test(text)) throw new FileProblem("file.kind");
  return text;
}

type Reader = (view: DataView, at: number, little: boolean) => number;

/** How numbers lie in a file, by NumPy's names. */
const KINDS: Readonly<Record<string, readonly [size: number, read: Reader]>> = {
  f4: [4, (v, i, e) => v.getFloat32(i, e)], f8: [8, (v, i, e) => v.getFloat64(i, e)], f2: [2, (v, i, e) => half(v.getUint16(i, e))],
  i1: [1, (v, i) => v.getInt8(i)], i2: [2, (v, i, e) => v.getInt16(i, e)], i4: [4, (v, i, e) => v.getInt32(i, e)], i8: [8, (v, i, e) => Number(v.getBigInt64(i, e))],
  u1: [1, (v, i) => v.getUint8(i)], u2: [2, (v, i, e) => v.getUint16(i, e)], u4: [4, (v, i, e) => v.getUint32(i, e)], u8: [8, (v, i, e) => Number(v.getBigUint64(i, e))],
  b1: [1, (v, i) => Math.min(v.getUint8(i), 1)],
};
const BF16: readonly [number, Reader] = [2, (v, i) => brain(v.getUint16(i, true))];
/** And by those of safetensors. */
const TENSOR_KINDS: Readonly<Record<string, (typeof KINDS)[string]>> = {
  F32: KINDS["f4"]!, F64: KINDS["f8"]!, F16: KINDS["f2"]!, BF16, I8: KINDS["i1"]!, I16: KINDS["i2"]!, I32: KINDS["i4"]!, I64: KINDS["i8"]!,
  U8: KINDS["u1"]!, U16: KINDS["u2"]!, U32: KINDS["u4"]!, U64: KINDS["u8"]!, BOOL: KINDS["b1"]!,
};

/** IEEE 754 binary16. */
function half(u: number): number {
  const [sign, exponent, fraction] = [u >> 15 ? -1 : 1, (u >> 10) & 31, u & 1023];
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
}

const word = new DataView(new ArrayBuffer(4));

function brain(u: number): number {
  word.setUint32(0, u << 16);
  return word.getFloat32(0);
}

function values(bytes: Uint8Array, [size, get]: (typeof KINDS)[string], little: boolean): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return Float32Array.from({ length: bytes.length / size }, (_, i) => get(view, i * size, little));
}

/** A matrix, or a vector as one row, of any kind and order of numbers that NumPy writes. */
export function npy(bytes: Uint8Array): Tensor {
  const format = "NPY";
  const version = bytes[6] ?? 0;
  if (bytes.length < 12) throw new FileProblem("file.cut", { format });
  if (version < 1 || version > 3) throw new FileProblem("file.header", { format, says: `version ${version}` });
  const [start, size] = version === 1 ? [10, bytes[8]! | bytes[9]! << 8] : [12, new DataView(bytes.buffer, bytes.byteOffset).getUint32(8, true)];
  if (size > bytes.length - start) throw new FileProblem("file.cut", { format });
  const header = new TextDecoder("latin1").decode(bytes.subarray(start, start + size));
  const descr = /'descr': '([^']*)'/.exec(header)?.[1] ?? "";
  const name = descr.replace(/^[<>|=]/, "");
  const kind = Object.hasOwn(KINDS, name) ? KINDS[name] : undefined;
  if (!kind) throw new FileProblem("file.dtype", { format, says: clipped(descr || /'descr': (.*?),? 'fortran/s.exec(header)?.[1] || "?") });
  const said = /'shape': \(([^)]*)\)/.exec(header)?.[1] ?? "?";
  const shape = said.split(",").map((n) => n.trim()).filter(Boolean).map((n) => (/^\d{1,9}$/.test(n) ? Number(n) : 0));
  const [rows, cols] = shape.length === 1 ? [1, shape[0]!] : [shape[0] ?? 0, shape[1] ?? 0];
  if (shape.length < 1 || shape.length > 2 || rows < 1 || cols < 1 || rows * cols > MOST_VALUES) throw new FileProblem("file.shape", { format, says: `(${clipped(said)})` });
  const data = bytes.subarray(start + size);
  if (data.length !== rows * cols * kind[0]) throw new FileProblem("file.cut", { format });
  const numbers = values(data, kind, !descr.startsWith(">"));
  if (!/'fortran_order': True/.test(header) || rows === 1) return { name: "", rows, cols, data: numbers };
  return { name: "", rows, cols, data: numbers.map((_, i) => numbers[(i % cols) * rows + Math.floor(i / cols)]!) };
}

/** Every tensor of one or two dimensions whose numbers are known; the document of the metadata. Values lie without gap or overlap, and fill the file. */
export function safetensorsOf(bytes: Uint8Array): Content {
  const format = "safetensors";
  const size = bytes.length < 8 ? Infinity : Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  if (size > bytes.length - 8) throw new FileProblem("file.cut", { format });
  const { __metadata__: meta, ...header } = headerOf(bytes.subarray(8, 8 + size));
  const data = bytes.subarray(8 + size);
  const entries = Object.entries(header).map(([name, e]) => entryOf(name, e)).sort((a, b) => a.from - b.from);
  const tensors: Tensor[] = [];
  let [at, total] = [0, 0];
  let skipped: FileProblem | undefined;
  for (const e of entries) {
    if (e.to > data.length) throw new FileProblem("file.cut", { format });
    if (e.from !== at || e.to < e.from) throw new FileProblem("file.bytes", { format, says: clipped(e.name) });
    at = e.to;
    const made = tensorOf(e, data.subarray(e.from, e.to));
    if (made instanceof FileProblem) {
      skipped ??= made;
      continue;
    }
    total += made.data.length;
    if (total > MOST_TOTAL) throw new FileProblem("file.large", { bytes: bytes.length, limit: 4 * MOST_TOTAL });
    tensors.push(finite(made));
  }
  if (at !== data.length) throw new FileProblem("file.cut", { format });
  if (tensors.length === 0) throw skipped ?? new FileProblem("file.empty", { format });
  const document = isRecord(meta) && typeof meta["qkv"] === "string" ? meta["qkv"] : undefined;
  return { tensors, ...(document !== undefined && { document }) };
}

function isRecord(v: unknown): v is Record<string, unknown> {
  return typeof v === "object" && v !== null && !Array.isArray(v);
}

function headerOf(bytes: Uint8Array): Record<string, unknown> {
  try {
    const header: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    if (isRecord(header)) return header;
  } catch { /* said below */ }
  throw new FileProblem("file.header", { format: "safetensors", says: clipped(new TextDecoder("latin1").decode(bytes.subarray(0, 40))) });
}

interface Entry { readonly name: string; readonly dtype: string; readonly shape: readonly number[]; readonly from: number; readonly to: number }

function entryOf(name: string, e: unknown): Entry {
  const whole = (v: unknown): v is number => Number.isSafeInteger(v) && (v as number) >= 0;
  if (isRecord(e) && typeof e["dtype"] === "string" && Array.isArray(e["shape"]) && e["shape"].every(whole) && Array.isArray(e["data_offsets"])) {
    const [from, to, ...more] = e["data_offsets"] as unknown[];
    if (whole(from) && whole(to) && more.length === 0) return { name, dtype: e["dtype"], shape: e["shape"], from, to };
  }
  throw new FileProblem("file.header", { format: "safetensors", says: clipped(name) });
}

/** One tensor; a problem where it is of no use here, thrown where its shape and its bytes disagree. */
function tensorOf({ name, dtype, shape }: Entry, bytes: Uint8Array): Tensor | FileProblem {
  const format = "safetensors";
  const kind = Object.hasOwn(TENSOR_KINDS, dtype) ? TENSOR_KINDS[dtype] : undefined;
  if (!kind) return new FileProblem("file.dtype", { format, says: clipped(`${name} ${dtype}`) });
  const count = shape.reduce((n, s) => n * s, 1);
  if (count < 1 || count > MOST_VALUES) return new FileProblem("file.shape", { format, says: clipped(name) });
  if (count * kind[0] !== bytes.length) throw new FileProblem("file.bytes", { format, says: clipped(name) });
  const [rows, cols] = shape.length === 1 ? [1, shape[0]!] : [shape[0]!, shape[1]!];
  if (shape.length < 1 || shape.length > 2) return new FileProblem("file.shape", { format, says: clipped(name) });
  return { name, rows, cols, data: values(bytes, kind, true) };
}

/** Matrices by name, or the document of a trace. */
function object(text: string): Content {
  let all: unknown;
  try {
    all = JSON.parse(text);
  } catch {
    throw new FileProblem("file.header", { format: "JSON", says: clipped(text.trim()) });
  }
  const entries = Object.entries(all as Record<string, unknown>);
  const document = entries.find(([name, v]) => name === "doc" && typeof v === "string");
  if (document) return { document: document[1] as string, tensors: [] };
  const tensors = entries.filter(([, v]) => Array.isArray(v)).map(([name, v]) => matrixOf(name, v as unknown[]));
  if (tensors.length === 0) throw new FileProblem("file.empty", { format: "JSON" });
  return { tensors };
}

function matrixOf(name: string, list: readonly unknown[]): Tensor {
  const rows = (list.every((v) => typeof v === "number") ? [list] : list) as readonly unknown[];
  const cols = Array.isArray(rows[0]) ? rows[0].length : 0;
  const fits = cols > 0 && rows.length * cols <= MOST_VALUES && rows.every((r) => Array.isArray(r) && r.length === cols && r.every((v) => typeof v === "number"));
  if (!fits) throw new FileProblem("file.shape", { format: "JSON", says: clipped(name) });
  return finite({ name, rows: rows.length, cols, data: Float32Array.from((rows as readonly number[][]).flat()) });
}

/** What a document cannot hold is refused, with its place. */
export function finite(t: Tensor): Tensor {
  const i = t.data.findIndex((v) => !Number.isFinite(v));
  if (i >= 0) throw new FileProblem("file.odd", { value: String(t.data[i]), row: Math.floor(i / t.cols) + 1, col: (i % t.cols) + 1 });
  return t;
}

export function clipped(text: string): string {
  return [...text].slice(0, 60).join("");
}
