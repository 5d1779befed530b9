package attn

import (
	"slices"

	"qkvlab/core/mat"
)

// SnapshotLimit is the largest number of values of a matrix that is part of Trace.Data; larger ones stand on their own.
const SnapshotLimit = 65536

// Trace is every matrix of one forward pass, by step.
type Trace struct {
	Params *Params
	*Table

	data  []float32 // the matrices up to SnapshotLimit values, one after another in step order
	at    []int     // where each step's values begin in data, or −1
	mats  []mat.Mat
	state []state

	from   *Params // those of the trace before, to which same refers; the trace itself would keep the one before it, and so on
	reused int
}

// Reused returns how many matrices were taken from the trace before.
func (tr *Trace) Reused() int { return tr.reused }

// state is how far a step has come.
type state uint8

const (
	waiting  state = iota
	computed       // its matrix is there
	same           // its matrix is there, and has the bits that it had before
)

// Forward computes every step of the table. It panics where p is not whole: a matrix has another shape than its
// configuration says, or a cell is set where there is none.
func Forward(p *Params) *Trace {
	p.check()
	return ForwardFrom(nil, p)
}

// ForwardFrom computes what Forward computes, bit for bit, for a host that asks often: a step whose inputs are those of
// an earlier trace is taken from there. before may be nil; it is only read. Parameters are taken on trust, as Resolve of
// core/play makes them.
func ForwardFrom(before *Trace, p *Params) *Trace {
	tr := newTrace(p)
	if before != nil && (before.Params.Config != p.Config || before.Table != tr.Table) {
		before = nil
	}
	if before != nil {
		tr.from = before.Params
	}
	for i := range tr.Steps {
		tr.compute(i, before)
	}
	return tr
}

// SameAs returns the places in the table of the steps whose matrices have the bits that they have in another trace.
func (tr *Trace) SameAs(other *Trace) []int {
	var list []int
	known := tr.from == other.Params
	for i := range min(len(tr.Steps), len(other.Steps)) {
		if known {
			if tr.state[i] == same {
				list = append(list, i)
			}
			continue
		}
		a, b := tr.mats[i], other.mats[i]
		if tr.Steps[i].ID == other.Steps[i].ID && a.Rows == b.Rows && a.Cols == b.Cols && mat.SameBits(a.Data, b.Data) {
			list = append(list, i)
		}
	}
	return list
}

// compute fills step i, its inputs first: a tied parameter may copy one that stands later in the table.
func (tr *Trace) compute(i int, before *Trace) {
	if tr.state[i] != waiting {
		return
	}
	s := &tr.Steps[i]
	for _, in := range s.In {
		tr.compute(tr.index[in], before)
	}
	if before != nil && tr.follows(s, before) {
		copy(tr.mats[i].Data, before.mats[i].Data)
		tr.state[i] = same
		tr.reused++
		return
	}
	operations[s.Op].eval(tr, s, tr.mats[i])
	for _, c := range tr.Params.Set[s.ID] {
		tr.mats[i].Set(c.Row, c.Col, c.Value)
	}
	tr.state[i] = computed
	if before != nil && mat.SameBits(tr.mats[i].Data, before.mats[i].Data) {
		tr.state[i] = same
	}
}

// follows reports whether a step must come out as it did before: nothing that it is computed from has changed. What
// reads numbers of the parameters themselves is read again.
func (tr *Trace) follows(s *Step, before *Trace) bool {
	if operations[s.Op].reads || !slices.Equal(tr.Params.Set[s.ID], before.Params.Set[s.ID]) {
		return false
	}
	for _, in := range s.In {
		if tr.state[tr.index[in]] != same {
			return false
		}
	}
	return true
}

func newTrace(p *Params) *Trace {
	tr := &Trace{Params: p, Table: TableOf(&p.Config, p.Tie)}
	n := len(tr.Steps)
	tr.at, tr.mats, tr.state = make([]int, n), make([]mat.Mat, n), make([]state, n)
	size := 0
	for i, s := range tr.Steps {
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
