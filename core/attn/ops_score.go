package attn

import (
	"math"
	"math/bits"

	"qkvlab/core/mat"
)

var negInf = float32(math.Inf(-1))

// each fills dst from the step's first input, value by value.
func each(tr *Trace, s *Step, dst mat.Mat, f func(v float32) float32) {
	for i, v := range tr.in(s, 0).Data {
		dst.Data[i] = f(v)
	}
}

func evalScale(tr *Trace, s *Step, dst mat.Mat) {
	factor := tr.Params.Factor
	each(tr, s, dst, func(v float32) float32 { return v * factor })
}

func explainScale(tr *Trace, s *Step, r, c int, e *Explanation) {
	name := "factor"
	if tr.Params.Factor == SqrtFactor(tr.Params.Dh) {
		name = "1/√Dh"
	}
	e.addProduct(-1, tr.cell(s, 0, r, c), constant(name, tr.Params.Factor))
}

// Slope returns head h's slope m of ALiBi: 2^(−8(h+1)/H) where H is a power of two; else the slopes of the next smaller
// power of two P, followed by every other one of 2P's, as the paper's code does.
func Slope(h, heads int) float32 {
	p := 1 << (bits.Len(uint(heads)) - 1)
	if h >= p {
		h, p = 2*(h-p), 2*p
	}
	return float32(mat.Exp2(-8 * float64(h+1) / float64(p)))
}

// distance returns |t−s|.
func distance(t, s int) float32 {
	if t < s {
		t, s = s, t
	}
	return float32(t - s)
}

func evalALiBi(tr *Trace, s *Step, dst mat.Mat) {
	from, m := tr.in(s, 0), -Slope(s.Head, tr.Params.H)
	for t := range dst.Rows {
		x, y := from.Row(t), dst.Row(t)
		for k := range y {
			y[k] = x[k] + float32(m*distance(t, k))
		}
	}
}

func explainALiBi(tr *Trace, s *Step, r, c int, e *Explanation) {
	e.addOne("", tr.cell(s, 0, r, c))
	e.addProduct(-1, constant("−m", -Slope(s.Head, tr.Params.H)), constant("|t−s|", distance(r, c)))
}

// softcap returns c·tanh(v/c), with a true division.
func softcap(v, c float32) float32 { return c * mat.Tanh(v/c) }

func evalSoftcap(tr *Trace, s *Step, dst mat.Mat) {
	c := tr.Params.Softcap
	each(tr, s, dst, func(v float32) float32 { return softcap(v, c) })
}

func explainSoftcap(tr *Trace, s *Step, r, c int, e *Explanation) {
	f, limit := tr.cell(s, 0, r, c), tr.Params.Softcap
	e.oneTerm(KindTanh, softcap(f.Value, limit), "", f, constant("c", limit))
}

func evalDivide(tr *Trace, s *Step, dst mat.Mat) {
	d := tr.Params.Temperature
	each(tr, s, dst, func(v float32) float32 { return v / d })
}

func explainDivide(tr *Trace, s *Step, r, c int, e *Explanation) {
	f, d := tr.cell(s, 0, r, c), tr.Params.Temperature
	e.oneTerm(KindDivide, f.Value/d, "", f, constant("temperature", d))
}

func evalMask(tr *Trace, s *Step, dst mat.Mat) {
	from := tr.in(s, 0)
	for t := range dst.Rows {
		x, y := from.Row(t), dst.Row(t)
		for k := range y {
			y[k] = negInf
			if ok, _ := tr.Params.Allows(t, k); ok {
				y[k] = x[k]
			}
		}
	}
}

func explainMask(tr *Trace, s *Step, r, c int, e *Explanation) {
	f := tr.cell(s, 0, r, c)
	v := f.Value
	ok, reason := tr.Params.Allows(r, c)
	if !ok {
		v = negInf
	}
	e.oneTerm(KindMask, v, reason, f)
}

// oneTerm makes an explanation of a single source that is not a sum.
func (e *Explanation) oneTerm(kind Kind, value float32, label string, f ...Factor) {
	e.Kind, e.Computed = kind, value
	e.Terms = []Term{{Factors: f, Product: value, Sum: value, Index: -1, Label: label}}
}

func evalSoftmax(tr *Trace, s *Step, dst mat.Mat) {
	if tr.Params.OverQueries {
		mat.SoftmaxColsInto(dst, tr.in(s, 0))
		return
	}
	mat.SoftmaxRowsInto(dst, tr.in(s, 0))
}

// explainSoftmax: the terms are e^(v−max) along the line, their running sum the denominator.
func explainSoftmax(tr *Trace, s *Step, r, c int, e *Explanation) {
	cell, n, own := func(i int) Factor { return tr.cell(s, 0, r, i) }, s.Cols, c
	if tr.Params.OverQueries {
		cell, n, own = func(i int) Factor { return tr.cell(s, 0, i, c) }, s.Rows, r
	}
	largest := negInf
	for i := range n {
		if v := cell(i).Value; v > largest || v != v {
			largest = v
		}
		if largest != largest {
			break
		}
	}
	for i := range n {
		f := cell(i)
		e.add(Term{Factors: []Factor{f, constant("max", largest)}, Product: mat.Exp(f.Value - largest), Index: i})
	}
	e.Kind, e.Own = KindQuotient, own
	e.Computed = e.Terms[own].Product / e.Terms[n-1].Sum
}
