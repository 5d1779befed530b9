package experiment

import (
	"qkvlab/core/mat"
	"qkvlab/core/play"
)

// Laws of the linear maps.

// sameNotation: x·Wᵀ, row by row, and W·xᵀ, column by column, are the same numbers; the transpose of W gives others.
func sameNotation(a, b *play.Result) (bool, []string, *words) {
	if !alike(a, b) || a.Trace.Params.D != a.Trace.Mat("wq").Rows {
		return false, nil, &unlikeWords
	}
	columns := max(gap(a.Trace.Mat("q"), byColumns(a)), gap(b.Trace.Mat("q"), byColumns(b)))
	turned := gap(a.Trace.Mat("wq").T(), b.Trace.Mat("wq"))
	moved := gap(a.Trace.Mat("q"), b.Trace.Mat("q"))
	return columns == 0 && turned == 0 && moved > 0, []string{said(columns), said(moved)}, nil
}

// byColumns computes Q as W·xᵀ + b, a column for each token, and turns it.
func byColumns(r *play.Result) mat.Mat {
	y := mat.MulT(r.Trace.Mat("wq"), r.Trace.Mat("x"))
	if r.Trace.Params.Bias {
		bias := r.Trace.Mat("bq").Data
		for o := range y.Rows {
			for t := range y.Cols {
				y.Set(o, t, y.At(o, t)+bias[o])
			}
		}
	}
	return y.T()
}

// sameMap: of Q, K and V only those rows change whose row of X did.
func sameMap(a, b *play.Result) (bool, []string, *words) {
	if !alike(a, b) {
		return false, nil, &unlikeWords
	}
	in, tokens := changed(a.Trace.Mat("x"), b.Trace.Mat("x"))
	holds, most := true, 0
	for _, id := range []string{"q", "k", "v"} {
		rows, n := changed(a.Trace.Mat(id), b.Trace.Mat(id))
		most = max(most, n)
		for t := range rows {
			holds = holds && (in[t] || !rows[t])
		}
	}
	_, out := changed(a.Trace.Mat("out"), b.Trace.Mat("out"))
	return holds, []string{counted(tokens), counted(most), counted(out)}, nil
}

// headSlice: a change of X reaches the query of every head.
func headSlice(a, b *play.Result) (bool, []string, *words) {
	if !alike(a, b) {
		return false, nil, &unlikeWords
	}
	cells := 0
	x, y := a.Trace.Mat("x"), b.Trace.Mat("x")
	for i, v := range x.Data {
		if v != y.Data[i] {
			cells++
		}
	}
	as, bs := ofHeads(a, "q"), ofHeads(b, "q")
	heads := 0
	for h := range as {
		if gap(as[h], bs[h]) > 0 {
			heads++
		}
	}
	return cells == 0 || heads == len(as), []string{counted(cells), counted(heads), counted(len(as))}, nil
}

// headCount: with the same widths of Q, K and V the heads are as many parameters, and Q, K, V have the same bits.
func headCount(a, b *play.Result) (bool, []string, *words) {
	most := 0.0
	for _, id := range []string{"q", "k", "v"} {
		most = max(most, gap(a.Trace.Mat(id), b.Trace.Mat(id)))
	}
	m, n := parameters(a), parameters(b)
	return m == n && most == 0, []string{
		counted(a.Trace.Params.H), counted(m), counted(b.Trace.Params.H), counted(n), said(most),
	}, nil
}

// twoMaps: W_o after W_v is one linear map, W_o·W_v.
func twoMaps(a, b *play.Result) (bool, []string, *words) {
	v, w := a.Trace.Mat("out"), b.Trace.Mat("out")
	if v.Rows != w.Rows || v.Cols != w.Cols || !a.Trace.Params.OutProj {
		return false, nil, &unlikeWords
	}
	if why := dead(a, b); why != nil {
		return false, nil, why
	}
	apart := gap(v, w)
	one := b.Trace.Mat("wv")
	return apart <= rounding(reach(a)+reach(b)), []string{
		said(apart), counted(len(a.Trace.Mat("wv").Data) + len(a.Trace.Mat("wo").Data)), counted(len(one.Data)),
	}, nil
}

// outputMap: what changes in the columns of some heads reaches every column of out.
func outputMap(a, b *play.Result) (bool, []string, *words) {
	if !alike(a, b) {
		return false, nil, &unlikeWords
	}
	concat, out := columnsChanged(a, b, "concat"), columnsChanged(a, b, "out")
	width, whole := a.Trace.Mat("concat").Cols, a.Trace.Mat("out").Cols
	return concat > 0 && concat < width && out == whole, []string{counted(concat), counted(width), counted(out), counted(whole)}, nil
}

func columnsChanged(a, b *play.Result, id string) int {
	_, n := changed(a.Trace.Mat(id).T(), b.Trace.Mat(id).T())
	return n
}
