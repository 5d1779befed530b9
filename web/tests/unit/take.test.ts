import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { FORMS, safetensors, type Tensor } from "../../src/take/file.js";
import { byTarget } from "../../src/take/names.js";
import { FileProblem, npy, read, safetensorsOf } from "../../src/take/read.js";
import { isZip, npz } from "../../src/take/zip.js";
import { crc32, zipped } from "../zip.js";
import { say, takeEn, takeKo, type TakeKey } from "../../src/take/words.js";

const python = ["/usr/bin/python3", "python3"].find((name) => {
  try {
    execFileSync(name, ["-c", "import numpy"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
});
const skip = python ? false : "there is no Python with NumPy here";

function numpy(program: string, ...args: string[]): string {
  return execFileSync(python!, ["-c", program, ...args], { encoding: "utf8" }).trim();
}

function inFolder<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "qkv-take-"));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const hex = (data: Float32Array): string => Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString("hex");
const odd = Float32Array.of(0.1, -2.5, -0, 1e-45, 3.4028235e38, 7, -1e-7, 65504);
const matrix = { id: "m", rows: 2, cols: 4, data: odd, at: () => 0 };

test("NumPy reads what is written, and what NumPy writes is read", { skip }, () => {
  inFolder((folder) => {
    for (const [form, load] of [
      ["npy", "numpy.load(sys.argv[1])"], ["csv", "numpy.loadtxt(sys.argv[1],delimiter=',',dtype='f4')"], ["tsv", "numpy.loadtxt(sys.argv[1],delimiter='\\t',dtype='f4')"],
      ["python", "numpy.array(eval(open(sys.argv[1]).read()),'f4')"], ["json", "numpy.array(json.load(open(sys.argv[1])),'f4')"],
    ] as const) {
      const file = join(folder, form);
      writeFileSync(file, FORMS[form].write(matrix));
      assert.equal(numpy(`import numpy,sys,json; a=${load}; print(a.shape, a.astype('f4').tobytes().hex())`, file), `(2, 4) ${hex(odd)}`, form);
    }
    const said = numpy(`
import numpy, sys
for i, dtype in enumerate(["<f4", ">f4", "<f8", ">f8", "<f2", ">f2", "i1", "<i2", ">i4", "<i8", "u1", "<u2", ">u4", "<u8", "?"]):
    for order in "CF":
        a = numpy.array([[0, 1, 2.5], [-3, 65, 100]]).clip(0 if dtype.strip("<>")[0] in "u?" else -9).astype(dtype, order=order)
        name = "%d%s.npy" % (i, order)
        numpy.save(sys.argv[1] + "/" + name, a)
        print(name, a.astype("<f4", order="C").tobytes().hex())
numpy.save(sys.argv[1] + "/v.npy", numpy.arange(3, dtype="f8"))
print("v.npy", numpy.arange(3, dtype="<f4").tobytes().hex())
`, folder);
    for (const line of said.split("\n")) {
      const [name = "", want] = line.split(" ");
      const { rows, cols, data } = npy(Uint8Array.from(readFileSync(join(folder, name))));
      assert.deepEqual([rows, cols, hex(data)], [name === "v.npy" ? 1 : 2, 3, want], name);
    }
  });
});

test("every half, and every brain float, is what NumPy says", { skip }, () => {
  inFolder((folder) => {
    const bits = new Uint8Array(Uint16Array.from({ length: 65536 }, (_, i) => i).buffer);
    for (const [dtype, program] of [["F16", "w.view('f2').astype('f4')"], ["BF16", "(w.astype('u4')<<16).view('f4')"]] as const) {
      const finite = (i: number): boolean => ((i >> (dtype === "F16" ? 10 : 7)) & (dtype === "F16" ? 31 : 255)) !== (dtype === "F16" ? 31 : 255);
      const kept = Uint16Array.from({ length: 65536 }, (_, i) => i).filter(finite);
      const file = raw(`{"a":{"dtype":"${dtype}","shape":[${kept.length}],"data_offsets":[0,${kept.byteLength}]}}`, new Uint8Array(kept.buffer));
      const [t] = safetensorsOf(file).tensors;
      writeFileSync(join(folder, "got"), new Uint8Array(t!.data.buffer));
      writeFileSync(join(folder, "bits"), new Uint8Array(kept.buffer));
      assert.equal(numpy(`import numpy,sys; w=numpy.fromfile(sys.argv[1]+'/bits','u2'); w=${program}; print(w.tobytes()==open(sys.argv[1]+'/got','rb').read())`, folder), "True", dtype);
    }
    assert.equal(bits.length, 131072);
  });
});

function raw(header: string, data: Uint8Array | number = 0): Uint8Array {
  const text = new TextEncoder().encode(header);
  const body = typeof data === "number" ? new Uint8Array(data) : data;
  const all = new Uint8Array(8 + text.length + body.length);
  new DataView(all.buffer).setBigUint64(0, BigInt(text.length), true);
  all.set(text, 8);
  all.set(body, 8 + text.length);
  return all;
}

test("safetensors by the definition: what is written, and what is read", { skip }, () => {
  const tensors: Tensor[] = [{ name: "wq", rows: 2, cols: 4, data: odd }, { name: "bq", rows: 1, cols: 2, data: Float32Array.of(1, -2) }];
  inFolder((folder) => {
    const file = join(folder, "w");
    writeFileSync(file, safetensors(tensors, "text=a%20b&heads=2"));
    assert.equal(numpy(`
import json, struct, sys, numpy as np
b = open(sys.argv[1], "rb").read()
n, = struct.unpack("<Q", b[:8])
assert n % 8 == 0
h = json.loads(b[8:8 + n])
print(h.pop("__metadata__")["qkv"], [(k, e["dtype"], e["shape"], b[8 + n:][slice(*e["data_offsets"])].hex()) for k, e in h.items()], len(b) - 8 - n)
`, file), `text=a%20b&heads=2 [('wq', 'F32', [2, 4], '${hex(odd)}'), ('bq', 'F32', [2], '${hex(tensors[1]!.data)}')] 40`);
  });
  const back = read(safetensors(tensors, "heads=2"));
  assert.equal(back.document, "heads=2");
  assert.deepEqual(back.tensors, tensors);
});

function problemOf(bytes: Uint8Array): TakeKey | "" {
  try {
    read(bytes);
    return "";
  } catch (error) {
    assert.ok(error instanceof FileProblem, String(error));
    for (const lang of ["ko", "en"] as const) assert.ok(say(lang, error.key, error.args).length > 10);
    return error.key;
  }
}

test("hostile files are problems, each with its sentence", () => {
  const one = `"a":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}`;
  const good = FORMS.npy.write(matrix);
  const changed = (from: string, to: string): Uint8Array => Uint8Array.from(Buffer.from(Buffer.from(good).toString("latin1").replace(from, to), "latin1"));
  const cases: [string, Uint8Array, string][] = [
    ["fine", raw(`{"__metadata__":{"format":"pt"},${one}}  `, 8), ""],
    ["cut off", raw(`{${one}}`, 7), "file.cut"], ["more", raw(`{${one}}`, 9), "file.cut"],
    ["twice", raw(`{${one},"b":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}}`, 8), "file.bytes"],
    ["overlap", raw(`{${one},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}`, 8), "file.bytes"],
    ["gap", raw(`{"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}`, 8), "file.bytes"],
    ["backwards", raw(`{"b":{"dtype":"F32","shape":[1],"data_offsets":[8,0]}}`, 8), "file.bytes"],
    ["overflow", raw(`{"b":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,8]}}`, 8), "file.shape"],
    ["huge", raw(`{"b":{"dtype":"U8","shape":[2048,2048],"data_offsets":[0,4194304]}}`, 8), "file.cut"],
    ["shape", raw(`{"b":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}`, 8), "file.bytes"],
    ["dtype", raw(`{"b":{"dtype":"constructor","shape":[2],"data_offsets":[0,8]}}`, 8), "file.dtype"],
    ["negative", raw(`{"b":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}`, 8), "file.header"],
    ["three", raw(`{"b":{"dtype":"F32","shape":[1,1,2],"data_offsets":[0,8]}}`, 8), "file.shape"],
    ["deep", raw(`{"b":${"[".repeat(9000)}`), "file.header"], ["no object", raw(`{"b":1}`), "file.header"],
    ["prototype", raw(`{"__proto__":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}`, 8), ""],
    ["no tensor", raw(`{"__metadata__":{}}`), "file.empty"],
    ["NaN", raw(`{${one}}`, Uint8Array.of(0, 0, 0, 0, 0, 0, 0xc0, 0x7f)), "file.odd"],
    ["NPY cut", good.subarray(0, good.length - 1), "file.cut"], ["NPY header", good.subarray(0, 40), "file.cut"],
    ["NPY objects", changed("<f4", "|O8"), "file.dtype"], ["NPY shape", changed("(2, 4)", "(9, 9)"), "file.cut"],
    ["NPY zero", changed("(2, 4)", "(0, 4)"), "file.shape"], ["NPY huge", changed("(2, 4), }", "(4194304,4194304)"), "file.shape"],
    ["NPY beyond whole numbers", changed("(2, 4), }", "(9007199254740992,)"), "file.shape"], ["NPY negative", changed("(2, 4)", "(2,-4)"), "file.shape"],
    ["NPY record", changed("'<f4'", "[('a', '<f4')]"), "file.dtype"], ["NPY version", changed("\x01\x00", "\x09\x00"), "file.header"],
    ["a picture", Uint8Array.from(Buffer.from("\x89PNG\r\n\x1a\n\0", "latin1")), "file.kind"], ["an archive", Uint8Array.from(Buffer.from("PK\x03\x04")), "file.kind"],
    ["JSON", new TextEncoder().encode(`{"a": [1`), "file.header"], ["JSON without", new TextEncoder().encode(`{"a": 1}`), "file.empty"],
    ["JSON ragged", new TextEncoder().encode(`{"wq": [[1, 2], [3]]}`), "file.shape"], ["JSON words", new TextEncoder().encode(`{"wq": [["1"]]}`), "file.shape"],
  ];
  for (const [name, bytes, want] of cases) assert.equal(problemOf(bytes), want, name);
  assert.equal(({} as { dtype?: string }).dtype, undefined, "nothing reached the prototype");
});

test("whatever the bytes are, they are read or a problem", () => {
  let seed = 7;
  const next = (n: number): number => { seed = (seed * 1664525 + 1013904223) % 2 ** 32; return Math.floor((seed / 2 ** 32) * n); };
  const seeds = [FORMS.npy.write(matrix), safetensors([{ name: "a", rows: 2, cols: 4, data: odd }], "heads=2"), new TextEncoder().encode(`{"wq": [[1, 2], [3, 4]], "doc": 1}`)];
  for (let i = 0; i < 4000; i++) {
    const bytes = Uint8Array.from(seeds[i % seeds.length]!);
    for (let k = 0; k <= next(4); k++) bytes[next(Math.min(bytes.length, 160))] = next(256);
    problemOf(next(5) === 0 ? bytes.subarray(0, next(bytes.length)) : bytes);
  }
});

async function archiveProblem(bytes: Uint8Array<ArrayBuffer>): Promise<TakeKey | ""> {
  try {
    assert.ok(isZip(bytes));
    await npz(bytes);
    return "";
  } catch (error) {
    assert.ok(error instanceof FileProblem, String((error as Error).stack));
    for (const lang of ["ko", "en"] as const) assert.ok(say(lang, error.key, error.args).length > 10);
    return error.key;
  }
}

test("NumPy's archives, stored and deflated: matrices by name, what is none is left out", { skip }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "qkv-npz-"));
  numpy(`
import numpy as n, sys
a = n.arange(12, dtype="f4").reshape(3, 4)
for name, save in [("stored", n.savez), ("packed", n.savez_compressed)]:
    save(sys.argv[1] + "/" + name + ".npz", wq=a, x=a.T.astype("f8"), bq=a[0], deep=n.zeros((2, 2, 2)), words=n.array(["a"]), one=n.float32(3))
n.savez(sys.argv[1] + "/single.npz", a)
n.savez(sys.argv[1] + "/empty.npz")
n.savez_compressed(sys.argv[1] + "/zeros.npz", n.zeros((2000, 2000), "f4"))
`, folder);
  const of = async (name: string): Promise<unknown[]> => (await npz(Uint8Array.from(readFileSync(join(folder, name))))).tensors.map((t) => [t.name, t.rows, t.cols, ...t.data.slice(0, 5)]);
  for (const name of ["stored.npz", "packed.npz"]) assert.deepEqual(await of(name), [["wq", 3, 4, 0, 1, 2, 3, 4], ["x", 4, 3, 0, 4, 8, 1, 5], ["bq", 1, 4, 0, 1, 2, 3]], name);
  assert.deepEqual(await of("single.npz"), [["", 3, 4, 0, 1, 2, 3, 4]]);
  assert.deepEqual(await of("zeros.npz"), [["", 2000, 2000, 0, 0, 0, 0, 0]]);
  assert.equal(await archiveProblem(Uint8Array.from(readFileSync(join(folder, "empty.npz")))), "file.empty");
  rmSync(folder, { recursive: true });
});

