package mat

import (
	"math"
	"strconv"
	"strings"
)

// Format returns m with brackets, as PyTorch prints a matrix:
//
//	[[ 1.00, -2.00],
//	 [ 0.50,  3.00]]
//
// Every number has the given count of decimals and all have one width; there is no newline at the end. Values that are
// not finite are nan, inf and -inf. A matrix without numbers is [].
func Format(m Mat, decimals int) string {
	m.whole("Format")
	if m.IsEmpty() {
		return "[]"
	}
	cells := make([]string, len(m.Data))
	width := 0
	for i, v := range m.Data {
		cells[i] = fixed(v, decimals)
		width = max(width, len(cells[i]))
	}
	var b strings.Builder
	for i, cell := range cells {
		switch {
		case i == 0:
			b.WriteString("[[")
		case i%m.Cols == 0:
			b.WriteString("],\n [")
		default:
			b.WriteString(", ")
		}
		for range width - len(cell) {
			b.WriteByte(' ')
		}
		b.WriteString(cell)
	}
	b.WriteString("]]")
	return b.String()
}

func fixed(v float32, decimals int) string {
	switch {
	case v != v:
		return "nan"
	case math.IsInf(float64(v), 1):
		return "inf"
	case math.IsInf(float64(v), -1):
		return "-inf"
	}
	return strconv.FormatFloat(float64(v), 'f', decimals, 64)
}

// Shortest returns the fewest decimal digits that read back as f, laid out as JavaScript's Number.prototype.toString
// lays digits out, but without the + of a positive exponent: 0.1, 123456, 1e21, 1.5e-7. Among equally short forms it
// takes the nearest to f; of two that are equally near, the one whose last digit is even.
//
// Special cases are:
//
//	Shortest(−0) = "-0"
//	Shortest(NaN) = "NaN"
//	Shortest(±Inf) = "Infinity", "-Infinity"
func Shortest(f float32) string {
	switch {
	case f != f:
		return "NaN"
	case math.IsInf(float64(f), 1):
		return "Infinity"
	case math.IsInf(float64(f), -1):
		return "-Infinity"
	}
	var room [24]byte
	s := strconv.AppendFloat(room[:0], float64(f), 'e', -1, 32) // -d.ddde±dd
	out := make([]byte, 0, 24)
	if s[0] == '-' {
		out, s = append(out, '-'), s[1:]
	}
	e := len(s) - 1
	for s[e] != 'e' {
		e--
	}
	exp, _ := strconv.Atoi(string(s[e+1:]))
	digits := s[:1]
	if e > 1 {
		s[1] = s[0] // over the point
		digits = s[1:e]
	}
	return string(layOut(out, digits, exp))
}

// layOut appends d.ddd·10^exp as ECMAScript's Number::toString does.
func layOut(out, digits []byte, exp int) []byte {
	switch n := len(digits); {
	case exp < -6 || exp > 20:
		out = append(out, digits[0])
		if n > 1 {
			out = append(out, '.')
			out = append(out, digits[1:]...)
		}
		out = append(out, 'e')
		return strconv.AppendInt(out, int64(exp), 10)
	case exp < 0:
		out = append(out, "0.000000"[:1-exp]...)
		return append(out, digits...)
	case exp >= n-1:
		out = append(out, digits...)
		for range exp - (n - 1) {
			out = append(out, '0')
		}
		return out
	default:
		out = append(out, digits[:exp+1]...)
		out = append(out, '.')
		return append(out, digits[exp+1:]...)
	}
}
