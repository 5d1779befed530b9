// Package golden holds the engine to traces that PyTorch computed from the same documents (README.md).
package golden

import (
	"embed"
	"encoding/hex"
	"encoding/json"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"qkvlab/core/attn"
	"qkvlab/core/mat"
	"qkvlab/core/play"
	"qkvlab/core/wire"
)

//go:embed traces/*.json
var traces embed.FS

type trace struct {
	Doc    string
	Tokens []string
	Steps  []struct {
		ID, Op     string
		In, Axes   []string
		Rows, Cols int
		Hex        string
	}
}

// tolerance, of a matrix's scale, after exp: float32 has 2⁻²⁴ = 6e-8 a rounding, PyTorch's exp and tanh differ from
// ours by an ulp or two, and its products sum in another order beyond linear (README.md, "What is compared").
const tolerance = 2e-6

// exact are the operations of one rounding a cell, or whose order of summation is fixed: from equal inputs, equal bits.
var exact = []attn.Op{
	attn.OpParameter, attn.OpTie, attn.OpGiven, attn.OpLookup, attn.OpSlice, attn.OpConcat, attn.OpCopy, attn.OpLinear,
	attn.OpAdd, attn.OpScale, attn.OpDivide, attn.OpMask,
}

func TestTraces(t *testing.T) {
	files, err := traces.ReadDir("traces")
	if err != nil || len(files) < 70 {
		t.Fatalf("%d golden traces (%v): run ./build.sh golden", len(files), err)
	}
	bits, near := 0, 0
	for _, f := range files {
		b, err := traces.ReadFile("traces/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		var want trace
		if err := json.Unmarshal(b, &want); err != nil {
			t.Fatalf("%s: %v", f.Name(), err)
		}
		t.Run(strings.TrimSuffix(f.Name(), ".json"), func(t *testing.T) {
			e, n := compare(t, &want)
			bits, near = bits+e, near+n
		})
	}
	t.Logf("%d traces: %d matrices equal bit for bit, %d within %g of their scale", len(files), bits, near, tolerance)
}

// compare holds one document to its trace.
func compare(t *testing.T, want *trace) (bits, near int) {
	d, p := play.Decode(want.Doc)
	if p != nil {
		t.Fatalf("%s: %v", want.Doc, p)
	}
	r := play.Run(d)
	if !slices.Equal(r.Tokens, want.Tokens) {
		t.Fatalf("tokens are %q, want %q", r.Tokens, want.Tokens)
	}
	if len(r.Trace.Steps) != len(want.Steps) {
		t.Fatalf("%d steps, want %d", len(r.Trace.Steps), len(want.Steps))
	}
	same := map[string]bool{} // steps that must have equal bits
	for i, s := range r.Trace.Steps {
		w := &want.Steps[i]
		if s.ID != w.ID || string(s.Op) != w.Op || !slices.Equal(s.In, w.In) || s.Rows != w.Rows || s.Cols != w.Cols ||
			!slices.Equal([]string{string(s.Axes[0]), string(s.Axes[1])}, w.Axes) {
			t.Fatalf("step %d is %+v, want %+v", i, s, w)
		}
		same[s.ID] = slices.Contains(exact, s.Op)
	}
	for _, s := range r.Trace.Steps { // exact only from exact inputs; a tie's may stand later
		for _, in := range s.In {
			same[s.ID] = same[s.ID] && same[in]
		}
	}
	for i, s := range r.Trace.Steps {
		values := decode(t, want.Steps[i].Hex)
		if same[s.ID] {
			equalBits(t, &s, r.Trace.Mat(s.ID), values)
			bits++
		} else {
			within(t, &s, r.Trace.Mat(s.ID), values)
			near++
		}
	}
	return bits, near
}

func decode(t *testing.T, s string) []float32 {
	b, err := hex.DecodeString(s)
	if err != nil || len(b)%4 != 0 {
		t.Fatalf("broken hex: %v", err)
	}
	v := make([]float32, len(b)/4)
	for i := range v {
		v[i] = math.Float32frombits(uint32(b[4*i])<<24 | uint32(b[4*i+1])<<16 | uint32(b[4*i+2])<<8 | uint32(b[4*i+3]))
	}
	return v
}

func equalBits(t *testing.T, s *attn.Step, m mat.Mat, want []float32) {
	for i, v := range m.Data {
		if math.Float32bits(v) != math.Float32bits(want[i]) && !(v != v && want[i] != want[i]) {
			t.Errorf("%s[%d,%d] = %v (%08x), torch has %v (%08x)", s.ID, i/s.Cols, i%s.Cols,
				v, math.Float32bits(v), want[i], math.Float32bits(want[i]))
			return
		}
	}
}

func within(t *testing.T, s *attn.Step, m mat.Mat, want []float32) {
	scale := 1e-6
	for _, v := range want {
		if a := math.Abs(float64(v)); !math.IsInf(a, 0) && a > scale {
			scale = a
		}
	}
	for i, v := range m.Data {
		w := want[i]
		if v == w || (v != v && w != w) {
			continue
		}
		if d := math.Abs(float64(v) - float64(w)); !(d <= tolerance*scale) {
			t.Errorf("%s[%d,%d] = %v, torch has %v: off by %.2g of the scale %g", s.ID, i/s.Cols, i%s.Cols, v, w, d/scale, scale)
			return
		}
	}
}

// torch returns a Python that has torch, or skips the test. Where the system has the reference BLAS, torch sums with it: an
// optimised one, which other packages bring along, sums in another order.
func torch(t *testing.T) string {
	t.Helper()
	if found, _ := filepath.Glob("/usr/lib/*/blas"); len(found) > 0 {
		t.Setenv("LD_LIBRARY_PATH", found[0]+":"+os.Getenv("LD_LIBRARY_PATH"))
	}
	for _, python := range []string{os.Getenv("QKV_PYTHON"), "/usr/bin/python3", "python3"} {
		if python != "" && exec.Command(python, "-c", "import torch, numpy").Run() == nil {
			return python
		}
	}
	t.Skip("skipped: no python3 with torch and numpy at hand (Debian: apt-get install python3-torch)")
	return ""
}

// held are documents that have no stored trace: torch computes them beside the engine, so that each linear is checked
// on the engine's own input.
var held = []string{
	"text=하나 둘 셋 넷&dim=24&heads=4&kv_heads=2&seed=99&pos=rope&mask=causal",
	"text=the quick brown fox&tokenizer=chars&dim=18&heads=3&softcap=5&temperature=0.7&pos=alibi",
	"x=1,2,3;4,5,6;-1,0,2&heads=3&mask=window:2&pad=1&bias=0",
	"dim=6&heads=2&head_dim=5&softmax=queries&pos=sinusoidal&seed=4294967295&head.1.attn.0.0=0.5",
	"tokens=a|b|c&wq=tie:k&bq=tie:v&wv=identity&out_proj=0&scale=-1.5&pad=3",
}

func TestAgainstTorch(t *testing.T) {
	python := torch(t)
	for _, doc := range held {
		d, p := play.Decode(doc)
		if p != nil {
			t.Fatalf("%s: %v", doc, p)
		}
		b, _ := wire.ResultJSON(play.Run(d), nil, nil, play.English)
		cmd := exec.Command(python, "check_trace.py", doc)
		cmd.Stdin = strings.NewReader(string(b))
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", doc, err, out)
		}
	}
}
