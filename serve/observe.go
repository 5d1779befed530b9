package main

import (
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// watch sees every request after it has been answered: for the log, and for /metrics where that is asked for.
type watch struct {
	next    http.Handler
	log     *slog.Logger // nil: none
	metrics *metrics     // nil: none
}

func (h *watch) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if h.metrics != nil && r.URL.Path == "/metrics" {
		h.metrics.ServeHTTP(w, r)
		return
	}
	began := time.Now()
	seen := &seenWriter{ResponseWriter: w, status: http.StatusOK}
	if h.metrics != nil {
		h.metrics.running.Add(1)
		defer h.metrics.running.Add(-1)
	}
	defer func() { // also where the connection is aborted
		took := time.Since(began)
		if h.metrics != nil {
			h.metrics.count(routeOf(r.URL.Path), seen.status, seen.bytes, took)
		}
		if h.log != nil {
			level := slog.LevelInfo
			if seen.status >= 500 {
				level = slog.LevelError
			}
			h.log.LogAttrs(r.Context(), level, "request", slog.String("method", r.Method), slog.String("path", r.URL.Path),
				slog.Int("query", len(r.URL.RawQuery)), slog.Int("status", seen.status), slog.Int64("bytes", seen.bytes), slog.Duration("took", took))
		}
	}()
	h.next.ServeHTTP(seen, r)
}

// seenWriter remembers what was answered.
type seenWriter struct {
	http.ResponseWriter
	status int
	begun  bool
	bytes  int64
}

func (w *seenWriter) WriteHeader(status int) {
	if !w.begun && status >= 200 {
		w.status, w.begun = status, true
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *seenWriter) Write(p []byte) (int, error) {
	w.begun = true
	n, err := w.ResponseWriter.Write(p)
	w.bytes += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (w *seenWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// routes are the paths that are counted by themselves; any other is "file", so that visitors cannot make up labels.
var routes = []string{"/", "/api/v1/step", "/card.png", "/embed", "/healthz", "/oembed", "/s"}

func routeOf(path string) string {
	if slices.Contains(routes, path) {
		return path
	}
	return "file"
}

// bounds are the upper ends of the histogram, in seconds.
var bounds = [...]float64{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10}

// metrics counts requests, and writes them in the text format of Prometheus (version 0.0.4).
type metrics struct {
	running atomic.Int64
	mu      sync.Mutex
	counted map[series]int64
	bytes   map[string]int64
	took    map[string]*histogram
}

type series struct {
	route string
	class int // 2 … 5: the status's first digit
}

type histogram struct {
	counts [len(bounds) + 1]int64
	sum    float64
}

func newMetrics() *metrics {
	return &metrics{counted: map[series]int64{}, bytes: map[string]int64{}, took: map[string]*histogram{}}
}

func (m *metrics) count(route string, status int, bytes int64, took time.Duration) {
	seconds := took.Seconds()
	m.mu.Lock()
	defer m.mu.Unlock()
	m.counted[series{route, status / 100}]++
	m.bytes[route] += bytes
	h := m.took[route]
	if h == nil {
		h = &histogram{}
		m.took[route] = h
	}
	at := 0
	for at < len(bounds) && seconds > bounds[at] {
		at++
	}
	h.counts[at]++
	h.sum += seconds
}

func (m *metrics) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	io.WriteString(w, m.text())
}

func (m *metrics) text() string {
	var b strings.Builder
	m.mu.Lock()
	defer m.mu.Unlock()
	b.WriteString("# HELP qkvlab_requests_total Requests answered.\n# TYPE qkvlab_requests_total counter\n")
	for _, route := range append(slices.Clone(routes), "file") {
		for class := 1; class <= 5; class++ {
			if n := m.counted[series{route, class}]; n > 0 {
				fmt.Fprintf(&b, "qkvlab_requests_total{route=%q,status=\"%dxx\"} %d\n", route, class, n)
			}
		}
	}
	b.WriteString("# HELP qkvlab_sent_bytes_total Bytes of bodies sent.\n# TYPE qkvlab_sent_bytes_total counter\n")
	for _, route := range append(slices.Clone(routes), "file") {
		if n, ok := m.bytes[route]; ok {
			fmt.Fprintf(&b, "qkvlab_sent_bytes_total{route=%q} %d\n", route, n)
		}
	}
	b.WriteString("# HELP qkvlab_request_seconds Time to answer a request.\n# TYPE qkvlab_request_seconds histogram\n")
	for _, route := range append(slices.Clone(routes), "file") {
		h, ok := m.took[route]
		if !ok {
			continue
		}
		sum := int64(0)
		for i, bound := range bounds {
			sum += h.counts[i]
			fmt.Fprintf(&b, "qkvlab_request_seconds_bucket{route=%q,le=\"%g\"} %d\n", route, bound, sum)
		}
		sum += h.counts[len(bounds)]
		fmt.Fprintf(&b, "qkvlab_request_seconds_bucket{route=%q,le=\"+Inf\"} %d\nqkvlab_request_seconds_sum{route=%q} %g\nqkvlab_request_seconds_count{route=%q} %d\n",
			route, sum, route, h.sum, route, sum)
	}
	fmt.Fprintf(&b, "# HELP qkvlab_requests_running Requests being answered.\n# TYPE qkvlab_requests_running gauge\nqkvlab_requests_running %d\n", m.running.Load())
	return b.String()
}
