package play

import "strings"

// KeyAsk is the page's key that names what a class is asked for, and not told, between commas: cells, or whole steps.
const KeyAsk = "ui.ask"

// Asked is the value of KeyAsk.
func (d *Document) Asked() string {
	for _, u := range d.UI {
		if u.Key == KeyAsk {
			return u.Value
		}
	}
	return ""
}

// Told returns the result as a page may know it: the cells that the document asks for, and their copies, are NaN in its
// trace. Names of cells and steps that are not there hide nothing.
func (r *Result) Told() *Result {
	asked := r.Doc.Asked()
	if asked == "" || r.whole != nil {
		return r
	}
	hidden := map[string][]bool{}
	for id := range strings.SplitSeq(asked, ",") {
		row, col := 0, 0
		s, isStep := r.Trace.Step(id)
		if !isStep {
			step, i, j, p := ParseCell(id)
			if p != nil || r.HasCell(step, i, j) != nil {
				continue
			}
			s, _ = r.Trace.Step(step)
			row, col = i, j
		}
		marks := hidden[s.ID]
		if marks == nil {
			marks = make([]bool, s.Rows*s.Cols)
			hidden[s.ID] = marks
		}
		for place := range marks {
			marks[place] = marks[place] || isStep || place == row*s.Cols+col
		}
	}
	if len(hidden) == 0 {
		return r
	}
	return &Result{Doc: r.Doc, Tokens: r.Tokens, Trace: r.Trace.Veiled(hidden), whole: r, hidden: hidden}
}

// Whole returns the result that Told was asked of: the one to judge answers by.
func (r *Result) Whole() *Result {
	if r.whole != nil {
		return r.whole
	}
	return r
}

// Hides reports whether a cell is not told.
func (r *Result) Hides(step string, row, col int) bool {
	marks := r.hidden[step]
	if marks == nil {
		return false
	}
	s, _ := r.Trace.Step(step)
	return marks[row*s.Cols+col]
}

// Keeps returns the problem of telling what is made of all numbers of some steps, where one of them is not told; without
// steps, of telling what all numbers could be computed from.
func (r *Result) Keeps(steps ...string) *Problem {
	for _, id := range steps {
		if r.hidden[id] != nil {
			return problem(HiddenCells, KeyAsk, id)
		}
	}
	if len(steps) == 0 && r.whole != nil {
		return problem(HiddenCells, KeyAsk, r.Doc.Asked())
	}
	return nil
}
