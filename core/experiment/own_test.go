package experiment

import (
	"strings"
	"testing"

	"qkvlab/core/play"
)

func run(t testing.TB, doc string) *play.Result {
	t.Helper()
	d, p := play.Decode(doc)
	if p != nil {
		t.Fatalf("%s: %v", doc, p)
	}
	return play.Run(d)
}

func judge(t testing.TB, id, a, b string) Verdict {
	t.Helper()
	return Judge(id, run(t, a), run(t, b), play.English)
}

// Every claim holds for its own documents, which are canonical.
func TestClaimsHoldForTheirDocuments(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range play.Presets(play.English) {
		seen[p.ID] = true
	}
	for _, e := range All(play.English) {
		if seen[e.ID] {
			t.Errorf("%s is there twice, as an experiment or a preset", e.ID)
		}
		seen[e.ID] = true
		for _, doc := range []string{e.A, e.B, e.Doc()} {
			if got := run(t, doc).Doc.String(); got != doc {
				t.Errorf("%s: %s is not canonical: %s", e.ID, doc, got)
			}
		}
		v := judge(t, e.ID, e.A, e.B)
		if !v.Holds || !v.Comparable {
			t.Errorf("%s does not hold: %s", e.ID, v.Text)
		}
		t.Logf("%-14s %s", e.ID, v.Text)
	}
}

// Korean and English say something in every place, and tell the same numbers.
func TestBothLanguages(t *testing.T) {
	for _, e := range table {
		for _, w := range []words{e.title, e.claim, e.try, e.measured} {
			if w.ko == "" || w.en == "" || strings.Count(w.ko, "{") != strings.Count(w.en, "{") {
				t.Errorf("%s: %q, %q", e.id, w.ko, w.en)
			}
		}
		_, measured, _ := e.law(run(t, e.a), run(t, e.b))
		if n := strings.Count(e.measured.en, "{"); n != len(measured) {
			t.Errorf("%s tells %d numbers of %d", e.id, n, len(measured))
		}
	}
}

// A document carries its question and the other side, and can be turned over and back.
func TestPairs(t *testing.T) {
	free := []Experiment{{A: "heads=2", B: "heads=2&seed=1"}}
	for _, e := range append(All(play.Korean), free...) {
		d := run(t, e.Doc()).Doc
		p, ok := PairOf(d)
		if !ok || p.Question != e.ID || p.Other != e.A || p.IsA {
			t.Fatalf("%s: %+v, %v", e.ID, p, ok)
		}
		back := run(t, p.Swapped(d)).Doc
		turned, ok := PairOf(back)
		if !ok || !turned.IsA || turned.Other != e.B || back.Bare().String() != e.A || turned.Question != e.ID {
			t.Errorf("%s turned over: %s", e.ID, back)
		}
		if again := turned.Swapped(back); again != e.Doc() {
			t.Errorf("%s turned over twice: %s", e.ID, again)
		}
	}
	if _, ok := PairOf(run(t, "ui.experiment=symmetry").Doc); ok {
		t.Error("a question without another document is no pair")
	}
	if _, ok := Find("nothing", play.English); ok {
		t.Error("there is an experiment “nothing”")
	}
}
