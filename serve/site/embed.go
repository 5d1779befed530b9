package site

import "net/http"

// embedFile is the page that shows one figure, as the build names it.
const embedFile = "embed.html"

// embed answers /embed?DOCUMENT: the page reads the document itself, so that it is one file for all documents.
type embed struct{ lib *library }

func (e embed) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f := e.lib.current().files["/"+embedFile]
	switch {
	case f == nil:
		notFound(w, r)
	case allow(w, r, "GET, HEAD", "GET", "HEAD"):
		f.serve(w, r)
	}
}
