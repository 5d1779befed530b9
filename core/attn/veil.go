package attn

import (
	"math"
	"slices"
)

// Veiled returns the trace as it may be told where some cells are asked for: they are NaN, and so is every copy of one, in
// either direction; nothing else changes. hidden says by step which places are asked for, and is completed.
func (tr *Trace) Veiled(hidden map[string][]bool) *Trace {
	for tr.spread(hidden) {
	}
	v := *tr
	v.data, v.mats = slices.Clone(tr.data), slices.Clone(tr.mats)
	for i := range tr.Steps {
		m, marks := &v.mats[i], hidden[tr.Steps[i].ID]
		if at := tr.at[i]; at >= 0 {
			m.Data = v.data[at : at+len(m.Data) : at+len(m.Data)]
		} else if marks != nil {
			m.Data = slices.Clone(m.Data)
		}
		for place, isHidden := range marks {
			if isHidden {
				m.Data[place] = float32(math.NaN())
			}
		}
	}
	return &v
}

// spread hides what copies a hidden cell, or is copied into one; it reports whether there was something to hide.
func (tr *Trace) spread(hidden map[string][]bool) (more bool) {
	for i := range tr.Steps {
		s := &tr.Steps[i]
		for place := range s.Rows * s.Cols {
			from, at := tr.copied(s, place)
			if from == nil || is(hidden, s, place) == is(hidden, from, at) {
				continue
			}
			hide(hidden, s, place)
			hide(hidden, from, at)
			more = true
		}
	}
	return more
}

// copied returns the place that a cell has its number from, unchanged; nil where it was computed, or set by hand.
func (tr *Trace) copied(s *Step, place int) (from *Step, at int) {
	row, col := place/s.Cols, place%s.Cols
	if tr.IsSet(s.ID, row, col) {
		return nil, 0
	}
	switch s.Op {
	case OpTie, OpCopy, OpLookup, OpSlice, OpConcat:
		e := Explanation{Step: s.ID}
		operations[s.Op].explain(tr, s, row, col, &e)
		f := e.Terms[0].Factors[0]
		from, _ = tr.Step(f.Step)
		return from, f.Row*from.Cols + f.Col
	case OpMask, OpAdd, OpRope, OpScale, OpALiBi, OpSoftcap, OpDivide: // turned by 0, times 1, and so on
		if tr.Mat(s.ID).Data[place] == tr.in(s, 0).Data[place] {
			from, _ = tr.Step(s.In[0])
			return from, place
		}
	}
	return nil, 0
}

func is(hidden map[string][]bool, s *Step, place int) bool {
	marks := hidden[s.ID]
	return marks != nil && marks[place]
}

func hide(hidden map[string][]bool, s *Step, place int) {
	if hidden[s.ID] == nil {
		hidden[s.ID] = make([]bool, s.Rows*s.Cols)
	}
	hidden[s.ID][place] = true
}
