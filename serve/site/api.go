package site

import (
	"fmt"
	"log"
	"net/http"
	"runtime/debug"
	"strconv"

	"qkvlab/core/play"
	"qkvlab/core/wire"
)

// A Stepper computes a document: the JSON that the command line prints with -json, of the named steps only unless there
// are none, with whatever words it holds in lang. It is called from many goroutines at once.
type Stepper func(document string, steps []string, lang play.Lang) ([]byte, *play.Problem)

// api answers GET /api/v1/step?DOCUMENT, and POST with the document as the body, whatever Content-Type it has. The pair
// steps=ID,ID in the query or in the body keeps those steps only. A problem's message follows Accept-Language.
//
//	200  the result
//	400  a request that cannot be read    \
//	413  a document that is too long       } a problem: {"code", "field", "args", "message"}
//	422  any other problem                 }
//	500  a mistake of ours                /
//	503  too much to do at the moment: again after Retry-After seconds
type api struct {
	step Stepper
	load *load
}

const apiMethods = "GET, HEAD, POST, OPTIONS"

func (a *api) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !allow(w, r, apiMethods, "GET", "HEAD", "POST", "OPTIONS") {
		return
	}
	setHeaders(w, answer)
	if r.Method == "OPTIONS" {
		preflight(w)
		return
	}
	w.Header().Set("Vary", "Accept-Language")
	lang, _ := langOf(r)
	document, steps, p := readRequest(w, r)
	if p != nil {
		writeProblem(w, p, lang)
		return
	}
	if !a.load.enter(r.Context()) {
		busy(w)
		return
	}
	result, p := a.compute(document, steps, lang)
	switch {
	case p != nil:
		writeProblem(w, p, lang)
	case !a.load.hold(len(result)):
		busy(w)
	default:
		defer a.load.drop(len(result))
		writeJSON(w, http.StatusOK, result)
	}
}

// compute runs the engine and gives the turn back. A panic is a problem of ours, not the caller's.
func (a *api) compute(document string, steps []string, lang play.Lang) (result []byte, p *play.Problem) {
	defer a.load.leave()
	defer saved(document, &p)
	return a.step(document, steps, lang)
}

// saved makes a problem of a panic; deferred by what computes a document.
func saved(document string, p **play.Problem) {
	if v := recover(); v != nil {
		log.Printf("site: %.1000q: %v\n%s", document, v, debug.Stack())
		*p = &play.Problem{Code: play.Internal, Args: []string{fmt.Sprint(v)}}
	}
}

// preflight tells a browser that any page may ask.
func preflight(w http.ResponseWriter) {
	h := w.Header()
	h.Set("Allow", apiMethods)
	h.Set("Access-Control-Allow-Methods", apiMethods)
	h.Set("Access-Control-Allow-Headers", "Content-Type")
	h.Set("Access-Control-Max-Age", "86400")
	w.WriteHeader(http.StatusNoContent)
}

func busy(w http.ResponseWriter) {
	w.Header().Set("Retry-After", "1")
	http.Error(w, "503: too many documents at the moment; try again in a second", http.StatusServiceUnavailable)
}

func writeProblem(w http.ResponseWriter, p *play.Problem, lang play.Lang) {
	writeJSON(w, statusOf(p), wire.ProblemJSON(p, lang))
}

func statusOf(p *play.Problem) int {
	switch p.Code {
	case play.BadRequest:
		return http.StatusBadRequest
	case play.TooLong:
		return http.StatusRequestEntityTooLarge
	case play.Internal:
		return http.StatusInternalServerError
	}
	return http.StatusUnprocessableEntity
}

func writeJSON(w http.ResponseWriter, status int, body []byte) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	w.Write(body)
}
