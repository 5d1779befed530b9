package sdpa

import (
	"strconv"

	"qkvlab/core/mat"
)

// Tensor is B·H matrices of T rows and D columns over numbers that the caller owns: a view, passed by value. Queries,
// keys, values, results and scores are all of this kind; for keys H is the number of key/value heads and T is S, for
// scores D is S. The zero value is no tensor.
type Tensor struct {
	Data       []float32
	B, H, T, D int

	batch, head, row int // how far the next batch, head, row is in Data
}

// BHTD is a tensor whose heads follow one another, each with all of its rows: shape (b, h, t, d), the 4-D layout of ONNX and
// that of PyTorch.
func BHTD(data []float32, b, h, t, d int) Tensor {
	return Tensor{Data: data, B: b, H: h, T: t, D: d, batch: h * t * d, head: t * d, row: d}
}

// BTHD is a tensor whose heads lie side by side in each row, as a linear map writes them: shape (b, t, h·d), the 3-D layout
// of ONNX. Run copies a head's keys and values before it uses them (once a call and head), which costs little unless T
// is small: for decoding, BHTD or a [Cache] is better.
func BTHD(data []float32, b, t, h, d int) Tensor {
	return Tensor{Data: data, B: b, H: h, T: t, D: d, batch: t * h * d, head: d, row: h * d}
}

// Row returns row t of head h in batch b, a view of D numbers. It panics outside the tensor.
func (x Tensor) Row(b, h, t int) []float32 {
	if uint(b) >= uint(x.B) || uint(h) >= uint(x.H) || uint(t) >= uint(x.T) {
		panic("sdpa: Row: (" + strconv.Itoa(b) + "," + strconv.Itoa(h) + "," + strconv.Itoa(t) + ") outside " + x.shape())
	}
	at := b*x.batch + h*x.head + t*x.row
	return x.Data[at : at+x.D : at+x.D]
}

// from returns the numbers from row t of head h in batch b on.
func (x *Tensor) from(b, h, t int) []float32 { return x.Data[b*x.batch+h*x.head+t*x.row:] }

// rows returns rows from, from+1, …, to−1 of a head as a matrix: a view where they are contiguous, else a copy in *spare.
func (x *Tensor) rows(b, h, from, to int, spare *[]float32) mat.Mat {
	n := to - from
	if n <= 0 {
		return mat.Mat{Cols: x.D}
	}
	at := b*x.batch + h*x.head + from*x.row
	if x.row == x.D {
		return mat.Mat{Rows: n, Cols: x.D, Data: x.Data[at : at+n*x.D]}
	}
	m := mat.Mat{Rows: n, Cols: x.D, Data: grow(spare, n*x.D)}
	for r := range n {
		copy(m.Data[r*x.D:(r+1)*x.D], x.Data[at+r*x.row:])
	}
	return m
}

// isSet reports whether there is a tensor at all.
func (x *Tensor) isSet() bool { return x.Data != nil || x.B != 0 || x.H != 0 || x.T != 0 || x.D != 0 }

// fits returns an error unless x has the shape (b, h, t, d) and all of its numbers are there.
func (x *Tensor) fits(op, name string, b, h, t, d int) error {
	if x.B != b || x.H != h || x.T != t || x.D != d {
		return mismatch(op, name+" is "+x.shape()+", want "+shape(b, h, t, d))
	}
	if b < 0 || h < 0 || t < 0 || d < 0 {
		return mismatch(op, name+" is "+x.shape()+": negative size")
	}
	if b == 0 || h == 0 || t == 0 || d == 0 {
		return nil
	}
	if need := (b-1)*x.batch + (h-1)*x.head + (t-1)*x.row + d; x.row < d || len(x.Data) < need {
		return mismatch(op, name+" is "+x.shape()+" with "+strconv.Itoa(len(x.Data))+" numbers")
	}
	return nil
}

func (x *Tensor) shape() string { return shape(x.B, x.H, x.T, x.D) }

func shape(sizes ...int) string {
	s := "("
	for i, n := range sizes {
		if i > 0 {
			s += "×"
		}
		s += strconv.Itoa(n)
	}
	return s + ")"
}
