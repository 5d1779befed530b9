package play

import (
	"strconv"
	"strings"

	"qkvlab/core/mat"
)

// ParseMatrix reads a matrix from text that came out of another program: what NumPy and PyTorch print (with their
// array(…) or tensor(…) around it), JSON, CSV, TSV, numbers between spaces, or a document's own literal. A single row
// may stand without brackets; outer brackets around one matrix are a batch of one.
func ParseMatrix(s, field string) (mat.Mat, *Problem) {
	if strings.Contains(s, "...") || strings.Contains(s, "…") {
		return mat.Mat{}, problem(LeftOut, field)
	}
	if i := strings.IndexByte(s, '['); i >= 0 {
		return parseBrackets(s[i:], field)
	}
	return parseLines(s, field)
}

// rowsOf gathers rows of equal length.
type rowsOf struct {
	field string
	m     mat.Mat
	n     int // entries of the row being read
}

// add reads one entry of the current row.
func (b *rowsOf) add(entry string) *Problem {
	v, p := typedNumber(entry, b.field)
	if p != nil {
		return problem(BadEntry, b.field, strings.TrimSpace(entry), strconv.Itoa(b.m.Rows+1), strconv.Itoa(b.n+1))
	}
	b.m.Data = append(b.m.Data, v)
	b.n++
	return nil
}

// end closes the current row.
func (b *rowsOf) end() *Problem {
	b.m.Rows++
	if b.m.Rows == 1 {
		b.m.Cols = b.n
	} else if b.n != b.m.Cols {
		return problem(Ragged, b.field, strconv.Itoa(b.m.Rows), strconv.Itoa(b.n), strconv.Itoa(b.m.Cols))
	}
	b.n = 0
	return nil
}

func (b *rowsOf) done() (mat.Mat, *Problem) {
	if len(b.m.Data) == 0 {
		return mat.Mat{}, problem(NoNumbers, b.field)
	}
	return b.m, nil
}

// parseBrackets reads nested brackets up to the one that closes the first; what follows (dtype=…, grad_fn=…) is left.
// A row is an innermost pair of brackets, however many lines it is printed on.
func parseBrackets(s, field string) (mat.Mat, *Problem) {
	b := &rowsOf{field: field}
	depth, deepest, matrices := 0, 0, 0
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c == '[':
			if depth++; depth > 16 {
				return mat.Mat{}, problem(TooDeep, field)
			}
			deepest = max(deepest, depth)
			i++
		case c == ']':
			if b.n > 0 {
				if p := b.end(); p != nil {
					return mat.Mat{}, p
				}
			} else if depth == deepest-1 {
				matrices++
			}
			if depth--; depth == 0 {
				if matrices > 1 {
					return mat.Mat{}, problem(TooDeep, field)
				}
				return b.done()
			}
			i++
		case isSeparator(c):
			i++
		default:
			n := strings.IndexFunc(s[i:], func(r rune) bool { return r == '[' || r == ']' || r < 128 && isSeparator(byte(r)) })
			if n < 0 {
				n = len(s) - i
			}
			if p := b.add(s[i : i+n]); p != nil {
				return mat.Mat{}, p
			}
			i += n
		}
	}
	if b.n > 0 { // the closing bracket was cut off
		if p := b.end(); p != nil {
			return mat.Mat{}, p
		}
	}
	return b.done()
}

func isSeparator(c byte) bool { return strings.IndexByte(" \t\r\n,;", c) >= 0 }

// parseLines reads one row a line (or between semicolons). Entries stand between tabs where there are any, else between
// commas, else between spaces. In tab-separated text from a spreadsheet that writes decimal commas, a comma is one.
func parseLines(s, field string) (mat.Mat, *Problem) {
	b := &rowsOf{field: field}
	decimalComma := strings.Contains(s, "\t") && !strings.Contains(s, ".")
	for line := range strings.FieldsFuncSeq(s, func(r rune) bool { return strings.ContainsRune("\n\r;/", r) }) {
		if strings.TrimSpace(line) == "" {
			continue
		}
		for _, entry := range entries(line) {
			if decimalComma {
				entry = replaceEach(entry, ",", ".")
			}
			if p := b.add(strings.Trim(entry, `" `)); p != nil {
				return mat.Mat{}, p
			}
		}
		if p := b.end(); p != nil {
			return mat.Mat{}, p
		}
	}
	return b.done()
}

func entries(line string) []string {
	switch {
	case strings.Contains(line, "\t"):
		return strings.Split(strings.Trim(line, "\r"), "\t")
	case strings.Contains(line, ","):
		return strings.Split(strings.TrimSuffix(strings.TrimSpace(line), ","), ",")
	}
	return strings.Fields(line)
}
