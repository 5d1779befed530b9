//go:build js && wasm

// Package engine binds wire.Engine to WebAssembly. It touches no document, so that it may live in a worker.
//
// The hot path crosses without syscall/js (a call costs nanoseconds, not microseconds): JavaScript writes a request into
// qkv_buffer, calls qkv_call, and reads JSON text and float32 values from the memory that the reply points to. What it
// does not copy out at once may be gone with the next call.
package engine

import (
	"syscall/js"
	"unsafe"

	"qkvlab/core/wire"
)

var (
	answers wire.Engine
	request []byte
	reply   struct {
		header [4]uint32 // where the JSON text begins, its bytes, where the values begin, how many
		meta   []byte
		data   []float32
	}
)

// buffer returns where to write a request of n bytes.
//
//go:wasmexport qkv_buffer
func buffer(n int32) unsafe.Pointer {
	if int(n) > len(request) {
		request = make([]byte, n)
	}
	return unsafe.Pointer(unsafe.SliceData(request))
}

// call answers the request of n bytes in the buffer, and returns where the four numbers of the reply's header stand.
//
//go:wasmexport qkv_call
func call(n int32) unsafe.Pointer {
	reply.meta, reply.data = answers.Call(string(request[:n]))
	reply.header = [4]uint32{
		uint32(uintptr(unsafe.Pointer(unsafe.SliceData(reply.meta)))), uint32(len(reply.meta)),
		uint32(uintptr(unsafe.Pointer(unsafe.SliceData(reply.data)))), uint32(len(reply.data)),
	}
	return unsafe.Pointer(&reply.header)
}

// Start tells JavaScript, through globalThis.qkvLabStart, that the exports may be called, and hands over the page
// controller, and exit, which ends this instance as a crash would.
func Start(page js.Value) {
	start := js.Global().Get("qkvLabStart")
	if start.Type() != js.TypeFunction {
		return
	}
	exit := js.FuncOf(func(js.Value, []js.Value) any {
		panic("ended on request")
	})
	start.Invoke(page, exit)
}
