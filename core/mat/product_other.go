//go:build !wasm && !amd64

package mat

func mulT(dst, a, b []float32, m, n, k int) { plainMulT(dst, a, b, m, n, k) }

func mul(dst []float32, dstRow int, a []float32, aRow int, b []float32, m, n, k, more int) {
	plainMulRows(dst, dstRow, a, aRow, b, m, n, k, more)
}

func packAll(all, w []float32, n, k int)         { copy(all, w) }
func mulPacked(dst, a, b []float32, m, n, k int) { plainMulT(dst, a, b, m, n, k) }
