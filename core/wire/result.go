package wire

import (
	"slices"
	"strconv"

	"qkvlab/core/play"
)

// ResultJSON writes a result as the command line's -json and HTTP give it: every step with its values. With steps, only
// those; an id that is not in the table is a problem.
func ResultJSON(r *play.Result, steps []string, notes []play.Note, lang play.Lang) ([]byte, *play.Problem) {
	for _, id := range steps {
		if _, ok := r.Trace.Step(id); !ok {
			return nil, &play.Problem{Code: play.AbsentStep, Field: "steps", Args: []string{id}}
		}
	}
	b := append([]byte(nil), `{"doc": `...)
	b = appendString(b, r.Doc.String())
	b = append(b, `, "tokens": `...)
	b = appendStrings(b, r.Tokens)
	b = append(b, `, "steps": [`...)
	first := true
	for i := range r.Trace.Steps {
		s := &r.Trace.Steps[i]
		if len(steps) > 0 && !slices.Contains(steps, s.ID) {
			continue
		}
		if !first {
			b = append(b, ',')
		}
		first = false
		b = append(b, `{"id": `...)
		b = appendString(b, s.ID)
		b = append(b, `, "op": `...)
		b = appendString(b, string(s.Op))
		b = append(b, `, "in": `...)
		b = appendStrings(b, s.In)
		b = append(b, `, "axes": `...)
		b = appendStrings(b, []string{string(s.Axes[0]), string(s.Axes[1])})
		b = append(b, `, "rows": `...)
		b = strconv.AppendInt(b, int64(s.Rows), 10)
		b = append(b, `, "cols": `...)
		b = strconv.AppendInt(b, int64(s.Cols), 10)
		b = append(b, `, "data": [`...)
		m := r.Trace.Mat(s.ID)
		for row := range m.Rows {
			if row > 0 {
				b = append(b, ',')
			}
			b = appendNums(b, m.Row(row))
		}
		b = append(b, `]}`...)
	}
	b = append(b, `], "notes": [`...)
	for i, n := range notesOf(notes, lang) {
		if i > 0 {
			b = append(b, ',')
		}
		b = n.appendJSON(b)
	}
	return append(b, `]}`...), nil
}

// ProblemJSON writes a problem as -json and HTTP give it.
func ProblemJSON(p *play.Problem, lang play.Lang) []byte { return problemOf(p, lang).appendJSON(nil) }

// AppendString appends a string as JSON, for answers that are no types of ours.
func AppendString(b []byte, s string) []byte { return appendString(b, s) }

func appendNums(b []byte, row []float32) []byte {
	b = append(b, '[')
	for i, v := range row {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendNum(b, Num(v))
	}
	return append(b, ']')
}
