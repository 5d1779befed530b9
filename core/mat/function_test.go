package mat

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

// ulps32 returns how many units in the last place of want (as a float32) got is away.
func ulps32(got float32, want float64) float64 {
	_, e := math.Frexp(want)
	return math.Abs(float64(got)-want) / math.Ldexp(1, max(e-24, -149))
}

func TestExp(t *testing.T) {
	inf, nan := float32(math.Inf(1)), float32(math.NaN())
	for _, c := range [][2]float32{
		{0, 1}, {float32(math.Copysign(0, -1)), 1}, {inf, inf}, {-inf, 0}, {nan, nan},
		{89, inf}, {math.MaxFloat32, inf}, {math.Nextafter32(88.72284, 100), inf}, {88.72284, inf},
		{-104, 0}, {math.Nextafter32(-104, -200), 0}, {-math.MaxFloat32, 0},
		{-103.2789, math.SmallestNonzeroFloat32}, {math.SmallestNonzeroFloat32, 1},
	} {
		if got := (Mat{1, 1, []float32{Exp(c[0])}}); !got.Equal(Mat{1, 1, []float32{c[1]}}) {
			t.Errorf("Exp(%v) = %v, want %v", c[0], got.Data[0], c[1])
		}
	}
	// a million values over the whole range: evenly spaced, with a stride that meets every kind of fraction
	const n = 1_000_000
	var worst float64
	var at float32
	for i := range n {
		x := float32(-104 + 192.7228*float64(i)/n)
		if u := ulps32(Exp(x), math.Exp(float64(x))); u > worst {
			worst, at = u, x
		}
	}
	// and small ones, where scores live
	r := rand.New(rand.NewPCG(1, 2))
	for range n / 4 {
		x := float32(math.Ldexp(r.Float64()*2-1, r.IntN(30)-26))
		if u := ulps32(Exp(x), math.Exp(float64(x))); u > worst {
			worst, at = u, x
		}
	}
	t.Logf("Exp: at most %.3f ulp, at %v", worst, at)
	if worst > 0.991 {
		t.Errorf("Exp(%v) is %.3f ulp away", at, worst)
	}
	for x := float32(-104); x < 88; x += 0.37 {
		if a, b := Exp(x), Exp(x+0.01); a > b {
			t.Errorf("Exp falls between %v and %v", x, x+0.01)
		}
	}
}

func TestTanh(t *testing.T) {
	inf, nan, zero := float32(math.Inf(1)), float32(math.NaN()), float32(math.Copysign(0, -1))
	for _, c := range [][2]float32{
		{0, 0}, {zero, zero}, {inf, 1}, {-inf, -1}, {nan, nan}, {50, 1}, {-1e30, -1},
		{math.SmallestNonzeroFloat32, math.SmallestNonzeroFloat32}, {-0x1p-130, -0x1p-130},
	} {
		if got := (Mat{1, 1, []float32{Tanh(c[0])}}); !got.Equal(Mat{1, 1, []float32{c[1]}}) {
			t.Errorf("Tanh(%v) = %v, want %v", c[0], got.Data[0], c[1])
		}
	}
	r := rand.New(rand.NewPCG(3, 4))
	var worst float64
	var at float32
	for i := range 1_000_000 {
		x := float32(-10 + 20*float64(i)/1_000_000)
		if i%2 == 0 {
			x = float32(math.Ldexp(r.Float64()*2-1, r.IntN(40)-36))
		}
		if u := ulps32(Tanh(x), math.Tanh(float64(x))); u > worst {
			worst, at = u, x
		}
		if Tanh(-x) != -Tanh(x) {
			t.Fatalf("Tanh is not odd at %v", x)
		}
	}
	t.Logf("Tanh: at most %.3f ulp, at %v", worst, at)
	if worst > 1.331 {
		t.Errorf("Tanh(%v) is %.3f ulp away", at, worst)
	}
}

func ulps64(got, want float64) float64 {
	if got == want || got != got && want != want {
		return 0
	}
	_, e := math.Frexp(want)
	return math.Abs(got-want) / math.Ldexp(1, max(e-53, -1074))
}

