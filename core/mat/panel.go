//go:build wasm || amd64

package mat

// Products by panels. A panel holds up to 16 outputs side by side, 4·vectors numbers for each k, so that the kernels have
// outputs as lanes: every sum keeps its order. One factor's rows are packed into panels, the other's are read as they lie.
//
// k is taken in parts, so that a panel stays in the first cache (16 kB) while all rows of the other factor go by. A sum that is
// stored and loaded between two parts is what it would have been.

const (
	panelWidth = packedWidth / 2
	panelDepth = 256
	stripRows  = 256 // rows of the other factor whose results wait to be transposed
)

// tileRows[v] is how many rows the tall kernel of v vectors takes.
var tileRows = [...]int{1: 8, 2: 4, 3: 3, 4: 2}

// scratch is the memory of a product.
type scratch struct {
	panel [panelDepth * panelWidth]float32
	strip [stripRows * panelWidth]float32
}

// vectorsFor returns how many vectors of four n columns need, at most a panel's.
func vectorsFor(n int) int { return (min(n, panelWidth) + 3) / 4 }

// mulT writes A·Bᵀ into dst: a is (m,k), b is (n,k), dst is (m,n). The factor with fewer rows is packed: its outputs are the lanes.
func (s *scratch) mulT(dst, a, b []float32, m, n, k int) {
	if k == 0 {
		clear(dst)
	}
	if m == 0 || n == 0 || k == 0 {
		return
	}
	if n <= m {
		s.mulTPackB(dst, a, b, m, n, k)
	} else {
		s.mulTPackA(dst, a, b, m, n, k)
	}
}

func (s *scratch) mulTPackB(dst, a, b []float32, m, n, k int) {
	for j := 0; j < n; j += panelWidth {
		columns := min(panelWidth, n-j)
		v := vectorsFor(columns)
		for p := 0; p < k; p += panelDepth {
			depth := min(panelDepth, k-p)
			pack(s.panel[:], 4*v, b[j*k+p:], k, columns, depth)
			s.rowsTimesPanel(dst[j:], n, columns, a[p:], k, m, s.panel[:], 4*v, depth, p)
		}
	}
}

// mulTPackA computes B·Aᵀ strip by strip and writes it transposed.
func (s *scratch) mulTPackA(dst, a, b []float32, m, n, k int) {
	for i := 0; i < m; i += panelWidth {
		lanes := min(panelWidth, m-i)
		v := vectorsFor(lanes)
		for j := 0; j < n; j += stripRows {
			rows := min(stripRows, n-j)
			for p := 0; p < k; p += panelDepth {
				depth := min(panelDepth, k-p)
				if j == 0 || k > panelDepth { // else it is there already
					pack(s.panel[:], 4*v, a[i*k+p:], k, lanes, depth)
				}
				tiles(s.strip[:], 4*v, b[j*k+p:], k, rows, s.panel[:], 4*v, v, depth, p)
			}
			unpack(dst[i*n+j:], n, s.strip[:], 4*v, lanes, rows)
		}
	}
}

// mul writes A·B into dst, or adds it to dst where more is not 0: a is (m,k) with stride aRow, b is (k,n), dst is (m,n) with
// stride dstRow. The columns of b are lanes as they lie. They are copied into a panel where many rows read them from far apart,
// or where a vector would read past the end.
func (s *scratch) mul(dst []float32, dstRow int, a []float32, aRow int, b []float32, m, n, k, more int) {
	if m == 0 || n == 0 {
		return
	}
	if k == 0 {
		for i := 0; i < m && more == 0; i++ {
			clear(dst[i*dstRow : i*dstRow+n])
		}
		return
	}
	many := m >= 16 && n*k > len(s.panel)
	for j := 0; j < n; j += panelWidth {
		columns := min(panelWidth, n-j)
		v := vectorsFor(columns)
		if columns == 4*v && !many {
			s.rowsTimesPanel(dst[j:], dstRow, columns, a, aRow, m, b[j:], n, k, more)
			continue
		}
		for p := 0; p < k; p += panelDepth {
			depth := min(panelDepth, k-p)
			if columns == panelWidth {
				copyPanel(s.panel[:], b[p*n+j:], n, depth)
			} else {
				for r := range depth {
					copy(s.panel[r*4*v:], b[(p+r)*n+j:(p+r)*n+j+columns])
				}
			}
			s.rowsTimesPanel(dst[j:], dstRow, columns, a[p:], aRow, m, s.panel[:], 4*v, depth, p+more)
		}
	}
}

// rowsTimesPanel writes A·P into columns of C, or adds it to them where more is not 0: a has m rows of k numbers with stride
// aRow, the panel k rows with stride pRow. Where C has fewer columns than the panel, they are added up beside it.
func (s *scratch) rowsTimesPanel(c []float32, cRow, columns int, a []float32, aRow, m int, p []float32, pRow, k, more int) {
	v := vectorsFor(columns)
	if columns == 4*v {
		tiles(c, cRow, a, aRow, m, p, pRow, v, k, more)
		return
	}
	for i := 0; i < m; i += stripRows {
		rows := min(stripRows, m-i)
		if more != 0 {
			for r := range rows {
				copy(s.strip[r*4*v:], c[(i+r)*cRow:(i+r)*cRow+columns])
			}
		}
		tiles(s.strip[:], 4*v, a[i*aRow:], aRow, rows, p, pRow, v, k, more)
		for r := range rows {
			copy(c[(i+r)*cRow:(i+r)*cRow+columns], s.strip[r*4*v:])
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

// packAll writes w (n,k) as panels: outputs 0…31, then 32…63, …; in a panel, 32 numbers for each k. The last panel is as many
// vectors of four wide as it needs.
func packAll(all, w []float32, n, k int) {
	for j := 0; j < n; j += packedWidth {
		columns := min(packedWidth, n-j)
		pack(all[j*k:], (columns+3)&^3, w[j*k:], k, columns, k)
	}
}

// mulPacked is mulT with a packed b.
func (s *scratch) mulPacked(dst, a, b []float32, m, n, k int) {
	if k == 0 {
		clear(dst)
	}
	if m == 0 || k == 0 {
		return
	}
	deep := panelDepth
	if m == 1 { // it reads a panel once
		deep = k
	}
	for j := 0; j < n; j += packedWidth {
		columns := min(packedWidth, n-j)
		width := (columns + 3) &^ 3
		panels := b[j*k:]
		for p := 0; p < k; p += deep {
			depth := min(deep, k-p)
			if columns == packedWidth {
				tilesPacked(dst[j:], n, a[p:], k, m, panels[p*width:], depth, p)
				continue
			}
			for h := 0; h < columns; h += panelWidth {
				s.rowsTimesPanel(dst[j+h:], n, min(panelWidth, columns-h), a[p:], k, m, panels[p*width+h:], width, depth, p)
			}
		}
	}
}

// tilesPacked is tiles for a panel of 32 columns. Both halves are read for the first two rows, so that memory is read in one go.
func tilesPacked(c []float32, cRow int, a []float32, aRow, m int, p []float32, k, more int) {
	i := 0
	for ; i+2 <= m; i += 2 {
		tile2x4(&c[i*cRow], cRow, &a[i*aRow], aRow, &p[0], packedWidth, k, more)
		tile2x4(&c[i*cRow+panelWidth], cRow, &a[i*aRow], aRow, &p[panelWidth], packedWidth, k, more)
	}
	if i < m {
		tile1x8(&c[i*cRow], cRow, &a[i*aRow], aRow, &p[0], packedWidth, k, more)
	}
}
