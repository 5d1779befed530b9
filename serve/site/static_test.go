package site

import (
	"compress/gzip"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestFileHeaders(t *testing.T) {
	h := handler(t, nil)
	for target, want := range map[string]struct{ media, cache, corp string }{
		"/ko/":            {"text/html; charset=utf-8", "no-cache", "same-origin"},
		"/qkvlab.js":      {"text/javascript; charset=utf-8", "no-cache", "cross-origin"},
		"/" + wasmName:    {"application/wasm", "public, max-age=31536000, immutable", "cross-origin"},
		"/" + forgedName:  {"text/javascript; charset=utf-8", "no-cache", "cross-origin"}, // its hash is a lie
		"/notes/data.xyz": {"application/octet-stream", "no-cache", "cross-origin"},
		"/archive.gz":     {"application/octet-stream", "no-cache", "cross-origin"},
	} {
		res, _ := ask(t, h, "GET", target, "")
		wantStatus(t, res, 200)
		wantHeader(t, res, "Content-Type", want.media)
		wantHeader(t, res, "Cache-Control", want.cache)
		wantHeader(t, res, "Cross-Origin-Resource-Policy", want.corp)
		wantHeader(t, res, "Vary", "Accept-Encoding")
	}
}

func TestVariants(t *testing.T) {
	h := handler(t, nil)
	etags := map[string]bool{}
	for accept, want := range map[string]string{"": scriptText, "br": brotliText, "gzip": string(gzipped(scriptText))} {
		res, body := ask(t, h, "GET", "/qkvlab.js", "", "Accept-Encoding", accept)
		wantStatus(t, res, 200)
		wantHeader(t, res, "Content-Encoding", accept)
		wantHeader(t, res, "Content-Length", strconv.Itoa(len(want)))
		if body != want {
			t.Errorf("%q: body of %d bytes, want %d", accept, len(body), len(want))
		}
		etag := res.Header.Get("Etag")
		if !strings.HasPrefix(etag, `"`) || etags[etag] {
			t.Errorf("%q: ETag %s is weak, or another form's", accept, etag)
		}
		etags[etag] = true

		head, body := ask(t, h, "HEAD", "/qkvlab.js", "", "Accept-Encoding", accept)
		if body != "" || !maps.EqualFunc(head.Header, res.Header, func(a, b []string) bool { return strings.Join(a, ",") == strings.Join(b, ",") }) {
			t.Errorf("%q: HEAD differs: %v, GET %v", accept, head.Header, res.Header)
		}
		again, body := ask(t, h, "GET", "/qkvlab.js", "", "Accept-Encoding", accept, "If-None-Match", `"other", W/`+etag)
		wantStatus(t, again, 304)
		wantHeader(t, again, "Etag", etag)
		wantHeader(t, again, "Vary", "Accept-Encoding")
		wantHeader(t, again, "Content-Encoding", "")
		if body != "" {
			t.Errorf("304 with a body: %q", body)
		}
	}
	for etag := range etags {
		res, _ := ask(t, h, "GET", "/"+forgedName, "", "If-None-Match", etag, "Accept-Encoding", "zstd")
		if plain := etag == `"`+hash([]byte(scriptText))+`"`; plain != (res.StatusCode == 304) {
			t.Errorf("another form's ETag %s: status %d", etag, res.StatusCode)
		}
	}
}

// What is sent as gzip must be the file: asked of the standard library's own client.
func TestGzipIsTheFile(t *testing.T) {
	_, body := ask(t, handler(t, nil), "GET", "/qkvlab.js", "", "Accept-Encoding", "gzip")
	r, err := gzip.NewReader(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if plain, err := io.ReadAll(r); err != nil || string(plain) != scriptText {
		t.Errorf("%d bytes, error %v", len(plain), err)
	}
}

func TestRanges(t *testing.T) {
	h := handler(t, nil)
	plain := `"` + hash([]byte(scriptText)) + `"`
	n := len(scriptText)
	for _, c := range []struct {
		spec, ifRange string
		status        int
		contentRange  string
		body          string
	}{
		{"bytes=0-4", "", 206, "bytes 0-4/" + strconv.Itoa(n), "const"},
		{"bytes=-3", "", 206, "bytes " + strconv.Itoa(n-3) + "-" + strconv.Itoa(n-1) + "/" + strconv.Itoa(n), "2;\n"},
		{"bytes=6-", plain, 206, "bytes 6-" + strconv.Itoa(n-1) + "/" + strconv.Itoa(n), scriptText[6:]},
		{"bytes=6-", `"stale"`, 200, "", scriptText},
		{"bytes=999999-", "", 416, "bytes */" + strconv.Itoa(n), ""},
		{"bytes=5-2", "", 416, "", ""},
		{"pages=1-2", "", 416, "", ""},
	} {
		header := []string{"Range", c.spec, "Accept-Encoding", "br, gzip"}
		if c.ifRange != "" {
			header = append(header, "If-Range", c.ifRange)
		}
		res, body := ask(t, h, "GET", "/qkvlab.js", "", header...)
		wantStatus(t, res, c.status)
		wantHeader(t, res, "Content-Range", c.contentRange)
		wantHeader(t, res, "Content-Encoding", "")
		if c.status != 416 && body != c.body {
			t.Errorf("%s: %d bytes, want %d", c.spec, len(body), len(c.body))
		}
	}
	for spec, status := range map[string]int{
		"bytes=0-" + strings.Repeat("9", 400): 416, "bytes=" + strings.Repeat("0-0,", 9000) + "0-0": 200, "bytes=0-,0-,0-": 200,
		"bytes=-9223372036854775807": 206, "bytes=9223372036854775807-": 416, "bytes=9223372036854775808-": 416, "bytes=,,,": 200, "bytes=": 200, "BYTES=0-1": 416,
	} {
		res, body := ask(t, h, "GET", "/qkvlab.js", "", "Range", spec)
		if res.StatusCode != status || len(body) > n {
			t.Errorf("%.40s: status %d, %d bytes; want %d, %d bytes at most", spec, res.StatusCode, len(body), status, n)
		}
		if head, _ := ask(t, h, "HEAD", "/qkvlab.js", "", "Range", spec); head.StatusCode != res.StatusCode {
			t.Errorf("HEAD, %.40s: status %d, of GET %d", spec, head.StatusCode, res.StatusCode)
		}
	}
	res, body := ask(t, h, "GET", "/qkvlab.js", "", "Range", "bytes=0-1,5-6")
	wantStatus(t, res, 206)
	if !strings.HasPrefix(res.Header.Get("Content-Type"), "multipart/byteranges") || !strings.Contains(body, "bytes 5-6/") {
		t.Errorf("two ranges: %s", res.Header.Get("Content-Type"))
	}
}

// The answers of a shelf share their headers: what one request does to its own must not reach the next.
func TestSharedHeadersStay(t *testing.T) {
	h := handler(t, nil)
	_, first := ask(t, h, "GET", "/", "", "Accept-Language", "")
	for range 3 {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", "/qkvlab.js", nil))
		for name := range w.Header() {
			w.Header().Add(name, "spoilt")
		}
		if _, again := ask(t, h, "GET", "/", "", "Accept-Language", ""); again != first {
			t.Fatal("the page has changed")
		}
		res, _ := ask(t, h, "GET", "/qkvlab.js", "")
		for name, values := range res.Header {
			if len(values) != 1 || values[0] == "spoilt" {
				t.Errorf("%s: %q", name, values)
			}
		}
	}
}

func BenchmarkFile(b *testing.B) {
	h, err := Handler(siteFiles(), Options{})
	if err != nil {
		b.Fatal(err)
	}
	r := httptest.NewRequest("GET", "/qkvlab.js", nil)
	r.Header.Set("Accept-Encoding", "gzip, deflate, br, zstd")
	b.ReportAllocs()
	for b.Loop() {
		h.ServeHTTP(&sink{http.Header{}}, r)
	}
}

// sink is where nobody reads.
type sink struct{ header http.Header }

func (s *sink) Header() http.Header         { return s.header }
func (s *sink) Write(p []byte) (int, error) { return len(p), nil }
func (s *sink) WriteHeader(int)             {}

func TestOtherPathsAndMethods(t *testing.T) {
	h := handler(t, echo)
	for _, target := range []string{
		"/nothing", "/ko/nothing", "/.secret", "/.hidden/secret", "/qkvlab.js.br", "/qkvlab.js.gz", "/qkvlab.js/", "//ko/",
		"/../site.go", "/ko/../../site.go", "/%2e%2e/site.go", "/..%2fsite.go", "/ko/..%5c..%5csite.go", "/ko/%00", "/index.html.br",
	} {
		res, _ := ask(t, h, "GET", target, "")
		wantStatus(t, res, 404)
		wantHeader(t, res, "Cache-Control", "no-cache")
	}
	for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"} {
		for _, target := range []string{"/", "/ko/", "/ko", "/qkvlab.js"} {
			res, _ := ask(t, h, method, target, "")
			wantStatus(t, res, 405)
			wantHeader(t, res, "Allow", "GET, HEAD")
		}
	}
	for target, to := range map[string]string{
		"/ko": "ko/", "/ko?utm_source=x;y": "ko/?utm_source=x;y", "/ko/index.html": "./", "/index.html": "./",
	} {
		res, _ := ask(t, h, "GET", target, "")
		wantStatus(t, res, 301)
		wantHeader(t, res, "Location", to)
	}
	res, body := ask(t, h, "GET", "/en/learn/empty.js", "", "Range", "bytes=0-")
	wantStatus(t, res, 200)
	if body != "" {
		t.Errorf("an empty file has %d bytes", len(body))
	}
}

// Every response carries the headers that protect it, whatever became of the request.
func TestProtectiveHeaders(t *testing.T) {
	h := handler(t, echo)
	for _, c := range []struct{ method, target string }{
		{"GET", "/"}, {"GET", "/ko/"}, {"GET", "/ko"}, {"GET", "/qkvlab.js"}, {"GET", "/none"}, {"PUT", "/ko/"}, {"GET", "/healthz"},
		{"GET", "/api/v1/step?dim=2"}, {"GET", "/api/v1/step?steps=%"}, {"OPTIONS", "/api/v1/step"}, {"PUT", "/api/v1/step"},
	} {
		res, _ := ask(t, h, c.method, c.target, "")
		wantHeader(t, res, "X-Content-Type-Options", "nosniff")
		wantHeader(t, res, "Referrer-Policy", "no-referrer")
		policy := res.Header.Get("Content-Security-Policy")
		if !strings.HasPrefix(policy, "default-src 'none'") || strings.Contains(policy, "unsafe-inline") ||
			strings.Contains(policy, "'unsafe-eval'") || !strings.Contains(policy, "frame-ancestors 'none'") {
			t.Errorf("%s %s: policy %q", c.method, c.target, policy)
		}
	}
}

// The scripts and styles that a page was built with run, as browsers check it (CSP level 3 §8.4 gives this hash); others do not.
func TestPolicyAllowsWhatThePageHasInIt(t *testing.T) {
	got := policyOf([]byte(`<!doctype html><title><script></title><style>p{}</style><script>alert('Hello, world.');</script><script src=a.js></script>` +
		`<template><script>alert('Hello, world.')</script></template><!-- <script>no</script> -->`))
	for _, want := range []string{
		"script-src 'self' 'wasm-unsafe-eval' 'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=' 'sha256-",
		"style-src 'self' 'sha256-",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("policy %q lacks %q", got, want)
		}
	}
	if n := strings.Count(got, "sha256"); n != 3 {
		t.Errorf("policy %q has %d hashes, want 3", got, n)
	}
	if plain := policyOf([]byte("<!doctype html><script src=a.js></script><script></script>")); plain != pagePolicy {
		t.Errorf("a page without scripts in it: policy %q", plain)
	}
}

