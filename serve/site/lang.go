package site

import (
	"net/http"
	"strings"

	"golang.org/x/text/language"

	"qkvlab/core/play"
)

// langOf returns the language of ours that a request likes best, English where it likes others only. It reports false
// where the request does not say: no Accept-Language header, only "*", or one that cannot be read. Scripts and regions
// make no difference to us, so "ko-KP" and "ko-Hang" are Korean.
func langOf(r *http.Request) (lang play.Lang, asked bool) {
	wanted, _, err := language.ParseAcceptLanguage(strings.Join(r.Header.Values("Accept-Language"), ","))
	if err != nil {
		return play.English, false
	}
	for _, tag := range wanted { // the best first, those with q=0 left out
		switch base, _ := tag.Base(); base.String() {
		case "ko":
			return play.Korean, true
		case "en":
			return play.English, true
		case "mul": // what * is read as
		default:
			asked = true
		}
	}
	return play.English, asked
}
