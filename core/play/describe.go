package play

import (
	"strconv"
	"strings"

	"qkvlab/core/attn"
)

// Lines tells where a cell came from: in symbols, in words, in numbers. Set says that it was set by hand, Warning what to
// beware of; both are "" where there is nothing to say.
type Lines struct{ Symbols, Names, Numbers, Set, Warning string }

// Text returns all of it, a line each.
func (l Lines) Text() string {
	text := l.Symbols + "\n" + l.Numbers
	for _, line := range []string{l.Set, l.Names, l.Warning} {
		if line != "" {
			text += "\n" + line
		}
	}
	return text
}

// Describe writes an explanation in a language.
func (r *Result) Describe(e *attn.Explanation, lang Lang) Lines {
	s, _ := r.Trace.Step(e.Step)
	row, col := r.label(s.Axes[0], e.Row), r.label(s.Axes[1], e.Col)
	in := func(i int) string {
		if i < len(s.In) {
			return Symbol(s.In[i])
		}
		return ""
	}
	l := Lines{
		Symbols: CellSymbol(e.Step, e.Row, e.Col) + " = " + r.formula(s, e),
		Numbers: numbers(e),
		Warning: r.lineWarning(s, e.Row, e.Col, lang),
	}
	w, ok := opWords[s.Op]
	switch {
	case e.Kind == attn.KindOrigin:
		l.Names = r.origin(s, e, lang)
	case e.Kind == attn.KindMask:
		l.Names = maskWords[e.Terms[0].Label].in(lang, row, col)
	case s.Op == attn.OpSoftmax && r.Trace.Params.OverQueries:
		l.Names = wrongAxisWords.in(lang, row, col)
	case ok:
		l.Names = w.in(lang, row, col, in(0), in(1), in(2), strconv.Itoa(len(e.Terms)))
	}
	if s.Op == attn.OpSoftmax && l.Warning == "" && e.Computed == e.Computed { // not NaN
		w := rowShareWords
		if r.Trace.Params.OverQueries {
			w = colShareWords
		}
		l.Names += " " + w.in(lang)
	}
	if e.IsSet {
		w := setWords
		if e.Kind == attn.KindOrigin {
			w = replacedWords
		}
		sign := " ≠ "
		if e.Value == e.Computed {
			sign = " = "
		}
		l.Symbols = CellSymbol(e.Step, e.Row, e.Col) + " ← " + short(e.Value) + sign + r.formula(s, e)
		l.Set = w.in(lang, short(e.Value), short(e.Computed))
	}
	return l
}

// formula writes the right-hand side in symbols.
func (r *Result) formula(s *attn.Step, e *attn.Explanation) string {
	i, j := strconv.Itoa(e.Row), strconv.Itoa(e.Col)
	at := func(n int, index string) string { return Symbol(s.In[n]) + "[" + index + "]" }
	switch s.Op {
	case attn.OpLinear:
		f := "Σₖ " + at(0, i+",k") + "·" + at(1, j+",k")
		if len(s.In) == 3 {
			f += " + " + at(2, j)
		}
		return f
	case attn.OpMatMulT:
		return "Σₖ " + at(0, i+",k") + "·" + at(1, j+",k")
	case attn.OpMatMul:
		return "Σₛ " + at(0, i+",s") + "·" + at(1, "s,"+j)
	case attn.OpSoftmax:
		if r.Trace.Params.OverQueries {
			return "exp(" + at(0, i+","+j) + " − max) / Σₜ exp(" + at(0, "t,"+j) + " − max)"
		}
		return "exp(" + at(0, i+","+j) + " − max) / Σₛ exp(" + at(0, i+",s") + " − max)"
	case attn.OpSoftcap:
		return "c·tanh(" + at(0, i+","+j) + " / c)"
	case attn.OpDivide:
		return at(0, i+","+j) + " / temperature"
	case attn.OpMask:
		if e.Terms[0].Label != "" {
			return "−∞"
		}
		return at(0, i+","+j)
	case attn.OpPosition:
		return e.Terms[0].Label + "(" + i + " · 10000^(−2·" + strconv.Itoa(e.Col/2) + "/D))"
	case attn.OpScale:
		return at(0, i+","+j) + "·(" + e.Terms[0].Factors[1].Name + ")"
	case attn.OpALiBi:
		return at(0, i+","+j) + " − m·|" + i + " − " + j + "|"
	case attn.OpRope:
		x, partner := &e.Terms[0].Factors[0], &e.Terms[1].Factors[0]
		sign := " + "
		if partner.Col > x.Col {
			sign = " − "
		}
		return factorName(x) + "·cos θ" + sign + factorName(partner) + "·sin θ, θ = " + i + "·10000^(−2·" +
			strconv.Itoa(min(x.Col, partner.Col)) + "/Dh)"
	case attn.OpParameter, attn.OpGiven:
		return short(e.Computed)
	}
	parts := make([]string, len(e.Terms))
	for n, t := range e.Terms {
		factors := make([]string, len(t.Factors))
		for m := range t.Factors {
			factors[m] = factorName(&t.Factors[m])
		}
		parts[n] = strings.Join(factors, "·")
	}
	return strings.Join(parts, " + ")
}

