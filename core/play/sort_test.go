package play

import (
	"encoding/json"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"qkvlab/core/attn"
	"qkvlab/core/mat"
)

// sorter is the trained model of testdata/sort/sort.py around the attention that the preset shows.
type sorter struct {
	preset *attn.Params
	values map[string]mat.Mat
	heads  []mat.Mat // attn of the last run
}

func newSorter(t *testing.T) *sorter {
	t.Helper()
	text, err := os.ReadFile("testdata/sort/parameters.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Inputs, Right int
		Parameters    map[string]json.RawMessage
	}
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	s := &sorter{preset: run(t, sortDoc).Trace.Params, values: map[string]mat.Mat{}}
	count := 0
	for name, raw := range file.Parameters {
		var rows [][]float32
		if err := json.Unmarshal(raw, &rows); err != nil {
			rows = make([][]float32, 1)
			if err := json.Unmarshal(raw, &rows[0]); err != nil {
				t.Fatal(name, err)
			}
		}
		s.values[name] = mat.FromRows(rows)
		count += len(s.values[name].Data)
	}
	if count != 3584 || file.Inputs != 729 || file.Right != 729 {
		t.Errorf("%d parameters, %d of %d right: not what the preset says", count, file.Right, file.Inputs)
	}
	return s
}

// norm is torch.nn.LayerNorm.
func (s *sorter) norm(name string, x mat.Mat) mat.Mat {
	y := x.Clone()
	w, b := s.values[name+".weight"].Data, s.values[name+".bias"].Data
	for t := range x.Rows {
		mean, square := 0.0, 0.0
		for _, v := range x.Row(t) {
			mean += float64(v) / float64(x.Cols)
		}
		for _, v := range x.Row(t) {
			square += (float64(v) - mean) * (float64(v) - mean) / float64(x.Cols)
		}
		for c, v := range x.Row(t) {
			y.Set(t, c, float32((float64(v)-mean)/math.Sqrt(square+1e-5))*w[c]+b[c])
		}
	}
	return y
}

func (s *sorter) residual(digits []int) mat.Mat {
	x := mat.New(len(digits), 16)
	for t, d := range digits {
		for c := range 16 {
			x.Set(t, c, s.values["emb.weight"].At(d, c)+s.values["pos.weight"].At(t, c))
		}
	}
	return x
}

// next returns the digit that the model writes after others; its attention is computed as the preset's.
func (s *sorter) next(digits []int) int {
	x := s.residual(digits)
	p := *s.preset
	p.X, p.T = s.norm("norm1", x), len(digits)
	tr := attn.Forward(&p)
	s.heads = []mat.Mat{tr.Mat("head.0.attn"), tr.Mat("head.1.attn")}
	add(x, tr.Mat("out"))
	up := mat.Linear(s.norm("norm2", x), s.values["up.weight"], s.values["up.bias"].Data)
	for i, v := range up.Data {
		up.Data[i] = max(v, 0)
	}
	add(x, mat.Linear(up, s.values["down.weight"], s.values["down.bias"].Data))
	scores := mat.Linear(s.norm("norm3", x), s.values["head.weight"], nil)
	last := scores.Row(scores.Rows - 1)
	return slices.Index(last, slices.Max(last))
}

func add(x, y mat.Mat) {
	for i, v := range y.Data {
		x.Data[i] += v
	}
}

// The model sorts every input, through our own engine, and its heads look where the preset says.
func TestTheTrainedPresetSorts(t *testing.T) {
	s := newSorter(t)
	var share [2]float64
	even := 0.0
	for n := range 729 {
		digits := make([]int, 6)
		for i := range digits {
			digits[i] = n % 3
			n /= 3
		}
		want := slices.Sorted(slices.Values(digits))
		for i, w := range want {
			got := s.next(digits)
			if got != w {
				t.Fatalf("after %v comes %d, want %d", digits, got, w)
			}
			for k, d := range digits {
				if d != w {
					continue
				}
				even += 1 / float64(len(digits)) / (729 * 6)
				for h, attn := range s.heads {
					share[h] += float64(attn.At(5+i, k)) / (729 * 6)
				}
			}
			digits = append(digits, got)
		}
	}
	line := presets[slices.IndexFunc(presets, func(p preset) bool { return p.id == "sort" })].line
	for name, v := range map[string]float64{"head 0": share[0], "head 1": share[1], "even attention": even} {
		told := strconv.Itoa(int(math.Round(100*v))) + "%"
		if !strings.Contains(line.ko, told) || !strings.Contains(line.en, told) {
			t.Errorf("%s gives %s, which the preset does not say: %s", name, told, line.en)
		}
	}
}

// What the preset shows as X is what the model makes of its tokens, and the parameters are the model's.
func TestTheTrainedPresetIsTheModel(t *testing.T) {
	s := newSorter(t)
	r := run(t, sortDoc)
	if got := r.Doc.String(); got != sortDoc {
		t.Errorf("not canonical: %s", got)
	}
	digits := make([]int, len(r.Tokens))
	for i, token := range r.Tokens {
		digits[i], _ = strconv.Atoi(token)
	}
	if want := slices.Sorted(slices.Values(digits[:6])); !slices.Equal(digits[6:], want[:5]) {
		t.Errorf("after %v stands %v, want %v", digits[:6], digits[6:], want[:5])
	}
	x, shown := s.norm("norm1", s.residual(digits)), r.Trace.Mat("x")
	for i, v := range x.Data {
		if math.Abs(float64(v-shown.Data[i])) > 0.00501 { // two decimals
			t.Errorf("X value %d is %v, shown %v", i, v, shown.Data[i])
		}
	}
	for _, n := range []string{"q", "k", "v", "o"} {
		if !r.Trace.Mat("w"+n).Equal(s.values[n+".weight"]) || !r.Trace.Mat("b"+n).Equal(s.values[n+".bias"]) {
			t.Errorf("w%s or b%s is not the model's", n, n)
		}
	}
}
