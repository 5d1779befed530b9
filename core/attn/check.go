package attn

import (
	"strconv"

	"qkvlab/core/mat"
)

// check panics where the numbers are not those that the configuration speaks of: they would be read at the wrong places, and
// nobody would notice.
func (p *Params) check() {
	p.Config.check()
	t := TableOf(&p.Config, p.Tie)
	for i := range t.Steps {
		switch s := &t.Steps[i]; s.Op {
		case OpParameter:
			fits(s, p.Source(s.ID))
		case OpGiven:
			fits(s, p.X)
		case OpLookup:
			if len(p.Index) != p.T {
				mistake("Index has " + strconv.Itoa(len(p.Index)) + " rows for T = " + strconv.Itoa(p.T) + " tokens")
			}
		}
	}
	for id, cells := range p.Set {
		s, ok := t.Step(id)
		if !ok {
			mistake("Set: there is no step " + id)
		}
		for _, c := range cells {
			if c.Row < 0 || c.Row >= s.Rows || c.Col < 0 || c.Col >= s.Cols {
				mistake("Set: " + id + " is " + size(s.Rows, s.Cols) + ", there is no cell (" + strconv.Itoa(c.Row) + "," + strconv.Itoa(c.Col) + ")")
			}
		}
	}
}

// check panics where there can be no table.
func (c *Config) check() {
	switch {
	case c.T < 1 || c.D < 1 || c.H < 1 || c.Dh < 1:
		mistake("T, D, H, Dh = " + strconv.Itoa(c.T) + ", " + strconv.Itoa(c.D) + ", " + strconv.Itoa(c.H) + ", " + strconv.Itoa(c.Dh) + ": each is at least 1")
	case c.G < 1 || c.H%c.G != 0:
		mistake("G = " + strconv.Itoa(c.G) + " does not divide H = " + strconv.Itoa(c.H))
	case c.Pos == RoPE && c.Dh%2 != 0:
		mistake("RoPE turns dimensions in pairs, Dh = " + strconv.Itoa(c.Dh))
	}
}

func fits(s *Step, m mat.Mat) {
	if m.Rows != s.Rows || m.Cols != s.Cols || len(m.Data) != m.Rows*m.Cols {
		mistake(s.ID + " is " + size(m.Rows, m.Cols) + " with " + strconv.Itoa(len(m.Data)) + " numbers, (" +
			string(s.Axes[0]) + ", " + string(s.Axes[1]) + ") is " + size(s.Rows, s.Cols))
	}
}

func size(rows, cols int) string { return "(" + strconv.Itoa(rows) + "×" + strconv.Itoa(cols) + ")" }

// mistake reports a programmer's mistake.
func mistake(what string) { panic("attn: Forward: " + what) }
