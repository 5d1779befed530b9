package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"qkvlab/core/play"
	"qkvlab/serve/site"
)

// large is a file that fills every buffer between a server and a client that does not read.
var large = bytes.Repeat([]byte("0123456789abcdef"), 1<<20)

// files is a site with a large file, whose documents are as long as they are.
func files(t *testing.T) http.Handler {
	t.Helper()
	page := &fstest.MapFile{Data: []byte("<!doctype html><meta charset=utf-8>")}
	h, err := site.Handler(fstest.MapFS{"index.html": page, "ko/index.html": page, "en/index.html": page, "large.bin": {Data: large}}, site.Options{Step: length})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// settled waits until no more goroutines run than before; else it shows them.
func settled(t *testing.T, before int) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if runtime.NumGoroutine() <= before {
			return
		}
	}
	stacks := make([]byte, 1<<16)
	t.Errorf("%d goroutines, before %d:\n%s", runtime.NumGoroutine(), before, stacks[:runtime.Stack(stacks, true)])
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc + m.StackInuse
}

// Clients that send slowly, or read nothing of what they asked for, keep their connection for so long and no longer;
// others are answered meanwhile.
func TestSlowClientsAreOutlasted(t *testing.T) {
	s := newServer(files(t))
	s.ReadHeaderTimeout, s.ReadTimeout, s.WriteTimeout, s.IdleTimeout = 500*time.Millisecond, time.Second, time.Second, time.Second
	addr := listenWith(t, s)
	before, least := runtime.NumGoroutine(), heap()
	const each = 60
	var slow []net.Conn
	for range each {
		for _, begin := range []string{
			"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ",
			"POST /api/v1/step HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\ndim",
			"GET /large.bin HTTP/1.1\r\nHost: x\r\n\r\n",
			"", // a connection and no request
		} {
			slow = append(slow, talk(t, addr, begin))
		}
	}
	for _, c := range slow[:each] {
		fmt.Fprint(c, "a")
	}
	if status, body := statusOf(t, talk(t, addr, "GET /api/v1/step?dim=2 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")); status != 200 || body != "5" {
		t.Errorf("beside %d slow clients: status %d, %q", len(slow), status, body)
	}
	if grown := int64(heap()) - int64(least); grown > 20<<20 { // the file itself is shared by all who read it
		t.Errorf("%d slow clients take %d MB", len(slow), grown>>20)
	}
	settled(t, before)
}

// Clients that go away in the middle leave nothing behind.
func TestClientsThatGoAway(t *testing.T) {
	addr := listen(t, files(t))
	before := runtime.NumGoroutine()
	for range 50 {
		for _, begin := range []string{
			"GET /large.bin HTTP/1.1\r\nHost: x\r\n\r\n", "GET /lar", "POST /api/v1/step HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\ndim",
			"GET /api/v1/step?dim=2 HTTP/1.1\r\nHost: x\r\n\r\n", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", "\x00\x00\x00", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
		} {
			c := talk(t, addr, begin)
			c.SetLinger(0) // a reset, not a farewell
			c.Close()
		}
	}
	settled(t, before)
}

// Requests that come in one packet are answered in their order, and a bad one among them ends the connection.
func TestPipelining(t *testing.T) {
	addr := listen(t, files(t))
	var requests strings.Builder
	for i := range 40 {
		fmt.Fprintf(&requests, "GET /api/v1/step?%s HTTP/1.1\r\nHost: x\r\n\r\n", strings.Repeat("a", i))
	}
	c := talk(t, addr, requests.String()+"NONSENSE\r\n\r\n")
	r := bufio.NewReader(c)
	for i := range 40 {
		res, err := http.ReadResponse(r, nil)
		if err != nil {
			t.Fatal(err)
		}
		if body, _ := io.ReadAll(res.Body); string(body) != fmt.Sprint(i) {
			t.Fatalf("answer %d: %q", i, body)
		}
	}
	if res, err := http.ReadResponse(r, nil); err != nil || res.StatusCode != 400 {
		t.Errorf("a bad request after good ones: %v, %v", res, err)
	}
}

