package sdpa_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"qkvlab/core/sdpa"
)

var nan, inf = float32(math.NaN()), float32(math.Inf(1))

func random(rng *rand.Rand, n int) []float32 {
	v := make([]float32, n)
	for i := range v {
		v[i] = float32(rng.NormFloat64())
	}
	return v
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func newOp(t testing.TB, c sdpa.Config) *sdpa.Op {
	t.Helper()
	op, err := sdpa.New(c)
	must(t, err)
	return op
}

// TestPlain: both paths give what the definition gives in float64, over every combination of options. 1e-5: scores of some
// 40 have last bits of 4e-6, which exp passes on to the shares.
func TestPlain(t *testing.T) {
	ws := new(sdpa.Workspace) // one for all, as a program would have it
	worst, worstFused := 0.0, 0.0
	for seed := range 150 {
		p := randomProblem(t, rand.New(rand.NewPCG(uint64(seed), 1)))
		if p.c.ALiBi != nil { // keep the scores near those of real models
			for i := range p.c.ALiBi {
				p.c.ALiBi[i] /= 16
			}
		}
		op := newOp(t, p.c)
		dst, fused := sdpa.BHTD(make([]float32, p.b*p.c.Heads*p.in.Q.T*p.dv), p.b, p.c.Heads, p.in.Q.T, p.dv), sdpa.Tensor{}
		fused = dst
		fused.Data = make([]float32, len(dst.Data))
		for i := range fused.Data { // what was there before must not matter
			fused.Data[i], dst.Data[i] = nan, nan
		}
		must(t, op.Run(dst, &p.in, ws))
		must(t, op.RunFused(fused, &p.in, ws))
		want := p.plain()
		d, f := distance(dst.Data, want), distance(fused.Data, dst.Data)
		if !(d <= 1e-5) || !(f <= fusedFromRun(p.in.K.T)) {
			t.Fatalf("seed %d: off by %s of the scale, fused by %s: %+v", seed, decimal(d), decimal(f), p.c)
		}
		worst, worstFused = max(worst, d), max(worstFused, f)
	}
	t.Logf("150 problems: within %s of float64, fused within %s of unfused (of the scale)", decimal(worst), decimal(worstFused))
}
