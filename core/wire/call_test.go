package wire

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"qkvlab/core/play"
)

// ask calls an engine and reads its reply.
func ask[T any](t *testing.T, e *Engine, request string) (T, []float32) {
	t.Helper()
	meta, data := e.Call(request)
	var reply T
	if err := json.Unmarshal(meta, &reply); err != nil {
		t.Fatalf("%s: %v in %s", request, err, meta)
	}
	return reply, data
}

func TestStepReplies(t *testing.T) {
	var e Engine
	r, data := ask[StepReply](t, &e, "call=step&doc="+play.Escape("x=1,2;3,4"))
	if !r.OK || r.Frame.Doc != "x=1,2;3,4" || len(r.Frame.Steps) == 0 {
		t.Fatalf("got %+v", r)
	}
	x := r.Frame.Steps[0]
	if x.ID != "x" || x.At < 0 || data[x.At+3] != 4 {
		t.Errorf("x is %+v, its last value %v", x, data[x.At+3])
	}
	edit := play.Escape("kind=set_cell&step=x&row=1&col=1&value=5")
	r, data = ask[StepReply](t, &e, "call=step&lang=ko&doc="+play.Escape("x=1,2;3,4")+"&edit="+edit)
	if !r.OK || r.Frame.Doc != "x=1,2;3,4&x.1.1=5" || data[3] != 5 || !strings.Contains(r.Frame.Said, "X[1,1] 값이 4에서 5로") {
		t.Errorf("got %+v", r.Frame)
	}
	same := map[string]bool{}
	for _, i := range r.Frame.Same {
		same[r.Frame.Steps[i].ID] = true
	}
	for id, want := range map[string]bool{"x": false, "q": false, "out": false, "wq": true, "bo": true} {
		if same[id] != want {
			t.Errorf("%s is the same as before: %v, want %v", id, same[id], want)
		}
	}
}

// Whatever is asked, the reply is one, and the next question is answered.
func TestBadRequestsAreProblems(t *testing.T) {
	var e Engine
	for request, code := range map[string]play.Code{
		"":                                      play.BadRequest,
		"call=explode":                          play.BadRequest,
		"call=step&doc=%":                       play.BadEscape,
		"call=step&doc=heads%3D3":               play.BadHeads,
		"call=step&edit=kind%3Dexplode":         play.BadEdit,
		"call=explain&step=q&row=9&col=0":       play.OutsideStep,
		"call=explain&step=nothing&row=0&col=0": play.AbsentStep,
		"call=explain&step=q&row=x&col=0":       play.BadCell,
		"call=matrix&step=nothing":              play.AbsentStep,
		"call=principal&steps=q,nothing":        play.AbsentStep,
		"call=principal&steps=":                 play.AbsentStep,
		"call=principal&steps=q,head.0.attn":    play.BadShape,
		"call=singular&step=q":                  play.AbsentStep,
		"call=singular&step=nothing":            play.AbsentStep,
		"call=singular&step=wq&dims=0,4":        play.OutsideStep,
		"call=singular&step=wq&dims=0":          play.BadCell,
		"call=export&as=cobol":                  play.BadChoice,
	} {
		r, _ := ask[StepReply](t, &e, request)
		if r.OK || r.Problem == nil || r.Problem.Code != string(code) || r.Problem.Message == "" {
			t.Errorf("%q: got %+v", request, r.Problem)
		}
	}
	if r, _ := ask[StepReply](t, &e, "call=step"); !r.OK {
		t.Error("the engine does not go on")
	}
}

// A mistake of ours is a problem, not a dead engine.
func TestPanicIsAProblem(t *testing.T) {
	calls["panic"] = func(*Engine, query) ([]byte, []float32) { panic("on purpose") }
	defer delete(calls, "panic")
	var e Engine
	r, _ := ask[StepReply](t, &e, "call=panic&lang=en")
	if r.OK || r.Problem.Code != string(play.Internal) || !strings.Contains(r.Problem.Message, "on purpose") {
		t.Errorf("got %+v", r.Problem)
	}
}

func TestExplainReplies(t *testing.T) {
	var e Engine
	r, _ := ask[ExplainReply](t, &e, "call=explain&lang=en&doc="+play.Escape("x=1,2;3,4&wq=1,0.5;0,1&bq=10,20")+"&step=q&row=1&col=0")
	x := r.Explanation
	if !r.OK || x.Value != 15 || len(x.Terms) != 3 || x.Terms[2].Label != "bias" || len(x.Sources) != 5 || x.Numbers != "3·1 + 4·0.5 + 10 = 15" {
		t.Errorf("got %+v", x)
	}
}

