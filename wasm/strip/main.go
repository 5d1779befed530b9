// Strip takes out of a WebAssembly program of Go what only stack traces read: the names of functions, and the tables
// that lead from an instruction to a file and a line. That is a tenth of the download. A panic keeps its message, and
// loses the lines under it.
//
//	go run ./wasm/strip FILE.wasm        in place
//
// It is part of building the engine (./build.sh). A layout that it does not know is an error, never a guess.
package main

import (
	"fmt"
	"os"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: go run ./wasm/strip FILE.wasm")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "strip:", err)
		os.Exit(1)
	}
}

func run(path string) error {
	program, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	stripped, err := strip(program)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return os.WriteFile(path, stripped, 0o644)
}

// strip returns the program without what only stack traces read.
func strip(program []byte) ([]byte, error) {
	m, err := readModule(program)
	if err != nil {
		return nil, err
	}
	memory, err := readMemory(m.data)
	if err != nil {
		return nil, err
	}
	if err := forgetLines(memory); err != nil {
		return nil, err
	}
	return m.withData(memory.segments()), nil
}
