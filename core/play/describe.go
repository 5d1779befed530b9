package play

import (
	"strconv"
	"strings"

	"qkvlab/core/attn"
)

// Lines tells where a cell came from: in symbols, in words, in numbers.
type Lines struct{ Symbols, Names, Numbers string }

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
		Numbers: numbers(e) + " = " + short(e.Computed),
	}
	w, ok := opWords[s.Op]
	switch {
	case e.Kind == attn.KindOrigin:
		l.Numbers = short(e.Computed)
		l.Names = r.origin(s, e, lang)
	case e.Kind == attn.KindMask:
		l.Names = maskWords[e.Terms[0].Label].in(lang, row, col)
	case ok:
		l.Names = w.in(lang, row, col, in(0), in(1), in(2), strconv.Itoa(len(e.Terms)))
	}
	if e.IsSet {
		w := setWords
		if e.Kind == attn.KindOrigin {
			w = replacedWords
		}
		l.Names = w.in(lang, short(e.Value), short(e.Computed)) + " " + l.Names
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
	case attn.OpParameter, attn.OpGiven:
		return short(e.Computed)
	}
	parts := make([]string, len(e.Terms))
	for n, t := range e.Terms {
		factors := make([]string, len(t.Factors))
		for m, f := range t.Factors {
			if factors[m] = f.Name; f.Step != "" {
				factors[m] = CellSymbol(f.Step, f.Row, f.Col)
			}
		}
		parts[n] = strings.Join(factors, "·")
	}
	return strings.Join(parts, " + ")
}

// longestSum is how many terms a line of numbers writes out.
const longestSum = 8

// numbers writes the right-hand side in numbers.
func numbers(e *attn.Explanation) string {
	t := e.Terms
	switch e.Kind {
	case attn.KindQuotient:
		n := len(t)
		return short(t[e.Own].Product) + " / " + short(t[n-1].Sum)
	case attn.KindTanh:
		c := inner(t[0].Factors[1].Value)
		return c + "·tanh(" + short(t[0].Factors[0].Value) + " / " + c + ")"
	case attn.KindDivide:
		return short(t[0].Factors[0].Value) + " / " + short(t[0].Factors[1].Value)
	case attn.KindWave:
		return t[0].Label + "(" + short(t[0].Product) + ")"
	case attn.KindSum, attn.KindCopy, attn.KindMask:
		var parts []string
		for i, term := range t {
			if len(t) > longestSum && i >= longestSum-2 && i < len(t)-1 {
				if i == longestSum-2 {
					parts = append(parts, "…")
				}
				continue
			}
			factors := make([]string, len(term.Factors))
			for j, f := range term.Factors {
				factors[j] = inner(f.Value)
			}
			parts = append(parts, strings.Join(factors, "·"))
		}
		return strings.Join(parts, " + ")
	}
	return ""
}

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
