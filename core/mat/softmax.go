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
	for r := range src.Rows {
		softmax(dst.Row(r), src.Row(r))
	}
}

// plainSoftmax is softmax of a row on hosts without a kernel, and what the kernel is compared with.
func plainSoftmax(dst, src []float32) {
	if len(src) == 0 {
		return
	}
	dst = dst[:len(src)]
	largest := src[0]
	for _, x := range src {
		if x > largest {
			largest = x
		}
	}
	var sum float32
	for i, x := range src {
		e := Exp(x - largest)
		dst[i] = e
		sum += e
	}
	for i := range dst {
		dst[i] /= sum
	}
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
