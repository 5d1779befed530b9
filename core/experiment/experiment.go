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

// law reports whether a claim holds for two results, and the numbers that say so; or why it cannot be measured on them.
type law func(a, b *play.Result) (holds bool, measured []string, why *words)

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
		return Verdict{Text: unlikeWords.in(lang) + " " + backWords.in(lang)}
	}
	holds, measured, why := e.law(a, b)
	if why != nil {
		return Verdict{Text: why.in(lang) + " " + backWords.in(lang)}
	}
	return Verdict{holds, true, e.measured.in(lang, measured...)}
}

// Why a claim is not measured, and the way back.
var (
	unlikeWords = words{
		"A와 B의 모양이나 단계가 달라져, 이 주장을 두 문서에서 잴 수 없습니다.",
		"A and B are no longer of the shapes, or have not the steps, that this claim is about.",
	}
	deadWords = words{
		"볼 수 있는 키가 하나도 없는 줄이 있어 어텐션이 NaN입니다. 이 주장은 그런 줄을 두고 하는 말이 아닙니다.",
		"Some line has no key that it may look at, so its attention is NaN; the claim is not about such lines.",
	}
	steepWords = words{
		"점수가 너무 커서 float32의 반올림만으로도 어텐션이 움직입니다. 그래서 이 주장이 맞는지 가릴 수 없습니다.",
		"Scores are so large that the rounding of float32 alone moves attention: it cannot be told whether the claim holds.",
	}
	otherVectorsWords = words{
		"같은 단어가 A와 B에서 다른 벡터를 받고 있습니다. 이 주장은 단어의 벡터가 그대로일 때의 이야기입니다.",
		"The same word has another vector in A than in B; the claim is about words that keep theirs.",
	}
	backWords = words{
		"마지막 변경을 되돌리거나, ‘예시’에서 이 실험을 다시 여세요.",
		"Undo the last change, or open the experiment again from “Examples”.",
	}
)

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
