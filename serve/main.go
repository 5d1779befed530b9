// Serve hosts the built page and its API as one binary: the files are embedded.
//
//	./build.sh build && go run ./serve
//
// Flags:
//
//	-addr HOST:PORT  where to listen; port 0 takes a free one. Unless given, 127.0.0.1:8080, or the next port that is free
//	-dir FOLDER      serve a folder instead of the embedded files, and follow its changes
//	-origin URL      the site's address for link previews, where requests do not tell it: behind a proxy that hides it
//	-log FORM        a line for every request on standard error: text or json. Documents are not in it
//	-metrics         /metrics counts requests, as Prometheus reads it
//	-open            open the page in the system's browser
//
// The address is printed to standard output as soon as connections are taken. SIGINT or SIGTERM let running requests
// end. Exit status 1: no page, or no address to listen on.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"

	"qkvlab/serve/compute"
	"qkvlab/serve/site"
)

func main() {
	var o options
	flag.StringVar(&o.addr, "addr", "", "where to listen; port 0 takes a free one (default 127.0.0.1:8080, or the next port that is free)")
	flag.StringVar(&o.dir, "dir", "", "serve this folder instead of the embedded files, and follow its changes")
	flag.StringVar(&o.origin, "origin", "", "the site's address for link previews, where requests do not tell it: https://lab.example")
	flag.StringVar(&o.log, "log", "off", "a line for every request on standard error: off, text or json; what was typed is not in it")
	flag.BoolVar(&o.metrics, "metrics", false, "count requests, and tell at /metrics as Prometheus reads it")
	flag.BoolVar(&o.open, "open", false, "open the page in the system's browser")
	flag.Parse()
	if flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, "serve:", err)
		os.Exit(1)
	}
}

// options are the flags.
type options struct {
	addr, dir, origin, log string
	metrics, open          bool
}

func run(o options) error {
	files, live := embedded, false
	if o.dir != "" {
		files, live = os.DirFS(o.dir), true
	}
	with := compute.Options()
	with.Live, with.Origin = live, o.origin
	handler, err := site.Handler(files, with)
	switch {
	case errors.Is(err, site.ErrNotBuilt) && o.dir == "":
		return fmt.Errorf("%w: run ./build.sh build", site.ErrNotBuilt)
	case errors.Is(err, site.ErrNotBuilt):
		return fmt.Errorf("%s: %w; ./build.sh build makes web/dist", o.dir, err)
	case err != nil:
		return err
	}

	watched, err := observed(handler, o)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	listener, err := listenOn(o.addr)
	if err != nil {
		return fmt.Errorf("%w; another address: -addr 127.0.0.1:0", err)
	}
	url := urlOf(listener.Addr())
	fmt.Println("QKV Lab:", url)
	if o.open {
		if err := openBrowser(url); err != nil {
			fmt.Fprintf(os.Stderr, "serve: no browser could be opened (%v): open %s yourself\n", err, url)
		}
	}
	return serve(ctx, stop, listener, watched)
}

// usualPort is where the page is looked for; so many after it are tried where another program has it.
const usualPort, triedPorts = 8080, 20

// listenOn takes an address. Who names none wants to see the page, wherever it is: a port that is taken is no mistake then.
func listenOn(addr string) (l net.Listener, err error) {
	if addr != "" {
		return net.Listen("tcp", addr)
	}
	for port := usualPort; port < usualPort+triedPorts; port++ {
		l, err = net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
		if err == nil && port != usualPort {
			fmt.Fprintf(os.Stderr, "serve: another program has port %d\n", usualPort)
		}
		if !errors.Is(err, syscall.EADDRINUSE) {
			return l, err
		}
	}
	return l, err
}

// observed adds what the flags ask for: a log, counters.
func observed(handler http.Handler, o options) (http.Handler, error) {
	w := &watch{next: handler}
	switch o.log {
	case "off", "":
	case "text":
		w.log = slog.New(slog.NewTextHandler(os.Stderr, nil))
	case "json":
		w.log = slog.New(slog.NewJSONHandler(os.Stderr, nil))
	default:
		return nil, fmt.Errorf("-log %s: choose off, text or json", o.log)
	}
	if o.metrics {
		w.metrics = newMetrics()
	}
	if w.log == nil && w.metrics == nil {
		return handler, nil
	}
	return w, nil
}

// serve answers until ctx ends, then lets running requests finish. A second signal, after stop, ends at once.
func serve(ctx context.Context, stop func(), listener net.Listener, handler http.Handler) error {
	server := newServer(handler)
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	stop()
	grace, cancel := context.WithTimeout(context.Background(), shutdownGrace)
	defer cancel()
	if err := server.Shutdown(grace); err != nil {
		return fmt.Errorf("some requests did not end within %v: %w", shutdownGrace, err)
	}
	return nil
}

// urlOf is an address that a browser on this machine can open.
func urlOf(a net.Addr) string {
	host, port, err := net.SplitHostPort(a.String())
	if err != nil {
		return a.String()
	}
	if ip := net.ParseIP(host); ip == nil || ip.IsUnspecified() {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, port) + "/"
}
