package sdpa_test

import (
	"math/rand/v2"
	"testing"

	"qkvlab/core/mat"
	"qkvlab/core/sdpa"
)

// TestHiddenIsNotRead: NaN and infinities where length, causality or window hide them reach nothing.
func TestHiddenIsNotRead(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 2))
	const tq, s, dh = 40, 100, 4
	for _, c := range []sdpa.Config{{}, {Causal: true}, {Causal: true, Window: 9}, {Window: 9}} {
		c.Heads, c.HeadDim = 1, dh
		op, ws := newOp(t, c), new(sdpa.Workspace)
		q, k, v := random(rng, tq*dh), random(rng, s*dh), random(rng, s*dh)
		in := sdpa.Input{
			Q: sdpa.BHTD(q, 1, 1, tq, dh), K: sdpa.BHTD(k, 1, 1, s, dh), V: sdpa.BHTD(v, 1, 1, s, dh), Past: 7, KeyLen: []int{60},
		}
		run := func(f func(sdpa.Tensor, *sdpa.Input, *sdpa.Workspace) error) []float32 {
			y := make([]float32, tq*dh)
			must(t, f(sdpa.BHTD(y, 1, 1, tq, dh), &in, ws))
			return y
		}
		clean, cleanFused := run(op.Run), run(op.RunFused)
		for at := range s {
			kept, keptV := append([]float32{}, k...), append([]float32{}, v...)
			for d := range dh {
				k[at*dh+d], v[at*dh+d] = nan, inf
			}
			p := problem{c: c, in: in}
			y, fused := run(op.Run), run(op.RunFused)
			for r := range tq {
				if p.sees(0, 0, r, at) {
					if got := y[r*dh]; got == got {
						t.Errorf("%+v: query %d sees the NaN of key %d and is %v", c, r, at, got)
					}
					continue
				}
				if !mat.SameBits(y[r*dh:(r+1)*dh], clean[r*dh:(r+1)*dh]) || !mat.SameBits(fused[r*dh:(r+1)*dh], cleanFused[r*dh:(r+1)*dh]) {
					t.Fatalf("%+v: key %d, which query %d does not see, changes it", c, at, r)
				}
			}
			copy(k, kept)
			copy(v, keptV)
		}
	}
}

// TestSpecialRows: the table of special cases in doc.go, on both paths.
func TestSpecialRows(t *testing.T) {
	op, ws := newOp(t, sdpa.Config{Heads: 1, HeadDim: 1}), new(sdpa.Workspace)
	for _, c := range []struct {
		name string
		k, v []float32
		mask []float32
		want float32
	}{
		{"all hidden", []float32{1, 2}, []float32{5, 6}, []float32{-inf, -inf}, 0},
		{"no keys", nil, nil, nil, 0},
		{"NaN among the scores", []float32{1, nan}, []float32{5, 6}, nil, nan},
		{"NaN first", []float32{nan, 1}, []float32{5, 6}, nil, nan},
		{"NaN and hidden", []float32{1, nan}, []float32{5, 6}, []float32{-inf, 0}, nan},
		{"+Inf score", []float32{1, inf}, []float32{5, 6}, nil, nan},
		{"-Inf score", []float32{1, -inf}, []float32{5, 6}, nil, 5},
		{"scores of ±1e30", []float32{-1e30, 1e30}, []float32{5, 6}, nil, 6},
		{"hidden by the mask, infinite value", []float32{1, 2}, []float32{5, inf}, []float32{0, -inf}, nan}, // 0·∞, as in PyTorch
	} {
		n := len(c.k)
		in := sdpa.Input{Q: sdpa.BHTD([]float32{1}, 1, 1, 1, 1), K: sdpa.BHTD(c.k, 1, 1, n, 1), V: sdpa.BHTD(c.v, 1, 1, n, 1)}
		if c.mask != nil {
			var err error
			in.Mask, err = sdpa.FloatMask(c.mask, n)
			must(t, err)
		}
		for i, run := range []func(sdpa.Tensor, *sdpa.Input, *sdpa.Workspace) error{op.Run, op.RunFused} {
			y := []float32{42}
			must(t, run(sdpa.BHTD(y, 1, 1, 1, 1), &in, ws))
			if y[0] != c.want && !(y[0] != y[0] && c.want != c.want) {
				t.Errorf("%s, path %d: %v, want %v", c.name, i, y[0], c.want)
			}
		}
	}
	for _, size := range [][2]int{{0, 3}, {2, 0}} { // no batch, no query
		in := sdpa.Input{
			Q: sdpa.BHTD(nil, size[0], 1, size[1]*0, 1), K: sdpa.BHTD(make([]float32, 6), size[0], 1, 3, 1),
			V: sdpa.BHTD(make([]float32, 6), size[0], 1, 3, 1),
		}
		must(t, op.Run(sdpa.BHTD(nil, size[0], 1, 0, 1), &in, ws))
		must(t, op.RunFused(sdpa.BHTD(nil, size[0], 1, 0, 1), &in, ws))
	}
}

// TestNaNRow: a row of scores with a NaN has no shares, also for the keys that the query does not see, as in core/attn.
func TestNaNRow(t *testing.T) {
	op := newOp(t, sdpa.Config{Heads: 1, HeadDim: 1, Causal: true})
	in := sdpa.Input{Q: sdpa.BHTD([]float32{nan, 1}, 1, 1, 2, 1), K: sdpa.BHTD([]float32{1, 2}, 1, 1, 2, 1), V: sdpa.BHTD([]float32{1, 2}, 1, 1, 2, 1)}
	shares := make([]float32, 4)
	in.Stages[sdpa.Attn] = sdpa.BHTD(shares, 1, 1, 2, 2)
	must(t, op.Run(sdpa.BHTD(make([]float32, 2), 1, 1, 2, 1), &in, new(sdpa.Workspace)))
	if shares[0] == shares[0] || shares[1] == shares[1] || shares[2]+shares[3] != 1 {
		t.Errorf("shares of a NaN row and a good one: %v", shares)
	}
}
