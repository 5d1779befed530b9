package sdpa_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"qkvlab/core/sdpa"
)

// TestRope: turning keeps lengths, scores depend on the distance alone, and the two layouts are one under a permutation of the
// columns.
func TestRope(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 9))
	const dh, width, n = 10, 8, 64
	for _, base := range []float64{10000, 500000, 1.5} {
		halves, err := sdpa.NewRope(width, n, base, false)
		must(t, err)
		pairs, err := sdpa.NewRope(width, n, base, true)
		must(t, err)
		x := random(rng, dh)
		mixed := append([]float32{}, x...)
		for i := range width / 2 {
			mixed[2*i], mixed[2*i+1] = x[i], x[i+width/2]
		}
		turn := func(r *sdpa.Rope, v []float32, p int) []float32 {
			y := make([]float32, len(v))
			must(t, r.ApplyAt(sdpa.BHTD(y, 1, 1, 1, dh), sdpa.BHTD(v, 1, 1, 1, dh), []int{p}))
			return y
		}
		dot := func(a, b []float32) (s float64) {
			for i, v := range a {
				s += float64(v) * float64(b[i])
			}
			return s
		}
		for p := range n {
			y, z := turn(halves, x, p), turn(pairs, mixed, p)
			for i := range width / 2 {
				angle := float64(p) * math.Pow(base, -2*float64(i)/width)
				want := float64(x[i])*math.Cos(angle) - float64(x[i+width/2])*math.Sin(angle)
				if y[i] != z[2*i] || y[i+width/2] != z[2*i+1] || math.Abs(float64(y[i])-want) > 1e-6 {
					t.Fatalf("base %v, position %d, pair %d: %v and %v, want %v", base, p, i, y[i], z[2*i], want)
				}
			}
			if y[8] != x[8] || y[9] != x[9] || math.Abs(dot(y, y)-dot(x, x)) > 1e-5 {
				t.Fatalf("position %d: %v turned to %v", p, x, y)
			}
			if q := 5; p >= q && math.Abs(dot(y, turn(halves, x, p-q))-dot(turn(halves, x, q), x)) > 1e-5 {
				t.Fatalf("the score at a distance of 5 depends on the position %d", p)
			}
		}
		if err := halves.Apply(sdpa.BHTD(x, 1, 1, 1, dh), sdpa.BHTD(x, 1, 1, 1, dh), n); err == nil {
			t.Error("a position beyond the table")
		}
	}
	if _, err := sdpa.NewRope(7, 1, 10000, false); err == nil {
		t.Error("an odd width")
	}
}
