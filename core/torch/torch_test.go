package torch

import (
	"bytes"
	"encoding/binary"
	stdcrc "hash/crc32"
	"math"
	"math/big"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"qkvlab/core/mat"
)

// golden reads a file written by testdata/gen_draws.py: lines of fields between tabs.
func golden(t *testing.T, name string, fields, atLeast int) [][]string {
	t.Helper()
	text, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err, "\nrun python3 core/torch/testdata/gen_draws.py")
	}
	var lines [][]string
	for line := range strings.Lines(string(text)) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != fields {
			t.Fatalf("%s: %d fields in %q", name, len(f), line)
		}
		lines = append(lines, f)
	}
	if len(lines) < atLeast {
		t.Fatalf("%s has %d lines, want at least %d", name, len(lines), atLeast)
	}
	return lines
}

// checkBits compares with count, CRC-32 of all bits, and the first bits in hex.
func checkBits(t *testing.T, what string, got []float32, want []string) {
	t.Helper()
	var raw bytes.Buffer
	var first []string
	for i, v := range got {
		bits := math.Float32bits(v)
		raw.Write(binary.LittleEndian.AppendUint32(nil, bits))
		if i < 8 {
			first = append(first, hex(uint64(bits)))
		}
	}
	if n := strconv.Itoa(len(got)); n != want[0] {
		t.Errorf("%s: %s numbers, PyTorch has %s", what, n, want[0])
	}
	if f := strings.Join(first, " "); f != want[2] {
		t.Errorf("%s: begins %s\nPyTorch has  %s", what, f, want[2])
	} else if crc := hex(uint64(stdcrc.ChecksumIEEE(raw.Bytes()))); crc != want[1] {
		t.Errorf("%s: the first eight are right, but the CRC of all is %s, PyTorch has %s", what, crc, want[1])
	}
}

func hex(v uint64) string {
	s := strconv.FormatUint(v, 16)
	return strings.Repeat("0", 8-len(s)) + s
}

