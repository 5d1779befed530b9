package mat

import "strconv"

// Packed is the W of a linear map (out, in), copied into the order in which this host's kernels read it. For parameters that stay
// the same it saves each product the packing; the bits are those of [Linear]. It is immutable: any number of goroutines may
// share it.
type Packed struct {
	out, in int
	data    []float32 // see packAll
}

// Pack returns a packed copy of w (out, in). It has as many numbers as w, rounded up to a multiple of four rows.
func Pack(w Mat) Packed {
	w.whole("Pack")
	return Packed{w.Rows, w.Cols, packAll(w.Data, w.Rows, w.Cols)}
}

// Shape returns the sizes of W: outputs and inputs.
func (w Packed) Shape() (out, in int) { return w.out, w.in }

// LinearPacked is [Linear] with a packed W: X·Wᵀ + b, x (t,in), bias (out) or nil → (t,out). It panics if the sizes do not fit.
func LinearPacked(x Mat, w Packed, bias []float32) Mat {
	dst := New(x.Rows, w.out)
	LinearPackedInto(dst, x, w, bias)
	return dst
}

// LinearPackedInto is [LinearPacked] into dst.
func LinearPackedInto(dst, x Mat, w Packed, bias []float32) {
	const op = "LinearPacked"
	dst.whole(op)
	x.whole(op)
	if x.Cols != w.in {
		mistake(op, x.shape()+"·"+shape(w.out, w.in)+"ᵀ: inner sizes differ")
	}
	if dst.Rows != x.Rows || dst.Cols != w.out {
		mistake(op, x.shape()+"·"+shape(w.out, w.in)+"ᵀ into "+dst.shape()+": not the shape of the product")
	}
	if bias != nil && len(bias) != w.out {
		mistake(op, x.shape()+"·"+shape(w.out, w.in)+"ᵀ: bias has "+strconv.Itoa(len(bias))+" numbers")
	}
	mulPacked(dst.Data, x.Data, w.data, x.Rows, w.out, w.in)
	addBias(dst, bias)
}
