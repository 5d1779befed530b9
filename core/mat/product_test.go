package mat

import (
	"math/rand/v2"
	"strconv"
	"testing"
)

// naive is the definition: from 0, k ascending, product and sum rounded one by one, the bias last.
func naive(a, bT Mat, bias []float32) Mat {
	dst := New(a.Rows, bT.Rows)
	for i := range a.Rows {
		for j := range bT.Rows {
			var acc float32
			for k := range a.Cols {
				acc = float32(acc + float32(a.At(i, k)*bT.At(j, k)))
			}
			if bias != nil {
				acc = float32(acc + bias[j])
			}
			dst.Set(i, j, acc)
		}
	}
	return dst
}

func TestProductsAreTheDefinitionBitForBit(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	check := func(m, n, k, every int) {
		a, b := random(r, m, k, every), random(r, n, k, every)
		bias := random(r, 1, n, every).Data
		want := naive(a, b, nil)
		// Into must overwrite, not add: dst begins with garbage.
		dst := random(r, m, n, 2)
		if MulTInto(dst, a, b); !dst.Equal(want) {
			t.Fatalf("MulT %d×%d×%d: %v, want %v", m, n, k, dst, want)
		}
		if got := MulT(a, b); !got.Equal(want) {
			t.Fatalf("MulT %d×%d×%d: %v, want %v", m, n, k, got, want)
		}
		dst = random(r, m, n, 2)
		if MulInto(dst, a, b.T()); !dst.Equal(want) {
			t.Fatalf("Mul %d×%d×%d: %v, want %v", m, n, k, dst, want)
		}
		if got := Mul(a, b.T()); !got.Equal(want) {
			t.Fatalf("Mul %d×%d×%d: %v, want %v", m, n, k, got, want)
		}
		if got := Linear(a, b, nil); !got.Equal(want) {
			t.Fatalf("Linear without bias %d×%d×%d: %v, want %v", m, n, k, got, want)
		}
		if got, want := Linear(a, b, bias), naive(a, b, bias); !got.Equal(want) {
			t.Fatalf("Linear %d×%d×%d: %v, want %v", m, n, k, got, want)
		}
	}
	for m := range 14 {
		for n := range 14 {
			for k := range 14 {
				check(m, n, k, 0)  // finite: every bit shows
				check(m, n, k, 40) // some cells special
				check(m, n, k, 3)  // mostly special
			}
		}
	}
	check(12, 768, 768, 0)
	check(33, 64, 64, 500)
}

func TestProductLaws(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	a := random(r, 7, 5, 0)
	eye := New(5, 5)
	for i := range 5 {
		eye.Set(i, i, 1)
	}
	if !Mul(a, eye).Equal(a) || !MulT(a, eye).Equal(a) {
		t.Error("A·I is not A")
	}
	// the order of the factors of each term does not matter: (A·Bᵀ)ᵀ = B·Aᵀ to the bit
	b := random(r, 6, 5, 0)
	if !MulT(a, b).T().Equal(MulT(b, a)) {
		t.Error("(A·Bᵀ)ᵀ is not B·Aᵀ")
	}
	// sums begin at +0, so that a sum of −0 is 0
	minus := Mat{1, 1, []float32{float32(-1) * 0}}
	minus.Data[0] = -minus.Data[0]
	if got := MulT(minus, Mat{1, 1, []float32{-1}}); !got.Equal(New(1, 1)) {
		t.Errorf("0·−1 summed from 0 = %v", got)
	}
}

func TestIntoAllocatesNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	x, w, bias := random(r, 9, 8, 0), random(r, 11, 8, 0), make([]float32, 11)
	dst, wt, soft := New(9, 11), w.T(), New(9, 8)
	for name, f := range map[string]func(){
		"LinearInto":      func() { LinearInto(dst, x, w, bias) },
		"MulTInto":        func() { MulTInto(dst, x, w) },
		"MulInto":         func() { MulInto(dst, x, wt) },
		"SoftmaxRowsInto": func() { SoftmaxRowsInto(soft, x) },
		"SoftmaxColsInto": func() { SoftmaxColsInto(soft, x) },
	} {
		if n := testing.AllocsPerRun(10, f); n != 0 {
			t.Errorf("%s allocates %v times", name, n)
		}
	}
}

func BenchmarkLinear(b *testing.B) {
	for _, s := range [][3]int{{3, 4, 4}, {32, 64, 64}, {12, 768, 768}} {
		t, in, out := s[0], s[1], s[2]
		b.Run(strconv.Itoa(t)+"x"+strconv.Itoa(in)+"x"+strconv.Itoa(out), func(b *testing.B) {
			r := rand.New(rand.NewPCG(1, 1))
			x, w, bias, dst := random(r, t, in, 0), random(r, out, in, 0), make([]float32, out), New(t, out)
			for b.Loop() {
				LinearInto(dst, x, w, bias)
			}
			b.ReportMetric(float64(t*in*out)*float64(b.N)/b.Elapsed().Seconds()/1e9, "Gmul/s")
		})
	}
}

func BenchmarkMul32x32x64(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	x, y, dst := random(r, 32, 32, 0), random(r, 32, 64, 0), New(32, 64)
	for b.Loop() {
		MulInto(dst, x, y)
	}
}

func BenchmarkMulT32x32x8(b *testing.B) { // scores of one head
	r := rand.New(rand.NewPCG(1, 1))
	x, y, dst := random(r, 32, 8, 0), random(r, 32, 8, 0), New(32, 32)
	for b.Loop() {
		MulTInto(dst, x, y)
	}
}
