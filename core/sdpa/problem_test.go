package sdpa_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"qkvlab/core/sdpa"
)

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
