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
		room := random(r, 1, PackedLen(n, k)+3, 2).Data
		some, _ := PackInto(room, b).First(1 + r.IntN(n)).Shape()
		got = New(m, some)
		if LinearPackedInto(got, a, PackInto(room, b).First(some), bias.Data[:some]); !got.Equal(want.Columns(0, some)) {
			t.Fatalf("the first %d of LinearPacked, m %d, n %d, k %d, special 1 in %d: other bits", some, m, n, k, every)
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
				want, got := x.Clone(), New(1, n)
				plainSoftmax(want.Data)
				if SoftmaxRowsInto(got, x); !got.Equal(want) {
					t.Fatalf("softmax of %v = %v, want %v", x, got, want)
				}
				y := random(r, 1, 1+r.IntN(70), every) // a second row, shorter or longer
				wantY := y.Clone()
				plainSoftmax(wantY.Data)
				if SoftmaxTwo(x.Data, y.Data); !x.Equal(want) || !y.Equal(wantY) {
					t.Fatalf("softmax of two rows: %v and %v, want %v and %v", x, y, want, wantY)
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
		copy(want.Data, row.Data)
		plainSoftmax(want.Data)
		if SoftmaxRowsInto(got, row); !got.Equal(want) {
			t.Fatalf("around %v: other bits", row.Data[0])
		}
		copy(got.Data, row.Data)
		if SoftmaxTwo(got.Data, row.Data); !got.Equal(want) || !row.Equal(want) {
			t.Fatalf("two rows, around %v: other bits", want.Data[0])
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
		if m == 0 {
			continue
		}
		cut := r.IntN(k + 1) // in two parts
		MulRowsInto(dst.Data, dstStride, wide.Data, aStride, Mat{cut, n, b.Data[:cut*n]}, m)
		MulRowsAdd(dst.Data, dstStride, wide.Data[cut:], aStride, Mat{k - cut, n, b.Data[cut*n:]}, m)
		if !dst.Columns(0, n).Equal(want) || !dst.Columns(n, dstStride).Equal(gap) {
			t.Fatalf("m %d, n %d, k %d in parts of %d: other bits", m, n, k, cut)
		}
	}
}
