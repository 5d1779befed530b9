package mat

// Products in plain Go: what hosts without kernels compute with, and what every kernel is compared with.
//
// They compute several outputs side by side, because one sum alone waits for each of its additions. Within an
// output nothing changes: from 0, k ascending, product and sum rounded one by one. Slices are cut to equal lengths
// beforehand so that the inner loops need no bounds checks.

// plainMulT writes A·Bᵀ into dst: a is (m,k), b is (n,k), dst is (m,n). The rows of b are in the outer loop: where b is
// large (parameters), it is read once.
func plainMulT(dst, a, b []float32, m, n, k int) {
	j := 0
	for ; j+4 <= n; j += 4 {
		b4 := b[j*k : (j+4)*k]
		i := 0
		for ; i+2 <= m; i += 2 {
			dot2x4((*[4]float32)(dst[i*n+j:]), (*[4]float32)(dst[(i+1)*n+j:]), a[i*k:(i+2)*k], b4, k)
		}
		if i < m {
			dot1x4((*[4]float32)(dst[i*n+j:]), a[i*k:(i+1)*k], b4)
		}
	}
	for ; j < n; j++ {
		bj := b[j*k : (j+1)*k]
		for i := range m {
			dst[i*n+j] = dot(a[i*k:(i+1)*k], bj)
		}
	}
}

// dot2x4 writes the products of two rows of a with four rows of b; a row has k numbers.
func dot2x4(d0, d1 *[4]float32, a, b []float32, k int) {
	a0 := a[:k]
	a1 := a[k:][:len(a0)]
	b0, b1, b2, b3 := b[:len(a0)], b[k:][:len(a0)], b[2*k:][:len(a0)], b[3*k:][:len(a0)]
	var s00, s01, s02, s03, s10, s11, s12, s13 float32
	i := 0
	for ; i <= len(a0)-4; i += 4 {
		x0, x1 := (*[4]float32)(a0[i:]), (*[4]float32)(a1[i:])
		y0, y1, y2, y3 := (*[4]float32)(b0[i:]), (*[4]float32)(b1[i:]), (*[4]float32)(b2[i:]), (*[4]float32)(b3[i:])
		s00, s10 = plus4(s00, x0, y0), plus4(s10, x1, y0)
		s01, s11 = plus4(s01, x0, y1), plus4(s11, x1, y1)
		s02, s12 = plus4(s02, x0, y2), plus4(s12, x1, y2)
		s03, s13 = plus4(s03, x0, y3), plus4(s13, x1, y3)
	}
	for ; i < len(a0); i++ {
		x0, x1 := a0[i], a1[i]
		s00 += float32(x0 * b0[i])
		s01 += float32(x0 * b1[i])
		s02 += float32(x0 * b2[i])
		s03 += float32(x0 * b3[i])
		s10 += float32(x1 * b0[i])
		s11 += float32(x1 * b1[i])
		s12 += float32(x1 * b2[i])
		s13 += float32(x1 * b3[i])
	}
	*d0 = [4]float32{s00, s01, s02, s03}
	*d1 = [4]float32{s10, s11, s12, s13}
}

// dot1x4 writes the products of the row a with four rows of b.
func dot1x4(d *[4]float32, a, b []float32) {
	k := len(a)
	b0, b1, b2, b3 := b[:len(a)], b[k:][:len(a)], b[2*k:][:len(a)], b[3*k:][:len(a)]
	var s0, s1, s2, s3 float32
	i := 0
	for ; i <= len(a)-4; i += 4 {
		x := (*[4]float32)(a[i:])
		s0 = plus4(s0, x, (*[4]float32)(b0[i:]))
		s1 = plus4(s1, x, (*[4]float32)(b1[i:]))
		s2 = plus4(s2, x, (*[4]float32)(b2[i:]))
		s3 = plus4(s3, x, (*[4]float32)(b3[i:]))
	}
	for ; i < len(a); i++ {
		x := a[i]
		s0 += float32(x * b0[i])
		s1 += float32(x * b1[i])
		s2 += float32(x * b2[i])
		s3 += float32(x * b3[i])
	}
	*d = [4]float32{s0, s1, s2, s3}
}

// plus4 returns s + x[0]·y[0] + x[1]·y[1] + x[2]·y[2] + x[3]·y[3], from left to right.
func plus4(s float32, x, y *[4]float32) float32 {
	return s + float32(x[0]*y[0]) + float32(x[1]*y[1]) + float32(x[2]*y[2]) + float32(x[3]*y[3])
}

func dot(a, b []float32) float32 {
	b = b[:len(a)]
	var s float32
	for i, x := range a {
		s += float32(x * b[i])
	}
	return s
}

// plainMul writes A·B into dst: a is (m,k), b is (k,n), dst is (m,n).
func plainMul(dst, a, b []float32, m, n, k int) {
	clear(dst)
	plainMulAdd(dst, a, b, m, n, k)
}

// plainMulAdd adds A·B to dst. A row of dst is built up from whole rows of b, four at a time.
func plainMulAdd(dst, a, b []float32, m, n, k int) {
	for i := range m {
		d := dst[i*n : (i+1)*n]
		ai := a[i*k : (i+1)*k]
		p := 0
		for ; p+4 <= k; p += 4 {
			x := ai[p : p+4]
			add4(d, x[0], x[1], x[2], x[3], b[p*n:(p+4)*n])
		}
		for ; p < k; p++ {
			add1(d, ai[p], b[p*n:(p+1)*n])
		}
	}
}

// plainMulRows is plainMul, or plainMulAdd where more is not 0, with strides, from one row to the next, of dst and a.
func plainMulRows(dst []float32, dstRow int, a []float32, aRow int, b []float32, m, n, k, more int) {
	for i := range m {
		d := dst[i*dstRow : i*dstRow+n]
		if more == 0 {
			clear(d)
		}
		plainMulAdd(d, a[i*aRow:i*aRow+k], b, 1, n, k)
	}
}

// add4 adds x0·b0, then x1·b1, x2·b2, x3·b3 to d, where b holds four rows as long as d.
func add4(d []float32, x0, x1, x2, x3 float32, b []float32) {
	n := len(d)
	b0, b1, b2, b3 := b[:len(d)], b[n:][:len(d)], b[2*n:][:len(d)], b[3*n:][:len(d)]
	j := 0
	for ; j <= len(d)-4; j += 4 {
		s := (*[4]float32)(d[j:])
		y0, y1, y2, y3 := (*[4]float32)(b0[j:]), (*[4]float32)(b1[j:]), (*[4]float32)(b2[j:]), (*[4]float32)(b3[j:])
		s[0] = s[0] + float32(x0*y0[0]) + float32(x1*y1[0]) + float32(x2*y2[0]) + float32(x3*y3[0])
		s[1] = s[1] + float32(x0*y0[1]) + float32(x1*y1[1]) + float32(x2*y2[1]) + float32(x3*y3[1])
		s[2] = s[2] + float32(x0*y0[2]) + float32(x1*y1[2]) + float32(x2*y2[2]) + float32(x3*y3[2])
		s[3] = s[3] + float32(x0*y0[3]) + float32(x1*y1[3]) + float32(x2*y2[3]) + float32(x3*y3[3])
	}
	for ; j < len(d); j++ {
		d[j] = d[j] + float32(x0*b0[j]) + float32(x1*b1[j]) + float32(x2*b2[j]) + float32(x3*b3[j])
	}
}

func add1(d []float32, x float32, b []float32) {
	b = b[:len(d)]
	for j := range d {
		d[j] += float32(x * b[j])
	}
}
