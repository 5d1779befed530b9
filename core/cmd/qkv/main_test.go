package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"qkvlab/core/play"
)

func output(t *testing.T, doc string, o options) string {
	t.Helper()
	if o.lang == "" {
		o.lang = "en"
	}
	var b bytes.Buffer
	if p := run(&b, doc, o); p != nil {
		t.Fatalf("%s: %v", doc, p)
	}
	return b.String()
}

// The numbers are those that PyTorch 1.13 prints for torch.manual_seed(0); nn.Linear(4, 4) on the article's rows.
func TestArticle(t *testing.T) {
	const doc = "x=1,2,3,4;4,3,2,1;.5,.5,.5,.5&seed=0"
	got := output(t, doc, options{steps: "q", decimals: 4})
	want := "q = linear(x, wq, bq)  (T, H·Dh) = (3, 4)\n" +
		"[[-1.9761,  1.9317, -0.9652, -1.9019],\n" +
		" [-0.2037,  0.3086, -0.5200, -3.5156],\n" +
		" [-0.0598,  0.4640, -0.4197, -0.7159]]\n\n"
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestJSON(t *testing.T) {
	var got struct {
		Doc    string
		Tokens []string
		Steps  []struct {
			ID, Op     string
			In, Axes   []string
			Rows, Cols int
			Data       [][]any
		}
		Notes []any
	}
	text := output(t, "tokens=a|b&mask=causal&pad=2", options{json: true, steps: "head.0.masked,head.0.attn"})
	if err := json.Unmarshal([]byte(text), &got); err != nil {
		t.Fatal(err)
	}
	if got.Doc != "tokens=a%7Cb&mask=causal&pad=2" || len(got.Steps) != 2 || len(got.Tokens) != 2 || got.Notes == nil {
		t.Errorf("got %+v", got)
	}
	if m := got.Steps[0]; m.Op != "mask" || m.Data[0][1] != "-Infinity" || got.Steps[1].Data[1][1] != "NaN" {
		t.Errorf("got %+v", got.Steps)
	}
	if text := output(t, "x=1;2", options{json: true}); !strings.Contains(text, `"tokens": []`) {
		t.Errorf("rows without names have tokens: %.80s", text)
	}
}

func TestExplain(t *testing.T) {
	got := output(t, "x=1,2;3,4&wq=1,0.5;0,1&bq=10,20", options{explain: "q.1.0"})
	for _, want := range []string{"Q[1,0] = Σₖ X[1,k]·W_q[0,k] + b_q[0]", "3·1 + 4·0.5 + 10 = 15", "Q[1,0] = 15"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
}

func TestProblemsOfTheCommandLine(t *testing.T) {
	for _, c := range []struct {
		doc  string
		o    options
		code play.Code
	}{
		{"heads=3", options{}, play.BadHeads},
		{"", options{steps: "nothing"}, play.AbsentStep},
		{"", options{json: true, steps: "nothing"}, play.AbsentStep},
		{"", options{explain: "q.9.0"}, play.OutsideStep},
		{"", options{explain: "q"}, play.BadCell},
	} {
		var b bytes.Buffer
		if p := run(&b, c.doc, c.o); p == nil || p.Code != c.code {
			t.Errorf("%s %+v: got %v, want %s", c.doc, c.o, p, c.code)
		}
	}
}

func TestPictureOfOneStep(t *testing.T) {
	const doc = "text=the cat&mask=causal"
	if got := output(t, doc, options{svg: true, steps: "head.0.attn"}); !strings.Contains(got, `data-step="head.0.attn"`) || !strings.HasPrefix(got, "<svg ") {
		t.Errorf("%.200s", got)
	}
	if got := output(t, doc, options{png: true, steps: "wq"}); !strings.HasPrefix(got, "\x89PNG") {
		t.Errorf("%.20q", got)
	}
	for _, o := range []options{{svg: true, steps: "q,k"}, {png: true, steps: "nothing"}} {
		if p := run(new(strings.Builder), doc, o); p == nil {
			t.Errorf("%+v stands", o)
		}
	}
}
