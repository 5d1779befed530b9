package file

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

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
	for _, name := range []string{"/usr/bin/python3", "python3"} {
		if exec.Command(name, "-c", "import numpy").Run() == nil {
			out, err := exec.Command(name, append([]string{"-c", program}, args...)...).CombinedOutput()
			if err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			return strings.TrimSpace(string(out))
		}
	}
	t.Skip("there is no Python with NumPy here")
	return ""
}

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
	for _, dtype := range []string{"<f4", ">f4", "<f8", ">f8", "<f2", "i1", "<i2", ">i4", "<i8", "u1"} {
		for _, order := range []string{"C", "F"} {
			file := filepath.Join(t.TempDir(), "m.npy")
			want := python(t, "import numpy,sys; a=numpy.array([[0,1,2.5],[-3,65,100]]).clip(0 if sys.argv[2]=='u1' else -9).astype(sys.argv[2],order=sys.argv[3]); numpy.save(sys.argv[1],a); print(a.astype('<f4',order='C').tobytes().hex())", file, dtype, order)
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			m, p := ReadNPY(b)
			if p != nil || m.Rows != 2 || m.Cols != 3 || hexOf(m) != want {
				t.Errorf("%s %s: %v %v, want %s", dtype, order, m, p, want)
			}
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
	b := Safetensors(tensors)
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
	if p != nil || len(back) != len(tensors) {
		t.Fatal(p, len(back))
	}
	for i := range back {
		if back[i].Name != tensors[i].Name || !mat.SameBits(back[i].Data, tensors[i].Data) || back[i].Rows != tensors[i].Rows {
			t.Errorf("%s comes back as %s", tensors[i].Name, back[i].Name)
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
	} {
		if m, p := ReadSafetensors(b); p == nil {
			t.Errorf("%s: read as %v", name, m)
		}
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
		if m, p := ReadNPY(b); p == nil {
			t.Errorf("NPY %s: read as %v", name, m)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(NPY(odd))
	f.Add(Safetensors([]Tensor{{"a", odd}, {"bq", mat.FromRows([][]float32{{1}})}}))
	f.Fuzz(func(t *testing.T, b []byte) {
		if m, p := ReadNPY(b); p == nil && len(m.Data) != m.Rows*m.Cols {
			t.Errorf("%v", m)
		}
		tensors, p := ReadSafetensors(b)
		for _, m := range tensors {
			if p != nil || len(m.Data) != m.Rows*m.Cols {
				t.Errorf("%v", m)
			}
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
