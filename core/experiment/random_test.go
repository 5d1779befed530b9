package experiment

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"qkvlab/core/mat"
	"qkvlab/core/play"
)

// pairs is a document under construction, by key.
type pairs map[string]string

// with returns the document with some values replaced; an empty one takes the key away.
func (p pairs) with(keyValues ...string) pairs {
	next := pairs{}
	for k, v := range p {
		next[k] = v
	}
	for i := 0; i < len(keyValues); i += 2 {
		next[keyValues[i]] = keyValues[i+1]
	}
	return next
}

func (p pairs) String() string {
	var list []string
	for k, v := range p {
		if v != "" {
			list = append(list, k+"="+play.Escape(v))
		}
	}
	slices.Sort(list)
	return strings.Join(list, "&")
}

func pick(rng *rand.Rand, choices ...string) string { return choices[rng.IntN(len(choices))] }

func literal(m mat.Mat) string {
	rows := make([]string, m.Rows)
	for r := range rows {
		cells := make([]string, m.Cols)
		for c, v := range m.Row(r) {
			cells[c] = mat.Shortest(v)
		}
		rows[r] = strings.Join(cells, ",")
	}
	return strings.Join(rows, ";")
}

func numbers(rng *rand.Rand, rows, cols int) string {
	m := mat.New(rows, cols)
	for i := range m.Data {
		m.Data[i] = float32(rng.IntN(4001)-2000) / 500
	}
	return literal(m)
}

func whole(n int) string { return strconv.Itoa(n) }

// sample is a random document and its sizes, any option set in any way: each experiment takes back what its sentence
// excludes.
type sample struct {
	pairs
	rng                *rand.Rand
	t, heads, width, d int
}

var vocabulary = []string{"저", "나", "고양이", "chat", "gp", "t", "the", "!", "##는", "dog"}

func newSample(rng *rand.Rand) sample {
	s := sample{rng: rng, t: 2 + rng.IntN(6), heads: 1 + rng.IntN(4), width: 2 * (1 + rng.IntN(3))}
	s.d = s.heads * s.width
	tokens := slices.Clone(vocabulary)
	rng.Shuffle(len(tokens), func(i, j int) { tokens[i], tokens[j] = tokens[j], tokens[i] })
	s.pairs = pairs{
		"tokens": strings.Join(tokens[:s.t], "|"), "dim": whole(s.d), "heads": whole(s.heads),
		"seed": whole(rng.IntN(1000)), "scale": pick(rng, "", "none", "0.5"), "temperature": pick(rng, "", "0.5", "3"),
		"softcap": pick(rng, "", "", "4"), "mask": pick(rng, "", "", "causal", "window:2"),
		"pos": pick(rng, "", "", "rope", "alibi", "sinusoidal"), "out_proj": pick(rng, "", "0"), "bias": pick(rng, "", "0"),
	}
	return s
}

func (s *sample) place() (row, col string) { return whole(s.rng.IntN(s.t)), whole(s.rng.IntN(s.d)) }

