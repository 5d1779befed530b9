package mat

import (
	"encoding/json"
	"math"
	"math/big"
	"math/rand/v2"
	"os/exec"
	"strconv"
	"strings"
	"testing"
)

func TestFormat(t *testing.T) {
	inf := float32(math.Inf(1))
	for _, c := range []struct {
		m        Mat
		decimals int
		want     string
	}{
		{FromRows([][]float32{{1, -2}, {.5, 3}}), 2, "[[ 1.00, -2.00],\n [ 0.50,  3.00]]"},
		// printed by PyTorch 1.13: torch.tensor([[float("nan"), 1.5], [float("-inf"), -0.0], [float("inf"), 100.]])
		{FromRows([][]float32{{-inf + inf, 1.5}, {-inf, float32(math.Copysign(0, -1))}, {inf, 100}}), 4,
			"[[     nan,   1.5000],\n [    -inf,  -0.0000],\n [     inf, 100.0000]]"},
		{FromRows([][]float32{{7}}), 0, "[[7]]"},
		{FromRows([][]float32{{1, 2, 3}}), 1, "[[1.0, 2.0, 3.0]]"},
		{FromRows([][]float32{{.125}, {.375}}), 2, "[[0.12],\n [0.38]]"}, // exact halves go to even, as C's printf
		{Mat{}, 2, "[]"},
		{New(3, 0), 2, "[]"},
	} {
		if got := Format(c.m, c.decimals); got != c.want {
			t.Errorf("Format(%v, %d):\n%s\nwant\n%s", c.m, c.decimals, got, c.want)
		}
	}
}

func TestShortestLayout(t *testing.T) {
	for _, c := range []struct {
		f    float32
		want string
	}{
		{0, "0"}, {float32(math.Copysign(0, -1)), "-0"}, {1, "1"}, {-1, "-1"}, {0.1, "0.1"}, {123456, "123456"},
		{1e20, "100000000000000000000"}, {1e21, "1e21"}, {1.5e21, "1.5e21"}, {1e-6, "0.000001"}, {1e-7, "1e-7"},
		{-1.25e-7, "-1.25e-7"}, {0.000015, "0.000015"}, {16777216, "16777216"}, {3.4028235e38, "3.4028235e38"},
		{math.SmallestNonzeroFloat32, "1e-45"}, {1.1754944e-38, "1.1754944e-38"}, {100.5, "100.5"}, {0.25, "0.25"},
		{float32(math.NaN()), "NaN"}, {float32(math.Inf(1)), "Infinity"}, {float32(math.Inf(-1)), "-Infinity"},
		// exactly half-way between two 8-digit forms that both read back: the even digit
		{2097152.25, "2097152.2"}, {2097152.75, "2097152.8"}, {2097153.25, "2097153.2"}, {-2097153.75, "-2097153.8"},
	} {
		if got := Shortest(c.f); got != c.want {
			t.Errorf("Shortest(%x) = %q, want %q", c.f, got, c.want)
		}
	}
}

// bruteShortest tries ever more digits: of the two decimals around f, those that read back as f; the nearest; the even.
func bruteShortest(f float32) *big.Rat {
	exact := new(big.Rat).SetFloat64(math.Abs(float64(f)))
	_, exp, _ := strings.Cut(strconv.FormatFloat(math.Abs(float64(f)), 'e', 20, 64), "e")
	e, _ := strconv.Atoi(exp)
	for n := 1; ; n++ {
		unit := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(e-n+1, n-1-e))), nil))
		if e-n+1 < 0 {
			unit.Inv(unit)
		}
		q := new(big.Rat).Quo(exact, unit)
		floor := new(big.Int).Quo(q.Num(), q.Denom())
		var best *big.Rat
		for _, digits := range []*big.Int{floor, new(big.Int).Add(floor, big.NewInt(1))} {
			v := new(big.Rat).Mul(new(big.Rat).SetInt(digits), unit)
			back, _ := v.Float32()
			if back != float32(math.Abs(float64(f))) {
				continue
			}
			if best == nil {
				best = v
				continue
			}
			below, above := new(big.Rat).Sub(exact, best), new(big.Rat).Sub(v, exact)
			if c := above.Cmp(below); c < 0 || c == 0 && digits.Bit(0) == 0 {
				best = v
			}
		}
		if best != nil {
			if f < 0 {
				best.Neg(best)
			}
			return best
		}
	}
}

func shortestSamples(random int) []float32 {
	r := rand.New(rand.NewPCG(9, 9))
	var fs []float32
	add := func(f float32) {
		if f != 0 && !math.IsInf(float64(f), 0) && f == f {
			fs = append(fs, f)
		}
	}
	for e := -149; e <= 127; e++ { // powers of two and their neighbours
		p := float32(math.Ldexp(1, e))
		add(p)
		add(math.Nextafter32(p, 0))
		add(math.Nextafter32(p, math.MaxFloat32))
	}
	for e := -45; e <= 38; e++ { // powers of ten and their neighbours
		f, _ := strconv.ParseFloat("1e"+strconv.Itoa(e), 32)
		p := float32(f)
		add(p)
		add(math.Nextafter32(p, 0))
		add(math.Nextafter32(p, math.MaxFloat32))
	}
	for i := uint32(1); i < 300; i++ { // subnormals
		add(math.Float32frombits(i))
		add(math.Float32frombits(r.Uint32() & 0x7fffff))
	}
	for range random { // any bits, and quarters and eighths where two forms tie
		add(math.Float32frombits(r.Uint32()))
		add(float32(r.IntN(1<<24)) / 4)
		add(-float32(r.IntN(1<<24)) / 8)
	}
	return fs
}

func TestShortestAgainstBruteForce(t *testing.T) {
	for _, f := range shortestSamples(3000) {
		s := Shortest(f)
		got, ok := new(big.Rat).SetString(s)
		if want := bruteShortest(f); !ok || got.Cmp(want) != 0 {
			t.Errorf("Shortest(%x) = %q, want %v", f, s, want.FloatString(60))
		}
	}
}

// JavaScript is the outsider for the layout: a number with these digits must print as these characters.
func TestShortestLayoutAgainstNode(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("node is not on PATH")
	}
	var texts []string
	for _, f := range shortestSamples(5000) {
		texts = append(texts, Shortest(f))
	}
	input, err := json.Marshal(texts)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(node, "-e", `
		const texts = JSON.parse(require("fs").readFileSync(0, "utf8"));
		const wrong = texts.filter(s => String(Number(s)).replace("+", "") !== s);
		console.log(texts.length, wrong.slice(0, 10).map(s => s + " is " + Number(s)).join(", "));`)
	cmd.Stdin = strings.NewReader(string(input))
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	if got, want := strings.TrimSpace(string(out)), strconv.Itoa(len(texts)); got != want {
		t.Errorf("Node: %s; want %s numbers and none wrong", got, want)
	}
}

func FuzzShortest(f *testing.F) {
	for _, x := range []float32{0.1, 1e21, 2097152.25, -0x1p-149} {
		f.Add(math.Float32bits(x))
	}
	f.Fuzz(func(t *testing.T, bits uint32) {
		x := math.Float32frombits(bits)
		s := Shortest(x)
		if x != x || math.IsInf(float64(x), 0) || x == 0 {
			return
		}
		if len(s) > 24 {
			t.Errorf("Shortest(%x) = %q is long", x, s)
		}
		if got, ok := new(big.Rat).SetString(s); !ok || got.Cmp(bruteShortest(x)) != 0 {
			t.Errorf("Shortest(%x) = %q", x, s)
		}
	})
}
