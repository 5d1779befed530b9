package site

import (
	"bytes"
	"compress/gzip"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"qkvlab/core/play"
)

// wasmName holds the true hash of engineBytes; forgedName claims one.
var (
	engineBytes = bytes.Repeat([]byte("\x00asm engine "), 500)
	wasmName    = "qkvlab." + hash(engineBytes) + ".wasm"
	forgedName  = "qkvlab.0123456789ab.js"
	scriptText  = strings.Repeat("const answer = 42;\n", 200)
	brotliText  = "stands for what the packer wrote"
)

func siteFiles() fstest.MapFS {
	return fstest.MapFS{
		"index.html":        {Data: []byte("<!doctype html><a href=ko/>한국어</a> <a href=en/>English</a>")},
		"ko/index.html":     {Data: []byte("<!doctype html><html lang=ko>")},
		"en/index.html":     {Data: []byte("<!doctype html><html lang=en>")},
		"qkvlab.js":         {Data: []byte(scriptText)},
		"qkvlab.js.br":      {Data: []byte(brotliText)},
		"qkvlab.js.gz":      {Data: gzipped(scriptText)},
		forgedName:          {Data: []byte(scriptText)},
		wasmName:            {Data: engineBytes},
		"notes/data.xyz":    {Data: []byte("?")},
		"archive.gz":        {Data: gzipped("a file that is not a variant of another")},
		".hidden/secret":    {Data: []byte("secret")},
		".secret":           {Data: []byte("secret")},
		"en/learn/empty.js": {Data: []byte{}},
	}
}

func gzipped(s string) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	io.WriteString(w, s)
	w.Close()
	return b.Bytes()
}

// echo is a Stepper that returns what it was asked.
func echo(document string, steps []string, lang play.Lang) ([]byte, *play.Problem) {
	return []byte(document + " | " + strings.Join(steps, " ") + " | " + string(lang)), nil
}

func handler(t *testing.T, step Stepper) http.Handler {
	t.Helper()
	h, err := Handler(siteFiles(), Options{Step: step})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// ask sends a request with headers given as pairs, and returns the whole response.
func ask(t *testing.T, h http.Handler, method, target, body string, header ...string) (*http.Response, string) {
	t.Helper()
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	for i := 0; i < len(header); i += 2 {
		r.Header.Add(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	res := w.Result()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res, string(b)
}

// quietLog shows what is logged only where the test fails.
func quietLog(t *testing.T) {
	log.SetOutput(t.Output())
	t.Cleanup(func() { log.SetOutput(os.Stderr) })
}

func wantStatus(t *testing.T, res *http.Response, want int) {
	t.Helper()
	if res.StatusCode != want {
		t.Errorf("status %d, want %d", res.StatusCode, want)
	}
}

func wantHeader(t *testing.T, res *http.Response, name, want string) {
	t.Helper()
	if got := strings.Join(res.Header.Values(name), ", "); got != want {
		t.Errorf("%s: %q, want %q", name, got, want)
	}
}

func TestNothingBuilt(t *testing.T) {
	for name, files := range map[string]fstest.MapFS{
		"empty":    {},
		"one page": {"index.html": {Data: []byte("x")}},
	} {
		if _, err := Handler(files, Options{}); err == nil || !strings.Contains(err.Error(), "has not been built") {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

func TestAnswersAlone(t *testing.T) {
	h, err := Handler(nil, Options{Step: echo})
	if err != nil {
		t.Fatal(err)
	}
	for target, want := range map[string]int{"/healthz": 200, "/api/v1/step?dim=2": 200, "/": 404, "/ko/": 404} {
		res, _ := ask(t, h, "GET", target, "")
		wantStatus(t, res, want)
	}
	res, _ := ask(t, handler(t, nil), "GET", "/api/v1/step?dim=2", "")
	wantStatus(t, res, 404)
}

func TestHealth(t *testing.T) {
	res, body := ask(t, handler(t, nil), "GET", "/healthz", "")
	wantStatus(t, res, 200)
	wantHeader(t, res, "Cache-Control", "no-store")
	if body != "ok\n" {
		t.Errorf("body %q", body)
	}
	res, _ = ask(t, handler(t, nil), "POST", "/healthz", "")
	wantStatus(t, res, 405)
}

// A handler that panics must answer 500 and leave the next request alone.
func TestGuard(t *testing.T) {
	quietLog(t)
	calls := 0
	h := guard(func(w http.ResponseWriter, r *http.Request) {
		if calls++; calls == 1 {
			panic("broken on purpose")
		}
	})
	res, body := ask(t, h, "GET", "/", "")
	wantStatus(t, res, 500)
	if strings.Contains(body, "on purpose") {
		t.Errorf("the panic is shown: %q", body)
	}
	res, _ = ask(t, h, "GET", "/", "")
	wantStatus(t, res, 200)
}

func TestMountedUnderPrefix(t *testing.T) {
	h := http.StripPrefix("/lab", handler(t, echo))
	res, _ := ask(t, h, "GET", "/lab/", "", "Accept-Language", "ko")
	if at, err := res.Location(); err != nil {
		t.Error(err)
	} else if got := at.String(); got != "ko/" {
		t.Errorf("Location %q, want the relative ko/", got)
	}
	res, _ = ask(t, h, "GET", "/lab/ko/", "")
	wantStatus(t, res, 200)
}

// A _headers file says of every file what the handler sends with it.
func TestHeadersFile(t *testing.T) {
	files := siteFiles()
	text, err := HeadersFile(files)
	if err != nil {
		t.Fatal(err)
	}
	h, path, rules := handler(t, nil), "", 0
	var res *http.Response
	for line := range strings.Lines(string(text)) {
		if !strings.HasPrefix(line, "  ") {
			path = strings.TrimSpace(line)
			res, _ = ask(t, h, "GET", path, "", "Accept-Encoding", "identity")
			wantStatus(t, res, 200)
			rules++
			continue
		}
		name, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		wantHeader(t, res, name, value)
	}
	if rules < 8 {
		t.Errorf("%d rules", rules)
	}
	for i := range maxRules {
		files["page"+strconv.Itoa(i)+".html"] = &fstest.MapFile{Data: []byte("x")}
	}
	if _, err := HeadersFile(files); err == nil {
		t.Error("more rules than hosts take")
	}
}
