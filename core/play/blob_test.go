package play

import (
	"strings"
	"testing"

	"qkvlab/core/mat"
)

func ramp(rows, cols int) mat.Mat {
	m := mat.New(rows, cols)
	for i := range m.Data {
		m.Data[i] = float32(i%1009)/512 - 0.875
	}
	return m
}

// A name follows from shape and bits. FNV-1a of the bytes, by hand: 1×1 of 1.0f is 01000000 01000000 0000803f.
func TestBlobName(t *testing.T) {
	hash := uint64(0xcbf29ce484222325)
	for _, c := range []byte{1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0x80, 0x3f} {
		hash = (hash ^ uint64(c)) * 0x100000001b3
	}
	want := ""
	for i := 60; i >= 0; i -= 4 {
		want += string("0123456789abcdef"[hash>>i&15])
	}
	if got := BlobName(mat.FromRows([][]float32{{1}})); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	a, b := ramp(2, 6), ramp(3, 4)
	if BlobName(a) == BlobName(b) || BlobName(a) != BlobName(ramp(2, 6)) {
		t.Error("shape and bits make the name")
	}
}

// What a text cannot hold becomes a blob, by whatever edit; the document goes on meaning the same.
func TestPastedMatrixBecomesABlob(t *testing.T) {
	blobs := Blobs{}
	d, p := DecodeWith("text=the%20cat&dim=256&heads=4", blobs)
	if p != nil {
		t.Fatal(p)
	}
	w := ramp(256, 256)
	text := string(appendRows(nil, w))
	next, _, p := Apply(d, &Edit{Kind: "paste", Step: "wq", Value: text})
	if p != nil {
		t.Fatal(p)
	}
	want := "text=the%20cat&dim=256&heads=4&wq=blob:" + BlobName(w)
	if next.String() != want || len(next.Blobs()) != 1 {
		t.Fatalf("%.200s", next)
	}
	again, p := DecodeWith(next.String(), blobs)
	if p != nil || !mat.SameBits(Run(again).Trace.Mat("wq").Data, w.Data) || again.String() != want {
		t.Errorf("%v %.200s", p, again)
	}
	if _, p := Decode(want); p == nil || p.Code != AbsentBlob || p.Field != "wq" || p.Args[0] != BlobName(w) {
		t.Errorf("without the blob: %v", p)
	}
	if _, p := DecodeWith("wq=blob:"+BlobName(w), blobs); p == nil || p.Code != BadShape {
		t.Errorf("of another shape: %v", p)
	}
	// A host without blobs keeps the limit.
	plain, _ := Decode("text=the%20cat&dim=256&heads=4")
	if _, _, p := Apply(plain, &Edit{Kind: "paste", Step: "wq", Value: text}); p == nil || p.Code != TooLong {
		t.Errorf("a host without blobs: %v", p)
	}
	// A cell of it can be set, and the matrix taken back.
	set, _, p := Apply(next, &Edit{Kind: "set_cell", Step: "wq", Row: 1, Col: 2, Value: "7"})
	if p != nil || set.String() != want+"&wq.1.2=7" || Run(set).Trace.Mat("wq").At(1, 2) != 7 || w.At(1, 2) == 7 {
		t.Errorf("%v %.200s", p, set)
	}
	back, _, p := Apply(set, &Edit{Kind: "reset_matrix", Step: "wq"})
	if p != nil || back.String() != d.String() {
		t.Errorf("%v %.200s", p, back)
	}
}

func TestSetKeys(t *testing.T) {
	blobs := Blobs{}
	small, large := ramp(4, 4), ramp(128, 512)
	d, _ := DecodeWith("text=a%20b&wq.0.0=3", blobs)
	next, _, p := Apply(d, &Edit{Kind: "set_keys", Value: "mask=causal&wq=blob:" + blobs.Put(small)})
	if p != nil || next.String() != "text=a%20b&wq="+string(appendRows(nil, small))+"&mask=causal" {
		t.Errorf("a small blob is written out, and cells of before are gone: %v %s", p, next)
	}
	d, _ = DecodeWith("text=a%20b", blobs)
	next, notes, p := Apply(d, &Edit{Kind: "set_keys", Value: "x=blob:" + blobs.Put(large)})
	if p != nil || next.String() != "x=blob:"+BlobName(large) || len(notes) != 1 {
		t.Errorf("%v %s %v", p, next, notes)
	}
	// Rows move with their tokens: then it is another matrix, and another blob.
	named, _, p := Apply(next, &Edit{Kind: "set_tokens", Value: strings.TrimSuffix(strings.Repeat("t|", 128), "|")})
	if p != nil || !strings.HasSuffix(named.String(), "x=blob:"+BlobName(large)) {
		t.Errorf("%v %.99s", p, named)
	}
	less, _, p := Apply(named, &Edit{Kind: "remove_token", Row: 0})
	if p != nil || !strings.Contains(less.String(), "x=blob:") || strings.Contains(less.String(), BlobName(large)) || less.X.Rows != 127 {
		t.Errorf("%v %.200s", p, less)
	}
	for _, bad := range []string{"wq=blob:nothing", "heads=3", "nothing=1", "wq=blob:" + BlobName(large)} {
		if _, _, p := Apply(d, &Edit{Kind: "set_keys", Value: bad}); p == nil {
			t.Errorf("%s stands", bad)
		}
	}
}
