package mat

import "math"

// The polynomials of Exp and Tanh are those of expf and tanhf in the Cephes Mathematical Library, release 2.2, by
// Stephen L. Moshier (netlib.org/cephes), whose readme says: "What you see here may be used freely".

// Exp returns eˣ, at most 0.991 ulp away from it (the most seen over every float32).
//
// It has one polynomial for all of its range and no table, so that a kernel for several numbers at once can have the
// same bits.
//
// Special cases are:
//
//	Exp(+Inf) = +Inf, Exp(−Inf) = 0, Exp(NaN) = NaN, Exp(±0) = 1
//	Exp(x) = +Inf for x > 88.72284
//	Exp(x) = 0    for x < −104
func Exp(x float32) float32 {
	switch {
	case x != x:
		return x
	case x > 88.72284:
		return float32(math.Inf(1))
	case x < -104:
		return 0
	}
	// eˣ = 2ⁿ·eʳ, n the whole number nearest to x·log₂e, |r| ≤ ½·ln 2. Adding 1.5·2²³ leaves no bits for a fraction:
	// the sum is rounded to a whole number, which then stands in its low bits.
	const round = 3 << 22
	const ln2hi, ln2lo = 0.693359375, -2.12194440e-4 // n·ln2hi is exact
	t := float32(x*math.Log2E) + round
	n := t - round
	r := x - float32(n*ln2hi) - float32(n*ln2lo)

	p := float32(1.9875691500e-4)
	p = float32(p*r) + 1.3981999507e-3
	p = float32(p*r) + 8.3334519073e-3
	p = float32(p*r) + 4.1665795894e-2
	p = float32(p*r) + 1.6666665459e-1
	p = float32(p*r) + 5.0000001201e-1
	p = float32(p*float32(r*r)) + r + 1

	// 2ⁿ in two factors: each is a normal number, and only the second product can round (to a subnormal).
	i := int32(math.Float32bits(t)) - int32(math.Float32bits(round))
	half := i >> 1
	return float32(p*pow2(half)) * pow2(i-half)
}

// pow2 returns 2ⁿ for −126 ≤ n ≤ 127.
func pow2(n int32) float32 { return math.Float32frombits(uint32(n+127) << 23) }

// Tanh returns the hyperbolic tangent of x, at most 1.331 ulp away from it (the most seen over every float32).
//
// Special cases are:
//
//	Tanh(±Inf) = ±1, Tanh(NaN) = NaN, Tanh(±0) = ±0
func Tanh(x float32) float32 {
	a := math.Float32frombits(math.Float32bits(x) &^ (1 << 31))
	switch {
	case a == 0 || x != x:
		return x
	case a < 0.625:
		z := float32(x * x)
		p := float32(-5.70498872745e-3)
		p = float32(p*z) + 2.06390887954e-2
		p = float32(p*z) - 5.37397155531e-2
		p = float32(p*z) + 1.33314422036e-1
		p = float32(p*z) - 3.33332819422e-1
		return float32(float32(p*z)*x) + x
	}
	y := 1 - 2/(Exp(2*a)+1)
	if x < 0 {
		return -y
	}
	return y
}