test("archives that lie are problems: sizes, checks, places, packing", async () => {
  const data = FORMS.npy.write(matrix);
  const good = { name: "a.npy", data };
  const bomb = Uint8Array.from(deflateRawSync(new Uint8Array(2 ** 26)));
  const cut = zipped(good);
  const cases: [string, Uint8Array<ArrayBuffer>, string][] = [
    ["fine", zipped(good, { name: "notes.txt", data: Uint8Array.of(1) }), ""], ["deflated", zipped({ ...good, data: Uint8Array.from(deflateRawSync(data)), method: 8, size: data.length, check: crc32(data) }), ""],
    ["longer than it says", zipped({ name: "a.npy", data: bomb, method: 8, size: 1000 }), "file.bytes"], ["shorter", zipped({ ...good, data: Uint8Array.from(deflateRawSync(data)), method: 8, size: data.length + 1, check: crc32(data) }), "file.bytes"],
    ["a bomb", zipped(...Array.from({ length: 60 }, (_, i) => ({ name: `${i}.npy`, data: bomb, method: 8, size: 2 ** 26 }))), "file.large"], ["four gigabytes", zipped({ ...good, size: 0xffffffff }), "file.large"],
    ["the check", zipped({ ...good, check: 7 }), "file.bytes"], ["overlap", zipped(good, { ...good, name: "b.npy", from: 0 }), "file.bytes"], ["into the directory", zipped({ ...good, length: data.length + 20 }), "file.bytes"],
    ["outside", zipped({ ...good, from: 2 ** 31 }), "file.bytes"], ["no deflated data", zipped({ ...good, method: 8 }), "file.bytes"], ["encrypted", zipped({ ...good, flags: 1 }), "file.header"], ["bzip2", zipped({ ...good, method: 12 }), "file.header"],
    ["cut off", cut.slice(0, -1), "file.cut"], ["no end", cut.slice(0, 60), "file.cut"], ["nothing of ours", zipped({ name: "word/document.xml", data }), "file.empty"],
    ["an array that is cut", zipped({ name: "a.npy", data: data.subarray(0, data.length - 1) }), "file.cut"], ["no array", zipped({ name: "a.npy", data: Uint8Array.of(1, 2) }), "file.cut"],
  ];
  for (const [name, bytes, want] of cases) assert.equal(await archiveProblem(bytes), want, name);
  let seed = 3;
  const next = (n: number): number => { seed = (seed * 1664525 + 1013904223) % 2 ** 32; return Math.floor((seed / 2 ** 32) * n); };
  for (let i = 0; i < 2000; i++) {
    const bytes = zipped(good, { ...good, name: "b.npy", data: Uint8Array.from(deflateRawSync(data)), method: 8, size: data.length, check: crc32(data) });
    for (let k = 0; k <= next(4); k++) bytes[4 + next(bytes.length - 4)] = next(256);
    await archiveProblem(next(5) === 0 ? bytes.slice(0, 4 + next(bytes.length)) : bytes);
  }
});

