package file

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"qkvlab/core/mat"
	"qkvlab/core/play"
)

func TestRead(t *testing.T) {
	square := mat.FromRows([][]float32{{1, 2.5}, {-3, 4}})
	for name, text := range map[string]string{
		"CSV": "1,2.5\n-3,4\n", "CSV of Windows": "\ufeff1,2.5\r\n-3,4\r\n", "TSV": "1\t2.5\n-3\t4\n", "a spreadsheet's": "1\t2,5\n-3\t4\n",
		"JSON": "[[1, 2.5], [-3, 4]]", "NumPy": "array([[ 1. ,  2.5],\n       [-3. ,  4. ]], dtype=float32)", "NPY": string(NPY(square)),
	} {
		c, p := Read([]byte(text))
		if p != nil || len(c.Tensors) != 1 || c.Tensors[0].Name != "" || !mat.SameBits(c.Tensors[0].Data, square.Data) || c.Tensors[0].Rows != 2 {
			t.Errorf("%s: %+v %v", name, c, p)
		}
	}
	c, p := Read([]byte(`{"comment": "x]", "wq": [[1,2],[3,4]], "n": {"deep": [1]}, "b\u0071": [1, 2], "last": null}`))
	if p != nil || len(c.Tensors) != 2 || c.Tensors[0].Name != "wq" || c.Tensors[1].Name != "bq" || c.Tensors[1].Cols != 2 {
		t.Errorf("matrices by name: %+v %v", c, p)
	}
	for _, doc := range []string{"text=the%20cat&heads=2", "#seed=3", `{"doc": "text=the%20cat&heads=2", "tokens": ["the"], "steps": [{"data": [[1,"NaN"]]}]}`} {
		if c, p := Read([]byte(doc)); p != nil || c.Document == "" || c.Tensors != nil {
			t.Errorf("%s: %+v %v", doc, c, p)
		}
	}
	for name, bad := range map[string]string{
		"nothing": "", "a picture": "\x89PNG\r\n\x1a\n\x00\x00", "an archive": "PK\x03\x04\x00", "NaN": "1,NaN\n2,3", "words": "hello\nworld",
		"ragged": "1,2\n3", "NaN in NPY": string(NPY(odd)), "an object": `{"a": 1}`, "half an object": `{"a": [1`, "three dimensions": "[[[1],[2]],[[3],[4]]]",
	} {
		if c, p := Read([]byte(bad)); p == nil {
			t.Errorf("%s: %+v", name, c)
		} else {
			told(t, name, p)
		}
	}
}

// What Python writes by the definition of the format is read: every kind of number, big files of many tensors, some of no use.
func TestWeReadSafetensorsOfOthers(t *testing.T) {
	file := filepath.Join(t.TempDir(), "m.safetensors")
	want := python(t, `
import json, struct, sys, numpy as np
kinds = {"F64": "<f8", "F32": "<f4", "F16": "<f2", "I8": "i1", "I16": "<i2", "I32": "<i4", "I64": "<i8", "U8": "u1", "U16": "<u2", "U32": "<u4", "U64": "<u8", "BOOL": "?"}
header, data, want = {"__metadata__": {"format": "pt", "made by": "a \"test\" \\ 한글"}}, b"", {}
def put(name, dtype, raw, shape):
    global data
    header[name] = {"dtype": dtype, "shape": list(shape), "data_offsets": [len(data), len(data) + len(raw)]}
    data += raw
for name, kind in kinds.items():
    a = np.array([[0, 1, 65], [100, 2.5, 3]]).astype(kind)
    put("층." + name, name, a.tobytes(), a.shape)
    want["층." + name] = a.astype("<f4").tobytes().hex()
b = np.array([1.5, -2, 3e38], "<f4")
put("bf", "BF16", (b.view("<u4") >> 16).astype("<u2").tobytes(), (3,))
want["bf"] = ((b.view("<u4") >> 16) << 16).astype("<u4").tobytes().hex()
put("scalar", "F32", np.float32(1).tobytes(), ())
put("conv", "F32", np.zeros(8, "<f4").tobytes(), (2, 2, 2))
put("f8", "F8_E4M3", b"\0\0", (2,))
put("none", "F32", b"", (0, 3))
h = json.dumps(header).encode()
open(sys.argv[1], "wb").write(struct.pack("<Q", len(h)) + h + data)
print(" ".join(want.values()))
`, file)
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	c, p := Read(b)
	if p != nil {
		t.Fatal(p)
	}
	var got []string
	for _, m := range c.Tensors {
		got = append(got, hexOf(m.Mat))
	}
	if strings.Join(got, " ") != want || strings.Join(c.Skipped, " ") != "scalar conv f8 none" || !strings.HasPrefix(c.Tensors[0].Name, "층.") {
		t.Errorf("%v %v, skipped %v", got, want, c.Skipped)
	}
}

// What we write is read by a reader made from the definition.
func TestOthersReadOurSafetensors(t *testing.T) {
	d, _ := play.Decode("text=the cat&dim=4&heads=2")
	r := play.Run(d)
	file := put(t, "w.safetensors", Safetensors(Parameters(r), `text=a "quoted" \ one`))
	got := python(t, `
import json, struct, sys, numpy as np
raw = open(sys.argv[1], "rb").read()
n, = struct.unpack("<Q", raw[:8])
assert n % 8 == 0
header = json.loads(raw[8:8 + n])
print(header.pop("__metadata__")["qkv"], end="|")
print("|".join(name + str(np.frombuffer(raw[8 + n:][slice(*e["data_offsets"])], "<f4").reshape(e["shape"]).shape) + raw[8 + n:][slice(*e["data_offsets"])].hex() for name, e in header.items()))
`, file)
	want := []string{`text=a "quoted" \ one`}
	for _, p := range Parameters(r) {
		shape := "(" + strings.ReplaceAll(sizes(p.Mat), "×", ", ") + ")"
		if p.Rows == 1 {
			shape = "(4,)"
		}
		want = append(want, p.Name+shape+hexOf(p.Mat))
	}
	if got != strings.Join(want, "|") {
		t.Errorf("%s\nwant %s", got, strings.Join(want, "|"))
	}
}

