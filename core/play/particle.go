package play

import (
	"strings"
	"unicode/utf8"
)

// ending is how a Korean word ends, as far as the particle after it cares.
type ending uint8

const (
	vowel ending = iota
	rieul        // ㄹ: a consonant, except before 로
	consonant
)

// endingOf reads the last letter or digit of s as a Korean reader would: digits by their names (영 일 이 …), Latin l, m, n
// and r by sound; any other Latin letter counts as a vowel, as most loan words end in one (헤드, 텍스트).
func endingOf(s string) ending {
	for s != "" {
		r, n := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-n]
		switch {
		case '가' <= r && r <= '힣':
			switch (r - '가') % 28 {
			case 0:
				return vowel
			case 8:
				return rieul
			}
			return consonant
		case strings.ContainsRune("178lLrR", r):
			return rieul
		case strings.ContainsRune("036mMnN", r):
			return consonant
		case '0' <= r && r <= '9', 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z':
			return vowel
		}
	}
	return vowel
}

// particle picks from "은/는", "이/가", "을/를", "과/와", "으로/로": the first form follows a consonant.
func particle(word, forms string) string {
	after, otherwise, _ := strings.Cut(forms, "/")
	e := endingOf(beforeBrackets(word))
	if e == vowel || (e == rieul && after == "으로") {
		return otherwise
	}
	return after
}

// beforeBrackets leaves out what a word explains of itself in brackets, for the particle follows the word: 창(window)을.
func beforeBrackets(word string) string {
	bare := strings.TrimSuffix(word, "”")
	at := strings.LastIndexByte(bare, '(')
	if at > 0 && bare[at-1] != ' ' && bare[len(bare)-1] == ')' {
		return bare[:at]
	}
	return word
}

// quotable is how many characters of an argument stand in a sentence. The lists of choices in our own problems are shorter.
const quotable = 120

// quote cuts what would drown the sentence it stands in: a hostile link, a word without end.
func quote(arg string) string {
	n := 0
	for i := range arg {
		if n++; n > quotable {
			return arg[:i] + "…"
		}
	}
	return arg
}

// fill puts args into a template: {0} is the first argument, {0:은/는} the argument with the particle that fits it. Long
// ones are cut.
func fill(template string, args []string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(template, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		var hole string
		hole, template, _ = strings.Cut(rest, "}")
		index, forms, _ := strings.Cut(hole, ":")
		if i := int(index[0] - '0'); i < len(args) {
			arg := quote(args[i])
			b.WriteString(arg)
			if forms != "" {
				b.WriteString(particle(arg, forms))
			}
		}
	}
}
