package mat

import "math"

// Principal returns the first n principal components of the rows of m, (n, Cols), and the share of all squares that
// each of them holds: Σ(x·u)²/Σ|x|², over rows x.
//
// A component is a unit vector u: the direction along which the rows reach furthest from zero, among those at right
// angles to the components before it. The rows are NOT centred: arrows begin at zero, and so does the plane that the
// components span. They are the right singular vectors of m, and the shares are σ²/Σσ².
//
// The sign of a component is such that its entry of largest magnitude, the first of equals, is positive. All steps are
// float64 and fixed in their order; the results are rounded once.
//
// Special cases are:
//
//	a row with a NaN or an infinity is left out
//	there are at most Cols components
//	a component that no row reaches has share 0; it is a direction at right angles to the others, always the same
//	if all rows are zero, all shares are 0
func Principal(m Mat, n int) (components Mat, shares []float32) {
	m.whole("Principal")
	n = min(n, m.Cols)
	components, shares = New(n, m.Cols), make([]float32, n)
	rows, scale := finiteRows(m)
	values, vectors := gramEigen(rows, m.Cols)
	total := 0.0
	for _, v := range values {
		total += v
	}
	var found [][]float64
	for k := range n {
		var u []float64
		// what is smaller is the rounding of the largest
		if k < len(values) && scale > 0 && values[k] > values[0]*0x1p-46 {
			u = vectors(k)
			straighten(u, found)
			shares[k] = float32(values[k] / total)
		} else {
			u = atRightAngles(found, m.Cols)
		}
		found = append(found, u)
		sign := signOf(u)
		for i, v := range u {
			components.Set(k, i, float32(sign*v)+0) // + 0: no −0
		}
	}
	return components, shares
}

// finiteRows returns the rows without NaN and infinity, divided by the largest magnitude among them, and that.
func finiteRows(m Mat) (rows [][]float64, scale float64) {
	for r := range m.Rows {
		row := make([]float64, m.Cols)
		finite := true
		for i, v := range m.Row(r) {
			row[i] = float64(v)
			finite = finite && !math.IsInf(row[i], 0) && row[i] == row[i]
		}
		if finite {
			rows = append(rows, row)
			for _, v := range row {
				scale = max(scale, math.Abs(v))
			}
		}
	}
	if scale > 0 {
		for _, row := range rows {
			for i := range row {
				row[i] /= scale
			}
		}
	}
	return rows, scale
}

// gramEigen returns the eigenvalues of RᵀR, the largest first (as many as R has rows, if those are fewer than cols), and
// its eigenvectors, each made when it is asked for. It works on the smaller of RᵀR and RRᵀ.
func gramEigen(rows [][]float64, cols int) (values []float64, vector func(k int) []float64) {
	wide := len(rows) < cols
	size := min(len(rows), cols)
	gram := make([][]float64, size)
	for i := range gram {
		gram[i] = make([]float64, size)
	}
	if wide {
		for i := range rows {
			for j := range i + 1 {
				gram[i][j] = dot64(rows[i], rows[j])
				gram[j][i] = gram[i][j]
			}
		}
	} else {
		for _, row := range rows {
			for i, v := range row {
				axpy(gram[i], v, row)
			}
		}
	}
	values, vectors := symmetricEigen(gram)
	return values, func(k int) []float64 {
		if !wide {
			return vectors[k]
		}
		u := make([]float64, cols) // Rᵀw
		for i, row := range rows {
			axpy(u, vectors[k][i], row)
		}
		return u
	}
}

// straighten takes from u what is along the vectors before, and makes it as long as 1.
func straighten(u []float64, before [][]float64) {
	length := math.Sqrt(dot64(u, u))
	for i := range u {
		u[i] /= length
	}
	for _, b := range before {
		axpy(u, -dot64(u, b), b)
	}
	length = math.Sqrt(dot64(u, u))
	for i := range u {
		u[i] /= length
	}
}

// atRightAngles returns a unit vector at right angles to fewer than size unit vectors: the axis that they reach least,
// straightened.
func atRightAngles(before [][]float64, size int) []float64 {
	best, least := 0, math.Inf(1)
	for i := range size {
		reached := 0.0
		for _, b := range before {
			reached += float64(b[i] * b[i])
		}
		if reached < least {
			best, least = i, reached
		}
	}
	u := make([]float64, size)
	u[best] = 1
	straighten(u, before)
	return u
}

// signOf returns −1 where the entry of largest magnitude, the first of equals, is negative; else 1. Magnitudes that
// only rounding tells apart are equal.
func signOf(u []float64) float64 {
	largest := 0.0
	for _, v := range u {
		largest = max(largest, math.Abs(v))
	}
	for _, v := range u {
		if math.Abs(v) >= largest*(1-0x1p-30) {
			return math.Copysign(1, v)
		}
	}
	return 1
}

func dot64(a, b []float64) float64 {
	sum := 0.0
	for i, v := range a {
		sum += float64(v * b[i])
	}
	return sum
}

// axpy adds a·x to y.
func axpy(y []float64, a float64, x []float64) {
	for i, v := range x {
		y[i] += float64(a * v)
	}
}
