package mat

import (
	_ "embed"
	"encoding/json"
	"math"
	"math/rand/v2"
	"testing"
)

//go:embed testdata/singular.json
var singularCases []byte

// Outsider: NumPy's SVD, matrix_rank and det, testdata/singular.py.
func TestSingularAgainstNumPy(t *testing.T) {
	var cases []struct {
		Name        string
		M           [][]float32
		Values      []float64
		Left, Right [][]float64
		Rank        int
		Determinant *float64
		Nearest     [][]float64
		Angle       *float64
	}
	if err := json.Unmarshal(singularCases, &cases); err != nil || len(cases) == 0 {
		t.Fatal("no cases: ", err)
	}
	for _, c := range cases {
		m := FromRows(c.M)
		s := SingularOf(m, 2)
		if s.Rank != c.Rank {
			t.Errorf("%s: rank %d, NumPy has %d", c.Name, s.Rank, c.Rank)
		}
		for k, want := range c.Values {
			if d := math.Abs(float64(s.Values[k]) - want); d > c.Values[0]*1e-7 {
				t.Errorf("%s: σ%d is %v, NumPy has %v", c.Name, k, s.Values[k], want)
			}
		}
		for k := range c.Left {
			if k >= s.Rank {
				break // any direction at right angles will do
			}
			near(t, c.Name+", left", s.Left.Row(k), c.Left[k])
			near(t, c.Name+", right", s.Right.Row(k), c.Right[k])
		}
		if c.Determinant == nil {
			if s.Determinant == s.Determinant {
				t.Errorf("%s: a determinant of no square matrix: %v", c.Name, s.Determinant)
			}
		} else if d := math.Abs(float64(s.Determinant) - *c.Determinant); d > 1e-6*math.Abs(*c.Determinant)+1e-15*math.Pow(c.Values[0], float64(m.Rows)) {
			t.Errorf("%s: determinant %v, NumPy has %v", c.Name, s.Determinant, *c.Determinant)
		}
		if c.Nearest != nil && c.Rank == 2 {
			degrees, mirrored := Turn(m)
			if mirrored != (*c.Determinant < 0) {
				t.Errorf("%s: mirrored is %v, the determinant %v", c.Name, mirrored, *c.Determinant)
			}
			sin, cos := math.Sincos(float64(degrees) * math.Pi / 180)
			want := []float64{cos, -sin, sin, cos}
			if mirrored {
				sin, cos = math.Sincos(float64(degrees) * math.Pi / 90)
				want = []float64{cos, sin, sin, -cos}
			}
			near(t, c.Name+", turned", []float32{float32(c.Nearest[0][0]), float32(c.Nearest[0][1]), float32(c.Nearest[1][0]), float32(c.Nearest[1][1])}, want)
		}
		if m.Rows == 3 && m.Cols == 3 {
			degrees, mirrored := TurnInSpace(m, s)
			switch {
			case c.Angle == nil:
				if degrees == degrees {
					t.Errorf("%s: an angle of rank %d: %v", c.Name, c.Rank, degrees)
				}
			case math.Abs(float64(degrees)-*c.Angle) > 2e-4 || mirrored != (c.Rank == 3 && *c.Determinant < 0):
				t.Errorf("%s: turned by %v, mirrored %v; NumPy has %v, determinant %v", c.Name, degrees, mirrored, *c.Angle, *c.Determinant)
			}
		}
	}
}

func near(t *testing.T, name string, got []float32, want []float64) {
	t.Helper()
	for i := range want {
		if math.Abs(float64(got[i])-want[i]) > 2e-6 {
			t.Errorf("%s: %v, NumPy has %v", name, got, want)
			return
		}
	}
}

// Law: M·vₖ = σₖ·uₖ, for every k.
func TestSingularLaw(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 0))
	for range 200 {
		rows, cols := 1+rng.IntN(12), 1+rng.IntN(12)
		m := randomMat(rng, rows, cols)
		if rng.IntN(4) == 0 {
			m = Mul(randomMat(rng, rows, 1), randomMat(rng, 1, cols))
		}
		s := SingularOf(m, 12)
		image := MulT(s.Right, m) // row k is M·vₖ
		for k := range s.Right.Rows {
			for i := range rows {
				want := 0.0
				if k < len(s.Values) && k < s.Left.Rows {
					want = float64(s.Values[k]) * float64(s.Left.At(k, i))
				}
				if d := math.Abs(float64(image.At(k, i)) - want); d > 2e-5*float64(s.Values[0]) {
					t.Fatalf("%s: M·v%d is %v, not %v", m.shape(), k, image.At(k, i), want)
				}
			}
		}
	}
}

func TestSingularSpecialCases(t *testing.T) {
	nan := float32(math.NaN())
	for _, m := range []Mat{FromRows([][]float32{{1, nan}, {0, 1}}), FromRows([][]float32{{1, 2}, {float32(math.Inf(-1)), 1}})} {
		if s := SingularOf(m, 2); s.Rank != 0 || s.Values[0] == s.Values[0] || s.Determinant == s.Determinant || s.Left.At(0, 0) == s.Left.At(0, 0) {
			t.Errorf("%v has %+v", m.Data, s)
		}
	}
	zero := SingularOf(New(2, 3), 2)
	if zero.Rank != 0 || !SameBits(zero.Values, []float32{0, 0}) || !SameBits(zero.Left.Data, []float32{1, 0, 0, 1}) || !SameBits(zero.Right.Data, []float32{1, 0, 0, 0, 1, 0}) {
		t.Errorf("zero has %+v", zero)
	}
	if one := SingularOf(FromRows([][]float32{{1, 0}, {0, 1}}), 2); one.Rank != 2 || one.Determinant != 1 || !SameBits(one.Left.Data, one.Right.Data) {
		t.Errorf("the identity has %+v", one)
	}
	for _, c := range []struct {
		m        Mat
		degrees  float32
		mirrored bool
	}{
		{FromRows([][]float32{{1, 0}, {0, 1}}), 0, false},
		{FromRows([][]float32{{0, -1}, {1, 0}}), 90, false},
		{FromRows([][]float32{{-2, 0}, {0, -2}}), 180, false},
		{FromRows([][]float32{{1, 0}, {0, -1}}), 0, true},
		{FromRows([][]float32{{0, 1}, {1, 0}}), 45, true},
		{New(2, 2), 0, false},
	} {
		if degrees, mirrored := Turn(c.m); degrees != c.degrees || mirrored != c.mirrored {
			t.Errorf("%v turns by %v, mirrored %v", c.m.Data, degrees, mirrored)
		}
	}
}
