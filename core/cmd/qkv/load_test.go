package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"qkvlab/core/file"
	"qkvlab/core/mat"
	"qkvlab/core/play"
)

// What -safetensors writes, -load reads: the same numbers, whatever the seed of the document that they come into.
func TestLoad(t *testing.T) {
	folder := t.TempDir()
	w := filepath.Join(folder, "w.safetensors")
	output(t, "text=the cat&heads=2&seed=7", options{tensors: w})
	want := output(t, "text=the cat&heads=2&seed=7", options{steps: "wq,bv,out", decimals: 6})
	if got := output(t, "text=the cat&heads=2&seed=1", options{steps: "wq,bv,out", decimals: 6, load: w}); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	q := filepath.Join(folder, "q.npy")
	if err := os.WriteFile(q, []byte(output(t, "text=the cat&seed=7", options{steps: "wq", format: "npy"})), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		o    options
		want string
	}{
		{options{x: q}, "(T, D) = (4, 4)"},
		{options{load: "wk=" + q}, strings.TrimPrefix(output(t, "text=the cat&seed=7", options{steps: "wq", decimals: 2}), "wq = parameter  (H·Dh, D) = (4, 4)\n")},
	} {
		c.o.steps, c.o.decimals = "x,wk", 2
		if got := output(t, "", c.o); !strings.Contains(got, c.want) {
			t.Errorf("%+v:\n%s", c.o, got)
		}
	}
	for _, o := range []options{{load: filepath.Join(folder, "nothing")}, {x: w}, {load: "wk=" + w + "x"}} {
		if p := run(new(strings.Builder), "", o); p == nil {
			t.Errorf("%+v stands", o)
		}
	}
}

// A document that names blobs opens with the file that holds them, and alone does not.
func TestDocumentWithBlobs(t *testing.T) {
	big := mat.New(256, 256)
	for i := range big.Data {
		big.Data[i] = float32(i % 97)
	}
	d, _ := play.DecodeWith("text=the cat&dim=256", play.Blobs{})
	d, _, _ = play.Apply(d, &play.Edit{Kind: "set_cell", Step: "wk", Row: 1, Col: 1, Value: "5"})
	placed, p := file.Place(d, []file.Tensor{{Name: "q.weight", Mat: big}}, "")
	if p != nil {
		t.Fatal(p)
	}
	saved := filepath.Join(t.TempDir(), "qkv-lab.safetensors")
	placed.Doc, _, _ = play.Apply(placed.Doc, &play.Edit{Kind: "set_cell", Step: "wq", Row: 1, Col: 1, Value: "5"})
	if err := os.WriteFile(saved, file.Saved(placed.Doc), 0o644); err != nil {
		t.Fatal(err)
	}
	doc := placed.Doc.String()
	if !strings.Contains(doc, "wq=blob:"+play.BlobName(big)) {
		t.Fatalf("%.200s", doc)
	}
	for _, named := range []string{"", doc} {
		if got := output(t, named, options{json: true, steps: "wq", load: saved}); !strings.Contains(got, `"doc": "`+strings.ReplaceAll(doc, "&", `\u0026`)) || !strings.Contains(got, "[[0,1,2,3") {
			t.Errorf("%.300s", got)
		}
	}
	if p := run(new(strings.Builder), doc, options{}); p == nil || p.Code != play.AbsentBlob {
		t.Errorf("%v", p)
	}
}
