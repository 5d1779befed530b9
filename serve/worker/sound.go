//go:build js && wasm && !fault

package main

import "net/http"

// faulty is the handler itself; a build for tests (fault.go) has two more paths.
func faulty(next http.Handler) http.Handler { return next }
