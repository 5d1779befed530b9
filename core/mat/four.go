//go:build !wasm

package mat

import "math"

// Exponentials four at a time, for hosts that compute them in plain Go: the steps of [Exp], side by side, so that a processor need not wait
// for each of them.

// exp4 replaces four numbers by Exp of each.
func exp4(x *[4]float32) {
	const lowest, highest = -104, 88.72284
	a, b, c, d := x[0], x[1], x[2], x[3]
	if !(a >= lowest && a <= highest && b >= lowest && b <= highest && c >= lowest && c <= highest && d >= lowest && d <= highest) {
		*x = [4]float32{Exp(a), Exp(b), Exp(c), Exp(d)}
		return
	}
	const round = 3 << 22
	const ln2hi, ln2lo = 0.693359375, -2.12194440e-4
	const p0, p1, p2, p3, p4, p5 = 1.9875691500e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1
	ta, tb, tc, td := float32(a*math.Log2E)+round, float32(b*math.Log2E)+round, float32(c*math.Log2E)+round, float32(d*math.Log2E)+round
	na, nb, nc, nd := ta-round, tb-round, tc-round, td-round
	a, b, c, d = a-float32(na*ln2hi), b-float32(nb*ln2hi), c-float32(nc*ln2hi), d-float32(nd*ln2hi)
	a, b, c, d = a-float32(na*ln2lo), b-float32(nb*ln2lo), c-float32(nc*ln2lo), d-float32(nd*ln2lo)
	pa, pb, pc, pd := float32(p0*a)+p1, float32(p0*b)+p1, float32(p0*c)+p1, float32(p0*d)+p1
	pa, pb, pc, pd = float32(pa*a)+p2, float32(pb*b)+p2, float32(pc*c)+p2, float32(pd*d)+p2
	pa, pb, pc, pd = float32(pa*a)+p3, float32(pb*b)+p3, float32(pc*c)+p3, float32(pd*d)+p3
	pa, pb, pc, pd = float32(pa*a)+p4, float32(pb*b)+p4, float32(pc*c)+p4, float32(pd*d)+p4
	pa, pb, pc, pd = float32(pa*a)+p5, float32(pb*b)+p5, float32(pc*c)+p5, float32(pd*d)+p5
	pa, pb, pc, pd = float32(pa*float32(a*a))+a+1, float32(pb*float32(b*b))+b+1, float32(pc*float32(c*c))+c+1, float32(pd*float32(d*d))+d+1
	*x = [4]float32{scaled(pa, ta), scaled(pb, tb), scaled(pc, tc), scaled(pd, td)}
}

// scaled returns p·2ⁿ, n the whole number in the low bits of t.
func scaled(p, t float32) float32 {
	i := int32(math.Float32bits(t)) - 0x4b400000
	half := i >> 1
	return float32(p*pow2(half)) * pow2(i-half)
}

// gelu4 replaces four numbers by GELU of each.
func gelu4(x *[4]float32) {
	a, b, c, d := x[0], x[1], x[2], x[3]
	ta, tb, tc, td := geluT(a), geluT(b), geluT(c), geluT(d)
	e := [4]float32{
		geluTail(ta) - float32(0.5*float32(a*a)), geluTail(tb) - float32(0.5*float32(b*b)),
		geluTail(tc) - float32(0.5*float32(c*c)), geluTail(td) - float32(0.5*float32(d*d)),
	}
	exp4(&e)
	*x = [4]float32{geluOf(a, ta, e[0]), geluOf(b, tb, e[1]), geluOf(c, tc, e[2]), geluOf(d, td, e[3])}
}

func geluTanh4(x *[4]float32) {
	e := [4]float32{geluExponent(x[0]), geluExponent(x[1]), geluExponent(x[2]), geluExponent(x[3])}
	exp4(&e)
	*x = [4]float32{x[0] / (1 + e[0]), x[1] / (1 + e[1]), x[2] / (1 + e[2]), x[3] / (1 + e[3])}
}

func silu4(x *[4]float32) {
	e := [4]float32{-x[0], -x[1], -x[2], -x[3]}
	exp4(&e)
	*x = [4]float32{x[0] / (1 + e[0]), x[1] / (1 + e[1]), x[2] / (1 + e[2]), x[3] / (1 + e[3])}
}
