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
	return PackInto(make([]float32, PackedLen(w.Rows, w.Cols)), w)
}

// packedWidth is how wide panels of parameters are: twice a panel (see panel.go), because one row of x, which reads all of them once, is a
// tenth faster with eight sums than with four. Where there are more rows, each half is a panel.
const packedWidth = 32

// PackedLen returns how many numbers a packed W (out, in) has.
func PackedLen(out, in int) int { return (out + 3) / 4 * 4 * in }

// PackInto is [Pack] into the caller's numbers, which the result keeps: [PackedLen] of them, or more. It allocates nothing, and panics if
// there are too few.
func PackInto(data []float32, w Mat) Packed {
	w.whole("PackInto")
	if n := PackedLen(w.Rows, w.Cols); len(data) < n {
		mistake("PackInto", w.shape()+" into "+strconv.Itoa(len(data))+" numbers, want "+strconv.Itoa(n))
	}
	packAll(data, w.Data, w.Rows, w.Cols)
	return Packed{w.Rows, w.Cols, data}
}

// First returns the first n outputs of W, and up to 31 more: as they lie, outputs come by 32.
func (w Packed) First(n int) Packed {
	return Packed{min((n+packedWidth-1)/packedWidth*packedWidth, w.out), w.in, w.data}
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
