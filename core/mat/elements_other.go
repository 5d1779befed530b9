//go:build !wasm

package mat

func softmax(x []float32) {
	if len(x) == 0 {
		return
	}
	sum := expSumOf(x, plainLargest(x), 0)
	for i := range x {
		x[i] /= sum
	}
}

func largestIn(x []float32) float32 { return plainLargest(x) }

func expSumOf(x []float32, largest, before float32) float32 {
	sum, i := before, 0
	for ; i+4 <= len(x); i += 4 {
		e := (*[4]float32)(x[i:])
		*e = [4]float32{e[0] - largest, e[1] - largest, e[2] - largest, e[3] - largest}
		exp4(e)
		sum = sum + e[0] + e[1] + e[2] + e[3]
	}
	return plainExpSum(x[i:], largest, sum)
}

func softmaxTwo(x, y []float32) {
	softmax(x)
	softmax(y)
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

func gelus(dst, src []float32)     { byFour(dst, src, gelu4, GELU) }
func geluTanhs(dst, src []float32) { byFour(dst, src, geluTanh4, GELUTanh) }
func silus(dst, src []float32)     { byFour(dst, src, silu4, SiLU) }

// byFour writes a function of src into dst, given for four numbers and for one.
func byFour(dst, src []float32, four func(*[4]float32), one func(float32) float32) {
	i := 0
	for ; i+4 <= len(src); i += 4 {
		x := *(*[4]float32)(src[i:])
		four(&x)
		*(*[4]float32)(dst[i:]) = x
	}
	for ; i < len(src); i++ {
		dst[i] = one(src[i])
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
