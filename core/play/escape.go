package play

import (
	"strings"
	"unicode/utf8"
)

const upperHex = "0123456789ABCDEF"

// plain reports whether a byte stands for itself in the canonical form.
func plain(c byte) bool {
	switch {
	case 'A' <= c && c <= 'Z', 'a' <= c && c <= 'z', '0' <= c && c <= '9':
		return true
	}
	return strings.IndexByte("-._~,:;", c) >= 0
}

// Escape writes every byte of s that does not stand for itself as %XX.
func Escape(s string) string { return string(appendEscaped(nil, s)) }

func appendEscaped(b []byte, s string) []byte {
	for i := 0; i < len(s); i++ {
		if c := s[i]; plain(c) {
			b = append(b, c)
		} else {
			b = append(b, '%', upperHex[c>>4], upperHex[c&15])
		}
	}
	return b
}

// Unescape undoes Escape. Every other byte stands for itself ('+' is a plus). It reports false where a % is not followed
// by two hexadecimal digits, or where the result is not UTF-8.
func Unescape(s string) (string, bool) {
	if strings.IndexByte(s, '%') < 0 {
		return s, utf8.ValidString(s)
	}
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] != '%' {
			b = append(b, s[i])
			continue
		}
		if i+2 >= len(s) {
			return "", false
		}
		hi, lo := hexValue(s[i+1]), hexValue(s[i+2])
		if hi < 0 || lo < 0 {
			return "", false
		}
		b = append(b, byte(hi<<4|lo))
		i += 2
	}
	return string(b), utf8.Valid(b)
}

func hexValue(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// pair is one key=value of a query string, unescaped.
type pair struct{ key, value string }

// splitPairs calls f for every non-empty pair; each of key and value still escaped. A pair without = has found false.
func splitPairs(s string, f func(key, value string, found bool)) {
	for s != "" {
		var p string
		p, s, _ = strings.Cut(s, "&")
		if p == "" {
			continue
		}
		key, value, found := strings.Cut(p, "=")
		f(key, value, found)
	}
}
