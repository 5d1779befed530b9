package file

import (
	"math"
	"strconv"
	"strings"

	"qkvlab/core/mat"
	"qkvlab/core/play"
)

// See numpy.lib.format: magic, version, length of the header, the header as a Python literal, the values.
const npyMagic = "\x93NUMPY"

// maxValues bounds what is read: the largest matrix that a document may have, and room.
const maxValues = 1 << 22

// NPY writes a matrix as NumPy's version 1.0: float32, little-endian, row by row.
func NPY(m mat.Mat) []byte {
	header := "{'descr': '<f4', 'fortran_order': False, 'shape': (" + strconv.Itoa(m.Rows) + ", " + strconv.Itoa(m.Cols) + "), }"
	const before = len(npyMagic) + 4
	for (before+len(header)+1)%64 != 0 {
		header += " "
	}
	header += "\n"
	b := append([]byte(npyMagic), 1, 0, byte(len(header)), byte(len(header)>>8))
	return appendBits(append(b, header...), m.Data)
}

func appendBits(b []byte, values []float32) []byte {
	for _, v := range values {
		u := math.Float32bits(v)
		b = append(b, byte(u), byte(u>>8), byte(u>>16), byte(u>>24))
	}
	return b
}

// ReadNPY reads a matrix, or a vector as one row: float32, float64, float16, whole numbers and truth values, of either byte
// order, by rows or by columns. Numbers that float32 cannot hold are rounded once.
func ReadNPY(b []byte) (mat.Mat, *play.Problem) {
	const npy = "NPY"
	if len(b) < 12 || string(b[:6]) != npyMagic {
		return mat.Mat{}, bad(npy, Cut, "")
	}
	start, size := 10, int(b[8])|int(b[9])<<8
	switch {
	case b[6] < 1 || b[6] > 3:
		return mat.Mat{}, bad(npy, Header, "version "+strconv.Itoa(int(b[6])))
	case b[6] > 1:
		start, size = 12, size|int(b[10])<<16|int(b[11])<<24
	}
	if size > len(b)-start {
		return mat.Mat{}, bad(npy, Cut, "")
	}
	header := string(b[start : start+size])
	descr, ok := between(header, "'descr': '", "'")
	kind, known := kinds[strings.TrimLeft(descr, "<>|=")]
	if !ok || !known {
		if !ok {
			descr, _ = between(header, "'descr': ", "'fortran") // a record, as Python writes it
		}
		return mat.Mat{}, bad(npy, Dtype, descr)
	}
	shape, ok := between(header, "'shape': (", ")")
	rows, cols, fits := shapeOf(shape)
	if !ok || !fits {
		return mat.Mat{}, bad(npy, Shape, "("+shape+")")
	}
	data := b[start+size:]
	if len(data) != rows*cols*kind.size {
		return mat.Mat{}, bad(npy, Cut, "")
	}
	order, _ := between(header, "'fortran_order': ", ",")
	values := kind.values(data, strings.HasPrefix(descr, ">"))
	if order == "True" {
		return mat.Mat{Rows: cols, Cols: rows, Data: values}.T(), nil
	}
	return mat.Mat{Rows: rows, Cols: cols, Data: values}, nil
}

// shapeOf reads "3, 4" or "4,": one or two sizes whose product is within bounds.
func shapeOf(s string) (rows, cols int, ok bool) {
	var sizes []int
	for part := range strings.SplitSeq(s, ",") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		n, err := strconv.Atoi(part)
		if err != nil || n < 1 || n > maxValues || len(sizes) == 2 {
			return 0, 0, false
		}
		sizes = append(sizes, n)
	}
	switch len(sizes) {
	case 1:
		return 1, sizes[0], true
	case 2:
		return sizes[0], sizes[1], sizes[0]*sizes[1] <= maxValues
	}
	return 0, 0, false
}

func between(s, before, after string) (string, bool) {
	_, rest, ok := strings.Cut(s, before)
	if !ok {
		return "", false
	}
	return cutAt(rest, after)
}

func cutAt(s, end string) (string, bool) {
	value, _, ok := strings.Cut(s, end)
	return value, ok
}

// clipped is what a file says, short enough for a sentence, and UTF-8.
func clipped(s string) string {
	return string([]rune(s[:min(len(s), 60)]))
}
