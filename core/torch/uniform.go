package torch

import (
	"math"
	"strconv"

	"qkvlab/core/mat"
)

// Rand returns n numbers, uniform in [0, 1): torch.rand(n). Each takes one draw, of which it is the lower 24 bits.
func (g *Generator) Rand(n int) []float32 {
	v := make([]float32, n)
	g.uniform(v, 0, 1)
	return v
}

// Linear draws the parameters of nn.Linear(in, out): w (out, in), then b (out), all uniform between ±1/√in. With
// bias false b is nil and not drawn, as with bias=False. It panics unless in ≥ 1 and out ≥ 0.
//
// PyTorch writes the bound of w as √3·√(2/(1+(√5)²))/√in (kaiming_uniform_ with a=√5) and that of b as 1/√in. As
// float32 they are the same number for every in up to 8192.
func (g *Generator) Linear(in, out int, bias bool) (w mat.Mat, b []float32) {
	if in < 1 || out < 0 {
		panic("torch: Linear: " + strconv.Itoa(in) + " in, " + strconv.Itoa(out) + " out")
	}
	bound := float32(1 / math.Sqrt(float64(in)))
	w = mat.New(out, in)
	g.uniform(w.Data, -bound, bound)
	if bias {
		b = make([]float32, out)
		g.uniform(b, -bound, bound)
	}
	return w, b
}

// uniform fills dst with numbers between from and to: u·(to − from) + from, where u has 24 bits, rounded once, as a
// fused multiply-add does it. In float64 neither the product (48 bits) nor the sum is rounded at all.
func (g *Generator) uniform(dst []float32, from, to float32) {
	scale, offset := float64(to-from)*0x1p-24, float64(from)
	for len(dst) > 0 {
		if g.next == g.ready {
			g.twist()
		}
		n := min(len(dst), g.ready-g.next)
		for i, y := range g.state[g.next : g.next+n] {
			dst[i] = float32(float64(float64(int32(temper(y)&0xffffff))*scale) + offset)
		}
		g.next += n
		dst = dst[n:]
	}
}
