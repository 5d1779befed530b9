package draw

import (
	"strings"

	"qkvlab/core/play"
)

// words are what a card says beyond what core/play does.
type words struct{ ko, en string }

// in returns the words in a language; {} stands for the argument.
func (w words) in(lang play.Lang, arg ...string) string {
	text := w.en
	if lang == play.Korean {
		text = w.ko
	}
	for _, a := range arg {
		text = strings.Replace(text, "{}", a, 1)
	}
	return text
}

var (
	queryWords = words{"쿼리: 누가", "queries: who"}
	keyWords   = words{"키: 누구를", "keys: whom"}
	headWords  = words{"어텐션, 헤드 {}개 가운데 0번", "attention, head 0 of {}"}
)
