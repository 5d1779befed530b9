package main

import (
	"fmt"
	"math"
)

// Functions of single numbers. Constants that a function needs beside those of exp wait in F0, F1, …, and are spread over a vector
// where they are used.

// floats puts constants into F0, F1, …. spread puts one of them on the stack, four times.
func (a *asm) floats(constants ...float32) {
	for i, x := range constants {
		a.op("F32Const $"+decimal(x), fmt.Sprint("Set F", i))
	}
}

func spread(i int) string { return fmt.Sprintf("Get F%d; F32x4Splat", i) }

// each writes func NAME(dst, src *float32, n int): dst = body of src, n numbers in whole vectors. body finds the numbers in V12 and
// leaves its result there. It may use V13 to V15, and V5, which apply leaves alone; again puts the numbers on the
// stack once more.
func each(a *asm, name string, constants []float32, body func(e vectorExp, again func())) {
	dst, src, n := "R0", "R1", "R2"
	a.function(name, 24, argument{"dst", dst}, argument{"src", src}, argument{"n", n})
	e := newVectorExp(a)
	e.low = "Get F15; F32x4Splat"
	a.op("F32Const $-104.0", "Set F15")
	a.floats(constants...)
	a.count(n, 4, func() {
		a.load("V12", src, 0)
		body(e, func() { a.op("Get "+src, "I32WrapI64", "V128Load $0") })
		a.store("V12", dst, 0)
		a.addConst(dst, 16)
		a.addConst(src, 16)
	})
	a.ret()
}

// gelus writes GELU of core/mat/activation.go, which has the formula and its constants.
func gelus(a *asm) {
	p := []float32{
		0.0604660177, -0.537787576, 1.7048267, -2.52927234, 1.86713032, -0.908029241, 0.45989851, 0.365981679, 1.00569829, -1.4889124,
	}
	const c, half, zero = 10, 11, 12
	each(a, "eachGELU", append(p, 0.28284273, 0.5, 0), func(e vectorExp, again func()) {
		a.op(e.one, e.one, spread(c), "Get V12", "F32x4Abs", "F32x4Mul", "F32x4Add", "F32x4Div", "Set V5") // t
		a.op(spread(0))
		for i := range p[1:] {
			a.op("Get V5", "F32x4Mul", spread(i+1), "F32x4Add")
		}
		a.op(spread(half), "Get V12", "Get V12", "F32x4Mul", "F32x4Mul", "F32x4Sub", "Set V12")
		e.apply(a, room{"V12", "V13", "V14", "V15"})
		a.op(spread(half), "Get V5", "Get V12", "F32x4Mul", "F32x4Mul", "Set V12") // the tail
		again()
		a.op("Get V12", e.one, "Get V12", "F32x4Sub") // for x < 0 the tail, else 1 less the tail
		again()
		a.op(spread(zero), "F32x4Lt", "V128Bitselect", "F32x4Mul", "Set V12")
	})
}

// geluTanhs and silus: x/(1 + exp(…)), where the exponential may be +Inf.
func geluTanhs(a *asm) {
	const cube, slope = 1, 2
	sigmoid(a, "eachGELUTanh", []float32{0.044715, float32(-2 * math.Sqrt(2/math.Pi))}, func() {
		a.op(spread(slope), spread(cube), "Get V12", "Get V12", "F32x4Mul", "F32x4Mul", "Get V12", "F32x4Mul", "Get V12", "F32x4Add", "F32x4Mul", "Set V12")
	})
}

func silus(a *asm) {
	sigmoid(a, "eachSiLU", nil, func() { a.op("Get V12", "F32x4Neg", "Set V12") })
}

func sigmoid(a *asm, name string, constants []float32, exponent func()) {
	const high = 0
	const inf = "I32Const $0x7F800000; I32x4Splat" // the assembler has no word for it
	each(a, name, append([]float32{88.72284}, constants...), func(e vectorExp, again func()) {
		exponent()
		a.op("Get V12", "Set V5")
		e.apply(a, room{"V12", "V13", "V14", "V15"})
		a.op(inf, "Get V12", "Get V5", spread(high), "F32x4Gt", "V128Bitselect", "Set V12")
		again()
		a.op("Get V12", e.one, "F32x4Add", "F32x4Div", "Set V12")
	})
}