func TestLargeMatricesAreAskedFor(t *testing.T) {
	var e Engine
	const doc = "tokens%3Da%26dim%3D512"
	r, data := ask[StepReply](t, &e, "call=step&doc="+doc)
	for _, s := range r.Frame.Steps {
		if (s.At < 0) != (s.Rows*s.Cols > 65536) {
			t.Errorf("%s of %d×%d stands at %d", s.ID, s.Rows, s.Cols, s.At)
		}
	}
	if len(data) > 65536*4 {
		t.Errorf("%d values came along", len(data))
	}
	m, w := ask[MatrixReply](t, &e, "call=matrix&step=wq&doc="+doc)
	if !m.OK || m.Rows != 512 || len(w) != 512*512 || math.Abs(float64(w[0])) > 1/math.Sqrt(512) {
		t.Errorf("got %+v with %d values", m, len(w))
	}
}

func TestPrincipalReplies(t *testing.T) {
	var e Engine
	// along (0.6, 0.8) and, a hundredth part of it, at right angles
	const doc = "x=6,8;0.8,-0.6&wq=identity&wk=zero&bias=0"
	r, data := ask[PrincipalReply](t, &e, "call=principal&steps=x,k&doc="+play.Escape(doc))
	want := []float32{100. / 101, 1. / 101, 0.6, 0.8, 0.8, -0.6, 10, 0, 0, 1, 0, 0, 0, 0}
	if !r.OK || r.Rows != 4 || r.Cols != 2 || r.Components != 2 || len(data) != len(want) {
		t.Fatalf("got %+v with %v", r, data)
	}
	for i, v := range want {
		if math.Abs(float64(data[i]-v)) > 1e-6 {
			t.Errorf("value %d is %v, want %v", i, data[i], v)
		}
	}
}

// The head of an arrow was moved: both numbers are said.
func TestSaidOfAPair(t *testing.T) {
	var e Engine
	edit := play.Escape("kind=set_pair&step=x&row=1&col=0&to=1&value=5,-6")
	for lang, want := range map[string]string{
		"ko": "X[1,0] 값이 3에서 5로, X[1,1] 값이 4에서 −6으로 바뀌었습니다.",
		"en": "X[1,0] changed from 3 to 5, X[1,1] from 4 to −6.",
	} {
		r, _ := ask[StepReply](t, &e, "call=step&lang="+lang+"&doc="+play.Escape("x=1,2;3,4")+"&edit="+edit)
		if !r.OK || r.Frame.Doc != "x=1,2;3,4&x.1.0=5&x.1.1=-6" || !strings.Contains(r.Frame.Said, want) {
			t.Errorf("got %+v", r.Frame)
		}
	}
}

func TestMessagesInAnotherLanguage(t *testing.T) {
	var e Engine
	for request, want := range map[string]string{
		"call=message&lang=ko&code=bad_number&field=x&args=" + play.Escape(`a\|b\\c`): `“a|b\c”에서 숫자를 읽을 수 없습니다`,
		"call=message&lang=en&code=dropped_cells&args=" + play.Escape("wq|2"):         "Cells set by hand in W_q",
		"call=message&lang=en&code=unknown_key&args=heds":                             "There is no key “heds”",
	} {
		if r, _ := ask[TextReply](t, &e, request); !strings.Contains(r.Text, want) {
			t.Errorf("%s: got %q", request, r.Text)
		}
	}
}

// W turns by a right angle and makes twice and three times as long: the numbers by hand.
func TestSingularReplies(t *testing.T) {
	var e Engine
	doc := play.Escape("x=1,0;0,2&wq=0,-2;3,0&bq=1,-1&wk=1,2&bk=0&head_dim=1&heads=1")
	r, _ := ask[SingularReply](t, &e, "call=singular&step=wq&doc="+doc)
	if r.OK || r.Problem.Field != "wq" {
		t.Errorf("a document that cannot stand: %+v", r)
	}
	doc = play.Escape("x=1,0;0,2&wq=0,-2;3,0&bq=1,-1")
	r, data := ask[SingularReply](t, &e, "call=singular&step=wq&doc="+doc)
	want := []float32{
		6, 90, 3, 2,
		0, 1, -1, 0, // what v₀ = (1, 0) goes to is (0, 1), and v₁ = (0, 1) goes to (−1, 0)
		1, 0, 0, 1,
		2, -1, -1, 3, // q is (1, 2) and (−3, −1)
		-1, -1,
		1, 0, 0, 2,
	}
	if !r.OK || r.Rank != 2 || r.Mirrored || r.Left != 2 || r.Right != 2 || len(data) != len(want) {
		t.Fatalf("got %+v with %v", r, data)
	}
	for i, v := range want {
		if math.Abs(float64(data[i]-v)) > 1e-6 {
			t.Errorf("value %d is %v, want %v", i, data[i], v)
		}
	}
	// rows and columns 2, 0 of W
	r, data = ask[SingularReply](t, &e, "call=singular&step=wk&dims=2,0&doc="+play.Escape("x=1,1,1&wk=4,9,0;9,9,9;0,9,-3&bias=0"))
	if !r.OK || r.Rank != 2 || !r.Mirrored || r.Left != 0 || len(data) != 4 || data[0] != -12 || data[1] != 90 || data[2] != 4 || data[3] != 3 {
		t.Errorf("the block: %+v with %v", r, data)
	}
}
