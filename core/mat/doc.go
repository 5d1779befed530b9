// Package mat is dense float32 matrices and the elementary functions that go with them. It knows nothing of attention.
//
// # Matrices
//
// A [Mat] is a header of two sizes and one slice: row-major, contiguous, len(Data) == Rows*Cols. It is passed by value;
// copies of the header share the numbers. The zero value is the empty matrix (0×0).
//
//	New, FromRows               make one
//	At, Set, Row                reach the numbers (Row is a view)
//	Clone, Columns, T           copy all, some columns, the transpose
//	Mul, MulT, Linear           A·B, A·Bᵀ, X·Wᵀ + b
//	Pack, LinearPacked          Linear with parameters that are packed once; PackInto in the caller's memory
//	MulRowsInto, MulRowsAdd     A·B for rows with gaps, and as the rest of a sum
//	Scale, Add                  all numbers times one, numbers added to numbers
//	SoftmaxRowsInto, …ColsInto  each row, or each column, to weights that sum to 1; Largest and ExpSum are parts of it
//	LayerNormInto, RMSNormInto  each row, as PyTorch's modules; Moments is what the first takes from a row
//	GELUInto, SiLUInto, …       functions of single numbers
//	Principal, SingularOf       the directions along which rows reach furthest; what a linear map does to space
//	Turn, TurnInSpace           by how much it turns a plane, or space
//	Format, Shortest            print a matrix, print a number
//
// A function whose name ends in Into writes its result into a matrix that the caller owns and allocates nothing.
// For products, dst must not share memory with an operand.
//
// # Bits
//
// The same input has the same output bits on every host. Every output of a product is
//
//	acc = 0;  acc = float32(acc + float32(x[k]·w[k])), k ascending;  then + bias
//
// which are the bits of PyTorch's plain kernel. A faster kernel may compute several outputs side by side but never
// splits a sum, and never fuses a multiplication with an addition. There are kernels for WebAssembly, and of products for
// amd64 (panel.go, internal/gen); plain.go has the same in plain Go, which other hosts use and tests compare with.
//
// The functions ([Exp], [Tanh], [Sin64], …) are one algorithm each, in Go, because package math has different ones for
// different processors. Only math.Sqrt, math.Floor and their like, which have one right answer, come from there, and
// math.Atan2 for the angles of [Turn] and [TurnInSpace], which are shown and never computed with. Of a NaN only its being
// one is promised: sign and payload are the processor's.
//
// # Mistakes
//
// Sizes that do not fit are a programmer's mistake. They panic, naming the operation and both shapes:
//
//	mat: MulT: (3×4)·(2×5)ᵀ: inner sizes differ
package mat
