package experiment

import (
	"math"

	"qkvlab/core/mat"
	"qkvlab/core/play"
)

// Laws of what is done with the shares.

// values: with the same attn, W_v = I gives mixtures of the rows of X, W_v = 0 nothing.
func values(a, b *play.Result) (bool, []string, *words) {
	x, out := a.Trace.Mat("x"), a.Trace.Mat("out")
	if !alike(a, b) || out.Cols != x.Cols {
		return false, nil, &unlikeWords
	}
	if why := dead(a, b); why != nil {
		return false, nil, why
	}
	shares, beyond, handed := gapOfHeads(a, b, "attn"), outsideRange(out, x), largest(b.Trace.Mat("out"))
	return shares == 0 && beyond <= rounding(largest(x)) && handed == 0, []string{said(shares), said(beyond), said(handed)}, nil
}

// outsideRange returns how far numbers of m lie beyond the least and the largest of the same column of x.
func outsideRange(m, x mat.Mat) float64 {
	most := 0.0
	for c := range x.Cols {
		lo, hi := math.Inf(1), math.Inf(-1)
		for r := range x.Rows {
			lo, hi = min(lo, float64(x.At(r, c))), max(hi, float64(x.At(r, c)))
		}
		for r := range m.Rows {
			v := float64(m.At(r, c))
			if v != v {
				return math.Inf(1)
			}
			most = max(most, lo-v, v-hi)
		}
	}
	return most
}

// valueCell: what changes in V moves each row of context by its share.
func valueCell(a, b *play.Result) (bool, []string, *words) {
	if !alike(a, b) || a.Trace.Params.OverQueries {
		return false, nil, &unlikeWords
	}
	if why := dead(a, b); why != nil {
		return false, nil, why
	}
	va, vb := ofHeads(a, "v"), ofHeads(b, "v")
	ca, cb, attn := ofHeads(a, "context"), ofHeads(b, "context"), ofHeads(a, "attn")
	moved, apart := 0.0, gapOfHeads(a, b, "attn")
	for h := range va {
		step := minus(cb[h], ca[h])
		moved = max(moved, largest(step))
		apart = max(apart, gap(step, mat.Mul(attn[h], minus(vb[h], va[h]))))
	}
	return apart <= rounding(largest(append(va, vb...)...)), []string{said(gapOfHeads(a, b, "v")), said(moved), said(apart)}, nil
}

// valueBias: every row of context moves by its head's columns of the change of b_v.
func valueBias(a, b *play.Result) (bool, []string, *words) {
	if !alike(a, b) || !a.Trace.Params.Bias {
		return false, nil, &unlikeWords
	}
	if why := dead(a, b); why != nil {
		return false, nil, why
	}
	p := a.Trace.Params
	bias := minus(b.Trace.Mat("bv"), a.Trace.Mat("bv"))
	ca, cb := ofHeads(a, "context"), ofHeads(b, "context")
	apart := 0.0
	for h := range ca {
		own := bias.Columns(p.Group(h)*p.Dh, (p.Group(h)+1)*p.Dh)
		step := minus(cb[h], ca[h])
		for t := range step.Rows {
			apart = max(apart, gap(mat.Mat{Rows: 1, Cols: p.Dh, Data: step.Row(t)}, own))
		}
	}
	size := largest(append(append(ofHeads(a, "v"), ofHeads(b, "v")...), bias)...)
	return apart <= rounding(size), []string{said(largest(bias)), said(apart)}, nil
}

// wrongAxis: over the keys, rows sum to 1; over the queries, columns do, and rows do not.
func wrongAxis(a, b *play.Result) (bool, []string, *words) {
	if why := dead(a, b); why != nil {
		return false, nil, why
	}
	over := ofHeads(b, "attn")
	turned := make([]mat.Mat, len(over))
	for h, m := range over {
		turned[h] = m.T()
	}
	right, columns, rows := rowsOff(ofHeads(a, "attn")), rowsOff(turned), rowsOff(over)
	return right <= rounding(1) && columns <= rounding(1) && rows > rounding(1), []string{said(right), said(columns), said(rows)}, nil
}

// maskFirst: shares cut off after softmax sum to less than 1; divided by their sum they are those of a mask before it.
func maskFirst(a, b *play.Result) (bool, []string, *words) {
	if a.Trace.Params.T != b.Trace.Params.T || a.Trace.Params.H != b.Trace.Params.H {
		return false, nil, &unlikeWords
	}
	if why := dead(a, b); why != nil {
		return false, nil, why
	}
	masked, cut := ofHeads(a, "attn"), ofHeads(b, "attn")
	least, apart := 1.0, 0.0
	for h, m := range cut {
		for t := range m.Rows {
			sum := 0.0
			for _, v := range m.Row(t) {
				sum += float64(v)
			}
			if sum == 0 {
				return false, nil, &steepWords // what was left is too small for float32
			}
			least = min(least, sum)
			for s, v := range m.Row(t) {
				apart = max(apart, math.Abs(float64(v)/sum-float64(masked[h].At(t, s))))
			}
		}
	}
	return least < 1-rounding(1) && apart <= rounding(largest(masked...)), []string{said(least), said(apart)}, nil
}

