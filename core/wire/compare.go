package wire

import (
	"strings"

	"qkvlab/core/experiment"
	"qkvlab/core/play"
)

func (e *Engine) compare(q query) ([]byte, []float32) {
	comparison, p := e.comparison(q["doc"], q.lang())
	reply := CompareReply{OK: p == nil, Comparison: comparison, Problem: problemOf(p, q.lang())}
	return reply.appendJSON(nil), nil
}

// comparison returns nil where the document is compared with none.
func (e *Engine) comparison(doc string, lang play.Lang) (*Comparison, *play.Problem) {
	r, p := e.result(doc)
	if p != nil {
		return nil, p
	}
	pair, ok := experiment.PairOf(r.Doc)
	if !ok {
		return nil, nil
	}
	asked := ""
	if r.Keeps() != nil { // what is asked for is not told by the other side
		asked = "&" + play.KeyAsk + "=" + play.Escape(r.Doc.Asked())
	}
	other, p := e.otherResult(pair.Other + asked)
	if p != nil {
		p.Field = experiment.KeyA
		return nil, p
	}
	a, b := other, r
	if pair.IsA {
		a, b = r, other
	}
	c := &Comparison{
		Other: other.Doc.Bare().String() + asked, Swapped: pair.Swapped(r.Doc), IsA: pair.IsA,
	}
	if asked != "" {
		return c, nil
	}
	c.Moved = strings.Join(play.Moved(a, b, lang), " ")
	if x, ok := experiment.Find(pair.Question, lang); ok {
		v := experiment.Judge(x.ID, a, b, lang)
		c.ID, c.Claim, c.Try, c.Verdict, c.Holds, c.Comparable = x.ID, x.Claim, x.Try, v.Text, v.Holds, v.Comparable
	}
	return c, nil
}

// otherResult runs the document that the current one is compared with, beside the memory that makes edits of that fast.
func (e *Engine) otherResult(doc string) (*play.Result, *play.Problem) {
	if e.other != nil && e.other.doc == doc {
		return e.other.result, nil
	}
	d, p := play.DecodeWith(doc, e.blobs)
	if p != nil {
		return nil, p
	}
	e.other = &remembered{doc, play.Run(d).Told()}
	return e.other.result, nil
}
