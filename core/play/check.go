package play

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"qkvlab/core/attn"
	"qkvlab/core/text"
)

// check finds everything in d that does not fit together. Checks whose fields are already at fault are left out: one
// mistake is reported once.
func check(d *Document, r *report) {
	checkInput(d, r)
	if r.has("text", "tokens", "x") {
		return
	}
	checkShape(d, r)
	if r.has("dim", "heads", "kv_heads", "head_dim") {
		return
	}
	c := d.Config()
	if c.Pad > c.T && !r.has("pad") {
		r.add(problem(OutOfRange, "pad", strconv.Itoa(c.Pad), "0", strconv.Itoa(c.T)))
	}
	if c.Pos == attn.RoPE && c.Dh%2 != 0 && !r.has("pos") {
		r.add(problem(OddRope, "pos", strconv.Itoa(c.Dh)))
	}
	checkSources(d, &c, r)
	checkCells(d, &c, r)
}

// checkInput: between 1 and MaxTokens tokens; names and rows agree.
func checkInput(d *Document, r *report) {
	switch {
	case d.Text != "" && !r.has("text", "tokenizer"):
		tokens, _ := text.Tokenize(d.Tokenizer, d.Text, MaxTokens)
		switch {
		case len(tokens) == 0:
			r.add(problem(NoTokens, "text"))
		case len(tokens) > MaxTokens:
			all, _ := text.Tokenize(d.Tokenizer, d.Text, len(d.Text))
			r.add(problem(TooManyTokens, "text", strconv.Itoa(len(all)), strconv.Itoa(MaxTokens), d.Tokenizer))
		}
	case len(d.Tokens) > MaxTokens:
		r.add(problem(TooManyTokens, "tokens", strconv.Itoa(len(d.Tokens)), strconv.Itoa(MaxTokens)))
	}
	if d.X.Rows > MaxTokens {
		r.add(problem(TooManyTokens, "x", strconv.Itoa(d.X.Rows), strconv.Itoa(MaxTokens)))
	}
	if d.X.Cols > MaxWidth {
		r.add(problem(OutOfRange, "x", strconv.Itoa(d.X.Cols), "1", strconv.Itoa(MaxWidth)))
	}
	if d.hasX() && d.Tokens != nil && len(d.Tokens) != d.X.Rows && !r.has("tokens", "x") {
		r.add(problem(NamesOfX, "x", strconv.Itoa(len(d.Tokens)), strconv.Itoa(d.X.Rows)))
	}
}

// checkShape: widths divide as they must.
func checkShape(d *Document, r *report) {
	if d.hasX() && d.Dim != 0 && d.Dim != d.X.Cols && !r.has("dim") {
		r.add(problem(WidthOfX, "dim", strconv.Itoa(d.Dim), strconv.Itoa(d.X.Cols)))
	}
	if r.has("dim", "heads", "head_dim") {
		return
	}
	c := d.Config()
	if d.HeadDim == 0 && c.D%c.H != 0 {
		r.add(problem(BadHeads, "heads", strconv.Itoa(c.D), strconv.Itoa(c.H), divisors(c.D, MaxHeads)))
		return
	}
	if c.H*c.Dh > MaxInner {
		field := "head_dim"
		if d.HeadDim == 0 {
			field = "heads"
		}
		r.add(problem(TooWide, field, strconv.Itoa(c.H*c.Dh), strconv.Itoa(MaxInner)))
	}
	if c.H%c.G != 0 && !r.has("kv_heads") {
		r.add(problem(BadKVHeads, "kv_heads", strconv.Itoa(c.H), strconv.Itoa(c.G), divisors(c.H, MaxHeads)))
	}
}

// divisors lists the divisors of n up to limit: "1, 2, 3, 6".
func divisors(n, limit int) string {
	var s []string
	for i := 1; i <= min(n, limit); i++ {
		if n%i == 0 {
			s = append(s, strconv.Itoa(i))
		}
	}
	return strings.Join(s, ", ")
}

// checkSources: literals and ties have the shape that is wanted, and no tie comes back to itself. The source of a
// parameter that is absent has no effect, so nothing is asked of it.
func checkSources(d *Document, c *attn.Config, r *report) {
	for _, id := range parameterIDs {
		s := d.Sources[id]
		if r.has(id) || !present(c, id) {
			continue
		}
		rows, cols := parameterShape(c, id)
		switch s.Kind {
		case Literal:
			if s.Values.Rows != rows || s.Values.Cols != cols {
				r.add(problem(BadShape, id, id, shape(s.Values.Rows, s.Values.Cols), shape(rows, cols)))
			}
		case Tie:
			toRows, toCols := parameterShape(c, s.To)
			switch {
			case tieEnds(d, id) == "":
				r.add(problem(TieCycle, id, id))
			case toRows != rows || toCols != cols:
				r.add(problem(TieShape, id, id, shape(rows, cols), s.To, shape(toRows, toCols)))
			}
		}
	}
}

// tieEnds follows ties from a parameter to the one that has a source of its own, or returns "" where they go round.
func tieEnds(d *Document, id string) string {
	for range 4 {
		s := d.Sources[id]
		if s.Kind != Tie {
			return id
		}
		id = s.To
	}
	return ""
}

func shape(rows, cols int) string { return strconv.Itoa(rows) + "×" + strconv.Itoa(cols) }

// checkCells: every cell stands in a step of the table, inside it, and not in a tied matrix.
func checkCells(d *Document, c *attn.Config, r *report) {
	if len(d.Cells) == 0 {
		return
	}
	steps := d.stepTable(c)
	for i := range d.Cells {
		cell := &d.Cells[i]
		r.add(checkCell(steps, cell, cell.Key()))
	}
}

func checkCell(steps *attn.Table, c *Cell, field string) *Problem {
	s, ok := steps.Step(c.Step)
	switch {
	case !ok:
		return problem(AbsentStep, field, c.Step)
	case s.Op == attn.OpTie:
		return problem(TiedCell, field, c.Step, s.In[0])
	}
	return outside(s, c.Row, c.Col, field)
}

// outside returns the problem of a cell beyond the rows and columns of its step.
func outside(s *attn.Step, row, col int, field string) *Problem {
	if row >= 0 && col >= 0 && row < s.Rows && col < s.Cols {
		return nil
	}
	return problem(OutsideStep, field, s.ID, strconv.Itoa(row), strconv.Itoa(col), strconv.Itoa(s.Rows), strconv.Itoa(s.Cols))
}

// normalise writes defaults as defaults and puts cells and ui pairs in canonical order. d fits together already.
func normalise(d *Document) {
	width := 4
	if d.hasX() {
		width = d.X.Cols
	}
	drop := func(at *int, standard int) {
		if *at == standard {
			*at = 0
		}
	}
	c := d.Config()
	drop(&d.Dim, width)
	drop(&d.Heads, 1)
	drop(&d.KVHeads, c.H)
	if c.D%c.H == 0 {
		drop(&d.HeadDim, c.D/c.H)
	}
	if len(d.Cells) > 1 {
		order := map[string]int{}
		for i, s := range d.stepTable(&c).Steps {
			order[s.ID] = i
		}
		slices.SortFunc(d.Cells, func(a, b Cell) int {
			return cmp.Or(order[a.Step]-order[b.Step], a.Row-b.Row, a.Col-b.Col)
		})
	}
	for i := range d.UI { // a handful: a sort of their own would cost the browser 5 kB
		for j := i; j > 0 && d.UI[j].Key < d.UI[j-1].Key; j-- {
			d.UI[j], d.UI[j-1] = d.UI[j-1], d.UI[j]
		}
	}
}
