package sdpa_test

import (
	"archive/zip"
	"io/fs"
	"math"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// How far a result may be from the expected one, of the largest finite magnitude in it. ONNX's cases are computed in NumPy,
// those of float16 and bfloat16 are rounded to steps of 2⁻¹¹ and 2⁻⁸ of a value; five of them leave room for a NumPy that
// computes in halves. fusedTolerance is RunFused's, from float64.
const (
	tolerance      = 2e-6
	tolerance16    = 5.0 / 2048
	toleranceB16   = 5.0 / 256
	fusedTolerance = 1.0 / (1 << 20)
)

// conformance returns ONNX's own cases, which stand beside the project, or skips. They are a folder or an archive.
func conformance(t *testing.T) (cases fs.FS, name string) {
	t.Helper()
	name = os.Getenv("QKV_CONFORMANCE")
	if name == "" {
		name = filepath.Join("..", "..", "..", "shared", "conformance", "onnx")
	}
	if strings.HasSuffix(name, ".zip") {
		return archive(t, name), name
	}
	if _, err := os.Stat(name); err != nil {
		t.Skipf("skipped: no ONNX cases at %s; QKV_CONFORMANCE names the folder (onnx/onnx: onnx/backend/test/data/node)", name)
	}
	return os.DirFS(name), name
}

func archive(t *testing.T, name string) fs.FS {
	t.Helper()
	r, err := zip.OpenReader(name)
	must(t, err)
	t.Cleanup(func() { must(t, r.Close()) })
	return r
}

// TestONNX runs every case that there is. Its log is the table of what ran, how near it came, and what is out of scope.
func TestONNX(t *testing.T) {
	cases, name := conformance(t)
	runCases(t, cases, name)
}

// TestONNXOperators runs random cases of every operator and of whatever its attributes and optional inputs allow, computed by
// core/golden/gen_onnx.py, which says how to have thousands of them.
func TestONNXOperators(t *testing.T) {
	name := filepath.Join("testdata", "onnx.zip")
	if _, skipped := runCases(t, archive(t, name), name); skipped > 0 {
		t.Errorf("%d cases did not run", skipped)
	}
}

func runCases(t *testing.T, cases fs.FS, from string) (ran, skipped int) {
	models, err := fs.Glob(cases, "*/model.onnx")
	if err != nil || len(models) == 0 {
		t.Fatalf("no cases in %s: %v", from, err)
	}
	var table strings.Builder
	for _, m := range models {
		name := path.Dir(m)
		n, nodes, err := readModel(cases, name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		status := "out of scope: " + whyNot(n, nodes)
		if status == "out of scope: " {
			ran++
			status = "ran, off by " + decimal(compareCase(t, cases, name, n)) + " of the scale"
		}
		table.WriteString("\n" + name + strings.Repeat(" ", max(1, 76-len(name))) + status)
	}
	skipped = len(models) - ran
	t.Logf("%d cases of %s: %d ran, %d out of scope%s", len(models), from, ran, skipped, table.String())
	if ran == 0 {
		t.Error("none of the cases ran")
	}
	return ran, skipped
}

// whyNot returns why a case does not run, or "".
func whyNot(n *node, nodes int) string {
	switch {
	case nodes != 1:
		return "a graph of " + strconv.Itoa(nodes) + " nodes, an operator written out in others"
	case runners[n.op] != nil:
		return ""
	}
	return n.op + " is no part of attention"
}

// compareCase runs a case and returns how far its worst output is off.
func compareCase(t *testing.T, cases fs.FS, name string, n *node) float64 {
	if err := n.readData(cases, name); err != nil {
		t.Errorf("%s: %v", name, err)
		return math.NaN()
	}
	got, err := runners[n.op](n)
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return math.NaN()
	}
	worst := 0.0
	for output, want := range n.want {
		limit := max(toleranceOf(want.kind), toleranceOf(n.ints["softmax_precision"]))
		want.round(got[output])
		d := distance(got[output], want.floats)
		if !(d <= limit) {
			t.Errorf("%s: %s is off by %s of its scale, at most %s", name, output, decimal(d), decimal(limit))
		}
		worst = max(worst, d)
	}
	return worst
}

func toleranceOf(kind int) float64 {
	switch kind {
	case typeFloat16:
		return tolerance16
	case typeBFloat16:
		return toleranceB16
	}
	return tolerance
}

// distance returns the largest difference, in units of the largest finite magnitude of want (at least 1e-6). It is NaN where
// lengths differ, or where a NaN or an infinity does not stand in both.
func distance(got, want []float32) float64 {
	if len(got) != len(want) {
		return math.NaN()
	}
	scale, worst := 1e-6, 0.0
	for _, v := range want {
		if a := math.Abs(float64(v)); !math.IsInf(a, 0) && a > scale {
			scale = a
		}
	}
	for i, v := range got {
		w := want[i]
		if v == w || v != v && w != w {
			continue
		}
		d := math.Abs(float64(v) - float64(w))
		if d != d || math.IsInf(d, 0) {
			return math.NaN()
		}
		worst = max(worst, d)
	}
	return worst / scale
}

// fusedFromRun is how far RunFused may be from Run over s keys.
func fusedFromRun(s int) float64 { return fusedTolerance + float64(s)/(1<<29) }

func decimal(v float64) string { return strconv.FormatFloat(v, 'g', 2, 64) }
