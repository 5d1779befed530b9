package site

import (
	"html"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"qkvlab/core/play"
	"qkvlab/core/wire"
)

// The frame's size where nobody limits it, and the least that a figure can be read in; px.
const (
	frameWidth, frameHeight = 680, 520
	leastFrame              = 200
)

// oembed answers /oembed?url=LINK (https://oembed.com, type rich): who knows the protocol turns a pasted link into a frame
// with the figure. LINK is a permalink of this site and nothing else: /s?DOCUMENT, /embed?DOCUMENT, /ko/#DOCUMENT, /en/#DOCUMENT.
//
//	200  JSON
//	400  no url, or a query that cannot be read
//	404  not an address of ours, or nothing that can be framed
//	413, 422  a problem of the document
//	501  format=xml
type oembed struct {
	preview Presenter
	load    *load
	origin  string
}

func (o *oembed) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !allow(w, r, "GET, HEAD", "GET", "HEAD") {
		return
	}
	setHeaders(w, answer)
	w.Header().Set("Vary", "Accept-Language")
	fallback, _ := langOf(r)
	asked, err := url.ParseQuery(r.URL.RawQuery)
	switch {
	case len(r.URL.RawQuery) > 3*MaxDocument: // escaped once more
		writeProblem(w, tooLong(strconv.Itoa(len(r.URL.RawQuery))), fallback)
		return
	case err != nil || asked.Get("url") == "":
		writeProblem(w, badRequest("url"), fallback)
		return
	case asked.Get("format") != "" && asked.Get("format") != "json":
		http.Error(w, "501: JSON only", http.StatusNotImplemented)
		return
	}
	origin := originOf(r, o.origin)
	document, lang, ok := permalink(asked.Get("url"), origin)
	if !ok {
		http.Error(w, "404: not a link to a document of this site", http.StatusNotFound)
		return
	}
	d, _, p := play.DecodeForeign(document)
	if p != nil {
		writeProblem(w, p, fallback)
		return
	}
	if lang == "" {
		lang = languageOf(d)
	}
	if !o.load.enter(r.Context()) {
		busy(w)
		return
	}
	preview, p := o.present(d, lang)
	if p != nil {
		writeProblem(w, p, lang)
		return
	}
	width, height := within(frameWidth, asked.Get("maxwidth")), within(frameHeight, asked.Get("maxheight"))
	writeJSON(w, http.StatusOK, rich(preview, inLanguage(d, lang), origin, width, height))
}

func (o *oembed) present(d *play.Document, lang play.Lang) (preview Preview, p *play.Problem) {
	defer o.load.leave()
	defer saved(d.String(), &p)
	return o.preview(d, lang), nil
}

// permalink takes the document out of a link of the site at origin, and the language where the link says it.
func permalink(link, origin string) (document string, lang play.Lang, ok bool) {
	rest, ours := strings.CutPrefix(link, origin+"/")
	if origin == "" || !ours {
		return "", "", false
	}
	rest, fragment, _ := strings.Cut(rest, "#")
	place, query, _ := strings.Cut(rest, "?")
	switch place {
	case "s", "embed":
		return query, "", true
	case "ko/", "en/":
		return fragment, play.Lang(place[:2]), true
	}
	return "", "", false
}

// within is a size, or the most that was asked for, but no less than what can be read.
func within(size int, most string) int {
	if n, err := strconv.Atoi(most); err == nil && n < size {
		return max(n, leastFrame)
	}
	return size
}

// rich is the answer. Every text in it is escaped twice over: as an attribute, then as JSON.
func rich(p Preview, document, origin string, width, height int) []byte {
	frame := `<iframe src="` + html.EscapeString(origin+"/embed"+query(document)) + `" width="` + strconv.Itoa(width) + `" height="` + strconv.Itoa(height) +
		`" title="` + html.EscapeString(p.Title) + `" frameborder="0" style="border:0;max-width:100%" loading="lazy" allow="clipboard-write"></iframe>`
	var b []byte
	for i, pair := range []struct{ key, text string }{
		{"type", "rich"}, {"version", "1.0"}, {"title", p.Title}, {"provider_name", siteName}, {"provider_url", origin + "/"}, {"html", frame},
		{"thumbnail_url", origin + "/card.png" + query(document)},
	} {
		b = append(b, `{,`[min(i, 1)])
		b = wire.AppendString(b, pair.key)
		b = append(b, ':')
		b = wire.AppendString(b, pair.text)
	}
	for _, pair := range []struct {
		key string
		n   int
	}{{"width", width}, {"height", height}, {"thumbnail_width", p.Width}, {"thumbnail_height", p.Height}, {"cache_age", 86400}} {
		b = append(b, `,"`+pair.key+`":`...)
		b = strconv.AppendInt(b, int64(pair.n), 10)
	}
	return append(b, '}')
}
