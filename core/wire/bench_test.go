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
	for i := range b.N {
		edit := "kind=set_cell&step=wq&row=1&col=2&value=" + strconv.Itoa(i%97)
		meta, data := e.Call("call=step&lang=ko&doc=" + play.Escape(doc) + "&edit=" + play.Escape(edit))
		if len(data) == 0 {
			b.Fatalf("%s", meta)
		}
	}
}
