package main

import (
	"bufio"
	"errors"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
)

// TestMain lets the test binary stand for the program: a child with QKV_TEST_SERVE=1 runs main.
func TestMain(m *testing.M) {
	if os.Getenv("QKV_TEST_SERVE") == "1" {
		main()
		return
	}
	os.Exit(m.Run())
}

func program(args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), "QKV_TEST_SERVE=1")
	return cmd
}

func writeSite(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"index.html", "ko/index.html", "en/index.html"} {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestProgramServesUntilSignalled(t *testing.T) {
	cmd := program("-addr", "127.0.0.1:0", "-dir", writeSite(t))
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer cmd.Process.Kill()
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	url, found := strings.CutPrefix(strings.TrimSpace(line), "QKV Lab: ")
	if !found || strings.HasSuffix(url, ":0/") {
		t.Fatalf("first line %q does not name the real address", line)
	}
	res, err := http.Get(url + "ko/")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if body, _ := io.ReadAll(res.Body); string(body) != "ko/index.html" {
		t.Errorf("body %q", body)
	}

	second := program("-addr", strings.Trim(strings.TrimPrefix(url, "http://"), "/"), "-dir", writeSite(t))
	if said, err := second.CombinedOutput(); err == nil || !strings.Contains(string(said), "-addr 127.0.0.1:0") {
		t.Errorf("a taken address: error %v, said %q", err, said)
	}

	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("after SIGTERM: %v", err)
	}
}

func TestNotBuilt(t *testing.T) {
	said, err := program("-dir", t.TempDir()).CombinedOutput()
	if exit, ok := err.(*exec.ExitError); !ok || exit.ExitCode() != 1 || !strings.Contains(string(said), "./build.sh build") {
		t.Errorf("an empty folder: %v, said %q", err, said)
	}
	defer func(built fs.FS) { embedded = built }(embedded)
	embedded = fstest.MapFS{}
	const want = "the page has not been built yet: run ./build.sh build"
	if err := run(options{addr: "127.0.0.1:0"}); err == nil || err.Error() != want {
		t.Errorf("nothing embedded: %v, want %s", err, want)
	}
}

func TestFlags(t *testing.T) {
	_, err := program("stray").CombinedOutput()
	if exit, ok := err.(*exec.ExitError); !ok || exit.ExitCode() != 2 {
		t.Errorf("a stray argument: %v, want exit status 2", err)
	}
}

// Where no address is named, a taken port is passed over; where one is, that is said.
func TestTakenPort(t *testing.T) {
	first, err := listenOn("")
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	second, err := listenOn("")
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	a, b := first.Addr().(*net.TCPAddr).Port, second.Addr().(*net.TCPAddr).Port
	if a < usualPort || b <= a || b >= usualPort+triedPorts {
		t.Errorf("ports %d and %d", a, b)
	}
	if _, err := listenOn(first.Addr().String()); !errors.Is(err, syscall.EADDRINUSE) {
		t.Errorf("a taken address that is named: %v", err)
	}
}
