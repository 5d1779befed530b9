package site

import (
	"bytes"
	"compress/gzip"
	"html"
	"net/http"
	"strings"
	"time"

	"qkvlab/core/play"
)

// A Presenter says what a link to a document shows before it is followed. It is called from many goroutines at once.
type Presenter func(d *play.Document, lang play.Lang) Preview

// Preview is a document in a few words, and the size of its picture.
type Preview struct {
	Title, Line   string
	Width, Height int
}

// share answers /s?DOCUMENT: the page, with tags in its head by which messengers and social networks preview that
// document. A browser comes to stand at /ko/#DOCUMENT, as if it had followed the page's own link. Its language is the
// document's, or the visitor's, or that of the words in it. A document with a problem is the page too, with status 400,
// 413 or 422 and no preview: the page says what is wrong, and the way out.
type share struct {
	lib     *library
	preview Presenter
	load    *load
	origin  string
}

func (s *share) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !allow(w, r, "GET, HEAD", "GET", "HEAD") {
		return
	}
	d, _, p := readLink(r)
	if p != nil {
		lang, _ := langOf(r)
		s.send(w, r, lang, statusOf(p), landing(lang, strings.ToValidUTF8(limited(r.URL.RawQuery), "�")))
		return
	}
	lang := languageOf(d)
	if wanted, asked := langOf(r); asked {
		if _, said := saidLanguage(d); !said {
			lang = wanted
		}
	}
	if !s.load.enter(r.Context()) {
		busy(w)
		return
	}
	preview, p := s.present(d, lang)
	if p != nil {
		writeProblem(w, p, lang)
		return
	}
	s.send(w, r, lang, http.StatusOK, landing(lang, d.String())+tags(d, lang, preview, originOf(r, s.origin)))
}

func (s *share) present(d *play.Document, lang play.Lang) (preview Preview, p *play.Problem) {
	defer s.load.leave()
	defer saved(d.String(), &p)
	return s.preview(d, lang), nil
}

// limited leaves out what no page could read anyway.
func limited(query string) string {
	if len(query) > MaxDocument {
		return ""
	}
	return query
}

// send writes the page of a language with something put into its head.
func (s *share) send(w http.ResponseWriter, r *http.Request, lang play.Lang, status int, head string) {
	shell := s.lib.current().shells[lang]
	body := bytes.Join([][]byte{shell.before, []byte(head), shell.after}, nil)
	setHeaders(w, page)
	h := w.Header()
	h.Set("Content-Security-Policy", shell.policy)
	h.Set("Content-Type", mediaTypes[".html"])
	h.Set("Vary", "Accept-Encoding, Accept-Language")
	v := newVariant("", body)
	if zipped := zip(body); choose([]variant{v, {encoding: "gzip"}}, r.Header.Values("Accept-Encoding")).encoding != "" {
		v = newVariant("gzip", zipped)
		h.Set("Content-Encoding", "gzip")
	}
	if status != http.StatusOK {
		w.WriteHeader(status)
		if r.Method != "HEAD" {
			w.Write(v.body)
		}
		return
	}
	h.Set("Etag", v.etag)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(v.body))
}

func zip(body []byte) []byte {
	var b bytes.Buffer
	z, _ := gzip.NewWriterLevel(&b, gzip.BestSpeed)
	z.Write(body) // a buffer takes everything
	z.Close()
	return b.Bytes()
}

// landingScript moves the browser to where the page itself lives, before it loads anything. Its text never changes, so
// that the policy can allow it by its hash; where to stands beside it.
const landingScript = `history.replaceState(null,"",document.currentScript.dataset.to)`

func landing(lang play.Lang, document string) string {
	to := string(lang) + "/"
	if document != "" {
		to += "#" + document
	}
	return `<script data-to="` + html.EscapeString(to) + `">` + landingScript + "</script>\n"
}
