//go:build js && wasm

// Command wasm is the program that the browser loads: the engine, which answers requests, and the page controller.
// Both are thin; what they pass on is decided in core.
package main

import (
	"qkvlab/wasm/engine"
	"qkvlab/wasm/page"
)

func main() {
	engine.Start(page.New())
	select {} // exports and callbacks need a running program
}
