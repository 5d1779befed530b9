package golden

import (
	"embed"
	"encoding/json"
	"math"
	"strings"
	"testing"

	"qkvlab/core/sdpa"
)

//go:embed sdpa/*.json
var attentions embed.FS

// attention is a case of gen_sdpa.py.
type attention struct {
	Config        sdpa.Config
	B, T, S, Past int
	KeyLen        []int
	Q, K, V, Y    string // bits, in the order (B, H, T, D)
	MaskShape     []int
	Bools, Floats string
	Rope          *rope
}

type rope struct {
	Width       int
	Base        float64
	Interleaved bool
}

// TestAttentionAgainstTorch: core/sdpa gives what PyTorch's scaled_dot_product_attention gives, in both layouts and on both
// paths, within the tolerance of the traces.
func TestAttentionAgainstTorch(t *testing.T) {
	files, err := attentions.ReadDir("sdpa")
	if err != nil || len(files) < 40 {
		t.Fatalf("%d golden cases of attention (%v): run ./build.sh golden", len(files), err)
	}
	worst := 0.0
	for _, f := range files {
		t.Run(strings.TrimSuffix(f.Name(), ".json"), func(t *testing.T) {
			b, err := attentions.ReadFile("sdpa/" + f.Name())
			if err != nil {
				t.Fatal(err)
			}
			var a attention
			if err := json.Unmarshal(b, &a); err != nil {
				t.Fatal(err)
			}
			op, err := sdpa.New(a.Config)
			if err != nil {
				t.Fatal(err)
			}
			want := decode(t, a.Y)
			for _, packed := range []bool{false, true} {
				in := a.read(t, packed)
				for name, run := range map[string]func(sdpa.Tensor, *sdpa.Input, *sdpa.Workspace) error{"Run": op.Run, "RunFused": op.RunFused} {
					y := make([]float32, len(want))
					if err := run(tensor(y, a.B, a.Config.Heads, a.T, a.Config.ValueDim, false), &in, new(sdpa.Workspace)); err != nil {
						t.Fatal(err)
					}
					d := offBy(y, want)
					if !(d <= tolerance) {
						t.Errorf("%s, side by side %v: off by %.2g of the scale:\n%v\ntorch has\n%v", name, packed, d, y, want)
					}
					worst = max(worst, d)
				}
			}
		})
	}
	t.Logf("%d cases of attention, within %.2g of their scale", len(files), worst)
}

// tensor puts numbers that are in the order (B, H, T, D) into a tensor of either layout.
func tensor(data []float32, b, h, t, d int, packed bool) sdpa.Tensor {
	x := sdpa.BHTD(data, b, h, t, d)
	if !packed {
		return x
	}
	y := sdpa.BTHD(make([]float32, len(data)), b, t, h, d)
	for i := range b * h * t {
		copy(y.Row(i/t/h, i/t%h, i%t), x.Row(i/t/h, i/t%h, i%t))
	}
	return y
}

func (a *attention) read(t *testing.T, packed bool) sdpa.Input {
	c := &a.Config
	in := sdpa.Input{
		Q:    tensor(decode(t, a.Q), a.B, c.Heads, a.T, c.HeadDim, packed),
		K:    tensor(decode(t, a.K), a.B, c.KVHeads, a.S, c.HeadDim, packed),
		V:    tensor(decode(t, a.V), a.B, c.KVHeads, a.S, c.ValueDim, packed),
		Past: a.Past, KeyLen: a.KeyLen,
	}
	var err error
	switch {
	case a.Bools != "":
		bools := make([]bool, len(a.Bools))
		for i := range bools {
			bools[i] = a.Bools[i] == '1'
		}
		in.Mask, err = sdpa.BoolMask(bools, a.MaskShape...)
	case a.Floats != "":
		in.Mask, err = sdpa.FloatMask(decode(t, a.Floats), a.MaskShape...)
	}
	if err != nil {
		t.Fatal(err)
	}
	if r := a.Rope; r != nil {
		rope, err := sdpa.NewRope(r.Width, a.Past+max(a.T, a.S), r.Base, r.Interleaved)
		if err != nil {
			t.Fatal(err)
		}
		if err := rope.Apply(in.Q, in.Q, a.Past); err != nil {
			t.Fatal(err)
		}
		if err := rope.Apply(in.K, in.K, 0); err != nil {
			t.Fatal(err)
		}
	}
	return in
}

// offBy returns the largest difference in units of want's largest magnitude; NaN where got has one.
func offBy(got, want []float32) float64 {
	scale, worst := 1e-6, 0.0
	for i, v := range got {
		scale = max(scale, math.Abs(float64(want[i])))
		worst = max(worst, math.Abs(float64(v)-float64(want[i])))
	}
	return worst / scale
}
