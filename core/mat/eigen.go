package mat

import "math"

// symmetricEigen returns the eigenvalues of a symmetric matrix, the largest first, and their unit eigenvectors in the same
// order. It destroys a, whose entries should not be far from 1 in size. Equal eigenvalues keep the order in which they were
// found.
//
// Householder reflections make a tridiagonal; the QL algorithm with implicit shifts makes that diagonal (Bowdler, Martin,
// Reinsch and Wilkinson 1968, the tred2 and tql2 of EISPACK).
func symmetricEigen(a [][]float64) (values []float64, vectors [][]float64) {
	values, beside, vectors := tridiagonal(a)
	diagonal(values, beside, vectors)
	for i := range values { // a selection sort: so few, and stable
		k := i
		for j := i + 1; j < len(values); j++ {
			if values[j] > values[k] {
				k = j
			}
		}
		v, w := values[k], vectors[k]
		copy(values[i+1:k+1], values[i:k])
		copy(vectors[i+1:k+1], vectors[i:k])
		values[i], vectors[i] = v, w
	}
	return values, vectors
}

// tridiagonal returns d, e and Z such that Z·a·Zᵀ has d on its diagonal, e[i] beside d[i] and d[i+1], and zeros elsewhere.
func tridiagonal(a [][]float64) (d, e []float64, z [][]float64) {
	n := len(a)
	d, e, z = make([]float64, n), make([]float64, n), make([][]float64, n)
	for i := range z {
		z[i] = make([]float64, n)
		z[i][i] = 1
	}
	v, p := make([]float64, n), make([]float64, n)
	for k := range n {
		d[k] = a[k][k]
		if k+1 >= n {
			break
		}
		rest := a[k][k+1:]
		length := math.Sqrt(dot64(rest, rest))
		if tail := rest[1:]; dot64(tail, tail) == 0 {
			e[k] = rest[0] // nothing to reflect
			continue
		}
		e[k] = -math.Copysign(length, rest[0])
		v, p := v[:len(rest)], p[:len(rest)]
		copy(v, rest)
		v[0] -= e[k]
		beta := 2 / dot64(v, v)
		// a ← HaH with H = 1 − β·v·vᵀ, as a − v·wᵀ − w·vᵀ
		for i := range v {
			p[i] = float64(beta * dot64(a[k+1+i][k+1:], v))
		}
		axpy(p, -float64(beta*dot64(v, p))/2, v)
		for i := range v {
			row := a[k+1+i][k+1:]
			for j := range row {
				row[j] -= float64(v[i]*p[j]) + float64(p[i]*v[j])
			}
		}
		// Z ← HZ
		along := make([]float64, n)
		for i, vi := range v {
			axpy(along, vi, z[k+1+i])
		}
		for i, vi := range v {
			axpy(z[k+1+i], -float64(beta*vi), along)
		}
	}
	return d, e, z
}

// diagonal turns d, with e beside it, into eigenvalues, and the rows of z with them.
func diagonal(d, e []float64, z [][]float64) {
	n := len(d)
	for l := range n {
		for range 100 { // three or four are usual
			m := l // where the block that begins at l ends
			for m+1 < n && math.Abs(e[m]) > 0x1p-52*(math.Abs(d[m])+math.Abs(d[m+1])) {
				m++
			}
			if m == l {
				break
			}
			shift(d, e, z, l, m)
		}
	}
}

// shift makes one QL step on the block l … m.
func shift(d, e []float64, z [][]float64, l, m int) {
	g := (d[l+1] - d[l]) / (2 * e[l])
	g = d[m] - d[l] + e[l]/(g+math.Copysign(length(g, 1), g))
	s, c, p := 1.0, 1.0, 0.0
	for i := m - 1; i >= l; i-- {
		f, b := float64(s*e[i]), float64(c*e[i])
		r := length(f, g)
		e[i+1] = r
		if r == 0 { // the block falls apart here
			d[i+1] -= p
			e[m] = 0
			return
		}
		s, c = f/r, g/r
		g = d[i+1] - p
		r = float64((d[i]-g)*s) + float64(float64(2*c)*b)
		p = float64(s * r)
		d[i+1] = g + p
		g = float64(c*r) - b
		rotate(z[i], z[i+1], c, s)
	}
	d[l] -= p
	e[l] = g
	e[m] = 0
}

// rotate turns two vectors in the plane that they span: x ← c·x − s·y, y ← s·x + c·y.
func rotate(x, y []float64, c, s float64) {
	for i, v := range x {
		w := y[i]
		x[i] = float64(c*v) - float64(s*w)
		y[i] = float64(s*v) + float64(c*w)
	}
}

// length returns √(x²+y²), for numbers whose squares are in range. math.Hypot is another algorithm on another processor.
func length(x, y float64) float64 { return math.Sqrt(float64(x*x) + float64(y*y)) }
