package edgetest

import (
	"bytes"
	_ "embed"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// The platform's runtime without wrangler, which adds 15 kB of its own to every request: even to those of a worker that
// does nothing.
var (
	//go:embed memory.capnp
	memoryConfig string

	//go:embed memory.mjs
	memoryModule []byte
)

// The worker's memory stays: what is held after its garbage has been collected does not grow from the second thousand
// requests to the last. Collected, because V8 has no reason to do so while there is room, so that the process alone says
// how much room it was given.
func TestMemoryStays(t *testing.T) {
	if _, err := os.Stat("/proc/self/statm"); err != nil {
		t.Skip("how much memory a process has is read from /proc")
	}
	port, err := freePort()
	if err != nil {
		t.Fatal(err)
	}
	for name, body := range map[string][]byte{"memory.capnp": []byte(strings.ReplaceAll(memoryConfig, "PORT", port)), "memory.mjs": memoryModule} {
		if err := os.WriteFile(filepath.Join(*worker, name), body, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var said bytes.Buffer
	cmd := exec.Command(filepath.Join(filepath.Dir(*wrangler), "workerd"), "serve", filepath.Join(*worker, "memory.capnp"))
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
		if t.Failed() {
			t.Logf("workerd said: %.2000s", said.String())
		}
	})
	url := "http://127.0.0.1:" + port
	for end := time.Now().Add(30 * time.Second); ; time.Sleep(100 * time.Millisecond) {
		if a, err := try("GET", url+"/healthz", ""); err == nil && a.status == 200 {
			break
		}
		if time.Now().After(end) {
			t.Fatal("workerd does not answer")
		}
	}
	const round, rounds = 500, 8
	var after []int64 // each round, bytes
	for i := range rounds {
		// Few at a time: without a server before it, workerd lets connections that wait for long time out.
		if lost, first := many(url, i*round, (i+1)*round, 3); lost > round/100 {
			t.Fatalf("%d of %d were lost; the first: %v", lost, round, first)
		}
		for range 3 { // what Go lets go of after its own collection is V8's garbage after the next
			if a, err := try("POST", url+"/gc", ""); err != nil || a.status != 200 {
				t.Fatalf("garbage is not collected: %d, %v", a.status, err)
			}
		}
		after = append(after, resident(t, cmd.Process.Pid))
	}
	t.Logf("resident after every %d requests: %s MB", round, megabytes(after))
	if grown := after[rounds-1] - after[1]; grown > 16<<20 {
		t.Errorf("%d MB more after %d requests than after %d", grown>>20, rounds*round, 2*round)
	}
}

func megabytes(list []int64) string {
	var b strings.Builder
	for i, n := range list {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprint(&b, n>>20)
	}
	return b.String()
}

// resident is the memory of a process in bytes, without the pages of its program.
func resident(t *testing.T, pid int) int64 {
	t.Helper()
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", pid))
	if err != nil {
		t.Fatal(err)
	}
	var size, all, shared int64
	if _, err := fmt.Sscan(string(b), &size, &all, &shared); err != nil {
		t.Fatal(err)
	}
	return (all - shared) * int64(os.Getpagesize())
}
