package golden

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"strings"
	"testing"

	"qkvlab/core/play"
)

// TestExportedPrograms runs what "copy as PyTorch" and "copy as NumPy" give, and compares every step with the engine.
func TestExportedPrograms(t *testing.T) {
	python := torch(t)
	docs := append([]string{
		"wq=tie:v&bk=tie:q&wv.0.1=2&head.0.scores.1.2=3&q.0.0=-1",
		"text=\"quotes\\\" %5C and%0Alines&dim=6&heads=3&kv_heads=1&pos=alibi&mask=causal&pad=1",
		"x=1,2,3,4;4,3,2,1;.5,.5,.5,.5&seed=42&out_proj=0",
		"x=1,2,3;-4,0,2&pos=sinusoidal&softmax=queries&wo=zero&bo=1,2,3",
	}, held...)
	for _, p := range play.Presets(play.English) {
		docs = append(docs, p.Doc)
	}
	type export struct {
		name    string
		result  *play.Result
		program string
	}
	var exports []export
	for _, doc := range docs {
		d, p := play.Decode(doc)
		if p != nil {
			t.Fatalf("%s: %v", doc, p)
		}
		r := play.Run(d)
		exports = append(exports,
			export{"PyTorch of " + doc, r, play.Export(r, play.PyTorch, false)},
			export{"literal PyTorch of " + doc, r, play.Export(r, play.PyTorch, true)},
			export{"NumPy of " + doc, r, play.Export(r, play.NumPy, true)})
	}
	programs := make([]string, len(exports))
	for i, e := range exports {
		programs[i] = e.program
	}
	results, _ := printedBy[map[string]string](t, python, "run_export.py", programs)
	for i, e := range exports {
		t.Run(strings.ReplaceAll(e.name, "/", "∕"), func(t *testing.T) {
			for _, s := range e.result.Trace.Steps {
				m, values := e.result.Trace.Mat(s.ID), decode(t, results[i][s.ID])
				if len(values) != len(m.Data) {
					t.Fatalf("%s has %d values, want %d", s.ID, len(values), len(m.Data))
				}
				within(t, &s, m, values)
			}
		})
	}
}

// printedBy runs programs by a script of this folder, and returns what each printed and what Python complained of.
func printedBy[T any](t *testing.T, python, script string, programs []string) (results []T, complaints string) {
	t.Helper()
	in, err := json.Marshal(programs)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(python, script)
	cmd.Stdin = bytes.NewReader(in)
	var failed bytes.Buffer
	cmd.Stderr = &failed
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, failed.String())
	}
	if err := json.Unmarshal(out, &results); err != nil || len(results) != len(programs) {
		t.Fatalf("%d results of %d (%v)", len(results), len(programs), err)
	}
	return results, failed.String()
}
