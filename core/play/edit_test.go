package play

import (
	"embed"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"qkvlab/core/attn"
	"qkvlab/core/mat"
)

//go:embed testdata/stories/*.txt
var stories embed.FS

// TestStories replays text files. Each line is one of
//
//	doc DOCUMENT      start from this
//	edit EDIT         apply it; it must succeed
//	fails CODE EDIT   apply it; it must turn out to be this problem, and change nothing
//	is DOCUMENT       the document is now this, in canonical form
//	note CODE ARGS    the last edit said so; "no note" for none
func TestStories(t *testing.T) {
	files, err := stories.ReadDir("testdata/stories")
	if err != nil || len(files) == 0 {
		t.Fatal("no stories: ", err)
	}
	for _, file := range files {
		b, err := stories.ReadFile("testdata/stories/" + file.Name())
		if err != nil {
			t.Fatal(err)
		}
		t.Run(strings.TrimSuffix(file.Name(), ".txt"), func(t *testing.T) { tell(t, string(b)) })
	}
}

func tell(t *testing.T, text string) {
	var d *Document
	var notes []Note
	for n, line := range strings.Split(text, "\n") {
		verb, rest, _ := strings.Cut(line, " ")
		switch verb {
		case "", "#":
		case "doc":
			var p *Problem
			if d, p = Decode(rest); p != nil {
				t.Fatalf("line %d: %v", n+1, p)
			}
		case "edit":
			next, said, p := Apply(d, parseEdit(t, rest))
			if p != nil {
				t.Fatalf("line %d: %s: %v", n+1, rest, p)
			}
			d, notes = next, said
		case "fails":
			code, edit, _ := strings.Cut(rest, " ")
			before := d.String()
			if _, _, p := Apply(d, parseEdit(t, edit)); p == nil || string(p.Code) != code {
				t.Errorf("line %d: %s gave %+v, want %s", n+1, edit, p, code)
			}
			if d.String() != before {
				t.Errorf("line %d: a failed edit changed the document", n+1)
			}
		case "is":
			if want, p := Decode(rest); p != nil || d.String() != want.String() {
				t.Errorf("line %d: the document is\n%s\nwant\n%s (%v)", n+1, d, want, p)
			}
		case "note":
			var said []string
			for _, note := range notes {
				said = append(said, strings.TrimSpace(note.Code+" "+strings.Join(note.Args, " ")))
				if m := note.Message(Korean) + note.Message(English); strings.ContainsAny(m, "{}") {
					t.Errorf("line %d: a note reads %q", n+1, m)
				}
			}
			if got := strings.Join(said, "; "); got != rest {
				t.Errorf("line %d: notes are %q, want %q", n+1, got, rest)
			}
		default:
			t.Fatalf("line %d: %q", n+1, line)
		}
	}
}

func parseEdit(t *testing.T, s string) *Edit {
	t.Helper()
	e, p := ParseEdit(s)
	if p != nil {
		t.Fatalf("edit %s: %v", s, p)
	}
	return e
}

// An edit written down reads back as itself.
func TestEditText(t *testing.T) {
	for _, e := range []Edit{
		{Kind: "set_cell", Step: "wq", Row: 1, Col: 3, Value: "0.25"},
		{Kind: "set_cell", Step: "wq", Value: "0"},
		{Kind: "move_token", Row: 2, To: 5},
		{Kind: "set_pair", Step: "q", Row: 1, To: 3, Value: "0.5,"},
		{Kind: "set_text", Value: "a&b=c %|한"},
		{Kind: "reset_all"},
	} {
		got, p := ParseEdit(e.String())
		if p != nil || *got != e {
			t.Errorf("%s read back as %+v (%v)", e.String(), got, p)
		}
	}
}

