package mat

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestPanicsNameOperationAndShapes(t *testing.T) {
	a, b := New(3, 4), New(2, 5)
	for _, c := range []struct {
		want string
		call func()
	}{
		{"mat: MulT: (3×4)·(2×5)ᵀ: inner sizes differ", func() { MulT(a, b) }},
		{"mat: Mul: (3×4)·(2×5): inner sizes differ", func() { Mul(a, b) }},
		{"mat: Linear: (3×4)·(2×5)ᵀ: inner sizes differ", func() { Linear(a, b, nil) }},
		{"mat: Linear: (3×4)·(2×4)ᵀ: bias has 3 numbers", func() { Linear(a, New(2, 4), make([]float32, 3)) }},
		{"mat: MulT: (3×4)·(2×4)ᵀ into (2×3): not the shape of the product", func() { MulTInto(New(2, 3), a, New(2, 4)) }},
		{"mat: Mul: (3×4)·(4×2) into (3×3): not the shape of the product", func() { MulInto(New(3, 3), a, New(4, 2)) }},
		{"mat: MulT: (2×2) with 3 numbers", func() { MulT(Mat{2, 2, make([]float32, 3)}, New(2, 2)) }},
		{"mat: SoftmaxRows: (3×4) into (4×3): shapes differ", func() { SoftmaxRowsInto(New(4, 3), a) }},
		{"mat: SoftmaxCols: (3×4) into (4×3): shapes differ", func() { SoftmaxColsInto(New(4, 3), a) }},
		{"mat: At: (0,4) outside (3×4)", func() { a.At(0, 4) }},
		{"mat: Set: (-1,0) outside (3×4)", func() { a.Set(-1, 0, 1) }},
		{"mat: Row: 3 outside (3×4)", func() { a.Row(3) }},
		{"mat: Columns: 2:5 outside (3×4)", func() { a.Columns(2, 5) }},
		{"mat: Columns: 3:2 outside (3×4)", func() { a.Columns(3, 2) }},
		{"mat: New: (-1×2): negative size", func() { New(-1, 2) }},
		{"mat: FromRows: row 0 has 2 numbers, row 1 has 1", func() { FromRows([][]float32{{1, 2}, {3}}) }},
	} {
		func() {
			defer func() {
				if got := recover(); got != c.want {
					t.Errorf("panic %v, want %q", got, c.want)
				}
			}()
			c.call()
		}()
	}
}

func TestReachAndCopy(t *testing.T) {
	m := FromRows([][]float32{{1, 2, 3}, {4, 5, 6}})
	if m.At(1, 0) != 4 {
		t.Errorf("At(1,0) = %v", m.At(1, 0))
	}
	c := m.Clone()
	m.Row(1)[2] = 60
	if m.At(1, 2) != 60 {
		t.Error("Row is not a view")
	}
	if c.At(1, 2) != 6 {
		t.Error("Clone shares its numbers")
	}
	m.Set(1, 2, 6)
	if !m.Equal(c) {
		t.Errorf("%v after Set, want %v", m, c)
	}
	row := m.Row(0)
	if _ = append(row, 99); m.At(1, 0) != 4 {
		t.Error("appending to a row writes into the next")
	}
	mid := m.Columns(1, 3)
	if !mid.Equal(FromRows([][]float32{{2, 3}, {5, 6}})) {
		t.Errorf("Columns(1,3) = %v", mid)
	}
	if !m.T().Equal(FromRows([][]float32{{1, 4}, {2, 5}, {3, 6}})) {
		t.Errorf("T = %v", m.T())
	}
	if !m.T().T().Equal(m) {
		t.Error("T twice is not the matrix itself")
	}
	if !(Mat{}).IsEmpty() || !New(0, 3).IsEmpty() || !New(3, 0).IsEmpty() || m.IsEmpty() {
		t.Error("IsEmpty")
	}
	if !FromRows(nil).Equal(Mat{}) || m.Columns(1, 1).Cols != 0 {
		t.Error("empty matrices")
	}
}

func TestEqualIsBits(t *testing.T) {
	nan := float32(math.NaN())
	otherNaN := math.Float32frombits(0xffc12345)
	negZero := float32(math.Copysign(0, -1))
	one := func(v float32) Mat { return Mat{1, 1, []float32{v}} }
	for _, c := range []struct {
		a, b Mat
		want bool
	}{
		{one(0), one(negZero), false},
		{one(nan), one(nan), true},
		{one(nan), one(otherNaN), true},
		{one(nan), one(1), false},
		{one(1), one(nan), false},
		{one(1), one(1), true},
		{New(2, 3), New(3, 2), false},
		{New(0, 3), New(0, 2), false},
	} {
		if c.a.Equal(c.b) != c.want {
			t.Errorf("Equal(%v, %v) = %v", c.a, c.b, !c.want)
		}
	}
}

// random returns a matrix of which one number in `every` is special: ±0, ±Inf, NaN, subnormal or huge (0: none).
func random(r *rand.Rand, rows, cols, every int) Mat {
	special := []float32{
		0, float32(math.Copysign(0, -1)), float32(math.Inf(1)), float32(math.Inf(-1)), float32(math.NaN()),
		math.SmallestNonzeroFloat32, -math.SmallestNonzeroFloat32, 0x1p-127, 0x1p-100, math.MaxFloat32, -math.MaxFloat32,
	}
	m := New(rows, cols)
	for i := range m.Data {
		m.Data[i] = float32(r.NormFloat64())
		if every > 0 && r.IntN(every) == 0 {
			m.Data[i] = special[r.IntN(len(special))]
		}
	}
	return m
}
