package play

import (
	"slices"
	"strconv"

	"qkvlab/core/attn"
	"qkvlab/core/mat"
	"qkvlab/core/torch"
)

func setText(d *Document, e *Edit, n *notes) *Problem {
	if p := readText(d, e.Value); p != nil {
		return p
	}
	return replaceTokens(d, nil, n)
}

func setTokens(d *Document, e *Edit, n *notes) *Problem {
	tokens, p := splitTokens(e.Value, "tokens")
	if p != nil {
		return p
	}
	d.Text = ""
	return replaceTokens(d, tokens, n)
}

// replaceTokens puts another list of tokens (or, with nil, the sentence) in place of the old one. A given x stays where
// its rows can take the new names.
func replaceTokens(d *Document, tokens []string, n *notes) *Problem {
	before := wordsOf(d)
	d.Tokens = tokens
	if d.hasX() && len(tokens) != d.X.Rows {
		d.X = mat.Mat{}
		n.add("dropped_x")
	}
	followWords(d, before, n)
	fit(d, "", n)
	return nil
}

func insertToken(d *Document, e *Edit, n *notes) *Problem {
	count := d.Config().T
	if e.Row > count {
		return problem(BadPlace, "row", strconv.Itoa(e.Row), strconv.Itoa(count))
	}
	if d.IsNamed() == (e.Value == "") {
		if e.Value == "" {
			return problem(EmptyToken, "value", strconv.Itoa(e.Row+1))
		}
		return problem(Unnamed, "value")
	}
	from := make([]int, 0, count+1) // new row i was row from[i]; −1: new
	for i := range count {
		from = append(from, i)
	}
	return rearrange(d, slices.Insert(from, e.Row, -1), e.Value, n)
}

func removeToken(d *Document, e *Edit, n *notes) *Problem {
	from, p := places(d, e.Row)
	if p != nil {
		return p
	}
	if len(from) == 1 {
		return problem(NoTokens, "row")
	}
	return rearrange(d, slices.Delete(from, e.Row, e.Row+1), "", n)
}

func moveToken(d *Document, e *Edit, n *notes) *Problem {
	from, p := places(d, e.Row)
	if p != nil {
		return p
	}
	if e.To >= len(from) {
		return problem(BadPlace, "to", strconv.Itoa(e.To), strconv.Itoa(len(from)-1))
	}
	from = slices.Delete(from, e.Row, e.Row+1)
	return rearrange(d, slices.Insert(from, e.To, e.Row), "", n)
}

func renameToken(d *Document, e *Edit, n *notes) *Problem {
	if _, p := places(d, e.Row); p != nil {
		return p
	}
	switch {
	case !d.IsNamed():
		return problem(Unnamed, "value")
	case e.Value == "":
		return problem(EmptyToken, "value", strconv.Itoa(e.Row+1))
	}
	before := wordsOf(d)
	d.Tokens = slices.Clone(d.TokenList())
	d.Text = ""
	d.Tokens[e.Row] = e.Value
	followWords(d, before, n)
	fit(d, "", n)
	return nil
}

// places returns 0 … T−1, or the problem of a row that is not there.
func places(d *Document, row int) ([]int, *Problem) {
	count := d.Config().T
	if row >= count {
		return nil, problem(BadPlace, "row", strconv.Itoa(row), strconv.Itoa(count-1))
	}
	from := make([]int, count)
	for i := range from {
		from[i] = i
	}
	return from, nil
}

// rearrange makes row i of the input what was row from[i], or a new token where from[i] is −1. Cells set by hand follow
// their token in every matrix whose rows or columns are tokens, and their word in the embedding table.
func rearrange(d *Document, from []int, inserted string, n *notes) *Problem {
	if len(from) > MaxTokens {
		return problem(TooManyTokens, "tokens", strconv.Itoa(len(from)), strconv.Itoa(MaxTokens))
	}
	before, old, c := wordsOf(d), d.TokenList(), d.Config()
	if old != nil {
		d.Text, d.Tokens = "", make([]string, len(from))
		for i, f := range from {
			if d.Tokens[i] = inserted; f >= 0 {
				d.Tokens[i] = old[f]
			}
		}
	}
	if d.hasX() {
		x := mat.New(len(from), c.D)
		for i, f := range from {
			if f >= 0 { // a new row is zero until it is written
				copy(x.Row(i), d.X.Row(f))
			}
		}
		d.X = x
	}
	to := make(map[int]int, len(from))
	for i, f := range from {
		to[f] = i
	}
	steps := d.stepTable(&c)
	move := func(cell *Cell) (row, col int) {
		s, _ := steps.Step(cell.Step)
		return moved(s, cell, to)
	}
	loseCells(d, n, func(cell *Cell) bool {
		row, col := move(cell)
		return row < 0 || col < 0
	})
	for i := range d.Cells {
		d.Cells[i].Row, d.Cells[i].Col = move(&d.Cells[i])
	}
	followWords(d, before, n)
	fit(d, "", n)
	return nil
}

// moved returns where a cell goes along with the tokens of its row and column; −1 where its token is gone. Positions
// stay: row t of pos is place t, whoever stands there.
func moved(s *attn.Step, c *Cell, to map[int]int) (row, col int) {
	place := func(a attn.Axis, i int) int {
		if a != attn.AxisT && a != attn.AxisS || s.Op == attn.OpPosition {
			return i
		}
		if j, ok := to[i]; ok {
			return j
		}
		return -1
	}
	return place(s.Axes[0], c.Row), place(s.Axes[1], c.Col)
}

// wordsOf returns the distinct tokens, whose order is that of the embedding table's rows; nil where x is given.
func wordsOf(d *Document) []string {
	if d.hasX() {
		return nil
	}
	words, _ := distinct(d.TokenList())
	return words
}

// followWords keeps the embedding table with its words when tokens came, went or moved: cells by hand go to the word's
// new row or go with it, and a table written out gets the drawn vector of a word that is new.
func followWords(d *Document, before []string, n *notes) {
	after := wordsOf(d)
	if before == nil || after == nil || slices.Equal(before, after) {
		return
	}
	loseCells(d, n, func(c *Cell) bool { return c.Step == "emb" && !slices.Contains(after, before[c.Row]) })
	for i, c := range d.Cells {
		if c.Step == "emb" {
			d.Cells[i].Row = slices.Index(after, before[c.Row])
		}
	}
	if s := d.Sources["emb"]; s.Kind == Literal {
		m := mat.New(len(after), s.Values.Cols)
		for i, w := range after {
			if j := slices.Index(before, w); j >= 0 {
				copy(m.Row(i), s.Values.Row(j))
			} else {
				copy(m.Row(i), torch.TokenVector(w, m.Cols, d.Seed))
			}
		}
		d.Sources["emb"] = Source{Kind: Literal, Values: m}
	}
}
