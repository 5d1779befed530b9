package mat

// few is how many products plain Go computes faster than panels.
const few = 1 << 10

func mulT(dst, a, b []float32, m, n, k int) {
	if m*n*k <= few {
		plainMulT(dst, a, b, m, n, k)
		return
	}
	var s scratch
	s.mulT(dst, a, b, m, n, k)
}

func mul(dst []float32, dstRow int, a []float32, aRow int, b []float32, m, n, k, more int) {
	if m*n*k <= few {
		plainMulRows(dst, dstRow, a, aRow, b, m, n, k, more)
		return
	}
	var s scratch
	s.mul(dst, dstRow, a, aRow, b, m, n, k, more)
}

func mulPacked(dst, a, b []float32, m, n, k int) {
	var s scratch
	s.mulPacked(dst, a, b, m, n, k)
}

// pack writes rows of src, k numbers each with stride srcRow, as columns of a panel with the given width. Columns beyond
// them keep what they had: nobody reads what becomes of it.
func pack(panel []float32, width int, src []float32, srcRow, rows, k int) {
	for l := range rows {
		for i, x := range src[l*srcRow:][:k] {
			panel[i*width+l] = x
		}
	}
}

// unpack writes columns of a strip with the given width as rows of dst, n numbers each with stride dstRow.
func unpack(dst []float32, dstRow int, strip []float32, width, columns, n int) {
	for l := range columns {
		row := dst[l*dstRow:][:n]
		for r := range row {
			row[r] = strip[r*width+l]
		}
	}
}

// copyPanel copies n rows of sixteen numbers.
func copyPanel(panel, src []float32, srcRow, n int) {
	for r := range n {
		*(*[panelWidth]float32)(panel[r*panelWidth:]) = *(*[panelWidth]float32)(src[r*srcRow:])
	}
}