func TestPlace(t *testing.T) {
	w := mat.FromRows([][]float32{{1, 2}, {3, 4}})
	bias := mat.FromRows([][]float32{{5}, {6}})
	six := mat.New(6, 2)
	for i := range six.Data {
		six.Data[i] = float32(i)
	}
	for _, c := range []struct {
		name, doc, step string
		tensors         []Tensor
		want, left      string
	}{
		{"our names", "text=a&dim=2", "", []Tensor{{"wq", w}, {"bk", bias}}, "text=a&dim=2&wq=1,2;3,4&bk=5,6", ""},
		{"a library's", "text=a&dim=2", "", []Tensor{{"attn.q_proj.weight", w}, {"attn.out_proj.bias", bias}}, "text=a&dim=2&wq=1,2;3,4&bo=5,6", ""},
		{"all in one", "text=a&dim=2", "", []Tensor{{"in_proj_weight", six}}, "text=a&dim=2&wq=0,1;2,3&wk=4,5;6,7&wv=8,9;10,11", ""},
		{"two layers", "text=a&dim=2", "", []Tensor{{"0.q.weight", w}, {"1.q.weight", w}, {"k.weight", w}}, "text=a&dim=2&wk=1,2;3,4", ""},
		{"some do not fit", "text=a&dim=2", "", []Tensor{{"wq", w}, {"wk", six}}, "text=a&dim=2&wq=1,2;3,4", "wk 6×2"},
		{"dim follows", "text=a&heads=2&mask=causal", "", []Tensor{{"wq", w}, {"wk", w}}, "text=a&dim=2&heads=2&wq=1,2;3,4&wk=1,2;3,4&mask=causal", ""},
		{"head_dim follows", "text=a&heads=2", "", []Tensor{{"wq", six}}, "text=a&dim=2&heads=2&head_dim=3&wq=0,1;2,3;4,5;6,7;8,9;10,11", ""},
		{"kv_heads follow", "text=a&heads=2", "", []Tensor{{"wq", mat.New(2, 2)}, {"wk", mat.New(1, 2)}}, "text=a&dim=2&heads=2&kv_heads=1&wq=0,0;0,0&wk=0,0", ""},
		{"x without a name", "text=a%20b", "", []Tensor{{"", w}}, "tokens=a%7Cb&x=1,2;3,4", ""},
		{"x among others", "text=a&dim=2", "", []Tensor{{"x", w}, {"wq", w}}, "x=1,2;3,4&wq=1,2;3,4", ""},
		{"one matrix", "text=a&dim=2", "wv", []Tensor{{"", w}}, "text=a&dim=2&wv=1,2;3,4", ""},
		{"one of many", "text=a&dim=2", "wv", []Tensor{{"k.weight", six}, {"v.weight", w}}, "text=a&dim=2&wv=1,2;3,4", ""},
		{"a computed one", "text=a%20b&dim=2", "q", []Tensor{{"", w}}, "text=a%20b&dim=2&q.0.0=1&q.0.1=2&q.1.0=3&q.1.1=4", ""},
	} {
		d, p := play.DecodeWith(c.doc, play.Blobs{})
		if p != nil {
			t.Fatal(p)
		}
		got, p := Place(d, c.tensors, c.step)
		if p != nil || got.Doc.String() != c.want || strings.Join(got.Left, ", ") != c.left {
			t.Errorf("%s: %+v %v, want %s", c.name, got, p, c.want)
		}
	}
	d, _ := play.DecodeWith("text=a", play.Blobs{})
	for _, tensors := range [][]Tensor{{{"encoder.conv", w}, {"decoder", six}}, {{"wo", w}}, {{"0.q.weight", w}, {"1.q.weight", w}}} {
		if got, p := Place(d, tensors, ""); p == nil || p.Code != NoFit {
			t.Errorf("%v: %+v %v", tensors, got, p)
		} else {
			told(t, "no fit", p)
		}
	}
	if _, p := Place(d, []Tensor{{"a", w}, {"b", w}}, "wq"); p == nil || p.Code != NoFit {
		t.Error(p)
	}
}

// names are in a file, because the page reads names by the same rules and is tested with it.
func TestNames(t *testing.T) {
	b, err := os.ReadFile("testdata/names.txt")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for line := range strings.Lines(string(b)) {
		name, want, ok := strings.Cut(strings.TrimSuffix(line, "\n"), " → ")
		if !ok {
			continue
		}
		n++
		m := mat.New(3, 3)
		if strings.HasSuffix(name, "bias") {
			m = mat.New(1, 3)
		}
		var got []string
		for _, id := range append(targetIDs, "x") {
			if _, ok := ByTarget([]Tensor{{name, m}})[id]; ok {
				got = append(got, id)
			}
		}
		if s := strings.Join(got, " "); s != strings.TrimPrefix(want, "nothing") {
			t.Errorf("%s is %q, want %q", name, s, want)
		}
	}
	if n < 20 {
		t.Errorf("only %d names", n)
	}
}
