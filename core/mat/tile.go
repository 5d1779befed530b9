//go:build wasm || amd64

package mat

// The kernels of products, in assembly that internal/gen writes: kernel_wasm.s and kernel_amd64.s. Strides (cRow, …) are counted in
// numbers, from one row to the next. A kernel checks nothing: what it is told to read and write must be there.

// tileRxV: C = A·B, or C += A·B where more is not 0; C has R rows and 4·V columns, A (R, k), B (k, 4·V). Twin in plain Go: the
// products of plain.go.

//go:noescape
func tile8x1(c *float32, cRow int, a *float32, aRow int, b *float32, bRow, k, more int)

//go:noescape
func tile4x2(c *float32, cRow int, a *float32, aRow int, b *float32, bRow, k, more int)

//go:noescape
func tile3x3(c *float32, cRow int, a *float32, aRow int, b *float32, bRow, k, more int)

//go:noescape
func tile2x4(c *float32, cRow int, a *float32, aRow int, b *float32, bRow, k, more int)

//go:noescape
func tile1x1(c *float32, cRow int, a *float32, aRow int, b *float32, bRow, k, more int)

//go:noescape
func tile1x2(c *float32, cRow int, a *float32, aRow int, b *float32, bRow, k, more int)

//go:noescape
func tile1x3(c *float32, cRow int, a *float32, aRow int, b *float32, bRow, k, more int)

//go:noescape
func tile1x4(c *float32, cRow int, a *float32, aRow int, b *float32, bRow, k, more int)

//go:noescape
func tile1x8(c *float32, cRow int, a *float32, aRow int, b *float32, bRow, k, more int)
