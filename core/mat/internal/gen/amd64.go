package main

import "fmt"

// The tiles for amd64, with the instructions that every such processor has (SSE2): the same loops as in product.go, the same order
// of sums, so the same bits. Only the products have kernels there; the rest of core/mat is plain Go.

func kernelsAMD64() string {
	a := &asm{}
	a.text(generated)
	for vectors := 1; vectors <= 4; vectors++ {
		tileAMD64(a, tileRows[vectors], vectors)
		tileAMD64(a, 1, vectors)
	}
	tileAMD64(a, 1, 8)
	return a.String()
}

func tileAMD64(a *asm, rows, vectors int) {
	sum := func(r, v int) string { return fmt.Sprint("X", r*vectors+v) }
	free := rows * vectors
	operand, product := fmt.Sprint("X", free), fmt.Sprint("X", free+1)
	scalar := func(r int) string { return fmt.Sprint("X", free+2+r) }
	if vectors == 1 { // a scalar is used once, and becomes the product
		scalar = func(int) string { return product }
	}
	b, bRow, k, stride, c := "BX", "CX", "DX", "R13", "R15" // not R14, which Go keeps for itself
	row := func(r int) string { return []string{"SI", "DI", "AX", "R8", "R9", "R10", "R11", "R12"}[r] }
	label := func(name string) string { return fmt.Sprintf("%s%dx%d", name, rows, vectors) }

	a.text("")
	a.text(fmt.Sprintf("TEXT ·tile%dx%d(SB), NOSPLIT, $0-64", rows, vectors))
	eachSum := func(access func(sum, memory string)) {
		a.op("MOVQ c+0(FP), "+c, "MOVQ cRow+8(FP), "+stride, "SHLQ $2, "+stride)
		for r := range rows {
			for v := range vectors {
				access(sum(r, v), fmt.Sprintf("%d(%s)", 16*v, c))
			}
			a.op(fmt.Sprintf("ADDQ %s, %s", stride, c))
		}
	}
	step := func(i int) {
		for r := range rows {
			if vectors > 1 {
				a.op(fmt.Sprintf("MOVSS %d(%s), %s", 4*i, row(r), scalar(r)), fmt.Sprintf("SHUFPS $0, %s, %s", scalar(r), scalar(r)))
			}
		}
		for v := range vectors {
			a.op(fmt.Sprintf("MOVUPS %d(%s), %s", 16*v, b, operand))
			for r := range rows {
				switch {
				case vectors == 1:
					a.op(fmt.Sprintf("MOVSS %d(%s), %s", 4*i, row(r), product), fmt.Sprintf("SHUFPS $0, %s, %s", product, product), fmt.Sprintf("MULPS %s, %s", operand, product))
				default:
					a.op(fmt.Sprintf("MOVAPS %s, %s", operand, product), fmt.Sprintf("MULPS %s, %s", scalar(r), product))
				}
				a.op(fmt.Sprintf("ADDPS %s, %s", product, sum(r, v)))
			}
		}
		a.op(fmt.Sprintf("ADDQ %s, %s", bRow, b))
	}

	a.op("CMPQ more+56(FP), $0", "JEQ "+label("fresh"))
	eachSum(func(sum, memory string) { a.op("MOVUPS " + memory + ", " + sum) })
	a.op("JMP " + label("begin"))
	a.text(label("fresh") + ":")
	for i := range free {
		a.op(fmt.Sprintf("XORPS X%d, X%d", i, i))
	}
	a.text(label("begin") + ":")
	a.op("MOVQ a+16(FP), "+row(0), "MOVQ aRow+24(FP), "+stride, "SHLQ $2, "+stride)
	for r := 1; r < rows; r++ {
		a.op(fmt.Sprintf("LEAQ (%s)(%s*1), %s", row(r-1), stride, row(r)))
	}
	a.op("MOVQ b+32(FP), "+b, "MOVQ bRow+40(FP), "+bRow, "SHLQ $2, "+bRow, "MOVQ k+48(FP), "+k)
	for _, n := range []int{unroll, 1} {
		loop, done := label(fmt.Sprint("by", n, "_")), label(fmt.Sprint("end", n, "_"))
		a.op(fmt.Sprintf("CMPQ %s, $%d", k, n), "JLT "+done)
		a.text(loop + ":")
		for i := range n {
			step(i)
		}
		for r := range rows {
			a.op(fmt.Sprintf("ADDQ $%d, %s", 4*n, row(r)))
		}
		a.op(fmt.Sprintf("SUBQ $%d, %s", n, k), fmt.Sprintf("CMPQ %s, $%d", k, n), "JGE "+loop)
		a.text(done + ":")
	}
	eachSum(func(sum, memory string) { a.op("MOVUPS " + sum + ", " + memory) })
	a.ret()
}
