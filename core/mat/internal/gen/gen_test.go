package main

import (
	"os"
	"testing"
)

func TestKernelsAreUpToDate(t *testing.T) {
	have, err := os.ReadFile("../../kernel_wasm.s")
	if err != nil {
		t.Fatal(err)
	}
	if string(have) != kernels() {
		t.Fatal("core/mat/kernel_wasm.s is stale: run ./build.sh gen")
	}
}