test("GPT-2's Conv1D has q, k and v beside one another, x·W; nn.Linear of the same name below one another", () => {
  const [D, W] = [2, 6];
  const wide: Tensor = { name: "h.0.attn.c_attn.weight", rows: D, cols: W, data: Float32Array.from({ length: D * W }, (_, i) => i) };
  const out: Tensor = { name: "h.0.attn.c_proj.weight", rows: D, cols: D, data: Float32Array.of(1, 2, 3, 4) };
  const high: Tensor = { name: wide.name, rows: W, cols: D, data: Float32Array.of(0, 6, 1, 7, 2, 8, 3, 9, 4, 10, 5, 11) };
  const bias: Tensor = { name: "h.0.attn.c_attn.bias", rows: 1, cols: W, data: Float32Array.of(1, 2, 3, 4, 5, 6) };
  const numbers = (...all: Tensor[]): unknown[] => [...byTarget(all)].map(([id, t]) => [id, t.rows, t.cols, ...t.data]);
  const want = [["wq", 2, 2, 0, 6, 1, 7], ["wk", 2, 2, 2, 8, 3, 9], ["wv", 2, 2, 4, 10, 5, 11]];
  assert.deepEqual(numbers(wide, out, bias), [...want, ["wo", 2, 2, 1, 3, 2, 4], ["bq", 1, 2, 1, 2], ["bk", 1, 2, 3, 4], ["bv", 1, 2, 5, 6]]);
  assert.deepEqual(numbers(high, out), [...want, ["wo", 2, 2, 1, 2, 3, 4]]);
});

