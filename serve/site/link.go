package site

import (
	"net/http"
	"strconv"
	"strings"

	"qkvlab/core/play"
)

// readLink reads the document of a link as platforms pass it on, with keys of their own (utm_source, fbclid), which are
// left out and named.
func readLink(r *http.Request) (d *play.Document, foreign []string, p *play.Problem) {
	if n := len(r.URL.RawQuery); n > MaxDocument {
		return nil, nil, tooLong(strconv.Itoa(n))
	}
	return play.DecodeForeign(r.URL.RawQuery)
}

// languageOf is the language that a document is shown in where nobody says otherwise: the one it names, or Korean where
// its tokens have Hangul.
func languageOf(d *play.Document) play.Lang {
	if lang, said := saidLanguage(d); said {
		return lang
	}
	for _, token := range d.TokenList() {
		if strings.ContainsFunc(token, isHangul) {
			return play.Korean
		}
	}
	return play.English
}

// saidLanguage is the language that a document names.
func saidLanguage(d *play.Document) (play.Lang, bool) {
	for _, u := range d.UI {
		if lang := play.Lang(u.Value); u.Key == "ui.lang" && (lang == play.Korean || lang == play.English) {
			return lang, true
		}
	}
	return "", false
}

func isHangul(c rune) bool {
	return '가' <= c && c <= '힣' || 'ᄀ' <= c && c <= 'ᇿ' || 'ㄱ' <= c && c <= 'ㆎ'
}

// originOf is where a site stands as its visitor sees it, "https://lab.example"; "" where the request does not tell.
func originOf(r *http.Request, configured string) string {
	if configured != "" {
		return strings.TrimSuffix(configured, "/")
	}
	for _, c := range []byte(r.Host) {
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte(".-_:[]", c) >= 0) {
			return ""
		}
	}
	switch {
	case r.Host == "":
		return ""
	case r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https":
		return "https://" + r.Host
	}
	return "http://" + r.Host
}
