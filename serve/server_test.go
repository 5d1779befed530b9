package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"qkvlab/core/play"
	"qkvlab/serve/site"
)

// answers is a site without files, whose documents are computed by f.
func answers(t *testing.T, f site.Stepper) http.Handler {
	t.Helper()
	h, err := site.Handler(nil, site.Options{Step: f})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func length(document string, _ []string, _ play.Lang) ([]byte, *play.Problem) {
	return fmt.Append(nil, len(document)), nil
}

// listen starts a server and returns its address.
func listen(t *testing.T, h http.Handler) string { return listenWith(t, newServer(h)) }

// listenHastily starts one that has no patience with slow clients.
func listenHastily(t *testing.T, h http.Handler) string {
	s := newServer(h)
	s.ReadHeaderTimeout, s.ReadTimeout = 200*time.Millisecond, 400*time.Millisecond
	return listenWith(t, s)
}

func listenWith(t *testing.T, s *http.Server) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go s.Serve(l)
	t.Cleanup(func() { s.Close() })
	return l.Addr().String()
}

// talk sends bytes as they are and returns the connection.
func talk(t *testing.T, addr, bytes string) *net.TCPConn {
	t.Helper()
	c, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	c.SetDeadline(time.Now().Add(20 * time.Second))
	if _, err := io.WriteString(c, bytes); err != nil {
		t.Fatal(err)
	}
	return c.(*net.TCPConn)
}

func statusOf(t *testing.T, c net.Conn) (int, string) {
	t.Helper()
	res, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, _ := io.ReadAll(res.Body)
	return res.StatusCode, string(body)
}

func TestEveryTimeoutIsSet(t *testing.T) {
	s := newServer(http.NotFoundHandler())
	if s.ReadHeaderTimeout <= 0 || s.ReadTimeout <= 0 || s.WriteTimeout <= 0 || s.IdleTimeout <= 0 {
		t.Errorf("a client can hold a connection for ever: %+v", s)
	}
}

func TestSlowHeaderIsCutOff(t *testing.T) {
	c := talk(t, listenHastily(t, answers(t, length)), "GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow")
	begin := time.Now()
	if _, err := io.ReadAll(c); err != nil {
		t.Errorf("the server did not close: %v", err)
	}
	if waited := time.Since(begin); waited > 5*time.Second {
		t.Errorf("closed after %v", waited)
	}
}

func TestSlowBodyIsCutOff(t *testing.T) {
	c := talk(t, listenHastily(t, answers(t, length)), "POST /api/v1/step HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\ndim=2")
	if status, _ := statusOf(t, c); status != 400 {
		t.Errorf("status %d, want 400", status)
	}
}

// A client may close its half once it has asked, as nc does.
func TestHalfClosedClientGetsItsAnswer(t *testing.T) {
	c := talk(t, listen(t, answers(t, length)), "GET /api/v1/step?dim=2 HTTP/1.1\r\nHost: x\r\n\r\n")
	if err := c.CloseWrite(); err != nil {
		t.Fatal(err)
	}
	if status, body := statusOf(t, c); status != 200 || body != "5" {
		t.Errorf("status %d, body %q", status, body)
	}
}

func TestHeaderSizes(t *testing.T) {
	addr := listen(t, answers(t, length))
	largest := strings.Repeat("%EA", site.MaxDocument/3)
	for _, c := range []struct {
		name, request string
		status        int
	}{
		{"the largest document", "GET /api/v1/step?" + largest + " HTTP/1.1\r\nHost: x\r\n\r\n", 200},
		{"a larger one", "GET /api/v1/step?" + largest + "%EA HTTP/1.1\r\nHost: x\r\n\r\n", 413},
		{"a huge header", "GET /healthz HTTP/1.1\r\nHost: x\r\nX-Huge: " + strings.Repeat("a", site.MaxDocument+64<<10) + "\r\n\r\n", 431},
		{"no host", "GET /healthz HTTP/1.1\r\n\r\n", 400},
		{"a control character", "GET /\x01 HTTP/1.1\r\nHost: x\r\n\r\n", 400},
		{"raw UTF-8 and semicolons", "GET /api/v1/step?text=저;x HTTP/1.1\r\nHost: x\r\n\r\n", 200},
		{"a climbing path", "GET /../../main.go HTTP/1.1\r\nHost: x\r\n\r\n", 404},
	} {
		if status, body := statusOf(t, talk(t, addr, c.request)); status != c.status {
			t.Errorf("%s: status %d, want %d (%.80q)", c.name, status, c.status, body)
		}
	}
}

func TestBodyLargerThanItSays(t *testing.T) {
	addr := listen(t, answers(t, length))
	chunk := "10000\r\n" + strings.Repeat("a", 0x10000) + "\r\n"
	c := talk(t, addr, "POST /api/v1/step HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"+strings.Repeat(chunk, 4)+"1\r\na\r\n0\r\n\r\n")
	if status, _ := statusOf(t, c); status != 413 {
		t.Errorf("a chunked body over the limit: status %d, want 413", status)
	}
}

// A request that runs when the signal comes is answered; a connection after it is refused.
func TestGracefulShutdown(t *testing.T) {
	started, finish := make(chan struct{}), make(chan struct{})
	h := answers(t, func(string, []string, play.Lang) ([]byte, *play.Problem) {
		close(started)
		<-finish
		return []byte("{}"), nil
	})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- serve(ctx, stop, l, h) }()

	c := talk(t, l.Addr().String(), "GET /api/v1/step HTTP/1.1\r\nHost: x\r\n\r\n")
	<-started
	stop()
	for {
		late, err := net.Dial("tcp", l.Addr().String())
		if err != nil {
			break
		}
		late.Close()
		time.Sleep(time.Millisecond)
	}
	close(finish)
	if status, _ := statusOf(t, c); status != 200 {
		t.Errorf("status %d, want 200", status)
	}
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestURLOf(t *testing.T) {
	for addr, want := range map[string]string{
		"127.0.0.1:8080": "http://127.0.0.1:8080/",
		"[::1]:80":       "http://[::1]:80/",
		"0.0.0.0:1":      "http://localhost:1/",
		"[::]:1":         "http://localhost:1/",
	} {
		a, err := net.ResolveTCPAddr("tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		if got := urlOf(a); got != want {
			t.Errorf("%s: %s, want %s", addr, got, want)
		}
	}
}
