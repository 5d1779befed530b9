package file

import (
	"strconv"
	"strings"

	"qkvlab/core/mat"
	"qkvlab/core/play"
)

// Tensor is a named matrix.
type Tensor struct {
	Name string
	mat.Mat
}

// Safetensors writes matrices as float32: the length of the header, the header as JSON, the values
// (https://github.com/huggingface/safetensors). A name may stand once. A document that is not "" goes along as metadata.
// One row is written as one dimension where its name is a bias's (bq, bk, bv, bo), as torch.nn.Linear has it.
func Safetensors(tensors []Tensor, document string) []byte {
	header := []byte(`{`)
	if document != "" {
		header = append(header, `"__metadata__":{"`+documentKey+`":`+quoted(document)+`},`...)
	}
	at := 0
	for i, t := range tensors {
		if i > 0 {
			header = append(header, ',')
		}
		size := 4 * len(t.Data)
		shape := strconv.Itoa(t.Rows) + "," + strconv.Itoa(t.Cols)
		if t.Rows == 1 && strings.HasPrefix(t.Name, "b") {
			shape = strconv.Itoa(t.Cols)
		}
		header = append(header, quoted(t.Name)+`:{"dtype":"F32","shape":[`+shape+`],"data_offsets":[`+strconv.Itoa(at)+`,`+strconv.Itoa(at+size)+`]}`...)
		at += size
	}
	header = append(header, '}')
	for len(header)%8 != 0 {
		header = append(header, ' ')
	}
	b := make([]byte, 8, 8+len(header)+at)
	for i := range 8 {
		b[i] = byte(uint64(len(header)) >> (8 * i))
	}
	b = append(b, header...)
	for _, t := range tensors {
		b = appendBits(b, t.Data)
	}
	return b
}

// documentKey is where the metadata have a document: its canonical form is ASCII without quotes and backslashes.
const documentKey = "qkv"

// Saved is a document with its blobs as one file, each under its key, and the document as metadata. Cells set by hand are the
// document's, and not in the matrices.
func Saved(d *play.Document) []byte {
	var tensors []Tensor
	doc := d.String()
	for pair := range strings.SplitSeq(doc, "&") {
		if key, name, ok := strings.Cut(pair, "=blob:"); ok {
			tensors = append(tensors, Tensor{key, d.Host()[name]})
		}
	}
	return Safetensors(tensors, doc)
}

// Parameters are the parameters of a result, in the order of its steps: wq, bq, …, emb; tied ones too, as they are.
func Parameters(r *play.Result) []Tensor {
	var all []Tensor
	for _, o := range r.Doc.SourceList() {
		if _, ok := r.Trace.Step(o.ID); ok {
			all = append(all, Tensor{o.ID, r.Trace.Mat(o.ID)})
		}
	}
	return all
}

// ReadSafetensors reads every tensor of one or two dimensions whose numbers it knows, and the document of the metadata, if
// there is one; of others it keeps the names. The values must lie one after another without gap or overlap, and fill the file,
// as the format asks.
func ReadSafetensors(b []byte) (Content, *play.Problem) {
	const format = "safetensors"
	fail := func(fault play.Code, says string) (Content, *play.Problem) {
		return Content{}, bad(format, fault, says)
	}
	if len(b) < 8 {
		return fail(Cut, "")
	}
	size := uint64(0)
	for i := range 8 {
		size |= uint64(b[i]) << (8 * i)
	}
	if size > uint64(len(b)-8) {
		return fail(Cut, "")
	}
	entries, document, ok := readHeader(string(b[8 : 8+size]))
	if !ok {
		return fail(Header, clipped(string(b[8:min(8+size, 48)])))
	}
	data := b[8+size:]
	byPlace(entries)
	c := Content{Document: document}
	at, total := 0, 0
	names := map[string]bool{}
	var skipped *play.Problem
	for i := range entries {
		e := &entries[i]
		switch {
		case names[e.name]:
			return fail(Twice, e.name)
		case e.to > len(data):
			return fail(Cut, "")
		case e.from != at || e.to < e.from:
			return fail(Bytes, e.name)
		}
		names[e.name] = true
		at = e.to
		m, p := e.matrix(data[e.from:e.to])
		total += len(m.Data)
		switch {
		case total > maxTotal:
			return Content{}, tooLarge(len(b), 4*maxTotal)
		case p == nil:
			c.Tensors = append(c.Tensors, Tensor{e.name, m})
		case p.Code == Bytes:
			return Content{}, p
		default:
			skipped = p
			c.Skipped = append(c.Skipped, clipped(e.name))
		}
	}
	switch {
	case at != len(data):
		return fail(Cut, "")
	case len(c.Tensors) == 0 && skipped != nil:
		return Content{}, skipped
	case len(c.Tensors) == 0:
		return fail(Empty, "")
	}
	return c, nil
}

// matrix reads one tensor: its problem is Bytes where shape and bytes disagree, which is the file's, else the tensor is of no use here.
func (e *entry) matrix(b []byte) (mat.Mat, *play.Problem) {
	k, known := tensorKinds[e.dtype]
	if !known {
		return mat.Mat{}, bad("safetensors", Dtype, e.name+" "+e.dtype)
	}
	count := 1
	for _, n := range e.shape {
		if n < 1 || n > maxValues/count {
			return mat.Mat{}, bad("safetensors", Shape, e.name)
		}
		count *= n
	}
	switch {
	case count*k.size != len(b):
		return mat.Mat{}, bad("safetensors", Bytes, e.name)
	case len(e.shape) == 1:
		return mat.Mat{Rows: 1, Cols: count, Data: k.values(b, false)}, nil
	case len(e.shape) == 2:
		return mat.Mat{Rows: e.shape[0], Cols: e.shape[1], Data: k.values(b, false)}, nil
	}
	return mat.Mat{}, bad("safetensors", Shape, e.name)
}

// byPlace sorts entries by where their values begin. Writers put them in that order already, so that this is quick; a sort of
// the library would cost the browser 3 kB.
func byPlace(entries []entry) {
	for i := range entries {
		for j := i; j > 0 && entries[j].from < entries[j-1].from; j-- {
			entries[j], entries[j-1] = entries[j-1], entries[j]
		}
	}
}
