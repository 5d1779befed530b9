package edgetest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"qkvlab/core/play"
	"qkvlab/serve/compute"
	"qkvlab/serve/site"
)

var (
	wrangler = flag.String("wrangler", "", "the wrangler command; without it nothing is tested")
	worker   = flag.String("worker", "", "the folder of the built worker, with its faults")
)

var client = &http.Client{
	Timeout:       time.Minute,
	Transport:     &http.Transport{MaxIdleConnsPerHost: 32, DisableCompression: true},
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

// edge is where the worker runs.
var edge struct{ url string }

func TestMain(m *testing.M) {
	flag.Parse()
	if *wrangler == "" {
		fmt.Println("no worker is tested here: ./build.sh worker-test does")
		os.Exit(0)
	}
	stop, err := start()
	if err != nil {
		fmt.Println("the worker does not start:", err)
		os.Exit(1)
	}
	code := m.Run()
	stop()
	os.Exit(code)
}

func start() (stop func(), err error) {
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	var said bytes.Buffer
	cmd := exec.Command(*wrangler, "dev", "--port", port, "--ip", "127.0.0.1", "--inspector-port", "0", "--show-interactive-dev-session=false")
	cmd.Dir, cmd.Stdout, cmd.Stderr = *worker, &said, &said
	cmd.Env = append(os.Environ(), "CI=1")
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // wrangler starts others: they end together
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	ended := make(chan struct{})
	go func() { cmd.Wait(); close(ended) }()
	stop = func() { syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL); <-ended }
	edge.url = "http://127.0.0.1:" + port
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(200 * time.Millisecond) {
		select {
		case <-ended:
			return nil, fmt.Errorf("it has ended:\n%s", said.String())
		default:
		}
		if res, err := client.Get(edge.url + "/healthz"); err == nil {
			res.Body.Close()
			return stop, nil
		}
	}
	stop()
	return nil, fmt.Errorf("no answer within a minute:\n%s", said.String())
}

func freePort() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	return port, err
}

func server(t *testing.T) *httptest.Server {
	t.Helper()
	h, err := site.Handler(os.DirFS("../../dist/site"), compute.Options())
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s
}

type answer struct {
	status int
	header http.Header
	body   []byte
}

func ask(t *testing.T, method, url, body string, header ...string) answer {
	t.Helper()
	a, err := try(method, url, body, header...)
	if err != nil {
		t.Fatalf("%s %.80s: %v", method, url, err)
	}
	return a
}

func try(method, url, body string, header ...string) (answer, error) {
	r, err := http.NewRequestWithContext(context.Background(), method, url, strings.NewReader(body))
	if err != nil {
		return answer{}, err
	}
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	res, err := client.Do(r)
	if err != nil {
		return answer{}, err
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	return answer{res.StatusCode, res.Header, b}, err
}

// The same questions have the same answers: status, body, and every header that we set.
func TestAnswersAsTheServer(t *testing.T) {
	s := server(t)
	story := play.Presets(play.English)[0].Doc
	compared := []string{
		"Content-Type", "Cache-Control", "Content-Security-Policy", "Etag", "Location", "Vary", "Allow", "Access-Control-Allow-Origin",
		"Access-Control-Allow-Methods", "Cross-Origin-Resource-Policy", "Timing-Allow-Origin", "X-Content-Type-Options", "Referrer-Policy",
	}
	for _, c := range []struct {
		method, target, body string
		header               []string
		isFile               bool
	}{
		{"GET", "/healthz", "", nil, false},
		{"HEAD", "/healthz", "", nil, false},
		{"GET", "/", "", nil, false},
		{"GET", "/?utm_source=a;b", "", []string{"Accept-Language", "ko-KR,ko;q=0.9,en;q=0.5"}, false},
		{"GET", "/api/v1/step?" + story, "", nil, false},
		{"GET", "/api/v1/step?text=저;는&steps=q,head.0.attn", "", nil, false},
		{"GET", "/api/v1/step?heads=3", "", []string{"Accept-Language", "ko"}, false},
		{"GET", "/api/v1/step?text=%zz", "", nil, false},
		{"POST", "/api/v1/step", "x=1,2;3,4&wq=identity", nil, false},
		{"POST", "/api/v1/step", "text=\xff\x00", nil, false},
		{"POST", "/api/v1/step", "text=" + strings.Repeat("가", 20000), nil, false},
		{"POST", "/api/v1/step", strings.Repeat("a", site.MaxDocument+1), nil, false},
		{"POST", "/api/v1/step", "", []string{"Qkvlab-Body", "eD0x"}, false},
		{"OPTIONS", "/api/v1/step", "", nil, false},
		{"DELETE", "/api/v1/step", "", nil, false},
		{"GET", "/card.png?" + story + "&utm_source=x", "", nil, false},
		{"GET", "/card.png?heads=3", "", nil, false},
		{"HEAD", "/card.png?seed=4", "", nil, false},
		{"GET", "/s?" + story, "", nil, false},
		{"GET", "/s?text=the%20cat&fbclid=1", "", []string{"Accept-Language", "ko"}, false},
		{"GET", "/s?heads=3", "", nil, false},
		{"GET", "/ko/", "", nil, true},
		{"GET", "/en/", "", nil, true},
		{"GET", "/qkvlab.js", "", nil, true},
		{"GET", "/nothing", "", nil, false},
	} {
		want, got := ask(t, c.method, s.URL+c.target, c.body, c.header...), ask(t, c.method, edge.url+c.target, c.body, c.header...)
		name := fmt.Sprintf("%s %.60s", c.method, c.target)
		mine, theirs := neutral(want.body, s.URL), neutral(got.body, edge.url)
		if got.status != want.status || !bytes.Equal(mine, theirs) {
			t.Errorf("%s: status %d, %d bytes %.80q; the server: %d, %d bytes %.80q", name, got.status, len(theirs), theirs, want.status, len(mine), mine)
		}
		for _, header := range compared {
			if header == "Etag" && (!bytes.Equal(want.body, got.body) || c.isFile) {
				continue // it is of the bytes, in which the address stands; files have the platform's
			}
			if a, b := values(got.header, header), values(want.header, header); !slices.Equal(a, b) {
				t.Errorf("%s: %s: %.200q; the server: %.200q", name, header, a, b)
			}
		}
	}
}

func neutral(body []byte, url string) []byte {
	host := strings.TrimPrefix(url, "http://")
	escaped := strings.NewReplacer(":", "%3A", "/", "%2F").Replace(url)
	return bytes.ReplaceAll(bytes.ReplaceAll(body, []byte(escaped), []byte("SITE")), []byte("http://"+host), []byte("SITE"))
}

func values(h http.Header, name string) []string {
	joined := strings.Join(h.Values(name), ",")
	if name == "Etag" {
		joined = strings.TrimPrefix(joined, "W/") // the platform may compress
	}
	var list []string
	for item := range strings.SplitSeq(strings.ToLower(joined), ",") {
		if item = strings.TrimSpace(item); item != "" && !(name == "Vary" && item == "accept-encoding") {
			list = append(list, item)
		}
	}
	slices.Sort(list)
	return list
}

// Every file of the site comes with the server's bytes, and the headers of its table.
func TestFilesHaveTheTablesHeaders(t *testing.T) {
	s := server(t)
	root := "../../dist/site"
	seen := 0
	err := filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(path, ".br") || strings.HasSuffix(path, ".gz") {
			return err
		}
		seen++
		target := strings.TrimSuffix(filepath.ToSlash(strings.TrimPrefix(path, root)), "index.html")
		if target == "/embed.html" {
			return nil // asked for as /embed, which the worker answers
		}
		want, got := ask(t, "GET", s.URL+target, ""), ask(t, "GET", edge.url+target, "")
		if got.status != 200 || sum(got.body) != sum(want.body) {
			t.Errorf("%s: status %d, %d bytes, want %d", target, got.status, len(got.body), len(want.body))
		}
		for _, header := range []string{
			"Content-Type", "Cache-Control", "Content-Security-Policy", "Access-Control-Allow-Origin", "Cross-Origin-Resource-Policy",
			"Timing-Allow-Origin", "X-Content-Type-Options", "Referrer-Policy",
		} {
			if a, b := values(got.header, header), values(want.header, header); !slices.Equal(a, b) {
				t.Errorf("%s: %s: %.200q; the server: %.200q", target, header, a, b)
			}
		}
		return nil
	})
	if err != nil || seen < 8 {
		t.Errorf("%d files, %v", seen, err)
	}
}

