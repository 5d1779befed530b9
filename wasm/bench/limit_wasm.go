package main

// turnOperations is how many products and sums of numbers a round of turn does: 56 instructions of each, of four lanes.
const turnOperations = 2 * 56 * 4

// turn is in limit_wasm.s, which core/mat/internal/gen writes.
//
//go:noescape
func turn(rounds int)
