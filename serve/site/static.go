package site

import (
	"bytes"
	"net/http"
	"strings"
	"time"
)

// static serves the files of a library: GET and HEAD, the smallest representation that the client takes, 304 for one it
// has, ranges of the plain bytes.
type static struct{ lib *library }

func (s static) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	shelf := s.lib.current()
	to, moved := shelf.redirect[r.URL.Path]
	f := shelf.files[r.URL.Path]
	switch {
	case f == nil && !moved:
		notFound(w, r)
	case !allow(w, r, "GET, HEAD", "GET", "HEAD"):
	case moved:
		redirect(w, r, to, http.StatusMovedPermanently)
	default:
		f.serve(w, r)
	}
}

func (f *file) serve(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	for _, row := range f.header {
		h[row.name] = row.values // shared by all answers; whoever adds to one copies it
	}
	addVary(h)

	v := &f.variants[0]
	if r.Header.Get("Range") == "" {
		// A part of compressed bytes helps nobody: ranges are of the plain ones.
		v = choose(f.variants, r.Header["Accept-Encoding"])
	}
	for _, row := range v.header {
		h[row.name] = row.values
	}
	if r.Method == http.MethodGet && isPlain(r.Header) {
		h["Accept-Ranges"] = acceptRanges
		w.Write(v.body) // at once, where ServeContent would copy it piece by piece
		return
	}
	if tooManyRanges(r.Header.Get("Range")) {
		r.Header.Del("Range") // a server may ignore it (RFC 9110 §14.2): the answer would be larger than the file
	}
	if v.encoding == "" {
		delete(h, "Content-Length") // ServeContent says how long a range is
	}
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(v.body))
}

// isPlain reports that a request asks for all of a file, whatever its client has already.
func isPlain(h http.Header) bool {
	for _, name := range [...]string{"Range", "If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since", "If-Range"} {
		if len(h[name]) > 0 {
			return false
		}
	}
	return true
}

// mostRanges is how many parts of a file are sent in one answer. Players and download managers ask for one or two.
const mostRanges = 16

func tooManyRanges(spec string) bool { return strings.Count(spec, ",") >= mostRanges }

func addVary(h http.Header) {
	if h["Vary"] == nil {
		h["Vary"] = varyEncoding
		return
	}
	h.Add("Vary", "Accept-Encoding")
}

var varyEncoding, acceptRanges = []string{"Accept-Encoding"}, []string{"bytes"}

// redirect sends to a relative place, with the query that the request had. What follows # in the browser's address,
// a document perhaps, stays there: a Location without a fragment inherits it (RFC 9110 §10.2.2).
func redirect(w http.ResponseWriter, r *http.Request, to string, status int) {
	if r.URL.RawQuery != "" {
		to += "?" + r.URL.RawQuery
	}
	setHeaders(w, page)
	w.Header().Set("Location", to)
	w.Header().Set("Content-Length", "0")
	w.WriteHeader(status)
}
