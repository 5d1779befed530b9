package exercise

import (
	"math"
	"strconv"
	"strings"

	"qkvlab/core/attn"
	"qkvlab/core/play"
)

// Mark is what an answer deserves.
type Mark string

const (
	Right  Mark = "right"  // the engine's own answer, to the decimals that are asked for
	Near   Mark = "near"   // the way was right: it was rounded too much
	Wrong  Mark = "wrong"  //
	Unread Mark = "unread" // no number
)

// Verdict is what is said of an answer. Of a wrong one there is the whole way, too: the terms, one a line, and the solution,
// which who asks tells in time.
type Verdict struct {
	Mark     Mark
	Text     string
	Terms    []string
	Solution string // "" unless the answer was right or wrong
}

const (
	decimals = 2     // that are asked for
	half     = 0.005 // of the last of them
)

// Judge compares an answer as a learner writes it with the value of the exercise. A number may have a real minus sign, be a
// fraction (1/3) or per cent (25%); −∞ and NaN are answers, too.
func (x *Exercise) Judge(answer string) Verdict {
	v := x.judge(answer)
	if !x.IsKept || v.Mark == Right {
		return v
	}
	if v.Mark == Near {
		v.Text = nearWords.in(x.lang) // by how much would tell
	}
	return Verdict{Mark: v.Mark, Text: v.Text}
}

func (x *Exercise) judge(answer string) Verdict {
	a, written, ok := read(answer)
	if !ok {
		return Verdict{Mark: Unread, Text: unreadWords.in(x.lang)}
	}
	v := float64(x.Answer)
	switch off := math.Abs(a - v); {
	case a == v, a != a && v != v, !x.IsCount && off <= max(half, 1e-5*math.Abs(v))*(1+1e-6) && !math.IsInf(v, 0):
		return Verdict{Mark: Right, Text: rightWords.in(x.lang), Solution: x.Solution}
	case x.IsCount:
	case written < decimals && rounded(v, written) == a && math.Abs(v) >= math.Pow10(-written):
		return Verdict{Mark: Near, Text: fewWords[min(written, 1)].in(x.lang)}
	case off <= 0.02*math.Abs(v) && !isExact(v) && !math.IsInf(v, 0):
		return Verdict{Mark: Near, Text: driftWords.in(x.lang, play.Short(float32(off)))}
	}
	return Verdict{Mark: Wrong, Text: x.mistake(a), Terms: x.terms(), Solution: x.Solution}
}

// isExact reports whether a value needs no rounding at all by who reckons by hand: being near is no excuse there.
func isExact(v float64) bool { return math.Abs(rounded(v, decimals)-v) < 1e-6*max(1, math.Abs(v)) }

func rounded(v float64, places int) float64 {
	p := math.Pow10(places)
	return math.Round(v*p) / p
}

// signs are what people write for - and ∞, and spaces, and what is read for them. (strings.NewReplacer would be download.)
var signs = [][2]string{{"−", "-"}, {"–", "-"}, {" ", ""}, {"\u00a0", ""}, {"\t", ""}, {"∞", "inf"}}

// read reads an answer, and how many decimals it was written with.
func read(s string) (v float64, written int, ok bool) {
	if len(s) > 40 {
		return 0, 0, false
	}
	for _, sign := range signs {
		s = strings.ReplaceAll(s, sign[0], sign[1])
	}
	s = lower(s)
	if above, below, isFraction := strings.Cut(s, "/"); isFraction {
		a, _, ok := read(above)
		b, _, okBelow := read(below)
		return a / b, decimals, ok && okBelow && b != 0 && !strings.Contains(s, "%") && strings.Count(s, "/") == 1
	}
	if share, isShare := strings.CutSuffix(s, "%"); isShare {
		v, written, ok = read(share)
		return v / 100, written + 2, ok && !strings.HasSuffix(share, "%")
	}
	switch s {
	case "nan":
		return math.NaN(), decimals, true
	case "-inf", "-infinity":
		return math.Inf(-1), decimals, true
	case "inf", "+inf", "infinity":
		return math.Inf(1), decimals, true
	}
	if hasLetters(s) {
		return 0, 0, false
	}
	v, err := strconv.ParseFloat(s, 64)
	if _, fraction, found := strings.Cut(s, "."); found {
		written = len(fraction)
	}
	return v, written, err == nil
}

// hasLetters reports what Go reads as a number, and people do not write: hexadecimal digits, infinities by their names.
func hasLetters(s string) bool {
	for _, c := range []byte(s) {
		if c == '_' || ('a' <= c && c <= 'z' && c != 'e') {
			return true
		}
	}
	return false
}

// lower makes ASCII letters small. (strings.ToLower would bring the tables of Unicode.)
func lower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// mistake names what was probably done, where it is one of those that are often made.
func (x *Exercise) mistake(a float64) string {
	is := func(v float32) bool { return math.Abs(a-float64(v)) <= half }
	if !x.IsCount {
		e := &x.explanation
		if last := len(e.Terms) - 1; last > 0 && e.Terms[last].Label == "bias" && is(e.Terms[last-1].Sum) {
			return biasWords.in(x.lang)
		}
		for i, t := range e.Terms {
			if e.Kind == attn.KindSum && i < len(e.Terms)-1 && is(t.Sum) {
				return partWords.in(x.lang, strconv.Itoa(i+1), strconv.Itoa(len(e.Terms)))
			}
		}
		if e.Kind == attn.KindQuotient && is(e.Terms[e.Own].Product) {
			return totalWords.in(x.lang)
		}
		if m := x.result.Trace.Mat(x.Step); x.Row < m.Cols && x.Col < m.Rows && x.Row != x.Col && is(m.At(x.Col, x.Row)) {
			return turnedWords.in(x.lang, play.CellSymbol(x.Step, x.Col, x.Row))
		}
		if v, ok := x.alongColumn(); ok && is(v) {
			return columnWords.in(x.lang)
		}
		if x.Answer != 0 && is(-x.Answer) {
			return signWords.in(x.lang)
		}
		if !x.IsKept { // who may not know it could find it by trying
			return x.away(a)
		}
	}
	return wrongWords.in(x.lang)
}

