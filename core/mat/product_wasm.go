package mat

// space is the memory of products, which nobody else can want in the meantime: WebAssembly has one thread, and nothing here
// allocates, so no other goroutine runs before the product is done.
var space scratch

func mulT(dst, a, b []float32, m, n, k int) { space.mulT(dst, a, b, m, n, k) }

func mul(dst []float32, dstRow int, a []float32, aRow int, b []float32, m, n, k, more int) {
	space.mul(dst, dstRow, a, aRow, b, m, n, k, more)
}

func mulPacked(dst, a, b []float32, m, n, k int) { space.mulPacked(dst, a, b, m, n, k) }

// pack writes rows of src, k numbers each with stride srcRow, as columns of a panel with the given width. Columns beyond
// them keep what they had: nobody reads what becomes of it.
func pack(panel []float32, width int, src []float32, srcRow, rows, k int) {
	l := 0
	for ; l+4 <= rows; l += 4 {
		transpose4(&panel[l], width, &src[l*srcRow], srcRow, k)
	}
	for ; l < rows; l++ {
		for i, x := range src[l*srcRow:][:k] {
			panel[i*width+l] = x
		}
	}
}

// unpack writes columns of a strip with the given width as rows of dst, n numbers each with stride dstRow.
func unpack(dst []float32, dstRow int, strip []float32, width, columns, n int) {
	whole := n &^ 3
	for r := 0; r < whole; r += 4 {
		transpose4(&dst[r], dstRow, &strip[r*width], width, columns)
	}
	for r := whole; r < n; r++ {
		for l := range columns {
			dst[l*dstRow+r] = strip[r*width+l]
		}
	}
}

// copyPanel copies n rows of sixteen numbers.
func copyPanel(panel, src []float32, srcRow, n int) { copy16(&panel[0], &src[0], srcRow, n) }
