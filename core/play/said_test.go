package play

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestSaid(t *testing.T) {
	for _, c := range []struct {
		doc, edit string
		ko, en    string // how the sentence begins
	}{
		{"", "kind=set_key&key=mask&value=causal", "마스크 설정을 “앞만 보기(causal)”로 바꿨습니다.", "Mask is now “causal (not ahead)”."},
		{"", "kind=set_key&key=mask&value=window:3", "마스크 설정을 “창(window) 너비 3”으로 바꿨습니다.", "Mask is now “window of 3”."},
		{"dim=8", "kind=set_key&key=heads&value=4", "헤드 수 H 설정을 4로 바꿨습니다.", "Heads H is now 4."},
		{"dim=8&heads=4", "kind=set_key&key=heads&value=", "헤드 수 H 설정을 1로 바꿨습니다.", "Heads H is now 1."},
		{"", "kind=set_key&key=bias&value=0", "편향 b 설정을 “끔”으로 바꿨습니다.", "Bias b is now “off”."},
		{"", "kind=set_key&key=scale&value=0.50", "배율(scale) 설정을 “곱하기 0.5”로 바꿨습니다.", "Scale is now “times 0.5”."},
		{"scale=none", "kind=set_key&key=scale&value=sqrt", "배율(scale) 설정을 “÷ √Dh”로 바꿨습니다.", "Scale is now “÷ √Dh”."},
		{"", "kind=set_key&key=softcap&value=30", "상한(soft cap) 설정을 “상한 30”으로 바꿨습니다.", "Soft cap is now “at 30”."},
		{"", "kind=set_key&key=temperature&value=2", "온도 설정을 2로 바꿨습니다.", "Temperature is now 2."},
		{"", "kind=set_key&key=wq&value=zero", "W_q 설정을 “모두 0”으로 바꿨습니다.", "W_q is now “zeros”."},
		{"", "kind=set_key&key=wq&value=tie:k", "W_q 설정을 “W_k와 같게”로 바꿨습니다.", "W_q is now “same as W_k”."},
		{"x=1,2", "kind=set_key&key=bq&value=1,2", "b_q 설정을 “직접 입력”으로 바꿨습니다.", "b_q is now “written by hand”."},
		{"x=1,2", "kind=set_key&key=wq.0.1&value=3", "W_q[0,1] 값이 ", "W_q[0,1] changed from "},
		{"", "kind=set_key&key=tokens&value=a|b", "토큰: a, b.", "Tokens: a, b."},
		{"", "kind=set_key&key=ui.view&value=present", "보는 방식을 바꿨습니다.", "The way of looking was changed."},
		{"x=1,2;3,4", "kind=set_row&step=head.0.attn&row=1&value=1.2,0.5", "attn₀의 1번 행을 바꿨습니다. attn₀의 1 행을 더하면 1.7입니다.", "Row 1 of attn₀ was set. Row 1 of attn₀ sums to 1.7, not to 1"},
	} {
		d, p := Decode(c.doc)
		if p != nil {
			t.Fatal(p)
		}
		e := parseEdit(t, c.edit)
		next, _, p := Apply(d, e)
		if p != nil {
			t.Fatalf("%s: %v", c.edit, p)
		}
		before, after := Run(d), Run(next)
		if got := Said(before, after, e, Korean); !strings.HasPrefix(got, c.ko) {
			t.Errorf("%s: %q, want %q", c.edit, got, c.ko)
		}
		if got := Said(before, after, e, English); !strings.HasPrefix(got, c.en) {
			t.Errorf("%s: %q, want %q", c.edit, got, c.en)
		}
	}
}

// TestKeyWordsAreThePages: what a sentence calls a key or a choice is what its control on the page says.
func TestKeyWordsAreThePages(t *testing.T) {
	for lang, file := range map[Lang]string{Korean: "ko", English: "en"} {
		b, err := os.ReadFile("../../web/src/i18n/app." + file + ".ts")
		if err != nil {
			t.Fatal(err)
		}
		page := map[string]string{}
		for _, m := range regexp.MustCompile(`(?m)^\s*"([a-z0-9_.]+)": "(.*)",$`).FindAllStringSubmatch(string(b), -1) {
			page[m[1]] = m[2]
		}
		if len(page) < 100 {
			t.Fatalf("%d words in the %s catalogue of the page", len(page), file)
		}
		page["switch.1"], page["switch.0"] = keyWords["switch.1"].in(lang), keyWords["switch.0"].in(lang)
		for key, w := range keyWords {
			if got := w.in(lang); got != page[key] {
				t.Errorf("%s in %s is %q here, %q on the page", key, file, got, page[key])
			}
		}
		for _, id := range []string{"wq", "wk", "wv", "bq", "bk", "bv"} {
			if got := tieWords.in(lang, Symbol(id)); got != page["source.tie."+id] {
				t.Errorf("a tie to %s in %s is %q here, %q on the page", id, file, got, page["source.tie."+id])
			}
		}
	}
	for _, k := range keys {
		if _, ok := keyWords[k.name]; !ok && Symbol(k.name) == k.name && k.name != "v" && k.name != "text" && k.name != "tokens" {
			t.Errorf("the key %s has no name in words", k.name)
		}
	}
}

func TestTooManyTokensKnowsTheWayOut(t *testing.T) {
	many := strings.Repeat("a ", 129)
	for doc, want := range map[string]string{
		"text=" + many:                         "There are 129 tokens; the limit is 128. Shorten the sentence.",
		"tokenizer=chars&text=" + many:         "There are 258 tokens; the limit is 128. Shorten the sentence, or cut it into words (tokenizer=words).",
		"tokens=a" + strings.Repeat("|a", 128): "There are 129 tokens; the limit is 128. Remove some of them.",
		"x=1" + strings.Repeat(";1", 128):      "X has 129 rows; the limit is 128. Give it fewer.",
	} {
		_, p := Decode(doc)
		if p == nil {
			t.Errorf("%.20s: no problem", doc)
		} else if got := p.Message(English); got != want {
			t.Errorf("%.20s: %q, want %q", doc, got, want)
		}
	}
}

func TestCellsKeptInANewShapeAreSaid(t *testing.T) {
	d, p := Decode("head.0.attn.1.2=0.9&wq.0.0=1")
	if p != nil {
		t.Fatal(p)
	}
	_, notes, p := Apply(d, &Edit{Kind: "set_key", Key: "dim", Value: "8"})
	if p != nil || len(notes) != 1 || notes[0].Code != "kept_cells" || !slices.Equal(notes[0].Args, []string{"head.0.attn", "1"}) {
		t.Errorf("dim: %v, %v", notes, p)
	}
	if _, notes, p = Apply(d, &Edit{Kind: "set_key", Key: "seed", Value: "3"}); p != nil || len(notes) != 0 {
		t.Errorf("seed: %v, %v", notes, p)
	}
}

func TestNotesNameKeysInWords(t *testing.T) {
	for _, c := range []struct {
		code, want string
		args       []string
	}{
		{"dropped_key", "Key/value heads G = 4 no longer fits and went back to its default.", []string{"kv_heads", "4"}},
		{"dropped_cells", "Cells set by hand in W_q that lost their place and were dropped: 2.", []string{"wq", "2"}},
		{"dropped_names", "The names of 3 tokens do not fit the 2 rows of X and were dropped.", []string{"3", "2"}},
	} {
		if got, ok := NoteMessage(c.code, c.args, English); !ok || got != c.want {
			t.Errorf("%s: %q, want %q", c.code, got, c.want)
		}
	}
}
