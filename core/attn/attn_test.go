package attn_test

import (
	_ "embed"
	"fmt"
	"strings"
	"testing"

	"qkvlab/core/attn"
	"qkvlab/core/mat"
)

// two are two tokens of width 2 and one head whose maps change nothing: queries, keys and values are the rows of X.
func two() *attn.Params {
	one := attn.Linear{W: mat.FromRows([][]float32{{1, 0}, {0, 1}})}
	return &attn.Params{
		Config: attn.Config{T: 2, D: 2, H: 1, G: 1, Dh: 2},
		X:      mat.FromRows([][]float32{{1, 0}, {0, 2}}),
		Q:      one, K: one, V: one,
	}
}

func ExampleForward() {
	p := two()
	p.Scaled, p.Factor = true, attn.SqrtFactor(p.Dh)
	p.Mask = attn.Causal
	tr := attn.Forward(p)
	fmt.Println(mat.Format(tr.Mat("head.0.scores"), 2))
	fmt.Println(mat.Format(tr.Mat("head.0.attn"), 2))
	e := tr.Explain("head.0.scores", 1, 1)
	for _, t := range e.Terms {
		fmt.Println(t.Factors[0].Value, "·", t.Factors[1].Value, "→", t.Sum)
	}
	// Output:
	// [[1.00, 0.00],
	//  [0.00, 4.00]]
	// [[1.00, 0.00],
	//  [0.06, 0.94]]
	// 0 · 0 → 0
	// 2 · 2 → 4
}

// Parameters that are not whole would be read at the wrong places: every such mistake is named, with the way it should be.
func TestMistakes(t *testing.T) {
	for want, change := range map[string]func(p *attn.Params){
		"wq is (2×3) with 6 numbers, (H·Dh, D) is (2×2)": func(p *attn.Params) { p.Q.W = mat.New(2, 3) },
		"wv is (0×0) with 0 numbers, (G·Dh, D) is (2×2)": func(p *attn.Params) { p.V.W = mat.Mat{} },
		"wk is (2×2) with 3 numbers, (G·Dh, D) is (2×2)": func(p *attn.Params) { p.K.W.Data = make([]float32, 3) },
		"bq is (0×0) with 0 numbers, (1, H·Dh) is (1×2)": func(p *attn.Params) { p.Bias = true },
		"wo is (0×0) with 0 numbers, (D, H·Dh) is (2×2)": func(p *attn.Params) { p.OutProj = true },
		"x is (3×2) with 6 numbers, (T, D) is (2×2)":     func(p *attn.Params) { p.X = mat.New(3, 2) },
		"emb is (0×0) with 0 numbers, (N, D) is (1×2)":   func(p *attn.Params) { p.N = 1 },
		"Index has 1 rows for T = 2 tokens":              func(p *attn.Params) { p.N, p.Emb, p.Index = 1, mat.New(1, 2), []int{0} },
		"T, D, H, Dh = 0, 2, 1, 2: each is at least 1":   func(p *attn.Params) { p.T = 0 },
		"G = 0 does not divide H = 1":                    func(p *attn.Params) { p.G = 0 },
		"G = 2 does not divide H = 3":                    func(p *attn.Params) { p.H, p.G = 3, 2 },
		"RoPE turns dimensions in pairs, Dh = 3":         func(p *attn.Params) { p.Dh, p.Pos = 3, attn.RoPE },
		"Set: there is no step head.0.masked":            func(p *attn.Params) { p.Set = map[string][]attn.Cell{"head.0.masked": {{}}} },
		"Set: q is (2×2), there is no cell (2,0)":        func(p *attn.Params) { p.Set = map[string][]attn.Cell{"q": {{Row: 2}}} },
	} {
		p := two()
		change(p)
		func() {
			defer func() {
				if got := recover(); got != "attn: Forward: "+want {
					t.Errorf("got %v, want %s", got, want)
				}
			}()
			attn.Forward(p)
		}()
	}
}

// What is not read may be anything: a tied parameter's own matrix, biases and W_o where there are none, X where there are tokens.
func TestWhatIsNotReadMayBeAbsent(t *testing.T) {
	p := two()
	p.K, p.Tie = attn.Linear{}, map[string]string{"wk": "wq"}
	if got := attn.Forward(p).Mat("k"); !got.Equal(p.X) {
		t.Errorf("K of W_q = I: %v", got)
	}
	p = two()
	p.X, p.N, p.Emb, p.Index = mat.Mat{}, 1, mat.FromRows([][]float32{{3, 4}}), []int{0, 0}
	if got := attn.Forward(p).Mat("out"); !got.Equal(mat.FromRows([][]float32{{3, 4}, {3, 4}})) {
		t.Errorf("the same token twice: %v", got)
	}
}

// The zero Temperature is no temperature.
func TestNoTemperature(t *testing.T) {
	p := two()
	for _, none := range []float32{0, 1} {
		p.Temperature = none
		for _, s := range attn.Forward(p).Steps {
			if strings.HasSuffix(s.ID, ".tempered") {
				t.Errorf("temperature %v has a step", none)
			}
		}
	}
}

//go:embed doc.go
var manual string

// The table of the package comment has every step, with its operation, in order.
func TestManualNamesEveryStep(t *testing.T) {
	c := attn.Config{T: 1, D: 2, H: 1, G: 1, Dh: 2, N: 1, Bias: true, OutProj: true, Scaled: true, Softcap: 1, Temperature: 2, Mask: attn.Causal}
	for _, pos := range []attn.Pos{attn.Sinusoidal, attn.RoPE, attn.ALiBi} {
		c.Pos = pos
		at := 0
		for _, s := range attn.TableOf(&c, nil).Steps {
			name := strings.Replace(s.ID, "head.0.", "head.h.", 1)
			if isMap := strings.HasPrefix(name, "w") || strings.HasPrefix(name, "b"); isMap || len(name) == 1 || strings.HasPrefix(s.ID, "head.0.k") || s.ID == "head.0.v" {
				continue // several to a row
			}
			row := strings.Index(manual[at:], "\n//\t"+name+" ")
			if row < 0 {
				t.Errorf("%s is not in the table, or not in its place", s.ID)
				continue
			}
			at += row + 1
			line, _, _ := strings.Cut(manual[at:], "\n")
			if operation := line[:40]; !strings.Contains(operation, " "+string(s.Op)) {
				t.Errorf("%s is %s, not as in %s", s.ID, s.Op, line)
			}
		}
	}
}
