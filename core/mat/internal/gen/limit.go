package main

import "fmt"

// limit returns wasm/bench/limit_wasm.s, with func turn(rounds int): fourteen sums, each multiplied and added to in turn, and nothing else.
// It is the most that products and sums in separate instructions can reach on one core, whatever a kernel does.
func limit() string {
	const sums, unroll = 14, 4
	a := &asm{}
	a.text(generated)
	rounds, x := "R0", "V14"
	a.function("turn", 8, argument{"rounds", rounds})
	a.op("F32Const $0.5", "F32x4Splat", "Set "+x)
	a.count(rounds, 1, func() {
		for range unroll {
			for i := range sums {
				sum := fmt.Sprint("V", i)
				a.op("Get "+sum, "Get "+x, "F32x4Mul", "Get "+x, "F32x4Add", "Set "+sum)
			}
		}
	})
	for i := 1; i < sums; i++ {
		a.op("Get V0", fmt.Sprint("Get V", i), "F32x4Add", "Set V0")
	}
	a.op("Get V0", "F32x4ExtractLane $0, $0", "F32Const $-1.0", "F32Eq") // never: so that no sum can be left out
	a.op("If", "Unreachable", "End")
	a.ret()
	return a.String()
}
