package torch

import (
	"math"

	"qkvlab/core/mat"
)

// Randn returns n numbers from the normal distribution with mean 0 and variance 1: torch.randn(n).
//
// PyTorch has two ways, both Box and Muller's. Fewer than 16 numbers are computed in float64, two for four draws; if n
// is odd, the second of the last pair is kept for the next such call. 16 and more are computed in float32, 16 for 16
// draws; if n is not a multiple of 16, the last 16 numbers are drawn anew.
func (g *Generator) Randn(n int) []float32 {
	v := make([]float32, n)
	g.normal(v)
	return v
}

func (g *Generator) normal(v []float32) {
	n := len(v)
	if n < 16 {
		for i := range v {
			v[i] = float32(g.scalarNormal())
		}
		return
	}
	g.uniform(v, 0, 1)
	for i := 0; i+16 <= n; i += 16 {
		boxMuller((*[16]float32)(v[i:]))
	}
	if n%16 != 0 {
		last := v[n-16:]
		g.uniform(last, 0, 1)
		boxMuller((*[16]float32)(last))
	}
}

// scalarNormal returns the spare number, or draws two and keeps the second.
func (g *Generator) scalarNormal() float64 {
	if g.hasSpare {
		g.hasSpare = false
		return g.spare
	}
	u1, u2 := g.float64(), g.float64()
	radius, angle := math.Sqrt(-2*mat.Log1p64(-u2)), 2*math.Pi*u1
	g.spare, g.hasSpare = float64(radius*mat.Sin64(angle)), true
	return float64(radius * mat.Cos64(angle))
}

// float64 returns a number in [0, 1) with 53 bits.
func (g *Generator) float64() float64 { return float64(g.uint64()&(1<<53-1)) * 0x1p-53 }

// boxMuller turns 16 uniform numbers into normal ones; number j and number j+8 become a pair.
func boxMuller(d *[16]float32) {
	var u, angle lanes
	for j := range u {
		u[j] = 1 - d[j]
		angle[j] = float32(2 * math.Pi * d[j+8])
	}
	ln := log(&u)
	sin, cos := sincos(&angle)
	for j, v := range ln {
		radius := float32(math.Sqrt(float64(-2 * v)))
		d[j], d[j+8] = float32(radius*cos[j]), float32(radius*sin[j])
	}
}
