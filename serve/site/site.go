// Package site is QKV Lab over HTTP: the files of the built page and the answers that are computed on the way, as one
// http.Handler that any host can mount (serve does, and so can an edge worker or somebody else's server).
//
//	h, err := site.Handler(files, site.Options{Step: step})
//	http.Handle("/lab/", http.StripPrefix("/lab", h))
//
//	/                    the language that the browser asks for           root.go
//	/ko/ /en/ …          files, compressed beforehand                     static.go, shelf.go, negotiate.go
//	/api/v1/step         a document's numbers as JSON                     api.go, limits.go
//	/card.png            a document as a picture                          card.go, recent.go
//	/s                   the page with link-preview tags for a document   share.go, tags.go, shell.go
//	/embed               one figure, for frames in other pages            embed.go
//	/oembed              what puts that frame into them by itself         oembed.go
//	/healthz             "ok"                                             health.go
//
// Every redirect is relative, so that a prefix does no harm, and every header comes from one table (headers.go).
package site

import (
	"io/fs"
	"log"
	"net/http"
	"runtime/debug"
)

// Options are what a host may choose. The zero value serves files only.
type Options struct {
	Step     Stepper   // computes documents; nil: there is no /api/v1/step
	Card     Painter   // draws them; nil: there is no /card.png
	Preview  Presenter // says what they show; nil: there is no /s
	Origin   string    // where the site is, "https://lab.example", for link previews; "": where the request says
	Parallel int       // documents computed at the same time; 0: as many as Go uses processors
	Live     bool      // look at files again for each request: for a folder that is being worked on
}

// Handler returns the handler of the built page in files, whose root holds index.html, ko/ and en/. It reads all of
// files once; nil files serve the answers alone, for a host that keeps files elsewhere. An error is ErrNotBuilt where
// there is no page, or says which file could not be read.
func Handler(files fs.FS, o Options) (http.Handler, error) {
	routes := map[string]http.Handler{"/healthz": http.HandlerFunc(health)}
	load := newLoad(o.Parallel)
	if o.Step != nil {
		routes["/api/v1/step"] = &api{o.Step, load}
	}
	if o.Card != nil {
		routes["/card.png"] = &card{paint: o.Card, load: load, recent: newRecent(recentCards)}
	}
	var rest http.Handler = http.HandlerFunc(notFound)
	if files != nil {
		lib, err := openLibrary(files, o.Live)
		if err != nil {
			return nil, err
		}
		routes["/"] = root{lib}
		routes["/embed"] = embed{lib}
		if o.Preview != nil {
			routes["/oembed"] = &oembed{preview: o.Preview, load: load, origin: o.Origin}
			routes["/s"] = &share{lib: lib, preview: o.Preview, load: load, origin: o.Origin}
		}
		rest = static{lib}
	}
	return guard(func(w http.ResponseWriter, r *http.Request) {
		if h, ok := routes[r.URL.Path]; ok {
			h.ServeHTTP(w, r)
			return
		}
		rest.ServeHTTP(w, r)
	}), nil
}

// guard keeps a mistake of ours within its request: under an edge worker a panic would end the whole program.
func guard(next http.HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			switch v := recover(); v {
			case nil:
			case http.ErrAbortHandler:
				panic(v)
			default:
				log.Printf("site: %s %s: %v\n%s", r.Method, r.URL.Path, v, debug.Stack())
				setHeaders(w, answer)
				http.Error(w, "500: a mistake of ours; the server goes on", http.StatusInternalServerError)
			}
		}()
		next(w, r)
	})
}

// allow answers every method but those given, and reports whether the request may go on. The list is that of the Allow
// header; HEAD is answered wherever GET is.
func allow(w http.ResponseWriter, r *http.Request, list string, methods ...string) bool {
	for _, m := range methods {
		if r.Method == m {
			return true
		}
	}
	setHeaders(w, answer)
	w.Header().Set("Allow", list)
	http.Error(w, "405: "+list+" only", http.StatusMethodNotAllowed)
	return false
}

func notFound(w http.ResponseWriter, r *http.Request) {
	setHeaders(w, answer)
	http.Error(w, "404: there is no such page · 그런 페이지는 없습니다", http.StatusNotFound)
}
