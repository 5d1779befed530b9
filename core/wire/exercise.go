package wire

import "qkvlab/core/exercise"

// ExercisesJSON writes exercises of a chapter, for those who make pages of them: the engine of the page judges cells, and has no
// sets of its own.
func ExercisesJSON(set []exercise.Exercise) []byte {
	reply := ExercisesReply{OK: true}
	for i := range set {
		reply.Exercises = append(reply.Exercises, exerciseOf(&set[i]))
	}
	return reply.appendJSON(nil)
}

// judge answers what an answer is worth that somebody gave for a cell.
func (e *Engine) judge(q query) ([]byte, []float32) {
	var reply JudgeReply
	r, s, p := e.cell(q)
	if p == nil {
		var row, col int
		if row, col, p = place(r, s, q["row"], q["col"]); p == nil {
			x := exercise.OfCell(r.Whole(), s.ID, row, col, q.lang())
			x.IsKept = r.Hides(s.ID, row, col)
			v := x.Judge(q["answer"])
			reply = JudgeReply{OK: true, Mark: string(v.Mark), Text: v.Text, Terms: v.Terms, Solution: v.Solution}
		}
	}
	reply.Problem = problemOf(p, q.lang())
	return reply.appendJSON(nil), nil
}

func exerciseOf(x *exercise.Exercise) Exercise {
	made := Exercise{
		Chapter: x.Chapter, Number: x.Number, Doc: x.Doc, Step: x.Step, Row: x.Row, Col: x.Col, IsCount: x.IsCount,
		Question: x.Question, Hints: x.Hints, Solution: x.Solution,
	}
	for i := range x.Given {
		t := &x.Given[i]
		given := Given{Step: t.Step, Symbol: t.Symbol, Rows: t.Rows, Cols: t.Cols, Hidden: t.Hidden}
		for n := range t.Values {
			given.Cells = append(given.Cells, t.Cell(n))
		}
		made.Given = append(made.Given, given)
	}
	return made
}
