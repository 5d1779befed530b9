package play

import (
	"slices"
	"strconv"
	"strings"

	"qkvlab/core/attn"
	"qkvlab/core/mat"
)

// typedNumber reads a number as people type it: spaces around it, a plus or a typographic minus before it, an E in it.
func typedNumber(s, field string) (float32, *Problem) {
	t := replaceEach(strings.TrimPrefix(strings.TrimSpace(s), "+"), "E", "e", "−", "-")
	v, p := parseNumber(t, field)
	if p != nil {
		p.Args[0] = s
	}
	return v, p
}

// typedNumbers reads n numbers between commas, tabs or spaces.
func typedNumbers(s, field string, n int) ([]float32, *Problem) {
	parts := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(", \t;\n", r) })
	if len(parts) != n {
		return nil, problem(WrongCount, field, strconv.Itoa(len(parts)), strconv.Itoa(n))
	}
	v := make([]float32, n)
	for i, part := range parts {
		var p *Problem
		if v[i], p = typedNumber(part, field); p != nil {
			return nil, p
		}
	}
	return v, nil
}

// editable returns the step that an edit names, if cells of it can be set.
func editable(d *Document, e *Edit) (*attn.Step, *Problem) {
	c := d.Config()
	steps := d.stepTable(&c)
	s, _ := steps.Step(e.Step)
	return s, checkCell(steps, &Cell{Step: e.Step, Row: e.Row, Col: e.Col}, e.Step)
}

// put sets one cell, replacing an earlier edit of it.
func put(d *Document, step string, row, col int, v float32) {
	i := slices.IndexFunc(d.Cells, func(c Cell) bool { return c.Step == step && c.Row == row && c.Col == col })
	if i < 0 {
		d.Cells = append(d.Cells, Cell{step, row, col, v})
		return
	}
	d.Cells[i].Value = v
}

func setCell(d *Document, e *Edit, _ *notes) *Problem {
	if _, p := editable(d, e); p != nil {
		return p
	}
	v, p := typedNumber(e.Value, e.Step)
	if p == nil {
		put(d, e.Step, e.Row, e.Col, v)
	}
	return p
}

// paste puts a matrix in place: a parameter gets it as its source, x becomes the given input, a computed matrix gets
// every cell set by hand. A smaller one goes, as in a spreadsheet, where the edit's cell is. At the first cell only a row or
// a column does: there, another size is a new input for x, and for the others most likely a mistake.
func paste(d *Document, e *Edit, n *notes) *Problem {
	m, isBlob, p := d.handed(e.Value, e.Step)
	if !isBlob {
		m, p = ParseMatrix(e.Value, e.Step)
	}
	if p != nil {
		return p
	}
	return pasteMatrix(d, e, m, n)
}

// handed is the matrix that a value names as a blob, if it does. What the text can hold does not stay one.
func (d *Document) handed(value, field string) (m mat.Mat, isBlob bool, p *Problem) {
	name, isBlob := strings.CutPrefix(value, blobPrefix)
	if isBlob {
		m, p = d.blob(name, field)
		if len(m.Data) <= MaxBytes/2 {
			m.Data = slices.Clone(m.Data)
		}
	}
	return m, isBlob, p
}

// setKeys sets several keys, in their order, as one edit.
func setKeys(d *Document, e *Edit, n *notes) (p *Problem) {
	splitPairs(e.Value, func(rawKey, rawValue string, _ bool) {
		if p != nil {
			return
		}
		key, _ := Unescape(rawKey)
		value, _ := Unescape(rawValue)
		switch m, isBlob, absent := d.handed(value, key); {
		case absent != nil:
			p = absent
		case isBlob && key != "x":
			dropCells(d, func(c *Cell) bool { return c.Step == key })
			d.Sources[key] = Source{Kind: Literal, Values: m}
		case isBlob:
			p = pasteX(d, m, n)
		default:
			p = setKey(d, &Edit{Key: key, Value: value}, n)
		}
	})
	return p
}

func pasteMatrix(d *Document, e *Edit, m mat.Mat, n *notes) *Problem {
	s, p := editable(d, e)
	if p != nil {
		return p
	}
	if isBias(e.Step) && m.Cols == 1 {
		m = mat.Mat{Rows: 1, Cols: m.Rows, Data: m.Data}
	}
	whole := m.Rows == s.Rows && m.Cols == s.Cols
	fits := e.Row+m.Rows <= s.Rows && e.Col+m.Cols <= s.Cols
	switch {
	case !whole && fits && (e.Row+e.Col > 0 || e.Step != "x" && min(m.Rows, m.Cols) == 1):
		pasteBlock(d, e, m)
		return nil
	case e.Step == "x":
		return pasteX(d, m, n)
	case !whole:
		return problem(BadShape, e.Step, e.Step, shape(m.Rows, m.Cols), shape(s.Rows, s.Cols))
	}
	dropCells(d, func(c *Cell) bool { return c.Step == e.Step })
	if s.Op == attn.OpParameter {
		d.Sources[e.Step] = Source{Kind: Literal, Values: m}
		return nil
	}
	e.Row, e.Col = 0, 0
	pasteBlock(d, e, m)
	return nil
}

// pasteBlock sets the cells from the edit's cell on.
func pasteBlock(d *Document, e *Edit, m mat.Mat) {
	for r := range m.Rows {
		for c, v := range m.Row(r) {
			put(d, e.Step, e.Row+r, e.Col+c, v)
		}
	}
}

// pasteX makes m the given input. Its rows keep the tokens' names where there are as many.
func pasteX(d *Document, m mat.Mat, n *notes) *Problem {
	if m.Rows > MaxTokens {
		return problem(TooManyTokens, "x", strconv.Itoa(m.Rows), strconv.Itoa(MaxTokens))
	}
	names := d.TokenList()
	if len(names) != m.Rows {
		if names != nil {
			n.add("dropped_names", strconv.Itoa(len(names)), strconv.Itoa(m.Rows))
		}
		names = nil
	}
	d.Text, d.Tokens, d.X, d.Dim = "", names, m, 0
	dropCells(d, func(c *Cell) bool { return c.Step == "x" || c.Step == "emb" })
	fit(d, "x", n)
	return nil
}

// dropCells removes the cells that f names and returns how many there were.
func dropCells(d *Document, f func(*Cell) bool) int {
	before := len(d.Cells)
	d.Cells = slices.DeleteFunc(d.Cells, func(c Cell) bool { return f(&c) })
	return before - len(d.Cells)
}

func resetCell(d *Document, e *Edit, _ *notes) *Problem {
	dropCells(d, func(c *Cell) bool { return c.Step == e.Step && c.Row == e.Row && c.Col == e.Col })
	return nil
}

// resetMatrix takes back what was set by hand in one matrix: cells, and for a parameter its source.
func resetMatrix(d *Document, e *Edit, n *notes) *Problem {
	c := d.Config()
	if _, ok := d.stepTable(&c).Step(e.Step); !ok {
		return problem(AbsentStep, e.Step, e.Step)
	}
	dropCells(d, func(c *Cell) bool { return c.Step == e.Step })
	delete(d.Sources, e.Step)
	fit(d, e.Step, n)
	return nil
}

// resetAll takes back everything set by hand. The input, the seed and the options stay.
func resetAll(d *Document, _ *Edit, _ *notes) *Problem {
	d.Cells = nil
	clear(d.Sources)
	return nil
}
