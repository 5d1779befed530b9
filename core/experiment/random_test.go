package experiment

import (
	"math/rand/v2"
	"os"
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

// sample is a random document and its sizes, any option set in any way, one token and heads of one dimension among them:
// each experiment takes back what its sentence excludes.
type sample struct {
	pairs
	rng                        *rand.Rand
	t, heads, groups, width, d int
	names                      []string
}

var vocabulary = []string{"저", "나", "고양이", "chat", "gp", "t", "the", "!", "##는", "dog"}

func newSample(rng *rand.Rand) sample {
	s := sample{rng: rng, t: 1 + rng.IntN(8), heads: 1 + rng.IntN(4), width: 1 + rng.IntN(6)}
	s.d, s.groups = s.heads*s.width, s.heads
	s.names = slices.Clone(vocabulary)
	if rng.IntN(10) == 0 {
		s.t = 40
		for i := range s.t {
			s.names = append(s.names, "word"+whole(i))
		}
	}
	rng.Shuffle(len(s.names), func(i, j int) { s.names[i], s.names[j] = s.names[j], s.names[i] })
	s.pairs = pairs{
		"dim": whole(s.d), "heads": whole(s.heads),
		"seed": whole(rng.IntN(1000)), "scale": pick(rng, "", "none", "0.5", "-2"), "temperature": pick(rng, "", "0.5", "3", "0.1", "50"),
		"softcap": pick(rng, "", "", "4"), "mask": pick(rng, "", "", "causal", "window:2"),
		"pos": pick(rng, "", "", "alibi", "sinusoidal"), "out_proj": pick(rng, "", "0"), "bias": pick(rng, "", "0"),
	}
	if s.width%2 == 0 && rng.IntN(4) == 0 {
		s.pairs["pos"] = "rope"
	}
	if s.heads%2 == 0 && rng.IntN(3) == 0 {
		s.groups = s.heads / 2
		s.pairs["kv_heads"] = whole(s.groups)
	}
	switch rng.IntN(12) { // parameters and vectors that PyTorch would not draw
	case 0:
		s.pairs["wq"] = numbers(rng, s.d, s.d)
	case 1:
		s.pairs["wv"] = numbers(rng, s.groups*s.width, s.d)
	case 2:
		s.pairs["emb"] = numbers(rng, s.t, s.d)
	}
	s.atLeast(1)
	return s
}

// atLeast makes a document one of so many tokens or more.
func (s *sample) atLeast(t int) {
	s.t = max(s.t, t)
	s.pairs["tokens"] = strings.Join(s.names[:s.t], "|")
	if s.pairs["emb"] != "" {
		s.pairs["emb"] = numbers(s.rng, s.t, s.d)
	}
}

func (s *sample) place() (row, col string) { return whole(s.rng.IntN(s.t)), whole(s.rng.IntN(s.d)) }

// plain takes back what gives queries, keys and values other shapes: as many of each as of the others, drawn.
func (s *sample) plain() {
	delete(s.pairs, "kv_heads")
	delete(s.pairs, "wq")
	delete(s.pairs, "wv")
	s.groups = s.heads
}

// builds makes, of a random document, the pair that an experiment is about. What is taken back here is what the claim's
// sentence excludes.
var builds = map[string]func(t *testing.T, s *sample) (a, b pairs){
	"symmetry": func(_ *testing.T, s *sample) (a, b pairs) {
		s.plain()
		return s.pairs, s.with("wk", "tie:q", "bk", "tie:q")
	},
	"one-matrix": func(t *testing.T, s *sample) (a, b pairs) {
		s.plain()
		a = s.with("heads", "1", "head_dim", whole(1+s.rng.IntN(s.d)), "bias", "0", "pos", pick(s.rng, "", "sinusoidal", "alibi"))
		r := run(t, a.String())
		return a, a.with("head_dim", "", "wq", literal(mat.Mul(r.Trace.Mat("wk").T(), r.Trace.Mat("wq"))), "wk", "identity")
	},
	"values": func(_ *testing.T, s *sample) (a, b pairs) {
		s.plain()
		a = s.with("heads", "1", "out_proj", "0", "wv", "identity", "bv", "zero", "pos", pick(s.rng, "", "sinusoidal", "alibi"))
		return a, a.with("wv", "zero")
	},
	"value-cell": func(_ *testing.T, s *sample) (a, b pairs) {
		b = s.pairs
		for range 1 + s.rng.IntN(3) {
			row, _ := s.place()
			b = b.with("v."+row+"."+whole(s.rng.IntN(s.groups*s.width)), whole(s.rng.IntN(9)-4))
		}
		return s.pairs, b
	},
	"head-slice": func(_ *testing.T, s *sample) (a, b pairs) {
		row, col := s.place()
		return s.pairs, s.with("x."+row+"."+col, "5")
	},
	"head-count": func(_ *testing.T, s *sample) (a, b pairs) {
		s.plain()
		delete(s.pairs, "emb")
		a = s.with("dim", "8", "pos", pick(s.rng, "", "sinusoidal", "alibi"), "heads", "1")
		return a, a.with("heads", pick(s.rng, "2", "4", "8"))
	},
	"notation": func(t *testing.T, s *sample) (a, b pairs) {
		if s.d == 1 { // every matrix of one number is symmetric
			s.plain()
			delete(s.pairs, "emb")
			s.d, s.width = 2, 2
			s.pairs = s.with("dim", "2", "heads", "1")
		}
		return s.pairs, s.with("wq", literal(run(t, s.String()).Trace.Mat("wq").T()))
	},
	"same-map": func(_ *testing.T, s *sample) (a, b pairs) {
		row, col := s.place()
		return s.pairs, s.with("x."+row+"."+col, "5")
	},
	"key-bias": func(_ *testing.T, s *sample) (a, b pairs) {
		a = s.with("bias", "", "softcap", "", "scale", pick(s.rng, "", "none", "0.5"), "pos", pick(s.rng, "", "sinusoidal", "alibi"), "pad", whole(s.rng.IntN(2)%s.t), "mask", pick(s.rng, "", "causal"))
		return a, a.with("bk", numbers(s.rng, 1, s.groups*s.width))
	},
	"key-bias-rope": func(_ *testing.T, s *sample) (a, b pairs) {
		s.atLeast(2)
		s.drawn()
		a = s.with("bias", "", "softcap", "", "pos", "rope", "mask", "")
		return a, a.with("bk", numbers(s.rng, 1, s.d))
	},
	"value-bias": func(_ *testing.T, s *sample) (a, b pairs) {
		a = s.with("bias", "")
		return a, a.with("bv", numbers(s.rng, 1, s.groups*s.width))
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
		s.atLeast(2)
		s.drawn()
		a = s.with("mask", pick(s.rng, "", "causal"))
		return a, a.with("softmax", "queries")
	},
	"similar": func(_ *testing.T, s *sample) (a, b pairs) {
		a = s.with("bk", "zero", "wk", numbers(s.rng, s.groups*s.width, s.d))
		return a, a.with("wk", flipSigns(a["wk"]))
	},
	"order": func(_ *testing.T, s *sample) (a, b pairs) {
		delete(s.pairs, "emb") // its rows would be those of other words
		a = s.with("mask", "", "pos", "")
		return a, a.with("tokens", shuffled(s.rng, s.pairs["tokens"]))
	},
	"order-known": func(_ *testing.T, s *sample) (a, b pairs) {
		s.atLeast(2)
		s.drawn()
		a = s.with("mask", "", "pos", "sinusoidal")
		tokens := strings.Split(s.pairs["tokens"], "|")
		slices.Reverse(tokens)
		return a, a.with("tokens", strings.Join(tokens, "|"))
	},
	"two-maps": func(t *testing.T, s *sample) (a, b pairs) {
		s.plain()
		a = s.with("heads", "1", "bias", "0", "out_proj", "", "pos", pick(s.rng, "", "sinusoidal", "alibi"))
		r := run(t, a.String())
		return a, a.with("wv", literal(mat.Mul(r.Trace.Mat("wo"), r.Trace.Mat("wv"))), "wo", "identity")
	},
	"output-map": func(_ *testing.T, s *sample) (a, b pairs) {
		s.plain()
		delete(s.pairs, "emb")
		a = s.with("heads", "3", "dim", whole(3*s.width), "out_proj", "")
		return a, a.with("head.1.context."+whole(s.rng.IntN(s.t))+".0", "7")
	},
	"mask-first": func(_ *testing.T, s *sample) (a, b pairs) {
		s.t = min(s.t, 8) // each share that is cut off is a pair of the document
		s.atLeast(2)
		s.drawn()
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
		s.atLeast(2)
		return s.with("mask", "causal"), s.with("mask", "", "pad", whole(1+s.rng.IntN(s.t-1)))
	},
	"shared-keys": func(_ *testing.T, s *sample) (a, b pairs) {
		s.plain()
		delete(s.pairs, "emb")
		a = s.with("heads", "4", "dim", whole(4*s.width))
		return a, a.with("kv_heads", pick(s.rng, "1", "2"))
	},
}

// drawn takes back what may flatten attention, or sharpen it, beyond what float32 can tell: the parameters and vectors are
// PyTorch's, four dimensions to a head, the scale as usual.
func (s *sample) drawn() {
	s.plain()
	delete(s.pairs, "emb")
	s.width, s.d = 4, 4*s.heads
	s.pairs = s.with("dim", whole(s.d), "scale", "", "temperature", "")
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

// seeds are those of the documents a claim is tried on: QKV_SEEDS=10000 for a long look, QKV_FIRST=5000000 for one at
// documents that nobody has seen.
func seeds(t *testing.T) (first, end int) {
	number := func(name string, otherwise int) int {
		text := os.Getenv(name)
		if text == "" {
			return otherwise
		}
		n, err := strconv.Atoi(text)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	first = number("QKV_FIRST", 0)
	return first, first + number("QKV_SEEDS", 100)
}

// Every claim holds for random documents that meet its conditions.
func TestClaimsHoldForRandomDocuments(t *testing.T) {
	for _, e := range table {
		t.Run(e.id, func(t *testing.T) {
			build := builds[e.id]
			if build == nil {
				t.Fatal("no random documents")
			}
			for seed, end := seeds(t); seed < end; seed++ {
				s := newSample(rand.New(rand.NewPCG(uint64(seed), 11)))
				a, b := build(t, &s)
				if v := judge(t, e.id, a.String(), b.String()); !v.Holds || !v.Comparable {
					t.Errorf("seed %d: %s\nA %s\nB %s", seed, v.Text, a, b)
				}
			}
		})
	}
}
