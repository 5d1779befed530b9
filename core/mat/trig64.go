package mat

import "math"

// Sin64 and Cos64 follow sin.go of the Go standard library (Copyright 2011 The Go Authors, BSD-style license), whose
// algorithm and constants are those of sin.c in the Cephes Mathematical Library, release 2.8, by Stephen L. Moshier
// ("What you see here may be used freely", netlib.org/cephes).

// Sin64 returns the sine of x radians, within 1 ulp of package math for |x| ≤ 10⁵; beyond 2²⁸ it has no bits to
// reduce the angle with.
//
// Special cases are:
//
//	Sin64(±0) = ±0
//	Sin64(x)  = NaN for |x| > 2²⁸, ±Inf, NaN
func Sin64(x float64) float64 {
	if x == 0 {
		return x
	}
	octant, z := reduceAngle(math.Abs(x))
	y := sinOctant(z)
	if octant == 1 || octant == 2 || octant == 5 || octant == 6 {
		y = cosOctant(z)
	}
	if (octant > 3) != (x < 0) {
		return -y
	}
	return y
}

// Cos64 returns the cosine of x radians, as exactly as [Sin64] and for the same x.
//
// Special cases are:
//
//	Cos64(±0) = 1
//	Cos64(x)  = NaN for |x| > 2²⁸, ±Inf, NaN
func Cos64(x float64) float64 {
	octant, z := reduceAngle(math.Abs(x))
	y := cosOctant(z)
	if octant == 1 || octant == 2 || octant == 5 || octant == 6 {
		y = sinOctant(z)
	}
	if 2 <= octant && octant <= 5 {
		return -y
	}
	return y
}

// reduceAngle returns the octant of the circle in which x ≥ 0 lies, the odd ones counted to the next, and the
// rest z of x, |z| ≤ π/4.
func reduceAngle(x float64) (octant uint, z float64) {
	const ( // π/4 in three parts: y times the first two is exact
		pi4a = 7.85398125648498535156e-1
		pi4b = 3.77489470793079817668e-8
		pi4c = 2.69515142907905952645e-15
	)
	if !(x <= 1<<28) {
		return 0, math.NaN()
	}
	j := int64(float64(x * (4 / math.Pi)))
	j += j & 1
	y := float64(j)
	z = ((x - float64(y*pi4a)) - float64(y*pi4b)) - float64(y*pi4c)
	return uint(j & 7), z
}

// sinOctant returns sin z for |z| ≤ π/4.
func sinOctant(z float64) float64 {
	w := float64(z * z)
	p := float64(1.58962301576546568060e-10*w) - 2.50507477628578072866e-8
	p = float64(p*w) + 2.75573136213857245213e-6
	p = float64(p*w) - 1.98412698295895385996e-4
	p = float64(p*w) + 8.33333333332211858878e-3
	p = float64(p*w) - 1.66666666666666307295e-1
	return z + float64(float64(z*w)*p)
}

// cosOctant returns cos z for |z| ≤ π/4.
func cosOctant(z float64) float64 {
	w := float64(z * z)
	p := float64(-1.13585365213876817300e-11*w) + 2.08757008419747316778e-9
	p = float64(p*w) - 2.75573141792967388112e-7
	p = float64(p*w) + 2.48015872888517045348e-5
	p = float64(p*w) - 1.38888888888730564116e-3
	p = float64(p*w) + 4.16666666666665929218e-2
	return 1 - float64(0.5*w) + float64(float64(w*w)*p)
}
