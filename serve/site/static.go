package site

import (
	"bytes"
	"net/http"
	"strconv"
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
	setHeaders(w, f.kind)
	h := w.Header()
	if f.policy != "" {
		h.Set("Content-Security-Policy", f.policy)
	}
	h.Add("Vary", "Accept-Encoding")

	v := f.variants[0]
	if r.Header.Get("Range") == "" {
		// A part of compressed bytes helps nobody: ranges are of the plain ones.
		v = choose(f.variants, r.Header.Values("Accept-Encoding"))
	}
	h.Set("Content-Type", f.media)
	h.Set("Etag", v.etag)
	if v.encoding != "" {
		h.Set("Content-Encoding", v.encoding)
		h.Set("Content-Length", strconv.Itoa(len(v.body))) // ServeContent leaves it out where bytes are encoded
	}
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(v.body))
}

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
