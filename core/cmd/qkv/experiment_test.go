package main

import (
	"strings"
	"testing"
)

func TestExperiment(t *testing.T) {
	got := output(t, "", options{experiment: "symmetry", steps: "head.0.scores"})
	for _, want := range []string{"A: \n", "B: wk=tie:q&bk=tie:q\n", "(T, S) = (8, 8)", "✓ Largest |s − sᵀ| in B: 0 (in A: "} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	if got := output(t, "wk=tie:q", options{experiment: "symmetry"}); !strings.Contains(got, "✗") {
		t.Errorf("a document that breaks the claim:\n%s", got)
	}
	if p := run(new(strings.Builder), "", options{experiment: "nothing"}); p == nil || p.Code != NoSuch {
		t.Errorf("an unknown experiment: %v", p)
	}
}

func TestExperiments(t *testing.T) {
	if got := output(t, "", options{experiments: true, lang: "ko"}); !strings.Contains(got, "key-bias-rope   RoPE") || strings.Count(got, "\n") < 20 {
		t.Errorf("the list:\n%s", got)
	}
}
