package attn

import "strconv"

// Kind says how the terms of an explanation make the value.
type Kind string

const (
	KindSum      Kind = "sum"      // the last running sum
	KindCopy     Kind = "copy"     // the one source
	KindQuotient Kind = "quotient" // softmax: the product of its own term over the last running sum
	KindTanh     Kind = "tanh"     // c·tanh(source/c)
	KindDivide   Kind = "divide"   // source ÷ divisor
	KindMask     Kind = "mask"     // the source where the query may look, −∞ where it may not
	KindWave     Kind = "wave"     // sin or cos of position·frequency
	KindOrigin   Kind = "origin"   // nothing before it: drawn, typed or set
)

// Factor is a number in a term: a cell of another step, or a constant where Step is "".
type Factor struct {
	Step     string
	Row, Col int
	Value    float32
	Name     string // symbol of a constant: "1/√Dh", "cos", "max"
}

// Term is one addend: the product of its factors, and the running sum after it.
type Term struct {
	Factors []Factor
	Product float32
	Sum     float32
	Index   int    // what it runs over: d, s, or −1
	Label   string // "bias", or the reason of a mask
}

// Explanation says where the value of one cell came from.
type Explanation struct {
	Step     string
	Row, Col int
	Op       Op
	Kind     Kind
	Value    float32 // as the trace has it
	IsSet    bool    // set by hand
	Computed float32 // what it is, or would be, without that
	Own      int     // KindQuotient: which term is the cell's own
	Terms    []Term
}

// Explain returns what a cell is made of: the terms, in the order in which they were added, each with the cells it was
// read from. It panics where there is no such cell.
func (tr *Trace) Explain(id string, row, col int) Explanation {
	s, ok := tr.Step(id)
	if !ok || row < 0 || row >= s.Rows || col < 0 || col >= s.Cols {
		panic("attn: Explain: no cell " + id + "." + strconv.Itoa(row) + "." + strconv.Itoa(col))
	}
	e := Explanation{
		Step: id, Row: row, Col: col, Op: s.Op,
		Value: tr.Mat(id).At(row, col), IsSet: tr.IsSet(id, row, col),
	}
	operations[s.Op].explain(tr, s, row, col, &e)
	return e
}

// cell returns the factor that a cell of input i is.
func (tr *Trace) cell(s *Step, i, row, col int) Factor {
	return Factor{Step: s.In[i], Row: row, Col: col, Value: tr.in(s, i).At(row, col)}
}

func constant(name string, v float32) Factor { return Factor{Value: v, Name: name} }

// addProduct appends the term f·g to a sum; the very first is added to 0, as the kernels do.
func (e *Explanation) addProduct(index int, f, g Factor) {
	e.add(Term{Factors: []Factor{f, g}, Product: float32(f.Value * g.Value), Index: index})
}

// addOne appends the term f to a sum.
func (e *Explanation) addOne(label string, f Factor) {
	e.add(Term{Factors: []Factor{f}, Product: f.Value, Index: -1, Label: label})
}

func (e *Explanation) add(t Term) {
	t.Sum = t.Product // a sum of one term keeps the sign of zero
	if n := len(e.Terms); n > 0 {
		t.Sum = e.Terms[n-1].Sum + t.Product
	}
	e.Terms = append(e.Terms, t)
	e.Kind, e.Computed = KindSum, t.Sum
}

// copyOf makes the explanation that of a copy.
func (e *Explanation) copyOf(f Factor) {
	e.Kind, e.Computed = KindCopy, f.Value
	e.Terms = []Term{{Factors: []Factor{f}, Product: f.Value, Sum: f.Value, Index: -1}}
}