func TestRootChoosesTheLanguage(t *testing.T) {
	h := handler(t, nil)
	for accept, want := range map[string]string{
		"ko-KR,ko;q=0.9,en-US;q=0.8,en;q=0.7": "ko/",
		"en-US,en;q=0.9,ko;q=0.8":             "en/",
		"en;q=0.1, ko;q=0.2":                  "ko/",
		"ko;q=0, en;q=0.1":                    "en/",
		"fr-CH, fr;q=0.9":                     "en/", // none of ours
		"ja,ko;q=0.5":                         "ko/",
		"KO":                                  "ko/",
		"ko-Hang-KP":                          "ko/",
		"*;q=0.5, ko;q=0.1":                   "ko/",
	} {
		res, _ := ask(t, h, "GET", "/?utm_medium=a;b", "", "Accept-Language", accept)
		wantStatus(t, res, http.StatusFound)
		if got := res.Header.Get("Location"); got != want+"?utm_medium=a;b" {
			t.Errorf("Accept-Language %q: Location %q, want %s and the query", accept, got, want)
		}
		wantHeader(t, res, "Vary", "Accept-Language")
	}
	for _, accept := range []string{"", "*", "*;q=0.1", "!!", "ko;q=x", strings.Repeat("a-", 2000)} {
		res, body := ask(t, h, "GET", "/", "", "Accept-Language", accept)
		wantStatus(t, res, 200)
		wantHeader(t, res, "Vary", "Accept-Language, Accept-Encoding")
		if !strings.Contains(body, "한국어") || !strings.Contains(body, "English") {
			t.Errorf("Accept-Language %.20q: the page does not name both languages: %q", accept, body)
		}
	}
}

func TestLiveFollowsTheFolder(t *testing.T) {
	quietLog(t)
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		later := time.Now().Add(time.Duration(len(text)) * time.Second) // a coarse clock must not hide the change
		if err := os.Chtimes(file, later, later); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"index.html", "ko/index.html", "en/index.html"} {
		write(name, "first")
	}
	h, err := Handler(os.DirFS(dir), Options{Live: true})
	if err != nil {
		t.Fatal(err)
	}
	expect := func(want string) {
		t.Helper()
		if _, body := ask(t, h, "GET", "/ko/", ""); body != want {
			t.Errorf("body %q, want %q", body, want)
		}
	}
	expect("first")
	write("ko/index.html", "second")
	expect("second")
	if err := os.Remove(filepath.Join(dir, "index.html")); err != nil { // in the middle of a build
		t.Fatal(err)
	}
	expect("second")
	write("ko/index.html", "the third")
	write("index.html", "again")
	expect("the third")
}
