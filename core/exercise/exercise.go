package exercise

import (
	"strconv"
	"strings"

	"qkvlab/core/attn"
	"qkvlab/core/play"
)

// words is a text in both languages. In those of an entry {0} is the symbol of the cell that is asked for, {1} the answer, and
// {2}, {3}, … are the args of its draft.
type words struct{ ko, en string }

func (w words) in(lang play.Lang, args ...string) string { return play.Fill(lang, w.ko, w.en, args...) }

// entry is one row of the table.
type entry struct {
	question words
	hints    [3]words // where the explanation of the cell would not do
	solution words    // the same
	draw     func(d dice) draft
}

// draft is what the dice made of an entry.
type draft struct {
	before, doc string // the document, and, where something is changed in it, what it was before
	ask         ask
	step        string // of the cell that is asked for, or the step that a count is about
	row, col    int
	given       []string // steps that are shown; with "before:" as they were
	args        []string // for words; one that begins with = is the value of a cell of doc, with < of before
	unlike      string   // a cell whose value must not be the answer's, or ""
}

// ask is what is asked for.
type ask uint8

const (
	value           ask = iota // the value of a cell
	columns                    // how many columns a step has
	parameters                 // how many numbers the linear of a step has learned
	multiplications            // how many products the linear of a step takes
	changes                    // how many cells of a step differ from before
)

// Exercise is one question in one language, with all that it takes to judge an answer.
type Exercise struct {
	Chapter  string // slug of the chapter; "" for a cell of somebody's own document
	Number   int    // from 1
	Doc      string // canonical
	Step     string
	Row, Col int
	IsCount  bool // the answer is a whole number: not the value of a cell, but how many there are of something
	Question string
	Hints    [3]string
	Given    []Table
	Answer   float32
	Solution string // how the answer comes about, in one line that ends with it
	IsKept   bool   // nothing but a right answer is told the answer

	result      *play.Result
	explanation attn.Explanation
	isOwn       bool // the solution is not the explanation's
	lang        play.Lang
}

// Table is a matrix that an exercise shows.
type Table struct {
	Step, Symbol string
	Rows         []string // names of the rows
	Cols         []string // and of the columns: tokens where they count keys, else numbers
	Values       []float32
	Hidden       int // place in Values of the one that is asked for; −1 where there is none
}

// Chapters returns the slugs of the chapters that have exercises, in order.
func Chapters() []string {
	list := make([]string, len(chapters))
	for i, c := range chapters {
		list[i] = c.slug
	}
	return list
}

// Set returns the exercises of a chapter, by its slug or its number; nil where there is no such chapter.
func Set(chapter string, seed uint32, lang play.Lang) []Exercise {
	for i, c := range chapters {
		if chapter != c.slug && chapter != strconv.Itoa(i+1) {
			continue
		}
		set := make([]Exercise, len(c.entries))
		for n := range c.entries {
			set[n] = c.entries[n].exercise(c.slug, n+1, seed, lang)
		}
		return set
	}
	return nil
}

// OfCell asks for a cell of a result. There must be such a cell.
func OfCell(r *play.Result, step string, row, col int, lang play.Lang) Exercise {
	x := Exercise{Doc: r.Doc.Bare().String(), Step: step, Row: row, Col: col, result: r, lang: lang}
	x.fromCell()
	s, _ := r.Trace.Step(step)
	for _, id := range s.In {
		x.Given = append(x.Given, x.table(r, id))
	}
	x.Question = anyWords.in(lang, play.CellSymbol(step, row, col))
	return x
}

var anyWords = words{"{0:은/는} 얼마일까요?", "What is {0}?"}

// draws is how often an exercise is drawn, at most, until it is a good one.
const draws = 64

func (e *entry) exercise(chapter string, number int, seed uint32, lang play.Lang) Exercise {
	dice := diceFor(seed, chapter, number)
	for n := 1; ; n++ {
		d := e.draw(dice)
		x, before := drawn(&d, lang)
		if n < draws && !x.isGood(&d) {
			continue
		}
		x.Chapter, x.Number = chapter, number
		args := []string{play.CellSymbol(x.Step, x.Row, x.Col), play.Short(x.Answer)}
		for _, arg := range d.args {
			args = append(args, resolved(arg, x.result, before))
		}
		x.Question = e.question.in(lang, args...)
		if e.hints[0].en != "" {
			for i, h := range e.hints {
				x.Hints[i] = h.in(lang, args...)
			}
		}
		if e.solution.en != "" {
			x.Solution, x.isOwn = e.solution.in(lang, args...), true
		}
		return x
	}
}

