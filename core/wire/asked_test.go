package wire

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"qkvlab/core/mat"
	"qkvlab/core/play"
)

// What a document asks a class for is in no answer of the engine, nor are its copies; the right answer is judged right.
func TestAskedCellsAreNotTold(t *testing.T) {
	const asked = "q.0.2,head.1.attn.1.0,wv.1.1,emb.2.0,out.2.3,head.0.masked.2.1,nothing,q.9.9"
	for _, bare := range []string{
		"text=the cat sat&heads=2&seed=5",
		"text=the cat sat&heads=2&seed=5&mask=causal&wv=tie:q&pad=1",
		"text=the cat sat&heads=2&seed=5&mask=causal&pos=rope&out_proj=0&scale=1",
		"text=the cat sat&heads=2&seed=5&pos=sinusoidal&softmax=queries",
	} {
		d, p := play.Decode(bare)
		if p != nil {
			t.Fatal(p)
		}
		whole := play.Run(d)
		var digits []string // of what is asked for
		var values []float32
		cells := map[string]bool{}
		for key := range strings.SplitSeq(asked, ",") {
			if step, row, col, p := play.ParseCell(key); p == nil && whole.HasCell(step, row, col) == nil {
				v := whole.Trace.Mat(step).At(row, col)
				if s := mat.Shortest(v); len(s) > 6 {
					digits, values, cells[key] = append(digits, strings.TrimPrefix(s, "-")), append(values, v), true
				}
			}
		}
		if len(digits) < 5 {
			t.Fatalf("%s: only %v are asked for", bare, digits)
		}
		doc := bare + "&" + play.KeyAsk + "=" + asked
		var e Engine
		told := func(request string) string {
			t.Helper()
			text, data := e.Call(request + "&doc=" + play.Escape(doc))
			for i, s := range digits {
				if strings.Contains(string(text), s) || slices.Contains(data, values[i]) || slices.Contains(data, -values[i]) {
					t.Errorf("%s: %s tells %s", doc, request, s)
				}
			}
			return string(text)
		}
		told("call=step")
		for i := range whole.Trace.Steps {
			s := &whole.Trace.Steps[i]
			told("call=matrix&step=" + s.ID)
			told("call=principal&steps=" + s.ID)
			told("call=singular&step=" + s.ID)
			for row := range s.Rows {
				for col := range s.Cols {
					at := fmt.Sprintf("&step=%s&row=%d&col=%d", s.ID, row, col)
					told("call=explain&lang=ko" + at)
					told("call=export&as=numpy" + at)
					if !cells[fmt.Sprintf("%s.%d.%d", s.ID, row, col)] {
						continue
					}
					v := whole.Trace.Mat(s.ID).At(row, col)
					if way := told("call=explain" + at); strings.Contains(way, strings.TrimPrefix(play.Short(v), "−")) {
						t.Errorf("the way to %v tells it: %s", v, way)
					}
					if got := told("call=judge&answer=12345" + at); !strings.Contains(got, `"mark":"wrong"`) {
						t.Errorf("a wrong answer: %s", got)
					}
					told("call=judge&answer=" + mat.Shortest(v*1.015) + at)
					if reply, _ := ask[JudgeReply](t, &e, "call=judge&answer="+mat.Shortest(v)+at+"&doc="+play.Escape(doc)); reply.Mark != "right" || reply.Solution == "" {
						t.Errorf("the right answer: %+v", reply)
					}
				}
			}
		}
		if text := told("call=export&as=torch&literal=1"); !strings.Contains(text, `"text":"# `) {
			t.Errorf("in the place of a program: %s", text)
		}
		told("call=step&edit=" + play.Escape("kind=set_cell&step=q&row=0&col=2&value=1"))
		doc += "&ui.a=" + play.Escape(bare)
		told("call=compare")
	}
}

// What is not asked for has the numbers that it has without.
func TestAskingChangesNothingElse(t *testing.T) {
	var e Engine
	_, plain := ask[StepReply](t, &e, "call=step&doc=seed%3D3")
	_, asked := ask[StepReply](t, &e, "call=step&doc="+play.Escape("seed=3&ui.ask=head.0.scores.1.2"))
	gone := 0
	for i, v := range plain {
		if asked[i] != v {
			gone++
			if asked[i] == asked[i] {
				t.Errorf("value %d is %v, was %v", i, asked[i], v)
			}
		}
	}
	if gone != 1 {
		t.Errorf("%d values are gone, want 1", gone)
	}
	plainWay, _ := ask[ExplainReply](t, &e, "call=explain&step=head.0.attn&row=2&col=0&doc=seed%3D3")
	askedWay, _ := ask[ExplainReply](t, &e, "call=explain&step=head.0.attn&row=2&col=0&doc="+play.Escape("seed=3&ui.ask=head.0.scores.1.2"))
	if plainWay.Explanation.Text != askedWay.Explanation.Text || askedWay.Explanation.Kind != "quotient" {
		t.Errorf("another row: %+v", askedWay.Explanation)
	}
	from, _ := ask[ExplainReply](t, &e, "call=explain&step=head.0.scaled&row=1&col=2&doc="+play.Escape("seed=3&ui.ask=head.0.scores.1.2"))
	if x := from.Explanation; x.Kind != kindAsked || !strings.Contains(x.Numbers, "?·") || len(x.Terms) > 0 {
		t.Errorf("what is computed from it: %+v", x)
	}
}
