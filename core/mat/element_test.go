package mat

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Values of PyTorch 1.13 (float32, CPU): torch.nn.functional.gelu(x), gelu(x, approximate="tanh") and silu(x).
var torchActivations = [][4]float32{
	{-9.5, 0, -0, -0.000711039174},
	{-5, -1.49011612e-06, -2.98023224e-07, -0.0334642529},
	{-3.25, -0.00187554955, -0.00156860799, -0.12131238},
	{-2, -0.0455000997, -0.0454022884, -0.238405839},
	{-1, -0.158655286, -0.158807993, -0.268941432},
	{-0.5, -0.154268786, -0.154285997, -0.188770339},
	{-0.125, -0.0562827215, -0.0562827997, -0.0585988276},
	{-0.00100000005, -0.000499601127, -0.000499601068, -0.000499750022},
	{0.00100000005, 0.000500398921, 0.000500398979, 0.000500250026},
	{0.125, 0.0687172785, 0.0687171966, 0.0664011762},
	{0.5, 0.345731199, 0.345714003, 0.311229676},
	{1, 0.841344714, 0.841192007, 0.731058598},
	{2, 1.95449996, 1.95459771, 1.76159406},
	{3.25, 3.24812436, 3.24843121, 3.12868738},
	{5, 4.99999857, 4.99999952, 4.96653557},
	{9.5, 9.5, 9.5, 9.49928856},
}

func TestActivationsAgainstPyTorch(t *testing.T) {
	for _, row := range torchActivations {
		x := row[0]
		for i, f := range []func(float32) float32{GELU, GELUTanh, SiLU} {
			// PyTorch's own forms lose digits below −2, where 1 + erf and 1 + tanh are near 0: one unit of 1, times x
			allowed := math.Abs(float64(row[i+1]))*1e-6 + math.Abs(float64(x))*1.2e-7
			if got := f(x); math.Abs(float64(got-row[i+1])) > allowed {
				t.Errorf("function %d of %v = %v, PyTorch: %v", i, x, got, row[i+1])
			}
		}
	}
}

// TestActivationsAgainstFloat64: relative errors, on a grid that steps over all magnitudes.
func TestActivationsAgainstFloat64(t *testing.T) {
	exact := []func(float64) float64{
		func(x float64) float64 { return x * 0.5 * math.Erfc(-x/math.Sqrt2) },
		func(x float64) float64 { return x / (1 + math.Exp(-2*math.Sqrt(2/math.Pi)*(x+0.044715*x*x*x))) },
		func(x float64) float64 { return x / (1 + math.Exp(-x)) },
	}
	for i, f := range []func(float32) float32{GELU, GELUTanh, SiLU} {
		worst := [2]float64{}
		for k := -13000; k <= 13000; k++ {
			x := float32(k) / 1000
			want := exact[i](float64(x))
			if math.Abs(want) < 1e-36 { // where exp(−x) is +Inf, nothing is left
				continue
			}
			part := 0
			if x < -2 {
				part = 1
			}
			worst[part] = max(worst[part], math.Abs(float64(f(x))-want)/math.Abs(want))
		}
		if worst[0] > 6e-7 || worst[1] > []float64{1e-5, 4e-5, 4e-7}[i] {
			t.Errorf("function %d: relative errors %v from −2 on, %v below", i, worst[0], worst[1])
		}
	}
}

func TestActivationsOfSpecialNumbers(t *testing.T) {
	inf, nan, minus0 := float32(math.Inf(1)), float32(math.NaN()), float32(math.Copysign(0, -1))
	x := Mat{1, 6, []float32{0, minus0, inf, -inf, nan, 1e30}}
	want := Mat{1, 6, []float32{0, minus0, inf, nan, nan, 1e30}}
	for i, f := range []func(dst, src []float32){GELUInto, GELUTanhInto, SiLUInto} {
		got := New(1, 6)
		if f(got.Data, x.Data); !got.Equal(want) {
			t.Errorf("function %d of %v = %v", i, x.Data, got.Data)
		}
	}
}

