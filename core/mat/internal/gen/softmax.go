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

// vectorExp holds the constants that Exp of core/mat/float32.go needs, set once before a loop: each string puts one on the stack.
type vectorExp struct {
	log2e, round, ln2hi, ln2lo, one, low string
	p                                    [6]string
}

// room is the registers of one exponential: the number, and what it works in.
type room struct{ x, t, r, p string }

var expPolynomial = [6]float32{1.9875691500e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1}

// newVectorExp puts the constants into V0 to V5, and those of the polynomial into V6 to V11.
func newVectorExp(a *asm) vectorExp {
	e := expConstants(a)
	for i, c := range expPolynomial {
		v := fmt.Sprint("V", 6+i)
		a.splatConst(v, c)
		e.p[i] = "Get " + v
	}
	return e
}

func expConstants(a *asm) vectorExp {
	for i, c := range []float32{math.Log2E, 3 << 22, 0.693359375, -2.12194440e-4, 1, -104} {
		a.splatConst(fmt.Sprint("V", i), c)
	}
	return vectorExp{log2e: "Get V0", round: "Get V1", ln2hi: "Get V2", ln2lo: "Get V3", one: "Get V4", low: "Get V5"}
}

// apply: x = eˣ of each room, step by step as core/mat's Exp, for x that is at most 88.72284 or NaN. With several rooms a step of one need
// not wait for the step before.
func (e vectorExp) apply(a *asm, rooms ...room) {
	each := func(step func(v room)) {
		for _, v := range rooms {
			step(v)
		}
	}
	each(func(v room) { a.op("Get "+v.x, e.log2e, "F32x4Mul", e.round, "F32x4Add", "Set "+v.t) })
	each(func(v room) { a.op("Get "+v.t, e.round, "F32x4Sub", "Set "+v.p) }) // n
	each(func(v room) {
		a.op("Get "+v.x, "Get "+v.p, e.ln2hi, "F32x4Mul", "F32x4Sub", "Get "+v.p, e.ln2lo, "F32x4Mul", "F32x4Sub", "Set "+v.r)
	})
	each(func(v room) { a.op(e.p[0], "Set "+v.p) })
	for _, c := range e.p[1:] {
		each(func(v room) { a.op("Get "+v.p, "Get "+v.r, "F32x4Mul", c, "F32x4Add", "Set "+v.p) })
	}
	each(func(v room) {
		a.op("Get "+v.p, "Get "+v.r, "Get "+v.r, "F32x4Mul", "F32x4Mul", "Get "+v.r, "F32x4Add", e.one, "F32x4Add", "Set "+v.p)
	})
	// 2ⁿ has the bits of 1 plus n·2²³, here for the halves of n.
	power := func() { a.op("I32Const $23", "I32x4Shl", e.one, "I32x4Add") }
	each(func(v room) {
		a.op("Get "+v.t, e.round, "I32x4Sub", "Set "+v.t)
		a.op("Get "+v.t, "I32Const $1", "I32x4ShrS", "Set "+v.r)
	})
	each(func(v room) {
		a.op("Get "+v.p, "Get "+v.r)
		power()
		a.op("F32x4Mul", "Get "+v.t, "Get "+v.r, "I32x4Sub")
		power()
		a.op("F32x4Mul")
		a.op("Get "+v.x, e.low, "F32x4Lt", "V128Andnot", "Set "+v.x) // below −104 nothing is left
	})
}

// expSum writes func expSum(x *float32, n int, largest, before float32) (sum float32): x = Exp(x − largest), n numbers in
// whole vectors, and before plus all of them, from the first to the last.
func expSum(a *asm) {
	at, n, sum, largest := "R0", "R1", "F0", "F1"
	v := room{"V12", "V13", "V14", "V15"}
	a.function("expSum", 28, argument{"x", at}, argument{"n", n})
	a.op("F32Load largest+16(FP)", "Set "+largest, "F32Load before+20(FP)", "Set "+sum)
	e := newVectorExp(a)
	a.count(n, 4, func() {
		a.op("Get "+at, "I32WrapI64", "V128Load $0", "Get "+largest, "F32x4Splat", "F32x4Sub", "Set "+v.x)
		e.apply(a, v)
		a.store(v.x, at, 0)
		for i := range 4 {
			a.addLane(sum, v.x, i)
		}
		a.addConst(at, 16)
	})
	a.op("Get SP", "Get "+sum, "F32Store sum+24(FP)")
	a.ret()
}

// addLane: sum += lane i of v.
func (a *asm) addLane(sum, v string, i int) {
	a.op("Get "+sum, "Get "+v, fmt.Sprintf("F32x4ExtractLane $0, $%d", i), "F32Add", "Set "+sum)
}

// expSums writes func expSums(x, y *float32, n int, largestX, largestY float32) (sumX, sumY float32): expSum in place of two lists at a
// time. A sum waits for each of its additions; two wait together.
func expSums(a *asm) {
	at, n := [2]string{"R0", "R1"}, "R2"
	largest, sum := [2]string{"F0", "F1"}, [2]string{"F2", "F3"}
	rooms := [2]room{{"V8", "V9", "V10", "V11"}, {"V12", "V13", "V14", "V15"}}
	a.function("expSums", 40, argument{"x", at[0]}, argument{"y", at[1]}, argument{"n", n})
	a.op("F32Load largestX+24(FP)", "Set "+largest[0], "F32Load largestY+28(FP)", "Set "+largest[1])
	e := expConstants(a)
	const first = 4 // the polynomial's constants wait in F4 to F9
	for i, c := range expPolynomial {
		a.op("F32Const $"+decimal(c), fmt.Sprint("Set F", first+i))
		e.p[i] = spread(first + i)
	}
	a.count(n, 4, func() {
		for i, v := range rooms {
			a.op("Get "+at[i], "I32WrapI64", "V128Load $0", "Get "+largest[i], "F32x4Splat", "F32x4Sub", "Set "+v.x)
		}
		e.apply(a, rooms[:]...)
		for i, v := range rooms {
			a.store(v.x, at[i], 0)
			a.addConst(at[i], 16)
		}
		for lane := range 4 {
			for i, v := range rooms {
				a.addLane(sum[i], v.x, lane)
			}
		}
	})
	a.op("Get SP", "Get "+sum[0], "F32Store sumX+32(FP)", "Get SP", "Get "+sum[1], "F32Store sumY+36(FP)")
	a.ret()
}

// largestOf writes func largestOf(src *float32, n int) float32: the largest of n numbers in whole vectors, at least one. Where one is NaN
// it may be NaN or not: pseudo-maximum is one instruction of a processor, maximum is ten.
func largestOf(a *asm) {
	src, n := "R0", "R1"
	a.function("largestOf", 20, argument{"src", src}, argument{"n", n})
	a.load("V0", src, 0)
	a.op("Get V0", "Set V1")
	pair := func(v string, offset int) {
		a.op("Get "+v, "Get "+src, "I32WrapI64", fmt.Sprintf("V128Load $%d", offset), "F32x4Pmax", "Set "+v)
	}
	a.count(n, 8, func() {
		pair("V0", 0)
		pair("V1", 16)
		a.addConst(src, 32)
	})
	a.count(n, 4, func() { pair("V0", 0) })
	a.op("Get V0", "Get V1", "F32x4Pmax", "Set V0")
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
