package sdpa_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"qkvlab/core/mat"
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

// problem is a random configuration and input, of every kind that there is.
type problem struct {
	c         sdpa.Config
	in        sdpa.Input
	b, dv     int
	bools     []bool    // (B, H, T, S), true where the mask lets through; nil: no mask
	floats    []float32 // what it adds
	transpose bool      // inputs lie in the layout BTHD
}

func randomProblem(t *testing.T, rng *rand.Rand) problem {
	g := 1 + rng.IntN(3)
	h := g * (1 + rng.IntN(3))
	b, tq, s, dh, dv := 1+rng.IntN(3), 1+rng.IntN(70), 1+rng.IntN(150), 1+rng.IntN(9), 1+rng.IntN(9)
	p := problem{b: b, dv: dv, transpose: rng.IntN(2) == 0}
	p.c = sdpa.Config{Heads: h, KVHeads: g, HeadDim: dh, ValueDim: dv, Causal: rng.IntN(2) == 0, Window: max(0, rng.IntN(80)-40)}
	if rng.IntN(3) == 0 {
		p.c.Softcap = 2
	}
	if rng.IntN(3) == 0 {
		p.c.Temperature = 0.7
	}
	if rng.IntN(3) == 0 {
		p.c.Scale = new(float32(rng.NormFloat64()))
	}
	if rng.IntN(3) == 0 {
		p.c.ALiBi = random(rng, h)
	}
	p.in = sdpa.Input{
		Q: p.tensor(random(rng, b*h*tq*dh), h, tq, dh), K: p.tensor(random(rng, b*g*s*dh), g, s, dh),
		V: p.tensor(random(rng, b*g*s*dv), g, s, dv), Past: []int{0, 3, sdpa.AtEnd}[rng.IntN(3)],
	}
	if rng.IntN(2) == 0 {
		for range b {
			p.in.KeyLen = append(p.in.KeyLen, rng.IntN(s+1))
		}
	}
	p.mask(t, rng, h, tq, s)
	return p
}

func (p *problem) tensor(data []float32, h, t, d int) sdpa.Tensor {
	if p.transpose {
		return sdpa.BTHD(data, p.b, t, h, d)
	}
	return sdpa.BHTD(data, p.b, h, t, d)
}

// mask draws a mask of any rank, broadcast where it may be, and writes out what it means.
func (p *problem) mask(t *testing.T, rng *rand.Rand, h, tq, s int) {
	kind := rng.IntN(3)
	if kind == 0 {
		return
	}
	full := []int{p.b, h, tq, s}
	shape := append([]int{}, full...)
	for i := range 3 {
		if rng.IntN(2) == 0 {
			shape[i] = 1
		}
	}
	shape[3] = 1 + rng.IntN(s)
	bools := make([]bool, shape[0]*shape[1]*shape[2]*shape[3])
	floats := random(rng, len(bools))
	for i := range bools {
		bools[i] = rng.IntN(4) > 0
		if !bools[i] {
			floats[i] = -inf
		}
	}
	drop := 0
	for drop < 3 && shape[drop] == 1 && rng.IntN(2) == 0 {
		drop++
	}
	var err error
	if kind == 1 {
		p.in.Mask, err = sdpa.BoolMask(bools, shape[drop:]...)
		clear(floats)
	} else {
		p.in.Mask, err = sdpa.FloatMask(floats, shape[drop:]...)
	}
	must(t, err)
	for i := range p.b * h * tq * s {
		at := []int{i / s / tq / h, i / s / tq % h, i / s % tq, i % s}
		from := 0
		for j := range at {
			if shape[j] == 1 && j < 3 {
				at[j] = 0
			}
			from = from*shape[j] + at[j]
		}
		seen := at[3] < shape[3] && bools[min(from, len(bools)-1)]
		p.bools = append(p.bools, seen)
		add := float32(0)
		if seen {
			add = floats[from]
		}
		p.floats = append(p.floats, add)
	}
}

// sees says from the definition in doc.go whether query t of batch b and head h sees key s.
func (p *problem) sees(b, h, t, s int) bool {
	keys := p.in.K.T
	if p.in.KeyLen != nil {
		keys = p.in.KeyLen[b]
	}
	at := t + p.in.Past
	if p.in.Past == sdpa.AtEnd {
		at = t + keys - p.in.Q.T
	}
	w := p.c.Window
	return s < keys && (!p.c.Causal || s <= at) && (w == 0 || at-w < s && s < at+w) &&
		(p.bools == nil || p.bools[((b*p.c.Heads+h)*p.in.Q.T+t)*p.in.K.T+s])
}

// plain is attention as it is written down, in float64, number by number.
func (p *problem) plain() []float32 {
	c, in := p.c, p.in
	scale, temperature := 1/math.Sqrt(float64(c.HeadDim)), 1.0
	if c.Scale != nil {
		scale = float64(*c.Scale)
	}
	if c.Temperature != 0 {
		temperature = float64(c.Temperature)
	}
	var y []float32
	for b := range p.b {
		for h := range c.Heads {
			for t := range in.Q.T {
				sum, row := 0.0, make([]float64, p.dv)
				for s := range in.K.T {
					if !p.sees(b, h, t, s) {
						continue
					}
					g, x := h*c.KVHeads/c.Heads, 0.0
					for d, q := range in.Q.Row(b, h, t) {
						x += float64(q) * float64(in.K.Row(b, g, s)[d])
					}
					x *= scale
					if c.ALiBi != nil {
						past := in.Past
						if past == sdpa.AtEnd {
							past = in.K.T - in.Q.T
							if in.KeyLen != nil {
								past = in.KeyLen[b] - in.Q.T
							}
						}
						x -= float64(c.ALiBi[h]) * math.Abs(float64(t+past-s))
					}
					if c.Softcap > 0 {
						x = float64(c.Softcap) * math.Tanh(x/float64(c.Softcap))
					}
					x /= temperature
					if p.floats != nil {
						x += float64(p.floats[((b*c.Heads+h)*in.Q.T+t)*in.K.T+s])
					}
					e := math.Exp(x - 100) // one shift for all: float64 has the room
					sum += e
					for d, v := range in.V.Row(b, g, s) {
						row[d] += e * float64(v)
					}
				}
				for _, v := range row {
					if sum == 0 {
						sum = 1
					}
					y = append(y, float32(v/sum))
				}
			}
		}
	}
	return y
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

// TestFusedTolerance holds RunFused to what its comment promises, where there are many tiles, and scores are flat, steep or
// rising, so that each tile brings a new largest one.
func TestFusedTolerance(t *testing.T) {
	const n, dh = 33, 16
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
