package play

import (
	"math"
	"strconv"
	"strings"

	"qkvlab/core/mat"
)

// parseNumber reads -?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?, rounded once to float32.
func parseNumber(s, field string) (float32, *Problem) {
	if !isNumber(s) {
		return 0, problem(BadNumber, field, s)
	}
	v, err := strconv.ParseFloat(s, 32)
	if err != nil || math.IsInf(v, 0) {
		return 0, problem(NotFinite, field, s)
	}
	return float32(v), nil
}

func isNumber(s string) bool {
	s = strings.TrimPrefix(s, "-")
	whole := digits(s)
	rest, point := strings.CutPrefix(s[whole:], ".")
	fraction := 0
	if point {
		fraction = digits(rest)
		rest = rest[fraction:]
	}
	if whole+fraction == 0 {
		return false
	}
	if exp, ok := strings.CutPrefix(rest, "e"); ok {
		if exp != "" && (exp[0] == '+' || exp[0] == '-') {
			exp = exp[1:]
		}
		return exp != "" && digits(exp) == len(exp)
	}
	return rest == ""
}

// digits returns how many ASCII digits s begins with.
func digits(s string) int {
	n := 0
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n
}

// parseWhole reads \d+ between lo and hi.
func parseWhole(s, field string, lo, hi int) (int, *Problem) {
	if s == "" || digits(s) != len(s) {
		return 0, problem(BadWhole, field, s)
	}
	v, err := strconv.ParseUint(s, 10, 63)
	if err != nil || v < uint64(lo) || v > uint64(hi) {
		short := strings.TrimLeft(s[:len(s)-1], "0") + s[len(s)-1:]
		return 0, problem(OutOfRange, field, short, strconv.Itoa(lo), strconv.Itoa(hi))
	}
	return int(v), nil
}

// parseIndex reads the row or column of a cell: a whole number without leading zeros.
func parseIndex(s string) (int, bool) {
	if s == "" || digits(s) != len(s) || (len(s) > 1 && s[0] == '0') || len(s) > 9 {
		return 0, false
	}
	v, err := strconv.Atoi(s)
	return v, err == nil
}

// parseRows reads a literal matrix: rows between ; (or /), numbers between commas.
func parseRows(s, field string) (mat.Mat, *Problem) {
	var data []float32
	rows, cols := 0, 0
	for line := range strings.SplitSeq(replaceEach(s, "/", ";"), ";") {
		n := 0
		for cell := range strings.SplitSeq(line, ",") {
			v, p := parseNumber(cell, field)
			if p != nil {
				return mat.Mat{}, p
			}
			data = append(data, v)
			n++
		}
		if rows++; rows == 1 {
			cols = n
		} else if n != cols {
			return mat.Mat{}, problem(Ragged, field, strconv.Itoa(rows), strconv.Itoa(n), strconv.Itoa(cols))
		}
	}
	return mat.Mat{Rows: rows, Cols: cols, Data: data}, nil
}

// appendRows writes a literal matrix as parseRows reads it.
func appendRows(b []byte, m mat.Mat) []byte {
	for r := range m.Rows {
		if r > 0 {
			b = append(b, ';')
		}
		for c, v := range m.Row(r) {
			if c > 0 {
				b = append(b, ',')
			}
			b = append(b, mat.Shortest(v)...)
		}
	}
	return b
}
