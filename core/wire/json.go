package wire

import (
	"math"
	"strconv"
	"unicode/utf8"

	"qkvlab/core/mat"
)

// appendString writes s as a JSON string that is also safe inside HTML and JavaScript: <, >, &, U+2028 and U+2029 are
// escaped, as encoding/json does. A byte that is no UTF-8 becomes U+FFFD.
func appendString(b []byte, s string) []byte {
	b = append(b, '"')
	plain := 0 // s[plain:i] stands for itself
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if isPlain(r, n) {
			i += n
			continue
		}
		b = append(b, s[plain:i]...)
		b = appendEscape(b, r)
		i += n
		plain = i
	}
	b = append(b, s[plain:]...)
	return append(b, '"')
}

// isPlain: r, of n bytes, stands for itself in a string.
func isPlain(r rune, n int) bool {
	switch r {
	case '"', '\\', '<', '>', '&', '\u2028', '\u2029':
		return false
	case utf8.RuneError:
		return n > 1
	}
	return r >= ' '
}

func appendEscape(b []byte, r rune) []byte {
	switch r {
	case '"', '\\':
		return append(b, '\\', byte(r))
	case '\b':
		return append(b, `\b`...)
	case '\f':
		return append(b, `\f`...)
	case '\n':
		return append(b, `\n`...)
	case '\r':
		return append(b, `\r`...)
	case '\t':
		return append(b, `\t`...)
	}
	const hex = "0123456789abcdef"
	return append(b, '\\', 'u', hex[r>>12&15], hex[r>>8&15], hex[r>>4&15], hex[r&15])
}

// appendNum writes the shortest digits that read back as v, in the form of the document; −0 stays -0.
//
// Special cases are:
//
//	NaN, +Inf, −Inf are the strings "NaN", "Infinity", "-Infinity": JSON has no such numbers
func appendNum(b []byte, v Num) []byte {
	f := float64(v)
	digits := mat.Shortest(float32(v))
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return appendString(b, digits)
	}
	return append(b, digits...)
}

func appendInt(b []byte, v int) []byte { return strconv.AppendInt(b, int64(v), 10) }

func appendUint32(b []byte, v uint32) []byte { return strconv.AppendUint(b, uint64(v), 10) }

// appendList writes an array, each item as one says; nil is [].
func appendList[T any](b []byte, list []T, one func(b []byte, v T) []byte) []byte {
	b = append(b, '[')
	for i, v := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = one(b, v)
	}
	return append(b, ']')
}

func appendStrings(b []byte, list []string) []byte { return appendList(b, list, appendString) }

func appendInts(b []byte, list []int) []byte { return appendList(b, list, appendInt) }

func appendObjects[T interface{ appendJSON([]byte) []byte }](b []byte, list []T) []byte {
	return appendList(b, list, func(b []byte, v T) []byte { return v.appendJSON(b) })
}
