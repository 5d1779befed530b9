package main

import (
	"encoding/json"
	"fmt"
	"math"
	"net/url"
	"slices"
	"strings"

	"qkvlab/core/play"
	"qkvlab/core/wire"
)

// lessons are documents that only figures of the lessons are shown on; of some of them a few steps are enough.
var lessons = []struct{ name, doc, steps string }{
	{"plane", "tokens=나|너|우리|집&x=1,0.5;-0.5,1;1.2,-0.8;-1,-0.6&wq=0.9,-0.7;0.5,0.8&bq=0.4,-0.3&wk=1,0.5;0.4,0.2&bk=zero&wv=1,0.6;0.6,-0.4&bv=zero", ""},
	{"spread", "text=어텐션은 쿼리와 키의 내적을 보고 밸류를 섞는다. 헤드가 넓으면 점수도 넓게 퍼진다!&dim=64&seed=0", "x"},
	{"real_size", "tokens=안녕하세요|저|##는|chat|gp|t|##입|##니다|만나서|반가워|##요|.&dim=768&heads=12&seed=0", "x,q"},
	{"lesson_dot", "tokens=저|는|chat|gp|t&dim=2&seed=5", ""},
	{"space", "tokens=나|너|우리|집&x=1,0.5,0.2;-0.5,1,-0.8;1.2,-0.8,0.6;-1,-0.6,1&wq=0.9,-0.7,0.2;0.5,0.8,-0.3;0.1,0.4,1.1&bq=0.4,-0.3,0.2&wk=1,0.5,-0.5;0.4,0.2,0.8;1.4,0.7,0.3&bk=zero&wv=1,0.6,0;0.6,-0.4,0;0.3,0,0.9&bv=zero", ""},
	{"plane_one", "x=1;-0.5;2&wq=1.5&bq=-0.5", ""},
	{"plane_infinite", "x=3e38,3e38;0.5,1;1,-1&wq=3e38,1;1,3e38&bias=0", ""},
}

// asked is what figures of the lessons ask the engine about a trace.
var asked = []struct{ trace, request string }{
	{"plane", "call=singular&step=wq"},
	{"plane", "call=singular&step=wk"},
	{"plane", "call=singular&step=wv"},
	{"plane", "call=singular&step=wo"},
	{"space", "call=singular&step=wq"},
	{"space", "call=singular&step=wk"},
	{"space", "call=singular&step=wv"},
	{"plane_one", "call=singular&step=wq"},
	{"plane_infinite", "call=singular&step=wq"},
	{"default", "call=singular&step=wq"},
	{"default", "call=singular&step=wq&dims=0%2C1"},
	{"head_dim_wider", "call=singular&step=wq"},
	{"head_dim_wider", "call=singular&step=wq&dims=0%2C1"},
}

type trace struct {
	Name   string   `json:"name"`
	Doc    string   `json:"doc"`
	Tokens []string `json:"tokens"`
	Steps  []step   `json:"steps"`
}

type step struct {
	ID   string   `json:"id"`
	Op   string   `json:"op"`
	In   []string `json:"in"`
	Axes []string `json:"axes"`
	Rows int      `json:"rows"`
	Cols int      `json:"cols"`
	Hex  string   `json:"hex"` // float32 bits, as core/golden writes them
}

type answer struct {
	Trace   string          `json:"trace"`
	Request string          `json:"request"`
	Reply   json.RawMessage `json:"reply"`
	Values  []any           `json:"values"` // numbers, "NaN"
}

// widths asks for the scores and the attention of the first head at every width, as <qkv-spread> does.
func widths(trace, doc string) (requests []struct{ trace, request string }) {
	for _, dh := range []string{"2", "8", "32", "128", "512"} {
		for _, s := range []struct{ pair, scores string }{{"&scale=none", "scores"}, {"", "scaled"}} {
			sibling := url.QueryEscape(doc + "&head_dim=" + dh + s.pair)
			for _, step := range []string{s.scores, "attn"} {
				requests = append(requests, struct{ trace, request string }{trace, "call=matrix&doc=" + sibling + "&step=head.0." + step})
			}
		}
	}
	return requests
}

// docOf is the canonical document of a recorded frame.
func docOf(found []trace, name string) string {
	return found[slices.IndexFunc(found, func(t trace) bool { return t.Name == name })].Doc
}

func recordLessons(docs map[string]string, traces, answers string) error {
	var engine wire.Engine
	var found []trace
	for _, l := range lessons {
		docs[l.name] = l.doc
		t, err := traceOf(&engine, l.doc, l.steps)
		if err != nil {
			return fmt.Errorf("%s: %w", l.name, err)
		}
		t.Name = l.name
		found = append(found, t)
	}
	if err := write(traces, found); err != nil {
		return err
	}
	var entries []answer
	all := slices.Concat(asked, widths("spread", docOf(found, "spread")), widths("one_token", docs["one_token"]))
	for _, a := range all {
		doc, ok := docs[a.trace]
		if !ok {
			return fmt.Errorf("there is no case %s", a.trace)
		}
		meta, data := engine.Call("doc=" + play.Escape(doc) + "&" + a.request) // a doc of the request comes after, and holds
		if !strings.Contains(string(meta), `"ok":true`) {
			return fmt.Errorf("%s, %s: %s", a.trace, a.request, meta)
		}
		values := []any{}
		for _, v := range data {
			if v != v || math.IsInf(float64(v), 0) {
				values = append(values, strings.Replace(fmt.Sprint(v), "Inf", "Infinity", 1))
			} else {
				values = append(values, v)
			}
		}
		entries = append(entries, answer{a.trace, a.request, meta, values})
	}
	return write(answers, entries)
}

// traceOf computes a document as core/golden records one; steps names those that are kept, or all.
func traceOf(engine *wire.Engine, doc, steps string) (trace, error) {
	meta, data := engine.Call("call=step&doc=" + play.Escape(doc))
	var reply wire.StepReply
	if err := json.Unmarshal(meta, &reply); err != nil {
		return trace{}, err
	}
	if !reply.OK {
		return trace{}, fmt.Errorf("%s", meta)
	}
	t := trace{Doc: reply.Frame.Doc, Tokens: reply.Frame.Tokens}
	for _, s := range reply.Frame.Steps {
		if steps != "" && !slices.Contains(strings.Split(steps, ","), s.ID) {
			continue
		}
		var hex strings.Builder
		for _, v := range data[s.At : s.At+s.Rows*s.Cols] {
			fmt.Fprintf(&hex, "%08x", math.Float32bits(v))
		}
		t.Steps = append(t.Steps, step{s.ID, s.Op, s.In, s.Axes[:], s.Rows, s.Cols, hex.String()})
	}
	return t, nil
}
