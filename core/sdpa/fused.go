package sdpa

import "qkvlab/core/mat"

// tile is how many keys are read at a time: they and their values stay in the second cache while the queries go by.
const tile = 64

// RunFused is Run without stages, with softmax computed while the keys go by (Milakov and Gimelshein 2018; FlashAttention,
// Dao et al. 2022): a tile of 64 keys gives its sums, and what was summed before is scaled down when a larger score
// comes. The workspace does not grow with T or S.
//
// Tolerance, in units of the largest magnitude in the same column of V: a value of dst is within 2⁻²⁰ ≈ 1e-6 of what the
// same scores give in float64, and within 2⁻²⁰ + S·2⁻²⁹ of Run's, measured for S up to 16384 and scores up to ±400. The
// second grows because of Run: its sums are added up key by key, as core/attn and PyTorch's plain kernel add them, and
// lose more than sums of tiles do. Rows that see no key, and NaN, come out the same.
//
// An error says what does not fit, or that a stage or a precision other than Float32 is asked for, which need Run.
func (op *Op) RunFused(dst Tensor, in *Input, ws *Workspace) error {
	return op.RunFusedPart(dst, in, ws, 0, 1)
}

// RunFusedPart is to RunFused what [Op.RunPart] is to Run.
func (op *Op) RunFusedPart(dst Tensor, in *Input, ws *Workspace, part, parts int) error {
	if err := op.checkPart("RunFused", &dst, in, part, parts); err != nil {
		return err
	}
	for i := range in.Stages {
		if in.Stages[i].isSet() {
			return mismatch("RunFused", "a stage of the scores is asked for: use Run")
		}
	}
	if op.precision != Float32 {
		return mismatch("RunFused", "softmax is to be computed in another precision than Float32: use Run")
	}
	for i := part; i < in.Q.B*op.h; i += parts {
		for t := 0; t < in.Q.T; t += queries {
			op.fusedBlock(&dst, in, ws, i/op.h, i%op.h, t, min(queries, in.Q.T-t))
		}
	}
	return nil
}

// fusedBlock computes rows t, t+1, …, t+n−1 of a head.
func (op *Op) fusedBlock(dst *Tensor, in *Input, ws *Workspace, b, h, t, n int) {
	g := h / (op.h / op.g)
	q := in.Q.rows(b, h, t, t+n, &ws.q)
	running := grow(&ws.sum, 2*queries)
	most, sum := running[:queries], running[queries:]
	clear(sum)
	for r := range n {
		most[r] = negInf
		clear(dst.Row(b, h, t+r))
	}
	part := grow(&ws.part, op.dv)
	lo, hi := op.seenBy(in, b, t, n)
	for ; lo < hi; lo += tile {
		end := min(lo+tile, hi)
		k, v := in.K.rows(b, g, lo, end, &ws.k), in.V.rows(b, g, lo, end, &ws.v)
		x := mat.Mat{Rows: n, Cols: k.Rows, Data: grow(&ws.scores, queries*tile)[:n*k.Rows]}
		mat.MulTInto(x, q, k)
		op.stages(in, x, b, h, t, lo)
		for r := range n {
			first, last := op.seen(in, b, t+r)
			first, last = max(first, lo), min(last, end)
			if first >= last {
				continue
			}
			row := x.Row(r)[first-lo : last-lo]
			if in.Mask.isSet() {
				in.Mask.apply(row, b, h, t+r, first)
			}
			if !hidden(row) {
				most[r], sum[r] = addTile(dst.Row(b, h, t+r), part, row, between(v, first-lo, last-lo), most[r], sum[r])
			}
		}
	}
	for r := range n {
		if sum[r] == 0 { // no key was seen: zeros
			continue
		}
		for i, y := 0, dst.Row(b, h, t+r); i < len(y); i++ {
			y[i] /= sum[r]
		}
	}
}

// addTile adds exponentials of the scores x times their values to y, and their sum to sum; both were taken with the largest
// score before, most. It returns what they are now. part is as long as y.
func addTile(y, part, x []float32, v mat.Mat, most, sum float32) (float32, float32) {
	next := max(most, largest(x)) // NaN if one of them is
	if down := mat.Exp(most - next); down != 1 {
		sum = float32(sum * down)
		for i := range y {
			y[i] = float32(y[i] * down)
		}
	}
	var add float32
	for i, s := range x {
		e := mat.Exp(s - next)
		x[i] = e
		add += e
	}
	mat.MulInto(mat.Mat{Rows: 1, Cols: len(part), Data: part}, mat.Mat{Rows: 1, Cols: len(x), Data: x}, v)
	for i, p := range part[:len(y)] {
		y[i] += p
	}
	return next, sum + add
}
