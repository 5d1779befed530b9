package attn

import (
	"maps"
	"strconv"
	"sync/atomic"
)

// Op names how a step's matrix is computed from its inputs.
type Op string

const (
	OpParameter Op = "parameter" // drawn, or written in the document
	OpTie       Op = "tie"       // a copy of another parameter, after its edits
	OpGiven     Op = "given"     // typed in
	OpLookup    Op = "lookup"    // rows of the embedding table
	OpPosition  Op = "position"  // sin and cos of the position
	OpAdd       Op = "add"
	OpLinear    Op = "linear" // x·Wᵀ + b
	OpSlice     Op = "slice"  // a head's columns
	OpRope      Op = "rope"
	OpMatMulT   Op = "matmulT" // A·Bᵀ
	OpScale     Op = "scale"   // times a factor
	OpALiBi     Op = "alibi"
	OpSoftcap   Op = "softcap"
	OpDivide    Op = "divide" // by the temperature
	OpMask      Op = "mask"
	OpSoftmax   Op = "softmax"
	OpMatMul    Op = "matmul" // A·B
	OpConcat    Op = "concat"
	OpCopy      Op = "copy"
)

// Step is one row of the step table: a matrix, and how it arises.
type Step struct {
	ID         string
	Op         Op
	In         []string // ids of the inputs, in order
	Axes       [2]Axis
	Rows, Cols int
	Head       int // the head it belongs to, or −1
}

// Table is a step table. It is never changed.
type Table struct {
	Steps []Step
	index map[string]int
}

// Step returns a row of the table by its id.
func (t *Table) Step(id string) (*Step, bool) {
	i, ok := t.index[id]
	if !ok {
		return nil, false
	}
	return &t.Steps[i], true
}

// lastTable is remembered, because one edit asks for the same table several times.
var lastTable atomic.Pointer[keyedTable]

type keyedTable struct {
	c     Config
	tie   map[string]string
	table *Table
}

// TableOf returns the step table of a configuration: every matrix in the order in which a reader meets it. Layout, hover
// text, arrows, export and code all follow from this table. tie says which parameters copy another ("wq": "wk").
func TableOf(c *Config, tie map[string]string) *Table {
	if l := lastTable.Load(); l != nil && l.c == *c && maps.Equal(l.tie, tie) {
		return l.table
	}
	t := &Table{Steps: steps(c, tie)}
	t.index = make(map[string]int, len(t.Steps))
	for i := range t.Steps {
		t.index[t.Steps[i].ID] = i
	}
	lastTable.Store(&keyedTable{*c, maps.Clone(tie), t})
	return t
}

func steps(c *Config, tie map[string]string) []Step {
	t := builder{c: c, tie: tie, head: -1}
	x := t.input()
	q := t.linear("q", x, "wq", "bq", AxisHDh, AxisD)
	k := t.linear("k", x, "wk", "bk", AxisGDh, AxisD)
	v := t.linear("v", x, "wv", "bv", AxisGDh, AxisD)
	contexts := make([]string, c.H)
	for h := range contexts {
		contexts[h] = t.attend(h, q, k, v)
	}
	concat := t.add("concat", OpConcat, AxisT, AxisHDh, contexts...)
	if c.OutProj {
		t.linear("out", concat, "wo", "bo", AxisD, AxisHDh)
	} else {
		t.add("out", OpCopy, AxisT, AxisHDh, concat)
	}
	return t.steps
}

type builder struct {
	c     *Config
	tie   map[string]string
	head  int
	steps []Step
}

// add appends a row and returns its id, so that it can stand as an input of later rows.
func (t *builder) add(id string, op Op, rows, cols Axis, in ...string) string {
	t.steps = append(t.steps, Step{
		ID: id, Op: op, In: in, Axes: [2]Axis{rows, cols},
		Rows: t.c.Size(rows), Cols: t.c.Size(cols), Head: t.head,
	})
	return id
}

// input adds what becomes X: given, or looked up in the embedding table, with positions added where they are sinusoidal.
func (t *builder) input() string {
	source, in := OpGiven, []string(nil)
	if t.c.N > 0 {
		source, in = OpLookup, []string{t.add("emb", OpParameter, AxisN, AxisD)}
	}
	if t.c.Pos != Sinusoidal {
		return t.add("x", source, AxisT, AxisD, in...)
	}
	lookup := t.add("lookup", source, AxisT, AxisD, in...)
	return t.add("x", OpAdd, AxisT, AxisD, lookup, t.add("pos", OpPosition, AxisT, AxisD))
}

// linear adds W (out, in), b where there are biases, and y = x·Wᵀ + b.
func (t *builder) linear(id, x, w, b string, out, in Axis) string {
	inputs := []string{x, t.parameter(w, out, in)}
	if t.c.Bias {
		inputs = append(inputs, t.parameter(b, Axis1, out))
	}
	return t.add(id, OpLinear, AxisT, out, inputs...)
}

func (t *builder) parameter(id string, rows, cols Axis) string {
	if from := t.tie[id]; from != "" {
		return t.add(id, OpTie, rows, cols, from)
	}
	return t.add(id, OpParameter, rows, cols)
}

// attend adds one head: from its columns of q, k, v to its context. Each optional step reads the one before it.
func (t *builder) attend(h int, q, k, v string) string {
	at := "head." + strconv.Itoa(h) + "."
	t.head = h
	defer func() { t.head = -1 }()

	q = t.add(at+"q", OpSlice, AxisT, AxisDh, q)
	k = t.add(at+"k", OpSlice, AxisS, AxisDh, k)
	v = t.add(at+"v", OpSlice, AxisS, AxisDh, v)
	if t.c.Pos == RoPE {
		q = t.add(at+"q_rot", OpRope, AxisT, AxisDh, q)
		k = t.add(at+"k_rot", OpRope, AxisS, AxisDh, k)
	}
	s := t.add(at+"scores", OpMatMulT, AxisT, AxisS, q, k)
	if t.c.Scaled {
		s = t.add(at+"scaled", OpScale, AxisT, AxisS, s)
	}
	if t.c.Pos == ALiBi {
		s = t.add(at+"biased", OpALiBi, AxisT, AxisS, s)
	}
	if t.c.Softcap > 0 {
		s = t.add(at+"capped", OpSoftcap, AxisT, AxisS, s)
	}
	if t.c.Temperature != 0 && t.c.Temperature != 1 {
		s = t.add(at+"tempered", OpDivide, AxisT, AxisS, s)
	}
	if t.c.Mask != NoMask || t.c.Pad > 0 {
		s = t.add(at+"masked", OpMask, AxisT, AxisS, s)
	}
	a := t.add(at+"attn", OpSoftmax, AxisT, AxisS, s)
	return t.add(at+"context", OpMatMul, AxisT, AxisDh, a, v)
}
