package play

import (
	"math"
	"slices"

	"qkvlab/core/attn"
)

// line is a whole row or column of a matrix, as an edit names it.
type line struct {
	step *attn.Step
	n    int
	cell func(i int) (row, col int)
}

// axis says which of the two an edit means, and reads it.
type axis func(d *Document, e *Edit) (*line, *Problem)

func rowOf(d *Document, e *Edit) (*line, *Problem) {
	e.Col = 0
	s, p := editable(d, e)
	if p != nil {
		return nil, p
	}
	return &line{s, s.Cols, func(i int) (int, int) { return e.Row, i }}, nil
}

func colOf(d *Document, e *Edit) (*line, *Problem) {
	e.Row = 0
	s, p := editable(d, e)
	if p != nil {
		return nil, p
	}
	return &line{s, s.Rows, func(i int) (int, int) { return i, e.Col }}, nil
}

// onLine is the edit that does something to the line it names.
func onLine(of axis, do func(d *Document, e *Edit, l *line) *Problem) func(d *Document, e *Edit, n *notes) *Problem {
	return func(d *Document, e *Edit, _ *notes) *Problem {
		l, p := of(d, e)
		if p != nil {
			return p
		}
		return do(d, e, l)
	}
}

// setLine sets every cell of a line by hand: to as many numbers, or all to one.
func setLine(d *Document, e *Edit, l *line) *Problem {
	if v, p := typedNumber(e.Value, e.Step); p == nil {
		l.put(d, e.Step, slices.Repeat([]float32{v}, l.n))
		return nil
	}
	values, p := typedNumbers(e.Value, e.Step, l.n)
	if p == nil {
		l.put(d, e.Step, values)
	}
	return p
}

// scaleLine multiplies what stands in a line by a factor, each product rounded once. What is no number, or −∞ behind a
// mask, stays as it is.
func scaleLine(d *Document, e *Edit, l *line) *Problem {
	factor, p := typedNumber(e.Value, e.Step)
	if p != nil {
		return p
	}
	m := Run(d).Trace.Mat(e.Step)
	for i := range l.n {
		row, col := l.cell(i)
		was := m.At(row, col)
		if !isFinite(was) {
			continue
		}
		v := was * factor
		if !isFinite(v) {
			return problem(NotFinite, e.Step, short(was)+"·"+e.Value)
		}
		put(d, e.Step, row, col, v)
	}
	return nil
}

// resetLine takes back what was set by hand in a line.
func resetLine(d *Document, e *Edit, l *line) *Problem {
	in := make(map[[2]int]bool, l.n)
	for i := range l.n {
		row, col := l.cell(i)
		in[[2]int{row, col}] = true
	}
	dropCells(d, func(c *Cell) bool { return c.Step == e.Step && in[[2]int{c.Row, c.Col}] })
	return nil
}

func (l *line) put(d *Document, step string, values []float32) {
	for i, v := range values {
		row, col := l.cell(i)
		put(d, step, row, col, v)
	}
}

func isFinite(v float32) bool { return !math.IsNaN(float64(v)) && !math.IsInf(float64(v), 0) }
