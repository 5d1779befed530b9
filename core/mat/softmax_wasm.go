package mat

// softmax is plainSoftmax on vectors: the largest number, exponentials, the sum from the first to the last, quotients. Up to
// three numbers at the end are taken one by one.
func softmax(dst, src []float32) {
	n := len(src) &^ 3
	if n == 0 {
		plainSoftmax(dst, src)
		return
	}
	dst = dst[:len(src)]
	largest := largestOf(&src[0], n)
	for _, x := range src[n:] {
		if x > largest {
			largest = x
		}
	}
	sum := expSum(&dst[0], &src[0], n, largest)
	for i, x := range src[n:] {
		e := Exp(x - largest)
		dst[n+i] = e
		sum += e
	}
	divide(&dst[0], n, sum)
	for i := range dst[n:] {
		dst[n+i] /= sum
	}
}
