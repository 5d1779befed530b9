package sdpa_test

import (
	"strings"
	"testing"

	"qkvlab/core/sdpa"
)

// TestConfigErrors: each wrong field is named.
func TestConfigErrors(t *testing.T) {
	good := sdpa.Config{Heads: 4, KVHeads: 2, HeadDim: 8}
	newOp(t, good)
	for field, spoil := range map[string]func(c *sdpa.Config){
		"Heads":       func(c *sdpa.Config) { c.Heads = 0 },
		"KVHeads":     func(c *sdpa.Config) { c.KVHeads = 3 },
		"HeadDim":     func(c *sdpa.Config) { c.HeadDim = -1 },
		"ValueDim":    func(c *sdpa.Config) { c.ValueDim = -1 },
		"Scale":       func(c *sdpa.Config) { c.Scale = &nan },
		"Softcap":     func(c *sdpa.Config) { c.Softcap = -1 },
		"Temperature": func(c *sdpa.Config) { c.Temperature = inf },
		"Window":      func(c *sdpa.Config) { c.Window = -1 },
		"ALiBi":       func(c *sdpa.Config) { c.ALiBi = []float32{1, 2, 3} },
		"Precision":   func(c *sdpa.Config) { c.Precision = 9 },
	} {
		c := good
		spoil(&c)
		if _, err := sdpa.New(c); err == nil || !strings.HasPrefix(err.Error(), "sdpa: Config."+field+": ") {
			t.Errorf("%s: %v", field, err)
		}
	}
}

// TestInputErrors: what does not fit is named, and nothing is written.
func TestInputErrors(t *testing.T) {
	op := newOp(t, sdpa.Config{Heads: 4, KVHeads: 2, HeadDim: 8, ValueDim: 6})
	f := make([]float32, 4096)
	mask, err := sdpa.FloatMask(f[:12], 3, 4)
	must(t, err)
	wide, err := sdpa.BoolMask(make([]bool, 18), 3, 6)
	must(t, err)
	for part, spoil := range map[string]func(in *sdpa.Input){
		"Q is (2×3×3×8), want (2×4×3×8)":    func(in *sdpa.Input) { in.Q = sdpa.BHTD(f, 2, 3, 3, 8) },
		"Q is (2×4×3×8) with 5 numbers":     func(in *sdpa.Input) { in.Q.Data = f[:5] },
		"K is (1×2×5×8)":                    func(in *sdpa.Input) { in.K = sdpa.BHTD(f, 1, 2, 5, 8) },
		"V is (2×2×5×8), want (2×2×5×6)":    func(in *sdpa.Input) { in.V = sdpa.BHTD(f, 2, 2, 5, 8) },
		"Past is -2":                        func(in *sdpa.Input) { in.Past = -2 },
		"KeyLen has 1 lengths":              func(in *sdpa.Input) { in.KeyLen = []int{5} },
		"KeyLen[1] is 6, want 0 to 5":       func(in *sdpa.Input) { in.KeyLen = []int{5, 6} },
		"Mask is (1×1×3×6)":                 func(in *sdpa.Input) { in.Mask = wide },
		"stage 6 is (2×4×3×4), want (2×4×3": func(in *sdpa.Input) { in.Stages[sdpa.Attn] = sdpa.BHTD(f, 2, 4, 3, 4) },
	} {
		in := sdpa.Input{Q: sdpa.BHTD(f, 2, 4, 3, 8), K: sdpa.BHTD(f, 2, 2, 5, 8), V: sdpa.BHTD(f, 2, 2, 5, 6), Mask: mask}
		y := make([]float32, 2*4*3*6)
		y[0] = 42
		dst, ws := sdpa.BHTD(y, 2, 4, 3, 6), new(sdpa.Workspace)
		must(t, op.Run(sdpa.BHTD(make([]float32, len(y)), 2, 4, 3, 6), &in, ws))
		spoil(&in)
		for _, err := range []error{op.Run(dst, &in, ws), op.RunFused(dst, &in, ws)} {
			if err == nil || !strings.Contains(err.Error(), part) || y[0] != 42 {
				t.Errorf("want %q, got %v (%v)", part, err, y[0])
			}
		}
	}
	if _, err := sdpa.BoolMask(make([]bool, 6), 2, 4); err == nil {
		t.Error("a mask of 2×4 with 6 values")
	}
	if _, err := sdpa.FloatMask(nil, 1, 1, 1, 1, 1); err == nil {
		t.Error("a mask of rank 5")
	}
}
