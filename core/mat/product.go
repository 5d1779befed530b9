package mat

import "strconv"

// MulT returns A·Bᵀ: (m,k)·(n,k)ᵀ → (m,n). It panics if the inner sizes differ.
func MulT(a, b Mat) Mat {
	dst := New(a.Rows, b.Rows)
	MulTInto(dst, a, b)
	return dst
}

// MulTInto is [MulT] into dst.
func MulTInto(dst, a, b Mat) {
	checkMulT("MulT", dst, a, b)
	mulT(dst.Data, a.Data, b.Data, a.Rows, b.Rows, a.Cols)
}

// Mul returns A·B: (m,k)·(k,n) → (m,n). It panics if the inner sizes differ.
func Mul(a, b Mat) Mat {
	dst := New(a.Rows, b.Cols)
	MulInto(dst, a, b)
	return dst
}

// MulInto is [Mul] into dst.
func MulInto(dst, a, b Mat) {
	dst.whole("Mul")
	a.whole("Mul")
	b.whole("Mul")
	if a.Cols != b.Rows {
		mistake("Mul", a.shape()+"·"+b.shape()+": inner sizes differ")
	}
	if dst.Rows != a.Rows || dst.Cols != b.Cols {
		mistake("Mul", a.shape()+"·"+b.shape()+" into "+dst.shape()+": not the shape of the product")
	}
	mul(dst.Data, b.Cols, a.Data, a.Cols, b.Data, a.Rows, b.Cols, a.Cols, 0)
}

// MulRowsInto is [MulInto] for rows that do not lie next to each other: A·B for m rows of a, b.Rows numbers each, and m rows of
// dst, b.Cols numbers each. From one row to the next there are aStride and dstStride numbers. It panics if a stride is
// shorter than a row, or a list too short.
func MulRowsInto(dst []float32, dstStride int, a []float32, aStride int, b Mat, m int) {
	if checkMulRows("MulRows", dst, dstStride, a, aStride, b, m) {
		mul(dst, dstStride, a, aStride, b.Data, m, b.Cols, b.Rows, 0)
	}
}

// MulRowsAdd is [MulRowsInto] that goes on with the sums that stand in dst: where these are of the same rows by rows of B before these, the
// result has the bits of one product.
func MulRowsAdd(dst []float32, dstStride int, a []float32, aStride int, b Mat, m int) {
	if checkMulRows("MulRowsAdd", dst, dstStride, a, aStride, b, m) {
		mul(dst, dstStride, a, aStride, b.Data, m, b.Cols, b.Rows, 1)
	}
}

// checkMulRows reports whether there is something to do.
func checkMulRows(op string, dst []float32, dstStride int, a []float32, aStride int, b Mat, m int) bool {
	b.whole(op)
	if m > 0 && (aStride < b.Rows || dstStride < b.Cols || len(a) < (m-1)*aStride+b.Rows || len(dst) < (m-1)*dstStride+b.Cols) {
		mistake(op, strconv.Itoa(m)+" rows of "+strconv.Itoa(len(a))+" and "+strconv.Itoa(len(dst))+" numbers, strides "+
			strconv.Itoa(aStride)+" and "+strconv.Itoa(dstStride)+", by "+b.shape()+": do not fit")
	}
	return m > 0
}

// Scale multiplies every number of x by the same one.
func Scale(x []float32, by float32) { scale(x, by) }

// Add adds src to dst, number by number. It panics if their lengths differ.
func Add(dst, src []float32) {
	checkEach("Add", dst, src)
	addRow(dst, src)
}

// Linear returns X·Wᵀ + b as torch.nn.Linear computes it: x (t,in), w (out,in), bias (out) → (t,out). A nil bias adds
// nothing. It panics if the sizes do not fit. For one or few rows of x and a large W, [Pack] makes it up to three times as fast.
func Linear(x, w Mat, bias []float32) Mat {
	dst := New(x.Rows, w.Rows)
	LinearInto(dst, x, w, bias)
	return dst
}

// LinearInto is [Linear] into dst.
func LinearInto(dst, x, w Mat, bias []float32) {
	checkMulT("Linear", dst, x, w)
	if bias != nil && len(bias) != w.Rows {
		mistake("Linear", x.shape()+"·"+w.shape()+"ᵀ: bias has "+strconv.Itoa(len(bias))+" numbers")
	}
	mulT(dst.Data, x.Data, w.Data, x.Rows, w.Rows, x.Cols)
	addBias(dst, bias)
}

func addBias(dst Mat, bias []float32) {
	if bias == nil {
		return
	}
	for r := range dst.Rows {
		addRow(dst.Row(r), bias)
	}
}

func checkMulT(op string, dst, a, b Mat) {
	dst.whole(op)
	a.whole(op)
	b.whole(op)
	if a.Cols != b.Cols {
		mistake(op, a.shape()+"·"+b.shape()+"ᵀ: inner sizes differ")
	}
	if dst.Rows != a.Rows || dst.Cols != b.Rows {
		mistake(op, a.shape()+"·"+b.shape()+"ᵀ into "+dst.shape()+": not the shape of the product")
	}
}
