package main

import (
	"net/http"
	"time"

	"qkvlab/serve/site"
)

const shutdownGrace = 10 * time.Second

// newServer bounds what a client can hold on to: a slow one its connection, a large header its memory.
func newServer(h http.Handler) *http.Server {
	return &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       15 * time.Second,
		WriteTimeout:      2 * time.Minute, // the largest file over 100 kbit/s
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    site.MaxDocument + 32<<10, // a document in the query, and common headers
	}
}
