package play

import (
	"encoding/json"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"qkvlab/core/mat"
)

// explained are documents that have every operation, every kind of explanation, and tokens that mean something to Markdown.
var explained = []string{
	"",
	"text=a%7Cb%20*c*%20_d_%20%3Cb%3E%20%60e%60%20$f$%20%23%20~~g~~%20%26amp;%20[h](i)%20%5Cj&tokenizer=chars&dim=8&heads=4&kv_heads=2&pos=rope&mask=causal&softcap=2&temperature=0.5&wq.1.1=0.25&head.0.attn.1.0=0.5&head.1.masked.0.0=3",
	"text=the cat&dim=5&pos=sinusoidal&wk=tie:q&out_proj=0&pad=1&softmax=queries&emb.0.0=2",
	"x=1,2;3,4&wq=1,0.5;0,1&bq=10,20&pos=alibi&scale=0.3&mask=window:1&x.0.0=1e-20&q.0.0=15",
	"dim=64&heads=2&pad=8&scale=none&bias=0",
	"x=1e20,-1e-20;3e38,1e-45",
}

// Temml renders, strictly, the LaTeX of cells of every step; remark reads the Markdown, and finds the terms and nothing that
// a token smuggled in.
func TestExplanationsRender(t *testing.T) {
	web, _ := filepath.Abs("../../web")
	node, err := exec.LookPath("node")
	if _, missing := os.Stat(filepath.Join(web, "node_modules", "temml")); err != nil || missing != nil {
		t.Skip("skipped: no node, or the packages of web/ are not installed")
	}
	type made struct {
		Cell     string   `json:"cell"`
		LaTeX    string   `json:"latex"`
		Markdown string   `json:"markdown"`
		Labels   []string `json:"labels"`
	}
	var all []made
	ops := map[string]bool{}
	for _, doc := range explained {
		d, p := Decode(doc)
		if p != nil {
			t.Fatal(doc, p)
		}
		r := Run(d)
		for i := range r.Trace.Steps {
			s := &r.Trace.Steps[i]
			ops[string(s.Op)] = true
			for _, at := range [][2]int{{0, 0}, {min(1, s.Rows-1), min(1, s.Cols-1)}, {s.Rows - 1, 0}, {0, s.Cols - 1}} {
				e := r.Trace.Explain(s.ID, at[0], at[1])
				m := made{doc + " " + CellSymbol(s.ID, at[0], at[1]), r.ExplainLaTeX(&e), r.ExplainMarkdown(&e, Korean), []string{}}
				if len(e.Terms) > 1 {
					for j := range e.Terms {
						m.Labels = append(m.Labels, strings.TrimSpace(r.TermLabel(&e, &e.Terms[j])))
					}
				}
				all = append(all, m)
			}
		}
	}
	if len(ops) < 18 {
		t.Errorf("only %d operations: %v", len(ops), ops)
	}
	input, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(node, "testdata/render.mjs", web)
	cmd.Stdin = strings.NewReader(string(input))
	out, err := cmd.CombinedOutput()
	if err != nil || len(out) > 0 {
		t.Errorf("%v: %.6000s", err, out)
	}
}

func TestExplanationsAsLaTeX(t *testing.T) {
	d, p := Decode("x=1,2;3,4&wq=1,0.5;0,1&bq=10,20&mask=causal&head.0.attn.1.0=0.5&head.0.scores.0.1=-1e-05")
	if p != nil {
		t.Fatal(p)
	}
	r := Run(d)
	for _, c := range []struct {
		id       string
		row, col int
		want     []string
	}{
		{"q", 1, 0, []string{`Q_{1,0} &= \sum_{k} X_{1,k} \cdot (W_q)_{0,k} + (b_q)_{0} \\`, `&= 3 \cdot 1 + 4 \cdot 0.5 + 10 \\`, `&= 15`}},
		{"head.0.attn", 1, 0, []string{`\mathrm{attn}^{(0)}_{1,0} &\leftarrow 0.5 \\`, ` &\neq \frac{\exp (`}},
		{"head.0.masked", 0, 1, []string{`&= -\infty \\`, ` &\gets -0.0000070710676`}},
		{"wq", 0, 1, []string{"\\begin{align*}\n(W_q)_{0,1} &= 0.5\n\\end{align*}\n"}},
	} {
		e := r.Trace.Explain(c.id, c.row, c.col)
		got := r.ExplainLaTeX(&e)
		for _, want := range c.want {
			if !strings.Contains(got, want) {
				t.Errorf("%q is not in\n%s", want, got)
			}
		}
	}
	if got := whole(float32(math.Inf(-1))); got != "−∞" {
		t.Error(got)
	}
	if got := tex(whole(-mat.Exp(-20))); got != `-2.0611537 \times 10^{-9}` {
		t.Error(got)
	}
}
