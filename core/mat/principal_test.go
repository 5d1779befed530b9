package mat

import (
	_ "embed"
	"encoding/json"
	"math"
	"math/rand/v2"
	"testing"
)

//go:embed testdata/principal.json
var principalCases []byte

// Outsider: NumPy's SVD, testdata/principal.py.
func TestPrincipalAgainstNumPy(t *testing.T) {
	var cases []struct {
		Name       string
		X          [][]float32
		Components [][]float64
		Shares     []float64
	}
	if err := json.Unmarshal(principalCases, &cases); err != nil || len(cases) == 0 {
		t.Fatal("no cases: ", err)
	}
	for _, c := range cases {
		got, shares := Principal(FromRows(c.X), len(c.Shares))
		for k := range c.Shares {
			// NumPy's vectors are rounded too: relative to the gap between shares
			gap := c.Shares[0]
			if len(c.Shares) > 1 {
				gap = math.Min(c.Shares[0]-c.Shares[1], math.Max(c.Shares[1], 1e-6))
			}
			if d := math.Abs(float64(shares[k]) - c.Shares[k]); d > 1e-7 {
				t.Errorf("%s: share %d is %v, NumPy has %v", c.Name, k, shares[k], c.Shares[k])
			}
			for i, want := range c.Components[k] {
				if d := math.Abs(float64(got.At(k, i)) - want); d > 1e-7+1e-14/gap {
					t.Errorf("%s: component %d[%d] is %v, NumPy has %v", c.Name, k, i, got.At(k, i), want)
				}
			}
		}
	}
}

func randomMat(rng *rand.Rand, rows, cols int) Mat {
	m := New(rows, cols)
	for i := range m.Data {
		m.Data[i] = float32(rng.NormFloat64())
	}
	return m
}

// Laws: unit length, right angles, shares that fall and do not pass 1, all of them make 1, and rows that are turned turn
// the components.
func TestPrincipalLaws(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 0))
	for range 200 {
		rows, cols := 1+rng.IntN(20), 1+rng.IntN(20)
		m := randomMat(rng, rows, cols)
		if rng.IntN(4) == 0 { // of low rank
			m = Mul(randomMat(rng, rows, 1), randomMat(rng, 1, cols))
		}
		u, shares := Principal(m, cols)
		if u.Rows != cols || len(shares) != cols {
			t.Fatalf("%s: %d components", m.shape(), u.Rows)
		}
		sum := 0.0
		for i := range cols {
			sum += float64(shares[i])
			if i > 0 && shares[i] > shares[i-1] {
				t.Errorf("%s: shares %v", m.shape(), shares)
			}
			for j := range i + 1 {
				want := 0.0
				if i == j {
					want = 1
				}
				dot := 0.0
				for c := range cols {
					dot += float64(u.At(i, c)) * float64(u.At(j, c))
				}
				if math.Abs(dot-want) > 2e-6 {
					t.Fatalf("%s: components %d and %d have the product %v", m.shape(), i, j, dot)
				}
			}
		}
		if math.Abs(sum-1) > 1e-5 {
			t.Errorf("%s: the shares sum to %v", m.shape(), sum)
		}
		// what a component holds is what its share says
		along := MulT(m, u)
		var all, first float64
		for r := range rows {
			for _, v := range m.Row(r) {
				all += float64(v) * float64(v)
			}
			first += float64(along.At(r, 0)) * float64(along.At(r, 0))
		}
		if math.Abs(first/all-float64(shares[0])) > 1e-5 {
			t.Errorf("%s: the first component holds %v, its share is %v", m.shape(), first/all, shares[0])
		}
	}
}

func TestPrincipalSpecialCases(t *testing.T) {
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	for _, c := range []struct {
		name       string
		m          Mat
		components Mat
		shares     []float32
	}{
		{"zero", New(3, 3), FromRows([][]float32{{1, 0, 0}, {0, 1, 0}}), []float32{0, 0}},
		{"no rows", New(0, 2), FromRows([][]float32{{1, 0}, {0, 1}}), []float32{0, 0}},
		{"one dimension", FromRows([][]float32{{-2}, {-1}}), FromRows([][]float32{{1}}), []float32{1}},
		{"one row", FromRows([][]float32{{0, -2, 0}}), FromRows([][]float32{{0, 1, 0}, {1, 0, 0}}), []float32{1, 0}},
		{"rows that are not finite", FromRows([][]float32{{nan, 9}, {0, 3}, {inf, 1}, {1, 0}}), FromRows([][]float32{{0, 1}, {1, 0}}), []float32{0.9, 0.1}},
	} {
		u, shares := Principal(c.m, 2)
		if !u.Equal(c.components) || !SameBits(shares, c.shares) {
			t.Errorf("%s: %v with shares %v", c.name, u.Data, shares)
		}
	}
	// the same rows, the other way round: the sign stays
	a, _ := Principal(FromRows([][]float32{{1, 2}, {2, 4.5}}), 2)
	b, _ := Principal(FromRows([][]float32{{-1, -2}, {-2, -4.5}}), 2)
	if !a.Equal(b) {
		t.Errorf("turned round: %v and %v", a.Data, b.Data)
	}
}

// BenchmarkPrincipal: q and k of T=32, D=64.
func BenchmarkPrincipal(b *testing.B) {
	m := randomMat(rand.New(rand.NewPCG(1, 1)), 64, 64)
	for b.Loop() {
		Principal(m, 2)
	}
}
