package exercise

import (
	"strconv"
	"strings"

	"qkvlab/core/mat"
	"qkvlab/core/play"
)

// Sheet writes a chapter's exercises as plain text, with room for the answers; with solutions, they follow at the end.
// ok is false where there is no such chapter.
func Sheet(chapter string, seed uint32, solutions bool, lang play.Lang) (text string, ok bool) {
	set := Set(chapter, seed, lang)
	if set == nil {
		return "", false
	}
	var b strings.Builder
	b.WriteString(headWords.in(lang, Title(set[0].Chapter, lang), strconv.FormatUint(uint64(seed), 10)) + "\n" + nameWords.in(lang) + "\n")
	for i := range set {
		x := &set[i]
		b.WriteString("\n" + strconv.Itoa(x.Number) + ". " + x.Question + "\n")
		for _, t := range x.Given {
			b.WriteString("\n" + t.Text())
		}
		b.WriteString("\n   " + answerWords.in(lang) + ": ____________________\n")
	}
	if solutions {
		b.WriteString("\n" + solutionWords.in(lang) + "\n")
		for i := range set {
			b.WriteString("\n" + strconv.Itoa(set[i].Number) + ". " + set[i].Solution + "\n")
		}
	}
	return b.String(), true
}

// Title is what a chapter's exercises are called.
func Title(chapter string, lang play.Lang) string {
	for i, c := range chapters {
		if c.slug == chapter {
			return strconv.Itoa(i+1) + ". " + c.title.in(lang)
		}
	}
	return ""
}

// Text writes a table as lines: its symbol, then its rows behind their names.
func (t *Table) Text() string {
	texts := make([]string, len(t.Values))
	widest := 0
	for i := range t.Values {
		texts[i] = t.Cell(i)
		widest = max(widest, len([]rune(texts[i])))
	}
	for _, c := range t.Cols {
		widest = max(widest, len([]rune(c)))
	}
	pad := func(s string, width int) string { return strings.Repeat(" ", max(0, width-len([]rune(s)))) + s }
	names := 0
	for _, r := range t.Rows {
		names = max(names, len([]rune(r)))
	}
	var b strings.Builder
	b.WriteString("   " + t.Symbol + "\n   " + pad("", names))
	for _, c := range t.Cols {
		b.WriteString("  " + pad(c, widest))
	}
	for i, r := range t.Rows {
		b.WriteString("\n   " + pad(r, names))
		for j := range t.Cols {
			b.WriteString("  " + pad(texts[i*len(t.Cols)+j], widest))
		}
	}
	return b.String() + "\n"
}

// Cell writes a value as a sheet shows it: "?" where it is asked for, and as many decimals, up to four, as it has.
func (t *Table) Cell(i int) string {
	if i == t.Hidden {
		return "?"
	}
	v := t.Values[i]
	s := mat.Shortest(v)
	if point := strings.IndexByte(s, '.'); point >= 0 && len(s)-point > 5 && !strings.Contains(s, "e") {
		s = strings.TrimRight(strings.TrimRight(strconv.FormatFloat(float64(v), 'f', 4, 32), "0"), ".")
	}
	return strings.Replace(strings.Replace(s, "-", "−", 1), "Infinity", "∞", 1)
}

var (
	headWords     = words{"{0}: 연습 문제 (시드 {1})", "{0}: exercises (seed {1})"}
	nameWords     = words{"이름: ____________________   날짜: ______________   답은 소수 둘째 자리까지 씁니다.", "Name: ____________________   Date: ______________   Answers to two decimals."}
	answerWords   = words{"답", "Answer"}
	solutionWords = words{"풀이", "Solutions"}
)