func sum(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}

// A panic costs its own request; the end of the whole program costs its own too, and another is started.
func TestSurvives(t *testing.T) {
	good := func(when string) {
		t.Helper()
		if a := ask(t, "GET", edge.url+"/api/v1/step?x=1&steps=x", ""); a.status != 200 || !strings.Contains(string(a.body), `[[1]]`) {
			t.Errorf("%s: status %d, %.80q", when, a.status, a.body)
		}
	}
	good("at first")
	for range 3 {
		if a := ask(t, "GET", edge.url+"/api/fault/panic", ""); a.status != 500 {
			t.Errorf("a panic: status %d", a.status)
		}
		good("after a panic")
		if a := ask(t, "GET", edge.url+"/api/fault/exit", ""); a.status != 500 {
			t.Errorf("the end of the program: status %d", a.status)
		}
		good("after the end of the program")
	}
}

// 2,000 requests of every kind, 16 at a time: none is lost, and each has its own answer.
func TestManyAtATime(t *testing.T) {
	const total = 2000
	began := time.Now()
	lost, first := many(edge.url, 0, total, 16)
	took := time.Since(began)
	t.Logf("%d requests in %v: %.1f ms each", total, took.Round(time.Millisecond), float64(took.Milliseconds())/total)
	if lost > 0 {
		t.Errorf("%d of %d were lost; the first: %v", lost, total, first)
	}
}

// many asks from one number to another, so many at a time.
func many(url string, from, to, parallel int) (lost int64, first error) {
	var failed atomic.Int64
	var loss atomic.Value
	var wait sync.WaitGroup
	for worker := range parallel {
		wait.Go(func() {
			for i := from + worker; i < to; i += parallel {
				if err := one(url, i); err != nil {
					failed.Add(1)
					loss.CompareAndSwap(nil, err)
				}
			}
		})
	}
	wait.Wait()
	first, _ = loss.Load().(error)
	return failed.Load(), first
}

func one(url string, i int) error {
	n := strconv.Itoa(i)
	switch i % 8 {
	case 0:
		return expect("GET", url+"/card.png?seed="+n, "", "\x89PNG")
	case 1:
		return expect("GET", url+"/s?ui.title=n"+n, "", "<title>n"+n+" ")
	case 2, 3:
		return expect("POST", url+"/api/v1/step", "x="+n+"&steps=x", `"data": [[`+n+`]]`)
	}
	return expect("GET", url+"/api/v1/step?x="+n+"&steps=x", "", `"data": [[`+n+`]]`)
}

func expect(method, url, body, want string) error {
	a, err := try(method, url, body)
	if err == nil && (a.status != 200 || !bytes.Contains(a.body, []byte(want))) {
		err = fmt.Errorf("%s %s: status %d, %.80q", method, url, a.status, a.body)
	}
	return err
}
