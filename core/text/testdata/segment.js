// Reads a list of texts as JSON from standard input and writes, for each, its grapheme clusters and its words by
// Unicode's own segmenter (ICU) and the categories of regular expressions; null where they follow a later Unicode.
const word = /^[\p{L}\p{M}\p{Nd}]/u;
const space = /^\p{White_Space}/u;
const segmenter = new Intl.Segmenter("und", { granularity: "grapheme" });

// What changed after 15.0: letters joined by a virama are one cluster (15.1, rule GB9c), U+11A3A no longer prepends, and
// pictographs that are no emoji no longer join after U+200D.
const virama =
  "[\u{94d}\u{9cd}\u{acd}\u{b4d}\u{c4d}\u{d4d}\u{1039}\u{17d2}\u{1a60}\u{1b44}\u{1bab}\u{a9c0}\u{aaf6}" +
  "\u{10a3f}\u{11133}\u{1193e}\u{11a47}\u{11a99}\u{11f42}]";
const later = [
  new RegExp(virama + "[\\p{M}\u200d]*(?![a-z])\\p{L}", "u"),
  /\u{11a3a}/u,
  /\u200d(?!\p{Emoji})[\u2388\u2600-\u27bf\u{1f000}-\u{1faff}]/u,
];

function cut(text) {
  if (later.some((rule) => rule.test(text))) return null;
  const chars = Array.from(segmenter.segment(text), (s) => s.segment);
  const words = [];
  let run = "";
  const flush = () => {
    if (run !== "") words.push(run);
    run = "";
  };
  for (const c of chars) {
    if (word.test(c)) {
      run += c;
      continue;
    }
    flush();
    if (!space.test(c)) words.push(c);
  }
  flush();
  return { chars, words };
}

const texts = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(texts.map(cut)));
