package main

import (
	"fmt"
	"strings"
)

// tileRows[v] is how many rows a tile of v vectors has. Eight or nine sums are what a processor needs to be busy (an addition
// takes 3 cycles, two are begun in each), and what x64 has registers for: with ten, operands spill in some orders, with twelve in all.
var tileRows = [...]int{1: 8, 2: 4, 3: 3, 4: 2}

// unroll is how many k one round of the inner loop takes. One is up to a seventh slower; two and eight are equal within noise.
const unroll = 4

// tile writes func tileRxV(c *float32, cRow int, a *float32, aRow int, b *float32, bRow, k, more int): C = A·B for R rows of A
// (R, k) and 4·V columns of B (k, 4·V); C += A·B where more is not 0. The lanes are columns: each sum is added up by itself, k
// ascending, so nothing is rounded otherwise than in plain Go. A row of B is loaded once for all rows, a number of A once for
// all columns.
func tile(a *asm, rows, vectors int) {
	sum := func(r, v int) string { return fmt.Sprint("V", r*vectors+v) }
	scalar := func(r int) string { return fmt.Sprint("V", rows*vectors+r) }
	row := func(r int) string { return fmt.Sprint("R", 6+r) } // R6 is the row of A, then one register for each further row
	c, cRow, next, aRow, b, bRow, k, more := "R0", "R1", "R2", "R3", "R4", "R5", "R14", "R15"

	name := fmt.Sprintf("tile%dx%d", rows, vectors)
	a.function(name, 64, argument{"c", c}, argument{"cRow", cRow}, argument{"a", row(0)}, argument{"aRow", aRow},
		argument{"b", b}, argument{"bRow", bRow}, argument{"k", k}, argument{"more", more})
	a.toBytes(cRow)
	a.toBytes(aRow)
	a.toBytes(bRow)
	a.addConst(row(0), -splatAt)
	for r := 1; r < rows; r++ {
		a.op("Get "+row(r-1), "Get "+aRow, "I64Add", "Set "+row(r))
	}

	eachSum := func(access func(register, address string, offset int)) {
		a.copy(next, c)
		for r := range rows {
			for v := range vectors {
				access(sum(r, v), next, 16*v)
			}
			a.add(next, cRow)
		}
	}
	step := func(i int) {
		if vectors == 1 { // one row of B, many of A
			operand, x := scalar(0), scalar(1)
			a.load(operand, b, 0)
			for r := range rows {
				a.splat(x, row(r), i)
				a.mulAdd(sum(r, 0), x, operand)
			}
		} else {
			for r := range rows {
				a.splat(scalar(r), row(r), i)
			}
			operand := scalar(rows)
			for v := range vectors {
				a.load(operand, b, 16*v)
				for r := range rows {
					a.mulAdd(sum(r, v), scalar(r), operand)
				}
			}
		}
		a.add(b, bRow)
	}

	a.when(more, func() { eachSum(a.load) }) // locals begin at 0
	for _, n := range []int{unroll, 1} {
		a.count(k, n, func() {
			for i := range n {
				step(i)
			}
			for r := range rows {
				a.addConst(row(r), 4*n)
			}
		})
	}
	eachSum(a.store)
	a.ret()
}

// transpose4 writes func transpose4(dst *float32, dstRow int, src *float32, srcRow, n int): row i of dst, four numbers, becomes
// column i of src, which has four rows; 0 ≤ i < n.
func transpose4(a *asm) {
	dst, dstRow, srcRow, n := "R0", "R1", "R2", "R3"
	row := []string{"R4", "R5", "R6", "R7"}
	a.function("transpose4", 40, argument{"dst", dst}, argument{"dstRow", dstRow}, argument{"src", row[0]}, argument{"srcRow", srcRow}, argument{"n", n})
	a.toBytes(dstRow)
	a.toBytes(srcRow)
	for r := 1; r < 4; r++ {
		a.op("Get "+row[r-1], "Get "+srcRow, "I64Add", "Set "+row[r])
	}
	a.count(n, 1, func() {
		a.op("Get "+row[0], "I32WrapI64", "F32Load $0", "F32x4Splat")
		for r := 1; r < 4; r++ {
			a.op("Get "+row[r], "I32WrapI64", "F32Load $0", fmt.Sprintf("F32x4ReplaceLane $0, $%d", r))
		}
		a.op("Set V0")
		a.store("V0", dst, 0)
		a.add(dst, dstRow)
		for r := range 4 {
			a.addConst(row[r], 4)
		}
	})
	a.ret()
}

// copy16 writes func copy16(dst, src *float32, srcRow, n int): n rows of sixteen numbers, one after the other in dst.
func copy16(a *asm) {
	dst, src, srcRow, n := "R0", "R1", "R2", "R3"
	a.function("copy16", 32, argument{"dst", dst}, argument{"src", src}, argument{"srcRow", srcRow}, argument{"n", n})
	a.toBytes(srcRow)
	a.count(n, 1, func() {
		for v := range 4 {
			a.load("V0", src, 16*v)
			a.store("V0", dst, 16*v)
		}
		a.addConst(dst, 64)
		a.add(src, srcRow)
	})
	a.ret()
}

// pairwise writes func NAME(dst, src *float32, n int): dst = dst OPERATION src, n numbers. The operation is named as for four
// numbers, and the same without x4 is that for one.
func pairwise(a *asm, name, operation string) {
	dst, src, n := "R0", "R1", "R2"
	a.function(name, 24, argument{"dst", dst}, argument{"src", src}, argument{"n", n})
	a.count(n, 4, func() {
		a.load("V0", dst, 0)
		a.load("V1", src, 0)
		a.op("Get V0", "Get V1", operation, "Set V0")
		a.store("V0", dst, 0)
		a.addConst(dst, 16)
		a.addConst(src, 16)
	})
	a.count(n, 1, func() {
		a.op("Get "+dst, "I32WrapI64", "Get "+dst, "I32WrapI64", "F32Load $0", "Get "+src, "I32WrapI64", "F32Load $0")
		a.op(strings.Replace(operation, "x4", "", 1), "F32Store $0")
		a.addConst(dst, 4)
		a.addConst(src, 4)
	})
	a.ret()
}
