package wire

import (
	"slices"
	"strings"

	"qkvlab/core/attn"
	"qkvlab/core/exercise"
	"qkvlab/core/play"
)

func problemOf(p *play.Problem, lang play.Lang) *Problem {
	if p == nil {
		return nil
	}
	return &Problem{Code: string(p.Code), Field: p.Field, Args: p.Args, Message: p.Message(lang)}
}

func notesOf(notes []play.Note, lang play.Lang) []Note {
	var list []Note
	for _, n := range notes {
		list = append(list, Note{Code: n.Code, Args: n.Args, Message: n.Message(lang)})
	}
	return list
}

func frameOf(r *play.Result, notes []play.Note, lang play.Lang) *Frame {
	d := r.Doc
	f := &Frame{
		Doc: d.String(), Tokens: r.Tokens, Notes: notesOf(notes, lang),
		Steps: make([]Step, len(r.Trace.Steps)), Config: configOf(r), Preset: play.PresetOf(d), Blobs: d.Blobs(),
	}
	for i := range r.Trace.Steps {
		f.Steps[i] = stepOf(&r.Trace.Steps[i])
		f.Steps[i].At = r.Trace.At(i)
	}
	for _, s := range d.SourceList() {
		f.Sources = append(f.Sources, Source{Step: s.ID, From: s.From})
	}
	for _, c := range d.Cells {
		f.Set = append(f.Set, CellRef{c.Step, c.Row, c.Col})
	}
	for _, u := range d.UI {
		f.UI = append(f.UI, UI(u))
	}
	return f
}

func stepOf(s *attn.Step) Step {
	return Step{
		ID: s.ID, Op: string(s.Op), In: s.In,
		Axes: [2]string{string(s.Axes[0]), string(s.Axes[1])}, Rows: s.Rows, Cols: s.Cols,
	}
}

func configOf(r *play.Result) Config {
	d, c := r.Doc, &r.Trace.Params.Config
	return Config{
		T: c.T, D: c.D, H: c.H, G: c.G, Dh: c.Dh, N: c.N,
		Seed: d.Seed, Bias: c.Bias, OutProj: c.OutProj, Pad: c.Pad,
		Input: d.InputKind(), Text: d.Text,
		Tokenizer: d.Value("tokenizer"), Scale: d.Value("scale"), Softcap: d.Value("softcap"),
		Temperature: d.Value("temperature"), Mask: d.Value("mask"), Softmax: d.Value("softmax"), Pos: d.Value("pos"),
	}
}

// place reads the row and column of a request.
func place(r *play.Result, s *attn.Step, row, col string) (int, int, *play.Problem) {
	id, i, j, p := play.ParseCell(s.ID + "." + row + "." + col)
	if p == nil {
		p = r.HasCell(id, i, j)
	}
	return i, j, p
}

func explanationOf(r *play.Result, s *attn.Step, row, col int, lang play.Lang) *Explanation {
	e := r.Trace.Explain(s.ID, row, col)
	if r.Keeps() != nil && e.Computed != e.Computed && !e.IsSet {
		e.Computed = e.Value // known, although what it is made of is not
	}
	l := r.Describe(&e, lang)
	x := &Explanation{
		Step: e.Step, Row: e.Row, Col: e.Col, Op: string(e.Op), Kind: string(e.Kind),
		Value: Num(e.Value), IsSet: e.IsSet, Computed: Num(e.Computed),
		Symbols: l.Symbols, Names: l.Names, Numbers: l.Numbers, Warning: l.Warning,
		Text: l.Text(),
	}
	for _, t := range e.Terms {
		term := Term{Product: Num(t.Product), Sum: Num(t.Sum), Label: r.TermLabel(&e, &t)}
		for _, f := range t.Factors {
			name := f.Name
			if f.Step != "" {
				name = play.CellSymbol(f.Step, f.Row, f.Col)
				x.Sources = append(x.Sources, CellRef{f.Step, f.Row, f.Col})
			}
			term.Factors = append(term.Factors, Factor{Step: f.Step, Row: f.Row, Col: f.Col, Value: Num(f.Value), Name: name})
		}
		x.Terms = append(x.Terms, term)
	}
	x.keep(r)
	return x
}

// keep takes out of an explanation what would tell a number that is asked for. Of the cell itself the way remains, in words,
// symbols and the numbers that go in: the three hints; of what is computed from it the numbers that are known.
func (x *Explanation) keep(r *play.Result) {
	own := r.Hides(x.Step, x.Row, x.Col)
	isFrom := slices.ContainsFunc(x.Sources, func(c CellRef) bool { return r.Hides(c.Step, c.Row, c.Col) })
	if !own && !isFrom {
		return
	}
	if own {
		if x.Kind == string(attn.KindOrigin) || x.Kind == string(attn.KindMask) || x.IsSet { // every line of these tells it
			x.Symbols, x.Names, x.Numbers = play.CellSymbol(x.Step, x.Row, x.Col), "", ""
		}
		if x.Numbers = exercise.GoesIn(x.Numbers); x.Numbers != "" {
			x.Numbers += " = "
		}
		x.Numbers += "?"
		x.IsSet, x.Computed = false, x.Value
	}
	x.Kind, x.Terms, x.Warning = kindAsked, nil, ""
	x.Numbers = strings.ReplaceAll(x.Numbers, "NaN", "?")
	x.Text = strings.Trim(x.Symbols+"\n"+x.Numbers+"\n"+x.Names, "\n")
}

// kindAsked is the kind of explanations that do not tell everything.
const kindAsked = "asked"
