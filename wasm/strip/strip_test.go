package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// build compiles the program in testdata for the browser, and returns it.
func build(t *testing.T) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "program.wasm")
	cmd := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", path, "./testdata/program")
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	program, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return program
}

// runs returns what a program prints, and its exit status.
func runs(t *testing.T, program []byte) (string, int) {
	t.Helper()
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "program.wasm")
	if err := os.WriteFile(path, program, 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("node", filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec_node.js"), path)
	cmd.Env = []string{"PATH=" + os.Getenv("PATH")}
	out, err := cmd.CombinedOutput()
	if cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return string(out), cmd.ProcessState.ExitCode()
}

func TestAStrippedProgramDoesTheSame(t *testing.T) {
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip("Node runs the programs of this test, and was not found: install it (https://nodejs.org)")
	}
	program := build(t)
	stripped, err := strip(program)
	if err != nil {
		t.Fatal(err)
	}
	if len(stripped) > len(program)*97/100 {
		t.Errorf("%d of %d bytes are left", len(stripped), len(program))
	}
	want, wantStatus := runs(t, program)
	got, status := runs(t, stripped)
	// What follows the panic's message names goroutines and functions, and is what was taken out.
	message := "panic: told at the end"
	before := func(s string) string { s, _, _ = strings.Cut(s, message); return s }
	if before(got) != before(want) || !strings.Contains(got, message) || status != wantStatus {
		t.Errorf("stripped, it prints\n%s\nand ends with %d; it printed\n%s\nand ended with %d", got, status, want, wantStatus)
	}
	if !strings.Contains(want, "main.main") || strings.Contains(got, "main.main") {
		t.Errorf("the stack trace should have names before and none after: %q", got)
	}
	if again, err := strip(stripped); err != nil || string(again) != string(stripped) {
		t.Errorf("strip is not idempotent: %v", err)
	}
}

func TestWhatIsNotUnderstoodIsAnError(t *testing.T) {
	program := build(t)
	for n := 0; n < len(program); n += len(program)/40 + 1 {
		if _, err := strip(program[:n]); err == nil {
			t.Errorf("the first %d of %d bytes pass for a program", n, len(program))
		}
	}
	for i := range lineTable {
		other := []byte(strings.Replace(string(program), string(lineTable), string(lineTable[:i])+"\x77"+string(lineTable[i+1:]), 1))
		if _, err := strip(other); err == nil {
			t.Errorf("a line table with another byte %d passes for one that is known", i)
		}
	}
}

func TestSegmentsAreReadAsTheyAreWritten(t *testing.T) {
	m := memory(make([]byte, 70000))
	for _, at := range []int{0, 1, 9, 17, 18, 63, 64, 8191, 8192, 65536, 69999} {
		m[at] = byte(at%255 + 1)
	}
	got, err := readMemory(m.segments())
	if err != nil || string(got) != string(m) {
		t.Errorf("%d bytes come back as %d, %v", len(m), len(got), err)
	}
}
