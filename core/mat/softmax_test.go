package mat

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestSoftmaxLaws(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, size := range [][2]int{{1, 1}, {1, 9}, {5, 1}, {4, 7}, {32, 32}} {
		m := random(r, size[0], size[1], 0)
		rows, cols := New(m.Rows, m.Cols), New(m.Rows, m.Cols)
		SoftmaxRowsInto(rows, m)
		for i := range m.Rows {
			var sum, want float64
			for _, v := range rows.Row(i) {
				sum += float64(v)
			}
			if math.Abs(sum-1) > 1e-6 {
				t.Errorf("row %d sums to %v", i, sum)
			}
			for _, v := range m.Row(i) {
				want += math.Exp(float64(v))
			}
			for j, v := range m.Row(i) {
				// x − max is rounded (|x| < 10: 5e-7 in the exponent), exp and the sum add less
				if p := math.Exp(float64(v)) / want; math.Abs(float64(rows.At(i, j))-p) > 2e-6*p {
					t.Errorf("softmax (%d,%d) = %v, in float64 %v", i, j, rows.At(i, j), p)
				}
			}
		}
		// the other axis is the same operation on the transpose, to the bit
		SoftmaxColsInto(cols, m.T().T())
		byRows := New(m.Cols, m.Rows)
		SoftmaxRowsInto(byRows, m.T())
		if !cols.Equal(byRows.T()) {
			t.Errorf("columns of %v: %v, want %v", m, cols, byRows.T())
		}
		// in place
		same := m.Clone()
		SoftmaxRowsInto(same, same)
		if !same.Equal(rows) {
			t.Error("SoftmaxRowsInto in place differs")
		}
		same = m.Clone()
		SoftmaxColsInto(same, same)
		if !same.Equal(cols) {
			t.Error("SoftmaxColsInto in place differs")
		}
	}
}

func TestSoftmaxShiftChangesNothing(t *testing.T) {
	// whole numbers, so that the shifted scores are exact
	m, shifted := FromRows([][]float32{{1, -3, 2, 0}}), FromRows([][]float32{{10001, 9997, 10002, 10000}})
	a, b := New(1, 4), New(1, 4)
	SoftmaxRowsInto(a, m)
	SoftmaxRowsInto(b, shifted)
	if !a.Equal(b) {
		t.Errorf("%v, shifted by 10⁴: %v", a, b)
	}
}

func TestSoftmaxSpecialCases(t *testing.T) {
	inf, nan := float32(math.Inf(1)), float32(math.NaN())
	for _, c := range []struct{ row, want []float32 }{
		{[]float32{1, nan, 2}, []float32{nan, nan, nan}},
		{[]float32{nan, 1, 2}, []float32{nan, nan, nan}},
		{[]float32{-inf, nan}, []float32{nan, nan}},
		{[]float32{-inf, -inf}, []float32{nan, nan}},
		{[]float32{-inf}, []float32{nan}},
		{[]float32{inf, 1}, []float32{nan, nan}},
		{[]float32{inf, -inf, inf}, []float32{nan, nan, nan}},
		{[]float32{-inf, 3, -inf, 3}, []float32{0, .5, 0, .5}},
		{[]float32{1e4, -1e4}, []float32{1, 0}},
		{[]float32{math.MaxFloat32, -math.MaxFloat32}, []float32{1, 0}},
		{[]float32{7}, []float32{1}},
		{[]float32{2, 2, 2, 2}, []float32{.25, .25, .25, .25}},
	} {
		row, want := FromRows([][]float32{c.row}), FromRows([][]float32{c.want})
		got := New(1, row.Cols)
		if SoftmaxRowsInto(got, row); !got.Equal(want) {
			t.Errorf("row %v: %v, want %v", c.row, got.Data, c.want)
		}
		got = New(row.Cols, 1)
		if SoftmaxColsInto(got, row.T()); !got.Equal(want.T()) {
			t.Errorf("column %v: %v, want %v", c.row, got.Data, c.want)
		}
	}
	SoftmaxRowsInto(New(3, 0), New(3, 0))
	SoftmaxColsInto(New(0, 3), New(0, 3))
}

func BenchmarkSoftmaxRows32x32(b *testing.B) {
	m := random(rand.New(rand.NewPCG(1, 1)), 32, 32, 0)
	dst := New(32, 32)
	for b.Loop() {
		SoftmaxRowsInto(dst, m)
	}
}
