package mat_test

import (
	"fmt"

	"qkvlab/core/mat"
)

// The article's two rows through a map of width 2: W is (out, in), as torch.nn.Linear stores it.
func ExampleLinear() {
	x := mat.FromRows([][]float32{{1, 2, 3, 4}, {4, 3, 2, 1}})
	w := mat.FromRows([][]float32{{1, 0, 0, 1}, {0, 0.5, 0.5, 0}})
	fmt.Println(mat.Format(mat.Linear(x, w, []float32{0, 10}), 1))
	// Output:
	// [[ 5.0, 12.5],
	//  [ 5.0, 12.5]]
}

// Parameters that stay the same are packed once; the bits are those of Linear.
func ExampleLinearPacked() {
	x := mat.FromRows([][]float32{{1, 2, 3, 4}})
	w := mat.FromRows([][]float32{{1, 0, 0, 1}, {0, 0.5, 0.5, 0}})
	packed := mat.Pack(w)
	fmt.Println(mat.LinearPacked(x, packed, nil).Equal(mat.Linear(x, w, nil)))
	// Output: true
}

// Two sizes that do not fit are a programmer's mistake.
func ExampleMulT() {
	defer func() { fmt.Println(recover()) }()
	mat.MulT(mat.New(3, 4), mat.New(2, 5))
	// Output: mat: MulT: (3×4)·(2×5)ᵀ: inner sizes differ
}
