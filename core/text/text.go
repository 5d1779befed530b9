// Package text cuts text into tokens. A token is a piece of text and nothing else: its vector is drawn from that text.
//
// The tokenizers are
//
//	words  grapheme clusters, each a letter or digit by its first code point (categories L, M, Nd), runs of which make
//	       a token; white space separates; any other cluster stands alone
//	chars  every grapheme cluster, white space included
//	bytes  the bytes of the UTF-8: printable ASCII (0x20 to 0x7E) as itself, any other as <0xC3>
//	wordpiece  words, A to Z made small, cut into the longest learned pieces from the left; those that go on with a
//	       word carry ##. A cluster alone is always a piece
//	bpe    bytes, merged as they were learned, within runs of letters and digits, or of other signs, each with the space
//	       before it; whole characters as themselves, parts of one as <0xC3>
//
// What was learned stands in pieces.gen.go: small vocabularies of our own, of Korean and English, frozen as well.
//
// Links are promised to show the same numbers for good, so nothing here follows Unicode's later versions: clusters are
// those of UAX 29 in Unicode 15.0 (which knows no GB9c: a Devanagari conjunct is two clusters), categories those of
// tables.gen.go. Text is not normalised: 한 and its three jamo are different tokens, as their bytes differ.
package text

import (
	"iter"
	"slices"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

var tokenizers = [...]struct {
	name   string
	tokens func(s string) iter.Seq[string]
}{
	{"words", words},
	{"chars", clusters},
	{"bytes", byteTokens},
	{"wordpiece", wordPieceTokens},
	{"bpe", bytePairTokens},
}

// Names returns the names of the tokenizers, the default first.
func Names() []string {
	names := make([]string, len(tokenizers))
	for i, t := range tokenizers {
		names[i] = t.name
	}
	return names
}

// Tokenize returns the tokens of s by the tokenizer called name, and whether there is such a tokenizer. It stops at the
// first token beyond limit: limit+1 tokens mean that s has more than limit.
//
// Special cases are:
//
//	an empty s, and for words one of white space alone, has no tokens
//	s should be valid UTF-8; any other byte is a cluster that is no letter, and is kept as it is
func Tokenize(name, s string, limit int) (tokens []string, ok bool) {
	for _, t := range tokenizers {
		if t.name != name {
			continue
		}
		for token := range t.tokens(s) {
			if tokens = append(tokens, token); len(tokens) > limit {
				break
			}
		}
		return tokens, true
	}
	return nil, false
}

func words(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		start, end := 0, 0 // s[start:end] is the run of letters and digits before the cluster
		for c := range clusters(s) {
			first, _ := utf8.DecodeRuneInString(c)
			if isWord(first) {
				end += len(c)
				continue
			}
			if start < end && !yield(s[start:end]) {
				return
			}
			if !isSpace(first) && !yield(c) {
				return
			}
			end += len(c)
			start = end
		}
		if start < end {
			yield(s[start:end])
		}
	}
}

func clusters(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		state := -1
		for s != "" {
			var c string
			if n := plain(s); n > 0 {
				c, s, state = s[:n], s[n:], -1
			} else {
				c, s, _, state = uniseg.FirstGraphemeClusterInString(s, state)
			}
			if !yield(c) {
				return
			}
		}
	}
}

// plain returns the length of the first cluster of s where that is seen from its first two characters: printable ASCII or a
// Hangul syllable before one of them, or before nothing, stands alone (UAX 29, GB6 to GB999). 0: it is not seen so easily.
func plain(s string) int {
	n := sole(s)
	if n == 0 || n < len(s) && sole(s[n:]) == 0 {
		return 0
	}
	return n
}

// sole returns the length of the character that s begins with, if it is printable ASCII or a Hangul syllable.
func sole(s string) int {
	if ' ' <= s[0] && s[0] <= '~' {
		return 1
	}
	if r, n := utf8.DecodeRuneInString(s); '가' <= r && r <= '힣' {
		return n
	}
	return 0
}

func byteTokens(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := range len(s) {
			token := s[i : i+1]
			if c := s[i]; c < 0x20 || c > 0x7E {
				token = byteText(token)
			}
			if !yield(token) {
				return
			}
		}
	}
}

// byteText writes a byte as <0xC3>.
func byteText(b string) string {
	const hex = "0123456789ABCDEF"
	return "<0x" + hex[b[0]>>4:b[0]>>4+1] + hex[b[0]&15:b[0]&15+1] + ">"
}

// isWord: of category L, M or Nd in Unicode 15.0.
func isWord(r rune) bool {
	if r < utf8.RuneSelf { // most of what is asked
		return '0' <= r && r <= '9' || 'A' <= r&^0x20 && r&^0x20 <= 'Z'
	}
	i, found := slices.BinarySearch(wordEdges, r)
	return found == (i%2 == 0)
}

// isSpace: the property White_Space, the same in all versions of Unicode since 6.3.
func isSpace(r rune) bool {
	switch r {
	case ' ', 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000:
		return true
	}
	return '\t' <= r && r <= '\r' || 0x2000 <= r && r <= 0x200A
}
