package mat

// softmax is plainSoftmax on vectors: the largest number, exponentials, the sum from the first to the last, quotients. Up to
// three numbers at the end are taken one by one.
func softmax(x []float32) {
	if len(x) < 4 {
		plainSoftmax(x)
		return
	}
	finishSoftmax(x, 0, largestIn(x), 0)
}

// softmaxTwo is softmax of two rows: their exponentials are computed together as far as the shorter one goes.
func softmaxTwo(x, y []float32) {
	n := min(len(x), len(y)) &^ 3
	if n == 0 {
		softmax(x)
		softmax(y)
		return
	}
	largestX, largestY := largestIn(x), largestIn(y)
	sumX, sumY := expSums(&x[0], &y[0], n, largestX, largestY)
	finishSoftmax(x, n, largestX, sumX)
	finishSoftmax(y, n, largestY, sumY)
}

// finishSoftmax computes exponentials from number from on, adds them to sum, and divides all by it. There are at least four numbers.
func finishSoftmax(x []float32, from int, largest, sum float32) {
	sum = expSumOf(x[from:], largest, sum)
	n := len(x) &^ 3
	divide(&x[0], n, sum)
	for i := range x[n:] {
		x[n+i] /= sum
	}
}

func largestIn(x []float32) float32 {
	n := len(x) &^ 3
	if n == 0 {
		return plainLargest(x)
	}
	largest := largestOf(&x[0], n)
	for _, v := range x[n:] {
		if v > largest {
			largest = v
		}
	}
	return largest
}

func expSumOf(x []float32, largest, before float32) float32 {
	n := len(x) &^ 3
	if n > 0 {
		before = expSum(&x[0], n, largest, before)
	}
	return plainExpSum(x[n:], largest, before)
}