// builds makes, of a random document, the pair that an experiment is about. What is taken back here is what the claim's
// sentence excludes.
var builds = map[string]func(t *testing.T, s *sample) (a, b pairs){
	"symmetry": func(_ *testing.T, s *sample) (a, b pairs) {
		return s.pairs, s.with("wk", "tie:q", "bk", "tie:q")
	},
	"one-matrix": func(t *testing.T, s *sample) (a, b pairs) {
		a = s.with("heads", "1", "head_dim", whole(1+s.rng.IntN(s.d)), "bias", "0", "pos", pick(s.rng, "", "sinusoidal", "alibi"))
		r := run(t, a.String())
		return a, a.with("head_dim", "", "wq", literal(mat.Mul(r.Trace.Mat("wk").T(), r.Trace.Mat("wq"))), "wk", "identity")
	},
	"values": func(_ *testing.T, s *sample) (a, b pairs) {
		a = s.with("heads", "1", "out_proj", "0", "wv", "identity", "bv", "zero")
		return a, a.with("wv", "zero")
	},
	"value-cell": func(_ *testing.T, s *sample) (a, b pairs) {
		b = s.pairs
		for range 1 + s.rng.IntN(3) {
			row, col := s.place()
			b = b.with("v."+row+"."+col, whole(s.rng.IntN(9)-4))
		}
		return s.pairs, b
	},
	"head-slice": func(_ *testing.T, s *sample) (a, b pairs) {
		row, col := s.place()
		return s.pairs, s.with("x."+row+"."+col, "5")
	},
	"head-count": func(_ *testing.T, s *sample) (a, b pairs) {
		a = s.with("dim", "8", "pos", pick(s.rng, "", "sinusoidal", "alibi"), "heads", "1")
		return a, a.with("heads", pick(s.rng, "2", "4", "8"))
	},
	"notation": func(t *testing.T, s *sample) (a, b pairs) {
		return s.pairs, s.with("wq", literal(run(t, s.String()).Trace.Mat("wq").T()))
	},
	"same-map": func(_ *testing.T, s *sample) (a, b pairs) {
		row, col := s.place()
		return s.pairs, s.with("x."+row+"."+col, "5")
	},
	"key-bias": func(_ *testing.T, s *sample) (a, b pairs) {
		a = s.with("bias", "", "softcap", "", "pos", pick(s.rng, "", "sinusoidal", "alibi"), "pad", whole(s.rng.IntN(2)), "mask", pick(s.rng, "", "causal"))
		return a, a.with("bk", numbers(s.rng, 1, s.d))
	},
	"key-bias-rope": func(_ *testing.T, s *sample) (a, b pairs) {
		a = s.with("bias", "", "softcap", "", "pos", "rope", "mask", "")
		return a, a.with("bk", numbers(s.rng, 1, s.d))
	},
	"value-bias": func(_ *testing.T, s *sample) (a, b pairs) {
		a = s.with("bias", "")
		return a, a.with("bv", numbers(s.rng, 1, s.d))
	},
	"scale": func(_ *testing.T, s *sample) (a, b pairs) {
		tokens := make([]string, 24)
		for i := range tokens {
			tokens[i] = "word" + whole(i)
		}
		b = pairs{"tokens": strings.Join(tokens, "|"), "dim": pick(s.rng, "8", "32", "128"), "bias": "0", "seed": s.pairs["seed"]}
		return b.with("scale", "none"), b
	},
	"wrong-axis": func(_ *testing.T, s *sample) (a, b pairs) {
		return s.pairs, s.with("softmax", "queries")
	},
	"similar": func(_ *testing.T, s *sample) (a, b pairs) {
		a = s.with("bk", "zero", "wk", numbers(s.rng, s.d, s.d))
		return a, a.with("wk", flipSigns(a["wk"]))
	},
	"order": func(_ *testing.T, s *sample) (a, b pairs) {
		a = s.with("mask", "", "pos", "")
		return a, a.with("tokens", shuffled(s.rng, s.pairs["tokens"]))
	},
	"order-known": func(_ *testing.T, s *sample) (a, b pairs) {
		a = s.with("mask", "", "pos", "sinusoidal")
		tokens := strings.Split(s.pairs["tokens"], "|")
		slices.Reverse(tokens)
		return a, a.with("tokens", strings.Join(tokens, "|"))
	},
	"two-maps": func(t *testing.T, s *sample) (a, b pairs) {
		a = s.with("heads", "1", "bias", "0", "out_proj", "")
		r := run(t, a.String())
		return a, a.with("wv", literal(mat.Mul(r.Trace.Mat("wo"), r.Trace.Mat("wv"))), "wo", "identity")
	},
	"output-map": func(_ *testing.T, s *sample) (a, b pairs) {
		a = s.with("heads", "3", "dim", whole(3*s.width), "out_proj", "")
		return a, a.with("head.1.context."+whole(s.rng.IntN(s.t))+".0", "7")
	},
	"mask-first": func(_ *testing.T, s *sample) (a, b pairs) {
		a = s.with("mask", "causal")
		b = s.with("mask", "")
		for h := range s.heads {
			for q := range s.t {
				for k := q + 1; k < s.t; k++ {
					b = b.with("head."+whole(h)+".attn."+whole(q)+"."+whole(k), "0")
				}
			}
		}
		return a, b
	},
	"causal-padding": func(_ *testing.T, s *sample) (a, b pairs) {
		return s.with("mask", "causal"), s.with("mask", "", "pad", whole(1+s.rng.IntN(s.t-1)))
	},
	"shared-keys": func(_ *testing.T, s *sample) (a, b pairs) {
		a = s.with("heads", "4", "dim", whole(4*s.width))
		return a, a.with("kv_heads", pick(s.rng, "1", "2"))
	},
}

// flipSigns writes a literal with every sign turned.
func flipSigns(m string) string {
	cells := strings.FieldsFunc(m, func(r rune) bool { return r == ',' || r == ';' })
	rows := strings.Count(m, ";") + 1
	for i, c := range cells {
		if bare, ok := strings.CutPrefix(c, "-"); ok {
			cells[i] = bare
		} else {
			cells[i] = "-" + c
		}
	}
	var lines []string
	for line := range slices.Chunk(cells, len(cells)/rows) {
		lines = append(lines, strings.Join(line, ","))
	}
	return strings.Join(lines, ";")
}

func shuffled(rng *rand.Rand, tokens string) string {
	list := strings.Split(tokens, "|")
	rng.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return strings.Join(list, "|")
}

// Every claim holds for random documents that meet its conditions.
func TestClaimsHoldForRandomDocuments(t *testing.T) {
	for _, e := range table {
		t.Run(e.id, func(t *testing.T) {
			build := builds[e.id]
			if build == nil {
				t.Fatal("no random documents")
			}
			for seed := range 60 {
				s := newSample(rand.New(rand.NewPCG(uint64(seed), 11)))
				a, b := build(t, &s)
				if v := judge(t, e.id, a.String(), b.String()); !v.Holds || !v.Comparable {
					t.Errorf("seed %d: %s\nA %s\nB %s", seed, v.Text, a, b)
				}
			}
		})
	}
}