// What is written in a path is never looked up anywhere but among the site's own addresses.
func TestPathTricks(t *testing.T) {
	addr := listen(t, files(t))
	for _, path := range []string{
		"/..", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc%2fpasswd", "/.%00./etc/passwd", "/large.bin%00.html", "//etc/passwd", "///large.bin",
		`/..\..\windows\win.ini`, "/..%5c..%5cwindows", "/%c0%ae%c0%ae/etc/passwd", "/%252e%252e/etc/passwd", "/ko/../../serve/main.go", "/./large.bin", "/large.bin/.",
		"/large.bin;a=b", "/LARGE.BIN", "/large.bin%20", "/large.bin.", "/ko//", "/" + strings.Repeat("a/", 5000), "/%EF%BC%8E%EF%BC%8E/etc/passwd", "/.git/config",
		"/file:///etc/passwd", "/C:/windows/win.ini", "/~root",
	} {
		if status, body := statusOf(t, talk(t, addr, "GET "+path+" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")); status != 404 || len(body) > 200 {
			t.Errorf("%.60s: status %d, %d bytes", path, status, len(body))
		}
	}
	for _, path := range []string{"/%", "/%zz", "/a b", "\x00", "/\x7f"} {
		if status, _ := statusOf(t, talk(t, addr, "GET "+path+" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")); status != 400 {
			t.Errorf("%q: status %d, want 400", path, status)
		}
	}
}

// Two lengths, or a length and chunks, could mean one thing to us and another to a proxy before us.
func TestAmbiguousBodies(t *testing.T) {
	addr := listen(t, files(t))
	for name, request := range map[string]string{
		"two lengths":             "Content-Length: 3\r\nContent-Length: 5\r\n\r\ndim=2",
		"a length below zero":     "Content-Length: -1\r\n\r\n",
		"a length with a sign":    "Content-Length: +5\r\n\r\ndim=2",
		"an unknown coding":       "Transfer-Encoding: gzip\r\n\r\ndim=2",
		"a space before a colon":  "Content-Length : 5\r\n\r\ndim=2",
		"two hosts":               "Host: y\r\nContent-Length: 5\r\n\r\ndim=2",
		"a chunk that is no size": "Transfer-Encoding: chunked\r\n\r\nzz\r\ndim=2\r\n0\r\n\r\n",
	} {
		status, body := statusOf(t, talk(t, addr, "POST /api/v1/step HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"+request))
		if status < 400 || status == 500 {
			t.Errorf("%s: status %d, %q", name, status, body)
		}
	}
}

// A download that runs when the signal comes is finished, byte for byte; one that nobody reads is given up after the grace.
func TestShutdownInTheMiddleOfADownload(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- serve(ctx, stop, l, files(t)) }()
	c := talk(t, l.Addr().String(), "GET /large.bin HTTP/1.1\r\nHost: x\r\n\r\n")
	r := bufio.NewReader(c)
	res, err := http.ReadResponse(r, nil)
	if err != nil {
		t.Fatal(err)
	}
	first := make([]byte, 1000)
	if _, err := io.ReadFull(res.Body, first); err != nil {
		t.Fatal(err)
	}
	stop()
	time.Sleep(100 * time.Millisecond)
	rest, err := io.ReadAll(res.Body)
	if err != nil || !bytes.Equal(append(first, rest...), large) {
		t.Errorf("%d bytes of %d came, %v", len(first)+len(rest), len(large), err)
	}
	if err := <-done; err != nil {
		t.Error(err)
	}
}

// More documents than there are turns: each is answered, or told when to come again; nothing is left running.
func TestMoreWorkThanThereIsTimeFor(t *testing.T) {
	finish := make(chan struct{})
	addr := listen(t, answers(t, func(string, []string, play.Lang) ([]byte, *play.Problem) {
		<-finish
		return []byte("{}"), nil
	}))
	before := runtime.NumGoroutine()
	var wait sync.WaitGroup
	var mu sync.Mutex
	counted := map[int]int{}
	for range 100 {
		wait.Go(func() {
			res, err := http.Get("http://" + addr + "/api/v1/step")
			if err != nil {
				t.Error(err)
				return
			}
			defer res.Body.Close()
			mu.Lock()
			defer mu.Unlock()
			counted[res.StatusCode]++
			if res.StatusCode == 503 && res.Header.Get("Retry-After") == "" {
				t.Error("503 does not say when to come again")
			}
		})
	}
	time.AfterFunc(3*time.Second, func() { close(finish) }) // longer than anybody waits for a turn
	wait.Wait()
	if n := runtime.GOMAXPROCS(0); counted[200] != n || counted[503] != 100-n {
		t.Errorf("answers by status: %v; %d were to be computed", counted, n)
	}
	http.DefaultClient.CloseIdleConnections()
	settled(t, before)
}
