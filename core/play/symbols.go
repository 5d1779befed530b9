package play

import (
	"strconv"
	"strings"

	"qkvlab/core/attn"
)

// subscript writes digits below the line.
func subscript(digits string) string {
	b := make([]byte, 0, 3*len(digits))
	for i := range len(digits) {
		b = append(b, "₀"[0], "₀"[1], "₀"[2]+digits[i]-'0')
	}
	return string(b)
}

// replaceEach replaces, in one pass, every old by its new: pairs of old, new. It is what strings.NewReplacer does for a
// few short pairs, without its trie in the download.
func replaceEach(s string, pairs ...string) string {
	var b []byte
next:
	for i := 0; i < len(s); {
		for p := 0; p < len(pairs); p += 2 {
			if strings.HasPrefix(s[i:], pairs[p]) {
				b = append(b, pairs[p+1]...)
				i += len(pairs[p])
				continue next
			}
		}
		b = append(b, s[i])
		i++
	}
	return string(b)
}

var symbols = map[string]string{
	"emb": "E", "lookup": "E[tokens]", "pos": "P", "x": "X",
	"wq": "W_q", "bq": "b_q", "q": "Q", "wk": "W_k", "bk": "b_k", "k": "K", "wv": "W_v", "bv": "b_v", "v": "V",
	"wo": "W_o", "bo": "b_o", "q_rot": "Q′", "k_rot": "K′",
}

// Symbol returns how a step is written in formulas: "Q", "W_q", "scores₀".
func Symbol(id string) string {
	head := ""
	if rest, ok := strings.CutPrefix(id, "head."); ok {
		head, id, _ = strings.Cut(rest, ".")
	}
	s, ok := symbols[id]
	if !ok {
		s = id
	}
	if head != "" {
		if strings.HasPrefix(s, "Q") || strings.HasPrefix(s, "K") || strings.HasPrefix(s, "V") {
			return s[:1] + subscript(head) + s[1:]
		}
		return s + subscript(head)
	}
	return s
}

// CellSymbol returns how a cell is written: "Q[1,2]", "b_q[2]".
func CellSymbol(id string, row, col int) string {
	if isBias(id) {
		return Symbol(id) + "[" + strconv.Itoa(col) + "]"
	}
	return Symbol(id) + "[" + strconv.Itoa(row) + "," + strconv.Itoa(col) + "]"
}

// factorName writes a factor: its cell, or the symbol of a constant.
func factorName(f *attn.Factor) string {
	if f.Step == "" {
		return f.Name
	}
	return CellSymbol(f.Step, f.Row, f.Col)
}

// label names what a place on an axis stands for: the token in quotes, or a number.
func (r *Result) label(a attn.Axis, i int) string {
	if (a == attn.AxisT || a == attn.AxisS) && i < len(r.Tokens) {
		return "“" + r.Tokens[i] + "”"
	}
	return strconv.Itoa(i)
}

// short writes a value for a sentence: four significant digits, a real minus sign, −∞ and NaN as themselves.
func short(v float32) string {
	switch {
	case v != v:
		return "NaN"
	case v > 3.4e38 && v/2 == v:
		return "∞"
	case v < -3.4e38 && v/2 == v:
		return "−∞"
	}
	s := strconv.FormatFloat(float64(v), 'g', 4, 32)
	return replaceEach(s, "e+", "e", "-", "−")
}

// inner writes a value inside a sum: negative ones in brackets.
func inner(v float32) string {
	s := short(v)
	if strings.HasPrefix(s, "−") {
		return "(" + s + ")"
	}
	return s
}

// Short writes a value for a sentence, as explanations do: four significant digits, a real minus sign, −∞ and NaN.
func Short(v float32) string { return short(v) }
