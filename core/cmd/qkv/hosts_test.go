package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"qkvlab/core/play"
)

// acrossHosts use every function whose result might depend on the processor: exp, tanh, sin, cos, 2^x, logarithms and
// square roots of drawn vectors, long sums.
var acrossHosts = []string{
	"",
	"seed=42&dim=24&heads=3",
	"text=저는 고양이 😀 the cat&dim=24&heads=4&kv_heads=2&pos=rope&mask=causal&seed=4294967295",
	"dim=64&heads=8&softcap=2&temperature=0.3&pos=sinusoidal",
	"heads=12&dim=36&pos=alibi&softmax=queries&pad=8",
	"x=1e20,-1e-20;3e38,1e-45&scale=none&mask=window:1",
}

// TestHostsAgree: the same document has the same numbers natively and as WebAssembly. Shortest digits are equal exactly
// where the float32 bits are.
func TestHostsAgree(t *testing.T) {
	if runtime.GOOS == "js" {
		t.Skip("skipped: this test starts both hosts itself")
	}
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("skipped: no node on the path")
	}
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(t.TempDir(), "qkv.wasm")
	build := exec.Command("go", "build", "-o", program, ".")
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	host := filepath.Join(strings.TrimSpace(string(goroot)), "lib", "wasm", "wasm_exec_node.js")
	docs := acrossHosts
	for _, p := range play.Presets(play.English) {
		docs = append(docs, p.Doc)
	}
	for _, doc := range docs {
		var native bytes.Buffer
		if p := run(&native, doc, options{json: true, lang: "en"}); p != nil {
			t.Fatalf("%s: %v", doc, p)
		}
		cmd := exec.Command(node, "--stack-size=8192", host, program, "-lang", "en", "-json", doc)
		cmd.Env = []string{"PATH=" + os.Getenv("PATH")} // wasm_exec refuses a long environment
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v\n%.500s", doc, err, out)
		}
		if !bytes.Equal(out, native.Bytes()) {
			t.Errorf("%s: the hosts differ at byte %d:\nnative %.80s\nwasm   %.80s", doc, firstDifference(native.Bytes(), out),
				native.Bytes()[firstDifference(native.Bytes(), out):], out[firstDifference(native.Bytes(), out):])
		}
	}
}

func firstDifference(a, b []byte) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return i
		}
	}
	return min(len(a), len(b))
}
