package sdpa_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"qkvlab/core/mat"
	"qkvlab/core/sdpa"
)

// TestFusedTolerance holds RunFused to what its comment promises, where there are many tiles, and scores are flat, steep or
// rising, so that each tile brings a new largest one.
func TestFusedTolerance(t *testing.T) {
	const n, dh = 9, 16
	op, ws := newOp(t, sdpa.Config{Heads: 1, HeadDim: dh}), new(sdpa.Workspace)
	for _, s := range []int{1, 64, 65, 512, 4096, 16384} {
		for _, factor := range []float32{0.1, 1, 3, 10, 100} {
			for _, rising := range []bool{false, true} {
				rng := rand.New(rand.NewPCG(uint64(s), 5))
				q, k, v := random(rng, n*dh), random(rng, s*dh), random(rng, s*dh)
				for i := range q {
					q[i] *= factor
				}
				if rising {
					for i := range k {
						k[i] *= float32(i) / float32(len(k))
					}
				}
				in := sdpa.Input{Q: sdpa.BHTD(q, 1, 1, n, dh), K: sdpa.BHTD(k, 1, 1, s, dh), V: sdpa.BHTD(v, 1, 1, s, dh)}
				y, f, scores := mat.New(n, dh), mat.New(n, dh), mat.New(n, s)
				must(t, op.RunFused(sdpa.BHTD(f.Data, 1, 1, n, dh), &in, ws))
				in.Stages[sdpa.Masked] = sdpa.BHTD(scores.Data, 1, 1, n, s)
				must(t, op.Run(sdpa.BHTD(y.Data, 1, 1, n, dh), &in, ws))
				exact := inFloat64(scores, mat.Mat{Rows: s, Cols: dh, Data: v})
				fromRun, fromExact := columnDistance(f, y, v), columnDistance(f, exact, v)
				if !(fromRun <= fusedFromRun(s)) || !(fromExact <= fusedTolerance) {
					t.Errorf("S %d, factor %v, rising %v: %s from Run, %s from float64", s, factor, rising, decimal(fromRun), decimal(fromExact))
				}
			}
		}
	}
}

// inFloat64 is softmax(scores)·V.
func inFloat64(scores, v mat.Mat) mat.Mat {
	y := mat.New(scores.Rows, v.Cols)
	for r := range scores.Rows {
		most, sum, row := math.Inf(-1), 0.0, make([]float64, v.Cols)
		for _, x := range scores.Row(r) {
			most = max(most, float64(x))
		}
		for s, x := range scores.Row(r) {
			e := math.Exp(float64(x) - most)
			sum += e
			for d, w := range v.Row(s) {
				row[d] += e * float64(w)
			}
		}
		for d, x := range row {
			y.Set(r, d, float32(x/sum))
		}
	}
	return y
}

// columnDistance returns the largest difference, in units of the largest magnitude in the same column of v.
func columnDistance(a, b mat.Mat, v []float32) (worst float64) {
	for i, x := range a.Data {
		scale := 0.0
		for j := i % a.Cols; j < len(v); j += a.Cols {
			scale = max(scale, math.Abs(float64(v[j])))
		}
		worst = max(worst, math.Abs(float64(x)-float64(b.Data[i]))/scale)
	}
	return worst
}
