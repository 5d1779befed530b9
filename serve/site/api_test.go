package site

import (
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"qkvlab/core/play"
)

func TestStepGetsTheDocumentAsItWasWritten(t *testing.T) {
	h := handler(t, echo)
	long := "text=" + strings.Repeat("%EA%B0%80", 20_000) // 64 KiB and over, as it is escaped
	for _, c := range []struct{ method, target, body, want string }{
		{"GET", "", "", " |  | en"},
		{"GET", "?", "", " |  | en"},
		{"GET", "?x=1,2;3,4&seed=42", "", "x=1,2;3,4&seed=42 |  | en"}, // net/url would drop the pair
		{"GET", "?text=a+b%20c&&heads=2", "", "text=a+b%20c&&heads=2 |  | en"},
		{"GET", "?steps=q,head.0.attn&x=1;2", "", "x=1;2 | q head.0.attn | en"},
		{"GET", "?x=1;2&steps=q%2Ck", "", "x=1;2 | q k | en"},
		{"GET", "?x=1;2&steps=", "", "x=1;2 |  | en"},
		{"GET", "?text=steps=q", "", "text=steps=q |  | en"}, // a value, not a key
		{"GET", "?" + long, "", long + " |  | en"},
		{"POST", "", "x=1;2\n", "x=1;2\n |  | en"},
		{"POST", "?steps=q", "x=1;2", "x=1;2 | q | en"},
		{"POST", "", "x=1;2&steps=q,k\n", "x=1;2 | q k | en"},
		{"POST", "", "#text=저는", "#text=저는 |  | en"},
		{"POST", "", long, long + " |  | en"},
		{"POST", "", "", " |  | en"},
	} {
		res, body := ask(t, h, c.method, "/api/v1/step"+c.target, c.body)
		wantStatus(t, res, 200)
		wantHeader(t, res, "Content-Type", "application/json")
		wantHeader(t, res, "Access-Control-Allow-Origin", "*")
		if body != c.want {
			t.Errorf("%s %.60s %.60q: %.80q, want %.80q", c.method, c.target, c.body, body, c.want)
		}
	}
	res, _ := ask(t, h, "HEAD", "/api/v1/step?dim=2", "")
	wantStatus(t, res, 200)
	wantHeader(t, res, "Content-Length", "13")
	if _, body := ask(t, h, "GET", "/api/v1/step?dim=2", "", "Accept-Language", "ko-KR"); body != "dim=2 |  | ko" {
		t.Errorf("body %q", body)
	}
}

func TestRequestsThatCannotBeRead(t *testing.T) {
	h := handler(t, echo)
	for _, c := range []struct {
		method, target, body string
		status               int
		code                 play.Code
	}{
		{"GET", "?steps=%zz", "", 400, play.BadRequest},
		{"GET", "?steps=%ff", "", 400, play.BadRequest}, // not UTF-8
		{"GET", "?steps=q&steps=k", "", 400, play.BadRequest},
		{"POST", "?steps=q", "steps=k", 400, play.BadRequest},
		{"POST", "?dim=2", "dim=3", 400, play.BadRequest},
		{"GET", "?" + strings.Repeat("a", MaxDocument+1), "", 413, play.TooLong},
		{"POST", "", strings.Repeat("a", MaxDocument+1), 413, play.TooLong},
	} {
		res, body := ask(t, h, c.method, "/api/v1/step"+c.target, c.body)
		wantStatus(t, res, c.status)
		wantProblem(t, body, c.code)
	}
}

// wantProblem reads the JSON with the standard library, which shares nothing with what wrote it.
func wantProblem(t *testing.T, body string, code play.Code) {
	t.Helper()
	var p struct {
		Code, Field, Message *string
		Args                 []string
	}
	if err := json.Unmarshal([]byte(body), &p); err != nil {
		t.Errorf("%v in %.200q", err, body)
		return
	}
	if p.Code == nil || *p.Code != string(code) || p.Field == nil || p.Args == nil || p.Message == nil || *p.Message == "" {
		t.Errorf("%.200q is no whole problem of code %s", body, code)
	}
}

