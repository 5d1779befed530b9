package wire

import (
	"strings"

	"qkvlab/core/attn"
	"qkvlab/core/experiment"
	"qkvlab/core/play"
)

// Engine answers requests. It remembers the last results, nothing that a document does not imply: a new one
// answers the same. It is not safe for use by several goroutines at once.
type Engine struct {
	memory play.Memory
	last   [2]*remembered // what a page asks about: the current document, and the one before the edit
	other  *remembered    // what the current document is compared with
	blobs  play.Blobs     // what the host has handed over, or an edit has made; asked for again where one is absent
}

type remembered struct {
	doc    string // as it was asked for
	result *play.Result
}

// Call answers one request, a query string such as "call=step&lang=ko&doc=…&edit=…", with JSON (one of the Reply types)
// and, where matrices are asked for, their float32 values. What stands behind a zero byte goes with the request as it is.
// It never panics: a mistake of ours is a problem too.
func (e *Engine) Call(request string) (meta []byte, data []float32) {
	q := query{}
	defer func() {
		if r := recover(); r != nil {
			*e = Engine{}
			reply := StepReply{Problem: problemOf(&play.Problem{Code: play.Internal, Args: []string{panicText(r)}}, q.lang())}
			meta, data = reply.appendJSON(nil), nil
		}
	}()
	if e.blobs == nil {
		e.blobs = play.Blobs{}
	}
	request, body, _ := strings.Cut(request, "\x00")
	q, p := parseQuery(request)
	q["body"] = body
	if p == nil {
		if f, ok := calls[q["call"]]; ok {
			return f(e, q)
		}
		p = &play.Problem{Code: play.BadRequest, Field: "call", Args: []string{q["call"]}}
	}
	reply := StepReply{Problem: problemOf(p, q.lang())}
	return reply.appendJSON(nil), nil
}

// calls are the requests, by name.
var calls = map[string]func(e *Engine, q query) ([]byte, []float32){
	"step":      (*Engine).step,      // doc, edit → StepReply, and the values of all matrices that have a place (At)
	"explain":   (*Engine).explain,   // doc, step, row, col → ExplainReply
	"matrix":    (*Engine).matrix,    // doc, step → MatrixReply, and its values
	"principal": (*Engine).principal, // doc, steps=q,k → PrincipalReply, and the components and coordinates of their rows
	"singular":  (*Engine).singular,  // doc, step=wq → SingularReply, and its numbers; with dims=0,2 of the block of these rows and columns
	"export":    (*Engine).export,    // doc, as=torch|numpy, literal=1 → TextReply; with step, row, col the program of one cell
	"blob":      (*Engine).blob,      // name → BlobReply, and its values
	"keep":      (*Engine).keep,      // behind a zero byte: a matrix as text, or with rows and cols its float32 values → BlobReply
	"presets":   (*Engine).presets,   // → PresetsReply
	"compare":   (*Engine).compare,   // doc → CompareReply
	"judge":     (*Engine).judge,     // doc, step, row, col, answer → JudgeReply
	"message":   (*Engine).message,   // code, field, args → TextReply
}

// query is a request, unescaped.
type query map[string]string

func (q query) lang() play.Lang { return play.LangOf(q["lang"]) }

func parseQuery(s string) (query, *play.Problem) {
	q := query{}
	for pair := range strings.SplitSeq(s, "&") {
		key, value, _ := strings.Cut(pair, "=")
		v, ok := play.Unescape(value)
		if !ok {
			return q, &play.Problem{Code: play.BadEscape, Field: key, Args: []string{key}}
		}
		q[key] = v
	}
	return q, nil
}

func panicText(r any) string {
	switch v := r.(type) {
	case string:
		return v
	case error:
		return v.Error()
	}
	return "panic"
}

// result runs a document, or remembers having run it.
func (e *Engine) result(doc string) (*play.Result, *play.Problem) {
	for _, m := range e.last {
		if m != nil && m.doc == doc {
			return m.result, nil
		}
	}
	d, p := play.DecodeWith(doc, e.blobs)
	if p != nil {
		return nil, p
	}
	return e.run(doc, d), nil
}

// run computes a document and remembers it under a text.
func (e *Engine) run(doc string, d *play.Document) *play.Result {
	r := e.memory.Run(d).Told()
	e.last[0], e.last[1] = &remembered{doc, r}, e.last[0]
	return r
}

