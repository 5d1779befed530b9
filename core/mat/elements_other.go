//go:build !wasm

package mat

func softmax(x []float32)                                   { plainSoftmax(x) }
func largestIn(x []float32) float32                         { return plainLargest(x) }
func expSumOf(x []float32, largest, before float32) float32 { return plainExpSum(x, largest, before) }

func softmaxTwo(x, y []float32) {
	plainSoftmax(x)
	plainSoftmax(y)
}

// addRow adds src to dst, number by number; they have the same length.
func addRow(dst, src []float32) {
	src = src[:len(dst)]
	for i := range dst {
		dst[i] += src[i]
	}
}

// scale multiplies x by a number.
func scale(x []float32, by float32) {
	for i := range x {
		x[i] *= by
	}
}

func gelus(dst, src []float32)     { each(dst, src, GELU) }
func geluTanhs(dst, src []float32) { each(dst, src, GELUTanh) }
func silus(dst, src []float32)     { each(dst, src, SiLU) }

func each(dst, src []float32, f func(float32) float32) {
	for i, x := range src {
		dst[i] = f(x)
	}
}

func addParts(parts *[sumParts]float32, x []float32) { plainAddParts(parts, x, 0) }
func addSquares(parts *[sumParts]float32, x []float32, mean float32) {
	plainAddSquares(parts, x, mean, 0)
}
func normalize(y, x []float32, mean, by float32) { plainNormalize(y, x, mean, by, 0) }

// mulRow multiplies dst by src, number by number; they have the same length.
func mulRow(dst, src []float32) {
	src = src[:len(dst)]
	for i := range dst {
		dst[i] *= src[i]
	}
}
