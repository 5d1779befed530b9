package play

import (
	"math/rand/v2"
	"strings"
	"testing"

	"qkvlab/core/attn"
)

// TestDescribeSaysSomething: every cell of every operation has its three lines in both languages, and none of them says
// that a number is itself.
func TestDescribeSaysSomething(t *testing.T) {
	seen := map[attn.Op]bool{}
	eachDocument(t, 60, func(t *testing.T, d *Document, rng *rand.Rand) {
		r := Run(d)
		for _, s := range r.Trace.Steps {
			e := r.Trace.Explain(s.ID, rng.IntN(s.Rows), rng.IntN(s.Cols))
			seen[s.Op] = true
			for _, lang := range []Lang{Korean, English} {
				l := r.Describe(&e, lang)
				before, after, more := strings.Cut(l.Numbers, " = ")
				switch {
				case l.Symbols == "" || l.Names == "" || l.Numbers == "":
					t.Fatalf("%s of %s: an empty line in %q", s.ID, s.Op, l)
				case strings.Contains(l.Names, "{") || (more && before == after):
					t.Fatalf("%s of %s: %q", s.ID, s.Op, l)
				}
			}
		}
	})
	for _, op := range describedOps {
		if !seen[op] {
			t.Errorf("no cell of %s: the documents are too few", op)
		}
	}
}

var describedOps = []attn.Op{
	attn.OpParameter, attn.OpTie, attn.OpGiven, attn.OpLookup, attn.OpPosition, attn.OpAdd, attn.OpLinear, attn.OpSlice, attn.OpRope,
	attn.OpMatMulT, attn.OpScale, attn.OpALiBi, attn.OpSoftcap, attn.OpDivide, attn.OpMask, attn.OpSoftmax, attn.OpMatMul, attn.OpConcat, attn.OpCopy,
}

func TestDescribe(t *testing.T) {
	for _, c := range []struct {
		doc, cell               string
		symbols, numbers, warns string
	}{
		{"x=1,2;3,4&wq=identity&bq=zero", "q.1.0", "Q[1,0] = Σₖ X[1,k]·W_q[0,k] + b_q[0]", "3·1 + 4·0 + 0 = 3", ""},
		{"x=1,2;3,4", "x.0.1", "X[0,1] = 2", "2", ""},
		{"x=1,2;3,4&x.0.1=7", "x.0.1", "X[0,1] ← 7 ≠ 2", "2", ""},
		{"x=1,2;3,4", "head.0.q.0.1", "Q₀[0,1] = Q[0,1]", "", ""},
		{"x=1,0;0,1&wq=identity&wk=identity&bq=zero&bk=zero&scale=none", "head.0.attn.0.0",
			"attn₀[0,0] = exp(scores₀[0,0] − max) / Σₛ exp(scores₀[0,s] − max)", "exp(1 − 1) / (1 + 0.3679) = 1 / 1.368 = 0.7311", ""},
		{"x=1,0;0,1&mask=causal", "head.0.masked.0.1", "masked₀[0,1] = −∞", "", ""},
		{"x=1,0;0,1&wq=identity&wk=identity&bq=zero&bk=zero&pos=alibi&scale=none", "head.0.biased.1.0",
			"biased₀[1,0] = scores₀[1,0] − m·|1 − 0|", "0 + (−0.003906)·1 = −0.003906", ""},
		{"x=1,0;0,1&wq=identity&bq=zero&pos=rope", "head.0.q_rot.1.1",
			"Q₀′[1,1] = Q₀[1,1]·cos θ + Q₀[1,0]·sin θ, θ = 1·10000^(−2·0/Dh)", "1·0.5403 + 0·0.8415 = 0.5403", ""},
		{"tokens=a|b&dim=2&pos=sinusoidal", "pos.1.0", "P[1,0] = sin(1 · 10000^(−2·0/D))", "sin(1·1) = sin(1) = 0.8415", ""},
		{"x=1,2;3,4&head.0.attn.1.0=1.2&head.0.attn.1.1=0.5", "head.0.attn.1.1", "attn₀[1,1] ← 0.5 ≠ exp(scaled₀[1,1] − max) / Σₛ exp(scaled₀[1,s] − max)", "", "Row 1 of attn₀ sums to 1.7, not to 1: a cell in it was set by hand."},
		{"x=1,2;3,4&head.0.attn.1.0=1.2&head.0.attn.1.1=0.5", "head.0.context.1.1", "", "", "Row 1 of attn₀ sums to 1.7, not to 1: a cell in it was set by hand."},
		{"x=1,2;3,4&head.0.attn.1.0=1.2&head.0.attn.1.1=0.5", "head.0.attn.0.1", "", "", ""},
		{"x=1,2;3,4&head.0.attn.1.0=0.25&head.0.attn.1.1=0.75", "head.0.attn.1.1", "", "", ""},
		{"x=1,2;3,4&softmax=queries&head.0.attn.0.1=2&head.0.attn.1.1=1", "head.0.attn.1.1", "", "", "Column 1 of attn₀ sums to 3, not to 1: a cell in it was set by hand."},
	} {
		d, p := Decode(c.doc)
		if p != nil {
			t.Fatal(p)
		}
		r := Run(d)
		id, row, col, p := ParseCell(c.cell)
		if p != nil {
			t.Fatal(p)
		}
		e := r.Trace.Explain(id, row, col)
		l := r.Describe(&e, English)
		if (c.symbols != "" && l.Symbols != c.symbols) || (c.numbers != "" && l.Numbers != c.numbers) || l.Warning != c.warns {
			t.Errorf("%s of %s: %q", c.cell, c.doc, l)
		}
	}
}
