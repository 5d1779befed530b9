package play

import (
	"strconv"
	"strings"
)

// Edit is one named change to a document: a small value that can be written down, sent and replayed. Everything that a
// person typed is text here; whether it can be read is found out by Apply.
type Edit struct {
	Kind     string // one of those in the package comment, such as "set_cell"
	Step     string // the matrix
	Row, Col int    // the cell; Row is also the place of a token
	To       int    // where a token moves; the second column of a pair
	Key      string // the document key
	Value    string // what was typed
}

// Note tells what an edit brought along that nobody asked for.
type Note struct {
	Code string
	Args []string
}

// edits is the one door: every change to a document is one of these.
var edits = map[string]func(d *Document, e *Edit, n *notes) *Problem{
	"set_text":     setText,                  // Value: a sentence
	"set_tokens":   setTokens,                // Value: tokens between |
	"insert_token": insertToken,              // Value, before Row
	"remove_token": removeToken,              // Row
	"move_token":   moveToken,                // Row, To
	"rename_token": renameToken,              // Row, Value
	"set_key":      setKey,                   // Key, Value; an empty Value is the default again
	"set_cell":     setCell,                  // Step, Row, Col, Value
	"set_pair":     setPair,                  // Step, Row, Col and To, Value: two numbers between a comma; a missing one takes its cell back
	"set_row":      onLine(rowOf, setLine),   // Step, Row, Value: numbers, or one for all
	"set_col":      onLine(colOf, setLine),   // Step, Col, Value: numbers, or one for all
	"scale_row":    onLine(rowOf, scaleLine), // Step, Row, Value: a factor
	"scale_col":    onLine(colOf, scaleLine), // Step, Col, Value: a factor
	"paste":        paste,                    // Step, Value: a matrix as NumPy, PyTorch, CSV, TSV or JSON write it, or blob:NAME; Row, Col: where a smaller one goes
	"set_keys":     setKeys,                  // Value: pairs key=value, as one edit; a matrix may be a blob, which small ones do not stay
	"reset_cell":   resetCell,                // Step, Row, Col
	"reset_row":    onLine(rowOf, resetLine), // Step, Row
	"reset_col":    onLine(colOf, resetLine), // Step, Col
	"reset_matrix": resetMatrix,              // Step
	"reset_all":    resetAll,                 // everything set by hand
	"reseed":       reseed,                   // Value; empty: another seed
	"preset":       startPreset,              // Value: its id
	"load":         load,                     // Value: a document
}

// Apply returns the document after an edit, or the problem that the edit turned out to be; d itself never changes.
func Apply(d *Document, e *Edit) (*Document, []Note, *Problem) {
	f, ok := edits[e.Kind]
	if !ok {
		return nil, nil, problem(BadEdit, "kind", e.Kind)
	}
	next, n := d.clone(), &notes{}
	if p := f(next, e, n); p != nil {
		return nil, nil, p
	}
	r := &report{}
	check(next, r)
	if p := r.first(); p != nil {
		return nil, nil, p
	}
	normalise(next)
	next.intern()
	if size := len(next.String()); size > MaxBytes {
		return nil, nil, problem(TooLong, e.field(), strconv.Itoa(size), strconv.Itoa(MaxBytes))
	}
	return next, n.list, nil
}

// field names what an edit is about, as problems do.
func (e *Edit) field() string {
	switch {
	case e.Key != "":
		return e.Key
	case e.Step != "":
		return e.Step
	}
	return e.Kind
}

type notes struct{ list []Note }

func (n *notes) add(code string, args ...string) { n.list = append(n.list, Note{code, args}) }

// ParseEdit reads an edit from its text: kind=set_cell&step=wq&row=1&col=3&value=0.25, escaped as documents are.
func ParseEdit(s string) (*Edit, *Problem) {
	e := &Edit{}
	var p *Problem
	splitPairs(s, func(rawKey, rawValue string, _ bool) {
		value, ok := Unescape(rawValue)
		if !ok {
			p = problem(BadEscape, rawKey, rawKey)
			return
		}
		place := func(at *int) {
			i, err := strconv.Atoi(value)
			if err != nil || i < 0 {
				p = problem(BadWhole, rawKey, value)
			}
			*at = i
		}
		switch rawKey {
		case "kind":
			e.Kind = value
		case "step":
			e.Step = value
		case "row":
			place(&e.Row)
		case "col":
			place(&e.Col)
		case "to":
			place(&e.To)
		case "key":
			e.Key = value
		case "value":
			e.Value = value
		default:
			p = problem(UnknownKey, rawKey, rawKey, "")
		}
	})
	if p != nil {
		return nil, p
	}
	return e, nil
}

// String writes an edit as ParseEdit reads it.
func (e *Edit) String() string {
	var b strings.Builder
	b.WriteString("kind=" + Escape(e.Kind))
	add := func(key, value string) {
		if value != "" && value != "0" || key == "value" && value != "" {
			b.WriteString("&" + key + "=" + Escape(value))
		}
	}
	add("step", e.Step)
	add("row", strconv.Itoa(e.Row))
	add("col", strconv.Itoa(e.Col))
	add("to", strconv.Itoa(e.To))
	add("key", e.Key)
	add("value", e.Value)
	return b.String()
}
