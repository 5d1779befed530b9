package mat

import (
	"math"
	"strconv"
)

// Mat is a matrix of Rows × Cols numbers, row after row in Data.
type Mat struct {
	Rows, Cols int
	Data       []float32 // len(Data) == Rows*Cols; row r is Data[r*Cols : (r+1)*Cols]
}

// New returns a matrix of zeros. It panics if a size is negative.
func New(rows, cols int) Mat {
	if rows < 0 || cols < 0 {
		mistake("New", shape(rows, cols)+": negative size")
	}
	return Mat{rows, cols, make([]float32, rows*cols)}
}

// FromRows returns a matrix with a copy of the given rows. It panics if they differ in length.
func FromRows(rows [][]float32) Mat {
	if len(rows) == 0 {
		return Mat{}
	}
	m := New(len(rows), len(rows[0]))
	for r, row := range rows {
		if len(row) != m.Cols {
			mistake("FromRows", "row 0 has "+strconv.Itoa(m.Cols)+" numbers, row "+strconv.Itoa(r)+" has "+strconv.Itoa(len(row)))
		}
		copy(m.Row(r), row)
	}
	return m
}

// At returns the number in row r, column c. It panics outside the matrix.
func (m Mat) At(r, c int) float32 {
	if uint(r) >= uint(m.Rows) || uint(c) >= uint(m.Cols) {
		m.outside("At", r, c)
	}
	return m.Data[r*m.Cols+c]
}

// Set puts v in row r, column c. It panics outside the matrix.
func (m Mat) Set(r, c int, v float32) {
	if uint(r) >= uint(m.Rows) || uint(c) >= uint(m.Cols) {
		m.outside("Set", r, c)
	}
	m.Data[r*m.Cols+c] = v
}

// Row returns row r, a view: what is written there is written into m. It panics outside the matrix.
func (m Mat) Row(r int) []float32 {
	if uint(r) >= uint(m.Rows) {
		mistake("Row", strconv.Itoa(r)+" outside "+m.shape())
	}
	return m.Data[r*m.Cols : (r+1)*m.Cols : (r+1)*m.Cols]
}

// Clone returns a copy that shares nothing with m.
func (m Mat) Clone() Mat {
	c := New(m.Rows, m.Cols)
	copy(c.Data, m.Data)
	return c
}

// Columns returns a copy of columns from, from+1, …, to-1: (Rows, to-from). It panics unless 0 ≤ from ≤ to ≤ Cols.
func (m Mat) Columns(from, to int) Mat {
	if from < 0 || to < from || to > m.Cols {
		mistake("Columns", strconv.Itoa(from)+":"+strconv.Itoa(to)+" outside "+m.shape())
	}
	c := New(m.Rows, to-from)
	for r := range m.Rows {
		copy(c.Row(r), m.Row(r)[from:to])
	}
	return c
}

// T returns a copy of the transpose: (Cols, Rows).
func (m Mat) T() Mat {
	t := New(m.Cols, m.Rows)
	for r := range m.Rows {
		for c, v := range m.Row(r) {
			t.Data[c*t.Cols+r] = v
		}
	}
	return t
}

// Equal reports whether m and other have the same shape and the same bits.
//
// Special cases are:
//
//	0 and −0 are not equal
//	a NaN equals a NaN, whatever its sign and payload
func (m Mat) Equal(other Mat) bool {
	if m.Rows != other.Rows || m.Cols != other.Cols || len(m.Data) != len(other.Data) {
		return false
	}
	for i, v := range m.Data {
		w := other.Data[i]
		if math.Float32bits(v) != math.Float32bits(w) && (v == v || w == w) {
			return false
		}
	}
	return true
}

// IsEmpty reports whether m has no numbers.
func (m Mat) IsEmpty() bool { return m.Rows == 0 || m.Cols == 0 }

func (m Mat) shape() string { return shape(m.Rows, m.Cols) }

func shape(rows, cols int) string { return "(" + strconv.Itoa(rows) + "×" + strconv.Itoa(cols) + ")" }

// whole panics if the header promises more or fewer numbers than there are.
func (m Mat) whole(op string) {
	if len(m.Data) != m.Rows*m.Cols {
		mistake(op, m.shape()+" with "+strconv.Itoa(len(m.Data))+" numbers")
	}
}

func (m Mat) outside(op string, r, c int) {
	mistake(op, "("+strconv.Itoa(r)+","+strconv.Itoa(c)+") outside "+m.shape())
}

// mistake reports a programmer's mistake.
func mistake(op, what string) { panic("mat: " + op + ": " + what) }

// SameBits reports whether two lists of numbers have the same bits: −0 is not 0, and a NaN is itself.
func SameBits(a, b []float32) bool {
	if len(a) != len(b) {
		return false
	}
	for i, v := range a {
		if math.Float32bits(v) != math.Float32bits(b[i]) {
			return false
		}
	}
	return true
}
