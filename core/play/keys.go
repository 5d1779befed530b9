package play

import (
	"slices"
	"strconv"
	"strings"

	"qkvlab/core/mat"
	"qkvlab/core/text"
)

// key is one row of the table of keys: how its value is read into a document and written back. Where what is written is
// the standard value, the canonical form leaves the key out. The order of the table is the order of the canonical form.
type key struct {
	name     string
	standard string // the default as it is written; "" where it follows from other keys
	read     func(d *Document, value string) *Problem
	write    func(d *Document) string
	reset    func(d *Document) // back to the default, where that is not reading the standard value
	shapes   bool              // changing it may change the step table, so that other things no longer fit
}

// The sources of the parameters, in the order of the table of keys.
var (
	matrixSources = []string{"wq", "wk", "wv", "wo", "emb"}
	biasSources   = []string{"bq", "bk", "bv", "bo"}
)

var keys = slices.Concat([]key{
	{name: "v", standard: "1", read: readVersion, write: func(*Document) string { return "1" }},
	{name: "text", read: readText, write: func(d *Document) string { return d.Text }, reset: resetInput},
	{name: "tokenizer", standard: "words", read: readTokenizer, write: func(d *Document) string { return d.Tokenizer }, shapes: true},
	{name: "tokens", read: readTokens, write: writeTokens, reset: resetInput},
	{name: "x", read: readX, write: func(d *Document) string { return d.literal(d.X) }, reset: resetInput},
	wholeKey("dim", "", func(d *Document) *int { return &d.Dim }, 1, MaxWidth),
	wholeKey("heads", "", func(d *Document) *int { return &d.Heads }, 1, MaxHeads),
	wholeKey("kv_heads", "", func(d *Document) *int { return &d.KVHeads }, 1, MaxHeads),
	wholeKey("head_dim", "", func(d *Document) *int { return &d.HeadDim }, 1, MaxWidth),
	{name: "seed", standard: "0", read: readSeed, write: func(d *Document) string { return strconv.FormatUint(uint64(d.Seed), 10) }},
	flagKey("bias", func(d *Document) *bool { return &d.Bias }),
	flagKey("out_proj", func(d *Document) *bool { return &d.OutProj }),
}, sourceKeys(matrixSources), sourceKeys(biasSources), []key{
	{name: "scale", standard: "sqrt", read: readScale, write: writeScale, shapes: true},
	{name: "softcap", standard: "off", read: readSoftcap, write: writeSoftcap, shapes: true},
	{name: "temperature", standard: "1", read: readTemperature, write: func(d *Document) string { return number(d.Temperature) }, shapes: true},
	{name: "mask", standard: "none", read: readMask, write: writeMask, shapes: true},
	wholeKey("pad", "0", func(d *Document) *int { return &d.Pad }, 0, MaxTokens),
	{name: "softmax", standard: "keys", read: readSoftmax, write: writeSoftmax},
	{name: "pos", standard: "none", read: readPos, write: func(d *Document) string { return posNames[d.Pos] }, shapes: true},
})

// findKey returns the row of a key.
func findKey(name string) (*key, bool) {
	i := slices.IndexFunc(keys, func(k key) bool { return k.name == name })
	if i < 0 {
		return nil, false
	}
	return &keys[i], true
}

// Keys returns the names of all keys, in canonical order; cells and ui.* come after them.
func Keys() []string {
	names := make([]string, len(keys))
	for i, k := range keys {
		names[i] = k.name
	}
	return names
}

// choice returns the place of value among names.
func choice(value, field string, names []string) (int, *Problem) {
	if i := slices.Index(names, value); i >= 0 {
		return i, nil
	}
	return 0, problem(BadChoice, field, value, strings.Join(names, ", "))
}

// wholeKey is a key with a whole number. Where its default follows from other keys, 0 in the document stands for that.
func wholeKey(name, standard string, at func(*Document) *int, lo, hi int) key {
	k := key{name: name, standard: standard, shapes: true}
	k.read = func(d *Document, value string) (p *Problem) {
		*at(d), p = parseWhole(value, name, lo, hi)
		return p
	}
	k.write = func(d *Document) string {
		if *at(d) == 0 {
			return standard
		}
		return strconv.Itoa(*at(d))
	}
	k.reset = func(d *Document) { *at(d) = 0 }
	return k
}

// flagKey is a key that is 1 by default.
func flagKey(name string, at func(*Document) *bool) key {
	k := key{name: name, standard: "1", shapes: true}
	k.read = func(d *Document, value string) *Problem {
		i, p := choice(value, name, []string{"0", "1"})
		*at(d) = i == 1
		return p
	}
	k.write = func(d *Document) string {
		if *at(d) {
			return "1"
		}
		return "0"
	}
	return k
}

func readVersion(_ *Document, value string) *Problem {
	_, p := parseWhole(value, "v", 1, Version)
	return p
}

func readText(d *Document, value string) *Problem {
	if value == "" {
		return problem(NoTokens, "text")
	}
	d.Text = value
	return nil
}

func readTokenizer(d *Document, value string) *Problem {
	names := text.Names()
	i, p := choice(value, "tokenizer", names)
	d.Tokenizer = names[i]
	return p
}

func readX(d *Document, value string) (p *Problem) {
	if name, ok := strings.CutPrefix(value, blobPrefix); ok {
		d.X, p = d.blob(name, "x")
		return p
	}
	d.X, p = parseRows(value, "x")
	return p
}

func readSeed(d *Document, value string) *Problem {
	seed, p := parseWhole(value, "seed", 0, 1<<32-1)
	d.Seed = uint32(seed)
	return p
}

// resetInput brings back the article's sentence.
func resetInput(d *Document) { d.Text, d.X, d.Tokens = "", mat.Mat{}, articleTokens }
