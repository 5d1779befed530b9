//go:build js && wasm

// Command bench is core/mat and core/sdpa for the page that times them beside other engines (web/bench). JavaScript makes
// lists of numbers here, fills them through views of this program's memory, and calls by their handles; such a call
// takes about 10 ns.
package main

import (
	"unsafe"

	"qkvlab/core/mat"
	"qkvlab/core/sdpa"
)

var (
	lists  [][]float32
	packed []mat.Packed
)

// floats makes a list of n zeros and returns its handle.
//
//go:wasmexport floats
func floats(n int32) int32 {
	lists = append(lists, make([]float32, n))
	return int32(len(lists) - 1)
}

// address tells where a list is, as long as it is.
//
//go:wasmexport address
func address(list int32) unsafe.Pointer { return unsafe.Pointer(unsafe.SliceData(lists[list])) }

// forget lets go of everything.
//
//go:wasmexport forget
func forget() { lists, packed, current = nil, nil, model{} }

// pack packs W (out, in), lets go of the list, and returns a handle for linear.
//
//go:wasmexport pack
func pack(w, out, in int32) int32 {
	packed = append(packed, mat.Pack(matrix(w, out, in)))
	lists[w] = nil
	return int32(len(packed) - 1)
}

// linear: y = X·Wᵀ with packed parameters; x (t, in).
//
//go:wasmexport linear
func linear(y, x, w, t int32) {
	out, in := packed[w].Shape()
	mat.LinearPackedInto(matrix(y, t, int32(out)), matrix(x, t, int32(in)), packed[w], nil)
}

// linearUnpacked is linear with W as it came.
//
//go:wasmexport linearUnpacked
func linearUnpacked(y, x, w, t, out, in int32) {
	mat.MulTInto(matrix(y, t, out), matrix(x, t, in), matrix(w, out, in))
}

// softmax: y = softmax of each row of x (rows, cols).
//
//go:wasmexport softmax
func softmax(y, x, rows, cols int32) {
	mat.SoftmaxRowsInto(matrix(y, rows, cols), matrix(x, rows, cols))
}

// gelu: y = GELU of x, n numbers.
//
//go:wasmexport gelu
func gelu(y, x, n int32) { mat.GELUInto(lists[y][:n], lists[x][:n]) }

// layerNorm: y = LayerNorm of each row of x (rows, cols), with a weight and a bias for each column.
//
//go:wasmexport layerNorm
func layerNorm(y, x, weight, bias, rows, cols int32) {
	mat.LayerNormInto(matrix(y, rows, cols), matrix(x, rows, cols), lists[weight], lists[bias], 1e-5)
}

// heads is how many heads attention has.
const heads = 12

var workspace sdpa.Workspace

// attend: y = attention of q, k, v, each (t, d) with heads side by side; how is the sum of 1, for the fused path, and 2, for causal.
//
//go:wasmexport attend
func attend(y, q, k, v, t, d, how int32) {
	op, err := sdpa.New(sdpa.Config{Heads: heads, HeadDim: int(d) / heads, Causal: how&2 != 0})
	if err == nil {
		tensor := func(list int32) sdpa.Tensor { return sdpa.BTHD(lists[list], 1, int(t), heads, int(d)/heads) }
		run := op.Run
		if how&1 != 0 {
			run = op.RunFused
		}
		err = run(tensor(y), &sdpa.Input{Q: tensor(q), K: tensor(k), V: tensor(v)}, &workspace)
	}
	if err != nil {
		panic(err)
	}
}

// limit runs a loop of products and sums that touches no memory, and returns how many operations on numbers it did.
//
//go:wasmexport limit
func limit(rounds int32) float64 {
	turn(int(rounds))
	return float64(rounds) * turnOperations
}

func matrix(list, rows, cols int32) mat.Mat {
	return mat.Mat{Rows: int(rows), Cols: int(cols), Data: lists[list][:rows*cols]}
}

func main() { select {} }