func (e *Engine) step(q query) ([]byte, []float32) {
	fail := func(p *play.Problem) ([]byte, []float32) {
		reply := StepReply{Problem: problemOf(p, q.lang())}
		return reply.appendJSON(nil), nil
	}
	r, p := e.result(q["doc"])
	if p != nil {
		return fail(p)
	}
	var frame *Frame
	if q["edit"] == "" {
		frame = frameOf(r, nil, q.lang())
	} else {
		edit, p := play.ParseEdit(q["edit"])
		if p != nil {
			return fail(p)
		}
		next, notes, p := play.Apply(r.Doc, edit)
		if p != nil {
			return fail(p)
		}
		before := r
		r = e.run(next.String(), next)
		frame = frameOf(r, notes, q.lang())
		frame.Said = play.Said(before, r, edit, q.lang())
		frame.Same = r.Trace.SameAs(before.Trace)
	}
	reply := StepReply{OK: true, Frame: frame}
	return reply.appendJSON(nil), r.Trace.Data()
}

// cell returns the result and the step that a request names.
func (e *Engine) cell(q query) (*play.Result, *attn.Step, *play.Problem) {
	r, p := e.result(q["doc"])
	if p != nil {
		return nil, nil, p
	}
	s, ok := r.Trace.Step(q["step"])
	if !ok {
		return nil, nil, &play.Problem{Code: play.AbsentStep, Field: "step", Args: []string{q["step"]}}
	}
	return r, s, nil
}

func (e *Engine) explain(q query) ([]byte, []float32) {
	var reply ExplainReply
	r, s, p := e.cell(q)
	if p == nil {
		var row, col int
		if row, col, p = place(r, s, q["row"], q["col"]); p == nil {
			reply.OK, reply.Explanation = true, explanationOf(r, s, row, col, q.lang())
		}
	}
	reply.Problem = problemOf(p, q.lang())
	return reply.appendJSON(nil), nil
}

func (e *Engine) matrix(q query) ([]byte, []float32) {
	r, s, p := e.cell(q)
	if p != nil {
		reply := MatrixReply{Problem: problemOf(p, q.lang())}
		return reply.appendJSON(nil), nil
	}
	reply := MatrixReply{OK: true, Rows: s.Rows, Cols: s.Cols}
	return reply.appendJSON(nil), r.Trace.Mat(s.ID).Data
}

func (e *Engine) export(q query) ([]byte, []float32) {
	var reply TextReply
	r, p := e.result(q["doc"])
	dialect, known := dialects[q["as"]]
	switch {
	case p != nil:
	case !known:
		p = &play.Problem{Code: play.BadChoice, Field: "as", Args: []string{q["as"], "torch, numpy"}}
	case r.Keeps() != nil:
		reply.Text = "# " + r.Keeps().Message(q.lang()) + "\n" // a program would print it
	case q["step"] != "":
		reply.Text, p = exportCell(e, q, dialect)
	default:
		reply.Text = play.Export(r, dialect, q["literal"] == "1")
	}
	reply.OK, reply.Problem = p == nil, problemOf(p, q.lang())
	return reply.appendJSON(nil), nil
}

var dialects = map[string]play.Dialect{"torch": play.PyTorch, "numpy": play.NumPy}

func exportCell(e *Engine, q query, dialect play.Dialect) (string, *play.Problem) {
	r, s, p := e.cell(q)
	if p != nil {
		return "", p
	}
	row, col, p := place(r, s, q["row"], q["col"])
	if p != nil {
		return "", p
	}
	return play.ExportCell(r, s.ID, row, col, dialect), nil
}

func (e *Engine) presets(q query) ([]byte, []float32) {
	reply := PresetsReply{OK: true}
	for _, p := range play.Presets(q.lang()) {
		reply.Presets = append(reply.Presets, Preset{ID: p.ID, Doc: p.Doc, Title: p.Title, Line: p.Line})
	}
	for _, x := range experiment.All(q.lang()) {
		reply.Presets = append(reply.Presets, Preset{ID: x.ID, Doc: x.Doc(), Title: x.Title, Line: x.Claim, Group: "experiment"})
	}
	return reply.appendJSON(nil), nil
}

// message renders a problem, or a note, again: in another language.
func (e *Engine) message(q query) ([]byte, []float32) {
	args := splitArgs(q["args"])
	text, ok := play.NoteMessage(q["code"], args, q.lang())
	if !ok {
		p := play.Problem{Code: play.Code(q["code"]), Field: q["field"], Args: args}
		text = p.Message(q.lang())
	}
	reply := TextReply{OK: true, Text: text}
	return reply.appendJSON(nil), nil
}

// splitArgs splits at |; a | or \ of an argument stands behind a backslash.
func splitArgs(s string) []string {
	var args []string
	var arg []byte
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '|':
			args, arg = append(args, string(arg)), nil
			continue
		case s[i] == '\\' && i+1 < len(s):
			i++
		}
		arg = append(arg, s[i])
	}
	return append(args, string(arg))
}
