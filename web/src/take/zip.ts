// NumPy's archives (.npz): a ZIP file whose entries are NPYs, stored or deflated. The browser inflates; sizes, places and checks are
// those that the directory at the end says, and every entry is held to them. The command line's reader is core/file/npz.go.

import type { Tensor } from "./file.js";
import { clipped, FileProblem, finite, MOST_BYTES, MOST_TOTAL, npy, startsWith, type Content } from "./read.js";

const [LOCAL, ENTRY, END] = [0x04034b50, 0x02014b50, 0x06054b50];
const END_SIZE = 22;
const format = "NPZ";

interface Entry { readonly name: string; readonly method: number; readonly check: number; readonly packed: Uint8Array<ArrayBuffer>; readonly size: number }

export function isZip(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0x50, 0x4b, 3, 4]) || startsWith(bytes, [0x50, 0x4b, 5, 6]);
}

/** Every array of one or two dimensions, by its name; one without a name of its own is "". */
export async function npz(bytes: Uint8Array<ArrayBuffer>): Promise<Content> {
  const entries = entriesOf(bytes).filter(({ name }) => name.endsWith(".npy"));
  const claimed = entries.reduce((n, { size }) => n + size, 0);
  if (claimed > MOST_BYTES) throw new FileProblem("file.large", { bytes: claimed, limit: MOST_BYTES });
  const tensors: Tensor[] = [];
  let [total, skipped]: [number, FileProblem?] = [0];
  for (const e of entries) {
    const t = arrayOf(await unpacked(e));
    if (t instanceof FileProblem) {
      skipped ??= t;
      continue;
    }
    total += t.data.length;
    if (total > MOST_TOTAL) throw new FileProblem("file.large", { bytes: claimed, limit: 4 * MOST_TOTAL });
    tensors.push(finite({ ...t, name: e.name.slice(0, -".npy".length) }));
  }
  const [only, more] = tensors;
  if (!only) throw skipped ?? new FileProblem("file.empty", { format });
  return { tensors: more || only.name !== "arr_0" ? tensors : [{ ...only, name: "" }] };
}

/** An array; a problem where it is of no use here, thrown where it is damaged. */
function arrayOf(bytes: Uint8Array): Tensor | FileProblem {
  try {
    return npy(bytes);
  } catch (error) {
    if (error instanceof FileProblem && (error.key === "file.shape" || error.key === "file.dtype")) return error;
    throw error;
  }
}

/** What the directory at the end says, where each entry lies by itself and in front of it. */
function entriesOf(bytes: Uint8Array<ArrayBuffer>): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const [u16, u32] = [(at: number) => view.getUint16(at, true), (at: number) => view.getUint32(at, true)];
  let end = bytes.length - END_SIZE;
  while (end >= 0 && bytes.length - end < 2 ** 16 + END_SIZE && !(u32(end) === END && end + END_SIZE + u16(end + 20) === bytes.length)) end--;
  if (end < 0 || u32(end) !== END) throw new FileProblem("file.cut", { format });
  const directory = u32(end + 16);
  const found: (Omit<Entry, "packed"> & { readonly from: number; readonly length: number })[] = [];
  let at = directory;
  for (let i = u16(end + 10); i > 0; i--) {
    if (at + 46 > end || u32(at) !== ENTRY) throw new FileProblem("file.cut", { format });
    const nameEnd = at + 46 + u16(at + 28);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, Math.min(nameEnd, end)));
    const method = u16(at + 10);
    if (u16(at + 8) & 1 || (method !== 0 && method !== 8)) throw new FileProblem("file.header", { format, says: clipped(name) }); // encrypted, or packed as NumPy does not
    found.push({ name, method, check: u32(at + 16), length: u32(at + 20), size: u32(at + 24), from: u32(at + 42) });
    at = nameEnd + u16(at + 30) + u16(at + 32);
  }
  let free = 0;
  return found.sort((a, b) => a.from - b.from).map(({ from, length, ...entry }) => {
    const wrong = new FileProblem("file.bytes", { format, says: clipped(entry.name) });
    if (from < free || from + 30 > directory || u32(from) !== LOCAL) throw wrong;
    const start = from + 30 + u16(from + 26) + u16(from + 28);
    free = start + length;
    if (free > directory) throw wrong;
    return { ...entry, packed: bytes.subarray(start, free) };
  });
}

/** The bytes of an entry, which are as many as it says, and have its check. */
async function unpacked({ name, method, check, packed, size }: Entry): Promise<Uint8Array> {
  const bytes = method === 0 ? packed : await inflated(packed, size);
  if (bytes?.length !== size || crc32(bytes) !== check) throw new FileProblem("file.bytes", { format, says: clipped(name) });
  return bytes;
}

/** Undefined where that is more than was said, or no deflated data. */
async function inflated(packed: Uint8Array<ArrayBuffer>, size: number): Promise<Uint8Array | undefined> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  try {
    const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return new Uint8Array(await new Blob(parts).arrayBuffer());
      length += value.length;
      if (length > size) return void await reader.cancel();
      parts.push(value);
    }
  } catch {
    return undefined;
  }
}

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let i = 0; i < 8; i++) n = n & 1 ? 0xedb88320 ^ n >>> 1 : n >>> 1;
  return n;
});

function crc32(bytes: Uint8Array): number {
  let c = -1;
  for (const b of bytes) c = TABLE[(c ^ b) & 255]! ^ c >>> 8;
  return ~c >>> 0;
}
