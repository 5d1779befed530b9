package torch

import "math"

// log and sincos are log256_ps and sincos256_ps of avx_mathfun.h (Copyright 2012 Giovanni Garberoglio, after sse_mathfun.h,
// Copyright 2007 Julien Pommier; zlib license), altered: in Go, and with those products and sums fused that the compiler
// fuses in PyTorch's AVX2 kernels. The polynomials are those of logf, sinf and cosf in Cephes. They are not for general
// use: core/mat has functions of its own, and these exist for their last bits. The licence of the originals:
//
//	This software is provided 'as-is', without any express or implied warranty. In no event will the authors be held
//	liable for any damages arising from the use of this software.
//
//	Permission is granted to anyone to use this software for any purpose, including commercial applications, and to
//	alter it and redistribute it freely, subject to the following restrictions:
//
//	1. The origin of this software must not be misrepresented; you must not claim that you wrote the original
//	   software. If you use this software in a product, an acknowledgment in the product documentation would be
//	   appreciated but is not required.
//	2. Altered source versions must be plainly marked as such, and must not be misrepresented as being the original
//	   software.
//	3. This notice may not be removed or altered from any source distribution.

// lanes are eight numbers that go the same way, as in a register of AVX.
type lanes [8]float32

// log returns ln x for 2⁻²⁴ ≤ x ≤ 1.
func log(x *lanes) (y lanes) {
	var e, f, z, t lanes
	for i, v := range x { // v = m·2ᵉ, √½ ≤ m < √2; f = m−1
		bits := math.Float32bits(v)
		e[i] = float32(int32(bits>>23) - 126)
		m := math.Float32frombits(bits&0x007fffff | 0x3f000000)
		f[i] = m - 1
		if m < math.Sqrt2/2 {
			e[i]--
			f[i] += m
		}
		z[i] = float32(f[i] * f[i])
		y[i] = 7.0376836292e-2
	}
	y.horner(&f, -1.1514610310e-1)
	y.horner(&f, 1.1676998740e-1)
	y.horner(&f, -1.2420140846e-1)
	y.horner(&f, 1.4249322787e-1)
	y.horner(&f, -1.6668057665e-1)
	y.horner(&f, 2.0000714765e-1)
	y.horner(&f, -2.4999993993e-1)
	y.horner(&f, 3.3333331174e-1)
	for i := range y {
		y[i] = float32(y[i] * f[i])
		t[i] = float32(e[i] * -2.12194440e-4)
	}
	y.mulAdd(&z, &t)
	for i := range y { // these two products are exact: fused or not is the same
		y[i] = f[i] + (y[i] - float32(z[i]*0.5)) + float32(e[i]*0.693359375)
	}
	return y
}

// sincos returns the sine and cosine of x radians for 0 ≤ x ≤ 2π.
func sincos(x *lanes) (sin, cos lanes) {
	var octant, r, z, t lanes
	for i, v := range x { // the octant, odd ones counted to the next; r is what is left, |r| ≤ π/4
		y := float32((int32(float32(v*(4/math.Pi))) + 1) &^ 1)
		octant[i] = y
		t[i] = v - float32(y*0.78515625) - float32(y*2.4187564849853515625e-4) // both products are exact
		r[i] = -3.77489497744594108e-8
	}
	r.mulAdd(&octant, &t)
	for i, v := range r {
		z[i] = float32(v * v)
		t[i] = float32(-z[i] * 0.5)
		cos[i] = 2.443315711809948e-5
		sin[i] = -1.9515295891e-4
	}
	cos.horner(&z, -1.388731625493765e-3)
	cos.horner(&z, 4.166664568298827e-2)
	sin.horner(&z, 8.3321608736e-3)
	sin.horner(&z, -1.6666654611e-1)
	for i, v := range z {
		cos[i] = float32(cos[i] * v)
		sin[i] = float32(sin[i] * v)
	}
	cos.mulAdd(&z, &t)
	sin.mulAdd(&r, &r)
	for i := range z {
		s, c := sin[i], cos[i]+1
		switch octant[i] {
		case 2:
			s, c = c, -s
		case 4:
			s, c = -s, -c
		case 6:
			s, c = -c, s
		}
		sin[i], cos[i] = s, c
	}
	return sin, cos
}

// horner sets y to y·x + c, rounded once.
func (y *lanes) horner(x *lanes, c float32) {
	for i, v := range y {
		s := float64(float64(v)*float64(x[i])) + float64(c)
		if isTie(s) {
			s = offTie(v, x[i], c)
		}
		y[i] = float32(s)
	}
}

// mulAdd sets y to y·x + c, rounded once.
func (y *lanes) mulAdd(x, c *lanes) {
	for i, v := range y {
		s := float64(float64(v)*float64(x[i])) + float64(c[i])
		if isTie(s) {
			s = offTie(v, x[i], c[i])
		}
		y[i] = float32(s)
	}
}

// A fused multiply-add is made of float64 like this: the product is exact (24 + 24 bits), the sum may be rounded, and the
// conversion to float32 rounds again. Two roundings can go wrong only where the first ends half-way between two
// float32: isTie tells, for 0 and for numbers not below 2⁻¹²⁶.
func isTie(s float64) bool { return math.Float64bits(s)<<35 == 1<<63 }

// offTie returns the float64 next to a·b + c, or, where that is rounded, its neighbour on the side where a·b + c lies.
func offTie(a, b, c float32) float64 {
	p, q := float64(float64(a)*float64(b)), float64(c)
	s := p + q
	back := s - p
	rest := (p - (s - back)) + (q - back) // exactly p + q − s (Knuth's two-sum)
	if rest != 0 {
		s = math.Nextafter(s, math.Copysign(math.Inf(1), rest))
	}
	return s
}
