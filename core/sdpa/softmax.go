package sdpa

import "qkvlab/core/mat"

// softmax replaces scores by their shares, and returns the share of a key that is not among them: 0, or NaN in a row of
// NaN. A row of only −∞ becomes zeros.
func softmax(x []float32, p Precision) (rest float32) {
	if hidden(x) {
		clear(x)
		return 0
	}
	switch p {
	case Float32:
		row := mat.Mat{Rows: 1, Cols: len(x), Data: x}
		mat.SoftmaxRowsInto(row, row)
	case Float64:
		softmax64(x)
	case Float16:
		softmaxHalf(x, roundFloat16)
	case BFloat16:
		softmaxHalf(x, roundBFloat16)
	}
	return 0 * x[0]
}

// softmaxTwo is softmax of two rows, which take less time together.
func softmaxTwo(x, y []float32, p Precision) (restX, restY float32) {
	if p != Float32 || hidden(x) || hidden(y) {
		return softmax(x, p), softmax(y, p)
	}
	mat.SoftmaxTwo(x, y)
	return 0 * x[0], 0 * y[0]
}

// hidden reports whether all scores are −∞.
func hidden(x []float32) bool {
	for _, v := range x {
		if v != negInf {
			return false
		}
	}
	return true
}

func largest(x []float32) float32 {
	m := x[0]
	for _, v := range x {
		if v > m {
			m = v
		}
	}
	return m
}

func softmax64(x []float32) {
	m := float64(largest(x))
	var sum float64
	for _, v := range x {
		sum += mat.Exp64(float64(v) - m)
	}
	for i, v := range x {
		x[i] = float32(mat.Exp64(float64(v)-m) / sum)
	}
}

// softmaxHalf is softmax as a library computes it whose numbers are halves, rounded by round after each step.
func softmaxHalf(x []float32, round func(float32) float32) {
	for i, v := range x {
		x[i] = round(v)
	}
	m := largest(x)
	var sum float32
	for i, v := range x {
		x[i] = round(mat.Exp(round(v - m)))
		sum += x[i]
	}
	sum = round(sum)
	for i, v := range x {
		x[i] = round(v / sum)
	}
}
