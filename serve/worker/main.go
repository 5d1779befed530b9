//go:build js && wasm

// Worker is the site on Cloudflare Workers: the handlers of serve, compiled to WebAssembly. Files are served by the
// platform itself from the folder beside the worker; what is computed comes here (wrangler.jsonc says which paths).
//
//	./build.sh worker       builds it into .build/worker
//	./build.sh worker-dev   runs it on this machine
//
// One instance answers many requests (worker.mjs). So that none of them touches another's streams, which the platform
// forbids, a request comes with its body read and leaves with its body whole: nothing waits inside.
package main

import (
	"embed"
	"encoding/base64"
	"io"
	"io/fs"
	"log"
	"net/http"
	"strings"
	"syscall/js"

	"github.com/syumai/workers"

	"qkvlab/serve/compute"
	"qkvlab/serve/site"
)

// pages are made by ./build.sh worker.
//
//go:embed pages
var pages embed.FS

func main() {
	log.SetFlags(0) // the platform says when
	files, err := fs.Sub(pages, "pages")
	if err != nil {
		log.Fatal(err)
	}
	options := compute.Options()
	options.Parallel = 1 << 16 // there is one thread, which a request keeps until it is answered: nobody waits for a turn
	handler, err := site.Handler(files, options)
	if err != nil {
		log.Fatalf("worker: %v: run ./build.sh worker", err)
	}
	workers.ServeNonBlock(whole(faulty(handler)))
	workers.Ready()
	select {}
}

// bodyHeader is where worker.mjs puts the body of a request, in base64. It removes what a visitor sends under this name.
const bodyHeader = "Qkvlab-Body"

// rawBodyWriter is how the library takes a body that is JavaScript's already.
type rawBodyWriter interface{ WriteRawJSBody(js.Value) }

// whole gives a handler its request as serve would, and hands its answer over in one piece.
func whole(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b := &buffer{header: w.Header(), status: http.StatusOK}
		defer func() {
			if v := recover(); v != nil { // beyond site's own guard: http.ErrAbortHandler, or a fault of ours here
				log.Printf("worker: %s %s: %v", r.Method, r.URL.Path, v)
				clear(b.header)
				b.status, b.body = http.StatusInternalServerError, []byte("500: a mistake of ours; the server goes on\n")
			}
			w.WriteHeader(b.status)
			array := js.Global().Get("Uint8Array").New(len(b.body))
			js.CopyBytesToJS(array, b.body)
			w.(rawBodyWriter).WriteRawJSBody(array)
		}()
		r.Host = r.URL.Host
		r.Body = io.NopCloser(base64.NewDecoder(base64.StdEncoding, strings.NewReader(r.Header.Get(bodyHeader))))
		r.Header.Del(bodyHeader)
		r.Header.Del("Accept-Encoding") // the platform compresses
		r.Header.Set("X-Forwarded-Proto", r.URL.Scheme)
		next.ServeHTTP(b, r)
	})
}

// buffer is an answer that is not sent yet.
type buffer struct {
	header http.Header
	status int
	begun  bool
	body   []byte
}

func (b *buffer) Header() http.Header { return b.header }

func (b *buffer) WriteHeader(status int) {
	if !b.begun {
		b.status, b.begun = status, true
	}
}

func (b *buffer) Write(p []byte) (int, error) {
	b.begun = true
	b.body = append(b.body, p...)
	return len(p), nil
}
