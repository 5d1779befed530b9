// Load asks a server for pages, files, numbers and pictures from many connections at once, and says how long it took. It
// checks every answer.
//
//	go run ./serve/load -url http://127.0.0.1:8080 -for 30s
//	go run ./serve/load -url http://127.0.0.1:8080 -only file -against http://127.0.0.1:8090
//
// With -against, two servers are asked by turns, a few seconds each, so that both meet the same machine. ./build.sh load
// does so with nginx, where that is installed, on the same files. Exit status 1: an answer was wrong or missing.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

func main() {
	url := flag.String("url", "http://127.0.0.1:8080", "the server")
	against := flag.String("against", "", "another one, asked by turns")
	connections := flag.Int("connections", 64, "how many ask at once")
	length := flag.Duration("for", 30*time.Second, "how long, for each server")
	only := flag.String("only", "", "one kind of question alone: file, api or card")
	look := flag.Bool("look", false, "only look whether the server answers")
	free := flag.Int("free", 0, "only print so many ports on which nobody listens")
	flag.Parse()
	switch {
	case *free > 0:
		ports, err := freePorts(*free)
		if err != nil {
			fmt.Fprintln(os.Stderr, "load:", err)
			os.Exit(1)
		}
		fmt.Println(strings.Join(ports, " "))
		return
	case *look:
		if _, err := fetch(*url + "/ko/"); err != nil {
			os.Exit(1)
		}
		return
	}
	servers := []*target{{url: *url}}
	if *against != "" {
		servers = append(servers, &target{url: *against})
	}
	questions, err := questionsOf(*url, *only)
	if err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
	const turns = 6
	for range turns {
		for _, s := range servers {
			s.ask(questions, *connections, *length/turns)
		}
	}
	failed := false
	for _, s := range servers {
		s.report(os.Stdout, *connections)
		failed = failed || s.errors.Load() > 0
	}
	if failed {
		os.Exit(1)
	}
}

// freePorts holds all of them before it lets go of any, so that no two are the same.
func freePorts(n int) (ports []string, err error) {
	for range n {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return nil, err
		}
		defer l.Close()
		ports = append(ports, strconv.Itoa(l.Addr().(*net.TCPAddr).Port))
	}
	return ports, nil
}

// A question is a request and what must be in its answer.
type question struct {
	kind   string
	path   func(i int) string
	gzip   bool
	length int64 // of the answer; -1: any
}

// questionsOf looks up what the page loads, so that hashed names are right, and how long each file is.
func questionsOf(url, only string) ([]question, error) {
	page, err := fetch(url + "/ko/")
	if err != nil {
		return nil, err
	}
	files := []string{"/ko/", "/en/", "/qkvlab.js"}
	for _, name := range regexp.MustCompile(`qkv[a-z]+\.[0-9a-f]{12}\.(?:js|css|wasm)`).FindAllString(page, -1) {
		if file := "/" + name; !slices.Contains(files, file) {
			files = append(files, file)
		}
	}
	var all []question
	add := func(q question, times int) {
		if only == "" || only == q.kind {
			for range times {
				all = append(all, q)
			}
		}
	}
	for _, file := range files {
		n, err := lengthOf(url + file)
		if err != nil {
			return nil, err
		}
		add(question{"file", func(int) string { return file }, true, n}, 2)
	}
	add(question{"api", func(i int) string { return "/api/v1/step?text=the%20cat%20sat&heads=2&seed=" + strconv.Itoa(i%1000) }, false, -1}, 3)
	add(question{"card", func(i int) string { return "/card.png?text=the%20cat%20sat&seed=" + strconv.Itoa(i%40) }, false, -1}, 1)
	if len(all) == 0 {
		return nil, fmt.Errorf("there are no questions of kind %q: choose file, api or card", only)
	}
	return all, nil
}

func fetch(url string) (string, error) {
	res, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err == nil && res.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: status %d", url, res.StatusCode)
	}
	return string(b), err
}

