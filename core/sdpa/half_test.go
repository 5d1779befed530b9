package sdpa_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"qkvlab/core/mat"
	"qkvlab/core/sdpa"
)

// TestHalf: every half is read as its definition says, written back as itself, and what lies between two halves goes to the
// nearer one, a tie to the even one.
func TestHalf(t *testing.T) {
	for _, f := range []struct {
		name  string
		bits  int // of the fraction
		bias  int
		read  func([]float32, []uint16)
		write func([]uint16, []float32)
	}{{"float16", 10, 15, sdpa.Float16s, sdpa.ToFloat16s}, {"bfloat16", 7, 127, sdpa.BFloat16s, sdpa.ToBFloat16s}} {
		read := func(b uint16) float32 { v := []float32{0}; f.read(v, []uint16{b}); return v[0] }
		write := func(v float32) uint16 { b := []uint16{0}; f.write(b, []float32{v}); return b[0] }
		for b := range uint16(0x8000) {
			exp, frac := int(b>>f.bits), int(b)&(1<<f.bits-1)
			v := read(b)
			if exp == 1<<(15-f.bits)-1 && frac != 0 {
				if back := read(write(v)); v == v || back == back {
					t.Fatalf("%s %04x: %v, written as %v, want NaN", f.name, b, v, back)
				}
				continue
			}
			want := math.Ldexp(float64(frac+1<<f.bits), exp-f.bias-f.bits)
			if exp == 0 {
				want = math.Ldexp(float64(frac), 1-f.bias-f.bits)
			}
			if exp == 1<<(15-f.bits)-1 {
				want = math.Inf(1)
			}
			if float64(v) != want || read(b|0x8000) != -v || write(v) != b || write(-v) != b|0x8000 {
				t.Fatalf("%s %04x is %v, want %v, written as %04x and %04x", f.name, b, v, want, write(v), write(-v))
			}
			if math.IsInf(want, 1) {
				continue
			}
			middle := float32(want/2 + math.Ldexp(float64(frac+1+1<<f.bits), max(exp, 1)-f.bias-f.bits)/2)
			if exp == 0 {
				middle = float32(math.Ldexp(float64(frac)+0.5, 1-f.bias-f.bits))
			}
			even := b + b&1
			below, above := write(math.Nextafter32(middle, 0)), write(math.Nextafter32(middle, inf))
			if write(middle) != even || below != b || above != b+1 {
				t.Fatalf("%s: between %04x and the next: %04x, just below %04x, just above %04x", f.name, b, write(middle), below, above)
			}
		}
	}
}

// TestPrecision: softmax in other formats. In float64 it is nearer to the truth; in halves each share is a half.
func TestPrecision(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 8))
	const n = 300
	q, k := []float32{1}, random(rng, n)
	for i := range k {
		k[i] *= 3
	}
	shares := func(p sdpa.Precision) []float32 {
		op := newOp(t, sdpa.Config{Heads: 1, HeadDim: 1, Precision: p})
		attn := make([]float32, n)
		in := sdpa.Input{Q: sdpa.BHTD(q, 1, 1, 1, 1), K: sdpa.BHTD(k, 1, 1, n, 1), V: sdpa.BHTD(k, 1, 1, n, 1)}
		in.Stages[sdpa.Attn] = sdpa.BHTD(attn, 1, 1, 1, n)
		must(t, op.Run(sdpa.BHTD(make([]float32, 1), 1, 1, 1, 1), &in, new(sdpa.Workspace)))
		if err := op.RunFused(sdpa.BHTD(make([]float32, 1), 1, 1, 1, 1), &in, new(sdpa.Workspace)); err == nil {
			t.Error("RunFused took a stage")
		}
		return attn
	}
	most, sum := float64(k[0]), 0.0
	for _, x := range k {
		most = max(most, float64(x))
	}
	for _, x := range k {
		sum += math.Exp(float64(x) - most)
	}
	for i, v := range shares(sdpa.Float64) {
		if want := float32(math.Exp(float64(k[i])-most) / sum); math.Abs(float64(v-want)) > float64(want)/(1<<23) {
			t.Fatalf("float64: share %d is %v, want %v", i, v, want)
		}
	}
	half, back := make([]uint16, n), make([]float32, n)
	v := shares(sdpa.Float16)
	sdpa.ToFloat16s(half, v)
	if sdpa.Float16s(back, half); !mat.SameBits(back, v) || !(distance(v, shares(sdpa.Float32)) < tolerance16) {
		t.Error("float16: shares are no halves, or too far off")
	}
	v = shares(sdpa.BFloat16)
	sdpa.ToBFloat16s(half, v)
	if sdpa.BFloat16s(back, half); !mat.SameBits(back, v) || !(distance(v, shares(sdpa.Float32)) < toleranceB16) {
		t.Error("bfloat16: shares are no halves, or too far off")
	}
}