// longestSum is how many terms a line of numbers writes out.
const longestSum = 8

// numbers writes the right-hand side in numbers, and what it makes. A copy is its one number.
func numbers(e *attn.Explanation) string {
	t, made := e.Terms, " = "+short(e.Computed)
	switch e.Kind {
	case attn.KindQuotient:
		own, total := &t[e.Own], t[len(t)-1].Sum
		f := own.Factors
		return "exp(" + short(f[0].Value) + " − " + inner(f[1].Value) + ") / (" + addends(t, func(t *attn.Term) string { return short(t.Product) }) +
			") = " + short(own.Product) + " / " + short(total) + made
	case attn.KindTanh:
		c := inner(t[0].Factors[1].Value)
		return c + "·tanh(" + short(t[0].Factors[0].Value) + " / " + c + ")" + made
	case attn.KindDivide:
		return short(t[0].Factors[0].Value) + " / " + short(t[0].Factors[1].Value) + made
	case attn.KindWave:
		f := t[0].Factors
		return t[0].Label + "(" + short(f[0].Value) + "·" + short(f[1].Value) + ") = " + t[0].Label + "(" + short(t[0].Product) + ")" + made
	case attn.KindMask:
		if t[0].Label != "" {
			return short(t[0].Factors[0].Value) + " → " + short(e.Computed)
		}
	case attn.KindSum:
		return addends(t, func(t *attn.Term) string {
			factors := make([]string, len(t.Factors))
			for j, f := range t.Factors {
				factors[j] = inner(f.Value)
			}
			return strings.Join(factors, "·")
		}) + made
	}
	return short(e.Computed)
}

// addends writes terms with a plus between them, of a long sum the first ones and the last.
func addends(t []attn.Term, write func(*attn.Term) string) string {
	var parts []string
	for i := range t {
		switch {
		case len(t) <= longestSum || i < longestSum-2 || i == len(t)-1:
			parts = append(parts, write(&t[i]))
		case i == longestSum-2:
			parts = append(parts, "…")
		}
	}
	return strings.Join(parts, " + ")
}

// lineWarning says that the shares which a cell belongs to, or mixes by, do not add up to 1 because one of them was set by
// hand; "" where they do.
func (r *Result) lineWarning(s *attn.Step, row, col int, lang Lang) string {
	over := r.Trace.Params.OverQueries
	if s.Op == attn.OpMatMul && !over {
		s, _ = r.Trace.Step(s.In[0])
	} else if s.Op != attn.OpSoftmax {
		return ""
	}
	w, place := rowSumWords, r.label(s.Axes[0], row)
	n, along := s.Cols, &col
	if over {
		w, place = colSumWords, r.label(s.Axes[1], col)
		n, along = s.Rows, &row
	}
	sum, isSet := float32(0), false
	for *along = range n {
		sum += r.Trace.Mat(s.ID).At(row, col)
		isSet = isSet || r.Trace.IsSet(s.ID, row, col)
	}
	if !isSet || (sum > 1-tolerance && sum < 1+tolerance) {
		return ""
	}
	return w.in(lang, Symbol(s.ID), place, short(sum))
}

// tolerance is how far from 1 a sum of shares may be by rounding alone.
const tolerance = 1e-4

// TermLabel names what a term stands for: the token or the number it runs over, "bias", or "".
func (r *Result) TermLabel(e *attn.Explanation, t *attn.Term) string {
	if t.Index < 0 || t.Label != "" {
		return t.Label
	}
	if e.Op == attn.OpMatMul || e.Op == attn.OpSoftmax {
		if t.Index < len(r.Tokens) {
			return r.Tokens[t.Index]
		}
	}
	return strconv.Itoa(t.Index)
}
