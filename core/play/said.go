package play

import (
	"strconv"
	"strings"

	"qkvlab/core/attn"
)

// change is where two traces differ most in one kind of matrix.
type change struct {
	step          string
	row, col      int
	before, after float32
	cells         int // how many cells differ
}

// Said tells in words what an edit changed: what was edited, then where attention and the output moved most. It is what
// a screen reader hears.
func Said(before, after *Result, e *Edit, lang Lang) string {
	if e.Kind == "set_key" && isUIKey(e.Key) {
		return lookWords.in(lang) // no number has changed
	}
	var parts []string
	kind, args := wordsOfEdit(before, after, e, lang)
	if w, ok := editWords[kind]; ok {
		parts = append(parts, w.in(lang, args...))
	}
	if w := shareWarning(after, e, lang); w != "" {
		parts = append(parts, w)
	}
	return strings.Join(append(parts, Moved(before, after, lang)...), " ")
}

// Moved tells in words, a sentence each, where attention and the output of two results differ most.
func Moved(before, after *Result, lang Lang) (parts []string) {
	attention := largestChange(before.Trace, after.Trace, func(s *attn.Step) bool { return s.Op == attn.OpSoftmax })
	output := largestChange(before.Trace, after.Trace, func(s *attn.Step) bool { return s.ID == "out" })
	c := &after.Trace.Params.Config
	switch {
	case attention == nil:
		parts = append(parts, newShapeWords.in(lang, shapeOf(after, "x"), strconv.Itoa(c.H), strconv.Itoa(c.G), strconv.Itoa(c.Dh)))
	case attention.cells == 0 && output != nil && output.cells == 0:
		parts = append(parts, sameWords.in(lang))
	default:
		if attention.cells > 0 {
			s, _ := after.Trace.Step(attention.step)
			parts = append(parts, attnWords.in(lang, strconv.Itoa(s.Head),
				after.label(s.Axes[0], attention.row), after.label(s.Axes[1], attention.col),
				short(attention.before), short(attention.after)))
		}
		if output != nil && output.cells > 0 {
			s, _ := after.Trace.Step("out")
			parts = append(parts, outWords.in(lang, strconv.Itoa(output.cells),
				after.label(s.Axes[0], output.row), strconv.Itoa(output.col),
				short(output.before), short(output.after)))
		}
	}
	return parts
}

// largestChange compares the steps that pick names, or returns nil where they are not of the same shape.
func largestChange(before, after *attn.Trace, pick func(*attn.Step) bool) *change {
	var most change
	largest := float32(-1)
	for i := range after.Steps {
		s := &after.Steps[i]
		if !pick(s) {
			continue
		}
		old, ok := before.Step(s.ID)
		if !ok || old.Rows != s.Rows || old.Cols != s.Cols {
			return nil
		}
		a, b := before.Mat(s.ID).Data, after.Mat(s.ID).Data
		for j, v := range b {
			if v == a[j] || (v != v && a[j] != a[j]) {
				continue
			}
			most.cells++
			d := v - a[j]
			if d < 0 {
				d = -d
			}
			if d != d { // from or to NaN: nothing is larger
				d = 3.4e38
			}
			if d > largest {
				largest = d
				most.step, most.row, most.col, most.before, most.after = s.ID, j/s.Cols, j%s.Cols, a[j], v
			}
		}
	}
	return &most
}

func shapeOf(r *Result, id string) string {
	m := r.Trace.Mat(id)
	return shape(m.Rows, m.Cols)
}

// wordsOfEdit returns which of editWords tells of an edit, and its arguments. A key that names a cell or holds the input is
// told as the edit that it comes to.
func wordsOfEdit(before, after *Result, e *Edit, lang Lang) (kind string, args []string) {
	if e.Kind != "set_key" {
		return e.Kind, editArgs(before, after, e)
	}
	switch _, isKey := findKey(e.Key); {
	case e.Key == "text" || e.Key == "tokens" || e.Key == "x":
		return "set_tokens", editArgs(before, after, &Edit{Kind: "set_tokens"})
	case isKey:
		return e.Kind, []string{keyLabel(e.Key, lang), after.valueLabel(e.Key, lang)}
	}
	id, row, col, _ := ParseCell(e.Key)
	return "set_cell", editArgs(before, after, &Edit{Kind: "set_cell", Step: id, Row: row, Col: col})
}

// shareWarning says that the row of shares in which a number was set no longer sums to 1.
func shareWarning(after *Result, e *Edit, lang Lang) string {
	s, ok := after.Trace.Step(e.Step)
	if !ok || s.Op != attn.OpSoftmax || (e.Kind != "set_cell" && e.Kind != "set_pair" && e.Kind != "set_row" && e.Kind != "scale_row") {
		return ""
	}
	return after.lineWarning(s, e.Row, e.Col, lang)
}

