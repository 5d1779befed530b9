package sdpa_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"qkvlab/core/mat"
	"qkvlab/core/sdpa"
)

// TestNothingAllocated: after the first call of a size, runs, rope and cache allocate nothing, whatever they are asked for.
func TestNothingAllocated(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 3))
	const b, h, g, tq, s, dh = 2, 4, 2, 40, 130, 8
	op := newOp(t, sdpa.Config{Heads: h, KVHeads: g, HeadDim: dh, Causal: true, Softcap: 5, Window: 50, ALiBi: random(rng, h)})
	mask, err := sdpa.FloatMask(random(rng, tq*s), tq, s)
	must(t, err)
	in := sdpa.Input{
		Q: sdpa.BTHD(random(rng, b*tq*h*dh), b, tq, h, dh), K: sdpa.BTHD(random(rng, b*s*g*dh), b, s, g, dh),
		V: sdpa.BTHD(random(rng, b*s*g*dh), b, s, g, dh), Mask: mask, KeyLen: []int{s, 90}, Past: sdpa.AtEnd,
	}
	traced := in
	for i := range traced.Stages {
		traced.Stages[i] = sdpa.BHTD(make([]float32, b*h*tq*s), b, h, tq, s)
	}
	dst, ws := sdpa.BTHD(make([]float32, b*tq*h*dh), b, tq, h, dh), new(sdpa.Workspace)
	rope, err := sdpa.NewRope(dh, s, 10000, true)
	must(t, err)
	cache := op.NewCache(b, s)
	for name, call := range map[string]func(){
		"Run":      func() { must(t, op.Run(dst, &in, ws)) },
		"stages":   func() { must(t, op.Run(dst, &traced, ws)) },
		"RunFused": func() { must(t, op.RunFused(dst, &in, ws)) },
		"Rope":     func() { must(t, rope.Apply(in.Q, in.Q, 3)) },
		"Cache": func() {
			cache.Truncate(0)
			must(t, cache.Append(in.K, in.V))
			step := sdpa.Input{Q: in.Q, K: cache.K(), V: cache.V(), Past: sdpa.AtEnd}
			must(t, op.Run(dst, &step, ws))
		},
	} {
		if n := testing.AllocsPerRun(10, call); n != 0 {
			t.Errorf("%s: %v allocations a call", name, n)
		}
	}
}

// TestMemory: the fused path's workspace does not grow with the number of tokens, the exact one's grows in proportion.
func TestMemory(t *testing.T) {
	op := newOp(t, sdpa.Config{Heads: 1, HeadDim: 8})
	lens := func(n int) (run, fused int) {
		x := sdpa.BTHD(make([]float32, n*8), 1, n, 1, 8)
		in, dst := sdpa.Input{Q: x, K: x, V: x}, sdpa.BTHD(make([]float32, n*8), 1, n, 1, 8)
		var a, b sdpa.Workspace
		must(t, op.Run(dst, &in, &a))
		must(t, op.RunFused(dst, &in, &b))
		return a.Len(), b.Len()
	}
	run256, fused256 := lens(256)
	run1024, fused1024 := lens(1024)
	if fused1024 != fused256 || run1024 > 4*run256 {
		t.Errorf("workspaces of %d and %d numbers at T = 256, %d and %d at T = 1024", run256, fused256, run1024, fused1024)
	}
	t.Logf("T = 256, 1024: Run %d, %d numbers; RunFused %d, %d", run256, run1024, fused256, fused1024)
}

// TestDecode: token by token through a cache gives the bits of all tokens at once, and so does any cut into chunks.
func TestDecode(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 4))
	const b, h, g, n, dh, dv = 2, 6, 2, 50, 8, 5
	op, ws := newOp(t, sdpa.Config{Heads: h, KVHeads: g, HeadDim: dh, ValueDim: dv, Causal: true, Window: 20}), new(sdpa.Workspace)
	q, k, v := random(rng, b*h*n*dh), random(rng, b*g*n*dh), random(rng, b*g*n*dv)
	all := sdpa.Input{Q: sdpa.BHTD(q, b, h, n, dh), K: sdpa.BHTD(k, b, g, n, dh), V: sdpa.BHTD(v, b, g, n, dv)}
	want := sdpa.BHTD(make([]float32, b*h*n*dv), b, h, n, dv)
	must(t, op.Run(want, &all, ws))
	for _, chunk := range []int{1, 7, n} {
		cache := op.NewCache(b, n)
		for from := 0; from < n; from += chunk {
			size := min(chunk, n-from)
			must(t, cache.Append(rows(all.K, from, size), rows(all.V, from, size)))
			in := sdpa.Input{Q: rows(all.Q, from, size), K: cache.K(), V: cache.V(), Past: sdpa.AtEnd}
			y := sdpa.BTHD(make([]float32, b*h*size*dv), b, size, h, dv)
			must(t, op.Run(y, &in, ws))
			if !mat.SameBits(numbers(y), numbers(rows(want, from, size))) {
				t.Fatalf("chunks of %d: tokens from %d on differ", chunk, from)
			}
		}
		if err := cache.Append(rows(all.K, 0, 1), rows(all.V, 0, 1)); err == nil || !strings.Contains(err.Error(), "more than the cache holds") || cache.Len() != cache.Cap() {
			t.Errorf("one token too many: %v", err)
		}
	}
}

// rows copies some rows of each head.
func rows(x sdpa.Tensor, from, n int) sdpa.Tensor {
	y := sdpa.BHTD(make([]float32, x.B*x.H*n*x.D), x.B, x.H, n, x.D)
	for i := range x.B * x.H * n {
		b, h, t := i/n/x.H, i/n%x.H, i%n
		copy(y.Row(b, h, t), x.Row(b, h, from+t))
	}
	return y
}

// TestParts: goroutines that share an operator and divide the work write what one call writes.
func TestParts(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 6))
	const b, h, g, n, dh = 2, 6, 3, 40, 8
	op := newOp(t, sdpa.Config{Heads: h, KVHeads: g, HeadDim: dh})
	in := sdpa.Input{
		Q: sdpa.BTHD(random(rng, b*n*h*dh), b, n, h, dh), K: sdpa.BTHD(random(rng, b*n*g*dh), b, n, g, dh),
		V: sdpa.BTHD(random(rng, b*n*g*dh), b, n, g, dh),
	}
	for _, path := range []struct {
		whole func(sdpa.Tensor, *sdpa.Input, *sdpa.Workspace) error
		part  func(sdpa.Tensor, *sdpa.Input, *sdpa.Workspace, int, int) error
	}{{op.Run, op.RunPart}, {op.RunFused, op.RunFusedPart}} {
		one, many := make([]float32, b*n*h*dh), make([]float32, b*n*h*dh)
		must(t, path.whole(sdpa.BTHD(one, b, n, h, dh), &in, new(sdpa.Workspace)))
		const parts = 4
		var wait sync.WaitGroup
		var errs [parts]error
		for i := range parts {
			wait.Go(func() { errs[i] = path.part(sdpa.BTHD(many, b, n, h, dh), &in, new(sdpa.Workspace), i, parts) })
		}
		wait.Wait()
		for _, err := range errs {
			must(t, err)
		}
		if !mat.SameBits(one, many) {
			t.Error("parts differ from the whole")
		}
		if err := path.part(sdpa.BTHD(many, b, n, h, dh), &in, new(sdpa.Workspace), 4, 4); err == nil {
			t.Error("part 4 of 4")
		}
	}
}

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
