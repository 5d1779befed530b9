// Command record asks the engine for what the gallery shows beside its recorded frames: explanations, written to
// web/gallery/explanations.json, principal components, to web/gallery/principals.json, and for the figures of the lessons
// frames of other documents, to web/gallery/lessons.json, and answers about frames, to web/gallery/answers.json:
//
//	go run ./web/gallery/record
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"qkvlab/core/play"
	"qkvlab/core/wire"
)

// cells are what the gallery's inspectors look at: a trace of core/golden, and a cell of one of its steps.
var cells = []struct {
	trace, step string
	row, col    int
}{
	{"causal_two_heads", "q", 1, 2},
	{"causal_two_heads", "head.0.scores", 3, 1},
	{"causal_two_heads", "head.0.masked", 1, 4},
	{"causal_two_heads", "head.0.attn", 3, 1},
	{"causal_two_heads", "head.1.q", 2, 1},
	{"causal_two_heads", "concat", 2, 3},
	{"causal_two_heads", "wq", 0, 1},
	{"default", "x", 1, 0},
	{"default", "head.0.attn", 1, 3},
	{"default", "head.0.context", 1, 3},
	{"softcap", "head.0.capped", 1, 0},
	{"temperature_low", "head.0.tempered", 2, 2},
	{"pad_all", "head.0.attn", 0, 0},
	{"rope_one_head", "head.0.q_rot", 2, 1},
	{"sinusoidal_odd", "pos", 3, 2},
	{"dim64", "q", 0, 5},
	{"set_k_v", "v", 2, 0},
	{"set_wq_bq", "wq", 1, 3},
}

// planes are the steps of whose rows the gallery shows principal components.
var planes = []struct{ trace, steps string }{
	{"default", "q,k"},
	{"causal_two_heads", "x,q,k,v"},
	{"dim1", "q,k"},
	{"one_token", "q"},
	{"zero_wk_bk", "k"},
	{"default", "head.0.v,head.0.context"},
	{"default", "x,q"},
}

type plane struct {
	Trace  string    `json:"trace"`
	Steps  string    `json:"steps"`
	Cols   int       `json:"cols"`
	Count  int       `json:"count"`  // of components
	Values []float32 `json:"values"` // shares, components, coordinates
}

type entry struct {
	Trace       string          `json:"trace"`
	Lang        string          `json:"lang"`
	Explanation json.RawMessage `json:"explanation"`
}

func main() {
	const from = "core/golden/cases.txt"
	docs, err := documents(from)
	if err == nil {
		err = record(docs, from, "web/gallery/explanations.json")
	}
	if err == nil {
		err = recordPlanes(docs, "web/gallery/principals.json")
	}
	if err == nil {
		err = recordLessons(docs, "web/gallery/lessons.json", "web/gallery/answers.json")
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "record:", err)
		os.Exit(1)
	}
}

func recordPlanes(docs map[string]string, to string) error {
	var engine wire.Engine
	var entries []plane
	for _, p := range planes {
		meta, values := engine.Call("call=principal&doc=" + play.Escape(docs[p.trace]) + "&steps=" + p.steps)
		var reply wire.PrincipalReply
		if err := json.Unmarshal(meta, &reply); err != nil {
			return err
		}
		if !reply.OK {
			return fmt.Errorf("%s, %s: %s", p.trace, p.steps, meta)
		}
		entries = append(entries, plane{p.trace, p.steps, reply.Cols, reply.Components, values})
	}
	return write(to, entries)
}

func record(docs map[string]string, from, to string) error {
	var engine wire.Engine
	var entries []entry
	for _, c := range cells {
		doc, ok := docs[c.trace]
		if !ok {
			return fmt.Errorf("%s has no case %s", from, c.trace)
		}
		for _, lang := range []string{"ko", "en"} {
			meta, _ := engine.Call(fmt.Sprintf("call=explain&lang=%s&doc=%s&step=%s&row=%d&col=%d", lang, play.Escape(doc), c.step, c.row, c.col))
			var reply struct {
				OK          bool
				Explanation json.RawMessage
				Problem     json.RawMessage
			}
			if err := json.Unmarshal(meta, &reply); err != nil {
				return err
			}
			if !reply.OK {
				return fmt.Errorf("%s, %s.%d.%d: %s", c.trace, c.step, c.row, c.col, reply.Problem)
			}
			entries = append(entries, entry{c.trace, lang, reply.Explanation})
		}
	}
	return write(to, entries)
}

// documents reads the golden cases: name, tab, document.
func documents(path string) (map[string]string, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	docs := map[string]string{}
	for line := range strings.Lines(string(text)) {
		if name, doc, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t"); ok && !strings.HasPrefix(line, "#") {
			docs[name] = doc
		}
	}
	return docs, nil
}

// write puts one entry on a line.
func write[T any](path string, entries []T) error {
	var b bytes.Buffer
	b.WriteString("[\n")
	for i, e := range entries {
		line, err := json.Marshal(e)
		if err != nil {
			return err
		}
		b.Write(line)
		if i < len(entries)-1 {
			b.WriteByte(',')
		}
		b.WriteByte('\n')
	}
	b.WriteString("]\n")
	return os.WriteFile(path, b.Bytes(), 0o644)
}
