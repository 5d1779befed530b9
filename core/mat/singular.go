package mat

import "math"

// Singular is what the linear map x ↦ M·x does to space: M = Σₖ σₖ·uₖ·vₖᵀ. The direction vₖ goes to uₖ, and becomes σₖ
// times as long.
type Singular struct {
	Values      []float32 // σ, the largest first: as many as M has rows or columns, whichever are fewer
	Left        Mat       // (n, Rows) u₀ … uₙ₋₁
	Right       Mat       // (n, Cols) v₀ … vₙ₋₁
	Rank        int       // how many σ are more than rounding, as numpy.linalg.matrix_rank counts in float32
	Determinant float32   // of a square M; NaN otherwise
}

// SingularOf returns the singular values of m and the first n directions on both sides, as many of them as there are.
// All steps are float64 and fixed in their order; the results are rounded once. The sign of vₖ is that of Principal.
//
// Special cases are:
//
//	a matrix with a NaN or an infinity has only NaN, and rank 0
//	a σ below 2⁻²³ of the largest is rounding, and 0
//	where σ is 0, u and v are directions at right angles to the others, always the same
func SingularOf(m Mat, n int) Singular {
	m.whole("SingularOf")
	s := Singular{
		Values: make([]float32, min(m.Rows, m.Cols)), Left: New(min(n, m.Rows), m.Rows), Right: New(min(n, m.Cols), m.Cols),
		Determinant: float32(math.NaN()),
	}
	rows, scale := finiteRows(m)
	if len(rows) < m.Rows {
		for _, values := range [][]float32{s.Values, s.Left.Data, s.Right.Data} {
			for i := range values {
				values[i] = float32(math.NaN())
			}
		}
		return s
	}
	squares, vectors := gramEigen(rows, m.Cols)
	found := 0 // directions that some σ belongs to
	for k, square := range squares {
		if scale == 0 || square <= squares[0]*0x1p-46 {
			break
		}
		found++
		sigma := math.Sqrt(square)
		s.Values[k] = float32(sigma * scale)
		if sigma > math.Sqrt(squares[0])*float64(max(m.Rows, m.Cols))*0x1p-23 {
			s.Rank++
		}
	}
	var left, right [][]float64
	for k := range max(s.Left.Rows, s.Right.Rows) {
		if k < found {
			v := vectors(k)
			straighten(v, right)
			scaleBy(v, signOf(v))
			u := make([]float64, m.Rows)
			for i, row := range rows {
				u[i] = dot64(row, v)
			}
			straighten(u, left)
			left, right = append(left, u), append(right, v)
		} else {
			left, right = appendFree(left, m.Rows), appendFree(right, m.Cols)
		}
	}
	for k := range s.Left.Rows {
		round(s.Left.Row(k), left[k])
	}
	for k := range s.Right.Rows {
		round(s.Right.Row(k), right[k])
	}
	if m.Rows == m.Cols {
		s.Determinant = float32(determinant(rows, scale))
	}
	return s
}

// appendFree adds a direction at right angles to the others, as long as there is one.
func appendFree(found [][]float64, size int) [][]float64 {
	if len(found) >= size {
		return found
	}
	u := atRightAngles(found, size)
	scaleBy(u, signOf(u))
	return append(found, u)
}

func scaleBy(u []float64, factor float64) {
	for i := range u {
		u[i] *= factor
	}
}

func round(to []float32, from []float64) {
	for i, v := range from {
		to[i] = float32(v) + 0 // no −0
	}
}

// determinant is that of scale·a, and destroys a: Gauss's elimination, with the largest of each column as its pivot.
func determinant(a [][]float64, scale float64) float64 {
	det := 1.0
	for k := range a {
		p := k
		for i := k + 1; i < len(a); i++ {
			if math.Abs(a[i][k]) > math.Abs(a[p][k]) {
				p = i
			}
		}
		if a[p][k] == 0 {
			return 0
		}
		if p != k {
			a[p], a[k] = a[k], a[p]
			det = -det
		}
		det *= a[k][k] * scale
		for i := k + 1; i < len(a); i++ {
			axpy(a[i][k+1:], -a[i][k]/a[k][k], a[k][k+1:])
		}
	}
	return det
}

// Turn returns how far a 2×2 matrix turns the plane, in degrees, −180 … 180, counted from the first axis towards the second:
// the angle of the rotation that is nearest to it. Where the determinant is negative the plane is mirrored too, and the angle
// is that of the mirror's line, −90 … 90. A zero matrix turns nothing; a NaN gives NaN.
func Turn(m Mat) (degrees float32, mirrored bool) {
	m.whole("Turn")
	a, b, c, d := float64(m.At(0, 0)), float64(m.At(0, 1)), float64(m.At(1, 0)), float64(m.At(1, 1))
	if float64(a*d)-float64(b*c) < 0 {
		return float32(math.Atan2(b+c, a-d) * 90 / math.Pi), true
	}
	return float32(math.Atan2(c-b, a+d) * 180 / math.Pi), false
}

// TurnInSpace returns how far a 3×3 matrix turns space, in degrees, 0 … 180, about whatever axis: the angle of the rotation
// that is left when all stretching along directions at right angles has been taken out. Where the determinant is negative,
// the direction that is stretched least is mirrored first. s is SingularOf(m, 2) or more; below rank 2 no angle is determined,
// and it is NaN.
func TurnInSpace(m Mat, s Singular) (degrees float32, mirrored bool) {
	m.whole("TurnInSpace")
	if s.Rank < 2 {
		return float32(math.NaN()), false
	}
	u, v := frame(s.Left), frame(s.Right)
	var r [3][3]float64 // Σ uₖ·vₖᵀ
	for k := range 3 {
		for i := range 3 {
			for j := range 3 {
				r[i][j] += float64(u[k][i] * v[k][j])
			}
		}
	}
	sin := math.Sqrt(square(r[2][1]-r[1][2]) + square(r[0][2]-r[2][0]) + square(r[1][0]-r[0][1]))
	cos := r[0][0] + r[1][1] + r[2][2] - 1
	return float32(math.Atan2(sin, cos) * 180 / math.Pi), s.Rank == 3 && s.Determinant < 0
}

// frame is two directions of space and the third at right angles to them, so that they turn the same way as the axes.
func frame(m Mat) (f [3][3]float64) {
	for i := range 3 {
		f[0][i], f[1][i] = float64(m.At(0, i)), float64(m.At(1, i))
	}
	for i := range 3 {
		j, k := (i+1)%3, (i+2)%3
		f[2][i] = float64(f[0][j]*f[1][k]) - float64(f[0][k]*f[1][j])
	}
	return f
}

func square(v float64) float64 { return float64(v * v) }