func TestElementKernelsHaveTheBitsOfPlainGo(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	into := []func(dst, src []float32){GELUInto, GELUTanhInto, SiLUInto}
	check := func(x Mat) {
		t.Helper()
		for i, f := range []func(float32) float32{GELU, GELUTanh, SiLU} {
			want, got := New(1, x.Cols), x.Clone()
			for j, v := range x.Data {
				want.Data[j] = f(v)
			}
			if into[i](got.Data, got.Data); !got.Equal(want) {
				t.Fatalf("function %d of %v = %v, want %v", i, x.Data, got.Data, want.Data)
			}
		}
	}
	for n := range 40 {
		for _, every := range []int{0, 20, 3} {
			x := random(r, 1, n, every)
			check(x)
			Scale(x.Data, 50)
			check(x)
		}
	}
	row := New(1, 4096)
	for bits := uint32(0); bits < math.Float32bits(200); { // every 4001st float32 to 200, of both signs
		for i := range row.Data {
			row.Data[i] = math.Float32frombits(bits | uint32(i&1)<<31)
			bits += 4001
		}
		check(row)
	}
}

// TestNorms: against float64, against the loops in plain Go bit for bit, in place, and the laws of a norm.
func TestNorms(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 16))
	const eps = 1e-5
	for n := 1; n < 100; n++ {
		x, weight, bias := random(r, 3, n, 0), random(r, 1, n, 0).Data, random(r, 1, n, 0).Data
		layer, rms := New(3, n), New(3, n)
		LayerNormInto(layer, x, weight, bias, eps)
		RMSNormInto(rms, x, weight, eps)
		for i := range x.Rows {
			var sum, squares, apart float64
			for _, v := range x.Row(i) {
				sum += float64(v)
				squares += float64(v) * float64(v)
			}
			mean := sum / float64(n)
			for _, v := range x.Row(i) {
				apart += (float64(v) - mean) * (float64(v) - mean)
			}
			for j, v := range x.Row(i) {
				if want := (float64(v)-mean)/math.Sqrt(apart/float64(n)+eps)*float64(weight[j]) + float64(bias[j]); math.Abs(want-float64(layer.At(i, j))) > 3e-6*math.Max(1, math.Abs(want))*math.Sqrt(float64(n)) {
					t.Fatalf("LayerNorm of %d numbers: %v, want %v", n, layer.At(i, j), want)
				}
				if want := float64(v) / math.Sqrt(squares/float64(n)+eps) * float64(weight[j]); math.Abs(want-float64(rms.At(i, j))) > 1e-6*math.Max(1, math.Abs(want)) {
					t.Fatalf("RMSNorm of %d numbers: %v, want %v", n, rms.At(i, j), want)
				}
			}
		}
		same := x.Clone()
		if LayerNormInto(same, same, weight, bias, eps); !same.Equal(layer) {
			t.Fatal("LayerNorm in place differs")
		}
		for _, every := range []int{0, 10} {
			y := random(r, 1, n, every)
			var parts, want [sumParts]float32
			addParts(&parts, y.Data)
			plainAddParts(&want, y.Data, 0)
			addSquares(&parts, y.Data, 0.25)
			plainAddSquares(&want, y.Data, 0.25, 0)
			if !(Mat{1, sumParts, parts[:]}).Equal(Mat{1, sumParts, want[:]}) {
				t.Fatalf("sums of %d numbers: other bits", n)
			}
			got, plain := New(1, n), New(1, n)
			normalize(got.Data, y.Data, 0.5, 3)
			plainNormalize(plain.Data, y.Data, 0.5, 3, 0)
			if !got.Equal(plain) {
				t.Fatalf("normalized %d numbers: other bits", n)
			}
		}
	}
}
