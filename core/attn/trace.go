package attn

import "qkvlab/core/mat"

// SnapshotLimit is the largest number of values of a matrix that is part of Trace.Data; larger ones stand on their own.
const SnapshotLimit = 65536

// Trace is every matrix of one forward pass, by step.
type Trace struct {
	Params *Params
	Steps  []Step

	data  []float32 // the matrices up to SnapshotLimit values, one after another in step order
	at    []int     // where each step's values begin in data, or −1
	mats  []mat.Mat
	done  []bool
	index map[string]int
}

// Forward computes every step of the table.
func Forward(p *Params) *Trace {
	tr := newTrace(p)
	for i := range tr.Steps {
		tr.compute(i)
	}
	return tr
}

// compute fills step i, its inputs first: a tied parameter may copy one that stands later in the table.
func (tr *Trace) compute(i int) {
	if tr.done[i] {
		return
	}
	s := &tr.Steps[i]
	for _, in := range s.In {
		tr.compute(tr.index[in])
	}
	operations[s.Op].eval(tr, s, tr.mats[i])
	for _, c := range tr.Params.Set[s.ID] {
		tr.mats[i].Set(c.Row, c.Col, c.Value)
	}
	tr.done[i] = true
}

func newTrace(p *Params) *Trace {
	tr := &Trace{Params: p, Steps: Steps(&p.Config, p.Tie)}
	n := len(tr.Steps)
	tr.at, tr.mats, tr.done, tr.index = make([]int, n), make([]mat.Mat, n), make([]bool, n), make(map[string]int, n)
	size := 0
	for i, s := range tr.Steps {
		tr.index[s.ID] = i
		tr.at[i] = -1
		if s.Rows*s.Cols <= SnapshotLimit {
			tr.at[i] = size
			size += s.Rows * s.Cols
		}
	}
	tr.data = make([]float32, size)
	for i, s := range tr.Steps {
		m := mat.Mat{Rows: s.Rows, Cols: s.Cols}
		if at := tr.at[i]; at >= 0 {
			m.Data = tr.data[at : at+s.Rows*s.Cols : at+s.Rows*s.Cols]
		} else {
			m.Data = make([]float32, s.Rows*s.Cols)
		}
		tr.mats[i] = m
	}
	return tr
}

// Step returns a row of the table by its id.
func (tr *Trace) Step(id string) (*Step, bool) {
	i, ok := tr.index[id]
	if !ok {
		return nil, false
	}
	return &tr.Steps[i], true
}

// Mat returns a step's matrix. It belongs to the trace: read it only. An id that is not in the table panics.
func (tr *Trace) Mat(id string) mat.Mat {
	i, ok := tr.index[id]
	if !ok {
		panic("attn: no step " + id)
	}
	return tr.mats[i]
}

// Data returns all matrices of up to SnapshotLimit values in step order, and At where step i begins in it (−1: not there).
func (tr *Trace) Data() []float32 { return tr.data }

// At returns where step i of the table begins in Data, or −1 if it is too large to be there.
func (tr *Trace) At(i int) int { return tr.at[i] }

// IsSet reports whether a cell was set by hand.
func (tr *Trace) IsSet(id string, row, col int) bool {
	for _, c := range tr.Params.Set[id] {
		if c.Row == row && c.Col == col {
			return true
		}
	}
	return false
}
