// Writes testdata/pieces.txt: texts, each cut by the library `tokenizers` (Rust) with the vocabularies of pieces.gen.go.
//
//   npm install --prefix DIR tokenizers@0.23.2
//   node core/text/testdata/pieces.mjs DIR
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const { Tokenizer } = createRequire(resolve(process.argv[2], "package.json"))("tokenizers");
const here = new URL(".", import.meta.url);
const source = readFileSync(new URL("../pieces.gen.go", here), "utf8");
const wordPieces = source.match(/wordPieces = `([^`]*)`/)[1].trim().split("\n");
const bytePairs = [...source.matchAll(/^\t"(.*)"/gm)].flatMap(([, line]) =>
  [...line.matchAll(/\\x(..)|(.)/g)].map(([, hex, char]) => (hex ? parseInt(hex, 16) : char.charCodeAt(0))));

// GPT-2 writes each byte as a character of its own.
const shown = [];
for (let b = 0, next = 256; b < 256; b++) {
  const printable = (b >= 33 && b <= 126) || (b >= 161 && b <= 172) || b >= 174;
  shown.push(String.fromCodePoint(printable ? b : next++));
}
const byteOf = new Map(shown.map((c, b) => [c, b]));
const show = (bytes) => bytes.map((b) => shown[b]).join("");

const merges = [];
for (let i = 0; i < bytePairs.length;) {
  const middle = i + 2 + bytePairs[i];
  const end = middle + bytePairs[i + 1];
  merges.push([show(bytePairs.slice(i + 2, middle)), show(bytePairs.slice(middle, end))]);
  i = end;
}
const bpe = Tokenizer.fromString(JSON.stringify({
  version: "1.0", truncation: null, padding: null, added_tokens: [], normalizer: null, post_processor: null, decoder: null,
  pre_tokenizer: {
    type: "Sequence",
    pretokenizers: [
      {
        type: "Split", behavior: "Isolated", invert: false,
        pattern: { Regex: " ?[\\p{L}\\p{M}\\p{Nd}]+| ?[^\\s\\p{L}\\p{M}\\p{Nd}]+|\\s+(?!\\S)|\\s+" },
      },
      { type: "ByteLevel", add_prefix_space: false, trim_offsets: false, use_regex: false },
    ],
  },
  model: {
    type: "BPE", dropout: null, unk_token: null, continuing_subword_prefix: null, end_of_word_suffix: null, fuse_unk: false,
    byte_fallback: false, merges, vocab: Object.fromEntries([...new Set([...shown, ...merges.map((m) => m.join(""))])].map((p, i) => [p, i])),
  },
}));

function wordPieceOf(text) {
  const alone = [...new Set(text.toLowerCase())].flatMap((c) => [c, "##" + c]);
  return Tokenizer.fromString(JSON.stringify({
    version: "1.0", truncation: null, padding: null, added_tokens: [], normalizer: { type: "Lowercase" }, post_processor: null, decoder: null,
    pre_tokenizer: { type: "Sequence", pretokenizers: [
      { type: "WhitespaceSplit" },
      { type: "Split", behavior: "Isolated", invert: false, pattern: { Regex: "[^\\p{L}\\p{M}\\p{Nd}]" } },
    ] },
    model: {
      type: "WordPiece", unk_token: "[UNK]", continuing_subword_prefix: "##", max_input_chars_per_word: 1000,
      vocab: Object.fromEntries(["[UNK]", ...new Set([...wordPieces, ...alone])].map((p, i) => [p, i])),
    },
  }));
}

const utf8 = new TextDecoder("utf-8", { fatal: true });
/** A piece as the tokens are named: whole characters as themselves, other bytes and control characters as <0xC3>. */
function named(piece) {
  const bytes = [...piece].map((c) => byteOf.get(c));
  let out = "";
  for (let i = 0; i < bytes.length;) {
    const size = bytes[i] < 0x80 ? 1 : bytes[i] >= 0xf0 ? 4 : bytes[i] >= 0xe0 ? 3 : 2;
    let char = null;
    try {
      char = utf8.decode(Uint8Array.from(bytes.slice(i, i + size)));
    } catch {} // not a whole character
    if (char === null || char < " " || char === "\x7f") {
      out += `<0x${bytes[i].toString(16).toUpperCase().padStart(2, "0")}>`;
      i++;
    } else {
      out += char;
      i += size;
    }
  }
  return out;
}

let state = 1;
const below = (n) => (state = (state * 48271) % 2147483647) % n;
const some = (list) => list[below(list.length)];
const letters = [..."eeeaaatttiioonnsshrrdlucmfgpbvkwyzxjq가는이하다고의사을로에한지를나자기인서대그리도시어아해정들일보만"];
const words = wordPieces.map((p) => p.replace(/^##/, ""));
function invented() {
  let text = "";
  for (let n = 1 + below(9); n > 0; n--) {
    for (let m = 1 + below(4); m > 0; m--) text += below(3) ? some(words) : some(letters);
    text += some([" ", " ", " ", ", ", ". ", "  ", "\n", "-", " (", "! ", "2026 ", " 東京 ", " ünïté "]);
  }
  return text;
}

const texts = [
  "안녕하세요 저는 ChatGPT입니다", "The animal didn't cross the street because it was too tired.", "저는 고양이가 좋아요!", "a", " ", "  a  b ",
  "모든 사람은 태어날 때부터 자유롭다.", "All human beings are born free and equal in dignity and rights.", "어텐션은 softmax(QKᵀ/√Dh)·V입니다.",
  "x = [1, 2, 3];\n\ty += x[0]", "3.14159", "naïve café", "日本語と한국어", "###", "a##b", "ㅋㅋㅋ ㅎㅎ", "https://example.org/?q=쿼리&k=키",
  "transformer", "트랜스포머는 토큰마다 벡터를 만듭니다", "unbelievable", "attention attention attention",
  ...Array.from({ length: 280 }, invented),
];
const recorded = [];
for (const text of texts) {
  const pieces = await wordPieceOf(text).encode(text, null, { addSpecialTokens: false });
  const pairs = await bpe.encode(text, null, { addSpecialTokens: false });
  recorded.push(JSON.stringify({ text, wordpiece: pieces.getTokens(), bpe: pairs.getTokens().map(named) }));
}
writeFileSync(new URL("pieces.txt", here), recorded.join("\n") + "\n");
console.log(recorded.length, "texts");