// randomEdit draws an edit that may or may not fit.
func randomEdit(rng *rand.Rand) *Edit {
	kinds := []string{"set_text", "set_tokens", "insert_token", "remove_token", "move_token", "rename_token", "set_key",
		"set_cell", "set_pair", "set_row", "set_col", "scale_row", "scale_col", "paste", "reset_cell", "reset_row", "reset_col", "reset_matrix", "reset_all", "reseed", "preset", "load"}
	steps := []string{"emb", "x", "wq", "bq", "q", "head.0.q", "head.0.attn", "head.1.v", "concat", "wo", "out", "nothing"}
	values := []string{"", "0", "1.5", "-2", "저 나", "a|b|c", "causal", "window:2", "rope", "identity", "tie:k", "1,2;3,4", "0.5,-1", ",2",
		"[[1 2 3 4]]", "heads", "2", "3", "8", "nan", "story", "text=a&dim=8", strconv.Itoa(rng.IntN(9))}
	names := append(Keys(), "ui.view", "wq.0.0", "nothing")
	return &Edit{
		Kind: kinds[rng.IntN(len(kinds))], Step: steps[rng.IntN(len(steps))],
		Row: rng.IntN(9), Col: rng.IntN(6), To: rng.IntN(9),
		Key: names[rng.IntN(len(names))], Value: values[rng.IntN(len(values))],
	}
}

// Whatever is done to it, a document stays one: it can be written, read back and run, and the old one is untouched. What
// is remembered of the steps before changes no bit.
func TestRandomEdits(t *testing.T) {
	applied := 0
	eachDocument(t, 300, func(t *testing.T, d *Document, rng *rand.Rand) {
		var memory Memory
		memory.Run(d)
		for range 12 {
			e, before := randomEdit(rng), d.String()
			next, _, p := Apply(d, e)
			if d.String() != before {
				t.Fatalf("%s changed the old document", e)
			}
			if p != nil {
				if p.Message(Korean) == "" {
					t.Fatalf("%s: no message for %s", e, p.Code)
				}
				continue
			}
			again, p := Decode(next.String())
			if p != nil || again.String() != next.String() {
				t.Fatalf("%s made %s, which reads back as %v (%v)", e, next, again, p)
			}
			sameTrace(t, memory.Run(next).Trace, Run(next).Trace, e.String())
			d = next
			applied++
		}
	})
	if applied < 500 && !testing.Short() {
		t.Errorf("only %d edits could be applied", applied)
	}
}

func sameTrace(t *testing.T, got, want *attn.Trace, after string) {
	t.Helper()
	for i := range want.Steps {
		id := want.Steps[i].ID
		if got.Steps[i].ID != id || !mat.SameBits(got.Mat(id).Data, want.Mat(id).Data) {
			t.Fatalf("after %s: %s is %v, want %v", after, id, got.Mat(id).Data, want.Mat(id).Data)
		}
	}
}

// One number after another, as scrubbing does, set and taken back, in parameters, inputs and computed matrices.
func TestMemoryOfScrubbing(t *testing.T) {
	reused := 0
	eachDocument(t, 200, func(t *testing.T, d *Document, rng *rand.Rand) {
		var memory Memory
		last := memory.Run(d)
		for range 8 {
			s := last.Trace.Steps[rng.IntN(len(last.Trace.Steps))]
			e := &Edit{Kind: "set_cell", Step: s.ID, Row: rng.IntN(s.Rows), Col: rng.IntN(s.Cols), Value: []string{"0", "-0", "0.5", "1e9"}[rng.IntN(4)]}
			if rng.IntN(4) == 0 {
				e.Kind = "reset_cell"
			}
			next, _, p := Apply(d, e)
			if p != nil {
				continue
			}
			last, d = memory.Run(next), next
			sameTrace(t, last.Trace, Run(next).Trace, e.String())
			reused += last.Trace.Reused()
		}
	})
	if reused < 1000 && !testing.Short() {
		t.Errorf("only %d matrices were taken from the trace before", reused)
	}
}