// lengthOf is how many bytes the compressed file has.
func lengthOf(url string) (int64, error) {
	r, err := http.NewRequest("GET", url, nil)
	if err != nil {
		return 0, err
	}
	r.Header.Set("Accept-Encoding", "gzip")
	res, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		return 0, err
	}
	defer res.Body.Close()
	n, err := io.Copy(io.Discard, res.Body)
	if err == nil && res.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: status %d", url, res.StatusCode)
	}
	return n, err
}

// A target is a server and what was seen of it.
type target struct {
	url    string
	mu     sync.Mutex
	took   map[string][]time.Duration
	bytes  atomic.Int64
	errors atomic.Int64
	first  atomic.Value // the first error
	spent  time.Duration
}

func (t *target) ask(questions []question, connections int, length time.Duration) {
	transport := &http.Transport{MaxIdleConnsPerHost: connections, MaxConnsPerHost: connections, DisableCompression: true}
	defer transport.CloseIdleConnections()
	ctx, cancel := context.WithTimeout(context.Background(), length)
	defer cancel()
	began := time.Now()
	var next atomic.Int64
	var wait sync.WaitGroup
	for range connections {
		wait.Go(func() {
			mine := map[string][]time.Duration{}
			for ctx.Err() == nil {
				i := int(next.Add(1))
				q := questions[i*7919%len(questions)]
				start := time.Now()
				if err := t.one(transport, q, i); err != nil {
					t.errors.Add(1)
					t.first.CompareAndSwap(nil, err.Error())
				}
				mine[q.kind] = append(mine[q.kind], time.Since(start))
			}
			t.mu.Lock()
			defer t.mu.Unlock()
			if t.took == nil {
				t.took = map[string][]time.Duration{}
			}
			for kind, took := range mine {
				t.took[kind] = append(t.took[kind], took...)
			}
		})
	}
	wait.Wait()
	t.spent += time.Since(began)
}

func (t *target) one(transport *http.Transport, q question, i int) error {
	r, err := http.NewRequest("GET", t.url+q.path(i), nil)
	if err != nil {
		return err
	}
	if q.gzip {
		r.Header.Set("Accept-Encoding", "gzip")
	}
	res, err := transport.RoundTrip(r)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	n, err := io.Copy(io.Discard, res.Body)
	t.bytes.Add(n)
	switch {
	case err != nil:
		return err
	case res.StatusCode != http.StatusOK:
		return fmt.Errorf("%s: status %d", q.path(i), res.StatusCode)
	case q.length >= 0 && n != q.length || n == 0:
		return fmt.Errorf("%s: %d bytes, want %d", q.path(i), n, q.length)
	}
	return nil
}

func (t *target) report(w io.Writer, connections int) {
	fmt.Fprintf(w, "%s, %d connections, %v\n", t.url, connections, t.spent.Round(time.Second))
	fmt.Fprintf(w, "  %-5s %9s %9s %9s %9s %9s %9s\n", "", "requests", "a second", "p50 ms", "p90 ms", "p99 ms", "max ms")
	kinds := make([]string, 0, len(t.took))
	for kind := range t.took {
		kinds = append(kinds, kind)
	}
	slices.Sort(kinds)
	var all []time.Duration
	row := func(name string, took []time.Duration) {
		slices.Sort(took)
		at := func(share float64) string {
			d := took[min(int(share*float64(len(took))), len(took)-1)]
			return strconv.FormatFloat(float64(d.Microseconds())/1000, 'f', 2, 64)
		}
		fmt.Fprintf(w, "  %-5s %9d %9.0f %9s %9s %9s %9s\n", name, len(took), float64(len(took))/t.spent.Seconds(), at(0.5), at(0.9), at(0.99), at(1))
	}
	for _, kind := range kinds {
		all = append(all, t.took[kind]...)
		row(kind, t.took[kind])
	}
	row("all", all)
	fmt.Fprintf(w, "  %d errors, %.0f MB/s\n", t.errors.Load(), float64(t.bytes.Load())/1e6/t.spent.Seconds())
	if first, ok := t.first.Load().(string); ok {
		fmt.Fprintf(w, "  the first error: %s\n", strings.TrimSpace(first))
	}
}
