// Makes hangul.otf: the characters that cards need, of Pretendard SemiBold. Its licence reserves the name Pretendard, so
// that a font made of it must have another one.
//
//   npm i --no-save pretendard@1.3.9 subset-font@2.9.0 && node subset.mjs
//
// In it are the 2,350 syllables of KS X 1001, which nearly all Korean text keeps to, single letters, Latin with its
// accents, Greek, Cyrillic, punctuation and signs of mathematics.

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import subset from "subset-font";

const NAME = ["Pretendard", "QKVLabSans"]; // equally long: offsets in the file stay

const ranges = [
  [0x20, 0x7e], [0xa0, 0x17f], [0x370, 0x3ff], [0x400, 0x45f], [0x2010, 0x2044], [0x2070, 0x209f], [0x20a0, 0x20bf],
  [0x2190, 0x2199], [0x2200, 0x2265], [0x25a0, 0x25cf], [0x3000, 0x3015], [0x3131, 0x3163], [0xff01, 0xff5e],
];

const korean = new TextDecoder("euc-kr");
let characters = "";
for (let lead = 0xb0; lead <= 0xc8; lead++) {
  for (let trail = 0xa1; trail <= 0xfe; trail++) characters += korean.decode(Uint8Array.of(lead, trail));
}
for (const [from, to] of ranges) {
  for (let c = from; c <= to; c++) characters += String.fromCodePoint(c);
}

const source = createRequire(import.meta.url).resolve("pretendard/dist/public/static/Pretendard-SemiBold.otf");
const font = await subset(readFileSync(source), characters, { targetFormat: "sfnt" });
for (const encoding of ["latin1", "utf16be"]) rename(font, ...NAME.map((name) => bytes(name, encoding)));
writeFileSync(new URL("hangul.otf", import.meta.url), checked(font));

function bytes(text, encoding) {
  return encoding === "latin1" ? Buffer.from(text, "latin1") : Buffer.from(text, "utf16le").swap16();
}

function rename(font, from, to) {
  for (let at = font.indexOf(from); at >= 0; at = font.indexOf(from, at + 1)) {
    if (!font.subarray(at + from.length).toString("latin1").startsWith(" is a trademark")) to.copy(font, at); // that is said of the original
  }
}

/** The checksum of every table, written again. */
function checked(font) {
  for (let i = 0; i < font.readUInt16BE(4); i++) {
    const row = 12 + 16 * i;
    const [from, length] = [font.readUInt32BE(row + 8), font.readUInt32BE(row + 12)];
    let sum = 0;
    for (let at = from; at < from + length; at += 4) {
      const word = Buffer.alloc(4);
      font.copy(word, 0, at, Math.min(at + 4, from + length));
      sum = (sum + word.readUInt32BE(0)) >>> 0;
    }
    font.writeUInt32BE(sum, row + 4);
  }
  return font;
}
