package file

import (
	"archive/zip"
	"bytes"
	"hash/crc32"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"qkvlab/core/mat"
	"qkvlab/core/play"
)

var plain = mat.FromRows([][]float32{{0.1, -2.5, 3, 1e-45}, {3.4028235e38, 4, 5, 6}})

func archive(t *testing.T, add func(w *zip.Writer)) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	add(w)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func zipIn(t *testing.T, w *zip.Writer, name string, method uint16, data []byte) {
	t.Helper()
	f, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: method})
	if err != nil {
		t.Fatal(err)
	}
	if _, err = f.Write(data); err != nil {
		t.Fatal(err)
	}
}

func TestNPZ(t *testing.T) {
	for _, method := range []uint16{zip.Store, zip.Deflate} {
		c, p := Read(archive(t, func(w *zip.Writer) {
			zipIn(t, w, "wq.npy", method, NPY(plain))
			zipIn(t, w, "deep.npy", method, bytes.Replace(NPY(plain), []byte("(2, 4)"), []byte("(2,2,2)"), 1))
			zipIn(t, w, "readme.txt", method, []byte("hello"))
		}))
		if p != nil || len(c.Tensors) != 1 || c.Tensors[0].Name != "wq" || len(c.Skipped) != 1 || string(NPY(c.Tensors[0].Mat)) != string(NPY(plain)) {
			t.Errorf("method %d: %+v, %v", method, c, p)
		}
	}
	c, p := Read(archive(t, func(w *zip.Writer) { zipIn(t, w, "arr_0.npy", zip.Store, NPY(plain)) }))
	if p != nil || c.Tensors[0].Name != "" {
		t.Errorf("one array: %+v, %v", c, p)
	}
}

func TestNumPysArchives(t *testing.T) {
	for _, save := range []string{"savez", "savez_compressed"} {
		name := filepath.Join(t.TempDir(), "a.npz")
		python(t, "import numpy,sys; numpy."+save+"(sys.argv[1], wq=numpy.arange(12,dtype='f4').reshape(3,4), x=numpy.arange(4.), words=numpy.array(['a']))", name)
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		c, p := Read(b)
		if p != nil || len(c.Tensors) != 2 || c.Tensors[0].Rows != 3 || c.Tensors[0].Data[11] != 11 || c.Tensors[1].Data[3] != 3 || len(c.Skipped) != 1 {
			t.Errorf("%s: %+v, %v", save, c, p)
		}
	}
}

func TestHostileArchives(t *testing.T) {
	good := NPY(plain)
	stored := archive(t, func(w *zip.Writer) { zipIn(t, w, "a.npy", zip.Store, good); zipIn(t, w, "b.npy", zip.Store, good) })
	raw := func(h zip.FileHeader, data []byte) []byte {
		return archive(t, func(w *zip.Writer) {
			f, err := w.CreateRaw(&h)
			if err != nil {
				t.Fatal(err)
			}
			_, _ = f.Write(data)
		})
	}
	overlapping := bytes.Clone(stored) // the second entry of the directory points at the first file
	at := bytes.LastIndex(overlapping, []byte("PK\x01\x02"))
	copy(overlapping[at+42:], []byte{0, 0, 0, 0})
	n := uint64(len(good))
	for name, c := range map[string]struct {
		b    []byte
		code play.Code
	}{
		"cut off":         {stored[:len(stored)-1], Cut},
		"overlap":         {overlapping, Bytes},
		"huge":            {raw(zip.FileHeader{Name: "a.npy", Method: zip.Deflate, UncompressedSize64: 1 << 40, CompressedSize64: n}, good), Large},
		"no deflate":      {raw(zip.FileHeader{Name: "a.npy", Method: zip.Deflate, UncompressedSize64: n, CompressedSize64: n}, good), Bytes},
		"the check":       {raw(zip.FileHeader{Name: "a.npy", CRC32: 7, UncompressedSize64: n, CompressedSize64: n}, good), Bytes},
		"longer":          {raw(zip.FileHeader{Name: "a.npy", CRC32: crc32.ChecksumIEEE(good), UncompressedSize64: n + 1, CompressedSize64: n}, good), Bytes},
		"bzip2":           {raw(zip.FileHeader{Name: "a.npy", Method: 12, UncompressedSize64: n, CompressedSize64: n}, good), Header},
		"encrypted":       {raw(zip.FileHeader{Name: "a.npy", Flags: 1, UncompressedSize64: n, CompressedSize64: n}, good), Header},
		"nothing of ours": {archive(t, func(w *zip.Writer) { zipIn(t, w, "word/document.xml", zip.Store, good) }), Empty},
		"cut inside":      {archive(t, func(w *zip.Writer) { zipIn(t, w, "a.npy", zip.Store, good[:len(good)-1]) }), Cut},
	} {
		if _, p := Read(c.b); p == nil || p.Code != c.code {
			t.Errorf("%s: %v, want %s", name, p, c.code)
		} else {
			told(t, name, p)
		}
	}
}

func FuzzNPZ(f *testing.F) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, method := range []uint16{zip.Store, zip.Deflate} {
		e, _ := w.CreateHeader(&zip.FileHeader{Name: "a.npy", Method: method})
		_, _ = e.Write(NPY(plain))
	}
	w.Close()
	f.Add(b.Bytes())
	f.Fuzz(func(t *testing.T, b []byte) {
		if c, p := ReadNPZ(b); p == nil && len(c.Tensors) == 0 {
			t.Error("nothing, and no problem")
		}
	})
}

// GPT-2 has q, k and v beside one another, for x·W; others under the same name below one another.
func TestConv1D(t *testing.T) {
	wide := mat.Mat{Rows: 2, Cols: 6, Data: []float32{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}}
	out := mat.Mat{Rows: 2, Cols: 2, Data: []float32{1, 2, 3, 4}}
	for _, c := range []struct {
		attn mat.Mat
		wo   string
	}{{wide, "1 3 2 4"}, {wide.T(), "1 2 3 4"}} {
		got := ByTarget([]Tensor{{"h.0.attn.c_attn.weight", c.attn}, {"h.0.attn.c_proj.weight", out}, {"h.0.mlp.c_proj.weight", out}})
		for id, want := range map[string]string{"wq": "0 6 1 7", "wk": "2 8 3 9", "wv": "4 10 5 11", "wo": c.wo} {
			var said []string
			for _, v := range got[id].Data {
				said = append(said, mat.Shortest(v))
			}
			if strings.Join(said, " ") != want {
				t.Errorf("%s: %v, want %s", id, said, want)
			}
		}
	}
}
