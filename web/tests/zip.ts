// ZIP files, as they should be and as a person with bad intentions writes them.

import { deflateRawSync } from "node:zlib";

export interface Entry {
  readonly name: string;
  readonly data: Uint8Array;
  readonly method?: number;
  readonly flags?: number;
  /** What the directory says, where that is not so. */
  readonly size?: number;
  readonly length?: number;
  readonly check?: number;
  readonly from?: number;
}

export function zipped(...entries: readonly Entry[]): Uint8Array<ArrayBuffer> {
  const [files, directory]: [number[][], number[][]] = [[], []];
  let at = 0;
  for (const { name, data, method = 0, flags = 0, size = data.length, length = data.length, check = crc32(data), from = at } of entries) {
    const letters = [...name].map((c) => c.charCodeAt(0));
    const local = [...u32(0x04034b50), ...u16(20, flags, method, 0, 0), ...u32(check, length, size), ...u16(letters.length, 0), ...letters, ...data];
    files.push(local);
    directory.push([...u32(0x02014b50), ...u16(20, 20, flags, method, 0, 0), ...u32(check, length, size), ...u16(letters.length, 0, 0, 0, 0), ...u32(0, from), ...letters]);
    at += local.length;
  }
  const list = directory.flat();
  return Uint8Array.from([...files.flat(), ...list, ...u32(0x06054b50), ...u16(0, 0, entries.length, entries.length), ...u32(list.length, at), ...u16(0)]);
}

export function deflated(name: string, data: Uint8Array): Entry {
  return { name, data: Uint8Array.from(deflateRawSync(data)), method: 8, size: data.length, check: crc32(data) };
}

export function crc32(data: Uint8Array): number {
  let c = -1;
  for (const byte of data) {
    c ^= byte;
    for (let i = 0; i < 8; i++) c = c & 1 ? 0xedb88320 ^ c >>> 1 : c >>> 1;
  }
  return ~c >>> 0;
}

function u16(...all: number[]): number[] {
  return all.flatMap((n) => [n & 255, n >> 8]);
}

function u32(...all: number[]): number[] {
  return all.flatMap((n) => [n & 255, n >>> 8 & 255, n >>> 16 & 255, n >>> 24]);
}
