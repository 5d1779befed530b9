package sdpa_test

import (
	"errors"

	"qkvlab/core/mat"
)

// The operators of ONNX that core/mat computes.

// runMatMul is NumPy's matmul: the last two dimensions are matrices, those before are broadcast; of a vector a row on the
// left, a column on the right.
func runMatMul(n *node) (map[string][]float32, error) {
	in := n.inputs(2)
	a, b := in[0].dims, in[1].dims
	if len(a) == 1 {
		a = []int{1, a[0]}
	}
	if len(b) == 1 {
		b = []int{b[0], 1}
	}
	rank := max(len(a), len(b))
	a, b = widened(a, rank), widened(b, rank)
	rows, k, cols := a[rank-2], a[rank-1], b[rank-1]
	if b[rank-2] != k {
		return nil, errors.New("inner sizes differ")
	}
	batches := 1
	for i := range rank - 2 {
		batches *= max(a[i], b[i])
	}
	var out []float32
	for i := range batches {
		at, bt, rest, as, bs := 0, 0, i, 1, 1
		for j := rank - 3; j >= 0; j-- {
			x := rest % max(a[j], b[j])
			rest /= max(a[j], b[j])
			at, bt = at+x%a[j]*as, bt+x%b[j]*bs
			as, bs = as*a[j], bs*b[j]
		}
		left := mat.Mat{Rows: rows, Cols: k, Data: in[0].floats[at*rows*k : (at+1)*rows*k]}
		right := mat.Mat{Rows: k, Cols: cols, Data: in[1].floats[bt*k*cols : (bt+1)*k*cols]}
		out = append(out, mat.Mul(left, right).Data...)
	}
	return map[string][]float32{n.wants(0): out}, nil
}

// widened puts ones before dims.
func widened(dims []int, rank int) []int {
	for len(dims) < rank {
		dims = append([]int{1}, dims...)
	}
	return dims
}

func runGemm(n *node) (map[string][]float32, error) {
	in := n.inputs(3)
	matrix := func(t *tensor, turned bool) mat.Mat {
		m := mat.Mat{Rows: t.dims[0], Cols: t.dims[1], Data: t.floats}
		if turned {
			return m.T()
		}
		return m
	}
	factor := func(name string) float32 {
		if f, ok := n.floats[name]; ok {
			return f
		}
		return 1
	}
	y := mat.Linear(matrix(in[0], n.ints["transA"] != 0), matrix(in[1], n.ints["transB"] == 0), nil)
	for i := range y.Data {
		y.Data[i] *= factor("alpha")
		if c := in[2]; c != nil {
			y.Data[i] += factor("beta") * c.floats[broadcast(c.dims, i/y.Cols, i%y.Cols)]
		}
	}
	return map[string][]float32{n.wants(0): y.Data}, nil
}

// broadcast returns where (row, col) of a matrix is in one of at most two dimensions that is broadcast to it.
func broadcast(dims []int, row, col int) int {
	at := 0
	if n := len(dims); n > 0 && dims[n-1] > 1 {
		at = col
	}
	if n := len(dims); n > 1 && dims[0] > 1 {
		at += row * dims[1]
	}
	return at
}

// axis returns the node's axis of x, the last one by default, counted from 0.
func (n *node) axis(x *tensor) int {
	axis, ok := n.ints["axis"]
	if !ok {
		axis = -1
	}
	if axis < 0 {
		axis += len(x.dims)
	}
	return axis
}

func runSoftmax(n *node) (map[string][]float32, error) {
	x := n.inputs(1)[0]
	axis := n.axis(x)
	after := 1
	for _, d := range x.dims[axis+1:] {
		after *= d
	}
	size := x.dims[axis] * after
	for at := 0; at < len(x.floats); at += size {
		m := mat.Mat{Rows: x.dims[axis], Cols: after, Data: x.floats[at : at+size]}
		mat.SoftmaxColsInto(m, m)
	}
	return map[string][]float32{n.wants(0): x.floats}, nil
}

// normed returns x as a matrix whose rows are what is normalised together, and epsilon.
func (n *node) normed(x *tensor) (mat.Mat, float32) {
	cols := 1
	for _, d := range x.dims[n.axis(x):] {
		cols *= d
	}
	eps, ok := n.floats["epsilon"]
	if !ok {
		eps = 1e-5
	}
	return mat.Mat{Rows: len(x.floats) / cols, Cols: cols, Data: x.floats}, eps
}

func runLayerNorm(n *node) (map[string][]float32, error) {
	in := n.inputs(3)
	x, eps := n.normed(in[0])
	var bias []float32
	if in[2] != nil {
		bias = in[2].floats
	}
	y := mat.New(x.Rows, x.Cols)
	mat.LayerNormInto(y, x, in[1].floats, bias, eps)
	var means, inverses []float32
	for r := range x.Rows {
		mean, inverse := mat.Moments(x.Row(r), eps)
		means, inverses = append(means, mean), append(inverses, inverse)
	}
	return map[string][]float32{n.wants(0): y.Data, n.wants(1): means, n.wants(2): inverses}, nil
}

func runRMSNorm(n *node) (map[string][]float32, error) {
	in := n.inputs(2)
	x, eps := n.normed(in[0])
	mat.RMSNormInto(x, x, in[1].floats, eps)
	return map[string][]float32{n.wants(0): x.Data}, nil
}

func runGELU(n *node) (map[string][]float32, error) {
	x := n.inputs(1)[0].floats
	if n.strings["approximate"] == "tanh" {
		mat.GELUTanhInto(x, x)
	} else {
		mat.GELUInto(x, x)
	}
	return map[string][]float32{n.wants(0): x}, nil
}
