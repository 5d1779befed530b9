package play

import (
	"strconv"
	"strings"

	"qkvlab/core/attn"
	"qkvlab/core/mat"
)

// ExplainLaTeX writes an explanation as an align* environment of amsmath: the cell, its formula, the numbers in it (with ≈
// where they are rounded), and the whole value.
func (r *Result) ExplainLaTeX(e *attn.Explanation) string {
	return `\begin{align*}` + "\n" + r.equations(e) + `\end{align*}` + "\n"
}

// ExplainMarkdown writes an explanation as Markdown: the equations between $$, in words, every term in a table, and the
// document that it is of.
func (r *Result) ExplainMarkdown(e *attn.Explanation, lang Lang) string {
	b := "$$\n\\begin{aligned}\n" + r.equations(e) + "\\end{aligned}\n$$\n"
	l := r.Describe(e, lang)
	for _, line := range []string{l.Set, l.Names, l.Warning} {
		if line != "" {
			b += "\n" + plainMarkdown(line) + "\n"
		}
	}
	if len(e.Terms) > 1 {
		b += "\n" + r.termTable(e, lang)
	}
	doc := r.Doc.String()
	if doc == "" {
		doc = "v=1"
	}
	return b + "\nQKV Lab: `" + doc + "`\n"
}

// equations are the lines of an aligned environment.
func (r *Result) equations(e *attn.Explanation) string {
	s, _ := r.Trace.Step(e.Step)
	type part struct{ sign, text string }
	var parts []part
	if e.IsSet {
		sign := `\neq`
		if e.Value == e.Computed {
			sign = "="
		}
		parts = append(parts, part{`\leftarrow`, tex(whole(e.Value))}, part{sign, texPart(r.formula(s, e))})
	} else {
		parts = append(parts, part{"=", texPart(r.formula(s, e))})
	}
	switch {
	case e.Kind == attn.KindOrigin:
		parts = parts[:len(parts)-1] // which is the rounded value
		if !e.IsSet {
			break
		}
		parts = append(parts, part{`\neq`, tex(whole(e.Computed))})
	case e.Kind == attn.KindMask && e.Terms[0].Label != "":
		parts = append(parts, part{`\gets`, tex(whole(e.Terms[0].Factors[0].Value))})
	case e.Kind != attn.KindCopy && e.Kind != attn.KindMask:
		sign := "="
		if isRounded(e) {
			sign = `\approx`
		}
		numbers := strings.Split(numbers(e), " = ")
		for _, n := range numbers[:len(numbers)-1] {
			parts = append(parts, part{sign, texPart(n)})
		}
	}
	isMasked := e.Kind == attn.KindMask && e.Terms[0].Label != ""
	if !(isMasked || e.Kind == attn.KindOrigin && e.IsSet) {
		parts = append(parts, part{"=", tex(whole(e.Computed))})
	}
	b := tex(CellSymbol(e.Step, e.Row, e.Col))
	for i, p := range parts {
		if i > 0 {
			b += ` \\` + "\n"
		}
		b += " &" + p.sign + " " + p.text
	}
	return b + "\n"
}

// isRounded reports whether the line of numbers is not all that the terms say.
func isRounded(e *attn.Explanation) bool {
	if e.Kind == attn.KindQuotient || e.Kind == attn.KindTanh || e.Kind == attn.KindWave {
		return true
	}
	for i := range e.Terms {
		for _, f := range e.Terms[i].Factors {
			if v, err := strconv.ParseFloat(strconv.FormatFloat(float64(f.Value), 'g', 4, 32), 32); err != nil || float32(v) != f.Value {
				return true
			}
		}
	}
	return false
}

// whole writes all digits of a value, with a real minus sign.
func whole(v float32) string {
	if v-v != 0 { // NaN, ±∞
		return short(v)
	}
	return replaceEach(mat.Shortest(v), "-", "−")
}

var termHeads = words{"| 항 | 인수 | 곱 | 누적합 |", "| term | factors | product | running sum |"}

// termTable has a row for every term, whole.
func (r *Result) termTable(e *attn.Explanation, lang Lang) string {
	b := termHeads.in(lang) + "\n| --- | --- | ---: | ---: |\n"
	for i := range e.Terms {
		t := &e.Terms[i]
		var factors []string
		for j := range t.Factors {
			f := &t.Factors[j]
			factors = append(factors, plainMarkdown(factorName(f))+" "+whole(f.Value))
		}
		between := " · "
		if e.Kind == attn.KindQuotient {
			between = " − "
			factors[0] = "exp: " + factors[0]
		}
		b += "| " + plainMarkdown(r.TermLabel(e, t)) + " | " + strings.Join(factors, between) + " | " + whole(t.Product) + " | " + whole(t.Sum) + " |\n"
	}
	return b
}

// plainMarkdown writes text so that Markdown shows it as it is, on one line.
func plainMarkdown(s string) string {
	var b []byte
	for i := range len(s) {
		switch c := s[i]; {
		case c < ' ':
			b = append(b, ' ')
		case strings.IndexByte("\\`*_[]<>|#$~&", c) >= 0:
			b = append(b, '\\', c)
		default:
			b = append(b, c)
		}
	}
	return string(b)
}
