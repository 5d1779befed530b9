package main

import "fmt"

// sumParts writes func NAME(parts, src *float32, n int[, mean float32]): number i is added to part i mod 16, or, with squares, the
// square of its distance from the mean; n is 16, 32, ….
func sumParts(a *asm, name string, squares bool) {
	parts, src, n := "R0", "R1", "R2"
	size := 24
	if squares {
		size = 28
	}
	a.function(name, size, argument{"parts", parts}, argument{"src", src}, argument{"n", n})
	part := func(i int) string { return fmt.Sprint("V", i) }
	for i := range 4 {
		a.load(part(i), parts, 16*i)
	}
	if squares {
		a.op("F32Load mean+24(FP)", "F32x4Splat", "Set V8")
	}
	a.count(n, 16, func() {
		for i := range 4 {
			a.load("V4", src, 16*i)
			if squares {
				a.op("Get V4", "Get V8", "F32x4Sub", "Set V4")
				a.mulAdd(part(i), "V4", "V4")
			} else {
				a.op("Get "+part(i), "Get V4", "F32x4Add", "Set "+part(i))
			}
		}
		a.addConst(src, 64)
	})
	for i := range 4 {
		a.store(part(i), parts, 16*i)
	}
	a.ret()
}

// normalizeRow writes func normalizeRow(dst, src *float32, n int, mean, by float32): dst = (src − mean)·by, n numbers in whole vectors.
func normalizeRow(a *asm) {
	dst, src, n := "R0", "R1", "R2"
	a.function("normalizeRow", 32, argument{"dst", dst}, argument{"src", src}, argument{"n", n})
	a.op("F32Load mean+24(FP)", "F32x4Splat", "Set V1")
	a.op("F32Load by+28(FP)", "F32x4Splat", "Set V2")
	a.count(n, 4, func() {
		a.load("V0", src, 0)
		a.op("Get V0", "Get V1", "F32x4Sub", "Get V2", "F32x4Mul", "Set V0")
		a.store("V0", dst, 0)
		a.addConst(dst, 16)
		a.addConst(src, 16)
	})
	a.ret()
}
