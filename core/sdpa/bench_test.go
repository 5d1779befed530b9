package sdpa_test

import (
	"math/rand/v2"
	"strconv"
	"testing"

	"qkvlab/core/sdpa"
)

// The sizes of GPT-2 and BERT base: D = 768, H = 12, Dh = 64.
const benchHeads, benchDh = 12, 64

var benchTokens = []int{12, 128, 512, 1024}

// BenchmarkRun and BenchmarkRunFused: all tokens at once, every query sees every key. GFLOP/s counts Q·Kᵀ and attn·V over the
// keys that are seen.
func BenchmarkRun(b *testing.B)      { benchmark(b, false, (*sdpa.Op).Run) }
func BenchmarkRunFused(b *testing.B) { benchmark(b, false, (*sdpa.Op).RunFused) }

// BenchmarkCausal: keys that no query of a block sees are left out, near half of all.
func BenchmarkCausal(b *testing.B)      { benchmark(b, true, (*sdpa.Op).Run) }
func BenchmarkCausalFused(b *testing.B) { benchmark(b, true, (*sdpa.Op).RunFused) }

func benchmark(b *testing.B, causal bool, run func(*sdpa.Op, sdpa.Tensor, *sdpa.Input, *sdpa.Workspace) error) {
	op := newOp(b, sdpa.Config{Heads: benchHeads, HeadDim: benchDh, Causal: causal})
	for _, n := range benchTokens {
		b.Run("T="+strconv.Itoa(n), func(b *testing.B) {
			rng := rand.New(rand.NewPCG(1, 1))
			x := func() sdpa.Tensor {
				return sdpa.BTHD(random(rng, n*benchHeads*benchDh), 1, n, benchHeads, benchDh)
			}
			in, dst, ws := sdpa.Input{Q: x(), K: x(), V: x()}, x(), new(sdpa.Workspace)
			must(b, run(op, dst, &in, ws))
			b.ReportAllocs()
			for b.Loop() {
				must(b, run(op, dst, &in, ws))
			}
			pairs := n * n
			if causal {
				pairs = n * (n + 1) / 2
			}
			b.ReportMetric(4*float64(pairs)*benchHeads*benchDh*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
		})
	}
}

// BenchmarkDecode: one further token after T cached ones.
func BenchmarkDecode(b *testing.B) {
	op := newOp(b, sdpa.Config{Heads: benchHeads, HeadDim: benchDh, Causal: true})
	for _, n := range benchTokens {
		b.Run("T="+strconv.Itoa(n), func(b *testing.B) {
			rng := rand.New(rand.NewPCG(1, 1))
			x := func(t int) sdpa.Tensor {
				return sdpa.BTHD(random(rng, t*benchHeads*benchDh), 1, t, benchHeads, benchDh)
			}
			cache := op.NewCache(1, n+1)
			must(b, cache.Append(x(n), x(n)))
			q, k, v, dst, ws := x(1), x(1), x(1), x(1), new(sdpa.Workspace)
			b.ReportAllocs()
			for b.Loop() {
				cache.Truncate(n)
				must(b, cache.Append(k, v))
				in := sdpa.Input{Q: q, K: cache.K(), V: cache.V(), Past: sdpa.AtEnd}
				must(b, op.Run(dst, &in, ws))
			}
		})
	}
}
