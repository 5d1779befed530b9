package wire

import (
	"slices"
	"strconv"
	"strings"

	"qkvlab/core/mat"
	"qkvlab/core/play"
)

// planes is how many principal components a figure asks for: those of a plane.
const planes = 2

// principal answers with the principal components of the rows of some steps taken together; all must be equally wide.
func (e *Engine) principal(q query) ([]byte, []float32) {
	rows, p := e.rowsOf(q)
	if p != nil {
		reply := PrincipalReply{Problem: problemOf(p, q.lang())}
		return reply.appendJSON(nil), nil
	}
	components, shares := mat.Principal(rows, planes)
	reply := PrincipalReply{OK: true, Components: components.Rows, Rows: rows.Rows, Cols: rows.Cols}
	return reply.appendJSON(nil), slices.Concat(shares, components.Data, mat.MulT(rows, components).Data)
}

// rowsOf returns the rows of the steps that a request names, one below the other.
func (e *Engine) rowsOf(q query) (rows mat.Mat, p *play.Problem) {
	r, p := e.result(q["doc"])
	if p != nil {
		return rows, p
	}
	for id := range strings.SplitSeq(q["steps"], ",") {
		s, ok := r.Trace.Step(id)
		if !ok {
			return rows, &play.Problem{Code: play.AbsentStep, Field: "steps", Args: []string{id}}
		}
		if p := r.Keeps(id); p != nil {
			return rows, p
		}
		if rows.Rows > 0 && rows.Cols != s.Cols {
			return rows, &play.Problem{Code: play.BadShape, Field: "steps", Args: []string{id, sizes(s.Rows, s.Cols), sizes(s.Rows, rows.Cols)}}
		}
		rows = mat.Mat{Rows: rows.Rows + s.Rows, Cols: s.Cols, Data: append(rows.Data, r.Trace.Mat(id).Data...)}
	}
	return rows, nil
}

func sizes(rows, cols int) string { return strconv.Itoa(rows) + "×" + strconv.Itoa(cols) }
