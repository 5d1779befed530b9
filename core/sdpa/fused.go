package sdpa

import "qkvlab/core/mat"

// fusedQueries is how many rows are computed together, and tile how many keys are read at a time: with more queries than keys it is the
// keys that are packed, and scores come out as they are to lie.
const (
	fusedQueries = 128
	tile         = 128
)

// RunFused is Run without stages, with softmax computed while the keys go by (Milakov and Gimelshein 2018; FlashAttention,
// Dao et al. 2022): a tile of 128 keys gives its sums, and what was summed before is scaled down when a larger score
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
		for t := 0; t < in.Q.T; t += fusedQueries {
			op.fusedBlock(&dst, in, ws, i/op.h, i%op.h, t, min(fusedQueries, in.Q.T-t))
		}
	}
	return nil
}

// fusedBlock computes rows t, t+1, …, t+n−1 of a head.
func (op *Op) fusedBlock(dst *Tensor, in *Input, ws *Workspace, b, h, t, n int) {
	g := h / (op.h / op.g)
	q := in.Q.rows(b, h, t, t+n, &ws.q)
	running := grow(&ws.sum, 2*fusedQueries)
	most, sum := running[:n], running[fusedQueries:][:n]
	clear(sum)
	for r := range n {
		most[r] = negInf
		clear(dst.Row(b, h, t+r))
	}
	lo, hi := op.seenBy(in, b, t, n)
	for ; lo < hi; lo += tile {
		end := min(lo+tile, hi)
		from, to := op.seenFrom(in, b, t, n, lo, end)
		if from == to {
			continue
		}
		k, v := in.K.rows(b, g, lo, end, &ws.k), in.V.rows(b, g, lo, end, &ws.v)
		x := mat.Mat{Rows: to - from, Cols: k.Rows, Data: grow(&ws.scores, fusedQueries*tile)[:(to-from)*k.Rows]}
		mat.MulTInto(x, between(q, from, to), k)
		op.stages(in, x, b, h, t+from, lo)
		for r := range x.Rows {
			row, first := op.row(in, x, b, t+from, r, lo)
			if in.Mask.isSet() {
				in.Mask.apply(row, b, h, t+from+r, first)
			}
			exponentials(dst.Row(b, h, t+from+r), row, &most[from+r], &sum[from+r])
		}
		part := mat.Mat{Rows: x.Rows, Cols: op.dv, Data: grow(&ws.part, fusedQueries*op.dv)[:x.Rows*op.dv]}
		op.weigh(part.Data, op.dv, in, x, v, b, t+from, lo, lo)
		for r := range x.Rows {
			mat.Add(dst.Row(b, h, t+from+r), part.Row(r))
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

// seenFrom returns the smallest span of rows t+from, …, t+to−1, of n, in which everything lies that sees one of keys lo, …, hi−1.
func (op *Op) seenFrom(in *Input, b, t, n, lo, hi int) (from, to int) {
	for r := range n {
		if first, last := op.sees(in, b, t+r, lo, hi); first == last {
			continue
		}
		if to == 0 {
			from = r
		}
		to = r + 1
	}
	return from, to
}

// exponentials replaces a row of scores by exponentials and adds them to sum. y and sum were taken with the largest score before, most,
// and are scaled down when a larger one comes.
func exponentials(y, x []float32, most, sum *float32) {
	if hidden(x) { // none, or all of them by the mask
		clear(x)
		return
	}
	next := max(*most, mat.Largest(x))
	if down := mat.Exp(*most - next); down != 1 {
		*sum = float32(*sum * down)
		mat.Scale(y, down)
	}
	*most = next
	*sum += mat.ExpSum(x, next)
}
