package text

import (
	"iter"
	"slices"
	"strings"
	"sync/atomic"
	"unicode/utf8"
)

// wordPieceTokens cuts each word, its A to Z made small, into the longest learned pieces from the left, as BERT does. A
// piece that goes on with a word carries ##. Every cluster alone is a piece, so that nothing is unknown.
func wordPieceTokens(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for word := range words(s) {
			prefix := ""
			for word = small(word); word != ""; prefix = "##" {
				n := longest(prefix, word)
				if !yield(prefix + word[:n]) {
					return
				}
				word = word[n:]
			}
		}
	}
}

// small returns s with the letters A to Z made small.
func small(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// longest returns how many bytes of word its longest piece takes.
func longest(prefix, word string) int {
	best, end := 0, 0
	for c := range clusters(word) {
		end += len(c)
		found, more := lookUp(prefix + word[:end])
		if best == 0 || found {
			best = end
		}
		if !more {
			break
		}
	}
	return best
}

// lookUp reports whether s is a line of wordPieces, and whether longer lines begin with it.
func lookUp(s string) (found, more bool) {
	lo, hi := 0, len(wordPieces) // both are beginnings of lines
	for lo < hi {
		begin := lo + strings.LastIndexByte(wordPieces[lo:(lo+hi)/2], '\n') + 1
		line, _, _ := strings.Cut(wordPieces[begin:], "\n")
		if line <= s {
			found = line == s
			lo = begin + len(line) + 1
		} else {
			hi = begin
		}
	}
	return found, strings.HasPrefix(wordPieces[lo:], s)
}

// longestChunk is after how many bytes a run that never ends is cut.
const longestChunk = 512

// bytePairTokens cuts s into chunks and merges the bytes of each, the pair that was learned first before all others, as
// GPT-2 does. A chunk is a run of letters and digits, or of what is neither, with one space before it; or white space.
func bytePairTokens(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for chunk := range chunks(s) {
			for _, piece := range mergeBytes(chunk) {
				if !yield(pieceText(piece)) {
					return
				}
			}
		}
	}
}

// kind is what a cluster counts as.
type kind uint8

const (
	space kind = iota
	word
	other
)

func kindOf(cluster string) kind {
	switch r, _ := utf8.DecodeRuneInString(cluster); {
	case isSpace(r):
		return space
	case isWord(r):
		return word
	}
	return other
}

func chunks(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		begin, end := 0, 0 // s[begin:end] is the chunk so far
		before := space
		for c := range clusters(s) {
			k := kindOf(c)
			cut := end // where the chunk before this cluster ends
			if before == space && k != space && end > begin && s[end-1] == ' ' {
				cut = end - 1 // its last space goes with what follows
			} else if before == k && end-begin < longestChunk {
				cut = begin
			}
			if cut > begin {
				if !yield(s[begin:cut]) {
					return
				}
				begin = cut
			}
			end += len(c)
			before = k
		}
		if begin < end {
			yield(s[begin:end])
		}
	}
}

// mergeBytes returns the pieces of a chunk.
func mergeBytes(chunk string) []string {
	ranks := byteRanks()
	pieces := make([]string, len(chunk))
	rank := make([]int, len(chunk)) // of each piece and the one after it
	learned := func(i int) {
		rank[i] = len(ranks)
		if i+1 < len(pieces) {
			if r, ok := ranks[pair{pieces[i], pieces[i+1]}]; ok {
				rank[i] = r
			}
		}
	}
	for i := range pieces {
		pieces[i] = chunk[i : i+1]
	}
	for i := range pieces {
		learned(i)
	}
	for {
		first := 0
		for i, r := range rank {
			if r < rank[first] {
				first = i
			}
		}
		if rank[first] == len(ranks) {
			return pieces
		}
		pieces[first] += pieces[first+1]
		pieces, rank = slices.Delete(pieces, first+1, first+2), slices.Delete(rank, first+1, first+2)
		learned(first)
		if first > 0 {
			learned(first - 1)
		}
	}
}

// pair is two pieces, side by side.
type pair struct{ left, right string }

// readRanks is read from bytePairs when a sentence first needs it.
var readRanks atomic.Pointer[map[pair]int]

// byteRanks returns when each pair was learned, from 0.
func byteRanks() map[pair]int {
	if known := readRanks.Load(); known != nil {
		return *known
	}
	ranks := make(map[pair]int)
	for rest := bytePairs; rest != ""; {
		middle, end := 2+int(rest[0]), 2+int(rest[0])+int(rest[1])
		ranks[pair{rest[2:middle], rest[middle:end]}] = len(ranks)
		rest = rest[end:]
	}
	readRanks.Store(&ranks)
	return ranks
}

// pieceText writes whole characters as themselves, and the bytes of others, and of control characters, as <0xC3>.
func pieceText(piece string) string {
	var b strings.Builder
	for piece != "" {
		r, n := utf8.DecodeRuneInString(piece)
		if r >= 0x20 && r != 0x7F && !(r == utf8.RuneError && n == 1) {
			b.WriteString(piece[:n])
		} else {
			b.WriteString(byteText(piece[:1]))
			n = 1
		}
		piece = piece[n:]
	}
	return b.String()
}
