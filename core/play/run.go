package play

import "qkvlab/core/attn"

// Result is everything computed from a document.
type Result struct {
	Doc    *Document
	Tokens []string // empty where x has no names
	Trace  *attn.Trace
}

// Run computes every step of a document.
func Run(d *Document) *Result { return RunWith(d, new(Draws)) }

// RunWith is Run for a host that asks often: draws remembers what was drawn before.
func RunWith(d *Document, draws *Draws) *Result {
	return &Result{Doc: d, Tokens: d.TokenList(), Trace: attn.Forward(Resolve(d, draws))}
}

// ParseCell reads STEP.R.C.
func ParseCell(s string) (step string, row, col int, p *Problem) {
	c, p := readCell(s, "0")
	return c.Step, c.Row, c.Col, p
}

// HasCell returns the problem of a cell that is not in the step table.
func (r *Result) HasCell(id string, row, col int) *Problem {
	s, ok := r.Trace.Step(id)
	if !ok {
		return problem(AbsentStep, id, id)
	}
	return outside(s, row, col, id)
}
