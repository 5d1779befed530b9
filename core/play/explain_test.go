package play

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"qkvlab/core/attn"
	"qkvlab/core/mat"
)

// TestStepsExplainThemselves: every cell of every step is what its terms make, and the terms read nothing but cells of
// the inputs that the table declares, with the values that stand there.
func TestStepsExplainThemselves(t *testing.T) {
	cells := 0
	kinds := map[attn.Kind]int{}
	eachDocument(t, 300, func(t *testing.T, d *Document, _ *rand.Rand) {
		tr := Run(d).Trace
		for _, s := range tr.Steps {
			for row := range s.Rows {
				for col := range s.Cols {
					e := tr.Explain(s.ID, row, col)
					cells++
					kinds[e.Kind]++
					checkFactors(t, tr, &s, &e)
					if got := fromTerms(&e, s.Cols); !same(got, e.Computed) {
						t.Fatalf("%s[%d,%d] (%s): the terms make %v, Explain says %v", s.ID, row, col, s.Op, got, e.Computed)
					}
					switch {
					case e.IsSet != slices.ContainsFunc(d.Cells, func(c Cell) bool { return c.Step == s.ID && c.Row == row && c.Col == col }):
						t.Fatalf("%s[%d,%d]: IsSet is %v", s.ID, row, col, e.IsSet)
					case !e.IsSet && !same(e.Value, e.Computed):
						t.Fatalf("%s[%d,%d] (%s): the trace has %v, its terms make %v", s.ID, row, col, s.Op, e.Value, e.Computed)
					}
				}
			}
		}
	})
	for _, k := range []attn.Kind{
		attn.KindSum, attn.KindCopy, attn.KindQuotient, attn.KindTanh, attn.KindDivide, attn.KindMask, attn.KindWave, attn.KindOrigin,
	} {
		if kinds[k] == 0 {
			t.Errorf("no cell of kind %s among %d: the documents are too few", k, cells)
		}
	}
}

// same compares bits; one NaN is as good as another.
func same(a, b float32) bool {
	return math.Float32bits(a) == math.Float32bits(b) || (a != a && b != b)
}

// checkFactors: a factor with a step is a cell of a declared input, and has its value.
func checkFactors(t *testing.T, tr *attn.Trace, s *attn.Step, e *attn.Explanation) {
	t.Helper()
	for _, term := range e.Terms {
		for _, f := range term.Factors {
			if f.Step == "" {
				continue
			}
			if !slices.Contains(s.In, f.Step) {
				t.Fatalf("%s[%d,%d] reads %s, which is none of its inputs %v", s.ID, e.Row, e.Col, f.Step, s.In)
			}
			if v := tr.Mat(f.Step).At(f.Row, f.Col); !same(v, f.Value) {
				t.Fatalf("%s[%d,%d]: factor %s[%d,%d] is %v, there stands %v", s.ID, e.Row, e.Col, f.Step, f.Row, f.Col, f.Value, v)
			}
		}
	}
}

// fromTerms computes a cell anew from the factors of its terms, by the published meaning of its kind alone.
func fromTerms(e *attn.Explanation, width int) float32 {
	if e.Kind == attn.KindOrigin {
		return e.Computed
	}
	first := e.Terms[0].Factors
	switch e.Kind {
	case attn.KindCopy:
		return first[0].Value
	case attn.KindDivide:
		return first[0].Value / first[1].Value
	case attn.KindTanh:
		return first[1].Value * mat.Tanh(first[0].Value/first[1].Value)
	case attn.KindMask:
		if e.Terms[0].Label != "" {
			return float32(math.Inf(-1))
		}
		return first[0].Value
	case attn.KindWave:
		angle := float64(e.Row) * math.Pow(10000, -float64(2*(e.Col/2))/float64(width))
		if e.Col%2 == 0 {
			return float32(math.Sin(angle))
		}
		return float32(math.Cos(angle))
	case attn.KindQuotient:
		sum := float32(0)
		for _, t := range e.Terms {
			sum += mat.Exp(t.Factors[0].Value - t.Factors[1].Value)
		}
		own := e.Terms[e.Own].Factors
		return mat.Exp(own[0].Value-own[1].Value) / sum
	}
	sum := float32(0)
	for n, t := range e.Terms {
		product := t.Factors[0].Value
		if len(t.Factors) == 2 {
			product *= t.Factors[1].Value
		}
		if n == 0 && e.Op != attn.OpLinear && e.Op != attn.OpMatMul && e.Op != attn.OpMatMulT {
			sum = product // a single addition has no 0 to start from
			continue
		}
		sum += product
	}
	return sum
}
