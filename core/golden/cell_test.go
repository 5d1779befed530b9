package golden

import (
	"math"
	"slices"
	"strconv"
	"testing"

	"qkvlab/core/attn"
	"qkvlab/core/play"
)

// TestCellPrograms runs what "copy as code" gives for cells of every step of several documents, the ones set by hand too:
// what is printed is the number that stands there. Sums and products have its bits; exp, tanh, sin and cos are Python's.
func TestCellPrograms(t *testing.T) {
	python := torch(t)
	docs := append([]string{
		"head.0.attn.1.2=0.8&mask=causal&q.0.0=-1&wq.1.1=2&x.0.1=5",
		"text=one two one three&dim=6&heads=3&kv_heads=1&pos=alibi&mask=window:2&pad=1&scale=0.3&temperature=0.7",
		"x=1,2,3,4;4,3,2,1;.5,.5,.5,.5&seed=42&out_proj=0&bias=0&softcap=2",
		"x=1,2,3;-4,0,2&pos=sinusoidal&softmax=queries&wo=zero&bo=1,2,3&wk=tie:q",
		"dim=8&heads=2&pos=rope&mask=causal&pad=8",
	}, held...)
	type cell struct {
		name  string
		op    attn.Op
		isSet bool
		want  float32
	}
	var cells []cell
	var programs []string
	ops := map[attn.Op]int{}
	for _, doc := range docs {
		d, p := play.Decode(doc)
		if p != nil {
			t.Fatalf("%s: %v", doc, p)
		}
		r := play.Run(d)
		for i := range r.Trace.Steps {
			s := &r.Trace.Steps[i]
			n := s.Rows * s.Cols
			places := []int{0, n / 3, n / 2, n - 1}
			for _, c := range r.Trace.Params.Set[s.ID] {
				places = append(places, c.Row*s.Cols+c.Col)
			}
			slices.Sort(places)
			for _, at := range slices.Compact(places) {
				row, col := at/s.Cols, at%s.Cols
				for _, dialect := range []play.Dialect{play.PyTorch, play.NumPy} {
					ops[s.Op]++
					programs = append(programs, play.ExportCell(r, s.ID, row, col, dialect))
					cells = append(cells, cell{
						doc + ": " + s.ID + "." + strconv.Itoa(row) + "." + strconv.Itoa(col), s.Op,
						r.Trace.IsSet(s.ID, row, col), r.Trace.Mat(s.ID).At(row, col),
					})
				}
			}
		}
	}
	printed, complaints := printedBy[string](t, python, "run_cells.py", programs)
	if complaints != "" {
		t.Errorf("the programs complain: %s", complaints)
	}
	for i, c := range cells {
		v, err := strconv.ParseFloat(printed[i], 32)
		if err != nil {
			t.Errorf("%s printed %q", c.name, printed[i])
			continue
		}
		got, off := float32(v), tolerance*math.Abs(float64(c.want))
		ownWay := c.op == attn.OpSoftmax || c.op == attn.OpSoftcap || c.op == attn.OpPosition
		switch {
		case math.Float32bits(got) == math.Float32bits(c.want) || (got != got && c.want != c.want):
		case ownWay && !c.isSet && math.Abs(v-float64(c.want)) <= off:
		default:
			t.Errorf("%s printed %v, there stands %v\n%s", c.name, got, c.want, programs[i])
		}
	}
	for _, op := range []attn.Op{
		attn.OpParameter, attn.OpTie, attn.OpGiven, attn.OpLookup, attn.OpPosition, attn.OpAdd, attn.OpLinear, attn.OpSlice, attn.OpRope,
		attn.OpMatMulT, attn.OpScale, attn.OpALiBi, attn.OpSoftcap, attn.OpDivide, attn.OpMask, attn.OpSoftmax, attn.OpMatMul, attn.OpConcat, attn.OpCopy,
	} {
		if ops[op] == 0 {
			t.Errorf("no cell of %s was tried", op)
		}
	}
	t.Logf("%d programs of %d documents", len(programs), len(docs))
}
