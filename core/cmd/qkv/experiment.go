package main

import (
	"fmt"
	"io"

	"qkvlab/core/experiment"
	"qkvlab/core/play"
)

// list writes the experiments, a line each.
func list(w io.Writer, lang play.Lang) {
	for _, e := range experiment.All(lang) {
		fmt.Fprintf(w, "%-15s %s\n", e.ID, e.Title)
	}
}

// compare writes an experiment, the steps of both documents that were asked for, and its verdict. doc takes the place of
// B where it is given.
func compare(w io.Writer, doc string, o options) *play.Problem {
	lang := play.Lang(o.lang)
	e, ok := experiment.Find(o.experiment, lang)
	if !ok {
		return &play.Problem{Code: NoSuch, Field: "experiment", Args: []string{o.experiment}}
	}
	if doc == "" {
		doc = e.B
	}
	fmt.Fprintf(w, "%s\n%s\n%s\n\n", e.Title, e.Claim, e.Try)
	var results [2]*play.Result
	for i, side := range []struct{ name, doc string }{{"A", e.A}, {"B", doc}} {
		d, p := play.Decode(side.doc)
		if p != nil {
			return p
		}
		results[i] = play.Run(d)
		fmt.Fprintf(w, "%s: %s\n", side.name, d.Bare())
		if o.steps == "" {
			continue
		}
		if p := print(w, results[i], o.stepList(), o.decimals); p != nil {
			return p
		}
	}
	v := experiment.Judge(e.ID, results[0], results[1], lang)
	sign := "✗"
	if v.Holds {
		sign = "✓"
	}
	fmt.Fprintf(w, "\n%s %s\n", sign, v.Text)
	return nil
}
