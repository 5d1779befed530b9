package attn

import (
	"math"

	"qkvlab/core/mat"
)

func evalParameter(tr *Trace, s *Step, dst mat.Mat) { copy(dst.Data, tr.Params.Source(s.ID).Data) }
func evalGiven(tr *Trace, _ *Step, dst mat.Mat)     { copy(dst.Data, tr.Params.X.Data) }

// explainOrigin: a number that nothing was computed from. What it would be without a hand's edit is its source.
func explainOrigin(tr *Trace, s *Step, r, c int, e *Explanation) {
	source := tr.Params.X
	if s.Op == OpParameter {
		source = tr.Params.Source(s.ID)
	}
	e.Kind, e.Computed = KindOrigin, source.At(r, c)
}

func evalCopy(tr *Trace, s *Step, dst mat.Mat) { copy(dst.Data, tr.in(s, 0).Data) }

func explainCopy(tr *Trace, s *Step, r, c int, e *Explanation) { e.copyOf(tr.cell(s, 0, r, c)) }

func evalLookup(tr *Trace, s *Step, dst mat.Mat) {
	emb := tr.in(s, 0)
	for t, n := range tr.Params.Index {
		copy(dst.Row(t), emb.Row(n))
	}
}

func explainLookup(tr *Trace, s *Step, r, c int, e *Explanation) {
	e.copyOf(tr.cell(s, 0, tr.Params.Index[r], c))
}

func evalAdd(tr *Trace, s *Step, dst mat.Mat) {
	a, b := tr.in(s, 0), tr.in(s, 1)
	for i := range dst.Data {
		dst.Data[i] = a.Data[i] + b.Data[i]
	}
}

func explainAdd(tr *Trace, s *Step, r, c int, e *Explanation) {
	e.addOne("", tr.cell(s, 0, r, c))
	e.addOne("", tr.cell(s, 1, r, c))
}

// frequency returns 10000^(−2i/width), the angle by which one position turns wave i: the base is that of both papers.
func frequency(i, width int) float64 {
	return mat.Exp64(-(float64(2*i) / float64(width)) * math.Ln10 * 4) // 10000 = 10⁴
}

// wave returns sin (even columns) or cos (odd ones) of position·frequency: float64 throughout, rounded once.
func wave(pos, col, width int) float32 {
	angle := float64(float64(pos) * frequency(col/2, width))
	if col%2 == 0 {
		return float32(mat.Sin64(angle))
	}
	return float32(mat.Cos64(angle))
}

func evalPosition(_ *Trace, s *Step, dst mat.Mat) {
	for t := range s.Rows {
		row := dst.Row(t)
		for c := range row {
			row[c] = wave(t, c, s.Cols)
		}
	}
}

func explainPosition(_ *Trace, s *Step, r, c int, e *Explanation) {
	f := frequency(c/2, s.Cols)
	name := "sin"
	if c%2 == 1 {
		name = "cos"
	}
	e.Kind, e.Computed = KindWave, wave(r, c, s.Cols)
	e.Terms = []Term{{
		Factors: []Factor{constant("t", float32(r)), constant("10000^(−2i/D)", float32(f))},
		Product: float32(float64(r) * f), Sum: e.Computed, Index: c / 2, Label: name,
	}}
}