test("documents, text and matrices by name are told apart", () => {
  const of = (text: string) => read(new TextEncoder().encode(text));
  assert.equal(of("text=the%20cat&heads=2\n").document, "text=the%20cat&heads=2");
  assert.equal(of(`{"doc": "heads=2", "steps": []}`).document, "heads=2");
  assert.equal(of("1,2\n3,4").text, "1,2\n3,4");
  assert.equal(of("[[1, 2], [3, 4]]").text, "[[1, 2], [3, 4]]");
  assert.deepEqual(of(`{"wq": [[1, 2], [3, 4]], "note": "x", "bq": [5, 6]}`).tensors.map(({ name, rows, cols, data }) => [name, rows, cols, ...data]), [["wq", 2, 2, 1, 2, 3, 4], ["bq", 1, 2, 5, 6]]);
});

test("names mean what the command line takes them for", () => {
  const lines = readFileSync(join(process.cwd(), "../core/file/testdata/names.txt"), "utf8").split("\n").filter((line) => line.includes(" → "));
  assert.ok(lines.length > 20);
  for (const line of lines) {
    const [name = "", want = ""] = line.split(" → ");
    const rows = name.endsWith("bias") ? 1 : 3;
    const order = ["wq", "wk", "wv", "wo", "emb", "bq", "bk", "bv", "bo", "x"];
    const got = [...byTarget([{ name, rows, cols: 3, data: new Float32Array(rows * 3) }]).keys()].sort((a, b) => order.indexOf(a) - order.indexOf(b));
    assert.equal(got.join(" "), want === "nothing" ? "" : want, name);
  }
});

test("both languages have the same words", () => {
  assert.deepEqual(Object.keys(takeKo).sort(), Object.keys(takeEn).sort());
  const holes = (text: string): string[] => [...text.matchAll(/\{(\w+)/g)].map((m) => m[1]!).sort();
  for (const key of Object.keys(takeEn) as TakeKey[]) assert.deepEqual(holes(takeKo[key]), holes(takeEn[key]), key);
});