func whole(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// call runs one call as gen_draws.py writes it.
func call(t *testing.T, g *Generator, text string) []float32 {
	f := strings.Fields(text)
	n := whole(t, f[1])
	switch f[0] {
	case "rand":
		return g.Rand(n)
	case "randn":
		return g.Randn(n)
	case "embedding":
		return g.Randn(n * whole(t, f[2]))
	case "linear":
		w, b := g.Linear(n, whole(t, f[2]), len(f) == 4 && f[3] == "bias")
		if w.Rows != whole(t, f[2]) || w.Cols != n {
			t.Errorf("%s: w is (%d, %d)", text, w.Rows, w.Cols)
		}
		if (b == nil) != (len(f) == 3) {
			t.Errorf("%s: bias %v", text, b)
		}
		return append(w.Data, b...)
	}
	t.Fatalf("gen_draws.py has a new call: %s", text)
	return nil
}

func TestDrawsAreTorchs(t *testing.T) {
	for _, line := range golden(t, "draws.txt", 5, 300) {
		g := New(uint32(whole64(t, line[0])))
		var got []float32
		for _, c := range strings.Split(line[1], ", ") {
			got = append(got, call(t, g, c)...)
		}
		checkBits(t, "seed "+line[0]+": "+line[1], got, line[2:])
	}
}

func TestTokenVectorsAreTorchs(t *testing.T) {
	for _, line := range golden(t, "tokens.txt", 6, 100) {
		got := TokenVector(line[0], whole(t, line[1]), uint32(whole64(t, line[2])))
		checkBits(t, strconv.Quote(line[0])+", dim "+line[1]+", seed "+line[2], got, line[3:])
	}
}

// whole64 reads a seed: int has 32 bits on some hosts.
func whole64(t *testing.T, s string) uint64 {
	t.Helper()
	n, err := strconv.ParseUint(s, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// The C++ standard, [rand.predef]: the 10000th draw of a default-constructed mt19937 (seed 5489) is 4123659995.
func TestMersenneTwister(t *testing.T) {
	g := New(5489)
	for range 9999 {
		g.Uint32()
	}
	if v := g.Uint32(); v != 4123659995 {
		t.Errorf("draw 10000 is %d, want 4123659995", v)
	}
}

// What nn.Linear(4, 4) prints for the first row of W after torch.manual_seed(0), as anyone can try.
func TestLinearAsPrinted(t *testing.T) {
	w, b := New(0).Linear(4, 4, true)
	if got, want := mat.Format(mat.Mat{Rows: 1, Cols: 4, Data: w.Row(0)}, 4), "[[-0.0037,  0.2682, -0.4115, -0.3680]]"; got != want {
		t.Errorf("W[0] = %s, want %s", got, want)
	}
	if got, want := mat.Format(mat.Mat{Rows: 1, Cols: 4, Data: b}, 4), "[[ 0.1977,  0.3000, -0.3390, -0.2177]]"; got != want {
		t.Errorf("b = %s, want %s", got, want)
	}
}

func TestManualSeedStartsAgain(t *testing.T) {
	g := New(7)
	want := g.Randn(5) // leaves a spare
	g.Rand(1000)
	g.Randn(3)
	g.ManualSeed(7)
	if got := g.Randn(5); !(mat.Mat{Rows: 1, Cols: 5, Data: got}).Equal(mat.Mat{Rows: 1, Cols: 5, Data: want}) {
		t.Errorf("after ManualSeed: %v, want %v", got, want)
	}
}

func TestLinearPanics(t *testing.T) {
	defer func() {
		if got := recover(); got != "torch: Linear: 0 in, 3 out" {
			t.Errorf("panic %v", got)
		}
	}()
	New(0).Linear(0, 3, true)
}

// PyTorch computes the bounds of weight and bias by different formulas; one number has to stand for both.
func TestBoundOfWeightIsBoundOfBias(t *testing.T) {
	for in := 1; in <= 8192; in++ {
		gain := math.Sqrt(2 / (1 + math.Pow(math.Sqrt(5), 2)))
		weight := math.Sqrt(3) * (gain / math.Sqrt(float64(in)))
		if float32(weight) != float32(1/math.Sqrt(float64(in))) {
			t.Errorf("in = %d: the bounds differ", in)
		}
	}
}

func TestCRC32(t *testing.T) {
	for _, s := range []string{"", "a", "123456789", "안녕하세요", "🙂", strings.Repeat("\x00\xff", 500)} {
		if got, want := crc32(s), stdcrc.ChecksumIEEE([]byte(s)); got != want {
			t.Errorf("crc32(%q) = %x, want %x", s, got, want)
		}
	}
}

// bigFMA rounds a·b + c once, by exact arithmetic.
func bigFMA(a, b, c float32) float32 {
	exact := func(x float32) *big.Float { return new(big.Float).SetPrec(700).SetFloat64(float64(x)) }
	sum := exact(a)
	sum.Mul(sum, exact(b))
	sum.Add(sum, exact(c))
	f, _ := sum.Float32()
	return f
}

func TestMultiplyAddRoundsOnce(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	ties := 0
	check := func(a, b, c float32) {
		want := bigFMA(a, b, c)
		if w := math.Abs(float64(want)); w != 0 && w < 0x1p-126 || math.IsInf(w, 0) {
			return // outside what isTie promises
		}
		one, many := lanes{3: a}, lanes{3: a}
		one.horner(&lanes{3: b}, c)
		many.mulAdd(&lanes{3: b}, &lanes{3: c})
		if one[3] != want || many[3] != want {
			t.Errorf("%x·%x + %x = %x (horner), %x (mulAdd), want %x", a, b, c, one[3], many[3], want)
		}
		if twice := float32(float64(float64(a)*float64(b)) + float64(c)); twice != want {
			ties++
		}
	}
	for range 50_000 {
		scale := float32(math.Ldexp(1, r.IntN(40)-20))
		check(r.Float32()*2-1, r.Float32()*scale, r.Float32()*2-1)
		// a·b next to ±2⁻²⁴, half the distance between the float32 numbers in [1, 2): a tie, or nearly
		n := 1<<23 + r.Int64N(1<<23)
		m := (1<<47 + r.Int64N(n)) / n
		check(float32(n), float32(m)*float32(math.Ldexp(float64(1-2*r.IntN(2)), -71)), 1+float32(r.IntN(1<<23))*0x1p-23)
	}
	if ties == 0 {
		t.Error("no case in which rounding twice goes wrong: this test tests nothing")
	}
}

func FuzzTokenVector(f *testing.F) {
	f.Add("저", 4, uint32(0))
	f.Add("ChatGPT", 64, uint32(4294967295))
	f.Fuzz(func(t *testing.T, token string, dim int, seed uint32) {
		dim = int(uint(dim) % 200)
		v := TokenVector(token, dim, seed)
		if !utf8.ValidString(token) || len(v) != dim {
			return
		}
		want := New(seed + stdcrc.ChecksumIEEE([]byte(token))).Randn(dim)
		for i := range v {
			if v[i] != want[i] || math.Abs(float64(v[i])) > 9 {
				t.Fatalf("%q %d %d: [%d] = %v, want %v", token, dim, seed, i, v[i], want[i])
			}
		}
	})
}

// What a step with 32 new tokens at D = 64 draws: four linears and the vectors.
func BenchmarkStepDraws(b *testing.B) {
	for b.Loop() {
		g := New(1)
		for range 4 {
			g.Linear(64, 64, true)
		}
		for i := range 32 {
			TokenVector("token", 64, uint32(i))
		}
	}
}

func BenchmarkTokenVector4(b *testing.B) {
	for b.Loop() {
		TokenVector("token", 4, 0)
	}
}

func BenchmarkTokenVector64(b *testing.B) {
	for b.Loop() {
		TokenVector("token", 64, 0)
	}
}

func BenchmarkLinear64x64(b *testing.B) {
	g := New(0)
	for b.Loop() {
		g.Linear(64, 64, true)
	}
}

func BenchmarkRandn1024(b *testing.B) {
	g := New(0)
	for b.Loop() {
		g.Randn(1024)
	}
}
