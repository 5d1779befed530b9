//go:build js && wasm && fault

package main

import (
	"net/http"
	"os"
)

// faulty is for tests: a handler that panics, and one that ends the whole program.
func faulty(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/api/fault/panic":
			panic("for a test")
		case "/api/fault/exit":
			os.Exit(3)
		}
		next.ServeHTTP(w, r)
	})
}