// editArgs are the arguments of editWords: cell, value before, value after, of each cell that is named; or row, column,
// seed, preset, tokens.
func editArgs(before, after *Result, e *Edit) []string {
	cell := func(col int) []string {
		value := func(r *Result) string {
			s, ok := r.Trace.Step(e.Step)
			if !ok || e.Row >= s.Rows || col >= s.Cols {
				return "–"
			}
			return short(r.Trace.Mat(e.Step).At(e.Row, col))
		}
		return []string{CellSymbol(e.Step, e.Row, col), value(before), value(after)}
	}
	switch e.Kind {
	case "set_cell", "reset_cell":
		return cell(e.Col)
	case "set_pair":
		return append(cell(e.Col), cell(e.To)...)
	case "set_row", "scale_row", "reset_row":
		return []string{Symbol(e.Step), strconv.Itoa(e.Row)}
	case "set_col", "scale_col", "reset_col":
		return []string{Symbol(e.Step), strconv.Itoa(e.Col)}
	case "paste", "reset_matrix":
		return []string{Symbol(e.Step)}
	case "reseed":
		return []string{strconv.FormatUint(uint64(after.Doc.Seed), 10)}
	case "preset":
		for _, p := range presets {
			if p.id == e.Value {
				return []string{p.title.ko, p.title.en}
			}
		}
	}
	return []string{strings.Join(after.Tokens, ", ")}
}

var (
	editWords = map[string]words{
		"set_cell": {"{0} 값이 {1}에서 {2:으로/로} 바뀌었습니다.", "{0} changed from {1} to {2}."},
		"set_pair": {
			"{0} 값이 {1}에서 {2:으로/로}, {3} 값이 {4}에서 {5:으로/로} 바뀌었습니다.",
			"{0} changed from {1} to {2}, {3} from {4} to {5}.",
		},
		"reset_cell":   {"{0} 값이 {1}에서 {2:으로/로} 돌아왔습니다.", "{0} went back from {1} to {2}."},
		"set_row":      {"{0}의 {1}번 행을 바꿨습니다.", "Row {1} of {0} was set."},
		"set_col":      {"{0}의 {1}번 열을 바꿨습니다.", "Column {1} of {0} was set."},
		"scale_row":    {"{0}의 {1}번 행에 수를 곱했습니다.", "Row {1} of {0} was multiplied."},
		"scale_col":    {"{0}의 {1}번 열에 수를 곱했습니다.", "Column {1} of {0} was multiplied."},
		"reset_row":    {"{0}의 {1}번 행을 처음 값으로 되돌렸습니다.", "Row {1} of {0} was taken back."},
		"reset_col":    {"{0}의 {1}번 열을 처음 값으로 되돌렸습니다.", "Column {1} of {0} was taken back."},
		"paste":        {"{0}에 행렬을 붙여 넣었습니다.", "A matrix was pasted into {0}."},
		"set_keys":     {"파일에서 값을 가져왔습니다.", "Numbers were read from a file."},
		"reset_matrix": {"{0} 행렬을 처음 값으로 되돌렸습니다.", "{0} is as it was drawn."},
		"reset_all":    {"손으로 정한 값을 모두 되돌렸습니다.", "Everything set by hand was taken back."},
		"set_key":      {"{0} 설정을 {1:으로/로} 바꿨습니다.", "{0} is now {1}."},
		"reseed":       {"시드 {0:으로/로} 다시 뽑았습니다.", "Drawn again with seed {0}."},
		"preset":       {"“{0}” 예시를 열었습니다.", "Opened “{1}”."},
		"load":         {"문서를 열었습니다.", "A document was opened."},
		"set_text":     {"토큰: {0}.", "Tokens: {0}."},
		"set_tokens":   {"토큰: {0}.", "Tokens: {0}."},
		"insert_token": {"토큰: {0}.", "Tokens: {0}."},
		"remove_token": {"토큰: {0}.", "Tokens: {0}."},
		"move_token":   {"토큰: {0}.", "Tokens: {0}."},
		"rename_token": {"토큰: {0}.", "Tokens: {0}."},
	}
	attnWords = words{
		"어텐션은 헤드 {0}의 {1} → {2}에서 가장 크게, {3}에서 {4:으로/로} 움직였습니다.",
		"Attention moved most in head {0}, {1} → {2}: from {3} to {4}.",
	}
	outWords = words{
		"출력은 칸 {0}개가 바뀌었고, {1}의 {2}번 값이 {3}에서 {4:으로/로} 가장 크게 움직였습니다.",
		"{0} numbers of the output changed, most {1}, dimension {2}: from {3} to {4}.",
	}
	lookWords     = words{"보는 방식을 바꿨습니다.", "The way of looking was changed."}
	sameWords     = words{"어텐션과 출력은 그대로입니다.", "Attention and output stay the same."}
	newShapeWords = words{"이제 X는 {0}, H = {1}, G = {2}, Dh = {3}입니다.", "X is now {0}, H = {1}, G = {2}, Dh = {3}."}
)
