package play

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"qkvlab/core/attn"
	"qkvlab/core/mat"
	"qkvlab/core/sdpa"
)

// traced are the steps of a head that are stages of the operator.
var traced = map[string]sdpa.Stage{
	"scores": sdpa.Scores, "scaled": sdpa.Scaled, "biased": sdpa.Biased, "capped": sdpa.Capped, "tempered": sdpa.Tempered,
	"masked": sdpa.Masked, "attn": sdpa.Attn,
}

// TestOperatorAgreesWithTrace: core/sdpa gives the bits of core/attn, in every stage, from the same q, k and v. Left out are
// documents whose softmax runs over the wrong axis, and cells set by hand inside a head; a query that sees no key has NaN
// in the trace and zeros in the operator.
func TestOperatorAgreesWithTrace(t *testing.T) {
	compared, blind := 0, 0
	eachDocument(t, 400, func(t *testing.T, d *Document, _ *rand.Rand) {
		if d.Config().OverQueries {
			return
		}
		tr := withoutHeadCells(Run(d).Trace)
		c := &tr.Params.Config
		op := operatorOf(t, c)
		in, ws := inputOf(t, tr), new(sdpa.Workspace)
		quiet := in // asks for no stage, and takes other ways
		var stages [sdpa.Stages]mat.Mat
		for i := range stages {
			stages[i] = mat.New(c.H*c.T, c.T)
			in.Stages[i] = sdpa.BHTD(stages[i].Data, 1, c.H, c.T, c.T)
		}
		y, alone, fused := mat.New(c.T, c.H*c.Dh), mat.New(c.T, c.H*c.Dh), mat.New(c.T, c.H*c.Dh)
		packed := func(m mat.Mat) sdpa.Tensor { return sdpa.BTHD(m.Data, 1, c.T, c.H, c.Dh) }
		for _, err := range []error{
			op.Run(packed(y), &in, ws), op.Run(packed(alone), &quiet, ws), op.RunFused(packed(fused), &quiet, ws),
		} {
			if err != nil {
				t.Fatal(err)
			}
		}
		want := tr.Mat("concat").Clone()
		for _, s := range tr.Steps {
			_, name, _ := strings.Cut(strings.TrimPrefix(s.ID, "head."), ".")
			stage, ok := traced[name]
			if s.Head < 0 || !ok {
				continue
			}
			w := tr.Mat(s.ID).Clone()
			for q := range w.Rows {
				if seesNone(c, q) && stage == sdpa.Attn {
					clear(w.Row(q))
					clear(want.Row(q)[s.Head*c.Dh : (s.Head+1)*c.Dh])
					blind++
				}
			}
			if got := stages[stage].Data[s.Head*c.T*c.T:][:c.T*c.T]; !w.Equal(mat.Mat{Rows: c.T, Cols: c.T, Data: got}) {
				t.Errorf("%s: the operator has %v, the trace %v", s.ID, got, w.Data)
			}
			compared++
		}
		if !y.Equal(want) || !alone.Equal(want) {
			t.Errorf("concat: the operator has\n%s\nand without stages\n%s\nthe trace\n%s", mat.Format(y, 8), mat.Format(alone, 8), mat.Format(want, 8))
		}
		for h := range c.H {
			v := tr.Mat("head." + strconv.Itoa(h) + ".v")
			for i, w := range want.Columns(h*c.Dh, (h+1)*c.Dh).Data {
				got, scale := fused.At(i/c.Dh, h*c.Dh+i%c.Dh), columnScale(v, i%c.Dh)
				if diff := got - w; !(max(diff, -diff) <= scale/(1<<20)) {
					t.Errorf("fused: %v, the trace has %v: further off than 2⁻²⁰ of %v", got, w, scale)
				}
			}
		}
	})
	if compared < 1000 && !testing.Short() || blind == 0 {
		t.Errorf("only %d matrices compared, %d rows that see nothing", compared, blind)
	}
	t.Logf("%d matrices of heads have the same bits; %d rows see no key", compared, blind)
}

// withoutHeadCells computes a trace again without what was set by hand after q, k and v.
func withoutHeadCells(tr *attn.Trace) *attn.Trace {
	p := *tr.Params
	p.Set = map[string][]attn.Cell{}
	for id, cells := range tr.Params.Set {
		if s, ok := tr.Step(id); ok && s.Head < 0 && id != "concat" {
			p.Set[id] = cells
		}
	}
	return attn.Forward(&p)
}

func operatorOf(t *testing.T, c *attn.Config) *sdpa.Op {
	t.Helper()
	config := sdpa.Config{
		Heads: c.H, KVHeads: c.G, HeadDim: c.Dh, Scale: new(float32(1)), Softcap: c.Softcap, Temperature: c.Temperature,
		Causal: c.Mask != attn.NoMask,
	}
	if c.Scaled {
		config.Scale = &c.Factor
		if c.Factor == attn.SqrtFactor(c.Dh) {
			config.Scale = nil // the operator's own
		}
	}
	if c.Mask == attn.Window {
		config.Window = c.Window
	}
	if c.Pos == attn.ALiBi {
		for h := range c.H {
			config.ALiBi = append(config.ALiBi, attn.Slope(h, c.H))
		}
	}
	op, err := sdpa.New(config)
	if err != nil {
		t.Fatal(err)
	}
	return op
}

// inputOf takes q, k and v from a trace, and turns the first two where it does.
func inputOf(t *testing.T, tr *attn.Trace) sdpa.Input {
	t.Helper()
	c := &tr.Params.Config
	of := func(id string, heads int) sdpa.Tensor { return sdpa.BTHD(tr.Mat(id).Clone().Data, 1, c.T, heads, c.Dh) }
	in := sdpa.Input{Q: of("q", c.H), K: of("k", c.G), V: of("v", c.G), KeyLen: []int{c.T - c.Pad}}
	if c.Pos == attn.RoPE {
		r, err := sdpa.NewRope(c.Dh, c.T, 10000, false)
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Apply(in.Q, in.Q, 0); err != nil {
			t.Fatal(err)
		}
		if err := r.Apply(in.K, in.K, 0); err != nil {
			t.Fatal(err)
		}
	}
	return in
}

func seesNone(c *attn.Config, t int) bool {
	for s := range c.T {
		if ok, _ := c.Allows(t, s); ok {
			return false
		}
	}
	return true
}

// columnScale returns the largest magnitude in a column.
func columnScale(m mat.Mat, col int) (scale float32) {
	for r := range m.Rows {
		scale = max(scale, m.At(r, col), -m.At(r, col))
	}
	return scale
}
