package mat

// SoftmaxRowsInto writes exp(x)/Σexp(x) of each row of src into dst, after subtracting the row's largest value: exp,
// the sum in ascending order, a true division. dst may be src. It panics if the shapes differ.
//
// Special cases are:
//
//	a row with a NaN is all NaN
//	a row of only −Inf is all NaN, as in PyTorch (the ONNX operator gives 0 there)
//	a row with +Inf is all NaN
//	−Inf beside finite values becomes 0
func SoftmaxRowsInto(dst, src Mat) {
	checkSoftmax("SoftmaxRows", dst, src)
	copy(dst.Data, src.Data)
	r := 0
	for ; r+2 <= src.Rows; r += 2 {
		softmaxTwo(dst.Row(r), dst.Row(r+1))
	}
	if r < src.Rows {
		softmax(dst.Row(r))
	}
}

// SoftmaxTwo replaces two rows, which need not be as long as each other, by their softmax. The bits are those of [SoftmaxRowsInto]; two
// rows take less time together.
func SoftmaxTwo(x, y []float32) { softmaxTwo(x, y) }

// plainSoftmax is softmax of a row on hosts without a kernel, and what the kernel is compared with.
func plainSoftmax(x []float32) {
	if len(x) == 0 {
		return
	}
	sum := plainExpSum(x, plainLargest(x), 0)
	for i := range x {
		x[i] /= sum
	}
}

// Largest returns the largest of some numbers, at least one. Where one of them is NaN, it may be NaN or not.
func Largest(x []float32) float32 { return largestIn(x) }

// ExpSum replaces each number by [Exp] of its difference from largest, which none of them may exceed, and returns their sum from the first
// to the last.
func ExpSum(x []float32, largest float32) float32 { return expSumOf(x, largest, 0) }

// plainLargest and plainExpSum are the same on hosts without a kernel; before is what the sum begins with.
func plainLargest(x []float32) float32 {
	largest := x[0]
	for _, v := range x[1:] {
		if v > largest {
			largest = v
		}
	}
	return largest
}

func plainExpSum(x []float32, largest, before float32) float32 {
	sum := before
	for i, v := range x {
		e := Exp(v - largest)
		x[i] = e
		sum += e
	}
	return sum
}

// SoftmaxColsInto is [SoftmaxRowsInto] along the other axis: each column sums to 1. For attention it is the wrong one,
// which a learner should see once.
func SoftmaxColsInto(dst, src Mat) {
	checkSoftmax("SoftmaxCols", dst, src)
	if src.Rows == 0 {
		return
	}
	for c := range src.Cols {
		largest := src.Data[c]
		for i := c; i < len(src.Data); i += src.Cols {
			if x := src.Data[i]; x > largest {
				largest = x
			}
		}
		var sum float32
		for i := c; i < len(src.Data); i += src.Cols {
			e := Exp(src.Data[i] - largest)
			dst.Data[i] = e
			sum += e
		}
		for i := c; i < len(dst.Data); i += dst.Cols {
			dst.Data[i] /= sum
		}
	}
}

func checkSoftmax(op string, dst, src Mat) {
	dst.whole(op)
	src.whole(op)
	if dst.Rows != src.Rows || dst.Cols != src.Cols {
		mistake(op, src.shape()+" into "+dst.shape()+": shapes differ")
	}
}
