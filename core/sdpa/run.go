package sdpa

import (
	"strconv"

	"qkvlab/core/mat"
)

// queries is how many rows are computed together: a block of Q stays in the fastest cache while the keys go by.
const queries = 32

// fewQueries is from how many on the keys of a head are worth packing.
const fewQueries = 8

// Workspace is the memory that calls work in. The zero value is ready; it grows to what the largest call needs and is
// reused after that. One call at a time may use it.
//
// Run needs 32·S numbers for scores, whatever T is, a head's keys once more, and its values where they lie in the layout BTHD.
// RunFused needs a fixed number of them.
type Workspace struct {
	q, k, v []float32 // copies of rows that are not contiguous
	packed  []float32 // Run: the keys of a head
	scores  []float32
	sum     []float32 // RunFused: of each query the largest score so far, and the sum of exponentials
	part    []float32 // RunFused: a tile's share of a row of Y
}

// Len returns how many numbers the workspace holds.
func (w *Workspace) Len() int {
	return cap(w.q) + cap(w.k) + cap(w.v) + cap(w.packed) + cap(w.scores) + cap(w.sum) + cap(w.part)
}

// grow returns n numbers of *s, which is made longer if need be.
func grow(s *[]float32, n int) []float32 {
	if cap(*s) < n {
		*s = make([]float32, n)
	}
	return (*s)[:n]
}

// Run writes attention into dst (B, H, T, Dv), and the stages that in asks for. dst must not share memory with what is
// read; in is only read.
func (op *Op) Run(dst Tensor, in *Input, ws *Workspace) error { return op.RunPart(dst, in, ws, 0, 1) }

// RunPart does what Run does for one part of the work, 0 ≤ part < parts: every parts-th pair of a batch and a key/value
// head. The parts write different rows, so that goroutines with a workspace each may run one each. A part may be empty.
func (op *Op) RunPart(dst Tensor, in *Input, ws *Workspace, part, parts int) error {
	if err := op.checkPart("Run", &dst, in, part, parts); err != nil {
		return err
	}
	each := op.h / op.g
	var packed mat.Packed
	for i := part; i < in.Q.B*op.g; i += parts {
		b, g := i/op.g, i%op.g
		_, end := op.seenBy(in, b, 0, in.Q.T)
		v := in.V.rows(b, g, 0, end, &ws.v)
		if in.wants() {
			end = in.K.T
		}
		k := in.K.rows(b, g, 0, end, &ws.k)
		pack := each*in.Q.T >= fewQueries
		if pack {
			packed = mat.PackInto(grow(&ws.packed, mat.PackedLen(k.Rows, k.Cols)), k)
		}
		for h := g * each; h < (g+1)*each; h++ {
			for t := 0; t < in.Q.T; t += queries {
				n := min(queries, in.Q.T-t)
				lo, hi := op.seenBy(in, b, t, n)
				if in.wants() {
					lo, hi = 0, in.K.T
				}
				q := in.Q.rows(b, h, t, t+n, &ws.q)
				x := mat.Mat{Rows: n, Cols: hi - lo}
				if pack && lo == 0 {
					some := packed.First(hi)
					x.Cols, _ = some.Shape() // a few keys more than are seen
					x.Data = grow(&ws.scores, n*x.Cols)
					mat.LinearPackedInto(x, q, some, nil)
				} else {
					x.Data = grow(&ws.scores, n*x.Cols)
					mat.MulTInto(x, q, between(k, lo, hi))
				}
				op.block(&dst, in, x, v, b, h, t, lo)
			}
		}
	}
	return nil
}

func (op *Op) checkPart(name string, dst *Tensor, in *Input, part, parts int) error {
	if parts < 1 || part < 0 || part >= parts {
		return mismatch(name, "part "+strconv.Itoa(part)+" of "+strconv.Itoa(parts))
	}
	return op.check(name, dst, in)
}

// block computes rows t, t+1, … of a head: x holds their scores for keys lo, lo+1, …, v the head's values from key 0 on.
func (op *Op) block(dst *Tensor, in *Input, x, v mat.Mat, b, h, t, lo int) {
	op.stages(in, x, b, h, t, lo)
	for r := range x.Rows {
		row, first := op.row(in, x, b, t, r, lo)
		if in.Mask.isSet() {
			in.Mask.apply(row, b, h, t+r, first)
		}
		in.write(Masked, b, h, t+r, row, first, negInf)
	}
	for r := 0; r < x.Rows; r += 2 {
		row, first := op.row(in, x, b, t, r, lo)
		if r+1 == x.Rows {
			in.write(Attn, b, h, t+r, row, first, softmax(row, op.precision))
			break
		}
		other, from := op.row(in, x, b, t, r+1, lo)
		rest, otherRest := softmaxTwo(row, other, op.precision)
		in.write(Attn, b, h, t+r, row, first, rest)
		in.write(Attn, b, h, t+r+1, other, from, otherRest)
	}
	op.weigh(dst.from(b, h, t), dst.row, in, x, v, b, t, lo, 0)
}

