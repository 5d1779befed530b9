//go:build !wasm

package mat

import "slices"

func mulT(dst, a, b []float32, m, n, k int) { plainMulT(dst, a, b, m, n, k) }
func mul(dst, a, b []float32, m, n, k int)  { plainMul(dst, a, b, m, n, k) }

func packAll(w []float32, n, k int) []float32    { return slices.Clone(w) }
func mulPacked(dst, a, b []float32, m, n, k int) { plainMulT(dst, a, b, m, n, k) }

func softmax(dst, src []float32) { plainSoftmax(dst, src) }

// addRow adds src to dst, number by number; they have the same length.
func addRow(dst, src []float32) {
	src = src[:len(dst)]
	for i := range dst {
		dst[i] += src[i]
	}
}
