package main

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func get(t *testing.T, h http.Handler, target string) string {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("GET", target, nil))
	b, err := io.ReadAll(w.Result().Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestMetricsCountWhatWasAnswered(t *testing.T) {
	h := &watch{next: answers(t, length), metrics: newMetrics()}
	for range 3 {
		get(t, h, "/api/v1/step?dim=2")
	}
	get(t, h, "/api/v1/step?steps=%")
	for _, made := range []string{"/up", "/x\"}\n", "/healthz"} {
		get(t, h, strings.NewReplacer("\n", "%0a", `"`, "%22").Replace(made))
	}
	text := get(t, h, "/metrics")
	for _, line := range []string{
		`qkvlab_requests_total{route="/api/v1/step",status="2xx"} 3`,
		`qkvlab_requests_total{route="/api/v1/step",status="4xx"} 1`,
		`qkvlab_requests_total{route="/healthz",status="2xx"} 1`,
		`qkvlab_requests_total{route="file",status="4xx"} 2`,
		`qkvlab_request_seconds_bucket{route="/api/v1/step",le="+Inf"} 4`,
		`qkvlab_request_seconds_count{route="/api/v1/step"} 4`,
		`qkvlab_sent_bytes_total{route="/healthz"} 3`,
		`qkvlab_requests_running 0`,
	} {
		if !strings.Contains(text, line+"\n") {
			t.Errorf("no line %s in\n%s", line, text)
		}
	}
	if got := get(t, &watch{next: answers(t, length)}, "/metrics"); !strings.HasPrefix(got, "404") {
		t.Errorf("without the flag: %.60q", got)
	}
}

func TestLogTellsRequests(t *testing.T) {
	var out bytes.Buffer
	h := &watch{next: answers(t, length), log: slog.New(slog.NewJSONHandler(&out, nil))}
	get(t, h, "/api/v1/step?text=secret")
	var line struct {
		Level, Msg, Method, Path string
		Query, Status, Bytes     int
		Took                     int64
	}
	if err := json.Unmarshal(out.Bytes(), &line); err != nil {
		t.Fatal(err)
	}
	if line.Level != "INFO" || line.Method != "GET" || line.Path != "/api/v1/step" || line.Query != 11 || line.Status != 200 || line.Bytes != 2 || line.Took <= 0 {
		t.Errorf("%s", out.Bytes())
	}
	if strings.Contains(out.String(), "secret") {
		t.Error("what somebody typed is in the log")
	}
}