// row returns the scores that query t+r sees, of x, which holds those of keys lo, lo+1, …, and the first of these keys.
func (op *Op) row(in *Input, x mat.Mat, b, t, r, lo int) (row []float32, first int) {
	first, last := op.sees(in, b, t+r, lo, lo+x.Cols)
	return x.Row(r)[max(0, first-lo):max(0, last-lo)], first
}

// sees is seen, of keys lo, lo+1, …, hi−1.
func (op *Op) sees(in *Input, b, t, lo, hi int) (first, last int) {
	first, last = op.seen(in, b, t)
	first, last = max(first, lo), min(last, hi)
	if last <= first {
		return 0, 0
	}
	return first, last
}

// few is how many rows with a growing number of keys are multiplied together, as far as the first of them sees.
const few = 8

// weigh writes rows t, t+1, … of x times values: x holds the shares of keys lo, lo+1, …, of which each row has those that it sees, v the
// values from key from on. Rows that see the same keys are multiplied together. Where each sees one more than the row before, some are, and
// the rest of each goes on with its sums.
func (op *Op) weigh(y []float32, stride int, in *Input, x, v mat.Mat, b, t, lo, from int) {
	hi := lo + x.Cols
	shares := func(r, first int) []float32 { return x.Data[r*x.Cols+max(0, first-lo):] }
	for r := 0; r < x.Rows; {
		first, last := op.sees(in, b, t+r, lo, hi)
		if first == last {
			clear(y[r*stride : r*stride+v.Cols])
			r++
			continue
		}
		same, more := 1, 1
		for r+same < x.Rows {
			if f, l := op.sees(in, b, t+r+same, lo, hi); f != first || l != last {
				break
			}
			same++
		}
		if more = same; same == 1 {
			for more < few && r+more < x.Rows {
				if f, l := op.sees(in, b, t+r+more, lo, hi); f != first || l < last {
					break
				}
				more++
			}
		}
		mat.MulRowsInto(y[r*stride:], stride, shares(r, first), x.Cols, between(v, first-from, last-from), more)
		for i := r + same; i < r+more; i++ {
			_, l := op.sees(in, b, t+i, lo, hi)
			mat.MulRowsAdd(y[i*stride:], stride, shares(i, last), x.Cols, between(v, last-from, l-from), 1)
		}
		r += more
	}
}

// between returns rows from, …, to−1 of m, a view.
func between(m mat.Mat, from, to int) mat.Mat {
	return mat.Mat{Rows: to - from, Cols: m.Cols, Data: m.Data[from*m.Cols : to*m.Cols]}
}

// stages takes scores from Q·Kᵀ to the mask: x holds rows t, t+1, … and keys from, from+1, ….
func (op *Op) stages(in *Input, x mat.Mat, b, h, t, from int) {
	in.writeRows(Scores, b, h, t, x)
	mat.Scale(x.Data, op.scale)
	in.writeRows(Scaled, b, h, t, x)
	if op.slopes != nil {
		m := -op.slopes[h]
		for r := range x.Rows {
			p := t + r + in.position(b) - from
			for i, row := 0, x.Row(r); i < len(row); i++ {
				row[i] += float32(m * float32(max(p-i, i-p)))
			}
		}
	}
	in.writeRows(Biased, b, h, t, x)
	if c := op.softcap; c > 0 {
		for i, v := range x.Data {
			x.Data[i] = float32(c * mat.Tanh(v/c))
		}
	}
	in.writeRows(Capped, b, h, t, x)
	if d := op.temperature; d != 1 {
		for i := range x.Data {
			x.Data[i] /= d
		}
	}
	in.writeRows(Tempered, b, h, t, x)
}

// writeRows writes whole rows of a stage, if it was asked for.
func (in *Input) writeRows(stage Stage, b, h, t int, x mat.Mat) {
	if in.Stages[stage].isSet() {
		for r := range x.Rows {
			copy(in.Stages[stage].Row(b, h, t+r), x.Row(r))
		}
	}
}

// write writes a row of a stage, if it was asked for: x for keys from, from+1, …, and rest for all others.
func (in *Input) write(stage Stage, b, h, t int, x []float32, from int, rest float32) {
	if !in.Stages[stage].isSet() {
		return
	}
	row := in.Stages[stage].Row(b, h, t)
	for i := range row {
		row[i] = rest
	}
	copy(row[from:], x)
}
