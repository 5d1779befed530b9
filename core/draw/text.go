package draw

import (
	"strings"

	"golang.org/x/image/font/sfnt"
)

// tidy prepares text of anybody's for one line of a picture: control characters become spaces, runs of spaces one, single
// jamo are joined to syllables (macOS writes file names so), and what has no shape of its own is left out. Very long text is cut.
func tidy(s string) string {
	const most = 400 // characters: more than any line has room for
	out := make([]rune, 0, min(len(s), most))
	for _, c := range s {
		switch {
		case len(out) == most:
			return string(out)
		case c <= ' ', c == 0x7f, c == 0xa0, 0x80 <= c && c < 0xa0, c == 0x3000:
			if len(out) > 0 && out[len(out)-1] != ' ' {
				out = append(out, ' ')
			}
		case isShapeless(c):
		default:
			out = joined(out, c)
		}
	}
	return strings.TrimRight(string(out), " ")
}

// isShapeless: zero-width characters, directional marks, variation selectors, tags.
func isShapeless(c rune) bool {
	return c == 0xad || 0x200b <= c && c <= 0x200f || 0x2028 <= c && c <= 0x202e || 0x2060 <= c && c <= 0x206f ||
		0xfe00 <= c && c <= 0xfe0f || c == 0xfeff || 0xfff9 <= c && c <= 0xfffc || 0xe0000 <= c && c <= 0xe0fff
}

// joined appends a character; a vowel or final consonant joins the syllable before it (Unicode 15.0 §3.12).
func joined(out []rune, c rune) []rune {
	if len(out) == 0 {
		return append(out, c)
	}
	last := &out[len(out)-1]
	switch {
	case 0x1161 <= c && c <= 0x1175 && 0x1100 <= *last && *last <= 0x1112:
		*last = 0xac00 + ((*last-0x1100)*21+(c-0x1161))*28
	case 0x11a8 <= c && c <= 0x11c2 && 0xac00 <= *last && *last <= 0xd7a3 && (*last-0xac00)%28 == 0:
		*last += c - 0x11a7
	default:
		return append(out, c)
	}
	return out
}

// legible replaces what the font lacks by boxes, for measuring and for the PNG.
func legible(s string) string {
	var buffer sfnt.Buffer
	return strings.Map(func(c rune) rune {
		if has(&buffer, c) {
			return c
		}
		return '□'
	}, s)
}

// fit shortens a text to a width with …, and reports whether it had to.
func (f faces) fit(text string, size, width float64) (short string, cut bool) {
	if f.measure(legible(text), size) <= width {
		return text, false
	}
	runes := []rune(text)
	low, high := 0, len(runes) // runes[:low] with … fits, as far as is known
	for low < high {
		middle := (low + high + 1) / 2
		if f.measure(legible(string(runes[:middle]))+"…", size) <= width {
			low = middle
		} else {
			high = middle - 1
		}
	}
	return strings.TrimRight(string(runes[:low]), " ") + "…", true
}
