package file

import (
	"slices"
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

// maxHeader is what the format allows: https://github.com/huggingface/safetensors.
const maxHeader = 100_000_000

// Safetensors writes matrices as float32: the length of the header, the header as JSON, the values. A name may stand once.
// One row is written as one dimension where its name is a bias's (bq, bk, bv, bo), as torch.nn.Linear has it.
func Safetensors(tensors []Tensor) []byte {
	header := []byte(`{`)
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
		header = append(header, strconv.Quote(t.Name)+`:{"dtype":"F32","shape":[`+shape+`],"data_offsets":[`+strconv.Itoa(at)+`,`+strconv.Itoa(at+size)+`]}`...)
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

// ReadSafetensors reads every tensor of one or two dimensions. The values must lie one after another without gap or
// overlap, and fill the file, as the format asks.
func ReadSafetensors(b []byte) ([]Tensor, *play.Problem) {
	if len(b) < 8 {
		return nil, bad("safetensors: the file is cut off")
	}
	size := uint64(0)
	for i := range 8 {
		size |= uint64(b[i]) << (8 * i)
	}
	if size > maxHeader || size > uint64(len(b)-8) {
		return nil, bad("safetensors: the header is cut off")
	}
	entries, ok := readHeader(string(b[8 : 8+size]))
	if !ok {
		return nil, bad("safetensors: the header cannot be read")
	}
	data := b[8+size:]
	slices.SortStableFunc(entries, func(a, b entry) int { return a.from - b.from })
	var all []Tensor
	at := 0
	names := map[string]bool{}
	for _, e := range entries {
		k, known := tensorKinds[e.dtype]
		switch {
		case names[e.name]:
			return nil, bad("safetensors: two tensors " + clipped(e.name))
		case !known:
			return nil, bad("safetensors: " + clipped(e.name) + ": dtype " + clipped(e.dtype))
		case len(e.shape) < 1 || len(e.shape) > 2:
			return nil, bad("safetensors: " + clipped(e.name) + " has " + strconv.Itoa(len(e.shape)) + " dimensions")
		case e.from != at || e.to < e.from || e.to > len(data):
			return nil, bad("safetensors: " + clipped(e.name) + " overlaps, leaves a gap, or is cut off")
		}
		names[e.name] = true
		rows, cols := 1, e.shape[len(e.shape)-1]
		if len(e.shape) == 2 {
			rows = e.shape[0]
		}
		if rows < 1 || cols < 1 || rows > maxValues || cols > maxValues || rows*cols > maxValues || rows*cols*k.size != e.to-e.from {
			return nil, bad("safetensors: " + clipped(e.name) + ": its shape and its bytes do not agree")
		}
		all = append(all, Tensor{e.name, mat.Mat{Rows: rows, Cols: cols, Data: k.values(data[e.from:e.to], false)}})
		at = e.to
	}
	if at != len(data) {
		return nil, bad("safetensors: bytes that belong to no tensor")
	}
	return all, nil
}
