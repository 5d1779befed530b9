package attn

import "qkvlab/core/mat"

func evalLinear(tr *Trace, s *Step, dst mat.Mat) {
	var bias []float32
	if len(s.In) == 3 {
		bias = tr.in(s, 2).Data
	}
	mat.LinearInto(dst, tr.in(s, 0), tr.in(s, 1), bias)
}

func explainLinear(tr *Trace, s *Step, r, c int, e *Explanation) {
	e.sumOfProducts(tr.in(s, 0).Cols, func(d int) (Factor, Factor) { return tr.cell(s, 0, r, d), tr.cell(s, 1, c, d) })
	if len(s.In) == 3 {
		e.addOne("bias", tr.cell(s, 2, 0, c))
	}
}

func evalMatMulT(tr *Trace, s *Step, dst mat.Mat) { mat.MulTInto(dst, tr.in(s, 0), tr.in(s, 1)) }

func explainMatMulT(tr *Trace, s *Step, r, c int, e *Explanation) {
	e.sumOfProducts(tr.in(s, 0).Cols, func(d int) (Factor, Factor) { return tr.cell(s, 0, r, d), tr.cell(s, 1, c, d) })
}

func evalMatMul(tr *Trace, s *Step, dst mat.Mat) { mat.MulInto(dst, tr.in(s, 0), tr.in(s, 1)) }

func explainMatMul(tr *Trace, s *Step, r, c int, e *Explanation) {
	e.sumOfProducts(tr.in(s, 0).Cols, func(k int) (Factor, Factor) { return tr.cell(s, 0, r, k), tr.cell(s, 1, k, c) })
}

// sumOfProducts adds n products, ascending. The kernels start from 0, so that a lone −0 becomes 0.
func (e *Explanation) sumOfProducts(n int, at func(k int) (Factor, Factor)) {
	for k := range n {
		f, g := at(k)
		e.addProduct(k, f, g)
		if k == 0 {
			e.Terms[0].Sum += 0
			e.Computed = e.Terms[0].Sum
		}
	}
}
