package mat

// The functions of activation.go and the loops of norm.go on vectors; what is left at the end is taken one by one.

func gelus(dst, src []float32) {
	n := len(src) &^ 3
	if n > 0 {
		eachGELU(&dst[0], &src[0], n)
	}
	for i, x := range src[n:] {
		dst[n+i] = GELU(x)
	}
}

func geluTanhs(dst, src []float32) {
	n := len(src) &^ 3
	if n > 0 {
		eachGELUTanh(&dst[0], &src[0], n)
	}
	for i, x := range src[n:] {
		dst[n+i] = GELUTanh(x)
	}
}

func silus(dst, src []float32) {
	n := len(src) &^ 3
	if n > 0 {
		eachSiLU(&dst[0], &src[0], n)
	}
	for i, x := range src[n:] {
		dst[n+i] = SiLU(x)
	}
}

func addParts(parts *[sumParts]float32, x []float32) {
	n := len(x) &^ (sumParts - 1)
	if n > 0 {
		sumRow(&parts[0], &x[0], n)
	}
	plainAddParts(parts, x, n)
}

func addSquares(parts *[sumParts]float32, x []float32, mean float32) {
	n := len(x) &^ (sumParts - 1)
	if n > 0 {
		sumSquares(&parts[0], &x[0], n, mean)
	}
	plainAddSquares(parts, x, mean, n)
}

func normalize(y, x []float32, mean, by float32) {
	n := len(x) &^ 3
	if n > 0 {
		normalizeRow(&y[0], &x[0], n, mean, by)
	}
	plainNormalize(y, x, mean, by, n)
}

// mulRow multiplies dst by src, number by number; they have the same length.
func mulRow(dst, src []float32) {
	if len(src) > 0 {
		mulTo(&dst[0], &src[0], len(src))
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
