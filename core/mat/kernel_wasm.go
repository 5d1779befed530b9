package mat

// The kernels, in Go's assembly for WebAssembly: kernel_wasm.s, which internal/gen writes. See tile.go for what is
// common to them.

// transpose4: row i of dst, four numbers, becomes column i of src, which has four rows; 0 ≤ i < n.
//
//go:noescape
func transpose4(dst *float32, dstRow int, src *float32, srcRow, n int)

// copy16: n rows of sixteen numbers, one after the other in dst.
//
//go:noescape
func copy16(dst, src *float32, srcRow, n int)

// addTo and mulTo: dst += src, dst *= src, n numbers each.
//
//go:noescape
func addTo(dst, src *float32, n int)

//go:noescape
func mulTo(dst, src *float32, n int)

// largestOf returns the largest of n numbers; n is 4, 8, …. Where one is NaN, it may be NaN or not.
//
//go:noescape
func largestOf(src *float32, n int) float32

// expSum: x = Exp(x − largest), and before plus all of them from first to last; x − largest ≤ 0 or NaN, n is 4, 8, ….
//
//go:noescape
func expSum(x *float32, n int, largest, before float32) (sum float32)

// expSums is expSum of two lists, with nothing before.
//
//go:noescape
func expSums(x, y *float32, n int, largestX, largestY float32) (sumX, sumY float32)

// divide and multiply: dst /= by, dst *= by, n is 4, 8, ….
//
//go:noescape
func divide(dst *float32, n int, by float32)

//go:noescape
func multiply(dst *float32, n int, by float32)

// eachGELU, eachGELUTanh and eachSiLU: dst = the function of src, n is 4, 8, ….
//
//go:noescape
func eachGELU(dst, src *float32, n int)

//go:noescape
func eachGELUTanh(dst, src *float32, n int)

//go:noescape
func eachSiLU(dst, src *float32, n int)

// sumRow and sumSquares add number i, or the square of its distance from the mean, to part i mod 16; n is 16, 32, ….
//
//go:noescape
func sumRow(parts, src *float32, n int)

//go:noescape
func sumSquares(parts, src *float32, n int, mean float32)

// normalizeRow: dst = (src − mean)·by, n is 4, 8, ….
//
//go:noescape
func normalizeRow(dst, src *float32, n int, mean, by float32)