// causalPadding: a causal mask hides other keys from each row, padding the same from all.
func causalPadding(a, b *play.Result) (bool, []string, *words) {
	causal, pad := hidden(a), hidden(b)
	if causal == nil || pad == nil {
		return false, nil, &unlikeWords
	}
	holds := true
	for t, row := range causal {
		for s, off := range row {
			holds = holds && off == (s > t)
		}
	}
	for _, row := range pad {
		for s, off := range row {
			holds = holds && off == pad[0][s] && (s == 0 || off || !row[s-1])
		}
	}
	last := func(rows [][]bool) string { return counted(count(rows[len(rows)-1])) }
	return holds && count(pad[0]) > 0, []string{counted(count(causal[0])), last(causal), counted(count(pad[0])), last(pad)}, nil
}

// hidden returns which keys each query may not look at in head 0, or nil where nothing is masked.
func hidden(r *play.Result) [][]bool {
	if _, ok := r.Trace.Step("head.0.masked"); !ok {
		return nil
	}
	m := r.Trace.Mat("head.0.masked")
	rows := make([][]bool, m.Rows)
	for t := range rows {
		rows[t] = make([]bool, m.Cols)
		for s, v := range m.Row(t) {
			rows[t][s] = math.IsInf(float64(v), -1)
		}
	}
	return rows
}

func count(row []bool) int {
	n := 0
	for _, on := range row {
		if on {
			n++
		}
	}
	return n
}

// sharedKeys: heads of one group have the same keys and values, and the fewer groups, the fewer parameters.
func sharedKeys(a, b *play.Result) (bool, []string, *words) {
	if a.Trace.Params.H != b.Trace.Params.H {
		return false, nil, &unlikeWords
	}
	own, shared := different(ofHeads(a, "k")), different(ofHeads(b, "k"))
	m, n := parameters(a), parameters(b)
	return shared < own && n < m && different(ofHeads(b, "q")) == b.Trace.Params.H,
		[]string{counted(own), counted(shared), counted(m), counted(n)}, nil
}

// different counts matrices that differ from all before them.
func different(ms []mat.Mat) int {
	n := 0
	for i, m := range ms {
		seen := false
		for _, before := range ms[:i] {
			seen = seen || m.Equal(before)
		}
		if !seen {
			n++
		}
	}
	return n
}

// order: the rows of out go with their tokens.
func order(a, b *play.Result) (bool, []string, *words) {
	from, ok := byToken(a, b)
	if !ok || a.Trace.Mat("out").Cols != b.Trace.Mat("out").Cols {
		return false, nil, &unlikeWords
	}
	if vectors(a).Cols != vectors(b).Cols || apart(vectors(a), vectors(b), from) > 0 {
		return false, nil, &otherVectorsWords
	}
	if why := unclear(a, b); why != nil {
		return false, nil, why
	}
	apart := apart(a.Trace.Mat("out"), b.Trace.Mat("out"), from)
	return apart <= rounding(max(steepest(a), steepest(b)))*max(1, reach(a)), []string{said(apart)}, nil
}

// orderKnown is the counter-example of order.
func orderKnown(a, b *play.Result) (bool, []string, *words) {
	holds, measured, why := order(a, b)
	return !holds && why == nil, measured, why
}

// byToken returns, for each token of b, where a has it; false where the tokens are others.
func byToken(a, b *play.Result) (from []int, ok bool) {
	if len(a.Tokens) == 0 || len(a.Tokens) != len(b.Tokens) {
		return nil, false
	}
	taken := make([]bool, len(a.Tokens))
	for _, token := range b.Tokens {
		at := -1
		for i, other := range a.Tokens {
			if other == token && !taken[i] {
				at = i
				break
			}
		}
		if at < 0 {
			return nil, false
		}
		taken[at] = true
		from = append(from, at)
	}
	return from, true
}

// apart compares the rows of y with those of x that they come from.
func apart(x, y mat.Mat, from []int) float64 {
	most := 0.0
	for t, at := range from {
		most = max(most, gap(mat.Mat{Rows: 1, Cols: x.Cols, Data: x.Row(at)}, mat.Mat{Rows: 1, Cols: y.Cols, Data: y.Row(t)}))
	}
	return most
}

// vectors are the tokens' own, without a position.
func vectors(r *play.Result) mat.Mat {
	if _, ok := r.Trace.Step("lookup"); ok {
		return r.Trace.Mat("lookup")
	}
	return r.Trace.Mat("x")
}
