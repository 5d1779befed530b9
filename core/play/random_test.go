package play

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"qkvlab/core/attn"
	"qkvlab/core/mat"
)

// randomDocument draws a document that uses any of the keys, small enough to check every cell of it.
func randomDocument(t testing.TB, rng *rand.Rand) *Document {
	t.Helper()
	d, p := Decode(randomText(rng))
	if p != nil {
		t.Fatalf("a random document has a problem: %v", p)
	}
	if n := rng.IntN(6); n > 0 {
		for range n {
			d = withRandomCell(t, d, rng)
		}
	}
	return d
}

func pick(rng *rand.Rand, choices ...string) string { return choices[rng.IntN(len(choices))] }

func randomText(rng *rand.Rand) string {
	var pairs []string
	add := func(key, value string) {
		if value != "" {
			pairs = append(pairs, key+"="+Escape(value))
		}
	}
	g := 1 + rng.IntN(3)
	h := g * (1 + rng.IntN(3))
	dh := 1 + rng.IntN(5)
	pos := pick(rng, "", "", "sinusoidal", "rope", "alibi")
	if pos == "rope" {
		dh *= 2
	}
	dim := h * dh
	headDim := ""
	if rng.IntN(3) == 0 {
		dim, headDim = 1+rng.IntN(9), strconv.Itoa(dh)
	}
	words := []string{"저", "나", "고양이", "chat", "gp", "t", "the", "!", "##는"}
	count := 1 + rng.IntN(7)
	tokens := make([]string, count)
	for i := range tokens {
		tokens[i] = words[rng.IntN(len(words))]
	}
	switch rng.IntN(4) {
	case 0:
		add("text", strings.Join(tokens, " "))
	case 1:
		add("x", randomLiteral(rng, count, dim))
		if rng.IntN(2) == 0 {
			add("tokens", JoinTokens(tokens))
		}
	default:
		add("tokens", JoinTokens(tokens))
	}
	add("dim", strconv.Itoa(dim))
	add("heads", strconv.Itoa(h))
	add("kv_heads", strconv.Itoa(g))
	add("head_dim", headDim)
	add("seed", pick(rng, "", "1", "42", "4294967295"))
	add("bias", pick(rng, "", "", "0"))
	add("out_proj", pick(rng, "", "", "0"))
	add("wq", pick(rng, "", "", "zero", "identity", randomLiteral(rng, h*dh, dim)))
	add("wk", pick(rng, "", "", "identity", "tie:v", randomLiteral(rng, g*dh, dim)))
	add("bk", pick(rng, "", "zero", "tie:v"))
	add("bo", pick(rng, "", "zero", randomLiteral(rng, 1, dim)))
	add("scale", pick(rng, "", "", "none", "0.5", "-2"))
	add("softcap", pick(rng, "", "", "3"))
	add("temperature", pick(rng, "", "", "0.5", "4"))
	add("mask", pick(rng, "", "causal", "window:1", "window:3"))
	add("pad", strconv.Itoa(rng.IntN(3)%(count+1)))
	add("softmax", pick(rng, "", "", "", "queries"))
	add("pos", pos)
	rng.Shuffle(len(pairs), func(i, j int) { pairs[i], pairs[j] = pairs[j], pairs[i] })
	return strings.Join(pairs, "&")
}

func randomLiteral(rng *rand.Rand, rows, cols int) string {
	m := mat.New(rows, cols)
	for i := range m.Data {
		m.Data[i] = float32(rng.IntN(4001)-2000) / 500
	}
	return string(appendRows(nil, m))
}

// withRandomCell sets a cell of any step by hand, through the one door.
func withRandomCell(t testing.TB, d *Document, rng *rand.Rand) *Document {
	t.Helper()
	c := d.Config()
	steps := d.stepTable(&c).Steps
	s := steps[rng.IntN(len(steps))]
	if s.Op == attn.OpTie {
		return d
	}
	next, _, p := Apply(d, &Edit{
		Kind: "set_cell", Step: s.ID, Row: rng.IntN(s.Rows), Col: rng.IntN(s.Cols),
		Value: number(float32(rng.IntN(400)-200) / 64),
	})
	if p != nil {
		t.Fatalf("setting a cell of %s: %v", s.ID, p)
	}
	return next
}

// eachDocument runs f on n random documents, each with a seed of its own that a failure names.
func eachDocument(t *testing.T, n int, f func(t *testing.T, d *Document, rng *rand.Rand)) {
	if testing.Short() {
		n = min(n, 20)
	}
	for seed := range n {
		rng := rand.New(rand.NewPCG(uint64(seed), 7))
		d := randomDocument(t, rng)
		f(t, d, rng)
		if t.Failed() {
			t.Fatalf("seed %d, document %s", seed, d)
		}
	}
}
