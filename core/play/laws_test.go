package play

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"qkvlab/core/attn"
	"qkvlab/core/mat"
)

// eachTrace runs f on the heads of random documents whose computed matrices nobody touched.
func eachTrace(t *testing.T, f func(t *testing.T, d *Document, tr *attn.Trace, head string)) {
	ran := 0
	eachDocument(t, 400, func(t *testing.T, d *Document, _ *rand.Rand) {
		d = d.clone()
		d.Cells = nil
		tr := Run(d).Trace
		for h := range tr.Params.H {
			f(t, d, tr, "head."+string(rune('0'+h))+".")
			ran++
		}
	})
	if ran == 0 {
		t.Fatal("no head was looked at")
	}
}

// lastScores returns the step that softmax reads.
func lastScores(tr *attn.Trace, head string) mat.Mat {
	s, _ := tr.Step(head + "attn")
	return tr.Mat(s.In[0])
}

// Along the axis of softmax, shares are ≥ 0 and sum to 1, unless the whole line is masked: then they are NaN.
func TestSharesSumToOne(t *testing.T) {
	masked := 0
	eachTrace(t, func(t *testing.T, d *Document, tr *attn.Trace, head string) {
		a, s := tr.Mat(head+"attn"), lastScores(tr, head)
		if d.OverQueries {
			a, s = a.T(), s.T()
		}
		for r := range a.Rows {
			sum, open := 0.0, false
			for c, v := range a.Row(r) {
				sum += float64(v)
				open = open || !math.IsInf(float64(s.At(r, c)), -1)
				if v < 0 {
					t.Errorf("%sattn[%d,%d] = %v is negative", head, r, c, v)
				}
			}
			if !open {
				masked++
				if sum == sum {
					t.Errorf("%sattn row %d is masked whole, but is not NaN", head, r)
				}
			} else if math.Abs(sum-1) > 1e-6*float64(a.Cols) {
				t.Errorf("%sattn row %d sums to %v", head, r, sum)
			}
		}
	})
	if masked == 0 {
		t.Error("no line was masked whole: the documents are too few")
	}
}

// Adding a constant to a row of scores changes nothing.
func TestConstantAlongARowChangesNothing(t *testing.T) {
	eachTrace(t, func(t *testing.T, d *Document, tr *attn.Trace, head string) {
		if d.OverQueries {
			return
		}
		s := lastScores(tr, head)
		shifted, out := s.Clone(), mat.New(s.Rows, s.Cols)
		for i := range shifted.Data {
			shifted.Data[i] += 0.5
		}
		mat.SoftmaxRowsInto(out, shifted)
		a := tr.Mat(head + "attn")
		for i, v := range out.Data {
			// float32 rounds score+0.5 to 6e-8 of the largest score
			if v == v && math.Abs(float64(v-a.Data[i])) > 1e-5 {
				t.Errorf("%sattn value %d went from %v to %v", head, i, a.Data[i], v)
			}
		}
	})
}

// A masked score has no share, and no key after the query has one under a causal mask.
func TestMaskedScoresHaveNoShare(t *testing.T) {
	eachTrace(t, func(t *testing.T, d *Document, tr *attn.Trace, head string) {
		a := tr.Mat(head + "attn")
		for r := range a.Rows {
			for c := range a.Cols {
				if ok, _ := tr.Params.Allows(r, c); !ok && a.At(r, c) > 0 {
					t.Errorf("%sattn[%d,%d] = %v behind a mask", head, r, c, a.At(r, c))
				}
			}
		}
	})
}

// Without mask, padding and positions, permuting tokens permutes the rows of out, to rounding.
func TestPermutingTokensPermutesRows(t *testing.T) {
	ran := 0
	eachDocument(t, 400, func(t *testing.T, d *Document, rng *rand.Rand) {
		d = d.clone()
		d.Cells, d.Mask, d.Pad, d.Pos, d.OverQueries = nil, attn.NoMask, 0, attn.NoPos, false
		if d.Sources["emb"].Kind != Drawn || d.Config().T < 2 {
			return
		}
		from, to := rng.IntN(d.Config().T), rng.IntN(d.Config().T)
		moved, _, p := Apply(d, &Edit{Kind: "move_token", Row: from, To: to})
		if p != nil {
			t.Fatal(p)
		}
		a, b := Run(d).Trace.Mat("out"), Run(moved).Trace.Mat("out")
		scale := largest(a)
		for r := range a.Rows {
			for c := range a.Cols {
				if got := b.At(movedTo(r, from, to), c); math.Abs(float64(got-a.At(r, c))) > 1e-5*scale {
					t.Errorf("out[%d,%d]: %v became %v", r, c, a.At(r, c), got)
				}
			}
		}
		ran++
	})
	if ran < 50 && !testing.Short() {
		t.Errorf("only %d documents could be permuted", ran)
	}
}

// movedTo returns where place i is after the token at from went to to.
func movedTo(i, from, to int) int {
	switch {
	case i == from:
		return to
	case from < i && i <= to:
		return i - 1
	case to <= i && i < from:
		return i + 1
	}
	return i
}

func largest(m mat.Mat) float64 {
	most := 1.0
	for _, v := range m.Data {
		if a := math.Abs(float64(v)); a > most && !math.IsInf(a, 0) {
			most = a
		}
	}
	return most
}

// One token attends only to itself.
func TestOneTokenAttendsToItself(t *testing.T) {
	for _, doc := range []string{"tokens=저", "tokens=a&mask=causal&heads=2", "x=1,2,3&pos=sinusoidal", "tokens=b&softmax=queries"} {
		tr := run(t, doc).Trace
		if v := tr.Mat("head.0.attn").At(0, 0); v != 1 {
			t.Errorf("%s: attn is %v", doc, v)
		}
		if !tr.Mat("head.0.context").Equal(tr.Mat("head.0.v")) {
			t.Errorf("%s: the context is not the value", doc)
		}
	}
}

// Equal keys give the mean of V.
func TestEqualKeysGiveTheMean(t *testing.T) {
	tr := run(t, "wk=zero&heads=2").Trace
	v, ctx := tr.Mat("head.1.v"), tr.Mat("head.1.context")
	for c := range v.Cols {
		mean := 0.0
		for r := range v.Rows {
			mean += float64(v.At(r, c)) / float64(v.Rows)
		}
		for r := range ctx.Rows {
			if math.Abs(float64(ctx.At(r, c))-mean) > 1e-6 {
				t.Errorf("context[%d,%d] = %v, the mean is %v", r, c, ctx.At(r, c), mean)
			}
		}
	}
}

// Scores of ±1e4 neither overflow nor lose the winner.
func TestLargeScores(t *testing.T) {
	tr := run(t, "x=100,0;-100,0;0,100&wq=identity&wk=identity&wv=identity&bq=zero&bk=zero&bv=zero&scale=none").Trace
	if s := tr.Mat("head.0.scores").At(0, 1); s != -1e4 {
		t.Fatalf("the score is %v", s)
	}
	for i, want := range []float32{1, 0, 0, 0, 1, 0, 0, 0, 1} {
		if got := tr.Mat("head.0.attn").Data[i]; got != want {
			t.Errorf("attn value %d = %v, want %v", i, got, want)
		}
	}
}

func run(t *testing.T, doc string) *Result {
	t.Helper()
	d, p := Decode(doc)
	if p != nil {
		t.Fatalf("%s: %v", strings.TrimSpace(doc), p)
	}
	return Run(d)
}
