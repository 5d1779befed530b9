package sdpa_test

import (
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
