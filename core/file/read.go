package file

import (
	"strconv"
	"strings"

	"qkvlab/core/mat"
	"qkvlab/core/play"
)

// Content is what a file holds: matrices, or a document, or a document with its matrices.
type Content struct {
	Document string   // "" where there is none
	Tensors  []Tensor // of a file that has one matrix without a name, the name is ""
	Skipped  []string // tensors that are no matrices
}

// MaxBytes bounds a file that is read: four matrices of the largest parameter, as float64, and room.
const MaxBytes = 80 << 20

// maxTotal bounds the values of all matrices of one file.
const maxTotal = 1 << 24

// Read reads a file by what is in it: NPY, NPZ, safetensors, JSON (a matrix, matrices by name, or a trace of ours), CSV, TSV, what
// NumPy or PyTorch print, or a document. What a matrix holds is finite, or the file is a problem.
func Read(b []byte) (Content, *play.Problem) {
	c, p := read(b)
	if p != nil {
		return Content{}, p
	}
	for _, t := range c.Tensors {
		if i := firstOdd(t.Data); i >= 0 {
			value := style{nan: "NaN", inf: "∞", minusInf: "−∞"}.number(t.Data[i])
			return Content{}, &play.Problem{Code: play.BadEntry, Field: "file", Args: []string{value, strconv.Itoa(i/t.Cols + 1), strconv.Itoa(i%t.Cols + 1)}}
		}
	}
	return c, nil
}

// firstOdd is the place of the first value that is not finite, or −1.
func firstOdd(values []float32) int {
	for i, v := range values {
		if v-v != 0 {
			return i
		}
	}
	return -1
}

func read(b []byte) (Content, *play.Problem) {
	if len(b) > MaxBytes {
		return Content{}, TooLarge(len(b))
	}
	switch {
	case strings.HasPrefix(string(b[:min(len(b), 6)]), npyMagic):
		m, p := ReadNPY(b)
		return one(m), p
	case strings.HasPrefix(string(b[:min(len(b), 4)]), "PK\x03\x04"), strings.HasPrefix(string(b[:min(len(b), 4)]), "PK\x05\x06"):
		return ReadNPZ(b)
	case len(b) > 9 && b[8] == '{' && b[7] == 0 && b[6] == 0 && b[5] == 0:
		return ReadSafetensors(b)
	}
	text, ok := plainText(b)
	if !ok {
		return Content{}, bad("?", Kind, "")
	}
	switch start := strings.TrimLeft(text, " \t\r\n"); {
	case strings.HasPrefix(start, "{"):
		return readObject(start)
	case isDocument(start):
		return Content{Document: strings.TrimSpace(start)}, nil
	}
	m, p := play.ParseMatrix(text, "file")
	return one(m), p
}

func one(m mat.Mat) Content { return Content{Tensors: []Tensor{{"", m}}} }

// plainText is UTF-8 without control characters, whatever mark of its order of bytes it begins with.
func plainText(b []byte) (string, bool) {
	text := strings.TrimPrefix(string(b), "\ufeff")
	for _, c := range text {
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' || c == 0xfffd {
			return "", false
		}
	}
	return text, true
}

// isDocument reports whether text begins with a key and an equals sign, or is such a link.
func isDocument(s string) bool {
	s = strings.TrimLeft(s, "#?")
	for i := range len(s) {
		switch c := s[i]; {
		case c == '=':
			return i > 0
		case 'a' <= c && c <= 'z' || c == '_' || c == '.' || '0' <= c && c <= '9' && i > 0:
		default:
			return false
		}
	}
	return false
}

// readObject reads matrices by name from JSON, or the document of a trace.
func readObject(s string) (Content, *play.Problem) {
	var c Content
	var problem *play.Problem
	trace := false
	total := 0
	p := &scanner{s: s, ok: true}
	p.object(func(name string) {
		p.space()
		switch {
		case name == "doc" && strings.HasPrefix(p.s[p.at:], `"`):
			c.Document, trace = p.text(), true
			return
		case !strings.HasPrefix(p.s[p.at:], "["):
			p.skip()
			return
		}
		start := p.at
		p.skip()
		if !p.ok || trace {
			return
		}
		m, bad := play.ParseMatrix(p.s[start:p.at], name)
		if problem == nil {
			problem = bad
		}
		if total += len(m.Data); total > maxTotal {
			p.ok = false
		}
		c.Tensors = append(c.Tensors, Tensor{name, m})
	})
	switch {
	case !p.ok:
		return Content{}, bad("JSON", Header, s[:min(len(s), 40)])
	case trace:
		return Content{Document: c.Document}, nil
	case problem != nil:
		return Content{}, problem
	case len(c.Tensors) == 0:
		return Content{}, bad("JSON", Empty, "")
	}
	return c, nil
}

// skip passes a value, whatever it is.
func (p *scanner) skip() {
	depth := 0
	for p.ok {
		p.space()
		if p.at >= len(p.s) {
			p.ok = false
			return
		}
		switch p.s[p.at] {
		case '"':
			p.text()
		case '[', '{':
			depth++
			p.at++
			continue
		case ']', '}':
			depth--
			p.at++
		case ',', ':':
			p.at++
			continue
		default:
			start := p.at
			for p.at < len(p.s) && strings.IndexByte(" \t\r\n,:[]{}\"", p.s[p.at]) < 0 {
				p.at++
			}
			p.ok = p.at > start
		}
		if depth <= 0 {
			p.ok = p.ok && depth == 0
			return
		}
	}
}
