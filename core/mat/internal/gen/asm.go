package main

import (
	"fmt"
	"strings"
)

// asm collects a file of assembly. WebAssembly is a stack machine: an instruction takes its operands from the stack and puts
// its result there. Go names the local variables R0…R15 (64-bit integers) and V0…V15 (128 bits: four numbers); an address
// is made of an integer by I32WrapI64. Each method writes what its name says; registers are given by name.
type asm struct{ strings.Builder }

func (a *asm) text(line string) { a.WriteString(line + "\n") }

func (a *asm) op(instructions ...string) { a.text("\t" + strings.Join(instructions, "; ")) }

// function begins a kernel whose arguments and results take size bytes: first arguments of 8 bytes, which go to registers, then
// what the kernel reads and writes itself. What Go knows of it stands in kernel_wasm.go.
func (a *asm) function(name string, size int, arguments ...argument) {
	a.text("")
	a.text(fmt.Sprintf("TEXT ·%s(SB), NOSPLIT, $0-%d", name, size))
	for i, x := range arguments {
		a.op(fmt.Sprintf("I64Load %s+%d(FP)", x.name, 8*i), "Set "+x.register)
	}
}

type argument struct{ name, register string }

func (a *asm) ret() { a.op("RET") }

// add: x += y. addConst: x += n.
func (a *asm) add(x, y string) { a.op("Get "+x, "Get "+y, "I64Add", "Set "+x) }
func (a *asm) addConst(x string, n int) {
	a.op("Get "+x, fmt.Sprintf("I64Const $%d", n), "I64Add", "Set "+x)
}

func (a *asm) copy(x, y string) { a.op("Get "+y, "Set "+x) }

// toBytes turns a count of float32 into bytes.
func (a *asm) toBytes(x string) { a.op("Get "+x, "I64Const $2", "I64Shl", "Set "+x) }

// count runs body as long as at least step is left in the register left, and takes step from it each time.
func (a *asm) count(left string, step int, body func()) {
	a.op("Block")
	a.op("Get "+left, fmt.Sprintf("I64Const $%d", step), "I64LtS", "BrIf $0")
	a.op("Loop")
	body()
	a.addConst(left, -step)
	a.op("Get "+left, fmt.Sprintf("I64Const $%d", step), "I64GeS", "BrIf $0")
	a.op("End")
	a.op("End")
}

// when runs body if x is not 0.
func (a *asm) when(x string, body func()) {
	a.op("Block")
	a.op("Get "+x, "I64Eqz", "BrIf $0")
	body()
	a.op("End")
}

// load: v = the four numbers at address+offset. store: the reverse; with one operand Go's assembler would take offset 0.
func (a *asm) load(v, address string, offset int) {
	a.op("Get "+address, "I32WrapI64", fmt.Sprintf("V128Load $%d", offset), "Set "+v)
}
func (a *asm) store(v, address string, offset int) {
	a.op("Get "+address, "I32WrapI64", "Get "+v, fmt.Sprintf("V128Store $0, $%d", offset))
}

// mulAdd: sum = sum + x·y, both rounded.
func (a *asm) mulAdd(sum, x, y string) {
	a.op("Get "+sum, "Get "+x, "Get "+y, "F32x4Mul", "F32x4Add", "Set "+sum)
}

// splatAt is the offset that pointers of splat have to make up for.
const splatAt = 0x48

// splat: v = four times the number at address + splatAt + 4·i, 0 ≤ i < 4, by v128.load32_splat, which makes products 15 to 20 % faster than
// f32.load and f32x4.splat. Go 1.27's assembler knows its code but forgets the two bytes that must follow (alignment,
// offset), so they are written as instructions whose codes they are: Unreachable is 00, no alignment, and comparisons
// have the codes 48, 4C, 50, 54. None of them is ever executed. An assembler that wrote the bytes by itself would make a module
// that no engine accepts, which the tests would notice.
func (a *asm) splat(v, address string, i int) {
	offset := []string{"I32LtS", "I32LeS", "I64Eqz", "I64LtU"}[i]
	a.op("Get "+address, "I32WrapI64", "V128Load32Splat", "Unreachable", offset, "Set "+v)
}
