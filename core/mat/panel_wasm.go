package mat

// Products by panels. A panel holds up to 16 outputs side by side, 4·vectors numbers for each k, so that the kernels have
// outputs as lanes: every sum keeps its order. One factor's rows are packed into panels, the other's are read as they lie.
//
// k is taken in parts, so that a panel stays in the first cache (16 kB) while all rows of the other factor go by. A sum that is
// stored and loaded between two parts is what it would have been.

const (
	panelWidth = 16
	panelDepth = 256
	stripRows  = 256 // rows of the other factor whose results wait to be transposed
)

// tileRows[v] is how many rows the tall kernel of v vectors takes.
var tileRows = [...]int{1: 8, 2: 4, 3: 3, 4: 2}

// Memory of the products, which nobody else can want in the meantime: WebAssembly has one thread, and nothing here allocates, so
// no other goroutine runs before the product is done.
var (
	panel [panelDepth * panelWidth]float32
	strip [stripRows * panelWidth]float32
)

// vectorsFor returns how many vectors of four n columns need, at most a panel's.
func vectorsFor(n int) int { return (min(n, panelWidth) + 3) / 4 }

// mulT writes A·Bᵀ into dst: a is (m,k), b is (n,k), dst is (m,n). The factor with fewer rows is packed: its outputs are the lanes.
func mulT(dst, a, b []float32, m, n, k int) {
	if k == 0 {
		clear(dst)
	}
	if m == 0 || n == 0 || k == 0 {
		return
	}
	if n <= m {
		mulTPackB(dst, a, b, m, n, k)
	} else {
		mulTPackA(dst, a, b, m, n, k)
	}
}

func mulTPackB(dst, a, b []float32, m, n, k int) {
	for j := 0; j < n; j += panelWidth {
		columns := min(panelWidth, n-j)
		v := vectorsFor(columns)
		for p := 0; p < k; p += panelDepth {
			depth := min(panelDepth, k-p)
			pack(panel[:], 4*v, b[j*k+p:], k, columns, depth)
			rowsTimesPanel(dst[j:], n, columns, a[p:], k, m, panel[:], 4*v, depth, p)
		}
	}
}

// mulTPackA computes B·Aᵀ strip by strip and writes it transposed.
func mulTPackA(dst, a, b []float32, m, n, k int) {
	for i := 0; i < m; i += panelWidth {
		lanes := min(panelWidth, m-i)
		v := vectorsFor(lanes)
		for j := 0; j < n; j += stripRows {
			rows := min(stripRows, n-j)
			for p := 0; p < k; p += panelDepth {
				depth := min(panelDepth, k-p)
				if j == 0 || k > panelDepth { // else it is there already
					pack(panel[:], 4*v, a[i*k+p:], k, lanes, depth)
				}
				tiles(strip[:], 4*v, b[j*k+p:], k, rows, panel[:], 4*v, v, depth, p)
			}
			whole := rows &^ 3
			for r := 0; r < whole; r += 4 {
				transpose4(&dst[i*n+j+r], n, &strip[r*4*v], 4*v, lanes)
			}
			for r := whole; r < rows; r++ {
				for l := range lanes {
					dst[(i+l)*n+j+r] = strip[r*4*v+l]
				}
			}
		}
	}
}

// mul writes A·B into dst: a is (m,k) with stride aRow, b is (k,n), dst is (m,n) with stride dstRow. The columns of b are lanes
// as they lie. They are copied into a panel where many rows read them from far apart, or where a vector would read past
// the end.
func mul(dst []float32, dstRow int, a []float32, aRow int, b []float32, m, n, k int) {
	if m == 0 || n == 0 {
		return
	}
	if k == 0 {
		for i := range m {
			clear(dst[i*dstRow : i*dstRow+n])
		}
		return
	}
	many := m >= 16 && n*k > len(panel)
	for j := 0; j < n; j += panelWidth {
		columns := min(panelWidth, n-j)
		v := vectorsFor(columns)
		if columns == 4*v && !many {
			rowsTimesPanel(dst[j:], dstRow, columns, a, aRow, m, b[j:], n, k, 0)
			continue
		}
		for p := 0; p < k; p += panelDepth {
			depth := min(panelDepth, k-p)
			if columns == panelWidth {
				copy16(&panel[0], &b[p*n+j], n, depth)
			} else {
				for r := range depth {
					copy(panel[r*4*v:], b[(p+r)*n+j:(p+r)*n+j+columns])
				}
			}
			rowsTimesPanel(dst[j:], dstRow, columns, a[p:], aRow, m, panel[:], 4*v, depth, p)
		}
	}
}

// rowsTimesPanel writes A·P into columns of C, or adds it to them where more is not 0: a has m rows of k numbers with stride
// aRow, the panel k rows with stride pRow. Where C has fewer columns than the panel, they are added up beside it.
func rowsTimesPanel(c []float32, cRow, columns int, a []float32, aRow, m int, p []float32, pRow, k, more int) {
	v := vectorsFor(columns)
	if columns == 4*v {
		tiles(c, cRow, a, aRow, m, p, pRow, v, k, more)
		return
	}
	for i := 0; i < m; i += stripRows {
		rows := min(stripRows, m-i)
		if more != 0 {
			for r := range rows {
				copy(strip[r*4*v:], c[(i+r)*cRow:(i+r)*cRow+columns])
			}
		}
		tiles(strip[:], 4*v, a[i*aRow:], aRow, rows, p, pRow, v, k, more)
		for r := range rows {
			copy(c[(i+r)*cRow:(i+r)*cRow+columns], strip[r*4*v:])
		}
	}
}

// tiles is rowsTimesPanel where C has all 4·v columns of the panel.
func tiles(c []float32, cRow int, a []float32, aRow, m int, p []float32, pRow, v, k, more int) {
	i := 0
	for step := tileRows[v]; i+step <= m; i += step {
		switch ci, ai := &c[i*cRow], &a[i*aRow]; v {
		case 1:
			tile8x1(ci, cRow, ai, aRow, &p[0], pRow, k, more)
		case 2:
			tile4x2(ci, cRow, ai, aRow, &p[0], pRow, k, more)
		case 3:
			tile3x3(ci, cRow, ai, aRow, &p[0], pRow, k, more)
		case 4:
			tile2x4(ci, cRow, ai, aRow, &p[0], pRow, k, more)
		}
	}
	for ; i < m; i++ {
		switch ci, ai := &c[i*cRow], &a[i*aRow]; v {
		case 1:
			tile1x1(ci, cRow, ai, aRow, &p[0], pRow, k, more)
		case 2:
			tile1x2(ci, cRow, ai, aRow, &p[0], pRow, k, more)
		case 3:
			tile1x3(ci, cRow, ai, aRow, &p[0], pRow, k, more)
		case 4:
			tile1x4(ci, cRow, ai, aRow, &p[0], pRow, k, more)
		}
	}
}

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

// addRow adds src to dst, number by number; they have the same length.
func addRow(dst, src []float32) {
	if len(src) > 0 {
		addTo(&dst[0], &src[0], len(src))
	}
}

// scale multiplies x by a number.
func scale(x []float32, by float32) {
	n := len(x) &^ 3
	if n > 0 {
		multiply(&x[0], n, by)
	}
	for i := range x[n:] {
		x[n+i] *= by
	}
}
