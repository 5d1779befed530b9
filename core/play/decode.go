package play

import (
	"slices"
	"strconv"
	"strings"
)

// Decode reads a document in any order and spelling that the package comment allows. Of several problems it reports the one
// whose key stands first in the text; v is looked at before every other key.
func Decode(s string) (*Document, *Problem) { return DecodeWith(s, nil) }

// DecodeWith reads a document that may name blobs: those of the host.
func DecodeWith(s string, blobs Blobs) (*Document, *Problem) {
	d, r := decode(s, nil, blobs)
	if p := r.first(); p != nil {
		return nil, p
	}
	return d, nil
}

// DecodeForeign reads a document whose link a platform may have lengthened: unknown keys are left out and named.
func DecodeForeign(s string) (d *Document, foreign []string, p *Problem) {
	d, r := decode(s, &foreign, nil)
	if p = r.first(); p != nil {
		return nil, nil, p
	}
	return d, foreign, nil
}

// report collects problems, and knows where each key stands.
type report struct {
	found []*Problem
	place map[string]int // by key: its place among the pairs
}

func (r *report) add(p *Problem) {
	if p != nil {
		r.found = append(r.found, p)
	}
}

// first returns the problem whose field stands first; fields that were not written come after those that were.
func (r *report) first() *Problem {
	if len(r.found) == 0 {
		return nil
	}
	at := func(p *Problem) int {
		if i, ok := r.place[p.Field]; ok {
			return i
		}
		return len(r.place)
	}
	return slices.MinFunc(r.found, func(a, b *Problem) int { return at(a) - at(b) })
}

// has reports whether a problem was found with one of these fields.
func (r *report) has(fields ...string) bool {
	return slices.ContainsFunc(r.found, func(p *Problem) bool { return slices.Contains(fields, p.Field) })
}

func decode(s string, foreign *[]string, blobs Blobs) (*Document, *report) {
	d, r := newDocument(), &report{place: map[string]int{}}
	d.blobs = blobs
	if len(s) > maxRawBytes {
		r.add(problem(TooLong, "", strconv.Itoa(len(s)), strconv.Itoa(MaxBytes)))
		return nil, r
	}
	pairs := readPairs(s, r)
	if i := slices.IndexFunc(pairs, func(p pair) bool { return p.key == "v" }); i >= 0 {
		if p := newer(pairs[i].value); p != nil {
			r.found = []*Problem{p}
			return nil, r
		}
	}
	seen := map[string]bool{}
	for _, p := range pairs {
		if seen[p.key] {
			r.add(problem(RepeatedKey, p.key, p.key))
			continue
		}
		seen[p.key] = true
		read(d, p, r, foreign)
	}
	conflicts(seen, r)
	if !seen["text"] && !seen["tokens"] && !seen["x"] {
		d.Tokens = articleTokens
	}
	check(d, r)
	if len(r.found) == 0 {
		normalise(d)
		if n := len(d.String()); n > MaxBytes {
			r.add(problem(TooLong, "", strconv.Itoa(n), strconv.Itoa(MaxBytes)))
		}
	}
	return d, r
}

// readPairs splits and unescapes the text, and notes each key's place.
func readPairs(s string, r *report) []pair {
	s = strings.TrimSuffix(strings.TrimSuffix(s, "\n"), "\r")
	if s != "" && (s[0] == '#' || s[0] == '?') {
		s = s[1:]
	}
	var pairs []pair
	splitPairs(s, func(rawKey, rawValue string, found bool) {
		key, keyOK := Unescape(rawKey)
		value, valueOK := Unescape(rawValue)
		if !keyOK {
			key = string([]rune(rawKey)) // what is not UTF-8 becomes �
		}
		if _, ok := r.place[key]; !ok {
			r.place[key] = len(r.place)
		}
		switch {
		case !keyOK || !valueOK:
			r.add(problem(BadEscape, key, key))
		case !found:
			r.add(problem(NoEquals, key, key))
		default:
			pairs = append(pairs, pair{key, value})
		}
	})
	return pairs
}

// newer returns the problem of a v that this code does not know.
func newer(value string) *Problem {
	p := readVersion(nil, value)
	if p != nil && p.Code == OutOfRange && strings.Trim(value, "0") != "" {
		return problem(NewerVersion, "v", p.Args[0], strconv.Itoa(Version))
	}
	return p
}

// read puts one pair into the document.
func read(d *Document, p pair, r *report, foreign *[]string) {
	if k, ok := findKey(p.key); ok {
		r.add(k.read(d, p.value))
		return
	}
	switch {
	case isUIKey(p.key):
		d.UI = append(d.UI, UI{p.key, p.value})
	case looksLikeCell(p.key):
		c, problem := readCell(p.key, p.value)
		r.add(problem)
		if problem == nil {
			d.Cells = append(d.Cells, c)
		}
	case foreign != nil:
		*foreign = append(*foreign, p.key)
	default:
		r.add(problem(UnknownKey, p.key, p.key, nearestKey(p.key)))
	}
}

func isUIKey(key string) bool {
	name, ok := strings.CutPrefix(key, "ui.")
	return ok && name != "" && strings.IndexFunc(name, func(c rune) bool {
		return !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_')
	}) < 0
}

// looksLikeCell reports whether a key is meant as STEP.R.C: two dots, and a step's first word before them.
func looksLikeCell(key string) bool {
	first, rest, ok := strings.Cut(key, ".")
	return ok && strings.Contains(rest, ".") && slices.Contains(stepWords, first)
}

var stepWords = []string{
	"emb", "lookup", "pos", "x", "wq", "bq", "q", "wk", "bk", "k", "wv", "bv", "v", "head", "concat", "wo", "bo", "out",
}

func readCell(key, value string) (Cell, *Problem) {
	left, col, _ := cutLast(key)
	step, row, ok := cutLast(left)
	r, okR := parseIndex(row)
	c, okC := parseIndex(col)
	if !ok || !okR || !okC {
		return Cell{}, problem(BadCell, key, key)
	}
	v, p := parseNumber(value, key)
	return Cell{step, r, c, v}, p
}

func cutLast(s string) (before, after string, ok bool) {
	i := strings.LastIndexByte(s, '.')
	if i < 0 {
		return "", s, false
	}
	return s[:i], s[i+1:], true
}

// conflicts: a sentence excludes tokens and x. The later of the two is at fault.
func conflicts(seen map[string]bool, r *report) {
	for _, other := range []string{"tokens", "x"} {
		if seen["text"] && seen[other] {
			first, second := "text", other
			if r.place[first] > r.place[second] {
				first, second = second, first
			}
			r.add(problem(Conflict, second, first, second))
		}
	}
}

// nearestKey returns the known key that differs from name by at most two letters, or "".
func nearestKey(name string) string {
	best, distance := "", 3
	for _, k := range Keys() {
		if n := editDistance(name, k); n < distance && n < len(k) {
			best, distance = k, n
		}
	}
	return best
}

// editDistance is Levenshtein's, over bytes.
func editDistance(a, b string) int {
	if len(a) > 32 {
		return len(a)
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost = 1 + min(diagonal, row[j], row[j+1])
			}
			diagonal, row[j+1] = row[j+1], cost
		}
	}
	return row[len(b)]
}
