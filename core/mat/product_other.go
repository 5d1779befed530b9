//go:build !wasm && !amd64

package mat

import "slices"

func mulT(dst, a, b []float32, m, n, k int) { plainMulT(dst, a, b, m, n, k) }

func mul(dst []float32, dstRow int, a []float32, aRow int, b []float32, m, n, k int) {
	plainMulRows(dst, dstRow, a, aRow, b, m, n, k)
}

func packAll(w []float32, n, k int) []float32    { return slices.Clone(w) }
func mulPacked(dst, a, b []float32, m, n, k int) { plainMulT(dst, a, b, m, n, k) }
