package mat

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestKernelsHaveTheBitsOfPlainGo: whatever computes products on this host against plain Go. Below 41, m, n and k take every
// remainder that a panel, a tile and an unrolled loop can leave; each pair of m and n meets two k. The large ones are
// the shapes of models, and sizes one off the ends of panels and strips.
func TestKernelsHaveTheBitsOfPlainGo(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	check := func(m, n, k, every int) {
		t.Helper()
		a, b, bias := random(r, m, k, every), random(r, n, k, every), random(r, 1, n, every)
		want, got := New(m, n), random(r, m, n, 2) // Into overwrites
		plainMulT(want.Data, a.Data, b.Data, m, n, k)
		if MulTInto(got, a, b); !got.Equal(want) {
			t.Fatalf("MulT, m %d, n %d, k %d, special 1 in %d: other bits", m, n, k, every)
		}
		bT := b.T()
		got = random(r, m, n, 2)
		if MulInto(got, a, bT); !got.Equal(want) {
			t.Fatalf("Mul, m %d, n %d, k %d, special 1 in %d: other bits", m, n, k, every)
		}
		for i := range want.Data {
			want.Data[i] += bias.Data[i%n]
		}
		if LinearInto(got, a, b, bias.Data); !got.Equal(want) {
			t.Fatalf("Linear, m %d, n %d, k %d, special 1 in %d: other bits", m, n, k, every)
		}
		got = random(r, m, n, 2)
		if LinearPackedInto(got, a, Pack(b), bias.Data); !got.Equal(want) {
			t.Fatalf("LinearPacked, m %d, n %d, k %d, special 1 in %d: other bits", m, n, k, every)
		}
	}
	everies := []int{0, 100, 5}
	for m := 1; m <= 40; m++ {
		for n := 1; n <= 40; n++ {
			for i := range 2 {
				check(m, n, 1+(m+5*n+i*20+r.IntN(20))%40, everies[(m+n+i)%3])
			}
		}
	}
	for _, s := range [][3]int{
		{12, 768, 768}, {12, 3072, 768}, {12, 768, 3072}, {64, 768, 768}, {128, 512, 64}, {1, 3001, 768}, {3001, 1, 64},
		{1, 64, 1024}, {5, 255, 255}, {17, 257, 257}, {16, 256, 256}, {33, 513, 511}, {300, 300, 3}, {257, 17, 513}, {512, 5, 260},
	} {
		check(s[0], s[1], s[2], 0)
		check(s[0], s[1], s[2], 2000)
	}
}

// TestSoftmaxHasTheBitsOfPlainGo: every length, scores of every size, rows with special numbers.
func TestSoftmaxHasTheBitsOfPlainGo(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for n := 1; n < 70; n++ {
		for _, every := range []int{0, 0, 0, 40, 5} {
			for _, scale := range []float32{1, 30, 1000} {
				x := random(r, 1, n, every)
				for i := range x.Data {
					x.Data[i] *= scale
				}
				want, got := New(1, n), New(1, n)
				plainSoftmax(want.Data, x.Data)
				if SoftmaxRowsInto(got, x); !got.Equal(want) {
					t.Fatalf("softmax of %v = %v, want %v", x, got, want)
				}
				if SoftmaxRowsInto(x, x); !x.Equal(want) {
					t.Fatalf("softmax in place: %v, want %v", x, want)
				}
			}
		}
	}
}

// TestExponentialsHaveTheBitsOfExp: every 251st float32 from −110 to 0, beside a 0, so that nothing is subtracted.
func TestExponentialsHaveTheBitsOfExp(t *testing.T) {
	const width = 4096
	row, got, want := New(1, width), New(1, width), New(1, width)
	for bits := uint32(0); bits < math.Float32bits(110); {
		for i := range width - 1 {
			row.Data[i] = -math.Float32frombits(bits)
			bits += 251
		}
		plainSoftmax(want.Data, row.Data)
		if SoftmaxRowsInto(got, row); !got.Equal(want) {
			t.Fatalf("around %v: other bits", row.Data[0])
		}
	}
}

// TestMulRows: rows with gaps between them have the bits of Mul, and the gaps stay as they were.
func TestMulRows(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	for range 300 {
		m, n, k := r.IntN(40), 1+r.IntN(40), r.IntN(300)
		aStride, dstStride := k+r.IntN(5), n+r.IntN(5)
		wide, b, dst := random(r, m, aStride, 50), random(r, k, n, 50), random(r, m, dstStride, 0)
		want := New(m, n)
		plainMul(want.Data, wide.Columns(0, k).Data, b.Data, m, n, k)
		gap := dst.Columns(n, dstStride)
		MulRowsInto(dst.Data, dstStride, wide.Data, aStride, b, m)
		if !dst.Columns(0, n).Equal(want) || !dst.Columns(n, dstStride).Equal(gap) {
			t.Fatalf("m %d, n %d, k %d, strides %d, %d: other bits", m, n, k, aStride, dstStride)
		}
	}
}
