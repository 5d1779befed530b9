package file

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"qkvlab/core/mat"
	"qkvlab/core/play"
)

var odd = mat.FromRows([][]float32{
	{0.1, -2.5, float32(math.Copysign(0, -1)), 1e-45},
	{3.4028235e38, float32(math.NaN()), float32(math.Inf(1)), float32(math.Inf(-1))},
})

// python runs a program of NumPy's, and gives what it prints; without NumPy the test says so.
func python(t *testing.T, program string, args ...string) string {
	t.Helper()
	name := numPy()
	if name == "" {
		t.Skip("there is no Python with NumPy here")
	}
	out, err := exec.Command(name, append([]string{"-c", program}, args...)...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return strings.TrimSpace(string(out))
}

// numPy is the Python that has NumPy; "" where none has.
var numPy = sync.OnceValue(func() string {
	for _, name := range []string{"/usr/bin/python3", "python3"} {
		if exec.Command(name, "-c", "import numpy").Run() == nil {
			return name
		}
	}
	return ""
})

func put(t *testing.T, name string, b []byte) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, b, 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

// hexOf are the bits as Python's tobytes().hex() writes them.
func hexOf(m mat.Mat) string {
	const digits = "0123456789abcdef"
	var b strings.Builder
	for _, c := range appendBits(nil, m.Data) {
		b.WriteByte(digits[c>>4])
		b.WriteByte(digits[c&15])
	}
	return b.String()
}

func TestNumPyReadsWhatWeWrite(t *testing.T) {
	npy := put(t, "m.npy", NPY(odd))
	if got := python(t, "import numpy,sys; a=numpy.load(sys.argv[1]); print(a.dtype,a.shape,a.tobytes().hex())", npy); got != "float32 (2, 4) "+hexOf(odd) {
		t.Errorf("NPY: %s", got)
	}
	for name, load := range map[string]string{
		"csv":    "numpy.loadtxt(sys.argv[1],delimiter=',',dtype='f4')",
		"tsv":    "numpy.loadtxt(sys.argv[1],delimiter='\\t',dtype='f4')",
		"python": "numpy.array(eval(open(sys.argv[1]).read()),'f4')",
		"json":   "numpy.array([[float(v) for v in r] for r in json.load(open(sys.argv[1]))],'f4')",
	} {
		f, _ := FormatOf(name)
		got := python(t, "import numpy,sys,json; a="+load+"; print(a.shape, a.astype('f4').tobytes().hex())", put(t, "m"+f.Ext, f.Write(odd)))
		want := "(2, 4) " + hexOf(odd)
		if strings.ReplaceAll(got, "0000c0ff", "0000c07f") != want { // the sign of a NaN says nothing
			t.Errorf("%s: %s\nwant %s", name, got, want)
		}
	}
}

func TestWeReadWhatNumPyWrites(t *testing.T) {
	folder := t.TempDir()
	said := python(t, `
import numpy, sys
for dtype in ["<f4", ">f4", "<f8", ">f8", "<f2", ">f2", "i1", "<i2", ">i4", "<i8", "u1", "<u2", ">u4", "<u8", "?"]:
    for order in "CF":
        a = numpy.array([[0, 1, 2.5], [-3, 65, 100]]).clip(0 if dtype.strip("<>")[0] in "u?" else -9).astype(dtype, order=order)
        name = (dtype + order).replace("<", "l").replace(">", "b").replace("?", "t") + ".npy"
        numpy.save(sys.argv[1] + "/" + name, a)
        print(name, a.astype("<f4", order="C").tobytes().hex())
`, folder)
	lines := strings.Split(said, "\n")
	if len(lines) != 30 {
		t.Fatal(said)
	}
	for _, line := range lines {
		name, want, _ := strings.Cut(line, " ")
		b, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		m, p := ReadNPY(b)
		if p != nil || m.Rows != 2 || m.Cols != 3 || hexOf(m) != want {
			t.Errorf("%s: %v %v, want %s", name, m, p, want)
		}
	}
}

// Every half is what NumPy says.
func TestHalves(t *testing.T) {
	got := make([]float32, 1<<16)
	for i := range got {
		got[i] = half(uint64(i))
	}
	file := put(t, "h", appendBits(nil, got))
	if said := python(t, "import numpy,sys; w=numpy.arange(65536,dtype='u2').view('f2').astype('f4'); g=numpy.fromfile(sys.argv[1],'<f4'); print(((w==g)|(numpy.isnan(w)&numpy.isnan(g))).all(), (numpy.signbit(w)==numpy.signbit(g)).all())", file); said != "True True" {
		t.Error(said)
	}
}

// The definition, read by another JSON reader and NumPy.
func TestSafetensors(t *testing.T) {
	d, p := play.Decode("text=the cat&dim=4&heads=2&wk=tie:q")
	if p != nil {
		t.Fatal(p)
	}
	r := play.Run(d)
	tensors := Parameters(r)
	b := Safetensors(tensors, "")
	n := int(b[0]) | int(b[1])<<8
	var header map[string]struct {
		Dtype   string
		Shape   []int
		Offsets [2]int `json:"data_offsets"`
	}
	if err := json.Unmarshal(b[8:8+n], &header); err != nil {
		t.Fatal(err)
	}
	if (8+n)%8 != 0 || len(header) != 9 || len(header["bq"].Shape) != 1 || len(header["wq"].Shape) != 2 {
		t.Errorf("header %s", b[8:8+n])
	}
	for name, e := range header {
		want := appendBits(nil, r.Trace.Mat(name).Data)
		if e.Dtype != "F32" || !bytes.Equal(b[8+n+e.Offsets[0]:8+n+e.Offsets[1]], want) {
			t.Errorf("%s: %v", name, e)
		}
	}
	back, p := ReadSafetensors(b)
	if p != nil || len(back.Tensors) != len(tensors) {
		t.Fatal(p, len(back.Tensors))
	}
	for i, got := range back.Tensors {
		if got.Name != tensors[i].Name || !mat.SameBits(got.Data, tensors[i].Data) || got.Rows != tensors[i].Rows {
			t.Errorf("%s comes back as %s", tensors[i].Name, got.Name)
		}
	}
}

func safetensors(header string, data int) []byte {
	b := []byte{byte(len(header)), byte(len(header) >> 8), 0, 0, 0, 0, 0, 0}
	return append(append(b, header...), make([]byte, data)...)
}

func TestHostileFiles(t *testing.T) {
	one := `"a":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}`
	if _, p := ReadSafetensors(safetensors(`{"__metadata__":{"format":"pt"},`+one+`}  `, 8)); p != nil {
		t.Fatal(p)
	}
	for name, b := range map[string][]byte{
		"empty": {}, "huge header": {255, 255, 255, 255, 255, 255, 255, 255, '{'},
		"cut off":        safetensors(`{`+one+`}`, 7),
		"more":           safetensors(`{`+one+`}`, 9),
		"twice":          safetensors(`{`+one+`,`+one+`}`, 8),
		"overlap":        safetensors(`{`+one+`,"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}`, 8),
		"gap":            safetensors(`{"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}`, 8),
		"backwards":      safetensors(`{"b":{"dtype":"F32","shape":[1],"data_offsets":[8,0]}}`, 8),
		"overflow":       safetensors(`{"b":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,8]}}`, 8),
		"shape":          safetensors(`{"b":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}`, 8),
		"dtype":          safetensors(`{"b":{"dtype":"Q4","shape":[2],"data_offsets":[0,8]}}`, 8),
		"negative":       safetensors(`{"b":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}`, 8),
		"deep":           safetensors(`{"b":`+strings.Repeat("[", 9000), 0),
		"three":          safetensors(`{"b":{"dtype":"F32","shape":[1,1,2],"data_offsets":[0,8]}}`, 8),
		"an open string": safetensors(`{"b\`, 0),
		"an escape":      safetensors(`{"\u12"`, 0),
		"no tensor":      safetensors(`{"__metadata__":{"format":"pt"}}`, 0),
		"nine sizes":     safetensors(`{"b":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,1],"data_offsets":[0,4]}}`, 4),
		"minus one":      safetensors(`{"b":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}`, 0),
	} {
		m, p := ReadSafetensors(b)
		if p == nil {
			t.Errorf("%s: read as %v", name, m)
			continue
		}
		told(t, name, p)
	}
	good := NPY(odd)
	for name, b := range map[string][]byte{
		"empty": {}, "cut off": good[:len(good)-1], "more": append(bytes.Clone(good), 0), "header": good[:40],
		"object":  bytes.Replace(good, []byte("<f4"), []byte("|O8"), 1),
		"shape":   bytes.Replace(good, []byte("(2, 4)"), []byte("(9, 9)"), 1),
		"zero":    bytes.Replace(good, []byte("(2, 4)"), []byte("(0, 4)"), 1),
		"huge":    bytes.Replace(good, []byte("(2, 4), }"), []byte("(4194304,4194304)"), 1),
		"version": append([]byte(npyMagic+"\x09"), good[7:]...),
	} {
		m, p := ReadNPY(b)
		if p == nil {
			t.Errorf("NPY %s: read as %v", name, m)
			continue
		}
		told(t, name, p)
	}
}

// told: a problem is a sentence of its own in both languages.
func told(t *testing.T, name string, p *play.Problem) {
	t.Helper()
	ko, en := p.Message(play.Korean), p.Message(play.English)
	if ko == en || ko == string(p.Code) || strings.ContainsAny(ko+en, "{}") && !strings.ContainsAny(strings.Join(p.Args, ""), "{}") || !utf8.ValidString(ko+en) {
		t.Errorf("%s: %q, %q", name, ko, en)
	}
}

// A claim of a gigabyte in a file of a few bytes costs a few bytes.
func TestSmallFilesTakeLittleMemory(t *testing.T) {
	for name, b := range map[string][]byte{
		"safetensors": safetensors(`{"b":{"dtype":"U8","shape":[2048,2048],"data_offsets":[0,4194304]}}`, 8),
		"NPY":         bytes.Replace(NPY(odd), []byte("(2, 4), }"), []byte("(2048,2048),}"), 1),
		"JSON":        []byte(`{"a":` + strings.Repeat("[", 1<<16)),
		"CSV":         []byte(strings.Repeat("1,", 1<<16) + "x"),
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, p := Read(b)
		runtime.ReadMemStats(&after)
		if p == nil || after.TotalAlloc-before.TotalAlloc > 64*uint64(len(b))+1<<20 {
			t.Errorf("%s: %v, %d bytes", name, p, after.TotalAlloc-before.TotalAlloc)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(NPY(odd))
	f.Add(Safetensors([]Tensor{{"a", odd}, {"bq", mat.FromRows([][]float32{{1}})}}, "text=a"))
	f.Add([]byte(`{"wq": [[1, 2], [3, 4]], "bq": [1, 2]}`))
	f.Add([]byte(`{"doc": "text=a", "steps": [{"id": "q"}]}`))
	f.Add([]byte("1,2\n3,4\n"))
	f.Add([]byte("text=the%20cat"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if m, p := ReadNPY(b); p == nil && len(m.Data) != m.Rows*m.Cols {
			t.Errorf("%v", m)
		}
		c, p := Read(b)
		for _, m := range c.Tensors {
			if p != nil || len(m.Data) != m.Rows*m.Cols || firstOdd(m.Data) >= 0 {
				t.Errorf("%v", m)
			}
		}
		if p != nil {
			told(t, string(b), p)
		}
	})
}

func TestTables(t *testing.T) {
	m := mat.FromRows([][]float32{{1, float32(math.Inf(-1))}, {0.5, float32(math.NaN())}})
	for name, want := range map[string]string{
		"latex":    "\\begin{bmatrix}\n1 & -\\infty \\\\\n0.5 & \\mathrm{NaN} \\\\\n\\end{bmatrix}\n",
		"markdown": "| 0 | 1 |\n| ---: | ---: |\n| 1 | −∞ |\n| 0.5 | NaN |\n",
	} {
		f, ok := FormatOf(name)
		if got := string(f.Write(m)); !ok || got != want {
			t.Errorf("%s:\n%s", name, got)
		}
	}
}