func TestProblemsHaveTheirStatus(t *testing.T) {
	for code, want := range map[play.Code]int{play.Ragged: 422, play.NewerVersion: 422, play.TooLong: 413, play.Internal: 500} {
		h := handler(t, func(string, []string, play.Lang) ([]byte, *play.Problem) {
			return nil, &play.Problem{Code: code, Field: "x", Args: []string{"2", "1", "3"}}
		})
		res, body := ask(t, h, "GET", "/api/v1/step?x=1", "")
		wantStatus(t, res, want)
		wantProblem(t, body, code)
		res, korean := ask(t, h, "GET", "/api/v1/step?x=1", "", "Accept-Language", "ko")
		wantHeader(t, res, "Vary", "Accept-Language")
		if korean == body {
			t.Errorf("%s: the message does not follow the language: %q", code, body)
		}
	}
}

func TestStepThatPanics(t *testing.T) {
	quietLog(t)
	panics := true
	h, err := Handler(nil, Options{Parallel: 1, Step: func(string, []string, play.Lang) ([]byte, *play.Problem) {
		if panics {
			panic("broken on purpose")
		}
		return []byte("{}"), nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	res, body := ask(t, h, "GET", "/api/v1/step", "")
	wantStatus(t, res, 500)
	wantProblem(t, body, play.Internal)
	panics = false
	res, _ = ask(t, h, "GET", "/api/v1/step", "") // the only turn was given back
	wantStatus(t, res, 200)
}

func TestPreflight(t *testing.T) {
	res, _ := ask(t, handler(t, echo), "OPTIONS", "/api/v1/step", "", "Origin", "https://example.com",
		"Access-Control-Request-Method", "POST", "Access-Control-Request-Headers", "content-type")
	wantStatus(t, res, 204)
	wantHeader(t, res, "Access-Control-Allow-Origin", "*")
	wantHeader(t, res, "Access-Control-Allow-Methods", "GET, HEAD, POST, OPTIONS")
	wantHeader(t, res, "Access-Control-Allow-Headers", "Content-Type")
	res, _ = ask(t, handler(t, echo), "DELETE", "/api/v1/step", "")
	wantStatus(t, res, 405)
	wantHeader(t, res, "Allow", "GET, HEAD, POST, OPTIONS")
}

// With one turn taken, the next request waits for a while, then is told to come back; when the turn is free it gets it.
func TestWorkIsBounded(t *testing.T) {
	started, finish := make(chan struct{}), make(chan struct{})
	a := newTestAPI(func(string, []string, play.Lang) ([]byte, *play.Problem) {
		started <- struct{}{}
		<-finish
		return []byte("{}"), nil
	})
	a.load.patience = 20 * time.Millisecond

	var wait sync.WaitGroup
	wait.Go(func() {
		res, _ := ask(t, a, "GET", "/api/v1/step", "")
		wantStatus(t, res, 200)
	})
	<-started
	res, _ := ask(t, a, "GET", "/api/v1/step", "")
	wantStatus(t, res, http.StatusServiceUnavailable)
	wantHeader(t, res, "Retry-After", "1")

	a.load.patience = time.Minute
	wait.Go(func() {
		res, _ := ask(t, a, "GET", "/api/v1/step", "")
		wantStatus(t, res, 200)
	})
	finish <- struct{}{}
	<-started
	finish <- struct{}{}
	wait.Wait()
}

func newTestAPI(step Stepper) *api { return &api{step, newLoad(1)} }

func TestUnsentResultsAreBounded(t *testing.T) {
	a := newTestAPI(echo)
	if !a.load.hold(maxUnsent) {
		t.Fatal("there is no room for as much as is allowed")
	}
	res, _ := ask(t, a, "GET", "/api/v1/step", "")
	wantStatus(t, res, http.StatusServiceUnavailable)
	a.load.drop(maxUnsent)
	res, _ = ask(t, a, "GET", "/api/v1/step", "")
	wantStatus(t, res, 200)
	if n := a.load.unsent.Load(); n != 0 {
		t.Errorf("%d bytes are counted as unsent when nothing is", n)
	}
}
