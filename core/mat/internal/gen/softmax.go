package main

import (
	"fmt"
	"math"
	"strconv"
)

// splatConst: v = four times x.
func (a *asm) splatConst(v string, x float32) {
	a.op("F32Const $"+decimal(x), "F32x4Splat", "Set "+v)
}

// decimal writes a constant as the assembler reads it: with a point, and digits enough to be exact.
func decimal(x float32) string { return strconv.FormatFloat(float64(x), 'e', 16, 64) }

// vectorExp holds what Exp of core/mat/float32.go needs, in registers: its constants, set once before a loop, and room.
type vectorExp struct {
	log2e, round, ln2hi, ln2lo, one string
	p                               [6]string
	low                             string // not a register: what puts it on the stack
}

func newVectorExp(a *asm) vectorExp {
	e := vectorExp{log2e: "V0", round: "V1", ln2hi: "V2", ln2lo: "V3", one: "V4", low: "Get V5", p: [6]string{"V6", "V7", "V8", "V9", "V10", "V11"}}
	a.splatConst(e.log2e, math.Log2E)
	a.splatConst(e.round, 3<<22)
	a.splatConst(e.ln2hi, 0.693359375)
	a.splatConst(e.ln2lo, -2.12194440e-4)
	a.splatConst(e.one, 1)
	a.splatConst("V5", -104)
	for i, c := range []float32{1.9875691500e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1} {
		a.splatConst(e.p[i], c)
	}
	return e
}

// apply: x = eˣ, step by step as core/mat's Exp, for x that is at most 88.72284 or NaN. It uses the registers t, r and p.
func (e vectorExp) apply(a *asm, x, t, r, p string) {
	a.op("Get "+x, "Get "+e.log2e, "F32x4Mul", "Get "+e.round, "F32x4Add", "Set "+t)
	a.op("Get "+t, "Get "+e.round, "F32x4Sub", "Set "+p) // n
	a.op("Get "+x, "Get "+p, "Get "+e.ln2hi, "F32x4Mul", "F32x4Sub", "Get "+p, "Get "+e.ln2lo, "F32x4Mul", "F32x4Sub", "Set "+r)
	a.op("Get " + e.p[0])
	for _, c := range e.p[1:] {
		a.op("Get "+r, "F32x4Mul", "Get "+c, "F32x4Add")
	}
	a.op("Get "+r, "Get "+r, "F32x4Mul", "F32x4Mul", "Get "+r, "F32x4Add", "Get "+e.one, "F32x4Add", "Set "+p)
	// 2ⁿ has the bits of 1 plus n·2²³, here for the halves of n.
	a.op("Get "+t, "Get "+e.round, "I32x4Sub", "Set "+t)
	a.op("Get "+t, "I32Const $1", "I32x4ShrS", "Set "+r)
	power := func() { a.op("I32Const $23", "I32x4Shl", "Get "+e.one, "I32x4Add") }
	a.op("Get "+p, "Get "+r)
	power()
	a.op("F32x4Mul", "Get "+t, "Get "+r, "I32x4Sub")
	power()
	a.op("F32x4Mul")
	a.op("Get "+x, e.low, "F32x4Lt", "V128Andnot", "Set "+x) // below −104 nothing is left
}

// expSum writes func expSum(dst, src *float32, n int, largest float32) (sum float32): dst = Exp(src − largest), n numbers in
// whole vectors, and their sum from the first to the last. Adding up waits for each sum, but the next exponentials
// are computed in the meantime.
func expSum(a *asm) {
	dst, src, n, sum, largest := "R0", "R1", "R2", "F0", "F1"
	x, t, r, p := "V12", "V13", "V14", "V15"
	a.function("expSum", 36, argument{"dst", dst}, argument{"src", src}, argument{"n", n})
	a.op("F32Load largest+24(FP)", "Set "+largest)
	e := newVectorExp(a)
	a.count(n, 4, func() {
		a.op("Get "+src, "I32WrapI64", "V128Load $0", "Get "+largest, "F32x4Splat", "F32x4Sub", "Set "+x)
		e.apply(a, x, t, r, p)
		a.store(x, dst, 0)
		for i := range 4 {
			a.op("Get "+sum, "Get "+x, fmt.Sprintf("F32x4ExtractLane $0, $%d", i), "F32Add", "Set "+sum)
		}
		a.addConst(dst, 16)
		a.addConst(src, 16)
	})
	a.op("Get SP", "Get "+sum, "F32Store sum+32(FP)")
	a.ret()
}

// largestOf writes func largestOf(src *float32, n int) float32: the largest of n numbers in whole vectors, at least one; NaN if
// one is NaN.
func largestOf(a *asm) {
	src, n := "R0", "R1"
	a.function("largestOf", 20, argument{"src", src}, argument{"n", n})
	a.load("V0", src, 0)
	a.op("Get V0", "Set V1")
	pair := func(v string, offset int) {
		a.op("Get "+v, "Get "+src, "I32WrapI64", fmt.Sprintf("V128Load $%d", offset), "F32x4Max", "Set "+v)
	}
	a.count(n, 8, func() {
		pair("V0", 0)
		pair("V1", 16)
		a.addConst(src, 32)
	})
	a.count(n, 4, func() { pair("V0", 0) })
	a.op("Get V0", "Get V1", "F32x4Max", "Set V0")
	a.op("Get SP", "Get V0", "F32x4ExtractLane $0, $0")
	for i := 1; i < 4; i++ {
		a.op("Get V0", fmt.Sprintf("F32x4ExtractLane $0, $%d", i), "F32Max")
	}
	a.op("F32Store ret+16(FP)")
	a.ret()
}

// byOne writes func NAME(dst *float32, n int, by float32): dst = dst OPERATION by, n numbers in whole vectors.
func byOne(a *asm, name, operation string) {
	dst, n := "R0", "R1"
	a.function(name, 20, argument{"dst", dst}, argument{"n", n})
	a.op("F32Load by+16(FP)", "F32x4Splat", "Set V1")
	a.count(n, 4, func() {
		a.op("Get "+dst, "I32WrapI64", "V128Load $0", "Get V1", operation, "Set V0")
		a.store("V0", dst, 0)
		a.addConst(dst, 16)
	})
	a.ret()
}
