package mat

import "math"

// GELU returns x·Φ(x), Φ the distribution of the standard normal, as torch.nn.functional.gelu does. It is within 6e-7 of it,
// relative, for x ≥ −2; below, within 1e-5 down to −13, where it is 1e-37.
//
// ½·erfc(|x|/√2) = ½·t·exp(p(t) − x²/2), t = 1/(1 + c·|x|): one formula for all of its range. p is a polynomial of degree 9 fitted
// at Chebyshev points to ln(erfc(z)/t) + z² for z ≤ 10.5, where it is within 5e-8.
//
// Special cases are those of the formula, and PyTorch's:
//
//	GELU(±0) = ±0, GELU(+Inf) = +Inf, GELU(−Inf) = NaN, GELU(NaN) = NaN
func GELU(x float32) float32 {
	t := geluT(x)
	return geluOf(x, t, Exp(geluTail(t)-float32(0.5*float32(x*x))))
}

// geluT is t.
func geluT(x float32) float32 {
	return 1 / (1 + float32(0.28284273*math.Float32frombits(math.Float32bits(x)&^(1<<31))))
}

// geluTail is p(t).
func geluTail(t float32) float32 {
	p := float32(0.0604660177*t) - 0.537787576
	p = float32(p*t) + 1.7048267
	p = float32(p*t) - 2.52927234
	p = float32(p*t) + 1.86713032
	p = float32(p*t) - 0.908029241
	p = float32(p*t) + 0.45989851
	p = float32(p*t) + 0.365981679
	p = float32(p*t) + 1.00569829
	return float32(p*t) - 1.4889124
}

// geluOf is GELU of x, of which t and e, the exponential, are known.
func geluOf(x, t, e float32) float32 {
	tail := float32(0.5 * float32(t*e))
	if x < 0 {
		return float32(x * tail)
	}
	return float32(x * (1 - tail))
}

// GELUTanh returns ½x·(1 + tanh(√(2/π)·(x + 0.044715·x³))), PyTorch's gelu with approximate="tanh", as x/(1 + exp(−2u)), which is
// the same and keeps its digits where tanh is near −1.
//
// Special cases are:
//
//	GELUTanh(±0) = ±0, GELUTanh(+Inf) = +Inf, GELUTanh(−Inf) = NaN, GELUTanh(NaN) = NaN
func GELUTanh(x float32) float32 { return x / (1 + Exp(geluExponent(x))) }

// geluExponent is −2u.
func geluExponent(x float32) float32 {
	const cube, slope = 0.044715, -1.5957691216057308 // −2·√(2/π)
	return float32(slope * (float32(float32(cube*float32(x*x))*x) + x))
}

// SiLU returns x·σ(x) = x/(1 + exp(−x)).
//
// Special cases are:
//
//	SiLU(±0) = ±0, SiLU(+Inf) = +Inf, SiLU(−Inf) = NaN, SiLU(NaN) = NaN
func SiLU(x float32) float32 { return x / (1 + Exp(-x)) }

// GELUInto, GELUTanhInto and SiLUInto write the function of each number of src into dst, which may be src. They panic if the
// lengths differ.
func GELUInto(dst, src []float32)     { checkEach("GELU", dst, src); gelus(dst, src) }
func GELUTanhInto(dst, src []float32) { checkEach("GELUTanh", dst, src); geluTanhs(dst, src) }
func SiLUInto(dst, src []float32)     { checkEach("SiLU", dst, src); silus(dst, src) }

func checkEach(op string, dst, src []float32) {
	if len(dst) != len(src) {
		mistake(op, shape(1, len(src))+" into "+shape(1, len(dst))+": lengths differ")
	}
}
