package mat

// packAll returns w (n,k) as panels: outputs 0…15, then 16…31, …; in a panel, 16 numbers for each k. The last panel is as many
// vectors of four wide as it needs.
func packAll(w []float32, n, k int) []float32 {
	all := make([]float32, (n+3)/4*4*k)
	for j := 0; j < n; j += panelWidth {
		pack(all[j*k:], 4*vectorsFor(n-j), w[j*k:], k, min(panelWidth, n-j), k)
	}
	return all
}

// mulPacked is mulT with a packed b.
func mulPacked(dst, a, b []float32, m, n, k int) {
	if k == 0 {
		clear(dst)
	}
	if m == 0 || k == 0 {
		return
	}
	deep := panelDepth
	if m <= 2 { // a panel is read once
		deep = k
	}
	for j := 0; j < n; j += panelWidth {
		columns := min(panelWidth, n-j)
		width := 4 * vectorsFor(columns)
		for p := 0; p < k; p += deep {
			rowsTimesPanel(dst[j:], n, columns, a[p:], k, m, b[j*k+p*width:], width, min(deep, k-p), p)
		}
	}
}
