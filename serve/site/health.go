package site

import (
	"io"
	"net/http"
)

// health says that the server answers.
func health(w http.ResponseWriter, r *http.Request) {
	if !allow(w, r, "GET, HEAD", "GET", "HEAD") {
		return
	}
	setHeaders(w, answer)
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	io.WriteString(w, "ok\n")
}