// Package math is the outsider here: its algorithms differ between processors, by less than an ulp.
func TestFloat64AgainstPackageMath(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	spread := func(lo, hi float64) func() float64 { return func() float64 { return lo + (hi-lo)*r.Float64() } }
	scaled := func(from, to int) func() float64 {
		return func() float64 { return math.Ldexp(r.Float64()*2-1, from+r.IntN(to-from)) }
	}
	inf, nan, zero := math.Inf(1), math.NaN(), math.Copysign(0, -1)
	for _, c := range []struct {
		name      string
		ours, std func(float64) float64
		special   []float64
		draw      []func() float64
	}{
		{"Sin64", Sin64, math.Sin, []float64{0, zero, inf, -inf, nan, math.Pi, 0x1p-1074, 1e5, -1e5, 1 << 28},
			[]func() float64{spread(-10, 10), spread(-1e5, 1e5), scaled(-60, 3)}},
		{"Cos64", Cos64, math.Cos, []float64{0, zero, inf, -inf, nan, math.Pi / 2, 0x1p-1074, 1e5, -1e5, 1 << 28},
			[]func() float64{spread(-10, 10), spread(-1e5, 1e5), scaled(-60, 3)}},
		{"Exp2", Exp2, math.Exp2, []float64{0, zero, inf, -inf, nan, 1023.9999999, 1024, -1074, -1074.1, -1080},
			[]func() float64{spread(-1, 1), spread(-1074, 1023), scaled(-60, 6)}},
		{"Log1p64", Log1p64, math.Log1p, []float64{0, zero, inf, -inf, nan, -1, -1.5, 0x1p-1074, -1 + 0x1p-53, 1, 3, 1e300, 0x1p53, 0x1p54},
			[]func() float64{spread(-1, 0), spread(-1, 4), scaled(-70, 0), spread(0, 1e18)}},
	} {
		var worst, at float64
		check := func(x float64) {
			if u := ulps64(c.ours(x), c.std(x)); u > worst || u != u {
				worst, at = u, x
			}
		}
		for _, x := range c.special {
			got, want := c.ours(x), c.std(x)
			if ulps64(got, want) > 1 || math.Signbit(got) != math.Signbit(want) && want == want {
				t.Errorf("%s(%v) = %v, package math has %v", c.name, x, got, want)
			}
		}
		for _, draw := range c.draw {
			for range 200_000 {
				check(draw())
			}
		}
		t.Logf("%s: at most %v ulp from package math, at %v", c.name, worst, at)
		if !(worst <= 1) {
			t.Errorf("%s(%v) = %v is %v ulp from package math's %v", c.name, at, c.ours(at), worst, c.std(at))
		}
	}
	if v := Sin64(1<<28 + 1); v == v {
		t.Errorf("Sin64 beyond its range = %v", v)
	}
	if v := Cos64(-1e300); v == v {
		t.Errorf("Cos64 beyond its range = %v", v)
	}
	for n := -1074; n < 1024; n++ {
		if got := Exp2(float64(n)); got != math.Ldexp(1, n) {
			t.Errorf("Exp2(%d) = %v, not exact", n, got)
		}
	}
}

// bigExp returns eˣ to 150 bits: the series of e^(x/2¹²), squared twelve times.
func bigExp(x float64) float64 {
	const bits = 250
	r := new(big.Float).SetPrec(bits).SetFloat64(x)
	r.SetMantExp(r, -12)
	sum, term := big.NewFloat(1).SetPrec(bits), big.NewFloat(1).SetPrec(bits)
	for k := 1; k < 40; k++ {
		term.Mul(term, r)
		term.Quo(term, new(big.Float).SetPrec(bits).SetInt64(int64(k)))
		sum.Add(sum, term)
	}
	for range 12 {
		sum.Mul(sum, sum)
	}
	f, _ := sum.Float64()
	return f
}

// Package math has an assembly Exp on amd64 that is itself 2 ulp away in places, so math/big is asked.
func TestExp64AgainstBig(t *testing.T) {
	for _, c := range [][2]float64{
		{0, 1}, {math.Copysign(0, -1), 1}, {math.Inf(1), math.Inf(1)}, {math.Inf(-1), 0}, {math.NaN(), math.NaN()},
		{709.79, math.Inf(1)}, {-745.2, 0}, {-745.13, math.SmallestNonzeroFloat64}, {0x1p-1074, 1},
	} {
		if got := Exp64(c[0]); ulps64(got, c[1]) != 0 {
			t.Errorf("Exp64(%v) = %v, want %v", c[0], got, c[1])
		}
	}
	r := rand.New(rand.NewPCG(7, 8))
	var worst, at float64
	for i := range 6000 {
		x := -745 + 1454.78*r.Float64()
		if i%2 == 0 {
			x = math.Ldexp(r.Float64()*2-1, r.IntN(64)-60)
		}
		if u := ulps64(Exp64(x), bigExp(x)); u > worst || u != u {
			worst, at = u, x
		}
	}
	t.Logf("Exp64: at most %v ulp, at %v", worst, at)
	if !(worst <= 1) {
		t.Errorf("Exp64(%v) = %v is %v ulp from %v", at, Exp64(at), worst, bigExp(at))
	}
}

var sink float32

func BenchmarkExp(b *testing.B) {
	xs := random(rand.New(rand.NewPCG(1, 1)), 1, 1024, 0).Data
	for b.Loop() {
		for _, x := range xs {
			sink = Exp(x)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1024, "ns/Exp")
}
