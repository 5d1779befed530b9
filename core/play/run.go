package play

import "qkvlab/core/attn"

// Result is everything computed from a document.
type Result struct {
	Doc    *Document
	Tokens []string // empty where x has no names
	Trace  *attn.Trace

	whole  *Result           // of what is told: all of it
	hidden map[string][]bool // and which places of which steps are not
}

// Run computes every step of a document.
func Run(d *Document) *Result { return new(Memory).Run(d) }

// Memory is what a host that asks often keeps: what was drawn, and computed, last. An edit then costs what follows from
// it. The zero value is ready. It holds nothing that a document does not imply; it is not safe for use by several
// goroutines at once.
type Memory struct {
	draws
	last *attn.Trace
}

// Run computes every step of a document, as the function Run does.
func (m *Memory) Run(d *Document) *Result {
	m.last = attn.ForwardFrom(m.last, Resolve(d, m))
	return &Result{Doc: d, Tokens: d.TokenList(), Trace: m.last}
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
