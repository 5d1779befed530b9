package sdpa_test

import (
	"encoding/binary"
	"errors"
	"io/fs"
	"math"
	"path"
	"sort"
	"strconv"

	"qkvlab/core/sdpa"
)

// What is read here of ONNX's two protobuf messages is what its node cases use: ModelProto with one node, and TensorProto
// with raw_data (onnx.proto, field numbers in the comments).

// fields calls f with each field of a message: its number, and its value as a number or as bytes.
func fields(b []byte, f func(field int, n uint64, data []byte)) error {
	for len(b) > 0 {
		key, used := binary.Uvarint(b)
		if used <= 0 {
			return errors.New("broken key")
		}
		b = b[used:]
		var n uint64
		var data []byte
		switch key & 7 {
		case 0:
			if n, used = binary.Uvarint(b); used <= 0 {
				return errors.New("broken number")
			}
		case 1:
			used, n = 8, binary.LittleEndian.Uint64(b)
		case 2:
			size, head := binary.Uvarint(b)
			if head <= 0 || uint64(len(b)-head) < size {
				return errors.New("broken length")
			}
			data, used = b[head:head+int(size)], head+int(size)
		case 5:
			used, n = 4, uint64(binary.LittleEndian.Uint32(b))
		default:
			return errors.New("wire type " + strconv.Itoa(int(key&7)))
		}
		f(int(key>>3), n, data)
		b = b[used:]
	}
	return nil
}

// node is a case: the operator, the names of its inputs and outputs, its attributes, and what goes in and comes out.
type node struct {
	op      string
	in, out []string
	ints    map[string]int
	floats  map[string]float32
	strings map[string]string
	given   map[string]*tensor
	want    map[string]*tensor
}

// readModel reads the node of a case; one with several nodes is an operator written out in others.
func readModel(cases fs.FS, folder string) (n *node, nodes int, err error) {
	model, err := fs.ReadFile(cases, path.Join(folder, "model.onnx"))
	if err != nil {
		return nil, 0, err
	}
	n = &node{
		ints: map[string]int{}, floats: map[string]float32{}, strings: map[string]string{},
		given: map[string]*tensor{}, want: map[string]*tensor{},
	}
	err = fields(model, func(f int, _ uint64, graph []byte) {
		if f != 7 { // ModelProto.graph
			return
		}
		_ = fields(graph, func(f int, _ uint64, b []byte) {
			if f == 1 { // GraphProto.node
				nodes++
				_ = fields(b, n.add)
			}
		})
	})
	return n, nodes, err
}

// readData reads what goes into the node and what comes out.
func (n *node) readData(cases fs.FS, folder string) error {
	return errors.Join(readTensors(cases, folder, "input_", n.in, n.given), readTensors(cases, folder, "output_", n.out, n.want))
}

// add takes one field of a NodeProto.
func (n *node) add(f int, _ uint64, b []byte) {
	switch f {
	case 1:
		n.in = append(n.in, string(b))
	case 2:
		n.out = append(n.out, string(b))
	case 4:
		n.op = string(b)
	case 5: // AttributeProto
		name := ""
		_ = fields(b, func(f int, v uint64, b []byte) {
			switch f {
			case 1:
				name = string(b)
			case 2:
				n.floats[name] = math.Float32frombits(uint32(v))
			case 3:
				n.ints[name] = int(int64(v))
			case 4:
				n.strings[name] = string(b)
			}
		})
	}
}

// readTensors reads the files of the names that are not empty: a skipped optional one has none.
func readTensors(cases fs.FS, folder, prefix string, names []string, into map[string]*tensor) error {
	files, err := fs.Glob(cases, path.Join(folder, "test_data_set_0", prefix+"*.pb"))
	if err != nil {
		return err
	}
	sort.Slice(files, func(i, j int) bool {
		return len(files[i]) < len(files[j]) || len(files[i]) == len(files[j]) && files[i] < files[j]
	})
	for _, name := range names {
		if name == "" {
			continue
		}
		if len(files) == 0 {
			return errors.New("no file for " + name)
		}
		b, err := fs.ReadFile(cases, files[0])
		if err != nil {
			return err
		}
		if into[name], err = readTensor(b); err != nil {
			return err
		}
		files = files[1:]
	}
	if len(files) > 0 {
		return errors.New("a file too many: " + files[0])
	}
	return nil
}

// The types of TensorProto that the cases use.
const (
	typeFloat    = 1
	typeInt32    = 6
	typeInt64    = 7
	typeBool     = 9
	typeFloat16  = 10
	typeDouble   = 11
	typeBFloat16 = 16
)

// tensor is a TensorProto, its numbers widened to float32 or read as bools or whole numbers.
type tensor struct {
	kind   int
	dims   []int
	floats []float32
	bools  []bool
	ints   []int
}

func readTensor(b []byte) (*tensor, error) {
	t := &tensor{}
	var raw []byte
	err := fields(b, func(f int, n uint64, b []byte) {
		switch f {
		case 1: // dims, packed or one by one
			if b == nil {
				t.dims = append(t.dims, int(n))
			}
			for len(b) > 0 {
				d, used := binary.Uvarint(b)
				t.dims, b = append(t.dims, int(d)), b[max(used, 1):]
			}
		case 2:
			t.kind = int(n)
		case 9:
			raw = b
		}
	})
	if err != nil {
		return nil, err
	}
	width := map[int]int{typeFloat: 4, typeInt32: 4, typeInt64: 8, typeBool: 1, typeFloat16: 2, typeDouble: 8, typeBFloat16: 2}[t.kind]
	n := 1
	for _, d := range t.dims {
		n *= d
	}
	if width == 0 || len(raw) != n*width {
		return nil, errors.New("tensor of type " + strconv.Itoa(t.kind) + " with " + strconv.Itoa(len(raw)) + " bytes")
	}
	halves := make([]uint16, 0, n)
	for ; len(raw) > 0; raw = raw[width:] {
		switch t.kind {
		case typeFloat:
			t.floats = append(t.floats, math.Float32frombits(binary.LittleEndian.Uint32(raw)))
		case typeDouble:
			t.floats = append(t.floats, float32(math.Float64frombits(binary.LittleEndian.Uint64(raw))))
		case typeInt32:
			t.ints = append(t.ints, int(int32(binary.LittleEndian.Uint32(raw))))
		case typeInt64:
			t.ints = append(t.ints, int(int64(binary.LittleEndian.Uint64(raw))))
		case typeBool:
			t.bools = append(t.bools, raw[0] != 0)
		default:
			halves = append(halves, binary.LittleEndian.Uint16(raw))
		}
	}
	switch t.kind {
	case typeFloat16:
		t.floats = make([]float32, n)
		sdpa.Float16s(t.floats, halves)
	case typeBFloat16:
		t.floats = make([]float32, n)
		sdpa.BFloat16s(t.floats, halves)
	}
	return t, nil
}

// round brings numbers to the type of t and back, as a result of that type is stored.
func (t *tensor) round(v []float32) {
	half := make([]uint16, len(v))
	switch t.kind {
	case typeFloat16:
		sdpa.ToFloat16s(half, v)
		sdpa.Float16s(v, half)
	case typeBFloat16:
		sdpa.ToBFloat16s(half, v)
		sdpa.BFloat16s(v, half)
	}
}
