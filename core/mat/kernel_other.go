//go:build !wasm

package mat

import "slices"

func mulT(dst, a, b []float32, m, n, k int) { plainMulT(dst, a, b, m, n, k) }

func mul(dst []float32, dstRow int, a []float32, aRow int, b []float32, m, n, k int) {
	if dstRow == n && aRow == k {
		plainMul(dst, a, b, m, n, k)
		return
	}
	for i := range m {
		plainMul(dst[i*dstRow:i*dstRow+n], a[i*aRow:i*aRow+k], b, 1, n, k)
	}
}

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

// scale multiplies x by a number.
func scale(x []float32, by float32) {
	for i := range x {
		x[i] *= by
	}
}
