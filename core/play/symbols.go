package play

import (
	"strconv"
	"strings"

	"qkvlab/core/attn"
)

var subscripts = strings.NewReplacer("0", "₀", "1", "₁", "2", "₂", "3", "₃", "4", "₄", "5", "₅", "6", "₆", "7", "₇", "8", "₈", "9", "₉")

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
			return s[:1] + subscripts.Replace(head) + s[1:]
		}
		if len(id) == 1 {
			s = strings.ToUpper(id)
		}
		return s + subscripts.Replace(head)
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
	return strings.Replace(strings.Replace(s, "e+", "e", 1), "-", "−", -1)
}

// inner writes a value inside a sum: negative ones in brackets.
func inner(v float32) string {
	s := short(v)
	if strings.HasPrefix(s, "−") {
		return "(" + s + ")"
	}
	return s
}
