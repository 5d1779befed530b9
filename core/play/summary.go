package play

import (
	"strconv"

	"qkvlab/core/attn"
)

// Strongest returns the largest share of attention that one token of a head gives to another; of equal ones the first.
// A lone token gives it to itself. It reports false where no such share is larger than 0.
func (r *Result) Strongest(head int) (t, s int, share float32, ok bool) {
	m := r.Trace.Mat("head." + strconv.Itoa(head) + ".attn")
	for row := range m.Rows {
		for col, v := range m.Row(row) {
			if (row != col || m.Rows == 1) && v > share {
				t, s, share, ok = row, col, v, true
			}
		}
	}
	return t, s, share, ok
}

// Summary says in a sentence where the largest share of a head's attention lies.
func (r *Result) Summary(head int, lang Lang) string {
	t, s, share, ok := r.Strongest(head)
	number := strconv.FormatFloat(float64(share), 'f', 2, 32)
	switch {
	case ok && t == s:
		return loneWords.in(lang, r.rowName(t, lang), number)
	case ok:
		return strongestWords.in(lang, number, r.rowName(t, lang), r.rowName(s, lang))
	}
	for _, v := range r.Trace.Mat("head." + strconv.Itoa(head) + ".attn").Data {
		if v != v {
			return noNumberWords.in(lang)
		}
	}
	return aloneWords.in(lang)
}

// rowName is a token in quotes, or the number of a row without a name.
func (r *Result) rowName(i int, lang Lang) string {
	name := r.label(attn.AxisT, i)
	if i < len(r.Tokens) {
		return name
	}
	return rowWords.in(lang, name)
}

var (
	strongestWords = words{
		"토큰 사이에서 가장 큰 몫은 {0}: {1:이/가} {2:을/를} 봅니다.",
		"The largest share between tokens is {0}: {1} looks at {2}.",
	}
	loneWords     = words{"{0:은/는} 자기 자신만 봅니다: {1}.", "{0} looks only at itself: {1}."}
	aloneWords    = words{"어느 토큰도 다른 토큰을 보지 않습니다.", "No token looks at another."}
	noNumberWords = words{
		"다른 토큰을 보는 몫이 없고, NaN이 있습니다. 볼 수 있는 것이 하나도 없는 줄입니다.",
		"No token looks at another, and some shares are NaN: those lines have nothing that they may look at.",
	}
	rowWords = words{"{0}번 행", "row {0}"}
)