// away says what kind of difference there is: of sign, of size, or a small one.
func (x *Exercise) away(a float64) string {
	v := float64(x.Answer)
	switch times := a / v; {
	case !(math.Abs(v) >= half && math.Abs(times) <= math.MaxFloat64): // nothing to measure by
		return wrongWords.in(x.lang)
	case times < 0:
		return oppositeWords.in(x.lang)
	case times > 5:
		return largeWords.in(x.lang)
	case times < 0.2:
		return smallWords.in(x.lang)
	}
	return closeWords.in(x.lang)
}

// alongColumn is what a linear would give with a column of W in place of the row.
func (x *Exercise) alongColumn() (v float32, ok bool) {
	s, _ := x.result.Trace.Step(x.Step)
	if s.Op != attn.OpLinear {
		return 0, false
	}
	in, w := x.result.Trace.Mat(s.In[0]), x.result.Trace.Mat(s.In[1])
	if w.Rows != w.Cols {
		return 0, false
	}
	for k := range in.Cols {
		v += in.At(x.Row, k) * w.At(k, x.Col)
	}
	if len(s.In) == 3 {
		v += x.result.Trace.Mat(s.In[2]).At(0, x.Col)
	}
	return v, true
}

// longest is how many terms are written out.
const longest = 16

// terms writes the terms of the explanation, a line each: what is multiplied, what it makes, and the sum so far. A solution of
// another kind has none.
func (x *Exercise) terms() []string {
	if x.IsCount || x.isOwn {
		return nil
	}
	var lines []string
	e := &x.explanation
	for i := range e.Terms {
		if len(e.Terms) > longest && i >= longest-2 && i < len(e.Terms)-1 {
			if i == longest-2 {
				lines = append(lines, "…")
			}
			continue
		}
		t := &e.Terms[i]
		var names, values []string
		for _, f := range t.Factors {
			name := f.Name
			if f.Step != "" {
				name = play.CellSymbol(f.Step, f.Row, f.Col)
			}
			names, values = append(names, name), append(values, play.Short(f.Value))
		}
		if e.Kind == attn.KindQuotient {
			lines = append(lines, "exp("+strings.Join(names, " − ")+") = "+play.Short(t.Product)+", Σ "+play.Short(t.Sum))
			continue
		}
		line := strings.Join(names, " · ") + " = " + strings.Join(values, " · ")
		if len(values) > 1 {
			line += " = " + play.Short(t.Product)
		}
		if len(e.Terms) > 1 {
			line += ", Σ " + play.Short(t.Sum)
		}
		lines = append(lines, line)
	}
	return lines
}

var (
	rightWords  = words{"맞았습니다.", "Right."}
	wrongWords  = words{"아직 아닙니다. 다시 계산해 보세요.", "Not yet. Try again."}
	unreadWords = words{
		"숫자로 읽을 수 없습니다. 0.25, −3, 1/4, 25%처럼 써 보세요.",
		"This is no number. Write it like 0.25, −3, 1/4 or 25%.",
	}
	fewWords = [2]words{
		{"거의 맞았습니다. 반올림한 정수로는 맞습니다. 소수 둘째 자리까지 구해 보세요.", "Nearly: as a whole number it is right. Two decimals are asked for."},
		{"거의 맞았습니다. 소수 첫째 자리까지 맞습니다. 소수 둘째 자리까지 구해 보세요.", "Nearly: it is right to one decimal. Two are asked for."},
	}
	driftWords = words{
		"거의 맞았습니다. {0}만큼 차이 납니다. 반올림은 맨 마지막에 한 번만 해 보세요.",
		"Nearly: it is off by {0}. Round only once, at the very end.",
	}
	nearWords   = words{"거의 맞았습니다. 소수 둘째 자리까지, 반올림은 맨 마지막에 한 번만 해 보세요.", "Nearly: two decimals are asked for. Round only once, at the very end."}
	biasWords   = words{"편향을 더하지 않은 값입니다. 마지막에 b를 더해야 합니다.", "That is the sum without the bias: b comes last."}
	partWords   = words{"항 {1}개 가운데 {0}개까지만 더한 값입니다.", "That is the sum of the first {0} of {1} terms."}
	totalWords  = words{"지수는 맞습니다. 이제 그 줄의 지수를 모두 더한 값으로 나누어야 합니다.", "That is the exponential. Now divide it by the sum of all of its line."}
	turnedWords = words{"행과 열을 바꾸어 읽었습니다. 그 값은 {0}입니다.", "Row and column are the wrong way round: that is {0}."}
	columnWords = words{"W의 행이 아니라 열을 썼습니다. 출력 하나는 W의 한 행이 만듭니다.", "That takes a column of W. One row of W makes one output."}
	signWords   = words{"크기는 맞고 부호가 반대입니다.", "The size is right, the sign is not."}

	oppositeWords = words{"아직 아닙니다. 부호부터 다릅니다.", "Not yet: it has the other sign."}
	largeWords    = words{"아직 아닙니다. 크기가 너무 큽니다.", "Not yet: the size is much too large."}
	smallWords    = words{"아직 아닙니다. 크기가 너무 작습니다.", "Not yet: the size is much too small."}
	closeWords    = words{"아직 아닙니다. 부호와 크기는 비슷합니다. 곱과 합을 다시 살펴보세요.", "Not yet, but sign and size are about right. Look at the products and the sum again."}
)
