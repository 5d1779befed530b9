package file

import (
	"strconv"
	"strings"
)

// entry is a tensor as the header of a safetensors file has it.
type entry struct {
	name, dtype string
	shape       []int
	from, to    int
}

// scanner reads JSON as such headers use it: objects of objects, strings, lists of whole numbers. ok turns false at the
// first thing that is something else, and stays so.
type scanner struct {
	s  string
	at int
	ok bool
}

func readHeader(s string) (all []entry, document string, ok bool) {
	p := &scanner{s: s, ok: true}
	p.object(func(name string) {
		if name == "__metadata__" {
			p.object(func(key string) {
				if text := p.text(); key == documentKey {
					document = text
				}
			})
			return
		}
		e := entry{name: name, from: -1}
		p.object(func(key string) {
			switch key {
			case "dtype":
				e.dtype = p.text()
			case "shape":
				e.shape = p.numbers()
			case "data_offsets":
				if n := p.numbers(); len(n) == 2 {
					e.from, e.to = n[0], n[1]
					return
				}
				p.ok = false
			default:
				p.ok = false
			}
		})
		all = append(all, e)
	})
	p.space()
	return all, document, p.ok && p.at == len(p.s)
}

func (p *scanner) space() {
	for p.at < len(p.s) && strings.IndexByte(" \t\r\n", p.s[p.at]) >= 0 {
		p.at++
	}
}

// take skips a character, and reports whether it was there.
func (p *scanner) take(c byte) bool {
	p.space()
	if p.at < len(p.s) && p.s[p.at] == c {
		p.at++
		return true
	}
	return false
}

func (p *scanner) need(c byte) {
	if !p.take(c) {
		p.ok = false
	}
}

// object calls value for each key, which must read its value.
func (p *scanner) object(value func(key string)) {
	p.need('{')
	if p.take('}') {
		return
	}
	for p.ok {
		key := p.text()
		p.need(':')
		if !p.ok {
			return
		}
		value(key)
		if !p.take(',') {
			p.need('}')
			return
		}
	}
}

func (p *scanner) text() string {
	p.space()
	start := p.at
	if !p.take('"') {
		p.ok = false
		return ""
	}
	for p.at < len(p.s) && p.s[p.at] != '"' {
		if p.s[p.at] == '\\' {
			p.at++
		}
		p.at++
	}
	if p.at >= len(p.s) {
		p.ok = false
		return ""
	}
	p.at++
	text, ok := unquoted(p.s[start+1 : p.at-1])
	p.ok = p.ok && ok
	return text
}

// unquoted reads the inside of a JSON string. Halves of surrogate pairs become U+FFFD each: no name of ours has any.
func unquoted(s string) (string, bool) {
	var b []byte
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c < ' ' {
			return "", false
		}
		if c != '\\' {
			b = append(b, c)
			continue
		}
		if i++; i == len(s) {
			return "", false
		}
		if s[i] == 'u' {
			u, err := strconv.ParseUint(s[i+1:min(i+5, len(s))], 16, 16)
			if err != nil || i+5 > len(s) {
				return "", false
			}
			b = append(b, string(rune(u))...)
			i += 4
			continue
		}
		at := strings.IndexByte(`"\/bfnrt`, s[i])
		if at < 0 {
			return "", false
		}
		b = append(b, "\"\\/\b\f\n\r\t"[at])
	}
	return string(b), true
}

func (p *scanner) numbers() (list []int) {
	p.need('[')
	if p.take(']') {
		return nil
	}
	for p.ok {
		p.space()
		start := p.at
		for p.at < len(p.s) && '0' <= p.s[p.at] && p.s[p.at] <= '9' {
			p.at++
		}
		n, err := strconv.Atoi(p.s[start:p.at])
		if err != nil || n > 1<<40 || len(list) == 8 {
			p.ok = false
			return nil
		}
		list = append(list, n)
		if !p.take(',') {
			p.need(']')
			return list
		}
	}
	return nil
}

// quoted writes a JSON string. strconv's would bring all of Unicode's tables of what can be printed into the browser.
func quoted(s string) string {
	b := []byte{'"'}
	for i := range len(s) {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		case c < ' ':
			b = append(b, `\u00`...)
			b = append(b, "0123456789abcdef"[c>>4], "0123456789abcdef"[c&15])
		default:
			b = append(b, c)
		}
	}
	return string(append(b, '"'))
}