// drawn computes a draft, and what it was before.
func drawn(d *draft, lang play.Lang) (x Exercise, before *play.Result) {
	r := run(d.doc)
	before = r
	if d.before != "" {
		before = run(d.before)
	}
	x = Exercise{Doc: r.Doc.String(), Step: d.step, Row: d.row, Col: d.col, result: r, lang: lang}
	if d.ask == value {
		x.fromCell()
	} else {
		x.fromCount(d.ask, before)
	}
	for _, id := range d.given {
		bare, isBefore := strings.CutPrefix(id, "before:")
		of := r
		if isBefore {
			of = before
		}
		t := x.table(of, bare)
		if isBefore {
			t.Symbol += beforeWords.in(lang)
		}
		x.Given = append(x.Given, t)
	}
	return x, before
}

// isGood reports whether an exercise is worth its pencil: no term of its sum is 0, nor is the sum.
func (x *Exercise) isGood(d *draft) bool {
	if x.IsCount {
		return true
	}
	if d.unlike != "" && resolved("="+d.unlike, x.result, nil) == play.Short(x.Answer) {
		return false
	}
	for _, t := range x.explanation.Terms {
		if x.explanation.Kind == attn.KindSum && t.Product == 0 {
			return false
		}
	}
	return x.Answer != 0
}

var beforeWords = words{"(바꾸기 전)", " (before)"}

// run computes a document of ours.
func run(doc string) *play.Result {
	d, p := play.Decode(doc)
	if p != nil {
		panic("exercise: " + doc + ": " + p.Error())
	}
	return play.Run(d)
}

// resolved reads the cell that an argument of a question names.
func resolved(arg string, r, before *play.Result) string {
	key, ok := strings.CutPrefix(arg, "=")
	if !ok {
		if key, ok = strings.CutPrefix(arg, "<"); !ok {
			return arg
		}
		r = before
	}
	step, row, col, p := play.ParseCell(key)
	if p != nil {
		panic("exercise: " + arg + ": " + p.Error())
	}
	return play.Short(r.Trace.Mat(step).At(row, col))
}

// fromCell makes answer, hints and solution from the explanation of the cell.
func (x *Exercise) fromCell() {
	x.explanation = x.result.Trace.Explain(x.Step, x.Row, x.Col)
	e := &x.explanation
	lines := x.result.Describe(e, x.lang)
	x.Answer = e.Value
	x.Solution = play.CellSymbol(x.Step, x.Row, x.Col) + " = " + lines.Numbers
	numbers := GoesIn(lines.Numbers)
	if numbers == "" {
		numbers = lines.Symbols
	}
	if e.IsSet {
		x.Solution += ". " + lines.Set
	}
	x.Hints = [3]string{lines.Names, lines.Symbols, numbers}
	if e.Kind == attn.KindOrigin || e.IsSet {
		x.Hints[1], x.Hints[2] = originHints[0].in(x.lang), originHints[1].in(x.lang)
		x.Hints[0] = play.Symbol(x.Step)
	}
}

// GoesIn returns what stands before the result in a line of numbers; "" where there is but one number, the answer.
func GoesIn(numbers string) string {
	return numbers[:max(strings.LastIndex(numbers, " = "), strings.LastIndex(numbers, " → "), 0)]
}

// originHints are for cells that nothing was computed from, where every line of the explanation has the number.
var originHints = [2]words{
	{"이 칸은 다른 칸에서 계산된 값이 아닙니다.", "This cell was not computed from other cells."},
	{"뽑았거나, 입력했거나, 손으로 정한 값입니다. 보지 않고는 알 수 없습니다.", "It was drawn, typed in or set by hand: only looking it up tells."},
}

// table shows a step of a result, but not the value that is asked for.
func (x *Exercise) table(r *play.Result, id string) Table {
	m := r.Trace.Mat(id)
	s, _ := r.Trace.Step(id)
	t := Table{Step: id, Symbol: play.Symbol(id), Values: m.Data, Hidden: -1}
	for i := range m.Rows {
		t.Rows = append(t.Rows, place(r, s.Axes[0], i))
	}
	for j := range m.Cols {
		t.Cols = append(t.Cols, place(r, s.Axes[1], j))
	}
	if id == x.Step && r == x.result && !x.IsCount {
		t.Hidden = x.Row*m.Cols + x.Col
	}
	return t
}

func place(r *play.Result, axis attn.Axis, i int) string {
	if (axis == attn.AxisT || axis == attn.AxisS) && i < len(r.Tokens) {
		return r.Tokens[i]
	}
	return strconv.Itoa(i)
}