func FuzzApply(f *testing.F) {
	f.Add("dim=8&heads=2", "kind=set_cell&step=wq&row=1&col=3&value=0.25")
	f.Add("x=1,2;3,4", "kind=paste&step=x&value=%5B%5B1,2%5D%5D")
	f.Add("emb.2.1=4", "kind=move_token&row=2&to=0")
	f.Add("", "kind=set_key&key=mask&value=causal")
	f.Fuzz(func(t *testing.T, doc, edit string) {
		d, p := Decode(doc)
		if p != nil {
			return
		}
		e, p := ParseEdit(edit)
		if p != nil {
			return
		}
		before := d.String()
		next, notes, p := Apply(d, e)
		if d.String() != before {
			t.Fatal("the old document changed")
		}
		if p != nil {
			return
		}
		for _, n := range notes {
			n.Message(Korean)
		}
		if again, p := Decode(next.String()); p != nil || again.String() != next.String() {
			t.Fatalf("%s made %s, which reads back as %v (%v)", edit, next, again, p)
		}
	})
}

func FuzzParseMatrix(f *testing.F) {
	for _, c := range pasted {
		f.Add(c.in)
	}
	f.Fuzz(func(t *testing.T, s string) {
		m, p := ParseMatrix(s, "x")
		if p != nil {
			if p.Message(Korean) == "" {
				t.Fatal("no message")
			}
			return
		}
		if m.Rows < 1 || m.Cols < 1 || len(m.Data) != m.Rows*m.Cols {
			t.Fatalf("%q became %d×%d with %d values", s, m.Rows, m.Cols, len(m.Data))
		}
	})
}

// pasted: what programs print, and what it means. The NumPy and PyTorch spellings are those of numpy 1.24 and torch 1.13.
var pasted = []struct{ in, want string }{
	{"[[1. 2.]\n [3. 4.]]", "1,2;3,4"},
	{"array([[ 1.  ,  2.5 ],\n       [-3.  ,  4e-3]], dtype=float32)", "1,2.5;-3,0.004"},
	{"np.array([[1, 2], [3, 4]])", "1,2;3,4"},
	{"tensor([[ 0.1976,  0.3000],\n        [-0.3390, -0.2177]], grad_fn=<AddmmBackward0>)", "0.1976,0.3;-0.339,-0.2177"},
	{"tensor([[[1., 2.],\n         [3., 4.]]])", "1,2;3,4"},
	{"tensor([1., 2., 3.], requires_grad=True)", "1,2,3"},
	{"[[ 0.  1.  2.  3.\n   4.  5.]\n [ 6.  7.  8.  9.\n  10. 11.]]", "0,1,2,3,4,5;6,7,8,9,10,11"},
	{"[[1,2],[3,4]]", "1,2;3,4"},
	{"1,2\n3,4\n", "1,2;3,4"},
	{"1, 2\r\n3, 4\r\n", "1,2;3,4"},
	{"1\t2\n3\t4", "1,2;3,4"},
	{"1,5\t2,5\n3,5\t4", "1.5,2.5;3.5,4"},
	{"1 2\n3 4", "1,2;3,4"},
	{"1,2;3,4", "1,2;3,4"},
	{"1,2/3,4", "1,2;3,4"},
	{"\"1\",\"2\"", "1,2"},
	{"−1 2E-1 +3", "-1,0.2,3"},
}

func TestParseMatrix(t *testing.T) {
	for _, c := range pasted {
		m, p := ParseMatrix(c.in, "x")
		if p != nil {
			t.Errorf("%q: %v", c.in, p)
			continue
		}
		if got := string(appendRows(nil, m)); got != c.want {
			t.Errorf("%q became %s, want %s", c.in, got, c.want)
		}
	}
	for in, code := range map[string]Code{
		"":                            NoNumbers,
		"[[]]":                        NoNumbers,
		"[[1 2]\n ...\n [3 4]]":       LeftOut,
		"[[1, 2], [3]]":               Ragged,
		"1,2\n3":                      Ragged,
		"1,two":                       BadEntry,
		"[[1, nan]]":                  BadEntry,
		"[[1, inf]]":                  BadEntry,
		"[[1e39]]":                    BadEntry,
		"[[[1, 2]], [[3, 4]]]":        TooDeep,
		strings.Repeat("[", 40) + "1": TooDeep,
	} {
		if _, p := ParseMatrix(in, "x"); p == nil || p.Code != code {
			t.Errorf("%.30q: got %+v, want %s", in, p, code)
		}
	}
}
