package experiment

import (
	"strings"

	"qkvlab/core/play"
)

// words is a text in both languages; {0}, {1}, … are numbers that were measured.
type words struct{ ko, en string }

func (w words) in(lang play.Lang, args ...string) string { return play.Fill(lang, w.ko, w.en, args...) }

// entry is one row of the table.
type entry struct {
	id       string
	a, b     string // documents in canonical form
	title    words  // the question
	claim    words
	try      words
	measured words // what law measures
	law      law
}

// law reports whether a claim holds for two results, and the numbers that say so; none where the two cannot be compared.
type law func(a, b *play.Result) (holds bool, measured []string)

// Experiment is one question in one language.
type Experiment struct {
	ID    string
	A, B  string // documents: as it was, and with one thing changed
	Title string // the question
	Claim string // what A and B show, in one sentence, with its conditions
	Try   string // what to change next
}

// Doc returns the document that opens the experiment: B, with A and the question as pairs of the page's own.
func (e *Experiment) Doc() string { return With(e.B, e.A, e.ID) }

// With returns doc with the document to compare it with and, unless it is "", the question that both answer.
func With(doc, a, question string) string {
	doc += "&" + KeyA + "=" + play.Escape(a)
	if question != "" {
		doc += "&" + KeyQuestion + "=" + play.Escape(question)
	}
	return strings.TrimPrefix(doc, "&")
}

// The pairs of a document that belong to a comparison.
const (
	KeyA        = "ui.a"          // the other document
	KeyQuestion = "ui.experiment" // the experiment's id; with onA behind it the document itself is A, and ui.a is B
	onA         = ":a"
)

// All returns the experiments in the order in which they are offered.
func All(lang play.Lang) []Experiment {
	list := make([]Experiment, len(table))
	for i := range table {
		list[i] = table[i].in(lang)
	}
	return list
}

// Find returns an experiment by its id.
func Find(id string, lang play.Lang) (Experiment, bool) {
	if e := find(id); e != nil {
		return e.in(lang), true
	}
	return Experiment{}, false
}

func find(id string) *entry {
	for i := range table {
		if table[i].id == id {
			return &table[i]
		}
	}
	return nil
}

func (e *entry) in(lang play.Lang) Experiment {
	return Experiment{e.id, e.a, e.b, e.title.in(lang), e.claim.in(lang), e.try.in(lang)}
}

// Verdict says whether a claim holds for two documents.
type Verdict struct {
	Holds      bool
	Comparable bool   // false: the two are of different shapes, or lack what the claim is about
	Text       string // what was measured, in words
}

// Judge measures two results by an experiment's law. An id that is not in the table cannot be compared.
func Judge(id string, a, b *play.Result, lang play.Lang) Verdict {
	e := find(id)
	if e == nil {
		return Verdict{Text: unlikeWords.in(lang)}
	}
	holds, measured := e.law(a, b)
	if measured == nil {
		return Verdict{Text: unlikeWords.in(lang)}
	}
	return Verdict{holds, true, e.measured.in(lang, measured...)}
}

var unlikeWords = words{
	"두 문서의 모양이 달라 이 문장을 재어 볼 수 없습니다. A로 돌아가 다시 시작해 보세요.",
	"The two documents are too unlike for this claim to be measured; start again from A.",
}

// Pair is what a document says of the one that it is compared with.
type Pair struct {
	Other    string // that document
	Question string // the experiment's id, or ""
	IsA      bool   // the document itself is A, the other B
}

// PairOf returns what a document is compared with, and whether it is.
func PairOf(d *play.Document) (p Pair, ok bool) {
	for _, u := range d.UI {
		switch u.Key {
		case KeyA:
			p.Other, ok = u.Value, true
		case KeyQuestion:
			p.Question, p.IsA = strings.CutSuffix(u.Value, onA)
		}
	}
	return p, ok
}

// Swapped returns the document that shows the other side: the other document, with d to compare it with.
func (p Pair) Swapped(d *play.Document) string {
	question := p.Question
	if !p.IsA {
		question += onA
	}
	return With(p.Other, d.Bare().String(), question)
}
