import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { inflateRawSync } from "node:zlib";

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const STORED = 0;

/** Unpacks an archive into a folder (APPNOTE.TXT 4.3), so that the tests need no program for it. */
export function unzip(archive: string, into: string): void {
  const b = readFileSync(archive);
  let end = b.length - 22;
  while (b.readUInt32LE(end) !== END) end--;
  let at = b.readUInt32LE(end + 16);
  for (let n = b.readUInt16LE(end + 10); n > 0; n--) {
    if (b.readUInt32LE(at) !== ENTRY) throw new Error("the archive's directory is broken");
    const [method, packed] = [b.readUInt16LE(at + 10), b.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((offset) => b.readUInt16LE(at + offset)) as [number, number, number];
    const local = b.readUInt32LE(at + 42);
    const path = join(into, b.toString("utf8", at + 46, at + 46 + name));
    const data = local + 30 + b.readUInt16LE(local + 26) + b.readUInt16LE(local + 28);
    if (!path.endsWith("/")) {
      mkdirSync(dirname(path), { recursive: true });
      const bytes = Uint8Array.from(b.subarray(data, data + packed));
      writeFileSync(path, method === STORED ? bytes : Uint8Array.from(inflateRawSync(bytes)));
    }
    at += 46 + name + extra + comment;
  }
}
