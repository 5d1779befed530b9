package mat

import "math"

// LayerNormInto writes (x − mean)/√(variance + eps)·weight + bias of each row of src into dst, which may be src, as
// torch.nn.LayerNorm over the last axis: the variance is that of all numbers (divided by their count). weight and bias have a
// number for each column; nil weights are 1, a nil bias is 0. It panics if the sizes do not fit.
//
// Sums have sixteen parts, the number i added to part i mod 16, and the parts are added up in pairs: such a sum loses less than
// one from left to right, and vectors compute it in the same order.
func LayerNormInto(dst, src Mat, weight, bias []float32, eps float32) {
	checkNorm("LayerNorm", dst, src, weight, bias)
	for r := range src.Rows {
		x, y := src.Row(r), dst.Row(r)
		mean, inverse := Moments(x, eps)
		normalize(y, x, mean, inverse)
		if weight != nil {
			mulRow(y, weight)
		}
		if bias != nil {
			addRow(y, bias)
		}
	}
}

// Moments returns what LayerNorm takes from a row and multiplies it with: its mean, and 1/√(variance + eps).
func Moments(x []float32, eps float32) (mean, inverse float32) {
	var parts [sumParts]float32
	addParts(&parts, x)
	mean = total(&parts) / float32(len(x))
	parts = [sumParts]float32{}
	addSquares(&parts, x, mean)
	return mean, 1 / squareRoot(total(&parts)/float32(len(x))+eps)
}

// RMSNormInto writes x/√(mean of x² + eps)·weight of each row of src into dst, which may be src, as torch.nn.RMSNorm. Nil weights
// are 1. It panics if the sizes do not fit.
func RMSNormInto(dst, src Mat, weight []float32, eps float32) {
	checkNorm("RMSNorm", dst, src, weight, nil)
	for r := range src.Rows {
		x, y := src.Row(r), dst.Row(r)
		var parts [sumParts]float32
		addSquares(&parts, x, 0)
		normalize(y, x, 0, 1/squareRoot(total(&parts)/float32(len(x))+eps))
		if weight != nil {
			mulRow(y, weight)
		}
	}
}

const sumParts = 16

func total(parts *[sumParts]float32) float32 {
	for n := sumParts / 2; n > 0; n /= 2 {
		for i := range n {
			parts[i] += parts[i+n]
		}
	}
	return parts[0]
}

func squareRoot(x float32) float32 { return float32(math.Sqrt(float64(x))) }

// plainAddParts, plainAddSquares and plainNormalize are the loops of a norm, for numbers from the one with index from on, a multiple of
// sumParts. As long as there are sixteen numbers, each part is a variable for a while, four of them at a time.
func plainAddParts(parts *[sumParts]float32, x []float32, from int) {
	whole := len(x) &^ (sumParts - 1)
	for p := 0; p < sumParts; p += 4 {
		s := (*[4]float32)(parts[p:])
		s0, s1, s2, s3 := s[0], s[1], s[2], s[3]
		for i := from + p; i < whole; i += sumParts {
			v := (*[4]float32)(x[i:])
			s0, s1, s2, s3 = s0+v[0], s1+v[1], s2+v[2], s3+v[3]
		}
		*s = [4]float32{s0, s1, s2, s3}
	}
	for i := max(from, whole); i < len(x); i++ {
		parts[i%sumParts] += x[i]
	}
}

func plainAddSquares(parts *[sumParts]float32, x []float32, mean float32, from int) {
	whole := len(x) &^ (sumParts - 1)
	for p := 0; p < sumParts; p += 4 {
		s := (*[4]float32)(parts[p:])
		s0, s1, s2, s3 := s[0], s[1], s[2], s[3]
		for i := from + p; i < whole; i += sumParts {
			v := (*[4]float32)(x[i:])
			d0, d1, d2, d3 := v[0]-mean, v[1]-mean, v[2]-mean, v[3]-mean
			s0, s1, s2, s3 = s0+float32(d0*d0), s1+float32(d1*d1), s2+float32(d2*d2), s3+float32(d3*d3)
		}
		*s = [4]float32{s0, s1, s2, s3}
	}
	for i := max(from, whole); i < len(x); i++ {
		d := x[i] - mean
		parts[i%sumParts] += float32(d * d)
	}
}

func plainNormalize(y, x []float32, mean, by float32, from int) {
	for i := from; i < len(x); i++ {
		y[i] = float32((x[i] - mean) * by)
	}
}

func checkNorm(op string, dst, src Mat, weight, bias []float32) {
	dst.whole(op)
	src.whole(op)
	if dst.Rows != src.Rows || dst.Cols != src.Cols {
		mistake(op, src.shape()+" into "+dst.shape()+": shapes differ")
	}
	if weight != nil && len(weight) != src.Cols || bias != nil && len(bias) != src.Cols {
		mistake(op, src.shape()+": weight and bias are "+shape(1, len(weight))+" and "+shape(1, len(bias)))
	}
}
