package mat

import "math"

// Exp64, Exp2 and Log1p64 follow exp.go and log1p.go of the Go standard library (Copyright 2009, 2010 The Go Authors,
// BSD-style license), which are simplified from FreeBSD's e_exp.c and s_log1p.c. Those came with this notice:
//
//	Copyright (C) 1993, 2004 by Sun Microsystems, Inc. All rights reserved.
//	Permission to use, copy, modify, and distribute this software is freely granted, provided that this notice is
//	preserved.

const ( // ln 2 in two parts; a whole number below 2000 times the first is exact
	ln2Hi = 6.93147180369123816490e-01
	ln2Lo = 1.90821492927058770002e-10
)

// Exp64 returns eˣ, rounded to one of its two neighbours (within 1 ulp).
//
// Special cases are:
//
//	Exp64(+Inf) = +Inf, Exp64(−Inf) = 0, Exp64(NaN) = NaN
//	Exp64(x) = +Inf for x > 709.782712893384
//	Exp64(x) = 0    for x < −745.1332191019411
func Exp64(x float64) float64 {
	switch {
	case x != x:
		return x
	case x > 7.09782712893383973096e+02:
		return math.Inf(1)
	case x < -7.45133219101941108420e+02:
		return 0
	}
	k := math.Floor(float64(x*math.Log2E) + 0.5)
	return expReduced(x-float64(k*ln2Hi), float64(k*ln2Lo), int(k))
}

// Exp2 returns 2ˣ, exactly if x is a whole number, else within 1 ulp of package math.
//
// Special cases are:
//
//	Exp2(+Inf) = +Inf, Exp2(−Inf) = 0, Exp2(NaN) = NaN
//	Exp2(x) = +Inf for x ≥ 1024
//	Exp2(x) = 0    for x < −1074
func Exp2(x float64) float64 {
	switch {
	case x != x:
		return x
	case x >= 1024:
		return math.Inf(1)
	case x < -1074:
		return 0
	}
	k := math.Floor(x + 0.5)
	r := x - k
	return expReduced(float64(r*ln2Hi), float64(-r*ln2Lo), int(k))
}

// expReduced returns eʳ·2ᵏ, where r = hi − lo and |r| ≤ ½·ln 2.
func expReduced(hi, lo float64, k int) float64 {
	r := hi - lo
	t := float64(r * r)
	p := 1.65339022054652515390e-06 - float64(t*4.13813679705723846039e-08)
	p = 6.61375632143793436117e-05 - float64(t*p)
	p = 2.77777777770155933842e-03 - float64(t*p)
	p = 1.66666666666666657415e-01 - float64(t*p)
	c := r - float64(t*p)
	y := 1 - ((lo - float64(r*c)/(2-c)) - hi)
	return math.Ldexp(y, k)
}

// Log1p64 returns ln(1+x), within 1 ulp of package math; it keeps its digits where x is near 0.
//
// Special cases are:
//
//	Log1p64(±0) = ±0, Log1p64(+Inf) = +Inf, Log1p64(NaN) = NaN
//	Log1p64(−1) = −Inf
//	Log1p64(x)  = NaN for x < −1
func Log1p64(x float64) float64 {
	abs := math.Abs(x)
	switch {
	case x < -1 || x != x:
		return math.NaN()
	case x == -1 || math.IsInf(x, 1):
		return x * math.Inf(1)
	case abs < 0x1p-54:
		return x
	case abs < 0x1p-29:
		return x - float64(float64(x*x)*0.5)
	}
	// 1+x = 2ᵏ·(1+f), √½ < 1+f < √2. Where 1+x had to be rounded, c is what that took away, relative to it.
	f, c, k := x, 0.0, 0
	if x <= math.Sqrt2/2-1 || x >= math.Sqrt2-1 {
		u := 1 + x
		switch {
		case abs >= 1<<53:
			u = x
		case u >= 2:
			c = (1 - (u - x)) / u
		default:
			c = (x - (u - 1)) / u
		}
		f, k = math.Frexp(u)
		if f < math.Sqrt2/2 {
			f *= 2
			k--
		}
		f--
	}
	n := float64(k)
	tail := float64(n*ln2Lo) + c
	half := float64(float64(0.5*f) * f)
	s := f / (2 + f)
	z := float64(s * s)
	p := 1.531383769920937332e-01 + float64(z*1.479819860511658591e-01)
	p = 1.818357216161805012e-01 + float64(z*p)
	p = 2.222219843214978396e-01 + float64(z*p)
	p = 2.857142874366239149e-01 + float64(z*p)
	p = 3.999999999940941908e-01 + float64(z*p)
	p = 6.666666666666735130e-01 + float64(z*p)
	p = float64(z * p)
	return float64(n*ln2Hi) - ((half - (float64(s*(half+p)) + tail)) - f)
}
