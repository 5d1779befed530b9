package wire

import (
	"strings"
	"testing"

	"qkvlab/core/experiment"
	"qkvlab/core/play"
)

func TestCompareReplies(t *testing.T) {
	var e Engine
	x, _ := experiment.Find("symmetry", play.English)
	r, _ := ask[CompareReply](t, &e, "call=compare&lang=en&doc="+play.Escape(x.Doc()))
	c := r.Comparison
	if !r.OK || c == nil || c.ID != "symmetry" || c.Claim != x.Claim || c.Try != x.Try || !c.Holds || !c.Comparable || c.IsA {
		t.Fatalf("got %+v", c)
	}
	if !strings.Contains(c.Verdict, "in B: 0 ") || !strings.Contains(c.Moved, "Attention moved most in head 0") {
		t.Errorf("said %q, %q", c.Verdict, c.Moved)
	}

	// the other side tells the same
	r, _ = ask[CompareReply](t, &e, "call=compare&lang=en&doc="+play.Escape(c.Swapped))
	if s := r.Comparison; s == nil || !s.IsA || s.Verdict != c.Verdict || s.Moved != c.Moved || s.Other != x.B {
		t.Errorf("turned over: %+v", s)
	}

	// an edit breaks the claim
	edit := play.Escape("kind=set_cell&step=k&row=1&col=2&value=4")
	step, _ := ask[StepReply](t, &e, "call=step&doc="+play.Escape(x.Doc())+"&edit="+edit)
	r, _ = ask[CompareReply](t, &e, "call=compare&lang=en&doc="+play.Escape(step.Frame.Doc))
	if c := r.Comparison; c == nil || c.Holds || !c.Comparable {
		t.Errorf("broken: %+v", c)
	}
}

func TestComparisonsWithoutQuestion(t *testing.T) {
	var e Engine
	r, _ := ask[CompareReply](t, &e, "call=compare&doc="+play.Escape("seed=1&ui.a=seed%3D2"))
	if c := r.Comparison; !r.OK || c == nil || c.ID != "" || c.Claim != "" || c.Other != "seed=2" || c.Swapped == "" {
		t.Errorf("got %+v", c)
	}
	r, _ = ask[CompareReply](t, &e, "call=compare&doc="+play.Escape("seed=1"))
	if !r.OK || r.Comparison != nil {
		t.Errorf("a document that is compared with none: %+v", r)
	}
	r, _ = ask[CompareReply](t, &e, "call=compare&doc="+play.Escape("seed=1&ui.a=heads%3D3"))
	if r.OK || r.Problem == nil || r.Problem.Code != string(play.BadHeads) || r.Problem.Field != "ui.a" {
		t.Errorf("a broken other document: %+v", r.Problem)
	}
}

func TestPresetsOfferExperiments(t *testing.T) {
	var e Engine
	r, _ := ask[PresetsReply](t, &e, "call=presets&lang=ko")
	count := 0
	for _, p := range r.Presets {
		if p.Group == "experiment" {
			count++
		}
	}
	if all := experiment.All(play.Korean); count != len(all) || len(r.Presets) != count+len(play.Presets(play.Korean)) {
		t.Errorf("%d of %d presets are experiments, want %d", count, len(r.Presets), len(all))
	}
}
