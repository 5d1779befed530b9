package wire

import (
	"strconv"
	"strings"
	"testing"

	"qkvlab/core/play"
)

// BenchmarkStep is the budget's case: one cell of W_q edited at T=32, D=64, H=8.
func BenchmarkStep(b *testing.B) {
	tokens := make([]string, 32)
	for i := range tokens {
		tokens[i] = "t" + strconv.Itoa(i)
	}
	doc := "tokens=" + play.Escape(strings.Join(tokens, "|")) + "&dim=64&heads=8"
	var e Engine
	for i := range b.N { // as a scrub does: each edit starts from the document of the one before
		value := strconv.Itoa(1 + i%97)
		edit := "kind=set_cell&step=wq&row=1&col=2&value=" + value
		meta, data := e.Call("call=step&lang=ko&doc=" + play.Escape(doc) + "&edit=" + play.Escape(edit))
		if len(data) == 0 {
			b.Fatalf("%s", meta)
		}
		base, _, _ := strings.Cut(doc, "&wq.1.2=")
		doc = base + "&wq.1.2=" + value
	}
}
